"""Readings that were made elsewhere, handed to who adds as if they were made now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.knowledge import Topic
from dragoman.library.reading_processes import Known, Reads, Texts, Unread
from dragoman.model import Article, Contact, Item, Reading

if TYPE_CHECKING:
    from dragoman.reading.explaining import Explanation
    from dragoman.reading.topics import TopicsFound

Made = tuple[Item, Reading | Unread | None]


class MadeReadings:
    """Reads by looking up what came with the last items; what it has not, others read."""

    def __init__(self, readers: Reads, most: int) -> None:
        """`most`: articles whose readings are kept: as many as are added together."""
        self._readers = readers
        self._most = most
        self._made: dict[str, Reading | Unread] = {}

    def pass_on(self, items: Iterable[Made]) -> Iterator[Item]:
        """The items; the readings that come with them are kept until so many others have come."""
        for item, reading in items:
            if reading is not None and isinstance(item, Article):
                key = self.key(item.title, item.text)
                self._made.pop(key, None)
                self._made[key] = reading
                if len(self._made) > self._most:
                    del self._made[next(iter(self._made))]
            yield item

    @property
    def model(self) -> str:
        """Name and version of the pipeline."""
        return self._readers.model

    @property
    def rules(self) -> str:
        """The versions of the rules and the topics."""
        return self._readers.rules

    @property
    def chunk(self) -> int:
        """Articles that are added together."""
        return self._most

    def use_topics(self, topics: Sequence[Topic]) -> None:
        """Take readings with these topics from now on."""
        self._readers.use_topics(topics)

    def key(self, title: str, text: str) -> str:
        """The `text_key` of the reading that this text gets."""
        return self._readers.key(title, text)

    def prepare(self, articles: int) -> None:
        """Nothing to prepare: what is made is there."""

    def read(self, articles: Sequence[Article]) -> Iterator[Reading | Unread]:
        """One reading an article, in order: the one that came with it, else one that is made here."""
        found = [self._find(article) for article in articles]
        lacking = [article for article, reading in zip(articles, found, strict=True) if reading is None]
        if lacking:
            self._readers.prepare(len(lacking))
        others = self._readers.read(lacking) if lacking else iter(())
        for reading in found:
            yield next(others) if reading is None else reading

    def read_topics(self, texts: Texts) -> Iterator[TopicsFound | Unread]:
        """The topics of each (title, text), in order."""
        return self._readers.read_topics(texts)

    def read_contacts(self, known: Known) -> Iterator[tuple[Contact, ...] | Unread]:
        """The contacts of each text, in order, over what its reading has found."""
        return self._readers.read_contacts(known)

    def explain(self, article: Article) -> Explanation:
        """The reading of an article, made anew, with what decided it."""
        return self._readers.explain(article)

    def rest(self) -> None:
        """Give back what only a long job needs."""
        self._made.clear()
        self._readers.rest()

    def _find(self, article: Article) -> Reading | Unread | None:
        reading = self._made.get(self.key(article.title, article.text))
        if isinstance(reading, Reading) and (reading.model, reading.rules) != (self.model, self.rules):
            return None
        return reading
