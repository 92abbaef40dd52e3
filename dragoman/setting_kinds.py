"""What kinds of values settings have, and what is wrong with one: each fault is a part of a sentence."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.host_names import list_entries, read_host, read_pattern, split_port
from dragoman.mail_servers import parse_mail_server
from dragoman.proxies import parse_proxy

TRUE, FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
STORE = re.compile(r"(s3a?|gs|az|abfss?|https?|file):(?!//)", re.I)
MODEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
MODEL_OF_SERVER = re.compile(r"[\w][\w./:@+-]{0,199}")
PROVIDER = re.compile(r"[\w-]{1,100}")
ADDRESS = re.compile(r"[^@\s<>,;\"]{1,64}@[^@\s<>,;\"]{1,255}")
AGENT = re.compile(r"[!-~]([ -~]{0,298}[!-~])?")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: what is wanted in words, and what is wrong with a value, "" when nothing is."""

    wanted: str
    find_fault: Callable[[str], str]
    most: float = 0.0  # of a number
    secret: bool = False  # may hold a password
    hidden: bool = False  # is one


def number(most: float, least: float = 0.0, whole: bool = False) -> Kind:
    """A number from `least` to `most`."""

    def find_fault(value: str) -> str:
        try:
            number = int(value) if whole else float(value)
        except ValueError:  # digits without end, too
            return f"it is {quote(value)}"
        return "" if least <= number <= most else f"it is {quote(value)}"  # NaN is between nothing

    return Kind(f"a {'whole ' if whole else ''}number from {least:g} to {most:g}", find_fault, most)


def each(find_fault: Callable[[str], str]) -> Callable[[str], str]:
    """The first fault among the entries of a list with commas."""
    return lambda value: next(filter(None, map(find_fault, list_entries(value))), "")


def fault_of_host(entry: str) -> str:
    """What is no name or address of a host."""
    return "" if read_host(split_port(entry)[0]) else f"{quote(entry)} is no name or address of a host"


def fault_of_pattern(entry: str) -> str:
    """What is neither a host nor a pattern of hosts."""
    if entry == "*":
        return "'*' would be every name, and any page could give this machine one of its own"
    return (
        "" if read_pattern(entry) else f"{quote(entry)} is neither a host nor a pattern such as *.example.org"
    )


def fault_of_person(entry: str) -> str:
    """What is neither an address nor a pattern of addresses."""
    fits = entry == "*" or (entry.count("@") == 1 and not re.search(r"\s", entry))
    return "" if fits else f"{quote(entry)} is neither an address nor a pattern such as *@example.org"


def fault_of_provider(entry: str) -> str:
    """What is no name of a provider of sign-in."""
    return "" if PROVIDER.fullmatch(entry) else f"{quote(entry)} is no name of a table [auth.NAME]"


def fault_of_flag(value: str) -> str:
    """What is neither 1 nor 0."""
    return "" if value.lower() in TRUE + FALSE else f"it is {quote(value)}"


def fault_of_proxy(value: str) -> str:
    """What is no address of a proxy."""
    try:
        parse_proxy(value)
    except ValueError as fault:
        return str(fault)
    return ""


def fault_of_mail_server(value: str) -> str:
    """What is no address of a mail server."""
    try:
        parse_mail_server(value)
    except ValueError as fault:
        return str(fault)
    return ""


def fault_of_address(value: str) -> str:
    """What is no address of mail."""
    return "" if ADDRESS.fullmatch(value) else "it is not one address such as desk@example.org"


def fault_of_web(value: str) -> str:
    """What is no address on the web."""
    if re.search(r"[\s@]", value) or not re.match(r"https?://", value):
        return "it does not begin with http:// or https://, or has a blank or an @ in it"
    host = re.split(r"[/?#]", value.partition("://")[2])[0]
    return "" if read_host(split_port(host)[0]) else "its host is not written as hosts are"


def fault_of_secret(value: str) -> str:
    """What is too short to sign with."""
    return "" if len(value) >= 16 else "it has less than 16 characters"


def fault_of_agent(value: str) -> str:
    """What sites cannot be told as a name."""
    return (
        ""
        if AGENT.fullmatch(value)
        else "it has more than 300 letters, an end of line, or letters that are not plain ones (ä, é, 我)"
    )


def fault_of_place(value: str) -> str:
    """What is no place for a library."""
    if STORE.match(value):
        return "after its scheme there is no ://"
    return fault_of_path(value)


def fault_of_path(value: str) -> str:
    """What is no path."""
    try:
        os.path.exists(os.path.expanduser(value))
    except (OSError, ValueError):
        return "no path is written so"
    if value.startswith("~") and os.path.expanduser(value) == value:
        return "the home folder at its beginning is nobody's here"
    return (
        ""
        if "://" in value or all(len(os.fsencode(part)) <= 255 for part in re.split(r"[/\\]", value))
        else "a name in it is too long"
    )


def fault_of_model(value: str) -> str:
    """What is neither a pipeline's name nor a folder that holds one."""
    fits = MODEL.fullmatch(value) or os.path.isfile(os.path.join(os.path.expanduser(value), "config.cfg"))
    return "" if fits else f"{quote(value)} is neither a name of one nor a folder that holds one"


def quote(value: str) -> str:
    """A value in quotation marks, a long one without its end."""
    return repr(value if len(value) <= 60 else f"{value[:60]}…")
