"""Visits of the page of watches."""

from __future__ import annotations

from datetime import datetime

from dragoman.analysis.library import Library


def test_the_last_visit_of_each_is_kept(library: Library) -> None:
    assert library.visits.find("ann@example.org") is None
    library.visits.note("ann@example.org", datetime(2023, 5, 1))
    library.visits.note("ann@example.org", datetime(2023, 5, 2))
    library.visits.note("", datetime(2023, 5, 3))
    assert library.visits.find("ann@example.org") == datetime(2023, 5, 2)
    assert library.visits.find("") == datetime(2023, 5, 3)
    assert library.visits.find("o'neil") is None
