"""The same reading on Ray; most of it by the pieces alone, which need no Ray."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_by_hand import HandReaders

from dragoman import scale
from dragoman.analysis.library import Library
from dragoman.errors import SettingError, SourceError

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample" / "articles.jsonl"
TEXTS = (
    "Antony Blinken met Yair Lapid in Rome. They spoke of Israel.",
    "Sergey Lavrov spoke of NATO, and Blinken answered that sanctions on Russia stay.",
    "Blinken thanked Italy, the host of all of them, for three days of talks.",
    "",
)
needs_ray = pytest.mark.skipif(
    find_spec("ray") is None or not Path("/proc/self").exists(), reason="needs Ray, and Linux"
)


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> Callable[[Library], None]:
    """Actors read by hand, in this process."""
    monkeypatch.setattr(scale, "Readers", HandReaders)
    monkeypatch.setattr(scale, "key_text", HandReaders().key)


def read_all(job: scale.Job) -> None:
    """Do what actors do."""
    read = scale.PieceReader(job)
    assert {read(asdict(piece))["fault"] for piece in job.pieces if piece.unread} <= {""}


def list_rows(library: Library) -> list[dict[str, object]]:
    """All that a library holds of its articles, but for the moment in which they came."""
    columns = [name for name in library.rows().column_names if name != "added"]
    return library.rows(columns).sort_by("id").to_pylist()


def write(path: Path, rows: list[tuple[int, int]]) -> Path:
    """A file of articles, each an identity and a text."""
    lines = [{"id": str(key), "title": f"Title {text}", "text": TEXTS[text]} for key, text in rows]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(
    before=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=4),
    rows=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), min_size=1, max_size=10),
    piece=st.integers(1, 4),
)
def test_the_library_is_the_same_as_without_ray(by_hand, tmp_path_factory, before, rows, piece) -> None:
    folder = tmp_path_factory.mktemp("scale")
    one, other = (Library(folder / name, HandReaders()) for name in ("one", "other"))
    for library in (one, other):
        library.add(write(folder / "before.jsonl", before))
    file = write(folder / "articles.jsonl", rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scale, "PIECE", piece)
        job = scale.cut_pieces(other, [file])
    read_all(job)
    plain, pieced = one.add(file), scale.read_job(other, job)
    assert (plain.figures, plain.reasons) == (pieced.figures, pieced.reasons)
    assert list_rows(one) == list_rows(other)
    assert one.quarantine.count() == other.quarantine.count()
    assert not list(folder.glob("*.reading"))


def test_a_text_is_read_once(by_hand, empty_library: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "articles.jsonl", [(1, 0), (2, 1), (3, 0)])
    told: list[int] = []
    job = scale.cut_pieces(empty_library, [file, file], told=told.append)
    assert [(piece.articles, piece.unread) for piece in job.pieces] == [(6, 2)]
    assert (told, job.items) == ([6], 6)


def test_what_was_read_before_a_stop_is_found_again(by_hand, empty_library, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(scale, "PIECE", 1)
    file = write(tmp_path / "articles.jsonl", [(1, 0), (2, 1)])
    read_all(scale.cut_pieces(empty_library, [file]))
    monkeypatch.setattr(scale, "PieceReader", None)
    assert scale.read_job(empty_library, scale.cut_pieces(empty_library, [file])).new == 2


def test_machines_with_other_rules_are_told(by_hand, empty_library, tmp_path, monkeypatch) -> None:
    job = scale.cut_pieces(empty_library, [write(tmp_path / "articles.jsonl", [(1, 0)])])
    monkeypatch.setattr(scale, "Readers", lambda: HandReaders(rules="r2"))
    fault = scale.PieceReader(job)(asdict(job.pieces[0]))["fault"]
    assert fault.startswith("A machine of Ray cannot read: it has hand 1 with rules r2.")
    assert fault.endswith("Install the same Dragoman on all machines.")


def test_a_machine_that_does_not_see_the_pieces_says_so(by_hand, empty_library, tmp_path) -> None:
    job = scale.cut_pieces(empty_library, [write(tmp_path / "articles.jsonl", [(1, 0)])])
    read = scale.PieceReader(job)
    next(Path(job.folder).iterdir()).unlink()
    assert "No such file" in read(asdict(job.pieces[0]))["fault"]


def test_what_cannot_be_is_said_before_anything_is_read(empty_library: Library, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="is 'local' or a Ray cluster"):
        scale.check_ray("spark://host")
    with pytest.raises(SourceError, match="is an address"):
        scale.cut_pieces(empty_library, ["https://example.org/"])
    with pytest.raises(SourceError, match="There is no file or folder"):
        scale.cut_pieces(empty_library, [tmp_path / "missing.csv"])


def test_who_lacks_ray_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(SettingError, match=r"pip install 'dragoman\[ray\]'"):
        scale.check_ray("local")


def test_nobody_waits_for_ray_who_does_not_use_it() -> None:
    code = "import sys, dragoman.scale, dragoman.cli.articles; sys.exit('ray' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=make_environment()).returncode == 0


def make_environment(**more: str) -> dict[str, str]:
    """Of a process that reads with this Dragoman on two workers."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "DRAGOMAN_WORKERS": "2"} | more


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some of the sample articles."""
    file = tmp_path_factory.mktemp("some") / "articles.jsonl"
    file.write_text("".join(SAMPLE.read_text("utf-8").splitlines(keepends=True)[:80]), "utf-8")
    return file


@pytest.fixture(scope="module")
def plain(some: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """The rows of a library that has read them in one process."""
    library = Library(tmp_path_factory.mktemp("plain") / "library")
    library.add(some)
    return list_rows(library)


@needs_ray
def test_two_workers_read_the_same_as_one(some: Path, plain: object, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dragoman.cli", "add", "--on", "local", "-l", str(tmp_path / "news")]
    added = subprocess.run([*command, str(some)], env=make_environment(), capture_output=True, text=True)
    assert (added.returncode, added.stderr) == (0, "")
    assert added.stdout == "80 read: 80 new, 0 updated, 0 already there, 0 quarantined.\n"
    assert list_rows(Library(tmp_path / "news")) == plain


@needs_ray
def test_a_stop_and_a_lost_worker_lose_nothing(some: Path, plain: object, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tests" / "stopped_on_ray.py"), str(tmp_path / "news"), str(some)]
    added = subprocess.run(command, env=make_environment(), capture_output=True, text=True)
    assert added.returncode == 0, added.stderr
    held, *_, killed, summary = added.stdout.splitlines()  # and what Ray says of the lost worker
    assert (held, killed) == ("8", "1")
    assert summary == "80 read: 72 new, 0 updated, 8 already there, 0 quarantined."
    assert list_rows(Library(tmp_path / "news")) == plain
    assert not (tmp_path / "news.reading").exists()
