"""A language model that lies: what its evidence does not hold is dropped and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.library import Library
from dragoman.exports.brief_facts import collect_facts
from dragoman.exports.summary import check_sentences, find_unheld, list_evidence, write_summary
from dragoman.model import Filter, View

EVIDENCE = (
    "Antony Blinken, the US secretary of state, met Yair Lapid in Rome on Sunday. (Wire, 2021-06-27; Talks)",
    "Italy sent 1,200 tents. (Courier, 2021-06-28; Tents)",
    "3 articles, 1 before",
)
TRUE = (
    "Blinken met Lapid in Rome [1].",
    "Italy's tents were 1200 in number [2].",
    "In Rome, Antony Blinken met Yair Lapid, and Italy sent tents [1, 2].",
    "There were 3 articles, and 1 before [3].",
    "On 2021-06-27 they met [1].",
)
LIES = {
    "a name": "Blinken met Sergey Lavrov in Rome [1].",
    "a place": "Blinken met Lapid in Paris [1].",
    "a number": "Italy sent 1,300 tents [2].",
    "a number in words": "Italy sent seven tents [2].",
    "a day": "Blinken met Lapid on Monday [1].",
    "a date": "They met on 2021-06-29 [1].",
    "a month": "They met in July [1].",
    "an office": "Blinken, the president, met Lapid [1].",
    "an office in two words": "Lapid, the prime minister, met Blinken [1].",
    "what another sentence has": "Italy met Lapid in Rome [1].",
    "nothing cited": "Blinken met Lapid in Rome.",
    "what is not there": "Blinken met Lapid in Rome [9].",
    "one of two that is not there": "Blinken met Lapid in Rome [1, 9].",
    "number zero": "Blinken met Lapid in Rome [0].",
    "relative days": "They met yesterday [1].",
    "a link": "See https://evil.example for Blinken and X [1].",
}


@pytest.mark.parametrize("sentence", TRUE)
def test_what_the_evidence_holds_is_kept(sentence: str) -> None:
    assert check_sentences(sentence, EVIDENCE) == ([sentence], 0)


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_dropped_and_counted(lie: str) -> None:
    answer = f"{TRUE[0]} {LIES[lie]} {TRUE[1]}"
    assert check_sentences(answer, EVIDENCE) == ([TRUE[0], TRUE[1]], 1)


@given(st.text(max_size=200))
def test_whatever_is_answered_nothing_unheld_is_kept(answer: str) -> None:
    kept, _ = check_sentences(answer, EVIDENCE)
    assert all("[" in sentence and not find_unheld(sentence, EVIDENCE) for sentence in kept)


def test_a_brief_asks_and_drops(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_SUMMARY_MODEL", "tiny")
    brief = collect_facts(
        library.tables(), View(filter=Filter(start=date(2021, 6, 1), end=date(2021, 6, 30)))
    )
    asked: list[Mapping[str, str]] = []

    def lie(messages: Sequence[Mapping[str, str]]) -> str:
        asked.extend(messages)
        return "Blinken was in Rome [1].\nMacron flew to Mars [1]."

    summary = write_summary(brief, lie)
    assert (len(summary.sentences), summary.dropped, summary.model) == (1, 1, "tiny")
    assert all(text in asked[1]["content"] for text in list_evidence(brief))
