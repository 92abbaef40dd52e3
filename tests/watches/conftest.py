import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # where tests find clock.py

from clock import Days
from receiving import Box, Hook, serve_hook, serve_mail

from dragoman.analysis.library import Library


@pytest.fixture
def days(empty_library: Library, monkeypatch: pytest.MonkeyPatch) -> Days:
    """A library that begins on the first of May 2023 with three articles of Lapid, of Russia and of Italy."""
    week = Days(empty_library, monkeypatch)
    for number in range(3):
        week.add("Yair Lapid spoke.", f"Russia said word {number}.", ago=9 + number)
        week.add(f"Antony Blinken spoke {number} times to us.", "Italy was there.", ago=9 + number)
    return week


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hook]:
    """A web hook that the settings allow."""
    with serve_hook() as served:
        monkeypatch.setenv("DRAGOMAN_HOOK_HOSTS", "127.0.0.1")
        monkeypatch.setenv("DRAGOMAN_FETCH_HOSTS", "127.0.0.1")
        monkeypatch.setenv("DRAGOMAN_HOOK_SECRET", "sixteen letters!")
        yield served


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    """A mail server that the settings name."""
    with serve_mail() as served:
        monkeypatch.setenv("DRAGOMAN_MAIL_SERVER", served.address)
        monkeypatch.setenv("DRAGOMAN_MAIL_FROM", "dragoman@example.org")
        yield served
