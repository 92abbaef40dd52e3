"""What is true of a word: that it ends bodies' names, that it is a given name, that the model calls it a
place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.knowledge.names.words import FAMILY_FIRST, HONORIFICS, PARTICLES, fold
from dragoman.reading.judging.proposals import POSSESSIVES
from dragoman.reading.judging.scene import Scene, Span
from dragoman.reading.people.headlines import VERBS
from dragoman.reading.people.lexicon import (
    BEARERS,
    COMMON_WORDS,
    HEADLINE_WORDS,
    NOT_NAMES,
    THINGS,
    load_given_names,
    load_known_surnames,
)
from dragoman.reading.people.surroundings import SENTENCE_STARTERS
from dragoman.reading.places import load_places

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.intp]

_BODY_LISTS = load_lexicon("bodies")
_LISTED: dict[str, frozenset[str]] = {
    "ends bodies' names": _BODY_LISTS["bodies"],
    "opens bodies' names": _BODY_LISTS["openers"],
    "is a medium": _BODY_LISTS["media"],
    "ends names of occasions": _BODY_LISTS["occasions"],
    "describes a body": _BODY_LISTS["descriptors"],
    "belongs to a body": _BODY_LISTS["belongings"],
    "is done by bodies": _BODY_LISTS["doings"],
    "is a day or month": _BODY_LISTS["days"],
    "is done by people": load_lexicon("names")["human_acts"],
    "is an honorific": HONORIFICS,
    "is no part of people's names": NOT_NAMES,
    "is a common word": COMMON_WORDS,
    "stands in headlines": HEADLINE_WORDS,
    "is a verb": VERBS,
    "ends names of things": THINGS,
    "bears names": BEARERS,
    "is a particle": PARTICLES,
    "stands first as a family name": FAMILY_FIRST,
    "is a link": frozenset("of for and & on to in de with".split()),  # noqa: SIM905
    "is 'of' or 'for'": frozenset(["of", "for"]),
    "is 'the'": frozenset(["the"]),
    "is a possessive": POSSESSIVES,
    "is a comma": frozenset([","]),
    "opens a bracket": frozenset(["("]),
    "starts a sentence after it": SENTENCE_STARTERS,
}
_FORMED = (
    "is a given name",
    "is a known surname",
    "has a capital",
    "is in capitals",
    "has a digit",
    "is no word",
    "names a place",
    "names a people",
)
_PLACED = (
    "is an organization to the model",
    "is a person to the model",
    "is a place to the model",
    "is a people to the model",
    "is a thing to the model",
    "is in a title of office",
    "is in a known name",
    "is in a listed name",
    "is in a person's name",
)
FLAGS = (*_LISTED, *_FORMED, *_PLACED)
_COLUMN = {flag: number for number, flag in enumerate(FLAGS)}
_LABELS = {
    "ORG": "is an organization to the model",
    "PERSON": "is a person to the model",
    "GPE": "is a place to the model",
    "LOC": "is a place to the model",
    "NORP": "is a people to the model",
}
FLAGGED = {  # where a flag is looked for: position -> flags
    "word before": (
        "describes a body",
        "is an honorific",
        "is a verb",
        "bears names",
        "is 'the'",
        "is a possessive",
        "is a comma",
        "opens a bracket",
        "is a given name",
        "has a capital",
        "has a digit",
        "is no word",
        "names a place",
        "names a people",
        "is an organization to the model",
        "is in a title of office",
        "is in a listed name",
        "is in a person's name",
    ),
    "word after": (
        "ends bodies' names",
        "belongs to a body",
        "is done by bodies",
        "is done by people",
        "is a verb",
        "ends names of things",
        "is a link",
        "is 'of' or 'for'",
        "is a possessive",
        "is a comma",
        "opens a bracket",
        "has a capital",
        "is no word",
        "is an organization to the model",
        "is in a title of office",
        "is in a listed name",
        "is in a person's name",
    ),
    "first word": (
        "ends bodies' names",
        "opens bodies' names",
        "is a day or month",
        "is no part of people's names",
        "is a common word",
        "ends names of occasions",
        "ends names of things",
        "is a particle",
        "stands first as a family name",
        "is a given name",
        "is a known surname",
        "is in capitals",
        "has a digit",
        "names a place",
        "names a people",
        "is an organization to the model",
        "is a person to the model",
        "is a place to the model",
        "is a thing to the model",
        "is in a title of office",
        "is in a known name",
        "is in a listed name",
    ),
    "last word": (
        "ends bodies' names",
        "opens bodies' names",
        "is a medium",
        "ends names of occasions",
        "ends names of things",
        "stands in headlines",
        "is a verb",
        "is a common word",
        "is a given name",
        "is a known surname",
        "has a capital",
        "is in capitals",
        "is an organization to the model",
        "is a person to the model",
        "is a place to the model",
        "is a thing to the model",
        "is in a title of office",
        "is in a known name",
        "is in a person's name",
    ),
    "words inside": (
        "ends bodies' names",
        "opens bodies' names",
        "is a medium",
        "is no part of people's names",
        "is a common word",
        "is a verb",
        "is a link",
        "is a comma",
        "is a possessive",
        "is a given name",
        "is a known surname",
        "has a capital",
        "is in capitals",
        "names a place",
        "is an organization to the model",
        "is a person to the model",
        "is a place to the model",
        "is a people to the model",
        "is a thing to the model",
        "is in a title of office",
        "is in a known name",
        "is in a listed name",
        "is in a person's name",
    ),
}
_FLAG_COLUMNS = [[_COLUMN[flag] for flag in flags] for flags in FLAGGED.values()]


@lru_cache(maxsize=1)
def _load_place_words() -> tuple[frozenset[str], frozenset[str]]:
    """Single words that name a place, and those that name a people."""
    rows = [
        (forms[0], meaning)
        for forms, meaning in load_places().meanings.items()
        if len(forms) == 1 and meaning[0]
    ]
    peoples = frozenset(form for form, meaning in rows if meaning[1] == "demonym")
    return frozenset(form for form, _ in rows) - peoples, peoples


@lru_cache(maxsize=50_000)
def flag_form(form: str) -> bytes:
    """The flags of a word as it is written, wherever it stands: 0 or 1 each in the order of FLAGS, those
    of its place being 0."""
    lower, folded = form.lower(), fold(form)
    places, peoples = _load_place_words()
    flags = [lower in listed for listed in _LISTED.values()]
    flags += [
        folded in load_given_names(),
        folded in load_known_surnames(),
        form[0].isupper(),
        len(form) > 1 and form.isupper(),
    ]
    flags += [any(map(str.isdigit, form)), not form[0].isalnum(), form in places, form in peoples]
    return bytes(flags) + bytes(len(_PLACED))


def draw_borders(count: int, spans: Iterable[Span]) -> tuple[Flags, Flags]:
    """Which words names hold, and at which words one goes on from the word before."""
    held, joined = np.zeros(count + 2, dtype=bool), np.zeros(count + 2, dtype=bool)
    for first, last in spans:
        held[first + 1 : last + 1] = True
        joined[first + 2 : last + 1] = True
    return held, joined


def flag_words(
    scene: Scene, named: Sequence[tuple[int, int, str]], borders: Sequence[tuple[Flags, Flags]]
) -> Flags:
    """The flags of every word, one row a word, and one of nothing at each end."""
    nothing = bytes(len(FLAGS))
    flags = np.frombuffer(
        bytearray(b"".join([nothing, *map(flag_form, scene.words.forms), nothing])), dtype=bool
    ).reshape(-1, len(FLAGS))
    for first, last, label in named:
        flags[first + 1 : last + 1, _COLUMN[_LABELS.get(label, "is a thing to the model")]] = True
    for role in scene.roles:
        flags[role.first + 1 : role.last + 1, _COLUMN["is in a title of office"]] = True
    for flag, (held, _) in zip(
        ("is in a known name", "is in a listed name", "is in a person's name"), borders[1:], strict=True
    ):
        flags[:, _COLUMN[flag]] = held
    return flags


def gather_flags(flags: Flags, first: Numbers, last: Numbers) -> list[npt.NDArray[Any]]:
    """The flags at the positions of _FLAGGED; of words inside, the share that has them."""
    before, after, begin, end, inside = _FLAG_COLUMNS
    sums = np.zeros((len(flags) + 1, len(inside)), dtype=np.int32)
    np.cumsum(flags.take(inside, axis=1), axis=0, out=sums[1:])
    share = (sums[last] - sums[first]) / (last - first).astype(np.float32)[:, None]
    taken = ((first - 1, before), (last, after), (first, begin), (last - 1, end))
    return [*(flags.take(rows, axis=0).take(columns, axis=1) for rows, columns in taken), share]
