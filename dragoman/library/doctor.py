"""What is well with a library and what is not: one check a line, each with what to do next.

Nothing is changed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dragoman.errors import DragomanError, LibraryError
from dragoman.knowledge.user_topics import load_chosen_topics
from dragoman.library.database import Database
from dragoman.library.reading_processes import Readers, Reads
from dragoman.library.repair import ASIDE
from dragoman.library.rereading import count_other_contacts, count_readers
from dragoman.library.resolving import find_outdated
from dragoman.library.salvage import count_lost_versions, is_whole
from dragoman.library.schema import SCHEMAS
from dragoman.library.search import check_index
from dragoman.settings import SETTINGS, find_fault

State = Literal["good", "note", "bad"]

LEAST_ROOM = 1 << 30  # bytes; an add also needs as much as the library has, while small files are merged


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, what was found, and what to do about it."""

    name: str
    state: State
    found: str
    advice: str = ""


def check_library(uri: str, readers: Reads | None = None) -> Iterator[Check]:
    """All checks: settings, model, folder, room, tables, articles, index, readings, what follows of them."""
    readers = readers or Readers()
    settings = _check_settings()
    yield settings
    model = _check_model(readers)
    yield model
    local = "://" not in uri
    if local:
        folder = _check_folder(Path(uri))
        yield folder
        if folder.state == "bad" or not Path(uri).is_dir():
            return
        yield _check_room(Path(uri))
    try:
        database = Database(uri)
    except DragomanError as error:
        yield Check("library", "bad", str(error), "Check --library and DRAGOMAN_LIBRARY.")
        return
    sound = True
    for name in SCHEMAS:
        check = _check_table(database, name)
        sound &= check.state != "bad"
        yield check
    if sound and settings.state != "bad":
        yield _check_index(database)
        if model.state != "bad":
            yield _check_readings(database, readers)
        yield _check_contacts(database)
        yield _check_derived(database)
    if local and (kept := Path(uri, ASIDE)).is_dir():
        size = _measure(kept) / 2**20
        yield Check(
            ASIDE,
            "note",
            f"{size:,.0f} MB of files that a repair or a restore has set aside.",
            f"Delete {kept} when all is well.",
        )


def _check_settings() -> Check:
    if faults := list(_find_faults()):
        return Check(
            "settings", "bad", " ".join(faults), "Mend or unset them; `dragoman settings` lists them all."
        )
    given = [setting.variable for setting in SETTINGS if os.environ.get(setting.variable, "").strip()]
    return Check(
        "settings",
        "good",
        f"{', '.join(given)} {'is' if len(given) == 1 else 'are'} set." if given else "All as they come.",
    )


def _find_faults() -> Iterator[str]:
    known = {setting.variable for setting in SETTINGS}
    for variable in sorted(os.environ):
        if variable.startswith("DRAGOMAN_") and variable not in known:
            yield f"{variable} is no setting."
    for setting in SETTINGS:
        if fault := find_fault(setting.name):
            yield f"{setting.variable} should be {setting.kind.wanted}." if setting.kind.most else fault


def _check_model(readers: Reads) -> Check:
    try:
        return Check("model", "good", f"{readers.model} is installed.")
    except DragomanError as error:
        return Check("model", "bad", str(error))


def _check_folder(folder: Path) -> Check:
    if not folder.exists():
        return Check(
            "folder",
            "note",
            f"There is no library in {folder} yet.",
            "Add articles with `dragoman add PATH...`.",
        )
    if not folder.is_dir():
        return Check("folder", "bad", f"{folder} is a file.", "Choose a folder with --library.")
    try:
        os.listdir(folder)
    except OSError as error:
        return Check(
            "folder",
            "bad",
            f"{folder} cannot be read: {error.strerror}.",
            "Give this user the right to read it.",
        )
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"x" * 4096)
    except OSError as error:
        advice = (
            "Make room."
            if error.errno == 28
            else "Give this user the right to write there; reading works without."
        )
        return Check("folder", "bad", f"{folder} can be read, but not written: {error.strerror}.", advice)
    return Check("folder", "good", f"{folder} can be read and written.")


def _check_room(folder: Path) -> Check:
    try:
        free, size = shutil.disk_usage(folder).free, _measure(folder)
    except OSError as error:
        return Check("room", "note", f"The room on the disk cannot be found out: {error.strerror}.")
    found = f"{free / 2**30:,.1f} GB free, the library has {size / 2**20:,.0f} MB."
    if free < max(LEAST_ROOM, size):
        return Check(
            "room",
            "bad",
            found,
            f"Make room: {max(LEAST_ROOM, size) / 2**30:,.1f} GB should be free for adding.",
        )
    return Check("room", "good", found)


def _check_table(database: Database, name: str) -> Check:
    """Whether a table opens, and every row in it can be read and is as it was written."""
    label = f"table {name}"
    try:
        rows = wrong = 0
        for batch in database.fetch_batches(name, SCHEMAS[name].names):
            rows += len(batch)
            wrong += sum(not is_whole(name, row) for row in batch)
    except LibraryError as error:
        return Check(label, "bad", str(error), "Run `dragoman backup`, if it works, then `dragoman repair`.")
    except UnicodeDecodeError:
        return Check(label, "bad", "Its text is damaged.", "Run `dragoman repair`.")
    if lost := count_lost_versions(database.uri, name):
        gone = "the newest version is" if lost == 1 else f"the newest {lost} versions are"
        advice = "Run `dragoman repair`, then add again what was added last; or `dragoman restore` a backup."
        return Check(
            label, "bad", f"{rows:,} rows; {gone} gone, and what was written last may be missing.", advice
        )
    if wrong and wrong < rows:
        return Check(
            label,
            "bad",
            f"{wrong:,} of {rows:,} rows are not as they were written: a file is damaged.",
            "Run `dragoman repair`.",
        )
    if wrong:
        return Check(
            label,
            "note",
            f"{rows:,} rows, written by another version of Dragoman: whether they are whole cannot be told.",
        )
    return Check(
        label,
        "good",
        f"{rows:,} row{'' if rows == 1 else 's'}, "
        f"each readable{' and as it was written' if name == 'articles' else ''}.",
    )


def _check_index(database: Database) -> Check:
    if check_index(database):
        return Check("search", "good", "The full-text index answers.")
    return Check("search", "bad", "The full-text index does not answer.", "Run `dragoman repair`.")


def _check_readings(database: Database, readers: Reads) -> Check:
    """Whether all articles were read alike."""
    try:
        readers.use_topics(load_chosen_topics(database.uri))
    except DragomanError as error:
        return Check("topics", "bad", str(error))
    counts = count_readers(database)
    articles = sum(counts.values())
    if older := articles - counts.get(f"{readers.model} {readers.rules}", 0):
        found = f"{older:,} of {articles:,} articles were read by another model or other rules."
        return Check("readings", "note", found, "Run `dragoman reread`, so that all are read alike.")
    return Check("readings", "good", "All articles were read by this model and these rules.")


def _check_contacts(database: Database) -> Check:
    """Whether contacts were looked for in all articles, by the rules of now."""
    if unsought := count_other_contacts(database):
        found = f"In {unsought:,} articles they were not looked for, or by older rules."
        return Check("contacts", "note", found, "Run `dragoman reread --contacts`: it loads no model.")
    return Check("contacts", "good", "Looked for in all articles, by these rules.")


def _check_derived(database: Database) -> Check:
    if outdated := find_outdated(database):
        found = f"{' and '.join(outdated)} are behind the articles, as after an add that was stopped."
        return Check(
            "stories, identifiers",
            "note",
            found,
            "The next `dragoman add` makes up for it; so does `dragoman repair`.",
        )
    return Check("stories, identifiers", "good", "In step with the articles.")


def _measure(folder: Path) -> int:
    """Bytes of all files in a folder; files that vanish meanwhile count nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total
