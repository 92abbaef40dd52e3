"""Names that begin with a known given name, where the model saw something else or nothing: "Qasem
Soleimani" as a place."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dragoman.reading.people.boundaries import Boundaries
from dragoman.reading.people.edges import Piece
from dragoman.reading.people.lexicon import COMMON_WORDS, HEADLINE_WORDS, NOT_NAMES, THINGS
from dragoman.reading.people.refusals import read_after
from dragoman.reading.people.sight import Sight, Span
from dragoman.reading.people.surroundings import MARKS
from dragoman.reading.rows import Row, find_row

LONGEST = 4  # words
SHORTEST_GIVEN = 3  # letters
_NEVER_NAMES = NOT_NAMES | THINGS | HEADLINE_WORDS
_NEVER_AFTER = (NOT_NAMES | THINGS) - {"administration"}  # but "the | George H.W. Bush | Administration"


def is_within(piece: Piece) -> bool:
    """Whether the model's name holds a mark, a given name or a small word before: "Bank | Muscat"."""
    sight, before = piece.sight, piece.first - 1
    label = sight.labels.get(piece.first)
    if not label or sight.labels.get(before) != label:
        return False
    form = sight.words.forms[before]
    return form in MARKS or sight.is_given(before) or (len(form) < 3 and form.lower() != "by")


def precedes_body(piece: Piece) -> bool:
    """Whether a capitalised word that is in no name follows: "Ronald Reagan | Library"."""
    after = read_after(piece)
    return after[0].isupper() and after.lower() in _NEVER_AFTER


# Why a given name with what follows is nobody's name.
UNNAMED: tuple[Row[Piece], ...] = (
    Row("given name alone", lambda piece: piece.is_single, "[Anna] told", "[Anna Berg]"),
    Row(
        "place",
        lambda piece: piece.sight.measure_place(piece.first) >= piece.last - piece.first,
        "[San Marino]",
        "[Anna Berg]",
    ),
    Row("within a name", is_within, "Of/ORG [Anna/ORG Berg/ORG]", "By/ORG [Anna/ORG Berg/ORG]"),
    Row("part of a body's name", precedes_body, "[Anna Berg] Library", "[Anna Berg] Administration"),
)


def find_given(sight: Sight, bounds: Boundaries, taken: Collection[int]) -> Iterator[Span]:
    """The names, in order. `taken` are the words of names that are found by now."""
    words = sight.words
    for i in words.capitals:
        if (
            i not in taken
            and len(words.forms[i]) >= SHORTEST_GIVEN
            and sight.is_given(i)
            and sight.is_capital(i)
        ):
            piece = Piece(sight, i, _read_on(sight, i))
            if find_row(UNNAMED, piece) is None and bounds.is_name(piece.first, piece.last):
                yield piece.first, piece.last


def _read_on(sight: Sight, first: int) -> int:
    """Past the words that may go on with a given name."""
    labels, end = (sight.labels.get(first), None), first + 1
    limit = min(len(sight.words), first + LONGEST)
    while end < limit and sight.labels.get(end) in labels and _is_plain(sight, end, first):
        end += 1
    return end


def _is_plain(sight: Sight, i: int, first: int) -> bool:
    """Whether word i may go on with the given name `first`: a capital that nothing explains."""
    form, lower = sight.words.forms[i], sight.words.lowers[i]
    if not form[0].isupper() or len(form) < 2 or i in sight.titles or lower in _NEVER_NAMES:
        return False
    if lower in COMMON_WORDS and not sight.words.forms[i - 1].endswith("."):
        return False
    return not sight.headlines.is_noise(i, first) and not sight.measure_place(i)
