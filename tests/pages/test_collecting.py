"""Python's garbage collector and the hot tables: Streamlit has it look at every object after each draw."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

from components.library import find_tables
from dragoman.analysis.library import Library


def test_tables_that_a_page_asks_for_are_left_alone_by_the_collector(
    draw, library_folder: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(library_folder, tmp_path / "library")  # whose tables nobody has asked for
    before = gc.get_freeze_count()
    draw(folder, "connections")
    kept = gc.get_freeze_count()
    assert kept - before > len(Library(folder).tables().labels)
    draw(folder, "connections")
    assert gc.get_freeze_count() <= kept  # once for all draws on the same contents
    assert find_tables(Library(folder)).revision
