"""Reading again: what others have read, once, and told to whoever watches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.analysis.library import Library
from dragoman.errors import ModelError
from dragoman.library.reading_processes import Unread
from dragoman.library.rereading import Tally
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
