"""Where the tables lie, and hashes by which a change in them is noticed."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from dragoman.errors import KnowledgeError

TOPICS_FILE = "topics.toml"
LAND_FILE = "land.csv"
LOOKUP_FILE = "lookup.csv"
_NOT_FOR_READING = frozenset((TOPICS_FILE, LAND_FILE, LOOKUP_FILE))


@lru_cache(maxsize=1)
def find_data_folder() -> Path:
    """The folder data/knowledge: of the checkout, else of the installed wheel.

    KnowledgeError when it is in neither.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package.parent / "data" / "knowledge", package / "_app" / "data" / "knowledge"):
        if folder.is_dir():
            return folder
    raise KnowledgeError(
        "The folder data/knowledge is missing: install Dragoman again, or run it from a complete checkout."
    )


@lru_cache(maxsize=1)
def hash_knowledge() -> str:
    """A hash of every table that articles are read and shown by, but the topics': 16 hexadecimal digits."""
    tables = (path for path in find_data_folder().iterdir() if path.suffix in (".csv", ".toml", ".parquet"))
    return _hash_files(sorted(path for path in tables if path.name not in _NOT_FOR_READING))


def _hash_files(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:16]
