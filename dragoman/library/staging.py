"""Hidden folders where something is made before it gets its name: a stop leaves nothing that looks whole.

Who works in one holds its lock, which goes with the process. What was left by one that was killed is cleared
by the next. Files that several may change have a lock beside them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be removed: that is the lock there
    fcntl = None  # type: ignore[assignment]

PREFIX = ".dragoman-making-"
BEFORE = ".dragoman-backup-"  # what earlier versions left behind
LOCK, OLD = "lock", "old"
FORGOTTEN = 24 * 60 * 60  # seconds after which a folder without a lock is nobody's


@contextmanager
def make_staging(parent: Path) -> Iterator[Path]:
    """A hidden folder in `parent`, which is made where it is missing; gone at the end.

    OSError when it cannot be made.
    """
    parent.mkdir(parents=True, exist_ok=True)
    clear_leftovers(parent)
    with (
        tempfile.TemporaryDirectory(dir=parent, prefix=PREFIX, ignore_cleanup_errors=True) as made,
        _hold(Path(made)),
    ):
        yield Path(made)


def clear_leftovers(parent: Path) -> None:
    """Remove what was left by those that were killed.

    What they had taken out of its place, and put nothing there for, goes back.
    """
    for folder in sorted((*parent.glob(f"{PREFIX}*"), *parent.glob(f"{BEFORE}*"))):
        if folder.is_dir() and not folder.is_symlink() and _is_left(folder):
            with suppress(OSError):
                for kept in sorted((folder / OLD).iterdir()) if (folder / OLD).is_dir() else ():
                    if not os.path.lexists(parent / kept.name):
                        kept.rename(parent / kept.name)
            shutil.rmtree(folder, ignore_errors=True)


def put_in_place(made: Path, target: Path, aside: Path) -> None:
    """Give what was made its name.

    What has that name is kept in `aside` until then, and comes back when it fails.
    """
    if not os.path.lexists(target) or (target.is_file() and made.is_file()):
        made.replace(target)
        return
    old = aside / OLD / target.name
    old.parent.mkdir()
    target.rename(old)
    try:
        made.rename(target)
    except OSError:
        old.rename(target)
        raise


@contextmanager
def take_turns(path: Path) -> Iterator[None]:
    """Of all processes and threads one at a time changes a file, by a lock beside it; on Windows any may.

    Where no lock can be made the file cannot be written either, which whoever writes it says.
    """
    with ExitStack() as held:
        if fcntl is not None:
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                fcntl.flock(
                    held.enter_context(path.with_name(f".{path.name}.lock").open("ab")), fcntl.LOCK_EX
                )
        yield


def write_through(made: Path) -> None:
    """Have a file, or a folder's files, on the disk before naming it: no power cut then leaves empty ones."""
    for path in made.iterdir() if made.is_dir() else [made]:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


@contextmanager
def _hold(folder: Path) -> Iterator[None]:
    with (folder / f"{LOCK}.new").open("wb") as file:
        _lock(file)
        if fcntl is not None:
            (folder / f"{LOCK}.new").rename(folder / LOCK)  # only now may others look at it
        yield


def _lock(file: IO[bytes]) -> None:
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_left(folder: Path) -> bool:
    """Whether nobody works in a folder any more."""
    try:
        if fcntl is None:
            (folder / f"{LOCK}.new").unlink(missing_ok=True)
            return True
        with (folder / LOCK).open("rb") as file:
            _lock(file)
        return True
    except FileNotFoundError:
        with suppress(OSError):
            return time.time() - folder.stat().st_mtime > FORGOTTEN
        return False
    except OSError:  # it is held
        return False
