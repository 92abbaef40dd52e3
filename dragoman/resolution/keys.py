"""Under what names are looked for: spellings of one name have a key in common."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.knowledge.names.alike import list_nearly
from dragoman.knowledge.names.forms import NameForm, begins_with_ruler
from dragoman.knowledge.names.sounds import sound_arabic, sound_out
from dragoman.knowledge.names.words import GIVEN_NAMES

PATRONYMICS = frozenset({"bin", "ibn", "bint", "ben", "ould"})

Key = tuple[str, ...]  # what is looked up, and under what


def list_keys(form: NameForm) -> Iterator[Key]:
    """Under what a name is looked for: its words, its first and last word, its sound; the closest first."""
    given, surname = form.words[0], form.surname
    yield ("words", *form.words)
    yield ("letters", "".join(form.words))
    yield ("ends", given, surname)
    yield ("turned", *sorted(form.words))
    yield ("sounds", sound_out(given), sound_out(surname))
    yield ("arabic", sound_arabic(given), sound_arabic(surname))


def list_near_keys(form: NameForm, country: str) -> Iterator[Key]:
    """Keys of names that sound nearly the same in a country: names that `sound_alike` have one in common."""
    if country:
        given, surname = form.words[0], form.surname
        for first in list_nearly(given, whole=False):
            for last in list_nearly(surname, whole=True):
                yield ("near", country, str(len(form.words)), first, last)


def list_longer_keys(form: NameForm) -> Iterator[Key]:
    """The keys of shorter names that a name may hold."""
    for words in list_shorter(form):
        yield ("words", *words)
    for length in range(2, len(form.words)):
        yield ("words", *form.words[-length:])
    if len(form.words) > 2:
        for word in form.words[1:]:
            yield ("ends", form.words[0], word)


def list_shorter(form: NameForm) -> Iterator[tuple[str, ...]]:
    """The words of the shorter names that a name begins or ends with, the longest first."""
    for start, end in _list_parts(form):
        given, *others = form.words[start:end]  # "Honorable Pete Buttigieg": the short form counts here too
        yield (GIVEN_NAMES.get(given, given), *others)


def _list_parts(form: NameForm) -> Iterator[tuple[int, int]]:
    """Where in a name the shorter names stand that it begins or ends with, the longest first."""
    for length in range(len(form.words) - 1, 1, -1):
        if length > 2 or begins_with_ruler(form):
            yield 0, length
        if not PATRONYMICS & {form.words[-length - 1], form.words[-length]}:
            yield len(form.words) - length, len(form.words)
