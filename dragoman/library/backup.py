"""Backup and restore: every table as one Parquet file, in a folder or a zip, with a list of what is in it.

A backup is made while others write: each table is read in one version, the articles first, so that whatever
the others say of an article that came later is made up for by the next add.

A backup has its name when it is whole, and one that is to be replaced goes only then, whenever it is stopped;
so has a library that is made of one in a folder. In a bucket there is no such moment: tables come one after
another, many rows a commit, and what was stopped is restored again into another, empty place.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import LibraryError
from dragoman.library.database import Database
from dragoman.library.repair import ASIDE
from dragoman.library.resolving import refresh_derived
from dragoman.library.schema import SCHEMAS
from dragoman.library.staging import make_staging, put_in_place, write_through
from dragoman.library.unpacking import check_room, open_backup
from dragoman.version import __version__

LIST = "backup.json"
FILES = ("topics.toml",)  # what else a library's folder may hold
PARTS = (LIST, *FILES, *(f"{name}.parquet" for name in SCHEMAS))
BATCH = 2048  # rows that are written at a time


def back_up(uri: str, target: Path, force: bool = False) -> dict[str, int]:
    """Write all that a library holds to a folder, or to a zip when the name ends so; table -> rows.

    LibraryError when there is something of that name already, unless `force`, or when it cannot be written.
    """
    _check_places(uri, target, force)
    database = Database(uri)
    try:
        with make_staging(target.parent) as made:
            folder = made / "backup"
            folder.mkdir()
            counts = {name: _write_table(database, name, folder / f"{name}.parquet") for name in SCHEMAS}
            files = [name for name in FILES if "://" not in uri and Path(uri, name).is_file()]
            for name in files:
                shutil.copy2(Path(uri, name), folder / name)
            _write_list(folder, uri, counts, files)
            whole = _zip(folder, made / "backup.zip") if target.suffix.lower() == ".zip" else folder
            write_through(whole)
            _check_replaced(target)
            put_in_place(whole, target, made)
    except OSError as error:
        raise LibraryError(
            f"The backup cannot be written to {target}: {error.strerror or error}. The library is as it was."
        ) from error
    return counts


def restore(source: Path, uri: str, force: bool = False) -> dict[str, int]:
    """Make a library of a backup; table -> rows.

    Every file is checked, and the room for it, before anything is written. LibraryError when the backup is
    damaged or none, or does not fit, or when the library holds articles already, unless `force`: then the
    files that are there are set aside in the library's folder.
    """
    folder = None if "://" in uri else Path(uri)
    try:
        with open_backup(source, PARTS, LIST) as files:
            counts = _check_list(files, source)
            check_room(files, source, counts, folder)
            there = folder is None or _has_tables(folder)
            replaced = there and _holds_articles(uri)
            if replaced and (not force or folder is None):
                way = "say --force to set aside what is there" if folder else "restore into an empty one"
                raise LibraryError(
                    f"The library {uri} holds articles: choose another with --library, or {way}."
                )
            if folder is None or (there and not replaced):
                _fill_all(uri, files, counts)  # beside feeds, say, that are there already
            else:
                _put_tables(folder, files, counts, replaced)
            if folder:
                _copy_files(files, folder)
    except (OSError, pa.ArrowException) as error:
        sentence = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise LibraryError(
            f"{source} cannot be restored: {sentence}. What was set aside stays there."
        ) from error
    if (held := Database(uri).count("articles")) != counts["articles"]:
        raise LibraryError(
            f"{held:,} of {counts['articles']:,} articles are in {uri}: restore again, into an empty folder."
        )
    return counts


def _check_places(uri: str, target: Path, force: bool) -> None:
    """Whether there is a library, and a place for its backup; LibraryError where not."""
    if re.match(r"[\w+.-]{2,}:/", str(target)):
        raise LibraryError(
            f"A backup is a folder or a zip on a disk of this machine, not {target}: "
            "write it there, and copy it."
        )
    if target.exists() and not force:
        raise LibraryError(
            f"{target} is there already: choose another name, or say --force to put the backup in its place."
        )
    if "://" not in uri and not Path(uri).is_dir():
        raise LibraryError(f"There is no library in {uri}. Check --library.")
    if "://" not in uri and target.absolute().is_relative_to(Path(uri).absolute()):
        raise LibraryError(f"{target} is inside the library: choose a place outside of it.")


def _put_tables(folder: Path, files: Path, counts: dict[str, int], replaced: bool) -> None:
    """Fill tables beside a folder and move them into it when whole; those that they replace are set aside."""
    with make_staging(folder) as made:
        _fill_all(str(made / "library"), files, counts)
        if replaced:
            _set_tables_aside(folder)
        for path in sorted((made / "library").iterdir()):
            path.rename(folder / path.name)


def _copy_files(files: Path, folder: Path) -> None:
    """Copy what a backup holds besides tables, where the folder has none of that name."""
    for name in FILES:
        if (files / name).is_file() and not (folder / name).exists():
            shutil.copy2(files / name, folder / name)


def _fill_all(uri: str, files: Path, counts: dict[str, int]) -> None:
    database = Database(uri)
    for name in SCHEMAS:
        if name in counts:
            _fill(database, name, files / f"{name}.parquet")
    refresh_derived(database)
    database.rebuild_index()


def _write_table(database: Database, name: str, path: Path) -> int:
    rows = 0
    with pq.ParquetWriter(path, SCHEMAS[name], compression="zstd") as writer:
        for batch in database.fetch_batches(name, SCHEMAS[name].names, BATCH):
            writer.write_table(pa.Table.from_pylist(batch, schema=SCHEMAS[name]))
            rows += len(batch)
    return rows


def _write_list(folder: Path, uri: str, counts: dict[str, int], files: list[str]) -> None:
    tables = {
        name: {"rows": rows, "sha256": _hash(folder / f"{name}.parquet")} for name, rows in counts.items()
    }
    about: dict[str, Any] = {
        "dragoman": __version__,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "library": uri,
        "tables": tables,
    }
    about["files"] = {name: _hash(folder / name) for name in files}
    (folder / LIST).write_text(json.dumps(about, indent=2) + "\n", "utf-8")


def _zip(folder: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:  # Parquet is packed already
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    return path


def _check_replaced(target: Path) -> None:
    """Only what is a backup goes when another takes its place."""
    if target.is_dir() and any(target.iterdir()) and not (target / LIST).is_file():
        raise LibraryError(f"{target} is a folder with other files in it: choose another name.")


def _check_list(files: Path, source: Path) -> dict[str, int]:
    """Table -> rows of a backup of which every file is as it was written."""
    try:
        about: dict[str, Any] = json.loads((files / LIST).read_text("utf-8"))
        tables = about["tables"]
        counts = {name: int(tables[name]["rows"]) for name in SCHEMAS if name in tables}
        broken = [name for name in counts if _hash(files / f"{name}.parquet") != tables[name]["sha256"]]
        broken += [
            name
            for name, digest in about.get("files", {}).items()
            if name in FILES and _hash(files / name) != digest
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise LibraryError(f"{source} is no backup, or not all of one: take another one.") from error
    if broken or "articles" not in counts:
        raise LibraryError(f"{source} is damaged ({', '.join(broken) or 'articles'}): take another backup.")
    return counts


def _holds_articles(uri: str) -> bool:
    """Whether anything is there that a restore would replace: what cannot be opened is something."""
    try:
        return Database(uri).count("articles") > 0
    except LibraryError:
        return True


def _has_tables(folder: Path) -> bool:
    return any((folder / f"{name}.lance").exists() for name in SCHEMAS)


def _set_tables_aside(folder: Path) -> None:
    aside = folder / ASIDE / f"{datetime.now():%Y-%m-%d-%H%M%S}"
    aside.mkdir(parents=True)
    for name in SCHEMAS:
        if (path := folder / f"{name}.lance").exists():
            shutil.move(path, aside / path.name)
    for name in FILES:
        if (folder / name).is_file():
            shutil.move(folder / name, aside / name)


def _fill(database: Database, name: str, path: Path) -> None:
    """Put a table's rows into the library, many a commit; columns that the backup lacks stay empty."""
    schema = SCHEMAS[name]
    database.table(name)  # is made though it has no row
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(BATCH * 4):
            rows = [{column: row.get(column) for column in schema.names} for row in batch.to_pylist()]
            database.put(name, rows)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
