"""The index of names: folding, words, and the order of what is found."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.name_index import EXACT, LOOSE, NAMED, SURE, build_index, read_typed, split_words

NAMES = ("Ada Alpha", "Bo Alphason", "Cy Gamma", "Alphaville")
COUNTS = (3, 9, 5, 1)


def make_index():
    forms = [(2, "Alpha's rival", LOOSE), (0, "A. Alpha", NAMED), (3, "AV", SURE), (3, "AV", SURE)]
    return build_index([name.lower() for name in NAMES], NAMES, COUNTS, forms)


@pytest.mark.parametrize(
    ("text", "written", "words"),
    [
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan", ["recep", "tayyip", "erdogan"]),
        ("U.S.", "us", ["us"]),
        ("Joseph R. Biden, Jr.", "joseph r biden jr", ["joseph", "r", "biden", "jr"]),
        ("Kim Jong-un", "kim jong un", ["kim", "jong", "un", "jongun"]),
        ("Côte d’Ivoire", "cote d ivoire", ["cote", "d", "ivoire", "divoire"]),
        ("Lech Wałęsa", "lech walesa", ["lech", "walesa"]),
        ("Ærø, Łódź, Đakovo, Strauß", "aero lodz dakovo strauss", ["aero", "lodz", "dakovo", "strauss"]),
        (" - ", "", []),
    ],
)
def test_a_text_is_folded_and_cut_into_words(text: str, written: str, words: list[str]) -> None:
    assert split_words(text) == (written, words)


@given(st.text(max_size=40))
def test_folding_is_done_once_and_for_all(text: str) -> None:
    written, words = split_words(text)
    assert split_words(written)[0] == written
    assert not any(unicodedata.combining(letter) for letter in written)
    assert set(written.split()) <= set(words)
    assert split_words(text.upper().lower())[0] == split_words(text.upper())[0]


def test_whole_words_go_before_beginnings_and_these_before_what_only_leads_there() -> None:
    index = make_index()
    found = index.meet(read_typed("alpha"), 10)
    assert [index.labels[item.place] for item in found] == [
        "Ada Alpha",
        "Bo Alphason",
        "Alphaville",
        "Cy Gamma",
    ]
    assert [item.form for item in found][-1] == "Alpha's rival"
    assert [item.rank for item in found] == sorted(item.rank for item in found)


def test_the_very_name_and_a_code_are_exact() -> None:
    index = make_index()
    for text, label in (("ada alpha", "Ada Alpha"), ("AV", "Alphaville")):
        first = index.meet(read_typed(text), 10)[0]
        assert (index.labels[first.place], first.rank) == (label, EXACT)


def test_all_words_stand_in_one_form() -> None:
    assert make_index().meet(read_typed("gamma rival"), 10) == []


def test_misspellings_are_guessed_by_how_far_off_they_are() -> None:
    index = make_index()
    assert [index.labels[item.place] for item in index.guess(read_typed("Alphavile"), 10)] == ["Alphaville"]
    assert [index.labels[item.place] for item in index.guess(read_typed("cygamma"), 10)] == ["Cy Gamma"]
    assert index.guess(read_typed("ad"), 10) == []


def test_an_index_of_nothing_finds_nothing() -> None:
    index = build_index((), (), (), ())
    typed = read_typed("anybody")
    assert index.meet(typed, 5) == index.hear(typed, 5) == index.guess(typed, 5) == index.list_common(5) == []
