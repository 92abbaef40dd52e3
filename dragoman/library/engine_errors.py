"""What the engine says of a library's files, as sentences for people."""

from __future__ import annotations

from pathlib import Path

from dragoman.errors import LibraryError

_MEND = (
    "`dragoman doctor` says where, `dragoman repair` mends what can be mended, "
    "`dragoman restore` takes a backup"
)
_DAMAGES = (  # of a library in a local folder
    ("Not found: ", f"is damaged: one of its files is missing; {_MEND}"),
    ("failed to fill whole buffer", f"is damaged: one of its files is cut short; {_MEND}"),
    ("file size is too small", f"is damaged: one of its files is cut short or overwritten; {_MEND}"),
    (
        "Unknown Lance storage version",
        f"has a file that cannot be read: it is damaged, or of a newer version of Dragoman; {_MEND}",
    ),
    ("Not a directory", f"is damaged: a file is where a folder should be; {_MEND}"),
)
_SENTENCES = (
    ("No space left", "cannot be written: the disk is full; make room and run the same command again"),
    (
        "Permission denied",
        "cannot be opened or written: its folder's permissions forbid it; choose another with --library",
    ),
    (
        "Read-only file system",
        "cannot be written: its file system is read-only; choose another with --library",
    ),
    ("File exists", "is a file, not a folder: choose another with --library"),
    (
        "partial-schema",
        "was made by a newer version of Dragoman: open it with that one, or bring it to this one with "
        "`dragoman repair`",
    ),
    ("Not a directory", "is not a folder: choose another with --library"),
)


def say_fault(uri: str, error: Exception) -> LibraryError:
    """What has happened to the library at `uri`, and what to do."""
    message = str(error)
    for sign, sentence in (*(_DAMAGES if Path(uri).is_dir() else ()), *_SENTENCES):
        if sign in message:
            return LibraryError(f"The library {uri} {sentence}.")
    first = message.split(", /")[0].splitlines()[0] if message else type(error).__name__
    return LibraryError(
        f"The library {uri} cannot be used: {first.strip().rstrip('.')}. "
        "`dragoman doctor` says what is wrong with it, "
        "`dragoman repair` mends what is damaged."
    )


def is_conflict(error: Exception) -> bool:
    """Whether another writer was faster, so that the same commit may be tried again."""
    message = str(error).lower()
    return any(sign in message for sign in ("conflict", "preempted", "concurrent"))
