"""Countries in a text: spans, and what people and bodies hold.

The rules one by one are in cases/countries*.toml.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.knowledge import load_countries
from dragoman.reading.countries import CountryMention, Taken, find_countries

NAMES = sorted(load_countries().surfaces)


def take(text: str, name: str, kind: str) -> Taken:
    start = text.index(name)
    return Taken(start, start + len(name), kind)  # type: ignore[arg-type]


def show(text: str, taken: list[Taken] | None = None) -> list[tuple[str, str, str]]:
    return [(text[m.start : m.end], m.iso3, m.route) for m in find_countries(text, taken or [])]


def test_a_document_and_its_text_are_read_alike() -> None:
    text = "Talks\n\nIsrael and Egypt met in Rome."
    assert find_countries(spacy.blank("en")(text)) == find_countries(text)
    assert find_countries(text)[0] == CountryMention(7, 13, "ISR", "place")


def test_nothing_is_found_in_a_persons_name() -> None:
    text = "Talks\n\nJordan Bardella spoke. Jordan answered."
    assert show(text, [take(text, "Jordan Bardella", "person")]) == [("Jordan", "JOR", "place")]


def test_a_state_bodys_country_is_found_within_its_name() -> None:
    text = "Vote\n\nThe Iraqi Parliament voted."
    assert show(text, [take(text, "Iraqi Parliament", "organization")]) == [("Iraqi", "IRQ", "demonym")]


def test_a_private_bodys_country_is_not() -> None:
    text = "Loss\n\nThe Texas Widget Company lost money."
    assert show(text, [take(text, "Texas Widget Company", "organization")]) == []


def test_nothing_in_nothing() -> None:
    assert find_countries("") == find_countries("\n\n") == find_countries("No paragraph break") == []


@given(
    st.lists(st.one_of(st.sampled_from(NAMES), st.text(max_size=12)), max_size=12),
    st.sampled_from([" ", ", ", " and ", "-", "\n\n", "’s "]),
)
@settings(max_examples=80, deadline=None)
def test_spans_are_whole_in_order_and_apart(words: list[str], joint: str) -> None:
    text = joint.join(words)
    mentions = find_countries(text)
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.iso3 in load_countries().by_code
        assert mention.route in ("place", "demonym", "government", "city")
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_a_long_text_without_sense_is_read_to_its_end() -> None:
    text = "x\n\n" + "Moscow and " * 3_000 + "Rome (" * 3_000 + "the Kingdom of " * 3_000 + "Norway"
    assert Counter(mention.iso3 for mention in find_countries(text)) == {"RUS": 3_000, "ITA": 3_000, "NOR": 1}
