"""What a library keeps: a folder or bucket of articles and their readings."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from dragoman.errors import LibraryError, ModelError, SourceError
from dragoman.knowledge import Topic
from dragoman.library import adding
from dragoman.library.adding import (
    Progress,
    add_items,
    find_stored,
    find_unread,
    measure_chunk,
    write_articles,
)
from dragoman.library.database import Database, match_any
from dragoman.library.decisions import Decisions
from dragoman.library.feeds import Feeds, forget_refusals
from dragoman.library.imports import Imports
from dragoman.library.made_readings import Made, MadeReadings
from dragoman.library.messages import Messages
from dragoman.library.people import load_identities
from dragoman.library.quarantine import Quarantine
from dragoman.library.reading_processes import Readers, Reads
from dragoman.library.rereading import (
    Tally,
    count_other_contacts,
    count_readers,
    reread_articles,
    reread_contacts,
    reread_topics,
)
from dragoman.library.resolving import (
    find_outdated,
    forget_stories,
    load_stories,
    refresh_identities,
    settle_articles,
    sum_stamps,
)
from dragoman.library.salvage import measure_files
from dragoman.library.saved_views import Views
from dragoman.library.schema import ARTICLE_COLUMNS, ARTICLES, READING_COLUMNS, unpack_article, unpack_reading
from dragoman.library.search import Search, load_names
from dragoman.library.spellings import NameWords
from dragoman.library.summary import Summary
from dragoman.library.topics import Topics
from dragoman.library.visits import Visits
from dragoman.library.watches import Watches
from dragoman.model import Article, Item, Reading
from dragoman.settings import find_library_uri

if TYPE_CHECKING:
    from dragoman.reading.explaining import Explanation


class _Keep:
    """Stands for a field that `Store.edit` leaves alone."""


KEEP = _Keep()


class Store:
    """Articles and readings, in a local folder or under an object-store URI (None: as the settings say).

    With the numbers in them it is `dragoman.analysis.library.Library`. Every write is one commit. Other
    processes may read and write at the same time, and what they commit is seen at once. All methods raise
    LibraryError when the library cannot be opened, read or written.
    """

    def __init__(self, uri: str | os.PathLike[str] | None = None, readers: Reads | None = None) -> None:
        self._database = Database(find_library_uri(uri))
        self._readers = readers or Readers()
        self._files = dict[str, tuple[int, int]]()  # that held the articles at that revision
        self._revisions: tuple[tuple[int, int], int] | None = None
        self._names: tuple[int, NameWords] | None = None  # at that version of the identities

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.uri!r})"

    @property
    def uri(self) -> str:
        """Where it is: a full path or a URI."""
        return self._database.uri

    @property
    def revision(self) -> int:
        """A number for the contents: one in all processes, another whenever anything in them changes."""
        versions = self._database.version("articles"), self._database.version("derived")
        files = measure_files(self.uri, "articles")
        if self._revisions is None or self._revisions[0] != versions:
            total = sum_stamps(self._database) + sum_stamps(self._database, "derived")
            self._revisions, self._files = (versions, total % 2**63), files
        elif not self._files.items() <= files.items():  # damaged, or only tidied: reading all shows which
            for _ in self._database.fetch_batches("articles", ARTICLES.names):
                pass
            self._files = files
        return self._revisions[1]

    def count(self) -> int:
        """How many articles there are."""
        return self._database.count("articles")

    # Adding

    def add(
        self, *paths: Path | str, columns: Mapping[str, str] | None = None, progress: Progress | None = None
    ) -> Summary:
        """Add files, folders, zips and addresses of web pages.

        `columns` maps fields to a source's own column names: {"title": "Headline"}. `progress` is called with
        the figures so far. SourceError for a path that cannot be read at all; what was added before stays.
        """
        from dragoman.sources import parse_in_process, read_source

        found = list[str]()  # addresses at which there is an article now

        def read(path: Path | str) -> Iterator[Item]:
            if not isinstance(path, str) or "://" not in path:
                yield from parse_in_process(path, columns)
                return
            for item in read_source(path, columns):
                if isinstance(item, Article):
                    found.append(path)
                yield item

        summary = self.add_items(chain.from_iterable(map(read, paths)), progress)
        for url in found:
            self.forget_refusals(url, [url])
        return summary

    def add_items(
        self, items: Iterable[Item], progress: Progress | None = None, settle: bool = True
    ) -> Summary:
        """Add articles, and put rejected items into the quarantine; notices become warnings.

        Items may come lazily. Without `settle` identities, stories and indexes stay behind until
        `Store.settle` or the next add.
        """
        self._use_topics()
        return self._take_in(self._readers, items, progress, settle)

    def add_read(
        self, items: Iterable[Made], progress: Progress | None = None, settle: bool = True
    ) -> Summary:
        """Add items as `add_items` does, with readings that were made elsewhere, as `dragoman.scale` does.

        Each item comes with the reading of its title and text, or None. A reading by another model or other
        rules is not taken: what has to be read, and has none, is read here.
        """
        self._use_topics()
        made = MadeReadings(self._readers, measure_chunk(self._readers))
        return self._take_in(made, made.pass_on(items), progress, settle)

    def find_unread(self, articles: Sequence[Article]) -> list[Article]:
        """Those of these articles whose text adding them would have to read; of equal texts one."""
        self._use_topics()
        return find_unread(self._database, self._readers, articles)

    def _take_in(
        self, readers: Reads, items: Iterable[Item], progress: Progress | None, settle: bool
    ) -> Summary:
        try:
            summary = add_items(self._database, readers, items, progress)
        except SourceError:
            if settle:  # what came before it is in
                self.settle()
            raise
        if summary.quarantined:
            self._database.tidy("quarantine")
        if settle:
            self.settle()
        return summary

    def settle(self, shared: bool = False) -> bool:
        """Bring identities, stories and indexes up to date with the articles.

        Little is done when nothing has changed. With `shared` it is left to another process that is at it and
        shares it too: then False is returned.
        """
        return settle_articles(self._database, shared)

    def reread(
        self,
        progress: Callable[[int], None] | None = None,
        only_topics: bool = False,
        only_contacts: bool = False,
    ) -> int:
        """Read again what another model, other rules or other topics read, chunk by chunk; how many it was.

        Where nothing but topics or contacts differ, they alone are found anew; with `only_topics` or
        `only_contacts` wherever they differ, and no model is loaded. `progress` is given the number so far.
        ModelError, when all else is done, for articles that cannot be read: they keep what was read before.
        What older rules found across articles is found anew too.
        """
        topics, tally = self._use_topics(), Tally(progress)
        try:
            if not (only_topics or only_contacts):
                reread_articles(self._database, self._readers, tally)
            if not only_contacts:
                reread_topics(self._database, self._readers, topics, tally)
            if not only_topics:
                reread_contacts(self._database, self._readers, tally)
        finally:
            self._readers.rest()
        if tally.done or find_outdated(self._database):
            self.settle()
        tally.check()
        return tally.done

    # Reading what is there

    def article(self, id: str) -> Article | None:
        """The article of this identifier, or None."""
        rows = self._database.fetch("articles", ARTICLE_COLUMNS, match_any("id", [id])).to_pylist()
        return unpack_article(rows[0]) if rows else None

    def reading(self, id: str) -> Reading | None:
        """The reading of the article of this identifier, or None."""
        rows = self._database.fetch("articles", READING_COLUMNS, match_any("id", [id])).to_pylist()
        return unpack_reading(rows[0]) if rows else None

    def explain(self, id: str) -> Explanation:
        """The reading of an article, made anew, with what decided each mention and office; nothing is stored.

        LibraryError when there is no such article, SourceError when it is too long, ModelError when it cannot
        be read.
        """
        article = self.article(id)
        if article is None:
            raise LibraryError(f"The library has no article {id!r}: it may have been deleted meanwhile.")
        self._use_topics()
        return self._readers.explain(article)

    def articles(self) -> Iterator[Article]:
        """All articles, lazily, of one moment."""
        for batch in self._database.fetch_batches("articles", ARTICLE_COLUMNS):
            yield from map(unpack_article, batch)

    def rows(self, columns: Sequence[str] | None = None) -> pa.Table:
        """Articles with their readings as Arrow (schema.ARTICLES), all columns or some."""
        return self._database.fetch("articles", columns or ARTICLES.names)

    def search(self, text: str) -> dict[str, float]:
        """Article id -> score of the articles that a query finds in title or text; every article for a blank.

        Words are found in all their forms, "quoted phrases" as they are; AND, OR, NOT, brackets and prefix*
        are understood: see `dragoman.library.query`. Case and accents make no difference. QueryError for
        what cannot be understood.
        """
        if query := self.searching.expand(text):
            return dict(self.searching.find(query))
        return dict.fromkeys(self._database.fetch("articles", ["id"])["id"].to_pylist(), 0.0)

    @property
    def searching(self) -> Search:
        """What texts are searched by, step by step."""
        return Search(self._database, self._load_names)

    def _load_names(self) -> NameWords:
        version = self._database.version("identities")
        if self._names is None or self._names[0] != version:
            self._names = version, load_names(self._database)
        return self._names[1]

    def identities(self) -> pa.Table:
        """id, kind, label, names, country: the identifiers minted so far."""
        return load_identities(self._database)

    def stories(self) -> dict[str, str]:
        """Article id -> story (its original's id), of articles that are copies or have some; else its own."""
        return load_stories(self._database)

    def status(self) -> dict[str, int]:
        """Counts of articles by "model rules" that read them, whatever form the rules were written in."""
        return count_readers(self._database)

    def count_outdated_contacts(self) -> int:
        """How many articles contacts were never looked for in, or by other rules than those of now."""
        return count_other_contacts(self._database)

    @property
    def topics(self) -> Topics:
        """The topics that this library's articles are filed under."""
        return Topics(self._database)

    @property
    def quarantine(self) -> Quarantine:
        """The items that could not become articles."""
        return Quarantine(self._database, self)

    @property
    def views(self) -> Views:
        """The views that are kept under a name."""
        return Views(self._database)

    @property
    def decisions(self) -> Decisions:
        """What people decided of names, articles and outlets."""
        return Decisions(self._database)

    @property
    def imports(self) -> Imports:
        """What each import brought; a decision "take-back" takes all of one back."""
        return Imports(self._database)

    @property
    def watches(self) -> Watches:
        """The views that tell when something in them is new; `dragoman.watches` looks."""
        return Watches(self._database)

    @property
    def messages(self) -> Messages:
        """The messages by which their news are sent."""
        return Messages(self._database)

    @property
    def visits(self) -> Visits:
        """When each person was last on the page of watches."""
        return Visits(self._database)

    @property
    def feeds(self) -> Feeds:
        """The feeds that are looked at; `dragoman.library.polling` does."""
        return Feeds(self._database)

    def forget_refusals(self, source: str, places: Iterable[str]) -> None:
        """Take out of the quarantine what these places of a source lacked before, but is an article now."""
        forget_refusals(self._database, source, places)

    # Changing what is there

    def edit(
        self,
        id: str,
        *,
        date: datetime.date | _Keep | None = KEEP,
        outlet: str | _Keep = KEEP,
        title: str | _Keep = KEEP,
    ) -> Article:
        """Set an article's date, outlet or title (None takes a date away), and return it.

        A new title is read again. What a person has set stands against later adds of the same article. Which
        article is its story's original is settled by the next add. LibraryError when there is no such
        article.
        """
        while True:  # once, unless another process changes or deletes the article at this moment
            before = find_stored(self._database, [id]).get(id)
            if before is None:
                raise LibraryError(f"The library has no article {id!r}: it may have been deleted meanwhile.")
            article, edited = before.article, set(before.edited)
            if not isinstance(title, _Keep) and title.strip() != article.title:
                article, edited = replace(article, title=title.strip()), edited | {"title"}
            if not isinstance(outlet, _Keep) and outlet.strip() != article.outlet:
                article, edited = replace(article, outlet=outlet.strip()), edited | {"outlet"}
            if not isinstance(date, _Keep) and date != article.date:
                article, edited = (
                    replace(article, date=date, date_origin="stated" if date else "none"),
                    edited | {"date"},
                )
            if article == before.article:
                return article
            stored = {id: replace(before, edited=tuple(sorted(edited)))}
            self._use_topics()
            moved, gone, unread = write_articles(
                self._database, self._readers, [article], stored, adding.Tally()
            )
            if unread:
                raise ModelError(f"The article stays as it was. {unread[id]}")
            if not moved | gone:
                if article.title != before.article.title:
                    refresh_identities(self._database, sum_stamps(self._database))
                return article

    def delete(self, ids: Iterable[str]) -> None:
        """Remove articles and their readings for good. What is not there is no error."""
        if ids := list(ids):
            self._database.remove("articles", ids)
            forget_stories(self._database, ids)

    def _use_topics(self) -> tuple[Topic, ...]:
        """The topics as they are at this moment, which the job that begins looks for."""
        topics = self.topics.load()
        self._readers.use_topics(topics)
        return topics
