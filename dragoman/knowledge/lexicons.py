"""The words that rules of reading go by: data/knowledge/names.toml, roles.toml and bodies.toml."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.knowledge.folder import find_data_folder


@lru_cache(maxsize=8)
def load_lexicon(name: str) -> dict[str, Any]:
    """The lexicon of a name ("names"): a string of words as a frozenset, a list or a table as it is.

    KnowledgeError when unreadable.
    """
    try:
        table = tomllib.loads((find_data_folder() / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = (
            f"The lexicon {name}.toml in data/knowledge cannot be read: {error}. Install Dragoman again."
        )
        raise KnowledgeError(message) from error
    return {
        key: frozenset(value.split()) if isinstance(value, str) else value for key, value in table.items()
    }
