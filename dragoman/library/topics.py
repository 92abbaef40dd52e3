"""A library's topics: Dragoman's own with the user's changes over them, and what a change would bring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Topic
from dragoman.knowledge.user_topics import (
    Fields,
    Listed,
    change_topic,
    check_topics,
    find_topics_file,
    list_topics,
    load_chosen_topics,
    read_own_topics,
    remove_topic,
    write_topics,
)
from dragoman.library.database import Database, match_any
from dragoman.library.rereading import match_other_topics
from dragoman.library.staging import take_turns

LOUD = 1e6  # a weight with which any term alone makes its topic one of the article's
SHOWN = 5  # sentences of a preview

Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that holds terms of a topic: its text in pieces, each with whether it is a term."""

    article: str
    title: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class TopicPreview:
    """What a change of a topic would bring."""

    topic: Topic
    mentioning: int  # articles that hold one of its terms
    filed: int  # articles that would be filed under it
    before: int  # articles that are
    examples: tuple[Example, ...]


class Topics:
    """The topics that a library's articles are filed under.

    All methods raise KnowledgeError for a file that is not as it should be.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path | None:
        """The file of the user's own, there or not; None where there is no place for one."""
        return find_topics_file(self._database.uri)

    def load(self) -> tuple[Topic, ...]:
        """The topics as they are now, without those switched off."""
        return load_chosen_topics(self._database.uri)

    def list(self) -> list[Listed]:
        """All topics, those that are off too."""
        return list_topics(self.path)

    def count_outdated(self) -> int:
        """How many articles other topics were looked for in than those of now."""
        return len(self._database.fetch("articles", ["id"], match_other_topics(self.load())))

    def change(self, id: str, fields: Fields) -> None:
        """Set some fields of one topic in the user's file (None takes one away); a new id adds a topic.

        Others may change other topics at the same time: each change is made to what the one before has left.
        """
        with take_turns(path := self._find_path()):
            write_topics(path, change_topic(read_own_topics(path), id, fields))

    def restore(self, id: str) -> None:
        """Take a topic out of the user's file: it is as Dragoman has it, or gone."""
        with take_turns(path := self._find_path()):
            write_topics(path, remove_topic(read_own_topics(path), id))

    def preview(self, id: str, fields: Fields, progress: Told | None = None) -> TopicPreview:
        """What `change` would bring, without changing anything.

        `progress` is given the number of articles looked through.
        """
        from dragoman.reading.topics import find_topics

        path = self._find_path()
        topics = check_topics(change_topic(read_own_topics(path), id, fields), str(path))
        topic = next((topic for topic in topics if topic.id == id), Topic(id, str(fields.get("label") or id)))
        loud = (replace(topic, terms=tuple(replace(term, weight=LOUD) for term in topic.terms)),)
        mentioning, filed, before, done = list[tuple[str, str]](), 0, 0, 0
        for batch in self._database.fetch_batches("articles", ["id", "date", "title", "text", "topics"]):
            for row in batch:
                before += id in row["topics"]
                if topic.terms and find_topics(row["title"], row["text"], loud).topics:
                    mentioning.append((str(row["date"] or ""), row["id"]))
                    filed += id in find_topics(row["title"], row["text"], topics).topics
            done += len(batch)
            if progress is not None:
                progress(done)
        newest = [article for _, article in sorted(mentioning, reverse=True)[:SHOWN]]
        return TopicPreview(topic, len(mentioning), filed, before, self._find_examples(newest, loud))

    def _find_examples(self, articles: Sequence[str], loud: tuple[Topic, ...]) -> tuple[Example, ...]:
        """The first sentence with a term in each of the articles."""
        from dragoman.reading.topics import find_topics

        rows = (
            self._database.fetch(
                "articles", ["id", "title", "text", "sentences"], match_any("id", articles)
            ).to_pylist()
            if articles
            else []
        )
        examples = {}
        for row in rows:
            string = f"{row['title']}\n\n{row['text']}"
            spans = [(start, end) for start, end, _ in find_topics(row["title"], row["text"], loud).mentions]
            first = spans[0][0]
            start, end = next(
                ((s["start"], s["end"]) for s in row["sentences"] if s["start"] <= first < s["end"]),
                (0, len(row["title"])),
            )
            pieces, at = list[tuple[str, bool]](), start
            for here, there in spans:
                if at <= here and there <= end:
                    pieces += [(string[at:here], False), (string[here:there], True)]
                    at = there
            examples[row["id"]] = Example(row["id"], row["title"], (*pieces, (string[at:end], False)))
        return tuple(examples[article] for article in articles if article in examples)

    def _find_path(self) -> Path:
        self._database.check_writable()
        if (path := self.path) is None:
            raise KnowledgeError(
                "A library in a bucket has no place for topics of your own: name a file with DRAGOMAN_TOPICS."
            )
        return path
