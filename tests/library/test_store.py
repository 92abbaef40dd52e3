"""What a library does with its articles besides adding them: edits and deletions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.analysis.library import Library
from dragoman.errors import LibraryError
from dragoman.library.summary import Summary


def test_an_edit_stands_against_the_next_add(library: Library, readers) -> None:
    before = library.article("lavrov-1")
    edited = library.edit("lavrov-1", title="Yair Lapid and NATO", date=date(2022, 1, 22))
    assert library.article("lavrov-1") == edited
    assert (edited.title, edited.date, edited.date_origin) == (
        "Yair Lapid and NATO",
        date(2022, 1, 22),
        "stated",
    )
    assert "person:yair-lapid" in {entity.key for entity in library.reading("lavrov-1").entities}
    assert len(readers.texts) == 4
    assert library.add_items([before]) == Summary(unchanged=1)
    library.add_items([replace(before, text="Another text.")])
    assert library.article("lavrov-1") == replace(edited, text="Another text.")


def test_an_edit_of_the_outlet_reads_nothing(library: Library, readers) -> None:
    library.edit("undated", outlet="Sample Post")
    library.edit("undated", outlet="Sample Post", title="Israeli minister", date=None)
    assert (library.article("undated").outlet, len(readers.texts)) == ("Sample Post", 3)


def test_a_date_can_be_taken_away(library: Library) -> None:
    library.edit("rome-1", date=None)
    assert (library.article("rome-1").date, library.article("rome-1").date_origin) == (None, "none")


def test_editing_what_is_not_there_says_so(library: Library) -> None:
    with pytest.raises(LibraryError, match="no article 'nobody'"):
        library.edit("nobody", title="x")


def test_deleted_articles_are_gone_and_may_come_again(library: Library, readers) -> None:
    article = library.article("undated")
    library.delete(["undated", "never there"])
    assert library.article("undated") is None
    assert library.reading("undated") is None
    assert library.add_items([article]).new == 1
