"""Why words cannot be a human being's name: a thing's, a body's, a place's, or no name."""

from __future__ import annotations

from dragoman.knowledge.names.words import FAMILY_FIRST, HONORIFICS, PARTICLES, is_suffix
from dragoman.reading.people.edges import Piece
from dragoman.reading.people.lexicon import BEARERS, BELONGINGS, NOT_NAMES, THINGS
from dragoman.reading.people.surroundings import begins_a_body
from dragoman.reading.rows import Row

SHORTEST_WORD = 5  # letters from which a word in capitals is rather a name than an abbreviation
HONOURS = frozenset(["order", "medal", "prize", "award", "cathedral", "church", "monastery"])  # "of" somebody


def read_before(piece: Piece) -> str:
    """The word before, in small letters."""
    return piece.sight.words.lowers[piece.first - 1] if piece.first else "\n"


def read_after(piece: Piece) -> str:
    """The word after, as it is written."""
    forms = piece.sight.words.forms
    return forms[piece.last] if piece.last < len(forms) else "\n"


def follows_bearer(piece: Piece) -> bool:
    """Whether the word before says that a ship, a firm or a work has the name: but "Ms" and "80 show"."""
    if piece.is_single or read_before(piece) not in BEARERS:
        return False
    form = piece.sight.words.forms[piece.first - 1]
    return form != "Ms" and not form[0].isdigit()


def follows_honour(piece: Piece) -> bool:
    """Whether an order or a church is called after somebody: "Order of | Alexander Nevsky"."""
    words, first = piece.sight.words, piece.first
    if first < 2 or read_before(piece) != "of":
        return False
    return words.lowers[first - 2] in HONOURS and words.forms[first - 2][0].isupper()


def precedes_thing(piece: Piece) -> bool:
    """Whether the name goes on as a thing's: "Ronald Reagan | Library".

    In a headline anything may follow so.
    """
    after = read_after(piece)
    return after[0].isupper() and after.lower() in THINGS and not piece.sight.is_headline(piece.first)


def precedes_belonging(piece: Piece) -> bool:
    """Whether a thing is called after somebody in small letters: "the | Johan Sverdrup | oil field"."""
    after = read_after(piece)
    return not piece.is_single and read_before(piece) == "the" and after.islower() and after in BELONGINGS


def has_listed_edge(piece: Piece) -> bool:
    """Whether the first or last word stands in no name. Some of them are family names that come first."""
    lowers = piece.sight.words.lowers
    first = lowers[piece.first]
    return lowers[piece.last - 1] in NOT_NAMES or (first in NOT_NAMES and first not in FAMILY_FIRST)


def has_digit(piece: Piece) -> bool:
    """Whether a digit stands in a word."""
    forms = piece.sight.words.forms[piece.first : piece.last]
    return any(not form.isalpha() and any(map(str.isdigit, form)) for form in forms)


def holds_small_word(piece: Piece) -> bool:
    """Whether a word behind the first is written small that belongs in no name."""
    forms = piece.sight.words.forms[piece.first + 1 : piece.last]
    return not all(
        form[0].isupper() or form.lower() in PARTICLES or "-" in form or not form.isalpha() for form in forms
    )


def is_abbreviation(piece: Piece) -> bool:
    """Whether one word is a letter, or a few capitals where no headline has all in them: but "LI" comes
    first."""
    sight, i = piece.sight, piece.first
    form = sight.words.forms[i]
    if not piece.is_single or len(form) < 2:
        return piece.is_single
    short = form.isupper() and len(form) < SHORTEST_WORD
    return short and not sight.is_headline(i) and sight.words.lowers[i] not in FAMILY_FIRST


def is_accessory(piece: Piece) -> bool:
    """Whether one word only goes with names: an honorific, a particle or a suffix."""
    lower = piece.sight.words.lowers[piece.first]
    return piece.is_single and (lower in HONORIFICS or lower in PARTICLES or is_suffix(lower))


# Why words are nobody's name.
REFUSALS: tuple[Row[Piece], ...] = (
    Row(
        "words of a known body",
        lambda piece: not piece.sight.bodies.isdisjoint(range(piece.first, piece.last)),
        "the [European Union]",
        "[Anna Berg] of the European Union",
    ),
    Row("word of no name", has_listed_edge, "[Berg Committee]", "[Anna Berg]"),
    Row("digit", has_digit, "[Anna B2]", "[Anna Berg] 2"),
    Row(
        "part of a body's name",
        lambda piece: begins_a_body(piece.sight.words, piece.last, piece.sight.titles),
        "[Tula Suvorov] Military Academy",
        "[Tula Suvorov] saw the Military Academy",
    ),
    Row("ship, firm or work", follows_bearer, "the law firm [Sidley Austin]", "Ms [Sidley Austin]"),
    Row(
        "called after somebody",
        follows_honour,
        "the Order of [Alexander Nevsky]",
        "the order of [Alexander Nevsky]",
    ),
    Row("thing", precedes_thing, "the [Ronald Reagan] Library", "[Ronald Reagan] met"),
    Row("belonging", precedes_belonging, "the [Johan Sverdrup] oil field", "the [Sverdrup] oil field"),
    Row("small word inside", holds_small_word, "[Anna told Berg]", "[Anna von Berg]"),
    Row("abbreviation", is_abbreviation, "[XBQ]", "[LI]"),
    Row("honorific, particle or suffix", is_accessory, "[Madame]", "[Berg]"),
)
