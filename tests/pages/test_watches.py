"""Watches as Streamlit draws them: one is made of a view, tells what came, and marks what is new."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from drawing import find_button, read_html
from reading_by_hand import HandReaders

from dragoman.analysis.library import Library
from dragoman.library.schema import now
from dragoman.library.watches import Watch
from dragoman.model import Article, Filter, View
from dragoman.watches import look


@pytest.fixture
def folder(library_folder: Path, tmp_path: Path) -> Path:
    """A library of one's own, to be changed."""
    return Path(shutil.copytree(library_folder, tmp_path / "own"))


def test_a_view_is_watched_and_what_comes_is_marked_once(draw, folder: Path) -> None:
    app = draw(folder, "connections", {"select": ["person:yair-lapid"], "person": "person:yair-lapid"})
    app.text_input(key="watch_name").input("Lapid <b>")
    app.multiselect(key="watch_tells").set_value(["article"])
    find_button(app, "watch_make").click().run()
    assert not app.exception
    library = Library(folder, HandReaders())
    [watch] = library.watches.list()
    assert (watch.name, watch.tells, watch.view.selection) == (
        "Lapid <b>",
        ("article",),
        ("person:yair-lapid",),
    )
    assert "None yet" not in read_html(draw(folder, "watches"))
    text = "Yair Lapid spoke of <i>Italy</i> & more."
    library.add_items([Article("new", "A <u>title", text, datetime(2023, 5, 1).date(), "stated", "Wire")])
    find_button(draw(folder, "watches"), "watches_look").click().run()
    shown = read_html(draw(folder, "watches"))
    assert "1 watch, 1 new" in shown
    assert "Lapid &lt;b&gt; (1 new)" in shown
    assert "New article: A &lt;u&gt;title" in shown
    assert "Yair Lapid spoke of &lt;i&gt;Italy&lt;/i&gt; &amp; more." in shown
    assert 'class="mark hit">new<' in shown
    assert "0 new" in read_html(draw(folder, "watches"))
    app = draw(folder, "watches")
    find_button(app, "watch_remove_Lapid <b>").click().run()
    assert Library(folder).watches.list() == []
    assert "None yet" in read_html(app)


def test_a_name_that_is_taken_is_said(draw, folder: Path) -> None:
    Library(folder).watches.add(Watch("one", View(filter=Filter())))
    app = draw(folder, "overview")
    app.text_input(key="watch_name").input("one")
    find_button(app, "watch_make").click().run()
    assert "already" in app.warning[0].value


def test_feeds_are_found_by_their_names(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from components.news_feeds import answer_feed, find_name, link_feed

    library = Library(folder, HandReaders())
    library.watches.add(Watch("a/b ü", View(), ("article",)))
    look(library, now() - timedelta(hours=1))
    monkeypatch.setenv("DRAGOMAN_LIBRARY", str(folder))
    for name in ("", "a/b ü"):
        path = link_feed(name).removeprefix(".")
        assert find_name({"path": path}) == name
        answer = answer_feed(name)
        assert answer.status_code == 200
        assert answer.media_type == "application/atom+xml"
    assert answer_feed("another").status_code == 404
    assert find_name({"path": "/watches"}) is None


def test_feeds_are_for_those_who_may_read() -> None:
    from components.sign_in_gate import judge_request

    for role, status in (("nobody", 401), ("stranger", 403), ("reader", 0), ("editor", 0)):
        refusal = judge_request("GET", "/feeds/all.atom", role)  # type: ignore[arg-type]
        assert (refusal.status if refusal else 0) == status
