"""The address of a proxy, taken apart; its password is in no sentence and no repr."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from dragoman.host_names import read_host

SCHEMES = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy: the address that is connected to, and how one signs in there, (name, password) or None."""

    url: str
    auth: tuple[bytes, bytes] | None = field(default=None, repr=False)


def parse_proxy(text: str) -> Proxy:
    """A proxy from "http://host:port" or "http://name:password@host:port".

    ValueError, with a reason that quotes nothing of it.
    """
    scheme, mark, rest = text.strip().partition("://")
    if not mark:
        raise ValueError("it has no http:// before it")
    if scheme.lower() not in SCHEMES:
        raise ValueError("only proxies of http:// and https:// are spoken to, not SOCKS and others")
    name, at, place = rest.rpartition("@")
    user, _, password = name.partition(":")
    try:
        parts = urlsplit(f"//{place}")
        port = parts.port
    except ValueError:
        raise ValueError("its port is no number from 1 to 65535") from None
    if port == 0 or parts.netloc.endswith(":"):
        raise ValueError("its port is no number from 1 to 65535")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(
            "something stands after its host and port; in a password, / is written %2F, ? %3F and # %23"
        )
    host = read_host(parts.netloc.removesuffix(f":{port}"))
    if not host:
        raise ValueError("its host is not written as hosts are")
    host = f"[{host}]" if ":" in host else host
    auth = (unquote(user).encode(), unquote(password).encode()) if at else None
    return Proxy(f"{scheme.lower()}://{host}:{port or SCHEMES[scheme.lower()]}", auth)
