"""A backup that is stopped leaves the one before; what is none, or too large, is refused in a sentence."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import zipfile
from collections import namedtuple
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from reading_by_hand import HandReaders

from dragoman.analysis.library import Library
from dragoman.errors import LibraryError
from dragoman.library import staging, unpacking
from dragoman.library.backup import LIST, back_up, restore
from dragoman.library.database import Database
from dragoman.library.repair import ASIDE

# backs up in a process of its own, which is killed in the function that is named
KILLED = """
import os, sys, signal
from pathlib import Path
from dragoman.library import backup
uri, target, where = sys.argv[1:]
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
if where == "rename":
    rename = Path.rename
    def rename_and_die(self, to):
        rename(self, to)
        if self.name == Path(target).name:
            die()
    Path.rename = rename_and_die
else:
    setattr(backup, where, die)
backup.back_up(uri, Path(target), force=True)
"""


def kill_in(where: str, uri: str, target: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-c", KILLED, uri, str(target), where], check=False, env=os.environ, timeout=60
    )
    assert process.returncode == -signal.SIGKILL


@pytest.fixture
def saved(library: Library, tmp_path: Path) -> Path:
    """A backup in a folder of its own."""
    target = tmp_path / "backups" / "saved"
    assert back_up(library.uri, target)["articles"] == 4
    assert os.listdir(target.parent) == ["saved"]
    return target


def pack(saved: Path, target: Path, base: str = "") -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(saved.iterdir()):
            archive.write(path, base + path.name)
    return target


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills")
@pytest.mark.parametrize(
    ("where", "name"), [("_write_list", "new"), ("write_through", "new.zip"), ("put_in_place", "saved")]
)
def test_a_backup_that_is_killed_is_none_and_leaves_the_one_before(
    where: str, name: str, library: Library, saved: Path
) -> None:
    library.delete(["rome-1"])
    kill_in(where, library.uri, saved.parent / name)
    assert [entry for entry in os.listdir(saved.parent) if not entry.startswith(".")] == ["saved"]
    assert restore(saved, str(saved.parent / "again"))["articles"] == 4
    assert back_up(library.uri, saved.parent / name, force=True)["articles"] == 3
    assert {entry for entry in os.listdir(saved.parent) if entry != "again"} == {"saved", name}, (
        "what was left is cleared"
    )
    assert restore(saved.parent / name, str(saved.parent / "newer"))["articles"] == 3


@pytest.mark.skipif(staging.fcntl is None, reason="kills")
@pytest.mark.parametrize("way", ["restore", "back_up"])
def test_one_that_was_just_being_replaced_comes_back(way: str, library: Library, saved: Path) -> None:
    library.delete(["rome-1"])
    kill_in("rename", library.uri, saved)  # the old one has gone, the new one has not come
    assert not saved.exists()
    if way == "back_up":
        back_up(library.uri, saved.parent / "other")
    assert restore(saved, str(saved.parent / "again"))["articles"] == 4
    assert not [entry for entry in os.listdir(saved.parent) if entry.startswith(".")]


def test_who_is_still_at_work_is_left_alone(library: Library, tmp_path: Path) -> None:
    with staging.make_staging(tmp_path / "backups") as made:
        (made / "half").write_text("x")
        back_up(library.uri, tmp_path / "backups" / "saved")
        assert (made / "half").exists()
        if staging.fcntl is not None:  # one that has not come to its lock yet; one that never had any
            (made / staging.LOCK).unlink()
            staging.clear_leftovers(made.parent)
            assert (made / "half").exists()
            os.utime(made, (1, 1))
            staging.clear_leftovers(made.parent)
            assert not made.exists()
    assert os.listdir(tmp_path / "backups") == ["saved"]


def test_a_name_that_cannot_be_given_leaves_what_has_it(
    library: Library, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def fail(self: Path, to: Path) -> Path:
        if self.name == "backup":
            raise OSError(13, "Permission denied")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(LibraryError, match=r"cannot be written to .*: Permission denied"):
        back_up(library.uri, saved, force=True)
    assert os.listdir(saved.parent) == ["saved"]
    assert restore(saved, str(saved.parent / "again"))["articles"] == 4


def test_folders_and_zips_take_each_others_place(library: Library, saved: Path) -> None:
    zipped = pack(saved, saved.parent / "saved.zip")
    shutil.move(zipped, saved.parent / "plain")
    back_up(library.uri, saved.parent / "plain", force=True)
    assert (saved.parent / "plain" / LIST).is_file()
    shutil.move(saved.parent / "plain", saved.parent / "b.zip")
    back_up(library.uri, saved.parent / "b.zip", force=True)
    assert zipfile.is_zipfile(saved.parent / "b.zip")
    assert sorted(os.listdir(saved.parent)) == ["b.zip", "saved"]


@pytest.mark.parametrize(
    "target", ["s3://bucket/saved", "gs://bucket/saved.zip", "https://example.org/saved"]
)
def test_a_backup_is_not_written_to_a_bucket(
    target: str, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LibraryError, match="a folder or a zip on a disk of this machine"):
        back_up(library.uri, Path(target))
    assert os.listdir(tmp_path) == ["library"]


@pytest.mark.parametrize("name", ["../evil", "/evil", "a/../../evil", "..\\evil", "C:\\evil"])
def test_what_lies_outside_is_refused(name: str, saved: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(pack(saved, tmp_path / "b.zip"), "a") as archive:
        archive.writestr(name, "x")
    with pytest.raises(LibraryError, match="lies outside of it"):
        restore(tmp_path / "b.zip", str(tmp_path / "again"))
    assert not (tmp_path / "again").exists()
    assert not list(tmp_path.rglob("evil"))


def test_what_packed_it_again_may_have_put_it_into_a_folder(saved: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(pack(saved, tmp_path / "b.zip", "saved/"), "a") as archive:
        archive.writestr("__MACOSX/saved/._backup.json", "x")
        archive.writestr("saved/.DS_Store", "x")
    assert restore(tmp_path / "b.zip", str(tmp_path / "again"))["articles"] == 4


def spoil_zip(kind: str, saved: Path, path: Path) -> None:
    """A zip that is no backup, in one of several ways."""
    if kind == "bomb":
        (saved / "topics.toml").write_bytes(b"#" * (8 << 20))
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in saved.iterdir():
                archive.write(file, file.name)
        return
    with zipfile.ZipFile(pack(saved, path), "a") as archive:
        if kind == "many":
            for number in range(unpacking.MOST_ENTRIES):
                archive.writestr(f"{number}.txt", "")
        elif kind == "link":
            info = zipfile.ZipInfo("topics.toml")
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
        elif kind == "twice":
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr("articles.parquet", "x")
    if kind == "locked":
        data = bytearray(path.read_bytes())
        for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = data.find(sign)
            while at >= 0:
                data[at + place] |= 1
                at = data.find(sign, at + 4)
        path.write_bytes(data)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("bomb", r"topics\.toml in it unpacks to [\d,]+ times its size"),
        ("many", "it holds 10,0.. files, a backup has"),
        ("link", "topics.toml in it is a link"),
        ("twice", "holds a file twice"),
        ("locked", "locked with a password: unpack it"),
    ],
)
def test_a_zip_that_is_no_backup_is_refused(kind: str, sentence: str, saved: Path, tmp_path: Path) -> None:
    spoil_zip(kind, saved, tmp_path / "b.zip")
    with pytest.raises(LibraryError, match=sentence):
        restore(tmp_path / "b.zip", str(tmp_path / "again"))
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("kind", ["link", "folder", "large"])
def test_a_folder_that_is_no_backup_is_refused(kind: str, saved: Path, tmp_path: Path) -> None:
    path = saved / "topics.toml"
    if kind == "link":
        (tmp_path / "secret").write_text("x")
        path.symlink_to(tmp_path / "secret")
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"#" * (unpacking.MOST_LISTED + 1))
    with pytest.raises(
        LibraryError, match="not a file of its own" if kind != "large" else "no backup's: it has 10 MB"
    ):
        restore(saved, str(tmp_path / "again"))


@pytest.mark.parametrize(
    "listed",
    [
        "[]",
        '{"tables": []}',
        '{"tables": {"articles": {"rows": 1e999}}}',
        "[" * 100_000,
        '{"tables": {}, "files": 3}',
    ],
)
def test_a_list_that_is_none_is_refused(listed: str, saved: Path, tmp_path: Path) -> None:
    (saved / LIST).write_text(listed)
    with pytest.raises(LibraryError, match=r"is no backup, or not all of one|is damaged"):
        restore(saved, str(tmp_path / "again"))


@pytest.mark.parametrize("kind", ["rows", "bytes"])
def test_a_table_that_is_not_what_the_list_says_is_refused(kind: str, saved: Path, tmp_path: Path) -> None:
    path = saved / "articles.parquet"
    if kind == "rows":
        pq.write_table(pq.read_table(path).slice(1), path)
    else:
        path.write_bytes(b"PAR1" * 9)
    about = json.loads((saved / LIST).read_text())
    about["tables"]["articles"]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (saved / LIST).write_text(json.dumps(about))
    with pytest.raises(LibraryError, match=r"is damaged \(articles( has 3 rows, not 4)?\)"):
        restore(saved, str(tmp_path / "again"))
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("zipped", [False, True])
def test_the_room_is_looked_for_before(
    zipped: bool, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = pack(saved, tmp_path / "b.zip") if zipped else saved
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(1, 1, unpacking.ROOM))
    with pytest.raises(
        LibraryError, match=r"cannot be restored: it has 0 MB unpacked, .* has room for 0 MB\. Make room, or"
    ):
        restore(source, str(tmp_path / "again" / "deep"))
    assert not (tmp_path / "again").exists()


def test_a_restore_that_fails_leaves_no_part_of_a_library(
    saved: Path, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.delete(["rome-1"])
    put = Database.put

    def fail(database: Database, name: str, rows: list) -> None:
        put(database, name, rows)
        if name == "articles":
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(Database, "put", fail)
    (tmp_path / "again").mkdir()
    for uri in (str(tmp_path / "again"), library.uri):
        with pytest.raises(LibraryError, match="cannot be restored: No space left on device"):
            restore(saved, uri, force=True)
    assert os.listdir(tmp_path / "again") == []
    assert library.count() == 3
    assert not Path(library.uri, ASIDE).exists()
    monkeypatch.undo()
    assert restore(saved, str(tmp_path / "again"))["articles"] == 4
    assert restore(saved, library.uri, force=True)["articles"] == 4
    assert Library(library.uri, HandReaders()).search('"sergey lavrov"').keys() == {"lavrov-1"}
    assert not [entry for entry in os.listdir(library.uri) if entry.startswith(".")]


def test_what_an_empty_library_has_besides_articles_stays(saved: Path, tmp_path: Path) -> None:
    library = Library(tmp_path / "again", HandReaders())
    library.feeds.add_list([("https://wire.example/feed", "The Wire")])
    assert library.count() == 0
    assert restore(saved, library.uri)["articles"] == 4
    assert [feed.title for feed in library.feeds.all()] == ["The Wire"]
    assert library.count() == 4
