"""Watches kept with the library: each a view that tells when something in it is new, with all that it told.

One row a watch, one commit a look: what was found and up to where was looked stand together or not at all.
A look that another process overtook is given up, for that one has found the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from dragoman.errors import LibraryError
from dragoman.library.database import Database, match_any
from dragoman.library.saved_views import check_name
from dragoman.library.schema import mend_text, now
from dragoman.library.side_tables import WATCHES
from dragoman.model import View
from dragoman.view import parse_view, write_view

Telling = Literal["article", "pair", "stronger", "office", "silence"]
Rhythm = Literal["each", "daily", "weekly"]
MOST_NEWS = 500  # that a watch's history holds; which were told is remembered of all
MOST_FILES = 25  # commits after which the small files are merged that each of them leaves


@dataclass(frozen=True, slots=True)
class News:
    """One thing that a watch tells, with a sentence that shows it."""

    id: str  # the same wherever and whenever it is sent
    kind: str  # a name of `watches.news.NEWS`
    found: datetime  # UTC
    said: str  # what is new, in words
    sentence: str = ""  # of an article, letter by letter
    outlet: str = ""
    day: date | None = None  # of that article
    title: str = ""
    url: str = ""
    view: str = ""  # the query of the view that opens exactly its rows
    articles: tuple[str, ...] = ()  # the identifiers of those rows


@dataclass(frozen=True, slots=True)
class Strong:
    """A pair that was stronger than its own past, and when that was last seen: it is told once a time."""

    a: str
    b: str
    seen: date


@dataclass(frozen=True, slots=True)
class Watch:
    """A view with what it tells, how often and where to; and what it knows. Moments are in UTC."""

    name: str
    view: View
    tells: tuple[str, ...] = ("article",)  # names of `watches.news.NEWS`
    silence: int = 14  # days without an article that are told, where silence is
    hours: float = 0  # between two looks at least
    rhythm: Rhythm = "each"
    ways: tuple[str, ...] = ()  # where to besides the page and the feeds: "mail:…", "hook:…", "folder:…"
    made: datetime | None = None
    looked: datetime | None = None  # None: never yet
    horizon: datetime | None = None  # articles that were added before it are known
    known: tuple[str, ...] = ()  # and these, which were added after it
    turn: int = 0  # rises with every change: who changes an older one is overtaken
    strong: tuple[Strong, ...] = ()
    told: tuple[str, ...] = ()  # the identifiers of all news ever, and of what was old at the first look
    news: tuple[News, ...] = ()  # oldest first

    def is_due(self, moment: datetime) -> bool:
        """Whether it may be looked at again."""
        return self.looked is None or moment - self.looked >= timedelta(hours=self.hours)


class Watches:
    """A library's watches."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self) -> list[Watch]:
        """All of them, by name."""
        rows = self._database.fetch("watches", WATCHES.names).to_pylist()
        return sorted(map(_unpack, rows), key=lambda watch: (watch.name.casefold(), watch.name))

    def find(self, name: str) -> Watch:
        """The watch of a name. LibraryError when there is none."""
        rows = self._database.fetch("watches", WATCHES.names, match_any("name", [name])).to_pylist()
        if not rows:
            raise LibraryError(f"There is no watch {name!r}: `dragoman watches list` shows those that are.")
        return _unpack(rows[0])

    def add(self, watch: Watch) -> Watch:
        """Keep a new watch, which knows nothing yet. LibraryError when its name is taken."""
        watch = replace(watch, name=check_name(watch.name), made=watch.made or now())
        if not self._database.put_absent("watches", [_pack(watch)]):
            raise LibraryError(f"There is a watch {watch.name!r} already: choose another name.")
        return watch

    def put_back(self, watch: Watch) -> bool:
        """Keep a watch as it is after a change; False, and nothing kept, where another has changed it first,
        or it was removed."""
        after = replace(watch, turn=watch.turn + 1, news=watch.news[-MOST_NEWS:])
        kept = self._database.put_present("watches", [_pack(after)], f"target.turn = {watch.turn}")
        if self._database.version("watches") % MOST_FILES == 0:
            self._database.tidy("watches")
        return bool(kept)

    def change(self, name: str, **settings: Any) -> Watch:
        """Set what a watch tells, how often and where to. LibraryError when there is none of the name."""
        while True:  # once, unless a look is kept at this moment
            watch = replace(self.find(name), **settings)
            if self.put_back(watch):
                return replace(watch, turn=watch.turn + 1)

    def remove(self, name: str) -> None:
        """Forget a watch and its history. One that is not there is no error."""
        self._database.remove("watches", [name])


def _pack(watch: Watch) -> dict[str, Any]:
    row = {name: getattr(watch, name) for name in WATCHES.names if name not in ("view", "news", "strong")}
    return row | {
        "view": write_view(watch.view),
        "strong": [asdict(item) for item in watch.strong],
        "news": [
            {
                name: mend_text(value) if isinstance(value, str) else value
                for name, value in asdict(item).items()
            }
            for item in watch.news
        ],
    }


def _unpack(row: Mapping[str, Any]) -> Watch:
    texts = {name: tuple(row[name] or ()) for name in ("tells", "ways", "known", "told")}
    return Watch(**{
        **row,
        **texts,
        "view": parse_view(row["view"]),
        "strong": tuple(Strong(**item) for item in row["strong"] or ()),
        "news": tuple(_unpack_news(row["news"] or ())),
    })  # fmt: skip


def _unpack_news(rows: Iterable[Mapping[str, Any]]) -> Iterable[News]:
    return (News(**{**row, "articles": tuple(row["articles"] or ())}) for row in rows)
