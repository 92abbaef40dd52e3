"""Names that begin with a known given name, where the model saw something else or nothing: "Qasem
Soleimani" as a place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dragoman.reading.people.boundaries import Boundaries
from dragoman.reading.people.edges import Piece
from dragoman.reading.people.lexicon import COMMON_WORDS, HEADLINE_WORDS, NOT_NAMES, THINGS
from dragoman.reading.people.refusals import read_after
from dragoman.reading.people.sight import Sight, Span
from dragoman.reading.people.surroundings import MARKS
from dragoman.reading.rows import Row, find_row

LONGEST = 4  # words
SHORTEST_GIVEN = 3  # letters
POSSESSIVES = frozenset(["'s", "’s"])
_NEVER_NAMES = NOT_NAMES | THINGS | HEADLINE_WORDS
_NEVER_AFTER = (NOT_NAMES | THINGS) - {"administration"}  # but "the | George H.W. Bush | Administration"


@dataclass(frozen=True, slots=True)
class GivenPiece(Piece):
    """A known given name and what follows it. `ends`: where the model's names end, and headlines' words."""

    ends: Collection[int]

    @property
    def is_closed(self) -> bool:
        """Whether a name of a headline ends where it seems to: before a mark, a verb or a small word."""
        sight, first, last = self.sight, self.first, self.last
        if first not in sight.headlines.loud or sight.measure_place(first):
            return False
        return (
            last >= len(sight.words)
            or sight.words.forms[last] in MARKS
            or sight.headlines.is_noise(last, last)
        )


def is_model_going_on(piece: GivenPiece) -> bool:
    """Whether the model's name goes on behind the last word, and nothing says that it ends there."""
    return piece.last - 1 in piece.sight.labels and piece.last not in piece.ends and not piece.is_closed


def is_within(piece: GivenPiece) -> bool:
    """Whether the model's name holds a mark, a given name or a small word before: "Bank | Muscat"."""
    sight, before = piece.sight, piece.first - 1
    label = sight.labels.get(piece.first)
    if not label or sight.labels.get(before) != label:
        return False
    form = sight.words.forms[before]
    return form in MARKS or sight.is_given(before) or (len(form) < 3 and form.lower() != "by")


def precedes_body(piece: GivenPiece) -> bool:
    """Whether a capitalised word that is in no name follows: "Ronald Reagan | Library"."""
    after = read_after(piece)
    return after[0].isupper() and after.lower() in _NEVER_AFTER


# Why a given name with what follows is nobody's name.
UNNAMED: tuple[Row[GivenPiece], ...] = (
    Row("given name alone", lambda piece: piece.is_single, "[Anna] told", "[Anna Berg]"),
    Row(
        "place",
        lambda piece: piece.sight.measure_place(piece.first) >= piece.last - piece.first,
        "[San Marino]",
        "[Anna Berg]",
    ),
    Row("name goes on", is_model_going_on, "[Anna/ORG Berg/ORG] Committee/ORG", "[Anna/ORG Berg/ORG] told"),
    Row("within a name", is_within, "Of/ORG [Anna/ORG Berg/ORG]", "By/ORG [Anna/ORG Berg/ORG]"),
    Row("part of a body's name", precedes_body, "[Anna Berg] Library", "[Anna Berg] Administration"),
)


def find_given(
    sight: Sight, bounds: Boundaries, named: Sequence[Span], taken: Collection[int]
) -> Iterator[Span]:
    """The names, in order. `named` are the model's, `taken` the words of names that are found by now."""
    words = sight.words
    ends = {last for _, last in named}
    ends |= {last - 1 for last in ends if words.lowers[last - 1] in POSSESSIVES}
    ends.update(words.list_places(HEADLINE_WORDS))
    for i in words.capitals:
        if (
            i not in taken
            and len(words.forms[i]) >= SHORTEST_GIVEN
            and sight.is_given(i)
            and sight.is_capital(i)
        ):
            piece = GivenPiece(sight, i, _read_on(sight, i), ends)
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
