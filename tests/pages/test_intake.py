"""Files on the Library page: what they would give follows the columns, and is what then comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawing import find_button, read_html

from dragoman.analysis.library import Library

TEXT = (
    "The foreign ministers of Egypt and Jordan met in Cairo on "
    "Tuesday and spoke of the border as a spokesman told reporters. "
) * 3
TABLE = (
    "Headline,Body,Date,Kicker\n"
    + "".join(f"Talks {n},{TEXT} Number {n}.,2021-06-{n:02},Kicker {n}\n" for n in range(1, 6))
    + "Bare,,,\n"
)
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def folder(empty_library: Library, readers, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an empty library; the page reads by hand."""
    monkeypatch.setattr("dragoman.library.store.Readers", lambda: readers)
    return Path(empty_library.uri)


def choose(app, *files: tuple[str, str]):
    """Put files into the uploader."""
    app.get("file_uploader")[0].set_value([(name, text.encode(), "text/plain") for name, text in files])
    app.run()
    assert not app.exception
    return app


def test_a_table_is_shown_follows_its_columns_and_is_added(
    draw, folder: Path, empty_library: Library
) -> None:
    app = draw(folder, "library")
    assert find_button(app, "upload_add").disabled
    app = choose(app, ("export.csv", TABLE))
    shown = read_html(app)
    assert "<b>5 articles</b>, 1 refused." in shown
    assert "Kept with them: Kicker." in shown
    assert "1 × The text is empty." in shown
    assert [f"<bdi>Talks {n}</bdi>" in shown for n in range(1, 6)] == [True] * 3 + [False] * 2
    assert "2021-06-01 (date as the source states it)" in shown
    assert empty_library.count() == 0

    next(box for box in app.selectbox if box.label == "Title").set_value("Kicker")
    next(box for box in app.selectbox if box.label == "Date").set_value("(none)")
    app.run()
    shown = read_html(app)
    assert "<bdi>Kicker 1</bdi>" in shown
    assert "Kept with them: Headline, Date." in shown
    assert "no date" in shown

    find_button(app, "upload_add").click().run()
    assert not app.exception
    assert "5 new" in app.warning[0].value
    assert "What comes in" not in read_html(app)
    assert sorted((article.title, article.date) for article in empty_library.articles()) == [
        (f"Kicker {n}", None) for n in range(1, 6)
    ]
    assert empty_library.quarantine.count() == 1


def test_several_files_are_shown_together(draw, folder: Path) -> None:
    files = ("export.csv", TABLE), ("note.txt", f"Note\n\n{TEXT}"), (f"{SCRIPT}.xyz", "?")
    shown = read_html(choose(draw(folder, "library"), *files))
    assert "<b>6 articles</b>, 2 refused." in shown
    assert '<td><bdi>note.txt</bdi></td><td class="d-number">1</td><td class="d-number">0</td>' in shown
    assert SCRIPT not in shown


def test_a_column_of_texts_that_nobody_knows_can_be_named(draw, folder: Path) -> None:
    app = choose(draw(folder, "library"), ("export.csv", TABLE.replace("Body", "Wortlaut")))
    assert "<b>0 articles</b>" in read_html(app)
    assert any("Choose the column that holds the text" in item.value for item in app.warning)
    next(box for box in app.selectbox if box.label == "Text").set_value("Wortlaut")
    app.run()
    assert "<b>5 articles</b>" in read_html(app)


def test_a_preview_is_made_once(draw, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = choose(draw(folder, "library"), ("export.csv", TABLE))
    made = dict(app.session_state["previews"])
    monkeypatch.setattr("dragoman.sources.preview.stream_apart", None)
    app.run()
    assert not app.exception
    assert dict(app.session_state["previews"]) == made
