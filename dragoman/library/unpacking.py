"""The files of a backup, which may come from anywhere: only a backup's own are taken, if there is room."""

from __future__ import annotations

import lzma
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import LibraryError
from dragoman.library.staging import clear_leftovers

MOST_ENTRIES = 10_000  # files in a zip; a backup has a dozen, what packed it again may add some
MOST_PACKED = 200  # how much a file may grow unpacked: tables hardly do, lists ten times
SMALL = 1 << 20  # bytes that are nobody's bomb
MOST_LISTED = 10 << 20  # bytes of a file that is no table
ROOM = 64 << 20  # bytes that stay free
NO_ZIP = (
    zipfile.BadZipFile,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


@contextmanager
def open_backup(source: Path, names: Collection[str], head: str) -> Iterator[Path]:
    """The folder of a backup's files, of which `head` is the list.

    LibraryError for what is no backup, or too large to be unpacked.
    """
    if not source.exists() and source.parent.is_dir():
        clear_leftovers(source.parent)  # of a backup that was to be replaced, by one killed at that moment
    if source.is_dir():
        _check_files(source, names)
        yield source
        return
    if not source.is_file():
        raise LibraryError(f"There is no backup {source}. Check the path.")
    with tempfile.TemporaryDirectory(prefix="dragoman-restore-") as made:
        try:
            with zipfile.ZipFile(source) as archive:
                for name, info in _choose(archive.infolist(), source, names, head).items():
                    with archive.open(info) as packed, Path(made, name).open("wb") as file:
                        shutil.copyfileobj(packed, file)
        except NO_ZIP as error:
            raise LibraryError(f"{source} is damaged or no backup at all: take another one.") from error
        _check_files(Path(made), names)
        yield Path(made)


def check_room(files: Path, source: Path, rows: Mapping[str, int], folder: Path | None) -> None:
    """LibraryError when a table has not the rows that the list says, or all do not fit on `folder`'s disk."""
    size = 0
    for name, count in rows.items():
        path = files / f"{name}.parquet"
        try:
            with pq.ParquetFile(path) as file:
                about = file.metadata
                groups = [about.row_group(number) for number in range(about.num_row_groups)]
        except (OSError, pa.ArrowException) as error:
            raise LibraryError(f"{source} is damaged ({name}): take another backup.") from error
        if about.num_rows != count:
            raise LibraryError(
                f"{source} is damaged ({name} has {about.num_rows:,} rows, not {count:,}): "
                "take another backup."
            )
        size += sum(group.total_byte_size for group in groups)
    if folder is not None:
        _check_space(size, source, folder, "choose another place with --library")


def _choose(
    infos: list[zipfile.ZipInfo], source: Path, names: Collection[str], head: str
) -> dict[str, zipfile.ZipInfo]:
    """The entries of a zip that are a backup's files; in one folder of it, where that was packed."""
    if len(infos) > MOST_ENTRIES:
        raise LibraryError(
            f"{source} is no backup: it holds {len(infos):,} files, a backup has {len(names)}. "
            "Take another one."
        )
    _check_paths(infos, source)
    heads = [info.filename.removesuffix(head) for info in infos if PurePosixPath(info.filename).name == head]
    base = heads[0] if len(heads) == 1 else ""
    chosen = [
        info for info in infos if info.filename.startswith(base) and info.filename.removeprefix(base) in names
    ]
    found = {info.filename.removeprefix(base): info for info in chosen}
    if len(found) < len(chosen):
        raise LibraryError(f"{source} is no backup: it holds a file twice. Take another one.")
    for name, info in found.items():
        _check_entry(name, info, source)
    _check_space(
        sum(info.file_size for info in chosen),
        source,
        Path(tempfile.gettempdir()),
        "name a folder elsewhere with TMPDIR",
    )
    return found


def _check_paths(infos: list[zipfile.ZipInfo], source: Path) -> None:
    """LibraryError when an entry of a zip would lie outside of the folder that it is unpacked into."""
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in "".join(path.parts[:1]):
            raise LibraryError(
                f"{source} is no backup: it holds {info.filename!r}, which lies outside of it. "
                "Take another one."
            )


def _check_entry(name: str, info: zipfile.ZipInfo, source: Path) -> None:
    if info.flag_bits & 1:
        raise LibraryError(f"{source} is locked with a password: unpack it into a folder, and restore that.")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise LibraryError(
            f"{source} is no backup: {name} in it is a link to another file. Take another one."
        )
    if info.file_size > max(SMALL, MOST_PACKED * info.compress_size):
        times = info.file_size / max(1, info.compress_size)
        raise LibraryError(
            f"{source} is no backup: {name} in it unpacks to {times:,.0f} times its size. Take another one."
        )


def _check_files(folder: Path, names: Collection[str]) -> None:
    for name in names:
        path = folder / name
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise LibraryError(
                f"{path} is not a file of its own, but a link or a folder: "
                "put the file there, or take another backup."
            )
        if path.suffix != ".parquet" and path.is_file() and path.stat().st_size > MOST_LISTED:
            raise LibraryError(
                f"{path} is no backup's: it has {path.stat().st_size / 2**20:,.0f} MB. Take another one."
            )


def _check_space(size: int, source: Path, folder: Path, way: str) -> None:
    """LibraryError when so many bytes do not fit on a folder's disk."""
    place = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if (free := shutil.disk_usage(place).free) < size + ROOM:
        raise LibraryError(
            f"{source} cannot be restored: it has {size / 2**20:,.0f} MB unpacked, {place} has room for "
            f"{max(0, free - ROOM) / 2**20:,.0f} MB. Make room, or {way}."
        )
