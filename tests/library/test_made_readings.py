"""Readings that were made elsewhere."""

from __future__ import annotations

from dataclasses import replace

from dragoman.analysis.library import Library
from dragoman.library.made_readings import MadeReadings
from dragoman.library.reading_processes import Unread
from dragoman.library.summary import Summary
from dragoman.model import Article


def read(library: Library, readers) -> list:
    """The articles of a library with readings as a reader makes them."""
    articles = list(library.articles())
    return list(zip(articles, readers.read(articles), strict=True))


def test_articles_come_in_with_the_readings_that_were_made(library: Library, readers, tmp_path) -> None:
    made, other = read(library, readers), Library(tmp_path / "other", type(readers)())
    readers.texts.clear()
    assert other.add_read(made).new == 4
    assert other.find_unread([article for article, _ in made]) == []
    columns = [name for name in library.rows().column_names if name != "added"]
    assert other.rows(columns).sort_by("id").equals(library.rows(columns).sort_by("id"))


def test_what_was_read_otherwise_or_not_at_all_is_read_here(empty_library: Library, library, readers) -> None:
    (one, reading), (two, _), *_ = read(library, readers)
    empty = Library(empty_library.uri + "-2", readers)
    readers.texts.clear()
    assert empty.add_read([(one, replace(reading, model="other 1")), (two, None)]).new == 2
    assert len(readers.texts) == len({one.full_text, two.full_text})


def test_an_article_that_could_not_be_read_goes_to_the_quarantine(empty_library: Library) -> None:
    article = Article("1", "Title", "Text about Russia.", source="tests")
    summary = empty_library.add_read([(article, Unread("It is too long."))])
    assert summary == Summary(quarantined=1, reasons=(("It is too long.", 1),))


def test_unread_are_new_texts_once_each(library: Library, readers) -> None:
    new = Article("new", "Title", "Text about Russia.")
    known, moved = library.article("rome-1"), replace(library.article("rome-1"), id="moved")
    assert library.find_unread([new, known, replace(new, id="copy"), moved]) == [new]


def test_no_more_readings_are_kept_than_one_chunk_needs(library: Library, readers) -> None:
    pairs = [(Article(str(i), "", f"Text {i}."), Unread(str(i))) for i in range(5)]
    made = MadeReadings(readers, 2)
    articles = list(made.pass_on(pairs))
    assert made.chunk == 2
    assert [getattr(found, "reason", "") for found in made.read(articles)] == ["", "", "", "3", "4"]
