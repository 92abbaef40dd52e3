import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # where tests find clock.py

from clock import Days

from dragoman.analysis.library import Library


@pytest.fixture
def days(empty_library: Library, monkeypatch: pytest.MonkeyPatch) -> Days:
    """A library that begins on the first of May 2023 with three articles of Lapid, of Russia and of Italy."""
    week = Days(empty_library, monkeypatch)
    for number in range(3):
        week.add("Yair Lapid spoke.", f"Russia said word {number}.", ago=9 + number)
        week.add(f"Antony Blinken spoke {number} times to us.", "Italy was there.", ago=9 + number)
    return week
