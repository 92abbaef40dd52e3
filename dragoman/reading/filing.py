"""Putting topics into a reading, in the place of those that it has: what is read anew when nothing but
topics has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from dragoman.knowledge import Topic
from dragoman.model import Entity, Mention, Reading
from dragoman.reading.layout import find_paragraphs, locate
from dragoman.reading.rules import join_rules, mark_topics, modernize_rules, split_rules
from dragoman.reading.topics import TopicsFound

KIND = "topic:"
_PLACE = attrgetter("start", "end", "key", "route")


def file_topics(reading: Reading, string: str, found: TopicsFound, topics: Sequence[Topic]) -> Reading:
    """The reading of a string (title, two line ends, text) with the topics found in it, which are some of
    `topics`."""
    labels = {topic.id: topic.label for topic in topics}
    sentences, paragraphs = (
        [start for start, _ in reading.sentences],
        [start for start, _ in find_paragraphs(string)],
    )
    entities = [entity for entity in reading.entities if entity.kind != "topic"]
    entities += [Entity(KIND + topic, "topic", labels[topic]) for topic in found.topics]
    mentions = [mention for mention in reading.mentions if not mention.key.startswith(KIND)]
    mentions += [
        Mention(start, end, KIND + topic, "lexicon", locate(sentences, start), locate(paragraphs, start))
        for start, end, topic in found.mentions
        if topic in found.topics
    ]
    return replace(
        reading,
        rules=join_rules(split_rules(modernize_rules(reading.rules))[0], mark_topics(topics)),
        entities=tuple(entities),
        mentions=tuple(sorted(mentions, key=_PLACE)),
        topics=found.topics,
    )
