"""Python's garbage collector and the hot tables: Streamlit has it look at every object after each draw."""

from __future__ import annotations

import gc
from pathlib import Path

from components.library import find_tables
from dragoman.analysis.library import Library


def test_tables_that_a_page_asks_for_are_left_alone_by_the_collector(draw, library_folder: Path) -> None:
    draw(library_folder, "connections")
    tables = find_tables(Library(library_folder))
    assert all(looked_at is not tables for looked_at in gc.get_objects())
    kept = gc.get_freeze_count()
    draw(library_folder, "connections")
    assert gc.get_freeze_count() <= kept  # once for all draws on the same contents
    assert find_tables(Library(library_folder)).revision
