"""Saved views."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dragoman.analysis.library import Library
from dragoman.errors import LibraryError
from dragoman.model import Filter, View

VIEW = View(
    "connections",
    Filter(text='"spoke of" & more', start=date(2020, 1, 1)),
    unit="article",
    selection=("person:yair-lapid", "country:ITA"),
)


def list_names(library: Library) -> list[str]:
    return [item.name for item in library.views.list()]


def test_views_are_saved_listed_opened_renamed_and_deleted(empty_library: Library) -> None:
    views = empty_library.views
    assert views.list() == []
    assert views.save("  Lapid \n in Italy ", VIEW) == "Lapid in Italy"
    views.save("another", View())
    assert [(item.name, item.view) for item in Library(empty_library.uri).views.list()] == [
        ("another", View()),
        ("Lapid in Italy", VIEW),
    ]
    assert views.find("Lapid in Italy") == VIEW
    assert views.rename("another", "Beginning") == "Beginning"
    assert list_names(empty_library) == ["Beginning", "Lapid in Italy"]
    views.delete("Lapid in Italy")
    views.delete("Lapid in Italy")
    assert list_names(empty_library) == ["Beginning"]


def test_a_name_is_one_view(empty_library: Library) -> None:
    views = empty_library.views
    views.save("one", View())
    views.save("one", VIEW)
    views.save("two", View())
    assert [(item.name, item.view) for item in views.list()] == [("one", VIEW), ("two", View())]
    with pytest.raises(LibraryError, match="already"):
        views.rename("one", "two")
    assert views.rename("one", "one") == "one"
    with pytest.raises(LibraryError, match="no saved view"):
        views.rename("three", "four")
    for name in ("", " \n", "x" * 81):
        with pytest.raises(LibraryError, match="name"):
            views.save(name, VIEW)


def test_saving_a_view_changes_no_content(library: Library) -> None:
    revision = library.revision
    library.views.save("one", VIEW)
    assert library.revision == revision


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=40))
@example(name=" \0")
@example(name="\ud800")
def test_any_name_that_has_a_letter_is_kept(empty_library: Library, name: str) -> None:
    try:
        kept = empty_library.views.save(name, VIEW)
    except LibraryError:
        assert not "".join(name.encode("utf-8", "ignore").decode().replace("\0", "").split())
        return
    assert empty_library.views.find(kept) == VIEW
    empty_library.views.delete(kept)


def test_several_processes_save_at_once(tmp_path: Path) -> None:
    code = (
        "import sys, dragoman; v = dragoman.open(sys.argv[1]).views; "
        "[v.save(f'{sys.argv[2]} {i}', dragoman.View()) for i in range(4)]"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "library"), name])
        for name in ("a", "b", "c")
    ]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    assert list_names(Library(tmp_path / "library")) == [
        f"{name} {number}" for name in "abc" for number in range(4)
    ]
