"""A reader whose whole knowledge is a table, so that tests of what is done with readings load no model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

from dragoman.knowledge import Topic
from dragoman.model import Article, Contact, Entity, Mention, Office, Reading
from dragoman.reading.contacts import find_contacts
from dragoman.reading.rules import join_rules, mark_contacts, mark_topics
from dragoman.reading.topics import TopicsFound, find_topics

# surface -> what it names and why: the whole knowledge of the reader by hand
NAMES: dict[str, tuple[Entity, str]] = {
    "Antony Blinken": (
        Entity(
            "person:antony-blinken", "person", "Antony Blinken", True, (Office("Secretary of State", "USA"),)
        ),
        "name",
    ),
    "Blinken": (
        Entity(
            "person:antony-blinken", "person", "Antony Blinken", True, (Office("Secretary of State", "USA"),)
        ),
        "surname",
    ),
    "Yair Lapid": (
        Entity("person:yair-lapid", "person", "Yair Lapid", True, (Office("Foreign Minister", "ISR"),)),
        "name",
    ),
    "Sergey Lavrov": (
        Entity("person:sergey-lavrov", "person", "Sergey Lavrov", True, (Office("Foreign Minister", "RUS"),)),
        "name",
    ),
    "Israel": (Entity("country:ISR", "country", "Israel"), "place"),
    "Israeli": (Entity("country:ISR", "country", "Israel"), "demonym"),
    "Italy": (Entity("country:ITA", "country", "Italy"), "place"),
    "Rome": (Entity("country:ITA", "country", "Italy"), "city"),
    "Russia": (Entity("country:RUS", "country", "Russia"), "place"),
    "NATO": (Entity("organization:nato", "organization", "NATO"), "name"),
    "sanctions": (Entity("topic:sanctions", "topic", "Sanctions"), "lexicon"),
}
_SURFACES = re.compile(r"\b(" + "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True)) + r")\b")


class HandReaders:
    """Reads by the table NAMES; counts what it reads."""

    def __init__(self, model: str = "hand 1", rules: str = "r1") -> None:
        self.model = model
        self.texts: list[str] = []
        self.chunk = 1
        self.rules = rules
        self._topics: tuple[Topic, ...] = ()

    @property
    def rules(self) -> str:
        """With the topics' part; set without it."""
        return join_rules(self._code, mark_topics(self._topics))

    @rules.setter
    def rules(self, code: str) -> None:
        self._code = code

    def use_topics(self, topics: Sequence[Topic]) -> None:
        """Find these topics, when asked for topics alone."""
        self._topics = tuple(topics)

    def read_topics(self, texts: Sequence[tuple[str, str]]) -> Iterator[TopicsFound]:
        """The topics of each text, by the real rules."""
        return (find_topics(title, text, self._topics) for title, text in texts)

    def read_contacts(self, known: Sequence[tuple[str, str, Reading]]) -> Iterator[tuple[Contact, ...]]:
        """The contacts of each text, by the real rules."""
        return (find_contacts(f"{title}\n\n{text}", reading) for title, text, reading in known)

    def key(self, title: str, text: str) -> str:
        """The text's key."""
        return blake2b(f"{title}\n\n{text}".encode(), digest_size=16).hexdigest()

    def read(self, articles: Sequence[Article]) -> Iterator[Reading]:
        """One reading an article."""
        for article in articles:
            self.texts.append(article.full_text)
            yield read_by_hand(article, self.key(article.title, article.text), self.model, self.rules)

    def prepare(self, articles: int) -> None:
        """Nothing to prepare."""

    def rest(self) -> None:
        """Nothing to give back."""


def read_by_hand(article: Article, key: str = "", model: str = "hand 1", rules: str = "r1") -> Reading:
    """The reading of an article whose names are in NAMES. Sentences end at a full stop or a line's end."""
    text = article.full_text
    sentences = tuple(match.span() for match in re.finditer(r"[^\s.][^.\n]*\.?", text))
    breaks = [match.start() for match in re.finditer(r"\n\n", text)]
    entities: dict[str, Entity] = {}
    mentions = []
    for match in _SURFACES.finditer(text):
        entity, route = NAMES[match.group()]
        entities[entity.key] = entity
        sentence = next(
            number for number, (start, end) in enumerate(sentences) if start <= match.start() < end
        )
        paragraph = sum(1 for place in breaks if place < match.start())
        mentions.append(Mention(match.start(), match.end(), entity.key, route, sentence, paragraph))
    topics = tuple(key.removeprefix("topic:") for key in entities if key.startswith("topic:"))
    reading = Reading(key, model, rules, sentences, tuple(entities.values()), tuple(mentions), topics)
    return replace(reading, contacts=find_contacts(text, reading), contact_rules=mark_contacts())
