"""Doctor, repair, backup, restore: whatever befalls the files, each article is kept, and the fault said."""

from __future__ import annotations

import functools
import random
import shutil
import threading
import time
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import lancedb
import pyarrow as pa
import pytest
from typer.testing import CliRunner, Result

from dragoman import cli
from dragoman.analysis.library import Library
from dragoman.errors import LibraryError
from dragoman.library import adding, backup, doctor
from dragoman.library.backup import back_up, restore
from dragoman.library.database import Database
from dragoman.library.doctor import Check, check_library
from dragoman.library.repair import ASIDE, repair_library
from dragoman.library.schema import ARTICLES
from dragoman.model import Article, Rejected

COUNT = 60


def make_article(number: int) -> Article:
    text = (
        f"Text {number}: Antony Blinken met Yair Lapid in Rome. They spoke of Israel.\n\n"
        + f"Sentence {number * 7919} is about NATO. " * 20
    )
    return Article(f"id-{number}", f"Title {number}", text, outlet="Sample Wire", source="tests")


ALL = {f"id-{number}" for number in range(COUNT)}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the library is that is copied before it is damaged."""
    return tmp_path_factory.mktemp("kept") / "library"


@pytest.fixture
def folder(kept: Path, tmp_path: Path, readers, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of sixty articles that came in three commits, to be damaged."""
    if not kept.exists():
        monkeypatch.setattr(adding, "CHUNK", 20)
        Library(kept, readers).add_items(
            [*map(make_article, range(COUNT)), Rejected("It has no text.", "{}", "tests")]
        )
        monkeypatch.undo()
        # As after many adds: for an hour all rows are in older files too
        lancedb.connect(kept).open_table("articles").optimize(cleanup_older_than=timedelta(hours=1))
    return Path(shutil.copytree(kept, tmp_path / "library"))


@pytest.fixture
def look(folder: Path, readers) -> Callable[..., dict[str, Check]]:
    """What the doctor finds, by name."""
    return lambda others=None: {check.name: check for check in check_library(str(folder), others or readers)}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments], env={"COLUMNS": "300"})


def find_data(folder: Path, table: str = "articles") -> Path:
    """The file that holds the newest version's rows: the largest."""
    return max((folder / f"{table}.lance").glob("data/*.lance"), key=lambda path: path.stat().st_size)


def spoil(path: Path, place: float, length: int = 16, seed: int = 1) -> None:
    """Change some bytes at a place from 0 to 1."""
    data, dice = bytearray(path.read_bytes()), random.Random(seed)
    first = int(place * (len(data) - length))
    data[first : first + length] = dice.randbytes(length)
    path.write_bytes(data)


def forget_versions(folder: Path) -> None:
    """Leave only the newest version, as an hour later."""
    time.sleep(0.01)
    lancedb.connect(folder).open_table("articles").optimize(cleanup_older_than=timedelta(milliseconds=1))


def test_the_doctor_finds_nothing_wrong_with_a_sound_library(look) -> None:
    checks = look()
    assert {check.state for check in checks.values()} == {"good"}, checks
    assert checks["table articles"].found == "60 rows, each readable and as it was written."
    assert {
        "settings",
        "model",
        "folder",
        "room",
        "search",
        "readings",
        "stories, identifiers",
    } <= checks.keys()


def test_a_sound_library_is_left_alone(folder: Path) -> None:
    before = sorted(path.name for path in folder.rglob("*.lance") if path.is_file())
    assert repair_library(str(folder)) == []
    assert sorted(path.name for path in folder.rglob("*.lance") if path.is_file()) == before
    assert not (folder / ASIDE).exists()


@pytest.mark.parametrize("place", [0, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 1])
def test_no_article_is_lost_with_damaged_bytes(folder: Path, look, readers, place: float) -> None:
    path = find_data(folder)
    spoil(path, place)
    broken = path.read_bytes()
    found = look()["table articles"]
    repair_library(str(folder))
    assert look()["table articles"].state == "good"
    library = Library(folder, readers)
    rejected = library.quarantine.items()
    assert {article.id for article in library.articles()} | set(rejected["where"]) - {""} == ALL
    library.reread()
    assert library.search("blinken").keys() == {article.id for article in library.articles()}
    library.add_items(make_article(number) for number in range(COUNT))
    assert {article.id: article.text for article in library.articles()} == {
        f"id-{n}": make_article(n).text for n in range(COUNT)
    }
    if found.state == "bad":
        [kept] = (folder / ASIDE).rglob(path.name)
        assert kept.read_bytes() == broken
        assert "repair" in found.advice


def test_older_versions_give_what_a_lost_file_held(folder: Path, look, readers) -> None:
    find_data(folder).unlink()
    assert look()["table articles"].state == "bad"
    [sentence] = [said for said in repair_library(str(folder)) if "'articles'" in said]
    assert "60 of its rows are whole; 60 of them out of older versions" in sentence
    assert {article.id for article in Library(folder, readers).articles()} == ALL


def test_a_lost_file_without_older_versions_is_said(folder: Path, readers) -> None:
    forget_versions(folder)
    for path in (folder / "articles.lance").glob("data/*.lance"):
        path.unlink()
    [sentence] = [said for said in repair_library(str(folder)) if "'articles'" in said]
    assert "60 could not be read at all: add their files again" in sentence
    assert Library(folder, readers).add_items(make_article(number) for number in range(COUNT)).new == COUNT


@pytest.mark.parametrize("bytes_left", [0, 100])
def test_a_broken_manifest_gives_way_to_the_last_good_version(
    folder: Path, look, readers, bytes_left: int
) -> None:
    newest = min((folder / "articles.lance" / "_versions").glob("*.manifest"))
    newest.write_bytes(newest.read_bytes()[:bytes_left])
    check = look()["table articles"]
    assert check.state == "bad"
    result = run("doctor", "--library", folder)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert any(
        "The newest version of the table 'articles' could not be opened" in said
        for said in repair_library(str(folder))
    )
    assert look()["table articles"].state == "good"
    assert {article.id for article in Library(folder, readers).articles()} == ALL
    assert list((folder / ASIDE).rglob(newest.name))


def test_a_manifest_that_was_deleted_is_missed(folder: Path, look, readers) -> None:
    library = Library(folder, readers)
    before = {article.id for article in library.articles()}
    library.add_items([make_article(COUNT)])
    newest, *_ = sorted((folder / "articles.lance" / "_versions").glob("*.manifest"))
    newest.unlink()
    check = look()["table articles"]
    assert (check.state, "newest version is gone" in check.found) == ("bad", True)
    assert any(
        "newest version is gone of the table 'articles'" in said for said in repair_library(str(folder))
    )
    assert look()["table articles"].state == "good"
    mended = Library(folder, readers)
    assert {article.id for article in mended.articles()} >= before
    mended.add_items([make_article(COUNT)])
    assert mended.count() == len(before) + 1
    assert all(check.state == "good" for name, check in look().items() if name.startswith("table"))


def test_a_table_without_a_good_version_is_set_aside(folder: Path, look) -> None:
    for path in (folder / "articles.lance" / "_versions").glob("*.manifest"):
        path.write_bytes(b"nothing")
    [sentence, *_] = repair_library(str(folder))
    assert "could not be opened in any version" in sentence
    assert look()["table articles"].found.startswith("0 rows")
    assert list((folder / ASIDE).rglob("*.lance"))


def test_a_damaged_index_is_made_anew(folder: Path, look, readers) -> None:
    for path in (folder / "articles.lance" / "_indices").rglob("*.lance"):
        path.write_bytes(b"")
    assert look()["search"].state == "bad"
    assert repair_library(str(folder)) == ["The index of title and text was made anew."]
    assert look()["search"].state == "good"
    assert Library(folder, readers).search("blinken").keys() == ALL


def empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def put_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("x")


def write_version(path: Path) -> None:
    """The version of the format, which stands before the last four bytes of each data file."""
    data = bytearray(path.read_bytes())
    data[-8:-4] = b"\x63\0\x63\0"
    path.write_bytes(data)


# What is done, what is said, whether the articles can be had again
DAMAGES: dict[str, tuple[Callable[[Path], object], str, bool]] = {
    "a missing file": (lambda folder: find_data(folder).unlink(), "one of its files is missing", True),
    "a file cut short": (
        lambda folder: find_data(folder).write_bytes(b"x" * 1000),
        "one of its files is",
        True,
    ),
    "a version of the format": (
        lambda folder: write_version(find_data(folder)),
        "it is damaged, or of a newer version",
        True,
    ),
    "no versions": (
        lambda folder: shutil.rmtree(folder / "articles.lance" / "_versions"),
        "has lost its table 'articles'",
        False,
    ),
    "a table's folder emptied": (
        lambda folder: empty(folder / "articles.lance"),
        "has lost its table 'articles'",
        False,
    ),
    "a table gone": (
        lambda folder: shutil.rmtree(folder / "articles.lance"),
        "has lost its table 'articles'",
        False,
    ),
    "a file for a folder": (
        lambda folder: put_file(folder / "articles.lance"),
        "a file is where a folder should be",
        False,
    ),
    "no versions of the quarantine": (
        lambda folder: shutil.rmtree(folder / "quarantine.lance" / "_versions"),
        "has lost its table 'quarantine'",
        True,
    ),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_every_damage_is_said_in_a_sentence_with_a_way_out(kind: str, folder: Path, look, readers) -> None:
    harm, sentence, kept = DAMAGES[kind]
    open_before, opened = Library(folder, readers), Library(folder, readers)
    assert open_before.revision == opened.revision
    harm(folder)
    result = run("status", "--library", folder)
    assert (result.exit_code, len(result.stderr.splitlines()), "lance error" in result.stderr) == (
        1,
        1,
        False,
    )
    assert sentence in result.stderr
    assert "dragoman repair" in result.stderr
    bad = [check for check in look().values() if check.state == "bad"]
    assert [(sentence in check.found, "dragoman repair" in check.advice) for check in bad] == [(True, True)]
    # What is open does without, or waits long
    unread = "a version of the format", "no versions of the quarantine", "a file for a folder"
    if kind not in unread:
        with pytest.raises(LibraryError, match="dragoman repair"):
            _ = opened.revision  # an open dashboard asks for it each time that it draws
    assert repair_library(str(folder))
    assert {check.state for check in look().values()} <= {"good", "note"}
    library = Library(folder, readers)
    assert {article.id for article in library.articles()} == (ALL if kept else set())
    library.add_items(map(make_article, range(COUNT)))
    assert library.search("blinken").keys() == ALL
    assert open_before.count() == COUNT


def test_what_is_lost_comes_back_with_a_backup(folder: Path, tmp_path: Path, readers) -> None:
    back_up(str(folder), tmp_path / "saved")
    empty(folder / "articles.lance")
    with pytest.raises(LibraryError, match="--force"):
        restore(tmp_path / "saved", str(folder))
    restore(tmp_path / "saved", str(folder), force=True)
    assert {article.id for article in Library(folder, readers).articles()} == ALL


def test_files_that_others_tidied_away_are_no_damage(folder: Path, readers) -> None:
    library = Library(folder, readers)
    before = library.revision
    forget_versions(folder)
    assert library.revision == before


@pytest.mark.parametrize("table", ["identities", "stories", "derived", "quarantine"])
def test_the_other_tables_are_mended_too(folder: Path, look, readers, table: str) -> None:
    before = Library(folder, readers).identities()
    for path in (folder / f"{table}.lance").glob("data/*.lance"):
        path.write_bytes(b"")
    repair_library(str(folder))
    assert {check.state for check in look().values()} <= {"good", "note"}
    assert Library(folder, readers).identities().select(["id", "label"]) == before.select(["id", "label"])


def test_a_table_of_another_version_is_said_and_brought_up_to_date(folder: Path, look, readers) -> None:
    lancedb.connect(folder).open_table("articles").drop_columns(["topics", "stamp"])
    forget_versions(folder)
    result = run("status", "--library", folder)
    assert (result.exit_code, "Traceback" in result.output) == (1, False)
    assert "made by another version of Dragoman" in result.stderr
    assert "dragoman repair" in look()["table articles"].found
    repair_library(str(folder))
    library = Library(folder, readers)
    assert (library.count(), library.reread()) == (COUNT, COUNT)
    assert {check.state for check in look().values()} <= {"good", "note"}


def test_a_table_of_a_newer_version_is_brought_back(folder: Path, readers) -> None:
    lancedb.connect(folder).open_table("articles").add_columns({"mood": "'none'"})
    new = Article("new", "New", "Antony Blinken met nobody in Rome.")
    with pytest.raises(LibraryError, match="made by a newer version"):
        Library(folder, readers).add_items([new])
    repair_library(str(folder))
    assert lancedb.connect(folder).open_table("articles").schema.names == ARTICLES.names
    Library(folder, readers).add_items([new])
    assert Library(folder, readers).count() == COUNT + 1


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            OSError(28, "No space left on device"),
            "the disk is full; make room and run the same command again",
        ),
        (
            RuntimeError(
                "lance error: LanceError(IO): Generic LocalFileSystem error: "
                "No space left on device (os error 28)"
            ),
            "the disk is full",
        ),
        (PermissionError(13, "Permission denied"), "its folder's permissions forbid it"),
        (OSError(30, "Read-only file system"), "its file system is read-only"),
        (
            type("RustPanic", (Exception,), {})("rust future panicked: unknown error"),
            "`dragoman doctor` says what is wrong",
        ),
    ],
)
def test_faults_of_the_disk_are_said_in_a_sentence(
    library: Library, monkeypatch: pytest.MonkeyPatch, fault: Exception, sentence: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("lancedb.merge.LanceMergeInsertBuilder.execute", fail)
    with pytest.raises(LibraryError, match=r"^The library ") as raised:
        library.add_items([Article("new", "New", "Antony Blinken met nobody.")])
    assert sentence in str(raised.value)
    monkeypatch.undo()
    assert library.add_items([Article("new", "New", "Antony Blinken met nobody.")]).new == 1


def test_the_doctor_says_that_a_folder_cannot_be_written_or_has_no_room(
    look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", fail)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 5})())
    checks = look()
    assert (
        checks["folder"].state,
        checks["folder"].found.endswith("can be read, but not written: Read-only file system."),
    ) == (
        "bad",
        True,
    )
    monkeypatch.undo()
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 5})())
    assert (look()["room"].state, "Make room" in look()["room"].advice) == ("bad", True)


def test_the_doctor_says_which_settings_are_wrong(look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_COPY_THRESHOLD", "80%")
    monkeypatch.setenv("DRAGOMAN_LIBARY", "news")
    found = look()["settings"].found
    assert "DRAGOMAN_COPY_THRESHOLD should be a number from 0 to 1." in found
    assert "DRAGOMAN_LIBARY is no setting." in found


def test_the_doctor_says_what_is_behind(folder: Path, look, readers) -> None:
    look = functools.partial(look, type(readers)(rules="r2"))
    Database(str(folder)).remove("derived", ["stories"])
    assert "60 of 60 articles were read by another model" in look()["readings"].found
    assert look()["stories, identifiers"].found.startswith("stories are behind")
    repair_library(str(folder))
    assert look()["stories, identifiers"].state == "good"


def test_no_library_yet_is_no_fault(tmp_path: Path, readers) -> None:
    checks = list(check_library(str(tmp_path / "none"), readers))
    assert [check.state for check in checks] == ["good", "good", "note"]
    assert not (tmp_path / "none").exists()
    assert run("repair", "--library", tmp_path / "none").stderr.startswith("There is no library in ")


@pytest.mark.parametrize("name", ["saved", "saved.zip"])
def test_a_restored_backup_is_the_library_again(folder: Path, tmp_path: Path, readers, name: str) -> None:
    (folder / "topics.toml").write_text("# none of my own yet\n")
    assert (
        "60 articles and 1 quarantined item are in"
        in run("backup", tmp_path / name, "--library", folder).stdout
    )
    assert "60 articles" in run("restore", tmp_path / name, "--library", tmp_path / "again").stdout
    before, after = Library(folder, readers), Library(tmp_path / "again", readers)
    assert after.revision == before.revision
    assert sorted(after.rows().to_pylist(), key=lambda row: row["id"]) == sorted(
        before.rows().to_pylist(), key=lambda row: row["id"]
    )
    assert after.quarantine.items().equals(before.quarantine.items())
    assert after.search('"blinken met"').keys() == ALL
    assert after.identities() == before.identities()
    assert (tmp_path / "again" / "topics.toml").read_text() == "# none of my own yet\n"
    assert {check.state for check in check_library(after.uri, readers)} == {"good"}


def test_nothing_is_overwritten_without_force(folder: Path, tmp_path: Path, readers) -> None:
    target = tmp_path / "saved.zip"
    run("backup", target, "--library", folder)
    before = target.read_bytes()
    again = run("backup", target, "--library", folder)
    assert (again.exit_code, target.read_bytes()) == (1, before)
    assert "--force" in again.stderr
    assert run("backup", target, "--force", "--library", folder).exit_code == 0
    held = run("restore", target, "--library", folder)
    assert (held.exit_code, "holds articles" in held.stderr) == (1, True)
    Library(folder, readers).delete(["id-1"])
    assert run("restore", target, "--force", "--library", folder).exit_code == 0
    assert Library(folder, readers).count() == COUNT
    assert list((folder / ASIDE).glob("*/articles.lance"))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    assert "other files" in run("backup", tmp_path / "mine", "--force", "--library", folder).stderr
    assert (tmp_path / "mine" / "thesis.txt").exists()
    assert "inside the library" in run("backup", folder / "saved", "--library", folder).stderr


def test_a_damaged_backup_is_refused_before_anything_is_written(folder: Path, tmp_path: Path) -> None:
    back_up(str(folder), tmp_path / "saved")
    spoil(tmp_path / "saved" / "articles.parquet", 0.5)
    with pytest.raises(LibraryError, match=r"damaged \(articles\)"):
        restore(tmp_path / "saved", str(tmp_path / "again"))
    assert not (tmp_path / "again").exists()
    for data in (b"", b"PK\x03\x04 not really"):
        (tmp_path / "b.zip").write_bytes(data)
        with pytest.raises(LibraryError, match="damaged or no backup"):
            restore(tmp_path / "b.zip", str(tmp_path / "again"))
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("../../evil", "x")
    with pytest.raises(LibraryError, match="no backup"):
        restore(tmp_path / "c.zip", str(tmp_path / "again"))
    with pytest.raises(LibraryError, match="There is no backup"):
        restore(tmp_path / "nowhere", str(tmp_path / "again"))


def test_a_backup_of_a_full_disk_leaves_nothing_behind(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_write_list", fail)
    (tmp_path / "backups").mkdir()
    result = run("backup", tmp_path / "backups" / "saved", "--library", folder)
    assert (result.exit_code, list((tmp_path / "backups").iterdir())) == (1, [])
    assert "No space left on device" in result.stderr


def test_a_backup_while_articles_come_in_is_of_one_moment(
    empty_library: Library, tmp_path: Path, readers, monkeypatch
) -> None:
    monkeypatch.setattr(adding, "CHUNK", 5)
    writer = threading.Thread(
        target=lambda: empty_library.add_items(make_article(number) for number in range(200))
    )
    writer.start()
    sizes = []
    while writer.is_alive():
        back_up(empty_library.uri, tmp_path / f"saved-{len(sizes)}")
        sizes.append(
            restore(tmp_path / f"saved-{len(sizes)}", str(tmp_path / f"again-{len(sizes)}"))["articles"]
        )
    writer.join()
    assert sizes == sorted(sizes)
    for number, size in enumerate(sizes):
        library = Library(tmp_path / f"again-{number}", readers)
        assert library.count() == size
        assert size % 5 == 0
        assert {article.id for article in library.articles()} == {f"id-{n}" for n in range(size)}


def test_the_empty_schema_is_what_pyarrow_reads(tmp_path: Path, readers) -> None:
    library = Library(tmp_path / "empty", readers)
    assert library.count() == 0
    back_up(library.uri, tmp_path / "saved")
    assert restore(tmp_path / "saved", str(tmp_path / "again"))["articles"] == 0
    assert isinstance(Library(tmp_path / "again", readers).rows(), pa.Table)
