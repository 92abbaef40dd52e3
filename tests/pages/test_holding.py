"""The filter by office: what articles state, and, where wanted, what is known or learnt for their dates."""

from __future__ import annotations

from pathlib import Path

from drawing import read_html


def test_offices_are_stated_unless_more_is_asked_for(draw, library_folder: Path) -> None:
    stated = draw(library_folder, "articles", {"office": "secretary of state"})
    assert stated.session_state["filter_holding"] == []
    known = draw(
        library_folder, "articles", {"office": "secretary of state", "holding": ["known", "nonsense"]}
    )
    assert known.session_state["filter_holding"] == ["known"]
    assert read_html(known).count('class="d-row"') >= read_html(stated).count('class="d-row"')


def test_without_an_office_nothing_is_asked(draw, library_folder: Path) -> None:
    assert "filter_holding" not in draw(library_folder, "articles").session_state
