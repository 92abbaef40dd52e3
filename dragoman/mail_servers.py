"""The address of a mail server, taken apart; its password is in no sentence and no repr."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from dragoman.host_names import read_host

SCHEMES = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in: by TLS from the beginning ("smtps") or as soon as the server offers it."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


def parse_mail_server(text: str) -> MailServer:
    """A mail server from "smtp://host:port" or "smtps://name:password@host".

    ValueError, with a reason that quotes nothing of it.
    """
    scheme, mark, rest = text.strip().partition("://")
    if not mark or scheme.lower() not in SCHEMES:
        raise ValueError("it has no smtp:// or smtps:// before it")
    name, at, place = rest.rpartition("@")
    user, _, password = name.partition(":")
    try:
        parts = urlsplit(f"//{place}")
        port = parts.port
    except ValueError:
        raise ValueError("its port is no number from 1 to 65535") from None
    host = read_host(parts.hostname or "")
    if port == 0 or not host or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("its host and port are not written as host:port")
    told = (unquote(user), unquote(password)) if at else ("", "")
    return MailServer(scheme.lower(), host, port or SCHEMES[scheme.lower()], *told)
