"""Topics that are filed anew are those of a whole reading."""

from __future__ import annotations

from dragoman.knowledge import load_topics
from dragoman.model import Reading
from dragoman.reading import Reader
from dragoman.reading.filing import file_topics
from dragoman.reading.rules import split_rules
from dragoman.reading.topics import TopicsFound, find_topics

TITLE = "Blinken Lapid meet in Rome"
TEXT = (
    "U.S. Secretary of State Antony Blinken met Israeli Foreign Minister Yair Lapid in Rome on Sunday.\n\n"
    "Blinken thanked Lapid. They discussed Iran and the International Atomic Energy Agency (IAEA)."
)


def read_one(reader: Reader, title: str, text: str) -> Reading:
    (reading,) = reader.read([(title, text)])
    return reading


def test_topics_filed_anew_are_those_of_a_whole_reading(reader: Reader) -> None:
    topics = load_topics()
    title, text = (
        "Ceasefire talks and sanctions",
        "The ceasefire held. New sanctions on Iran were announced in Rome.\n\nThe truce is fragile.",
    )
    whole = read_one(reader, title, text)
    assert {"topic:ceasefire-peace"} <= {entity.key for entity in whole.entities}
    string = f"{title}\n\n{text}"
    without = file_topics(whole, string, TopicsFound(), topics[:1])
    assert not [entity for entity in without.entities if entity.kind == "topic"]
    assert split_rules(without.rules)[0] == split_rules(whole.rules)[0]
    assert without.rules != whole.rules
    assert file_topics(without, string, find_topics(title, text, topics), topics) == whole
