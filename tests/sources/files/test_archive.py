"""Zips: what is safe is read, what is not is refused by a sentence."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from dragoman.model import Article, Rejected
from dragoman.sources import read_source, read_upload
from dragoman.sources.files import archive

TEXT = b"Antony Blinken met Yair Lapid in Rome on Sunday. They spoke about Iran and about Gaza."


def pack(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return stream.getvalue()


def read(data: bytes) -> list[Article | Rejected]:
    return list(read_upload("news.zip", data))


def test_every_file_is_read_and_named() -> None:
    items = read(
        pack(
            {
                "2021/06/27/rome.txt": TEXT,
                "b.jsonl": b'{"text": "' + TEXT + b'"}\n{',
                "__MACOSX/b.jsonl": b"x",
                ".DS_Store": b"x",
                "a/Thumbs.db": b"x",
                "~$b.docx": b"x",
            }
        )
    )
    assert [(type(item).__name__, item.source) for item in items] == [
        ("Article", "news.zip/2021/06/27/rome.txt"),
        *(("Article", "news.zip/b.jsonl"), ("Rejected", "news.zip/b.jsonl")),
    ]
    assert isinstance(items[0], Article)
    assert str(items[0].date) == "2021-06-27"


def test_a_zip_on_disk(tmp_path: Path) -> None:
    (tmp_path / "news.zip").write_bytes(pack({"a.txt": TEXT}))
    (item,) = read_source(tmp_path / "news.zip")
    assert isinstance(item, Article)


@pytest.mark.parametrize("name", [b"\0.txt", b".////", b"..///"])
def test_an_entry_without_a_name_is_refused(name: bytes) -> None:
    (item,) = read(pack({"a.txt": TEXT}).replace(b"a.txt", name))
    assert isinstance(item, Rejected)


@pytest.mark.parametrize(
    "name", ["../rome.txt", "a/../../rome.txt", "/etc/rome.txt", "C:/rome.txt", "..\\rome.txt"]
)
def test_a_path_that_leaves_its_folder_is_refused(name: str) -> None:
    (item, good) = read(pack({name: TEXT, "good.txt": TEXT}))
    assert isinstance(item, Rejected)
    assert "leaves the folder" in item.reason
    assert isinstance(good, Article)


def test_a_bomb_is_refused() -> None:
    (item,) = read(pack({"bomb.txt": b"0" * (20 << 20)}))
    assert isinstance(item, Rejected)
    assert "zip bomb" in item.reason


def test_a_bomb_in_a_workbook_is_refused() -> None:
    (item,) = read_upload("a.xlsx", pack({"xl/workbook.xml": b" " * (20 << 20)}))
    assert isinstance(item, Rejected)
    assert "zip bomb" in item.reason


def test_an_entry_that_is_larger_than_it_says_is_refused() -> None:
    data = bytearray(pack({"a.txt": TEXT * 100}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<L", 10)
    (item,) = read(bytes(data))
    assert isinstance(item, Rejected)
    assert "unpacked" in item.reason


def test_too_many_and_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pack({f"{number}.txt": TEXT for number in range(4)})
    for limit, words in (
        ("MOST_FILES", "4 files"),
        ("LARGEST_FILE", "Split that file"),
        ("LARGEST_TOTAL", "unpacks to more"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(archive, limit, 3)
            (item,) = read(data)
            assert isinstance(item, Rejected)
            assert words in item.reason


def test_a_zip_in_a_zip_is_not_opened() -> None:
    (item,) = read(pack({"inner.zip": pack({"a.txt": TEXT})}))
    assert isinstance(item, Rejected)
    assert "inside a zip" in item.reason


def test_a_locked_file_is_refused() -> None:
    data = bytearray(pack({"a.txt": TEXT}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    (item,) = read(bytes(data))
    assert isinstance(item, Rejected)
    assert "password" in item.reason


def test_a_damaged_zip_and_a_damaged_entry() -> None:
    data = pack({"a.txt": TEXT * 50, "b.txt": TEXT}, zipfile.ZIP_STORED)
    (item,) = read(data[: len(data) // 2])
    assert isinstance(item, Rejected)
    spoilt = bytearray(data)
    spoilt[100] ^= 255
    first, second = read(bytes(spoilt))
    assert isinstance(first, Rejected)
    assert isinstance(second, Article)


def test_an_empty_zip_says_so() -> None:
    with warnings.catch_warnings():
        (item,) = read(pack({}))
    assert isinstance(item, Rejected)
    assert "no file" in item.reason
