"""The table of topics: what a good one gives; a bad one says which topic, which field and what to do."""

import csv
import re
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.topics import load_topics, parse_topics

GOOD = """\
[[topic]]
id = "chess"
label = "Chess"
description = "The game."
iptc = ["medtop:20000860"]
strong = ["chess", "grand master*"]
terms = [{ words = "board", needs = ["king", "queen"] }]
title = ["match ... draw"]
unless = ["chess pie"]

[[topic]]
id = "draughts"
label = "Draughts"
terms = ["draughts"]
off = true
"""


def test_a_good_table() -> None:
    (chess,) = parse_topics(GOOD)
    assert (chess.id, chess.label, chess.iptc, chess.unless) == (
        "chess",
        "Chess",
        ("medtop:20000860",),
        ("chess pie",),
    )
    assert [(term.words, term.title_only, term.needs) for term in chess.terms] == [
        ("match ... draw", True, ()),
        ("chess", False, ()),
        ("grand master*", False, ()),
        ("board", False, ("king", "queen")),
    ]
    weights = {term.words: term.weight for term in chess.terms}
    assert weights["match ... draw"] > weights["chess"] > weights["board"]


def test_the_same_text_gives_the_same_objects_and_an_edit_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "topics.toml"
    path.write_text(GOOD, encoding="utf-8")
    before = load_topics(path)
    assert load_topics(path) is before
    path.write_text(GOOD.replace("off = true", "off = false"), encoding="utf-8")
    assert [topic.id for topic in load_topics(path)] == ["chess", "draughts"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "chess"', "id = ", r"not valid TOML: .*line 2.*load it again"),
        ('id = "chess"', "", r"topic 1: 'id' is None\. Give it an id"),
        ('id = "chess"', 'id = "Chess Game"', r"topic 1: 'id' is 'Chess Game'\. Give it an id"),
        ('id = "chess"', 'id = "draughts"', r"two topics with the id 'draughts'\. Give one another id"),
        ('label = "Chess"', "label = 3", r"topic 1 \('chess'\): 'label' is 3\. Give it the name"),
        ('description = "The game."', "description = 1", r"'chess'\): 'description' is not text"),
        (
            'strong = ["chess", "grand master*"]',
            'strong = "chess"',
            r"'strong' is not a list\. Write it in brackets",
        ),
        ('"grand master*"', "7", r"'strong' holds 7\. Write words in quotation marks"),
        ('"grand master*"', '"gr*nd"', r"'strong' holds 'gr\*nd'\. A '\*' may stand only at the end"),
        ('"grand master*"', '""', r"'strong' holds ''\. It must begin and end with a word"),
        (
            '"match ... draw"',
            '"... draw"',
            r"'title' holds '\.\.\. draw'\. It must begin and end with a word",
        ),
        (
            'needs = ["king", "queen"]',
            "need = 1",
            r"'terms' holds .*Write words in quotation marks, or \{ words",
        ),
        ('unless = ["chess pie"]', "unless = [1]", r"'unless' holds 1"),
        ("off = true", 'off = "yes"', r"'draughts'\): 'off' is 'yes'\. Write true or false"),
        ('terms = ["draughts"]', "", r"'draughts'\): it has no terms.*off = true"),
        ("off = true", "offf = true", r"'draughts'\): unknown field 'offf'\. Use one of"),
        ('[[topic]]\nid = "chess"', 'name = "x"\n\n[[topic]]\nid = "chess"', r"has 'name' outside a topic"),
    ],
)
def test_a_bad_table_says_what_to_do(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(KnowledgeError, match=re.compile(message, re.DOTALL)):
        parse_topics(GOOD.replace(old, new, 1), "mine.toml")


def test_an_empty_or_missing_file(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="holds no topic"):
        parse_topics("", "mine.toml")
    with pytest.raises(KnowledgeError, match="cannot be read"):
        load_topics(tmp_path / "none.toml")


def test_dragomans_own_table() -> None:
    topics = load_topics()
    assert len(topics) == len({topic.id for topic in topics}) == 31
    for topic in topics:
        assert topic.label
        assert topic.description
        assert topic.terms
        assert all(re.fullmatch(r"medtop:\d{8}", code) for code in topic.iptc), topic.id
        words = [(term.words, term.title_only) for term in topic.terms]
        assert len(words) == len(set(words)), [word for word in words if words.count(word) > 1]


SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_identifiers_and_codes_are_those_of_the_lists() -> None:
    with (SHARED / "gold" / "topics.csv").open(encoding="utf-8", newline="") as lines:
        assert [(row["id"], row["label"]) for row in csv.DictReader(lines)] == [
            (topic.id, topic.label) for topic in load_topics()
        ]
    with (SHARED / "facts" / "iptc_media_topics.csv").open(encoding="utf-8", newline="") as lines:
        assert {code for topic in load_topics() for code in topic.iptc} <= {
            row["code"] for row in csv.DictReader(lines)
        }
