"""Zips of files that can be read: nothing is unpacked to disk, and nothing too large at all."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import BinaryIO

from dragoman.model import Item
from dragoman.sources.files.origin import Origin

MOST_FILES = 100_000
LARGEST_FILE = 512 << 20  # bytes, unpacked
LARGEST_TOTAL = 4 << 30  # bytes, unpacked
HIGHEST_RATIO = 200  # unpacked to packed bytes, of what is larger than a megabyte: text packs 3 to 20 times

Reader = Callable[[BinaryIO, Origin], Iterator[Item]]


def check_archive(stream: BinaryIO) -> str:
    """Why this zip is not opened, as a sentence, or ""."""
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as fault:
        return f"it is damaged or no zip at all ({str(fault)[:100]}). Make it anew."
    finally:
        stream.seek(0)
    if len(entries) > MOST_FILES:
        return f"it holds {len(entries):,} files; at most {MOST_FILES:,} are read. Split it."
    if sum(entry.file_size for entry in entries) > LARGEST_TOTAL:
        return f"it unpacks to more than {LARGEST_TOTAL >> 30} GB. Split it."
    for entry in entries:
        if entry.file_size > LARGEST_FILE:
            return f"{entry.filename[:200]!r} unpacks to more than {LARGEST_FILE >> 20} MB. Split that file."
        if entry.file_size > 1 << 20 and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
            name = entry.filename[:200]
            return (
                f"{name!r} unpacks to more than {HIGHEST_RATIO} times its size, as a zip bomb does. Unpack "
                "it yourself if you trust it."
            )
    return ""


def read_archive(stream: BinaryIO, origin: Origin, read: Reader) -> Iterator[Item]:
    """Every item of every file in a zip, through `read`; what cannot be had is a Rejected with a reason."""
    if fault := check_archive(stream):
        yield origin.reject(f"The zip is not opened: {fault}")
        return
    with zipfile.ZipFile(stream) as archive:
        entries = [
            entry
            for entry in archive.infolist()
            if not entry.filename.endswith("/") and not any(map(is_hidden, _split(entry).parts))
        ]
        if not entries:
            yield origin.reject("The zip holds no file. Check what was packed.")
        for entry in entries:
            path = _split(entry)
            inside = replace(
                origin, source=f"{origin.source}/{_show_path(entry.filename)}", modified=_read_time(entry)
            )
            if path.is_absolute() or ".." in path.parts or not path.parts or ":" in path.parts[0]:
                yield inside.reject(
                    "Its path leaves the folder that it is packed in, as no honest zip does. Pack it anew."
                )
            elif path.suffix.lower() == ".zip":
                yield inside.reject("A zip inside a zip is not opened. Unpack it and add it by itself.")
            elif entry.flag_bits & 1:
                yield inside.reject("The file is locked with a password. Unpack the zip and add the files.")
            else:
                try:
                    data = _unpack(archive, entry)
                except (
                    zipfile.BadZipFile,
                    zlib.error,
                    OSError,
                    ValueError,
                    NotImplementedError,
                    RuntimeError,
                    EOFError,
                ) as fault:
                    yield inside.reject(f"The file cannot be unpacked ({str(fault)[:100]}). Pack it anew.")
                    continue
                yield from read(io.BytesIO(data), inside)


def is_hidden(part: str) -> bool:
    """Whether a file or folder of this name is the system's or an editor's own, which nobody means to add."""
    own = part == "__MACOSX" or part.lower() in ("thumbs.db", "desktop.ini") or part.startswith("~$")
    return own or (part.startswith(".") and part != "..")


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry; never more than it says that it has."""
    with archive.open(entry) as packed:
        data = packed.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise ValueError("it is larger than it says")
    return data


def _split(entry: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(entry.filename.replace("\\", "/"))


def _show_path(name: str) -> str:
    return name[:300].encode("utf-8", "replace").decode()


def _read_time(entry: zipfile.ZipInfo) -> date | None:
    """The day of the file; a zip without times says 1980-01-01."""
    try:
        day = date(*entry.date_time[:3])
    except ValueError:
        return None
    return day if day > date(1980, 1, 1) else None
