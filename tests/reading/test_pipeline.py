"""From title and text to a reading: what holds for every article."""

from __future__ import annotations

import pickle
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import ModelError
from dragoman.knowledge import load_topics
from dragoman.model import Article, Reading
from dragoman.reading import Reader, key_text, read_articles
from dragoman.reading.pipeline import mint_keys
from dragoman.reading.rules import mark_rules, split_rules

TITLE = "Blinken Lapid meet in Rome"
TEXT = (
    "U.S. Secretary of State Antony Blinken met Israeli Foreign Minister Yair Lapid in Rome on Sunday.\n\n"
    "Blinken thanked Lapid. They discussed Iran and the International Atomic Energy Agency (IAEA)."
)
ROW = (
    "President Joe Biden|Xi Jinping|NATO|the U.S. Congress|Biden-Putin|Putin’s|said|,|.|\n\n|(IAEA)|Rome"
    "|and|former|Lapid|May|St.\n|Prime Minister of India|Narendra Modi|—|’s|Jr.|II|Presidents|of|Kim Jong Un"
    "|\xa0|JOE BIDEN|İstanbul|de|al-|-|“|the|Foreign Minister"
)
PIECES = st.sampled_from(ROW.split("|"))


def read_one(reader: Reader, title: str, text: str) -> Reading:
    (reading,) = reader.read([(title, text)])
    return reading


def check_reading(reading: Reading, title: str, text: str) -> None:
    """What the library and the analysis rely on."""
    string = f"{title}\n\n{text}"
    keys = {entity.key for entity in reading.entities}
    assert len(keys) == len(reading.entities)
    assert all(0 <= start < end <= len(string) for start, end in reading.sentences)
    assert all(a[1] <= b[0] for a, b in pairwise(reading.sentences))
    for mention in reading.mentions:
        assert mention.key in keys
        assert 0 <= mention.start < mention.end <= len(string)
        assert string[mention.start : mention.end].strip() == string[mention.start : mention.end]
        start, end = reading.sentences[mention.sentence]
        assert start <= mention.start < end
        assert mention.paragraph <= string[: mention.start].count("\n\n")
    people = [(m.start, m.end) for m in reading.mentions if m.key.startswith("person:")]
    assert all(a[1] <= b[0] for a, b in pairwise(people))
    for entity in reading.entities:
        assert all(candidate in keys for candidate in entity.candidates)
        assert any(mention.key == entity.key for mention in reading.mentions) or entity.kind == "topic"


def test_an_article_is_read_from_end_to_end(reader: Reader) -> None:
    reading = read_one(reader, TITLE, TEXT)
    check_reading(reading, TITLE, TEXT)
    entities = {entity.key: entity for entity in reading.entities}
    assert entities["person:yair-lapid"].offices[0].role == "Foreign Minister"
    assert entities["person:yair-lapid"].offices[0].country == "ISR"
    assert {
        "person:antony-blinken",
        "country:ITA",
        "country:IRN",
        "organization:international-atomic-energy-agency",
    } <= entities.keys()
    assert [m.paragraph for m in reading.mentions if m.key == "person:antony-blinken"] == [0, 1, 2]
    assert reading.text_key == key_text(TITLE, TEXT)
    assert reading.model.startswith("dragoman ")
    assert reading.rules == reader.rules


def test_sentences_end_with_paragraphs_and_the_title_is_one(reader: Reader) -> None:
    reading = read_one(reader, TITLE, TEXT)
    string = f"{TITLE}\n\n{TEXT}"
    assert [string[start:end] for start, end in reading.sentences] == [
        TITLE,
        "U.S. Secretary of State Antony Blinken met Israeli Foreign Minister Yair Lapid in Rome on Sunday.",
        "Blinken thanked Lapid.",
        "They discussed Iran and the International Atomic Energy Agency (IAEA).",
    ]


@pytest.mark.parametrize(
    ("title", "text"), [("", ""), ("", "Hello."), ("Rome", ""), ("\n\n", "\n\n\n"), ("A", "\n\n \n\nB")]
)
def test_next_to_nothing_can_be_read(reader: Reader, title: str, text: str) -> None:
    check_reading(read_one(reader, title, text), title, text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.lists(PIECES, max_size=6), text=st.lists(PIECES, max_size=30))
def test_any_row_of_names_and_marks_gives_a_sound_reading(
    reader: Reader, title: list[str], text: list[str]
) -> None:
    check_reading(read_one(reader, " ".join(title), " ".join(text)), " ".join(title), " ".join(text))


def test_a_reading_depends_on_no_other_article_of_the_batch(reader: Reader) -> None:
    others = [(f"Joe Biden {n}", "Kim Yo Jong met Bill Lapid.") for n in range(20)]
    among_others = list(reader.read([*others[:9], (TITLE, TEXT), *others[9:]]))[9]
    assert among_others == read_one(reader, TITLE, TEXT)


def test_readings_come_in_order_and_progress_is_told() -> None:
    articles = [Article(str(n), f"Title {n}", "Sergei Lavrov spoke.") for n in range(3)]
    told: list[int] = []
    readings = list(read_articles(articles, progress=told.append))
    assert [reading.text_key for reading in readings] == [key_text(a.title, a.text) for a in articles]
    assert sum(told) == 3


def test_no_articles_need_no_model() -> None:
    assert list(read_articles([], "no_such_model")) == []


def test_a_change_of_topics_changes_their_part_of_the_rules_alone() -> None:
    topics = load_topics()
    (others, part), (same, fewer) = split_rules(mark_rules(topics)), split_rules(mark_rules(topics[1:]))
    assert others == same
    assert part != fewer


@pytest.mark.parametrize(
    "module", ["dragoman.reading.filing", "dragoman.resolution.stories", "dragoman.analysis.library"]
)
def test_what_reads_no_names_does_not_load_spacy(module: str) -> None:
    script = f"import sys, {module}; sys.exit('spacy' in sys.modules or 'thinc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_key_is_of_title_and_text() -> None:
    assert key_text("a", "b") == key_text("a", "b")
    assert len({key_text("a", "b"), key_text("ab", ""), key_text("", "ab"), key_text("b", "a")}) == 4


def test_a_missing_model_says_what_to_type() -> None:
    with pytest.raises(ModelError, match="python -m spacy download en_core_web_none"):
        Reader("en_core_web_none")


def test_keys_are_unlike_one_another() -> None:
    assert mint_keys("person", ["Kim", "Kim", "Erdoğan", "Ørsted", "—"]) == [
        "person:kim",
        "person:kim-2",
        "person:erdogan",
        "person:orsted",
        "person:unnamed",
    ]


def test_a_reading_survives_the_way_between_processes(reader: Reader) -> None:
    reading = read_one(reader, TITLE, TEXT)
    assert pickle.loads(pickle.dumps(reading)) == reading
