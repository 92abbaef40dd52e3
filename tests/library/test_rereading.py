"""Reading again: what others have read, once, and told to whoever watches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from reading_by_hand import HandReaders

from dragoman.analysis.library import Library
from dragoman.errors import ModelError
from dragoman.library.database import Database, quote
from dragoman.library.reading_processes import Unread
from dragoman.library.rereading import Tally
from dragoman.library.schema import LATER_COLUMNS, stamp_row, unpack_article, unpack_reading
from dragoman.model import Article


def test_another_model_reads_copies_again(library: Library, readers) -> None:
    readers.rules = "r2"
    library.add_items([replace(library.article("rome-1"), id="rome-third")])
    assert library.reading("rome-third").rules.startswith("r2.")
    assert library.reading("rome-1").rules.startswith("r1.")
    assert library.reread() == 4
    assert library.reread() == 0
    assert library.status() == {f"hand 1 {readers.rules}": 5}


def test_a_tally_counts_what_was_read_and_says_what_was_not() -> None:
    told: list[int] = []
    tally = Tally(told.append)
    for number in range(3):
        tally.add(
            Article(f"id-{number}", f"Talks {number}", ""),
            object() if number else Unread("It took too long."),
        )
    assert (tally.done, told) == (2, [1, 2, 3])
    with pytest.raises(
        ModelError,
        match=r"^2 articles were read again\. 'Talks 0' kept what was read before\. It took too long\.$",
    ):
        tally.check()
    Tally().check()


def test_nothing_is_read_again_that_the_same_rules_have_read(library: Library, readers) -> None:
    told: list[int] = []
    assert library.reread(told.append) == 0
    readers.rules = "r2"
    assert library.reread(told.append) == 4
    assert told == [1, 2, 3, 4]
    assert {library.reading(article.id).rules for article in library.articles()} == {readers.rules}


def age(library: Library) -> None:
    """Make a library's articles those of a version without contacts."""
    table = Database(library.uri).table("articles")
    table.drop_columns(list(LATER_COLUMNS["articles"]))
    rows = table.search().to_arrow().to_pylist()
    for row in rows:
        reading = replace(unpack_reading(row), contacts=(), contact_rules="")
        table.update(
            f"id = {quote(row['id'])}", {"stamp": stamp_row(unpack_article(row), reading, row["edited"])}
        )


def test_a_library_without_contacts_opens_and_says_so(library: Library) -> None:
    before = library.contacts()
    age(library)
    old = Library(library.uri, HandReaders())
    assert old.count_outdated_contacts() == old.count() > 0
    assert old.contacts().empty
    assert old.reading("rome-1") is not None
    assert Database(old.uri).find_absent("articles")  # reading adds nothing
    assert old.reread(only_contacts=True) == old.count()
    assert old.count_outdated_contacts() == 0
    assert old.contacts()["sentence"].tolist() == before["sentence"].tolist()
    assert old.reread(only_contacts=True) == 0


def test_an_old_library_takes_in_articles(library: Library) -> None:
    age(library)
    old, count = Library(library.uri, HandReaders()), library.count()
    text = "Antony Blinken met Yair Lapid in Rome."
    assert old.add_items([Article("new", "Talks", text, date(2022, 1, 1), "stated")]).new == 1
    assert old.count_outdated_contacts() == count
    assert len(old.contacts()) == 1


def test_contacts_are_found_by_processes_without_the_model(library: Library) -> None:
    age(library)
    assert Library(library.uri).reread(only_contacts=True) == library.count()
    assert not library.contacts().empty
