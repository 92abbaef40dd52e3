"""Reading again: what others have read, once, and told to whoever watches."""

from __future__ import annotations

from dataclasses import replace

from dragoman.library.store import Library


def test_another_model_reads_copies_again(library: Library, readers) -> None:
    readers.rules = "r2"
    library.add_items([replace(library.article("rome-1"), id="rome-third")])
    assert library.reading("rome-third").rules.startswith("r2.")
    assert library.reading("rome-1").rules.startswith("r1.")
    assert library.reread() == 4
    assert library.reread() == 0
    assert library.status() == {f"hand 1 {readers.rules}": 5}
