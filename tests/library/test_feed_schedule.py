"""When feeds are looked at, whatever a clock said."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dragoman.library.feed_schedule import is_due
from dragoman.library.feeds import Feed

DAY = timedelta(days=1)
NOON = datetime(2026, 3, 1, 12)


@pytest.mark.parametrize(
    ("state", "due"),
    [
        ({"next": None}, True),
        ({"next": NOON}, True),
        ({"next": NOON + timedelta(minutes=20), "polled": NOON}, False),
        # Clocks that differ a little
        ({"next": NOON + timedelta(minutes=33), "polled": NOON + timedelta(seconds=30)}, False),
        ({"next": NOON + DAY * 2}, True),  # never looked at
        ({"next": NOON + DAY * 365, "polled": NOON - DAY}, True),
        # The clock of the look was ahead
        ({"next": NOON + DAY * 2, "polled": NOON + DAY * 2 - timedelta(minutes=30)}, True),
        ({"next": NOON + timedelta(hours=5), "polled": NOON + timedelta(hours=4.5)}, True),
        ({"next": NOON + timedelta(hours=20), "polled": NOON - timedelta(hours=1), "failures": 9}, False),
        ({"next": NOON + DAY * 3, "polled": NOON + DAY * 2, "failures": 9}, True),
        ({"next": NOON + DAY * 3, "polled": NOON - timedelta(hours=1)}, False),  # the site asks for it
        ({"next": NOON + DAY * 8, "polled": NOON - timedelta(hours=1)}, True),  # no site is given so long
        ({"next": NOON + DAY * 365, "status": "gone"}, False),
    ],
)
def test_a_clock_that_was_ahead_does_not_put_a_feed_to_sleep(state, due: bool) -> None:
    assert is_due(Feed("https://wire.example/feed", **state), NOON) == due
