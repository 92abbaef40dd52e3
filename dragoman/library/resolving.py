"""What is learnt across articles and kept: identifiers, minted once, and the stories that copies belong to.

Each derived table remembers the contents that it was made from, so an unchanged library costs nothing, and
what a stopped add left behind is made up for by the next one.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext

import numpy as np

from dragoman.errors import LibraryError
from dragoman.library.copies import find_copies
from dragoman.library.database import Database, match_any
from dragoman.library.people import has_people, refresh_people
from dragoman.library.schema import hash_number
from dragoman.resolution import rules
from dragoman.resolution.gone_articles import leave_stories
from dragoman.settings import read_setting

# Microseconds for which one process alone settles: longer than it takes, but for the first of a large library
SETTLING = 5 * 60 * 10**6
# The tables that an add changes, which its end tidies
SETTLED = (
    "articles", "identities", "sightings", "register", "stories", "marks", "relatives", "derived",
)  # fmt: skip


def sum_stamps(database: Database, name: str = "articles") -> int:
    """A number that tells contents of a table apart, whatever the order they came in; 0 when it is empty."""
    stamps = database.fetch(name, ["stamp"])["stamp"].to_numpy()
    return int(np.sum(stamps, dtype=np.uint64))


def refresh_derived(database: Database) -> None:
    """Bring identities and stories up to date with the articles; what was stopped or put off is done too."""
    source = sum_stamps(database)
    refresh_identities(database, source)
    refresh_stories(database, source)


def settle_articles(database: Database, shared: bool) -> bool:
    """As `Store.settle`."""
    with _take_settling(database) if shared else nullcontext(True) as mine:
        if mine:
            refresh_derived(database)
            for name in SETTLED:
                database.tidy(name)
    return mine


@contextmanager
def _take_settling(database: Database) -> Iterator[bool]:
    """Whether this process is to settle, of those that share it.

    The claim of one that was killed runs out.
    """
    moment = time.time_ns() // 1000
    until = moment + SETTLING + random.randrange(10**6)  # of two at once each knows its own
    claim = {"name": "settling", "source": until, "stamp": 0}  # no content: the revision stays
    ahead = moment + 2 * SETTLING  # no clock that is right has set this
    free = f"target.source < {moment} OR target.source > {ahead}"
    mine = bool(database.put_absent("derived", [claim]) or database.put_present("derived", [claim], free))
    try:
        yield mine
    finally:
        if mine:
            database.put_present("derived", [claim | {"source": 0}], f"target.source = {until}")


def find_outdated(database: Database) -> list[str]:
    """Which of identities and stories are not of the articles as they are, or were found by other rules."""
    source = sum_stamps(database)
    if not source:
        return []
    current = {
        "identities": _is_current(database, "identities", source) and has_people(database),
        "stories": _is_current(database, "stories", _mark_stories(source)),
    }
    return [name for name, is_so in current.items() if not is_so]


def refresh_identities(database: Database, source: int) -> None:
    """Mint identifiers for those who are named for the first time.

    What was minted stays, even when its articles are gone.
    """
    if not _is_current(database, "identities", source) or (source and not has_people(database)):
        refresh_people(database, source)


def read_threshold() -> float:
    """The share of a text that copies have in common, as set.

    LibraryError when that is no number from 0 to 1.
    """
    try:
        threshold = float(read_setting("copy_threshold"))
    except ValueError:
        threshold = -1
    if not 0 <= threshold <= 1:
        raise LibraryError(
            f"DRAGOMAN_COPY_THRESHOLD is {read_setting('copy_threshold')!r}: it must be a number from 0 to 1."
        )
    return threshold


def _mark_stories(source: int) -> int:
    """A number for what stories are made of: the articles, the threshold and the rules."""
    version = [] if rules.STORIES == 1 else [rules.STORIES]  # which libraries of version 1 do not name
    return hash_number((source, read_threshold(), *version))


def refresh_stories(database: Database, source: int) -> None:
    """Find the copies again when an article, the threshold or the rules have changed."""
    made_of = _mark_stories(source)
    if _is_current(database, "stories", made_of):
        return
    found, grouped = find_copies(database, read_threshold(), _read_sources(database).get("grouped", 0))
    sizes = Counter(found.values())
    rows = _list_rows({article: story for article, story in found.items() if sizes[story] > 1})
    stamp = hash_number(rows) if rows else 0
    if load_stories(database) != {row["article"]: row["story"] for row in rows}:
        database.replace("stories", rows)
    notes = [
        {"name": "grouped", "source": grouped, "stamp": 0},
        {"name": "stories", "source": made_of, "stamp": stamp},
    ]
    database.put("derived", notes)
    if rows and sum_stamps(database) != source:  # another process may have deleted some meanwhile
        there = set(database.fetch("articles", ["id"])["id"].to_pylist())
        forget_stories(database, [row["article"] for row in rows if row["article"] not in there])


def forget_stories(database: Database, ids: Iterable[str]) -> None:
    """Take deleted articles out of their stories, without comparing texts again.

    Only rows of their stories are touched: another process may be putting others in.
    """
    stories, gone = load_stories(database), set(ids)
    if gone.isdisjoint(stories):
        return
    left = leave_stories(stories, gone)
    database.remove("stories", sorted(stories.keys() - left.keys()))
    rows = _list_rows(left)
    renamed = [row for row in rows if row["story"] != stories[row["article"]]]
    database.put_present("stories", renamed, f"target.{match_any('story', sorted(gone))}")
    # 0: the next add finds the stories anew, by dates and lengths
    _note(database, "stories", 0, hash_number(rows) if rows else 0)


def load_stories(database: Database) -> dict[str, str]:
    """Article id -> id of the story, for articles that are copies or have one; others are their own."""
    table = database.fetch("stories", ["article", "story"])
    return dict(zip(table["article"].to_pylist(), table["story"].to_pylist(), strict=True))


def _list_rows(stories: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of the table of stories."""
    return [{"article": article, "story": story} for article, story in sorted(stories.items())]


def _is_current(database: Database, name: str, source: int) -> bool:
    return _read_sources(database).get(name) == source


def _read_sources(database: Database) -> dict[str, int]:
    return {row["name"]: row["source"] for row in database.fetch("derived", ["name", "source"]).to_pylist()}


def _note(database: Database, name: str, source: int, stamp: int) -> None:
    database.put("derived", [{"name": name, "source": source, "stamp": stamp}])
