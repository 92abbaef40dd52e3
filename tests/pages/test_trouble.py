"""What goes wrong with the library is said in a sentence on every page, and in no traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from drawing import find_button
from test_pages import PAGES

from dragoman.analysis.library import Library
from dragoman.model import Article


@pytest.mark.parametrize("page", PAGES)
def test_a_damaged_table_is_said_on_every_page(draw, library_folder: Path, tmp_path: Path, page: str) -> None:
    folder = Path(shutil.copytree(library_folder, tmp_path / "library"))
    for path in (folder / "articles.lance").glob("data/*.lance"):
        path.write_bytes(b"")
    app = draw(folder, page, {"article": "rome-1"})
    [error] = app.error
    assert "dragoman repair" in error.value.replace("\\", "")
    assert find_button(app, "try_again")


def test_an_open_dashboard_says_it_too_instead_of_drawing_from_memory(
    draw, library_folder: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(library_folder, tmp_path / "library"))
    app = draw(folder, "overview")
    assert not app.error
    for path in (folder / "articles.lance").glob("data/*.lance"):
        path.unlink()
    app.run()
    [error] = app.error
    assert "one of its files is missing" in error.value
    assert find_button(app, "try_again")


def test_what_is_no_folder_is_said(draw, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    [error] = draw(tmp_path / "file").error
    assert "is a file, not a folder" in error.value.replace("\\", "")


def test_a_full_disk_is_said_where_an_article_is_edited(
    draw, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = draw(Path(library.uri), "article", {"article": "undated"})

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lancedb.merge.LanceMergeInsertBuilder.execute", fail)
    app.text_input(key="edit_outlet").input("Sample Wire")
    next(button for button in app.button if button.label == "Save").click().run()
    assert not app.exception
    assert "the disk is full" in app.error[0].value
    monkeypatch.setattr("lancedb.table.LanceTable.delete", fail)
    find_button(app, "delete_confirm").click().run()
    assert not app.exception
    assert "the disk is full" in app.error[0].value
    assert isinstance(library.article("undated"), Article)
