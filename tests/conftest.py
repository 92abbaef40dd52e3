"""What tests share: a tiny library whose readings are made by hand, so that no model is loaded, and one that the real model read."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import settings

from dragoman.knowledge import Topic
from dragoman.library.store import Library
from dragoman.model import Article, Entity, Mention, Office, Reading
from dragoman.reading.rules import join_rules, mark_topics
from dragoman.reading.topics import TopicsFound, find_topics
from dragoman.sources.fetch import Fetcher

sys.path.insert(0, str(Path(__file__).parent))  # where tests find site_on_loopback.py

from site_on_loopback import Site, serve_site

settings.load_profile("ci")  # the same examples each time; `pytest --hypothesis-profile default` looks for others

# surface -> what it names and why: the whole knowledge of the reader by hand
NAMES: dict[str, tuple[Entity, str]] = {
    "Antony Blinken": (Entity("person:antony-blinken", "person", "Antony Blinken", True, (Office("Secretary of State", "USA"),)), "name"),
    "Blinken": (Entity("person:antony-blinken", "person", "Antony Blinken", True, (Office("Secretary of State", "USA"),)), "surname"),
    "Yair Lapid": (Entity("person:yair-lapid", "person", "Yair Lapid", True, (Office("Foreign Minister", "ISR"),)), "name"),
    "Sergey Lavrov": (Entity("person:sergey-lavrov", "person", "Sergey Lavrov", True, (Office("Foreign Minister", "RUS"),)), "name"),
    "Israel": (Entity("country:ISR", "country", "Israel"), "place"),
    "Israeli": (Entity("country:ISR", "country", "Israel"), "demonym"),
    "Italy": (Entity("country:ITA", "country", "Italy"), "place"),
    "Rome": (Entity("country:ITA", "country", "Italy"), "city"),
    "Russia": (Entity("country:RUS", "country", "Russia"), "place"),
    "NATO": (Entity("organization:nato", "organization", "NATO"), "name"),
    "sanctions": (Entity("topic:sanctions", "topic", "Sanctions"), "lexicon"),
}
_SURFACES = re.compile(r"\b(" + "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True)) + r")\b")

ARTICLES = (
    Article(
        "rome-1",
        "Blinken meets Yair Lapid in Rome",
        "Antony Blinken met Yair Lapid in Rome. They spoke of Israel.\n\nItaly was the host. Blinken thanked Italy.",
        date(2021, 6, 27),
        "stated",
        "Sample Wire",
        "https://example.org/rome-1",
        source="tests",
    ),
    Article(
        "rome-copy",
        "Blinken meets Yair Lapid in Rome",
        "Antony Blinken met Yair Lapid in Rome. They spoke of Israel.\n\nItaly was the host. Blinken thanked Italy.",
        date(2021, 6, 28),
        "stated",
        "Sample Courier",
        "https://example.org/rome-copy",
        source="tests",
    ),
    Article(
        "lavrov-1",
        "NATO and Russia",
        "Sergey Lavrov spoke of NATO.\n\nBlinken answered that sanctions on Russia stay.",
        date(2022, 1, 21),
        "parsed",
        "Sample Wire",
        "https://example.org/lavrov-1",
        source="tests",
        extra=(("section", "World"),),
    ),
    Article(
        "undated", "Israeli minister", "Yair Lapid spoke in Israel.\n\nNothing else was said.", outlet="Sample Courier", source="tests"
    ),
)


class HandReaders:
    """Reads by the table NAMES; counts what it reads."""

    def __init__(self, model: str = "hand 1", rules: str = "r1") -> None:
        self.model = model
        self.texts: list[str] = []
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
        sentence = next(number for number, (start, end) in enumerate(sentences) if start <= match.start() < end)
        paragraph = sum(1 for place in breaks if place < match.start())
        mentions.append(Mention(match.start(), match.end(), entity.key, route, sentence, paragraph))
    topics = tuple(key.removeprefix("topic:") for key in entities if key.startswith("topic:"))
    return Reading(key, model, rules, sentences, tuple(entities.values()), tuple(mentions), topics)


@pytest.fixture
def readers() -> HandReaders:
    """A reader by hand."""
    return HandReaders()


@pytest.fixture
def empty_library(tmp_path: Path, readers: HandReaders) -> Library:
    """A library without articles that reads by hand."""
    return Library(tmp_path / "library", readers)


@pytest.fixture
def library(empty_library: Library) -> Library:
    """A library of four articles: two copies of one text, one of another, one without a date."""
    empty_library.add_items(ARTICLES)
    return empty_library


@pytest.fixture(scope="session")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library of those four, made once: for tests that only read it."""
    folder = tmp_path_factory.mktemp("tiny") / "library"
    Library(folder, HandReaders()).add_items(ARTICLES)
    return folder


@pytest.fixture(scope="session")
def read_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The same four articles as the real model reads them: for tests of the whole way."""
    library = Library(tmp_path_factory.mktemp("read") / "library")
    library.add_items(ARTICLES)
    return library


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on 127.0.0.1 that the setting allows, and that may be asked without a pause."""
    monkeypatch.setenv("DRAGOMAN_FETCH_HOSTS", "127.0.0.1")
    monkeypatch.setenv("DRAGOMAN_FETCH_DELAY", "0")
    monkeypatch.setattr("dragoman.sources.fetch.SHARED", Fetcher(seconds=5))
    with serve_site() as served:
        yield served
