"""What stands for the rules in a stored reading: versions, own topics as a hash, what stood there before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge import load_topics
from dragoman.knowledge.topics import parse_topics
from dragoman.reading import rules
from dragoman.reading.rules import (
    describe_rules,
    join_rules,
    list_reading_marks,
    list_topic_marks,
    mark_rules,
    mark_topics,
    modernize_rules,
    name_parts,
    split_rules,
)

PEACE = '[[topic]]\nid = "peace"\nlabel = "Peace"\nterms = ["peace"]\n'
CHESS = '[[topic]]\nid = "chess"\nlabel = "Chess"\nterms = ["chess"]\n'
FORMER = "eaeab2b1408582ed.ae31228f1354581d"  # what commit 76e9302 wrote
FORMER_TOPICS = "0cc6974975658ad2"  # for Dragoman's own topics
FORMER_CHESS = "67471cfdd851e5ce"  # for CHESS alone
OLDER = "5a987099d9477899.485b07a283e489d8"
OLDER_TOPICS = "00e652a97f29787c"
PARTS = st.text("0123456789abcdef+", max_size=16)


@pytest.fixture(autouse=True)
def first(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The versions that former forms were of."""
    monkeypatch.setattr(rules, "READING", 1)
    monkeypatch.setattr(rules, "TOPICS", 1)
    yield
    rules.mark_own_topics.cache_clear()


def use_table(monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    """Make this Dragoman's own topics."""
    rules.mark_own_topics.cache_clear()
    monkeypatch.setattr(rules, "load_topics", lambda: parse_topics(table))


def test_dragomans_own_are_two_numbers() -> None:
    assert mark_rules(load_topics()) == "1.1"
    assert describe_rules("1.1") == "rules 1, topics 1"


def test_own_topics_are_a_hash_of_what_is_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = list[str]()
    for table in (PEACE, PEACE.replace('"peace"]', '"peace", "truce"]')):
        use_table(monkeypatch, table)
        assert mark_topics(parse_topics(table)) == "1"
        marks.append(mark_topics(parse_topics(table, changes=CHESS)))
    assert marks[0] == marks[1]
    assert marks[0].startswith("1+")


@pytest.mark.parametrize(
    "changes",
    [
        CHESS.replace('"chess"]', '"chess", "mate"]'),
        CHESS.replace("Chess", "Games"),
        CHESS + '[[topic]]\nid = "peace"\nlabel = "Truce"\n',
        CHESS + '[[topic]]\nid = "peace"\noff = true\n',
        "",
    ],
)
def test_other_words_are_other_topics(monkeypatch: pytest.MonkeyPatch, changes: str) -> None:
    use_table(monkeypatch, PEACE)
    assert mark_topics(parse_topics(PEACE, changes=changes)) != mark_topics(
        parse_topics(PEACE, changes=CHESS)
    )


def test_what_the_last_hashes_stood_for_is_version_1(monkeypatch: pytest.MonkeyPatch) -> None:
    own = parse_topics(CHESS)
    assert modernize_rules(f"{FORMER}.{FORMER_TOPICS}") == "1.1"
    assert modernize_rules(f"{FORMER}.{FORMER_CHESS}", own) == mark_rules(own)
    assert modernize_rules(f"{FORMER}.{FORMER_CHESS}", load_topics()) == f"1.{FORMER_CHESS}"
    assert list_reading_marks("1") == ("1", FORMER)
    assert list_topic_marks(load_topics()) == ("1", FORMER_TOPICS)
    assert list_topic_marks(own) == (mark_topics(own), FORMER_CHESS)
    monkeypatch.setattr(rules, "READING", 2)
    monkeypatch.setattr(rules, "TOPICS", 2)
    assert list_reading_marks("2") == ("2",)
    assert list_topic_marks(load_topics()) == ("2",)
    assert list_topic_marks(own) == (mark_topics(own),)
    assert modernize_rules(f"{FORMER}.{FORMER_CHESS}", own) == "1." + mark_topics(own).replace("2+", "1+")


def test_other_hashes_stay_what_they_were() -> None:
    rules = f"{OLDER}.{OLDER_TOPICS}"
    assert modernize_rules(rules, load_topics()) == rules
    assert modernize_rules(f"{OLDER}.{FORMER_TOPICS}") == f"{OLDER}.1"
    assert describe_rules(rules) == "rules 5a9870, tables 485b07, topics 00e652"


def test_people_are_shown_what_differs() -> None:
    own = f"1.1+{FORMER_CHESS}"
    assert describe_rules(own) == "rules 1, topics 1, own topics 67471c"
    assert name_parts(own) == {"rules": "1", "topics": "1", "own topics": FORMER_CHESS}


@given(PARTS, PARTS)
def test_any_rules_are_taken_apart_and_stay_so(others: str, topics: str) -> None:
    rules = join_rules(others, topics)
    assert split_rules(rules) == (others, topics)
    assert modernize_rules(modernize_rules(rules)) == modernize_rules(rules)
    assert name_parts(rules)["topics"] == topics.partition("+")[0]
