"""Manners: a site's robots.txt after RFC 9309, and what the settings say of name and pauses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protego import Protego

from dragoman.errors import FetchError, SettingError
from dragoman.settings import check_setting
from dragoman.version import __version__

LONGEST = 512_000  # bytes of a robots.txt that are read, as the RFC has it


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site asks of a program by the name of `agent`."""

    parsed: Protego | None
    agent: str
    delay: float = 0.0  # seconds between two requests

    def allows(self, url: str) -> bool:
        """Whether this address may be fetched."""
        return self.parsed is None or bool(self.parsed.can_fetch(url, self.agent))


def read_rules(data: bytes, agent: str) -> Rules:
    """The rules in a robots.txt for a program named `agent`; what is not understood asks nothing."""
    name = re.split(r"[/\s]", agent.strip(), maxsplit=1)[0] or "dragoman"
    try:
        parsed = Protego.parse(data[:LONGEST].decode("utf-8", "replace"))
        delay = float(parsed.crawl_delay(name) or 0)
    except Exception:  # a file by anybody, of any shape
        return Rules(None, name)
    return Rules(parsed, name, max(0.0, delay))


def read_agent() -> str:
    """The name that sites are told. FetchError when the settings have one that cannot be said."""
    return (
        read_fetch_setting("fetch_agent")
        or f"dragoman/{__version__} (a reader of diplomatic news, for research)"
    )


def read_delay() -> float:
    """The least number of seconds between two requests to a host, as the settings have it.

    FetchError when that is no number.
    """
    return float(read_fetch_setting("fetch_delay"))


def read_fetch_setting(name: str) -> str:
    """A setting of fetching.

    FetchError when its value does not fit: not a lasting one, for it will be mended.
    """
    try:
        return check_setting(name)
    except SettingError as fault:
        raise FetchError(str(fault)) from fault
