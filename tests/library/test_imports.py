"""What an import brought is known, and can be taken back and given again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.analysis.library import Library
from dragoman.errors import LibraryError
from dragoman.model import Article

ARTICLES = tuple(
    Article(id, "Yair Lapid", f"Yair Lapid spoke in Israel, as {id} says.", source="tests")
    for id in ("rome-1", "rome-copy", "lavrov-1", "undated")
)


def test_each_import_has_the_articles_that_were_new_by_it(empty_library: Library) -> None:
    empty_library.add_items(ARTICLES[:2])
    empty_library.add_items([*ARTICLES[:3], ARTICLES[0]])
    empty_library.add_items(ARTICLES[:3])
    last, first = empty_library.imports.load()
    assert (first.articles, last.articles) == (("rome-1", "rome-copy"), ("lavrov-1",))
    assert first.source == "tests"
    with pytest.raises(LibraryError, match="no import"):
        empty_library.imports.find("nothing")


def test_an_import_is_taken_back_and_given_again(empty_library: Library) -> None:
    empty_library.add_items(ARTICLES[:2])
    empty_library.add_items(ARTICLES[2:])
    made = empty_library.take_back(empty_library.imports.load()[0].id)
    assert set(empty_library.tables().article_ids) == {"rome-1", "rome-copy"}
    assert empty_library.count() == 4
    empty_library.undo(made.id)
    assert empty_library.tables().size == 4


def test_articles_of_before_stand_together_by_their_source(empty_library: Library) -> None:
    empty_library.add_items([*ARTICLES[:2], replace(ARTICLES[2], source="other")])
    shutil.rmtree(Path(empty_library.uri, "imports.lance"))
    found = {item.source: item for item in Library(empty_library.uri).imports.load()}
    assert found["tests"].articles == ("rome-1", "rome-copy")
    assert found["other"].id == "source:other"
