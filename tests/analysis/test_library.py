"""A library with what is asked of it: pairs, counts over time, and their evidence."""

from __future__ import annotations

import dragoman
from dragoman.analysis.library import Library


def test_the_habit_of_the_readme(library: Library) -> None:
    pairs = library.pairs(
        dragoman.Filter(countries=("country:ISR",)), kinds=("person", "country"), unit="sentence"
    )
    assert {"a", "a_label", "b", "b_label", "count"} <= set(pairs.columns)
    assert (pairs["count"] > 0).all()
    assert library.timeline(dragoman.Filter(), period="year", counted_in="article")["count"].tolist() == [
        2,
        1,
    ]
    evidence = library.evidence(
        dragoman.Filter(), ["person:yair-lapid", "country:ITA"], unit="sentence", counted_in="article"
    )
    assert set(evidence["article"]) == {"rome-1", "rome-copy"}
