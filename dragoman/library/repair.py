"""Repair: damaged tables are made whole of what can be read, and what follows from the articles is made anew.

Nothing is deleted: before a table is touched its files are set aside in the library's folder `set-aside`, and
an article of which the text is lost goes to the quarantine with whatever is left of it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import lancedb
import pyarrow as pa

from dragoman.errors import LibraryError
from dragoman.library.database import SEARCHED, Database
from dragoman.library.quarantine import put_rejected
from dragoman.library.resolving import refresh_derived
from dragoman.library.salvage import (
    HINT,
    Row,
    Salvaged,
    count_lost_versions,
    has_lost_versions,
    list_versions,
    open_table,
    salvage,
)
from dragoman.library.schema import SCHEMAS, now, stamp_row, unpack_article, unpack_reading
from dragoman.library.search import check_index
from dragoman.model import Rejected

ASIDE = "set-aside"
READ_LAST = ("derived", "stories", "marks", "relatives")  # made anew from the articles: nothing is lost


def repair_library(uri: str) -> list[str]:
    """Mend what is damaged in a library in a local folder; a sentence for each thing done, or none.

    LibraryError when the folder is not there, or cannot be written. No other process should use the library
    meanwhile.
    """
    folder = Path(uri)
    if "://" in uri:
        raise LibraryError(
            f"The library {uri} is in an object store, where only `dragoman restore` mends: "
            "repair works on folders."
        )
    if not folder.is_dir():
        raise LibraryError(f"There is no library in {uri}. Check --library.")
    done: list[str] = []
    rejected: list[Rejected] = []
    try:
        if has_lost_versions(uri, "articles") and not (folder / "articles.lance").exists():
            _begin(folder, "articles")
            done.append(
                "The table 'articles' was missing, and begins empty: "
                "add your files again, or `dragoman restore` a backup."
            )
        for name in sorted(SCHEMAS, key=lambda name: name != "derived"):  # the first to be whole
            if (folder / f"{name}.lance").exists() and (
                mended := list(_repair_table(folder, name, rejected))
            ):
                done += mended
                Database(uri).remove("derived", [name])  # what was made of it is made anew
        database = Database(uri)
        put_rejected(database, rejected)
        done += _repair_indexes(database)
    except OSError as error:
        raise LibraryError(
            f"The library {uri} cannot be repaired: {error.strerror or error}. Nothing was deleted."
        ) from error
    before = _sum_derived(database)
    refresh_derived(database)
    if _sum_derived(database) != before:
        done.append("What follows from the articles, stories and identifiers, was brought up to date.")
    return done


def _repair_table(folder: Path, name: str, rejected: list[Rejected]) -> Iterator[str]:
    """Make one table whole, if it is not."""
    if lost := count_lost_versions(str(folder), name):
        (folder / f"{name}.lance" / "_versions" / HINT).unlink()
        gone = "version is" if lost == 1 else f"{lost} versions are"
        yield (
            f"The newest {gone} gone of the table '{name}': the last one that is there counts. "
            "Add again what was added last."
        )
    aside = _name_aside(folder)
    dropped = _open_newest(folder, name, aside)
    if dropped is None:
        _set_aside(folder / f"{name}.lance", aside)
        _begin(folder, name)
        yield (
            f"The table '{name}' could not be opened in any version: "
            f"its files were moved to {aside}, and it begins empty."
        )
        return
    if dropped:
        yield (
            f"The newest {'version' if dropped == 1 else f'{dropped} versions'} of the table '{name}' "
            "could not be opened, and the last "
            f"good one took {'its' if dropped == 1 else 'their'} place. "
            "What was added last may be missing: add it again."
        )
    found = salvage(str(folder), name)
    if found.sound and _fits(folder, name):
        return
    _link_aside(folder / f"{name}.lance", aside)
    rows = list(found.whole.values())
    if name == "articles":
        rows += mend_articles(found.damaged.values(), rejected)
    elif name not in READ_LAST:
        rows += [
            {column: row.get(column) for column in SCHEMAS[name].names} for row in found.damaged.values()
        ]
    _overwrite(folder, name, rows)
    yield _report(name, found, len(rejected), aside)


def mend_articles(damaged: Iterable[Row], rejected: list[Rejected]) -> Iterator[Row]:
    """Rows of what is left of damaged articles, to be read again; those without text go to `rejected`."""
    for row in damaged:
        text = row.get("text")
        if not isinstance(text, str) or not text.strip():
            rejected.append(_reject_row(row))
        else:
            yield _mend_row(row, text)


def _reject_row(row: Row) -> Rejected:
    raw = json.dumps(
        {name: value for name, value in row.items() if name in ("id", "title", "url", "outlet", "source")}
    )
    reason = "The text was lost when the library's files were damaged. Add its source again, or discard this."
    return Rejected(reason, raw, str(row.get("source") or "the library"), str(row["id"]))


def _mend_row(row: Row, text: str) -> Row:
    """The row of an article that has its text, with something for all else that was lost."""
    empty: dict[str, Any] = {
        "text_key": "",
        "model": "",
        "rules": "",
        "sentences": [],
        "entities": [],
        "mentions": [],
        "topics": [],
        "contacts": [],
        "contact_rules": "",
    }
    strings = {name: row.get(name) or "" for name in ("title", "outlet", "url", "source")}
    kept = {name: row.get(name) for name in ("id", "text", "date", "added")} | strings | empty
    kept |= {
        "language": row.get("language") or "en",
        "extra": row.get("extra") or [],
        "edited": row.get("edited") or [],
    }
    kept |= {
        "date_origin": (row.get("date_origin") or "guessed") if row.get("date") else "none",
        "added": row.get("added") or now(),
    }
    kept["words"] = len(f"{kept['title']} {text}".split())
    kept["stamp"] = stamp_row(unpack_article(kept), unpack_reading(kept), row.get("edited") or [])
    return kept


def _open_newest(folder: Path, name: str, aside: Path) -> int | None:
    """Set aside manifests that cannot be opened, newest first, until one can; how many, None if none can."""
    dropped = 0
    for _, manifest in list_versions(folder / f"{name}.lance"):
        try:
            open_table(str(folder), name).count_rows()
            return dropped
        except Exception:  # whatever the engine raises on broken bytes
            place = aside / f"{name}.lance" / "_versions"
            place.mkdir(parents=True, exist_ok=True)
            (manifest.parent / HINT).unlink(missing_ok=True)  # only a hint: the engine writes it anew
            shutil.move(manifest, place / manifest.name)
            dropped += 1
    return None


def _begin(folder: Path, name: str) -> None:
    lancedb.connect(folder).create_table(name, schema=SCHEMAS[name])


def _fits(folder: Path, name: str) -> bool:
    """Whether the table has the columns that this version of Dragoman writes."""
    return set(SCHEMAS[name].names) == set(open_table(str(folder), name).schema.names)


def _overwrite(folder: Path, name: str, rows: list[Row]) -> None:
    """Make these the rows of a table, in one commit that reads nothing of what was there."""
    data = pa.Table.from_pylist(rows, schema=SCHEMAS[name])
    try:
        open_table(str(folder), name).add(data, mode="overwrite")
    except (RuntimeError, ValueError) as error:
        raise LibraryError(f"The table '{name}' cannot be written ({error}). Nothing was deleted.") from error


def _repair_indexes(database: Database) -> list[str]:
    """Make the full-text index again when it does not answer."""
    if check_index(database):
        return []
    database.rebuild_index()
    return [f"The index of {' and '.join(SEARCHED)} was made anew."]


def _sum_derived(database: Database) -> list[tuple[str, int]]:
    return sorted(
        (row["name"], row["source"]) for row in database.fetch("derived", ["name", "source"]).to_pylist()
    )


def _report(name: str, found: Salvaged, rejected: int, aside: Path) -> str:
    parts = [f"{len(found.whole):,} of its rows are whole"]
    if found.old:
        parts.append(f"{found.old:,} of them out of older versions")
    if name == "articles" and (kept := len(found.damaged) - rejected):
        parts.append(
            f"{kept:,} articles were damaged and are kept with what could be read: "
            "run `dragoman reread`, and add their files again"
        )
    if rejected:
        parts.append(f"{rejected:,} have lost their text and are in the quarantine")
    if found.lost:
        parts.append(f"{found.lost:,} could not be read at all: add their files again")
    return f"The table '{name}' was mended: {'; '.join(parts)}. The files as they were are in {aside}."


def _name_aside(folder: Path) -> Path:
    return folder / ASIDE / f"{datetime.now():%Y-%m-%d-%H%M%S}"


def _set_aside(path: Path, aside: Path) -> None:
    """Move a table's folder away."""
    aside.mkdir(parents=True, exist_ok=True)
    shutil.move(path, aside / path.name)


def _link_aside(path: Path, aside: Path) -> None:
    """Keep a table's files as now: by second names, which take no room, or as copies where links fail."""

    def keep(source: str, target: str) -> None:
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)

    shutil.copytree(path, aside / path.name, copy_function=keep, dirs_exist_ok=True)
