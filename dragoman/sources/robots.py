"""Manners: a site's rules for programs, its robots.txt after RFC 9309, and what the settings say of name and pauses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protego import Protego

import dragoman
from dragoman.errors import FetchError
from dragoman.settings import read_setting

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
    """The rules in a robots.txt for a program that calls itself `agent`; what cannot be understood asks for nothing."""
    name = re.split(r"[/\s]", agent.strip(), maxsplit=1)[0] or "dragoman"
    try:
        parsed = Protego.parse(data[:LONGEST].decode("utf-8", "replace"))
        delay = float(parsed.crawl_delay(name) or 0)
    except Exception:  # a file by anybody, of any shape
        return Rules(None, name)
    return Rules(parsed, name, max(0.0, delay))


def read_agent() -> str:
    """The name that sites are told."""
    return read_setting("fetch_agent") or f"dragoman/{dragoman.__version__} (a reader of diplomatic news, for research)"


def read_delay() -> float:
    """The least number of seconds between two requests to a host, as the settings have it. FetchError when that is no number."""
    try:
        return max(0.0, float(read_setting("fetch_delay")))
    except ValueError as fault:
        raise FetchError("DRAGOMAN_FETCH_DELAY is not a number of seconds. Set it to 1, say.", lasting=True) from fault
