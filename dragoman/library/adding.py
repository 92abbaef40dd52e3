"""Taking articles in, chunk by chunk, each one commit: a stop at any moment leaves whole articles only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from dragoman.errors import SourceError
from dragoman.library.database import Database, Overtaken, match_any, quote
from dragoman.library.imports import Notes
from dragoman.library.merging import Outcome, is_stranger, merge_versions
from dragoman.library.quarantine import put_rejected, reject_article
from dragoman.library.reading_processes import Reads, Unread
from dragoman.library.schema import (
    ARTICLE_COLUMNS,
    READING_COLUMNS,
    mend_text,
    pack_row,
    unpack_article,
    unpack_reading,
    unpack_readings,
)
from dragoman.library.summary import Summary
from dragoman.model import Article, Item, Notice, Reading, Rejected

# Items merged, read and committed together, at least: 20 s of reading at most, lost when stopped. Who reads
# with many processes asks for more, so that all of them have something to do.
CHUNK = 256

Progress = Callable[[Summary], None]
Groups = dict[str, list[Article]]  # by identity


@dataclass(frozen=True, slots=True)
class Stored:
    """What the library holds of one article."""

    article: Article
    reading: Reading
    edited: tuple[str, ...] = ()
    added: datetime | None = None
    stamp: int = 0


@dataclass(slots=True)
class Tally:
    """Counts while they rise; `report` tells whoever watches."""

    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    warnings: dict[str, None] = field(default_factory=dict)  # in order, each once
    seen: set[str] = field(default_factory=set)  # identities that this add has had
    progress: Progress | None = None

    def summary(self) -> Summary:
        """The figures so far."""
        counts = self.counts
        taken = counts["texts"], counts["new"], counts["updated"], counts["unchanged"], counts["quarantined"]
        return Summary(*taken, tuple(self.reasons.most_common()), tuple(self.warnings))

    def report(self) -> None:
        """Hand the figures so far to the progress callback."""
        if self.progress is not None:
            self.progress(self.summary())


def add_items(
    database: Database, readers: Reads, items: Iterable[Item], progress: Progress | None = None
) -> Summary:
    """Take in articles, rejected items and notices, lazily: what is new or changed is read and put in.

    What is already there is skipped. `progress` is called with the figures so far after each article read and
    each chunk. A SourceError is raised when all that came before it is in; any other error leaves the chunks
    before it in place.
    """
    tally, stream, notes = Tally(progress=progress), iter(items), Notes(database)
    try:
        while True:
            chunk, error = _take_chunk(stream, measure_chunk(readers))
            if chunk:
                _add_chunk(database, readers, chunk, tally, notes)
                tally.report()
            if error is not None:
                raise error
            if not chunk:
                break
    finally:
        readers.rest()
    return tally.summary()


def measure_chunk(readers: Reads) -> int:
    """How many items are read and committed together."""
    return max(CHUNK, readers.chunk)


def _take_chunk(stream: Iterator[Item], size: int) -> tuple[list[Item], SourceError | None]:
    chunk: list[Item] = []
    try:
        for item in islice(stream, size):
            chunk.append(item)
    except SourceError as error:
        return chunk, error
    return chunk, None


def _add_chunk(database: Database, readers: Reads, chunk: Sequence[Item], tally: Tally, notes: Notes) -> None:
    _put_others(database, chunk, tally)
    offered = _group_articles(chunk)
    while offered:  # once, unless there are strangers, or another process writes these articles now
        stored = find_stored(database, offered)
        changed, outcomes = list[Article](), dict[str, list[Outcome]]()
        offered, strangers = _part_strangers(offered, stored, tally.seen)
        for key, articles in offered.items():
            before = stored.get(key)
            merged, outcomes[key] = merge_versions(
                before.article if before else None, before.edited if before else (), articles
            )
            if before is None or merged != before.article:
                changed.append(merged)
        # What is gone was put, and then deleted
        moved, gone, unread = write_articles(database, readers, changed, stored, tally)
        absent = moved | gone | unread.keys() | stored.keys()
        notes.note([article for article in changed if article.id not in absent])
        put_rejected(
            database,
            (reject_article(article, unread[article.id]) for article in changed if article.id in unread),
        )
        _count_outcomes(tally, outcomes, moved, unread)
        for key in moved:
            strangers[key] = offered[key] + strangers.get(key, [])
        offered = strangers


def _put_others(database: Database, chunk: Sequence[Item], tally: Tally) -> None:
    """Put the items of a chunk that are rejected into the quarantine, and note what its notices say."""
    rejected = [item for item in chunk if isinstance(item, Rejected)]
    put_rejected(database, rejected)
    tally.counts["quarantined"] += len(rejected)
    tally.reasons.update(item.reason for item in rejected)
    tally.warnings |= dict.fromkeys(item.sentence for item in chunk if isinstance(item, Notice))


def _group_articles(chunk: Sequence[Item]) -> Groups:
    groups = Groups()
    for item in chunk:
        if isinstance(item, Article):
            article = make_storable(item)
            groups.setdefault(article.id, []).append(article)
    return groups


def _count_outcomes(
    tally: Tally, outcomes: Mapping[str, list[Outcome]], moved: Collection[str], unread: Mapping[str, str]
) -> None:
    """Count what became of each identity's articles: those not readable, and those that nobody changed."""
    for key, steps in outcomes.items():
        if key in unread:
            tally.counts["quarantined"] += len(steps)
            tally.reasons[unread[key]] += len(steps)
        elif key not in moved:
            tally.counts.update(steps)
            tally.seen.add(key)


def _part_strangers(
    offered: Groups, stored: Mapping[str, Stored], seen: Collection[str]
) -> tuple[Groups, Groups]:
    """What comes under identities of its own, and what must get one of its own: the hash of its content."""
    from dragoman.sources.articles import identify_article  # only who adds waits for readers of web pages

    own, strangers = Groups(), Groups()
    for key, articles in offered.items():
        held, again = stored[key].article if key in stored else None, key in seen
        for article in articles:
            if held is not None and is_stranger(held, article, again):
                name = identify_article("", article.outlet, article.date, article.title, article.text)
                strangers.setdefault(name, []).append(replace(article, id=name))
            else:
                own.setdefault(key, []).append(article)
                held, again = article, True
    return own, strangers


class Written(NamedTuple):
    """Articles that were not put in: changed or deleted by others since, or not readable, with the reason."""

    moved: set[str]
    gone: set[str]
    unread: dict[str, str]


def write_articles(
    database: Database,
    readers: Reads,
    articles: Sequence[Article],
    stored: Mapping[str, Stored],
    tally: Tally,
) -> Written:
    """Read what has a new text and put all of the articles in; `stored` holds what some of them were before.

    Those that someone else has changed since, or that cannot be read, stay as they are now. One of `stored`
    that someone else has deleted since stays deleted: an add that comes after the deletion brings it back,
    one that had begun before does not.
    """
    readings = find_readings(database, readers, articles, stored, tally)
    pairs = [
        (article, reading) for article in articles if isinstance(reading := readings[article.id], Reading)
    ]
    unread = {id: reading.reason for id, reading in readings.items() if isinstance(reading, Unread)}
    return Written(*put_articles(database, pairs, stored), unread)


def put_articles(
    database: Database, pairs: Sequence[tuple[Article, Reading]], stored: Mapping[str, Stored]
) -> Overtaken:
    """Put articles with their readings in: a commit for those that are new, one for those of `stored`.

    What someone else has changed or deleted since stays as it is, and is returned.
    """
    rows = []
    for article, reading in pairs:
        before = stored.get(article.id)
        rows.append(
            pack_row(article, reading, before.added if before else None, before.edited if before else ())
        )
    return database.put_unmoved(rows, {id: before.stamp for id, before in stored.items()})


def find_readings(
    database: Database,
    readers: Reads,
    articles: Sequence[Article],
    stored: Mapping[str, Stored],
    tally: Tally,
) -> dict[str, Reading | Unread]:
    """Article id -> reading: its own of the same text, a copy's by the same model and rules, or a new one."""
    readings: dict[str, Reading | Unread] = {
        article.id: before.reading
        for article in articles
        if (before := stored.get(article.id)) and before.article.full_text == article.full_text
    }
    texts: dict[tuple[str, str], list[Article]] = {}
    for article in articles:
        if article.id not in readings:
            texts.setdefault((article.title, article.text), []).append(article)
    if not texts:
        return readings
    readers.prepare(len(texts))
    known = dict[tuple[str, str], Reading | Unread](
        _find_copies(database, readers, [copies[0] for copies in texts.values()])
    )
    unread = [copies[0] for text, copies in texts.items() if text not in known]
    for article, reading in zip(unread, readers.read(unread), strict=True):
        known[article.title, article.text] = reading
        if isinstance(reading, Reading):
            tally.counts["texts"] += 1
            tally.report()
    return readings | {article.id: known[text] for text, copies in texts.items() for article in copies}


def _find_copies(
    database: Database, readers: Reads, articles: Sequence[Article]
) -> dict[tuple[str, str], Reading]:
    """(title, text) -> reading, of articles whose very text the library has read under another identity."""
    from dragoman.reading.rules import modernize_rules

    keys = {readers.key(article.title, article.text): (article.title, article.text) for article in articles}
    where = f"{match_any('text_key', keys)} AND model = {quote(readers.model)}"
    rows = database.fetch("articles", READING_COLUMNS, where).to_pylist()
    alike = [row for row in rows if modernize_rules(row["rules"]) == readers.rules]
    return {keys[row["text_key"]]: unpack_reading(row) for row in alike}


def find_unread(database: Database, readers: Reads, articles: Sequence[Article]) -> list[Article]:
    """Those of these articles whose text adding them would have to read; of equal texts one."""
    stored = find_stored(database, {article.id for article in articles})
    texts: dict[tuple[str, str], Article] = {}
    for article in articles:
        before = stored.get(article.id)
        if before is None or (before.article.title, before.article.text) != (article.title, article.text):
            texts.setdefault((article.title, article.text), article)
    known = _find_copies(database, readers, list(texts.values())) if texts else {}
    return [article for text, article in texts.items() if text not in known]


def find_stored(database: Database, ids: Iterable[str]) -> dict[str, Stored]:
    """What the library holds under these identifiers."""
    if not (ids := list(ids)):
        return {}
    table = database.fetch(
        "articles", (*ARTICLE_COLUMNS, *READING_COLUMNS, "edited", "added", "stamp"), match_any("id", ids)
    )
    rows = table.select([*ARTICLE_COLUMNS, "edited", "added", "stamp"]).to_pylist()
    return {
        row["id"]: Stored(
            unpack_article(row), reading, tuple(row["edited"] or ()), row["added"], row["stamp"]
        )
        for row, reading in zip(rows, unpack_readings(table), strict=True)
    }


def make_storable(article: Article) -> Article:
    """The article without halves of surrogate pairs, which no file can hold; offsets stay as they are."""
    strings = (
        article.id,
        article.title,
        article.text,
        article.outlet,
        article.url,
        article.language,
        article.source,
    )
    try:
        "".join((*strings, *(name + value for name, value in article.extra))).encode()
    except UnicodeEncodeError:
        key, title, text, outlet, url, language, source = map(mend_text, strings)
        extra = tuple((mend_text(name), mend_text(value)) for name, value in article.extra)
        return Article(
            key, title, text, article.date, article.date_origin, outlet, url, language, source, extra
        )
    return article
