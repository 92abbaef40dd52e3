"""Forty searches over the sample articles, each counted again over their texts without index or rules."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from reading_by_hand import HandReaders

from dragoman.analysis.library import Library
from dragoman.library.database import Database
from dragoman.sources import read_source

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "articles.jsonl"
Text = str  # " word word word ", in lower case without accents
Holds = Callable[[Text], bool]


def fold(text: str) -> Text:
    plain = unicodedata.normalize("NFKD", text.lower())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return f" {' '.join(re.findall(r'[a-z0-9]+', kept))} "


def words(*forms: str) -> Holds:
    """Whether one of some words or phrases is there."""
    return lambda text: any(f" {form} " in text for form in forms)


def begun(*starts: str) -> Holds:
    return lambda text: any(f" {start}" in text for start in starts)


SANCTION = words("sanction", "sanctions", "sanctioned", "sanctioning")
MINISTER = words("minister", "ministers")
MEET = words("meet", "meets", "meeting", "met")
GRAIN = words("grain", "grains")
IRAN, RUSSIA, CHINA, UKRAINE = words("iran"), words("russia"), words("china"), words("ukraine")
TALK = words("talk", "talks", "talked", "talking")
UKRAIN = begun("ukrain")
PRIME, FOREIGN = words("prime minister"), words("foreign minister")
ALLIES = words("nato", "natos", "european union")


def hold_allies(text: Text) -> bool:
    return UKRAIN(text) and ALLIES(text)


ZELENSKY = words("zelensky", "zelenskyy", "zelenskiy")

QUERIES: tuple[tuple[str, Holds], ...] = (
    ("sanctions", SANCTION),
    ("sanction", SANCTION),
    ("SANCTIONED", SANCTION),
    ('"sanctions"', words("sanctions")),
    ('"sanction"', words("sanction")),
    ("sanct*", begun("sanct")),
    ('"sanct*"', begun("sanct")),
    ("Iran", IRAN),
    ("iran sanctions", lambda text: IRAN(text) and SANCTION(text)),
    ("iran AND sanctions", lambda text: IRAN(text) and SANCTION(text)),
    ("iran OR sanctions", lambda text: IRAN(text) or SANCTION(text)),
    ("iran -sanctions", lambda text: IRAN(text) and not SANCTION(text)),
    ("sanctions NOT iran", lambda text: SANCTION(text) and not IRAN(text)),
    ("NOT russia", lambda text: not RUSSIA(text)),
    ("-russia -china", lambda text: not RUSSIA(text) and not CHINA(text)),
    ("-(russia OR china)", lambda text: not RUSSIA(text) and not CHINA(text)),
    ("-(russia china)", lambda text: not (RUSSIA(text) and CHINA(text))),
    ("(russia OR china) sanctions", lambda text: (RUSSIA(text) or CHINA(text)) and SANCTION(text)),
    ("russia OR china sanctions", lambda text: RUSSIA(text) or (CHINA(text) and SANCTION(text))),
    ("iran OR NOT russia", lambda text: IRAN(text) or not RUSSIA(text)),
    ("minister", MINISTER),
    ('"foreign minister"', words("foreign minister")),
    ('"foreign minist*"', begun("foreign minist")),
    ("foreign minister", lambda text: words("foreign")(text) and MINISTER(text)),
    ('"foreign minister" OR "secretary of state"', words("foreign minister", "secretary of state")),
    ('"prime minister" -"foreign minister"', lambda text: PRIME(text) and not FOREIGN(text)),
    ("met", MEET),
    ("meeting", lambda text: MEET(text) or words("meetings")(text)),
    ("countries", words("country", "countries")),
    ("grain OR talks", lambda text: GRAIN(text) or TALK(text)),
    ("grain AND NOT (russia OR iran)", lambda text: GRAIN(text) and not RUSSIA(text) and not IRAN(text)),
    ("U.S.", words("u s")),
    ("Willem-Alexander", words("willem alexander")),
    ("willem alexander", lambda text: words("willem")(text) and words("alexander", "alexanders")(text)),
    ("Ukraine's", words("ukraine s")),
    ("Zelensky", ZELENSKY),
    ("zelenskiy ukraine", lambda text: ZELENSKY(text) and UKRAINE(text)),
    ('"Zelenskyy"', words("zelenskyy")),
    ('ukrain* AND (nato OR "european union") -talks', lambda text: hold_allies(text) and not TALK(text)),
    ("nosuchword OR \"nor this phrase\"", lambda text: False),
    ("NOT (NOT iran)", IRAN),
)  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The sample articles, the last of them added without bringing the index up to date."""
    library = Library(tmp_path_factory.mktemp("sample") / "library", HandReaders())
    assert library.search("Zelensky") == {}
    names = ["Volodymyr Zelensky", "Volodymyr Zelenskyy"]
    met = {"id": "person:volodymyr-zelensky", "kind": "person", "label": names[0], "names": names}
    Database(library.uri).put("identities", [met | {"country": "UKR"}])
    articles = list(read_source(SAMPLE))
    library.add_items(articles[:-30])
    library.add_items(articles[-30:], settle=False)
    return library


@pytest.fixture(scope="module")
def texts() -> dict[str, tuple[Text, Text]]:
    rows = map(json.loads, SAMPLE.read_text("utf-8").splitlines())
    return {row["id"]: (fold(row["title"]), fold(row["text"])) for row in rows}


@pytest.mark.parametrize(("query", "holds"), QUERIES, ids=[query for query, _ in QUERIES])
def test_as_many_are_found_as_hold_it(
    sample: Library, texts: dict[str, tuple[Text, Text]], query: str, holds: Holds
) -> None:
    # No phrase reaches from the title into the text
    expected = {id for id, parts in texts.items() if holds(" # ".join(parts))}
    found = sample.search(query).keys()
    assert len(found) == len(expected)
    assert found == expected


def test_most_of_the_forty_find_some_and_not_all(texts: dict[str, tuple[Text, Text]]) -> None:
    counts = [sum(holds(" # ".join(parts)) for parts in texts.values()) for _, holds in QUERIES]
    assert len(counts) >= 40
    assert sum(0 < number < len(texts) for number in counts) >= 30
