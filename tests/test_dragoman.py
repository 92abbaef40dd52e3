"""The Python face: what README.md shows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dragoman
from dragoman.analysis.library import Library


def test_everything_promised_is_there() -> None:
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = dragoman.nothing_such


def test_open_makes_a_library_where_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert dragoman.open(tmp_path / "one").uri == str(tmp_path / "one")
    monkeypatch.setenv("DRAGOMAN_LIBRARY", str(tmp_path / "two"))
    assert dragoman.open().uri == str(tmp_path / "two")
    assert dragoman.open().count() == 0
    monkeypatch.setenv("HOME", str(tmp_path))
    assert dragoman.open("~/three").uri == str(tmp_path / "three")
    monkeypatch.chdir(tmp_path)
    assert dragoman.open("four").uri == str(tmp_path / "four")


def test_open_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(dragoman.LibraryError, match="is a file, not a folder"):
        dragoman.open(tmp_path / "file").count()


def test_a_library_of_another_version_is_refused(tmp_path: Path) -> None:
    import lancedb
    import pyarrow as pa

    lancedb.connect(tmp_path / "old").create_table("articles", schema=pa.schema([("id", pa.string())]))
    with pytest.raises(dragoman.LibraryError, match="another version of Dragoman"):
        dragoman.open(tmp_path / "old").count()


def test_object_store_uris_pass_through() -> None:
    assert dragoman.open("memory://dragoman").uri == "memory://dragoman"


def test_the_real_model_reads(read_library: Library) -> None:
    named = {entity.name for entity in read_library.reading("rome-1").entities}
    assert {"Antony Blinken", "Yair Lapid", "Israel", "Italy"} <= named
    pairs = read_library.pairs(kinds=("person", "person"), unit="paragraph", counted_in="story")
    pair = pairs[(pairs["a_label"] == "Antony Blinken") & (pairs["b_label"] == "Yair Lapid")]
    assert pair["count"].tolist() == [1]


def test_a_script_without_a_main_guard_may_read_in_processes(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import dragoman\n"
        f"library = dragoman.open({str(tmp_path / 'library')!r})\n"
        "articles = [dragoman.Article(str(i), f'Talks {i}', f'Sergey Lavrov spoke in Rome on day {i}.') for "
        "i in range(20)]\n"
        "print(library.add_items(articles).sentence())\n"
    )
    command = [sys.executable, str(script)]
    environment = {"DRAGOMAN_WORKERS": "2", "PATH": ""}
    result = subprocess.run(
        command, capture_output=True, text=True, env=environment, check=False, timeout=120
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "20 read: 20 new, 0 updated, 0 already there, 0 quarantined.\n"


def test_plain_data_is_had_without_waiting_for_the_library() -> None:
    heavy = "lancedb", "pandas", "spacy", "streamlit"
    script = (
        f"import sys, dragoman; dragoman.Filter(); print([name for name in {heavy} if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
