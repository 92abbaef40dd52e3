"""The word lists of data/knowledge/countries_words.toml as alternatives for regular expressions."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge import find_data_folder

_FILE = "countries_words.toml"


@lru_cache(maxsize=1)
def _load_words() -> Mapping[str, list[str]]:
    try:
        return tomllib.loads((find_data_folder() / _FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(
            f"The table {_FILE} in data/knowledge cannot be read: {error}. Install Dragoman again."
        ) from error


def join_words(name: str) -> str:
    """The entries of a list, and all forms of the verbs in its list of regular ones: `a|b|c` in a group of
    its own."""
    words = _load_words()
    verbs = [form for verb in words.get(f"{name}_regular", ()) for form in _inflect(verb)]
    return f"(?:{'|'.join([*verbs, *words[name]])})"


def list_words(name: str) -> frozenset[str]:
    """The entries of a list as they are."""
    return frozenset(_load_words()[name])


def list_verbs(*names: str) -> frozenset[str]:
    """The forms of the verbs in the lists of those names, regular and not, those that are one word."""
    words = _load_words()
    regular = {form for name in names for verb in words.get(f"{name}_regular", ()) for form in _inflect(verb)}
    return frozenset(regular | {form for name in names for form in words[name] if form.isalpha()})


def inflect_verbs(verbs: Iterable[str]) -> frozenset[str]:
    """Third person, past and base form of regular verbs."""
    return frozenset(form for verb in verbs for form in _inflect(verb))


def _inflect(verb: str) -> tuple[str, str, str]:
    """Third person, past and base form of a regular verb."""
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies", verb[:-1] + "ied", verb
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb + "es", verb + "ed", verb
    return verb + "s", verb + "ed", verb
