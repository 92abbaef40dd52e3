"""The popover of saved views, as Streamlit draws it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from drawing import find_button, read_html

from dragoman.analysis.library import Library
from dragoman.model import View


@pytest.fixture
def folder(library_folder: Path, tmp_path: Path) -> Path:
    """A library of one's own, to be changed."""
    return Path(shutil.copytree(library_folder, tmp_path / "own"))


def test_a_view_is_saved_opened_renamed_and_deleted(draw, folder: Path) -> None:
    app = draw(folder, "connections", {"unit": "article", "select": ["person:yair-lapid", "country:ITA"]})
    assert "None is saved yet" in read_html(app)
    app.text_input(key="views_name").input("Lapid <b>in</b> Italy").run()
    assert not app.exception
    (saved,) = Library(folder).views.list()
    assert (saved.name, saved.view.page, saved.view.selection) == (
        "Lapid <b>in</b> Italy",
        "connections",
        ("person:yair-lapid", "country:ITA"),
    )
    shown = read_html(app)
    assert "Lapid &lt;b&gt;in&lt;/b&gt; Italy" in shown
    assert 'href="connections?unit=article&amp;select=person%3Ayair-lapid' in shown
    assert app.text_input(key="views_name").value == ""
    app.text_input(key="views_rename").input("Rome").run()
    assert [item.name for item in Library(folder).views.list()] == ["Rome"]
    find_button(app, "views_delete").click().run()
    assert Library(folder).views.list() == []
    assert not app.exception


def test_what_cannot_be_done_is_said(draw, folder: Path) -> None:
    for name in ("one", "two"):
        Library(folder).views.save(name, View())
    app = draw(folder, "overview")
    app.text_input(key="views_rename").input("two").run()
    assert "already" in app.warning[0].value
    assert len(Library(folder).views.list()) == 2


def test_pages_without_a_view_of_articles_offer_no_saving(draw, folder: Path) -> None:
    app = draw(folder, "methods")
    assert "views_name" not in [item.key for item in app.text_input]
