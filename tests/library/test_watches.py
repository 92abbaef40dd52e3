"""Watches are kept with the library."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from dragoman.analysis.library import Library
from dragoman.errors import LibraryError
from dragoman.library.backup import back_up, restore
from dragoman.library.doctor import check_library
from dragoman.library.watches import MOST_NEWS, News, Strong, Watch
from dragoman.model import Filter, View

LAPID = View(filter=Filter(people=("person:yair-lapid",)))
NOON = datetime(2023, 5, 1, 12)
NEWS = News(
    "n1",
    "article",
    NOON,
    "New",
    "He \U0001f600 spoke.",
    "Wire",
    date(2023, 5, 1),
    "T",
    "",
    "page=article",
    ("a1",),
)


def test_what_a_watch_knows_is_kept_whole_in_backups_too(library: Library, tmp_path: Path) -> None:
    watch = library.watches.add(Watch("one", LAPID, ("article", "silence"), ways=("folder:x",), made=NOON))
    found = Watch(
        "one", LAPID, ("article", "silence"), ways=("folder:x",), made=NOON, looked=NOON, horizon=NOON,
        known=("a1", "a'2"), strong=(Strong("person:a", "country:B", date(2023, 5, 1)),), told=("n1",),
        news=(NEWS,),
    )  # fmt: skip
    assert watch.turn == 0
    assert library.watches.put_back(found)
    [kept] = library.watches.list()
    assert kept.turn == 1
    assert kept.news == (NEWS,)
    assert kept.strong == found.strong
    back_up(library.uri, tmp_path / "kept")
    restore(tmp_path / "kept", str(tmp_path / "again"))
    assert Library(tmp_path / "again").watches.list() == [kept]
    assert not [
        check for check in check_library(library.uri) if check.state == "bad" and check.name == "watches"
    ]


def test_the_history_forgets_the_oldest_and_what_was_told_stays_told(library: Library) -> None:
    watch = library.watches.add(Watch("one", LAPID))
    ids = tuple(str(number) for number in range(MOST_NEWS + 5))
    news = tuple(News(id, "article", NOON, "New") for id in ids)
    assert library.watches.put_back(Watch("one", LAPID, made=watch.made, told=ids, news=news))
    kept = library.watches.find("one")
    assert [item.id for item in kept.news] == list(ids[5:])
    assert kept.told == ids


def test_who_was_overtaken_changes_nothing(library: Library) -> None:
    watch = library.watches.add(Watch("one", LAPID))
    assert library.watches.put_back(watch)
    assert not library.watches.put_back(watch)
    library.watches.remove("one")
    assert not library.watches.put_back(Watch("one", LAPID, turn=1))
    assert library.watches.list() == []


def test_names_are_taken_once_and_settings_change(library: Library) -> None:
    watches = library.watches
    watches.add(Watch(" Lapid \n watched", LAPID))
    with pytest.raises(LibraryError, match="already"):
        watches.add(Watch("Lapid watched", LAPID))
    assert watches.change("Lapid watched", rhythm="weekly").rhythm == "weekly"
    assert watches.find("Lapid watched").turn == 1
    watches.remove("Lapid watched")
    watches.remove("Lapid watched")
    with pytest.raises(LibraryError, match="no watch"):
        watches.find("Lapid watched")
