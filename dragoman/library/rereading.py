"""Reading again what other models, rules or topics have read, chunk by chunk, each one commit.

What is deleted meanwhile stays so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from dragoman.errors import KnowledgeError, ModelError
from dragoman.knowledge import Topic
from dragoman.knowledge.user_topics import load_chosen_topics
from dragoman.library.adding import find_stored, measure_chunk, put_articles
from dragoman.library.database import Database, quote
from dragoman.library.reading_processes import Reads, Unread
from dragoman.model import Article, Reading

CHUNK_TOPICS = 1024  # articles whose topics are put in together: finding them is cheap, a commit is not

Told = Callable[[int], None]


class Tally:
    """How many articles were read again, told to whoever watches, and those that could not be."""

    def __init__(self, progress: Told | None = None) -> None:
        self.done = 0
        self.unread: dict[str, tuple[str, str]] = {}  # id -> title and reason
        self._progress = progress
        self._read = set[str]()

    def add(self, article: Article, found: object) -> None:
        """One more, read or not."""
        if isinstance(found, Unread):
            self.unread[article.id] = article.title, found.reason
        elif article.id not in self._read:  # topics and contacts of one article are one article
            self._read.add(article.id)
            self.done += 1
        if self._progress is not None:
            self._progress(self.done + len(self.unread))

    def forget(self, ids: set[str]) -> None:
        """Those of these articles were not read again after all."""
        self.done -= len(self._read & ids)
        self._read -= ids

    def check(self) -> None:
        """ModelError when one could not be read."""
        for title, reason in self.unread.values():
            others = f", and {len(self.unread) - 1:,} others" if len(self.unread) > 1 else ""
            raise ModelError(
                f"{self.done:,} articles were read again. "
                f"{title!r}{others} kept what was read before. {reason}"
            )


def count_readers(database: Database) -> dict[str, int]:
    """Counts of articles by "model rules" that read them, whatever form the rules were written in."""
    from dragoman.reading.rules import modernize_rules

    topics, counts = list[Topic](), Counter[str]()
    with suppress(KnowledgeError):  # of a file with a fault, which is said where topics are used
        topics += load_chosen_topics(database.uri)
    rows = database.fetch("articles", ["model", "rules"])
    for row in rows.group_by(["model", "rules"]).aggregate([([], "count_all")]).to_pylist():
        counts[f"{row['model']} {modernize_rules(row['rules'], topics)}"] += row["count_all"]
    return dict(counts)


def reread_articles(database: Database, readers: Reads, tally: Tally) -> None:
    """Read again what another model or other rules have read, whatever its topics were."""
    from dragoman.reading.rules import list_reading_marks, split_rules

    others, _ = split_rules(readers.rules)
    same = (f"starts_with(rules, {quote(mark + '.')})" for mark in list_reading_marks(others))
    where = f"model != {quote(readers.model)} OR NOT ({' OR '.join(same)})"
    ids = database.fetch("articles", ["id"], where)["id"].to_pylist()
    readers.prepare(len(ids))
    size = measure_chunk(readers)
    while ids:
        stored = find_stored(database, ids[:size])
        articles, pairs = [before.article for before in stored.values()], list[tuple[Article, Reading]]()
        for article, reading in zip(articles, readers.read(articles), strict=True):
            if isinstance(reading, Reading):
                pairs.append((article, reading))
            tally.add(article, reading)
        moved, gone = put_articles(database, pairs, stored)
        ids = [*ids[size:], *moved]
        tally.forget(moved | gone)


def match_other_topics(topics: Sequence[Topic]) -> str:
    """A condition in SQL: other topics were looked for in the article than these, or by other rules."""
    from dragoman.reading.rules import list_topic_marks

    same = (f"ends_with(rules, {quote('.' + mark)})" for mark in list_topic_marks(topics))
    return f"NOT ({' OR '.join(same)})"


def reread_topics(database: Database, readers: Reads, topics: Sequence[Topic], tally: Tally) -> None:
    """Find the topics anew of the articles in which others were looked for.

    Needs no model; all else stays as it was read.
    """
    from dragoman.reading.filing import file_topics

    where, moved = match_other_topics(topics), True
    while moved:  # once, unless someone else changes an article meanwhile
        moved = False
        rows = [
            row
            for row in database.fetch("articles", ["id", "title", "text"], where).to_pylist()
            if row["id"] not in tally.unread
        ]
        answers = iter(readers.read_topics([(row["title"], row["text"]) for row in rows]))
        for first in range(0, len(rows), CHUNK_TOPICS):
            chunk, pairs = rows[first : first + CHUNK_TOPICS], list[tuple[Article, Reading]]()
            stored = find_stored(database, [row["id"] for row in chunk])
            for row, found in zip(chunk, answers, strict=False):
                before = stored.get(row["id"])
                if before is None or (before.article.title, before.article.text) != (
                    row["title"],
                    row["text"],
                ):
                    moved = moved or before is not None
                    continue
                if not isinstance(found, Unread):
                    pairs.append(
                        (before.article, file_topics(before.reading, before.article.full_text, found, topics))
                    )
                tally.add(before.article, found)
            changed, gone = put_articles(database, pairs, stored)
            tally.forget(changed | gone)
            moved = moved or bool(changed)


def match_other_contacts() -> str:
    """A condition in SQL: contacts were never looked for in the article, or by other rules."""
    from dragoman.reading.rules import mark_contacts

    return f"contact_rules IS NULL OR contact_rules != {quote(mark_contacts())}"


def count_other_contacts(database: Database) -> int:
    """How many articles contacts were never looked for in, or by other rules."""
    from dragoman.reading.rules import mark_contacts

    marks = database.fetch("articles", ["contact_rules"])["contact_rules"].to_pylist()
    return sum(mark != mark_contacts() for mark in marks)


def reread_contacts(database: Database, readers: Reads, tally: Tally) -> None:
    """Find the contacts anew of the articles in which they were found by other rules, or never looked for.

    Needs no model; all else stays as it was read.
    """
    from dragoman.reading.rules import mark_contacts

    if not count_other_contacts(database):
        return
    database.add_columns("articles")
    moved = True
    while moved:  # once, unless someone else changes an article meanwhile
        moved = False
        ids = [
            id
            for id in database.fetch("articles", ["id"], match_other_contacts())["id"].to_pylist()
            if id not in tally.unread
        ]
        for first in range(0, len(ids), CHUNK_TOPICS):
            stored = find_stored(database, ids[first : first + CHUNK_TOPICS])
            known = [(it.article.title, it.article.text, it.reading) for it in stored.values()]
            pairs = list[tuple[Article, Reading]]()
            for before, found in zip(stored.values(), readers.read_contacts(known), strict=True):
                if not isinstance(found, Unread):
                    reading = replace(before.reading, contacts=found, contact_rules=mark_contacts())
                    pairs.append((before.article, reading))
                tally.add(before.article, found)
            changed, gone = put_articles(database, pairs, stored)
            tally.forget(changed | gone)
            moved = moved or bool(changed)
