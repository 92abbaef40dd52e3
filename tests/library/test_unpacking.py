"""The files of a backup, out of a folder or a zip, and no others."""

from __future__ import annotations

import zipfile
from collections import namedtuple
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.errors import LibraryError
from dragoman.library.unpacking import MOST_PACKED, SMALL, check_room, open_backup

NAMES = ("list.json", "articles.parquet")
Usage = namedtuple("Usage", "total used free")


def pack(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("base", ["", "saved/", "a/b/"])
def test_only_files_of_a_backup_are_taken_out_of_a_zip(tmp_path: Path, base: str) -> None:
    files = {
        f"{base}list.json": b"{}",
        f"{base}articles.parquet": b"x",
        f"{base}else.txt": b"no",
        "readme.md": b"no",
    }
    with open_backup(pack(tmp_path / "a.zip", files), NAMES, NAMES[0]) as folder:
        assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)
    assert not folder.exists()


@pytest.mark.parametrize("name", ["../list.json", "/list.json", "C:/list.json", "a\\..\\..\\list.json"])
def test_what_would_lie_outside_is_refused(tmp_path: Path, name: str) -> None:
    with (
        pytest.raises(LibraryError, match="lies outside of it"),
        open_backup(pack(tmp_path / "a.zip", {name: b"{}"}), NAMES, NAMES[0]),
    ):
        pass


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = pack(tmp_path / "a.zip", {"list.json": b"{}", "articles.parquet": b"\0" * (SMALL * 4)})
    with (
        pytest.raises(LibraryError, match=r"unpacks to [\d,]+ times its size") as caught,
        open_backup(bomb, NAMES, NAMES[0]),
    ):
        pass
    assert int(str(caught.value).split("unpacks to ")[1].split()[0].replace(",", "")) > MOST_PACKED


def test_a_folder_is_its_own_and_links_are_none_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "list.json").write_text("{}")
    with open_backup(folder, NAMES, NAMES[0]) as opened:
        assert opened == folder
    (folder / "articles.parquet").symlink_to(folder / "list.json")
    with pytest.raises(LibraryError, match="not a file of its own"), open_backup(folder, NAMES, NAMES[0]):
        pass


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and no zip", None])
def test_what_is_no_backup_is_said(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "a.zip"
    if data is not None:
        path.write_bytes(data)
    with (
        pytest.raises(LibraryError, match=r"damaged or no backup|There is no backup"),
        open_backup(path, NAMES, NAMES[0]),
    ):
        pass


def test_tables_have_as_many_rows_as_said_and_fit_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pq.write_table(pa.table({"id": ["a", "b"]}), tmp_path / "articles.parquet")
    check_room(tmp_path, tmp_path / "saved", {"articles": 2}, tmp_path)
    with pytest.raises(LibraryError, match=r"articles has 2 rows, not 3"):
        check_room(tmp_path, tmp_path / "saved", {"articles": 3}, tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(1, 1, 0))
    with pytest.raises(LibraryError, match="cannot be restored"):
        check_room(tmp_path, tmp_path / "saved", {"articles": 2}, tmp_path)
