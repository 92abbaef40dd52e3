"""Names of hosts, each written in one way only: the same host is the same word wherever two are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address

NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*")
WITH_PORT = re.compile(r"(\[.*\]|[^:]*):(\d+)")
DOTS = str.maketrans({"\u3002": ".", "\uff0e": ".", "\uff61": "."})


def read_host(host: str) -> str:
    """The host as it is connected to, in ASCII, lower case, an IP address as is usual; "" if it is none."""
    if ":" in host:
        try:
            return "" if "%" in host else str(IPv6Address(host.strip("[]")))
        except ValueError:
            return ""
    host = unicodedata.normalize("NFKC", host.translate(DOTS)).translate(DOTS).lower().rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            return ""
    if len(host) > 253 or not NAME.fullmatch(host):
        return ""
    last = host.rsplit(".", 1)[-1]
    return _read_number(host) if re.fullmatch(r"\d+|0x[0-9a-f]*", last) else host


def split_port(text: str) -> tuple[str, str]:
    """(host, port) of "host" or "host:port" as they are written; the port is "" where there is none."""
    text = text.strip()
    found = WITH_PORT.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


def list_entries(text: str) -> list[str]:
    """What a setting lists with commas, without blanks."""
    return [entry for entry in map(str.strip, text.split(",")) if entry]


def read_pattern(text: str) -> str:
    """A host as of `read_host`, or "*." before it for all names under it, no port; "" for what is neither."""
    host, _ = split_port(text)
    under = host.startswith("*.")
    name = read_host(host.removeprefix("*."))
    if under and (not name or ":" in name or name.rsplit(".", 1)[-1].isdigit()):
        return ""  # no names lie under an IP address
    return f"*.{name}" if under else name


def is_named(host: str, patterns: Iterable[str]) -> bool:
    """Whether a host, as of `read_host`, is among patterns, as of `read_pattern`."""
    return any(
        host.endswith(pattern[1:]) if pattern.startswith("*") else host == pattern for pattern in patterns
    )


def _read_number(host: str) -> str:
    """An address of IPv4 in any of the ways that programs take: 127.1, 0x7f000001, 017700000001, 2130706433.

    Or "".
    """
    numbers = []
    for part in host.split("."):
        base = 16 if part.startswith("0x") else 8 if part.startswith("0") and len(part) > 1 else 10
        try:
            numbers.append(int(part.removeprefix("0x") or "0", base))
        except ValueError:
            return ""
    *first, last = numbers
    if len(numbers) > 4 or any(number > 255 for number in first) or last >= 256 ** (4 - len(first)):
        return ""
    return str(IPv4Address(sum(number << (8 * (3 - place)) for place, number in enumerate(first)) + last))
