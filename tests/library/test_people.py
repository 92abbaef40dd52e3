"""Who is one person across articles is found once a revision, and again only where articles have changed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from reading_by_hand import HandReaders

from dragoman.analysis.building import build_tables
from dragoman.analysis.library import Library
from dragoman.analysis.readonly import ReadOnly
from dragoman.library import people
from dragoman.library.database import Database
from dragoman.library.resolving import find_outdated
from dragoman.model import Article, Filter
from dragoman.resolution import rules
from dragoman.resolution.people import resolve_people

MORE = [
    Article("more-1", "Lapid", "Yair Lapid spoke of Israel."),
    Article("more-2", "Yair Lapid", "Yair Lapid went to Rome.\n\nSergey Lavrov stayed in Russia."),
]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles were given to resolution, each time."""
    sizes: list[int] = []
    update = people.update_people
    monkeypatch.setattr(people, "update_people", lambda *given: sizes.append(len(given[3])) or update(*given))
    return sizes


def list_people(library: Library) -> list[tuple[str, str, str]]:
    """Article, key, identifier, as the hot tables have them."""
    rows = library.rows()
    ids = rows["id"].to_pylist()
    return sorted(
        (ids[row["row"]], row["key"], row["id"])
        for row in people.find_people(Database(library.uri), rows)[1].to_pylist()
    )


def find_anew(library: Library) -> list[tuple[str, str, str]]:
    rows = library.rows()
    ids = rows["id"].to_pylist()
    return sorted(
        (ids[row["row"]], row["key"], row["id"])
        for row in resolve_people(rows, library.identities())[1].to_pylist()
    )


def test_an_add_looks_at_its_own_articles_and_the_tables_at_none(
    empty_library: Library, library: Library, asked: list[int]
) -> None:
    library.add_items(MORE)
    assert asked == [2]
    library.tables()
    Library(library.uri).tables()
    library.add_items([])
    assert asked == [2]
    assert list_people(library) == find_anew(library)


def test_the_tables_are_those_of_resolving_everything(library: Library) -> None:
    library.add_items(MORE)
    library.edit("lavrov-1", title="Russia and NATO")
    library.delete(["rome-1"])
    stored = library.tables()
    anew = build_tables(library.rows(), library.identities(), library.stories())
    assert stored.entity_ids == anew.entity_ids
    assert stored.labels.tolist() == anew.labels.tolist()
    assert list_people(library) == find_anew(library)


@pytest.mark.parametrize("writes", [True, False])
def test_a_library_of_before_opens_and_is_brought_up_to_date_by_the_next_add(
    library: Library, readers, asked: list[int], writes: bool
) -> None:
    before = library.pairs(Filter())
    for name in ("sightings", "register"):
        shutil.rmtree(Path(library.uri, f"{name}.lance"))
    Database(library.uri).remove("derived", ["sightings", "register"])
    again = Library(library.uri, readers) if writes else ReadOnly(Library(library.uri))
    assert again.pairs(Filter()).equals(before)
    assert asked == [4]
    if writes:
        again.add_items([])
        Library(library.uri).tables()
        assert asked == [4, 4]


@pytest.mark.parametrize("table", ["sightings", "register"])
@pytest.mark.parametrize("more", [MORE, []])
def test_what_does_not_fit_together_is_found_anew(
    library: Library, asked: list[int], table: str, more: list[Article]
) -> None:
    known = library.identities()
    Database(library.uri).replace(table, [])
    assert find_outdated(Database(library.uri)) == ["identities"]
    library.add_items(more)
    assert find_outdated(Database(library.uri)) == []
    assert asked == [4 + len(more)]
    assert library.identities().select(["id"]).to_pylist() == known.select(["id"]).to_pylist()
    assert list_people(library) == find_anew(library)


def test_other_rules_find_everything_anew(
    library: Library, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "PEOPLE", rules.PEOPLE + 1)
    library.add_items(MORE)
    library.add_items([replace(MORE[0], id="more-3")])
    assert asked == [6, 1]


@pytest.mark.parametrize("only_topics", [False, True])
def test_a_higher_version_finds_people_anew_and_reads_no_article(
    library: Library,
    readers: HandReaders,
    asked: list[int],
    monkeypatch: pytest.MonkeyPatch,
    only_topics: bool,
) -> None:
    read, revision = len(readers.texts), library.revision
    assert (library.reread(), asked) == (0, [])
    monkeypatch.setattr(rules, "PEOPLE", rules.PEOPLE + 1)
    assert find_outdated(Database(library.uri)) == ["identities"]
    assert library.reread(only_topics=only_topics) == 0
    assert (len(readers.texts), asked, library.revision) == (read, [4], revision)
    assert find_outdated(Database(library.uri)) == []
    assert list_people(library) == find_anew(library)
    library.tables()
    assert asked == [4]


def test_what_the_last_hash_of_the_code_stood_for_is_version_1(
    library: Library, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept,) = Database(library.uri).fetch("derived", None, "name = 'register'").to_pylist()
    Database(library.uri).put("derived", [kept | {"source": 4063717336813493240}])  # what 76e9302 wrote
    for version, outdated in ((1, []), (2, ["identities"])):
        monkeypatch.setattr(rules, "PEOPLE", version)
        assert find_outdated(Database(library.uri)) == outdated
    Database(library.uri).put("derived", [kept | {"source": 4063717336813493241}])
    monkeypatch.setattr(rules, "PEOPLE", 1)
    assert find_outdated(Database(library.uri)) == ["identities"]
    assert asked == []


def test_a_library_that_names_nobody_is_up_to_date(empty_library: Library, asked: list[int]) -> None:
    empty_library.add_items([Article("nobody", "Weather", "It rained.")])
    assert (find_outdated(Database(empty_library.uri)), asked) == ([], [1])
    empty_library.settle()
    assert asked == [1]


def test_articles_that_are_put_off_are_found_in_memory(library: Library, asked: list[int]) -> None:
    library.add_items(MORE, settle=False)
    rows = Database(library.uri).count("sightings")
    assert "more-1" in {article for article, *_ in list_people(library)}
    assert asked == [2]
    assert Database(library.uri).count("sightings") == rows
    library.settle()
    assert Database(library.uri).count("sightings") == rows + 2
