"""The Article page says how it was read, for whoever asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawing import read_html

from dragoman.analysis.library import Library
from dragoman.model import Article
from dragoman.reading.explaining import LONGEST

FOLD = "<summary>How this was read</summary>"


def test_nothing_is_read_anew_before_somebody_asks(
    draw, library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Library, "explain", lambda self, id: asked.append(id))
    app = draw(library_folder, "article", {"article": "rome-1"})
    assert (asked, FOLD in read_html(app), app.toggle(key="explain_rome-1").value) == ([], False, False)


def test_each_name_of_an_article_has_a_fold(draw, read_library: Library) -> None:
    app = draw(Path(read_library.uri), "article", {"article": "rome-1"})
    app.toggle(key="explain_rome-1").set_value(True).run(timeout=120)
    assert not app.exception
    page = read_html(app)
    reading = read_library.reading("rome-1")
    assert reading is not None
    assert page.count(FOLD) == len(reading.entities)
    assert "a surname that nobody but Antony Blinken has in this text" in page
    assert "Proposed and turned down: " in page
    assert "another model or other rules" not in page


def test_a_reading_of_other_rules_says_that_the_folds_are_of_now(draw, library_folder: Path) -> None:
    app = draw(library_folder, "article", {"article": "lavrov-1"})
    app.toggle(key="explain_lavrov-1").set_value(True).run(timeout=120)
    assert not app.exception
    assert "another model or other rules" in read_html(app)


def test_a_text_that_is_too_long_says_so(draw, empty_library: Library) -> None:
    empty_library.add_items([Article("long", "Long", "Antony Blinken met nobody. " * (LONGEST // 20))])
    app = draw(Path(empty_library.uri), "article", {"article": "long"})
    app.toggle(key="explain_long").set_value(True).run()
    assert not app.exception
    assert [f"At most {LONGEST:,} are explained" in item.value.replace("\\", "") for item in app.info] == [
        True
    ]
