"""Where a name may begin, which words it goes on with, and over which words before it the model cut it
short."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.knowledge.names.words import FAMILY_FIRST, LEADING_PARTICLES, PARTICLES
from dragoman.reading.people.lexicon import NOT_NAMES
from dragoman.reading.people.sight import Sight
from dragoman.reading.people.surroundings import is_joined_particle
from dragoman.reading.roles import PORTFOLIO_WORDS
from dragoman.reading.rows import Row

INITIALS = re.compile(r"(?:[A-Z]\.){2,}")


@dataclass(frozen=True, slots=True)
class Next:
    """Word `i` beside the name that begins at word `start`; with `start` itself where none has begun."""

    sight: Sight
    i: int
    start: int

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.sight.words.lowers[self.i]

    @property
    def is_first(self) -> bool:
        """Whether the name would begin with it."""
        return self.i == self.start


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `first` to `last` (excluded), which may be a name or hold one."""

    sight: Sight
    first: int
    last: int

    @property
    def is_single(self) -> bool:
        """Whether it is one word."""
        return self.last - self.first == 1


def is_others(word: Next) -> bool:
    """Whether a word is a title's, a known body's or, in a headline, no name's."""
    sight = word.sight
    return word.i in sight.titles or word.i in sight.bodies or sight.headlines.is_noise(word.i, word.start)


def is_model_going_on(word: Next) -> bool:
    """Whether the model takes a capitalised word and the one before it for a person."""
    labels, i = word.sight.labels, word.i
    return not word.is_first and labels.get(i) == "PERSON" == labels.get(i - 1) and word.sight.is_capital(i)


def is_listed_no_name(word: Next) -> bool:
    """Whether a word stands in no name: "Committee". Some of them are family names where those come first."""
    return word.lower in NOT_NAMES and not (word.is_first and word.lower in FAMILY_FIRST)


def is_small_particle(word: Next) -> bool:
    """Whether a word is a particle inside a name: "von" with a name or another particle behind it."""
    sight, after = word.sight, word.i + 1
    if word.is_first or word.lower not in PARTICLES or sight.is_capital(word.i) or after >= len(sight.words):
        return False
    return sight.is_capital(after) or sight.words.lowers[after] in PARTICLES


def is_small(word: Next) -> bool:
    """Whether a word is written small and no name begins or goes on with it so: "al-Assad", "van Rompuy"."""
    opening = word.is_first and word.lower in LEADING_PARTICLES
    return not (
        word.sight.is_capital(word.i) or opening or is_joined_particle(word.sight.words.forms[word.i])
    )


def is_place(word: Next) -> bool:
    """Whether a place or people is named that is no given name too: "Jordan Holm"."""
    sight = word.sight
    length = sight.measure_place(word.i)
    meaning = sight.places.find((sight.words.forms[word.i],)) if length == 1 and word.is_first else None
    return length > 0 and not (meaning and meaning[2])


# Whether the name behind a title holds the next word: what the first row says that decides; else it does.
CONTINUING: tuple[Row[Next], ...] = (
    Row("another name's or title's", is_others, "Anna [European Union]", "Anna [Berg]"),
    Row(
        "person to the model",
        is_model_going_on,
        "Anna/PERSON [Committee/PERSON]",
        "Anna [Berg]",
        verdict=True,
    ),
    Row("word of no name", is_listed_no_name, "Anna [Committee]", "Anna [Berg]"),
    Row(
        "honorific",
        lambda word: word.sight.is_honorific(word.i),
        "Anna [Madame]",
        "[Sheikh] Hasina",
    ),
    Row("particle", is_small_particle, "Anna [von] Berg", "Anna [von] anything", verdict=True),
    Row("written small", is_small, "Anna [told]", "Anna [al-Masri]"),
    Row("place", is_place, "Anna [Norway]", "[Jordan] Holm"),
)


def begins_with_portfolio(piece: Piece) -> bool:
    """Whether the words of an office stand before a name: "the Environment | Jose Fernandez"."""
    sight, first = piece.sight, piece.first
    if sight.words.lowers[first] not in PORTFOLIO_WORDS or sight.is_given(first):
        return False
    return any(map(sight.is_given, range(first + 1, piece.last - 1)))


def begins_small(piece: Piece) -> bool:
    """Whether the first word is written small and no particle."""
    sight, first = piece.sight, piece.first
    particle = sight.words.lowers[first] in LEADING_PARTICLES or is_joined_particle(sight.words.forms[first])
    return not sight.is_capital(first) and not particle


def begins_with_place(piece: Piece) -> bool:
    """Whether a country or people stands before the name: "Israeli | Yair Lapid"."""
    sight, first, last = piece.sight, piece.first, piece.last
    length = sight.measure_place(first)
    if not length or first + length > last:
        return False
    meaning = sight.places.find(tuple(sight.words.forms[first : first + length]))
    if meaning is None or meaning[1] == "demonym":
        return True
    if meaning[1] != "place" or length == last - first or sight.is_state_given(first):
        return False
    return meaning[2] != "person" or is_posted(sight, first)


def is_posted(sight: Sight, first: int) -> bool:
    """Whether a title sends somebody to the place: "Ambassador to | Jordan"."""
    return first > 1 and sight.words.lowers[first - 1] == "to" and first - 2 in sight.titles


# Why a name does not begin with the first of some words.
BEGINNING: tuple[Row[Piece], ...] = (
    Row("portfolio", begins_with_portfolio, "[Environment Jose Fernandez]", "[Environment Fernandez]"),
    Row("written small", begins_small, "[told Anna]", "[al-Masri]"),
    Row("place or people", begins_with_place, "[Israeli Yair Lapid]", "[Jordan Holm]"),
)


def is_before_initials(sight: Sight, i: int) -> bool:
    """Whether a given name stands before initials that are one word: "George H.W. | Bush"."""
    return bool(INITIALS.fullmatch(sight.words.forms[i + 1])) and sight.is_left_out(i)


@dataclass(frozen=True, slots=True)
class Growth:
    """Over which words before it a name grows: `words` of them, of which the first is asked for.

    What the model has of the name stands in brackets, as in a `Row`; a title ends with its line.
    """

    id: str
    holds: Callable[[Sight, int], bool]
    example: str
    counter: str
    words: int = 1
    repeated: bool = False


# In this order, each once or as long as it holds.
GROWTH: tuple[Growth, ...] = (
    Growth(
        "given name hidden in a place",
        lambda sight, i: sight.is_hidden_given(i) or sight.is_state_given(i),
        "Volodymyr/GPE [Berg/PERSON] spoke.",
        "Nairobi/GPE [Berg/PERSON] spoke.",
    ),
    Growth(
        "free word",
        lambda sight, i: sight.is_free(i) and not sight.starts_sentence(i),
        "They met Aldo [Berg/PERSON].",
        "They left. Aldo [Berg/PERSON] spoke.",
        repeated=True,
    ),
    Growth(
        "given name before initials",
        is_before_initials,
        "George H.W. [Berg/PERSON] spoke.",
        "Table H.W. [Berg/PERSON] spoke.",
        words=2,
    ),
    Growth(
        "given name of a headline",
        lambda sight, i: sight.is_headline(i) and sight.is_left_out(i),
        "Mehmet [Berg/PERSON] Rebuffs It\n\n",
        "Mehmet [Berg/PERSON] rebuffed it.",
    ),
)
