"""By which rules an article was read: hashes of the code, of the tables and of the topics, with dots between.

The topics' part is a part of its own, so that a change in them reads nothing but topics again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from dragoman.knowledge import Topic, hash_knowledge, hash_topics

APART = frozenset(("stories", "extract"))  # what readings do not rest on
TOPICAL = frozenset(("topics", "filing"))  # what topics rest on


def hash_rules(topics: Sequence[Topic]) -> str:
    """What a reading was read by, besides the model: hashes of the rules, of the tables, and of the topics, with dots between."""
    return join_rules(f"{_hash_code(False)}.{hash_knowledge()}", mark_topics(topics))


def mark_topics(topics: Sequence[Topic]) -> str:
    """The part of the rules that topics rest on: they and the code that finds them. 16 hexadecimal digits."""
    return _mark(tuple(topics))


@lru_cache(maxsize=8)
def _mark(topics: tuple[Topic, ...]) -> str:
    return hashlib.sha256(f"{_hash_code(True)} {hash_topics(topics)}".encode()).hexdigest()[:16]


def split_rules(rules: str) -> tuple[str, str]:
    """The rules without their topics, and the topics' part."""
    others, _, topics = rules.rpartition(".")
    return others, topics


def join_rules(others: str, topics: str) -> str:
    """The inverse of `split_rules`."""
    return f"{others}.{topics}"


@lru_cache(maxsize=2)
def _hash_code(topics: bool) -> str:
    """A hash of this folder's modules: of those that find topics, or of the others, with what is known of names."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    if not topics:
        for path in sorted((folder.parent / "knowledge" / "names").glob("*.py")):
            digest.update(path.name.encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder)
        first = name.parts[0].removesuffix(".py")
        if first not in APART and (first in TOPICAL) == topics:
            digest.update(name.as_posix().encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]
