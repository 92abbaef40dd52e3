"""The signs that a paragraph is written in to find offices, one for each thing that offices are stated with.

A shape of statements is a regular expression over signs, in which each is called by its name in braces:
"{role}{of}{the}?{country}".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.knowledge.names.words import HONORIFICS
from dragoman.reading.roles import FORMER, MARKERS


@dataclass(frozen=True, slots=True)
class Sign:
    """One character of an outline, and the words that it stands for, if it stands for words."""

    letter: str
    name: str
    words: str = ""


SIGNS = (
    Sign("P", "person"),
    Sign("C", "country"),  # or a people, or a city
    Sign("O", "body"),
    Sign("R", "role"),
    Sign("Q", "roles"),  # of several people: "ministers"
    Sign("F", "former"),
    Sign("M", "current"),
    Sign("H", "honorific"),
    Sign("y", "year"),
    Sign("n", "capital"),  # any other word with a capital
    Sign("w", "word"),  # any other word
    Sign("a", "the", "the a an his her its their our my your this"),
    Sign("o", "of", "of from"),
    Sign("i", "in", "in with on"),
    Sign("f", "to", "for at to"),
    Sign("s", "owner", "'s ’s ’ '"),
    Sign("b", "is", "is are became become becomes becoming remains been being be"),
    Sign("W", "was", "was were had"),
    Sign("h", "has", "has have"),
    Sign("q", "who", "who"),
    Sign("V", "served", "served resigned stepped stood ousted removed deposed toppled retired quit sacked"),
    Sign(
        "v",
        "serves",
        "serves serving works worked acted appointed reappointed named elected re-elected confirmed sworn",
    ),
    Sign("S", "succeeds", "succeed succeeded succeeding succeeds replace replaced replaces replacing"),
    Sign("E", "election", "election re-election reelection appointment inauguration confirmation"),
    Sign("D", "predecessor", "predecessor"),
    Sign("T", "successor", "successor"),
    Sign("z", "as", "as"),
    Sign("u", "until", "until till"),
    Sign("x", "since", "since"),
    Sign(",", "comma", ","),
    Sign("&", "and", "and & /"),
    Sign("-", "dash", "- – — : •"),
    Sign("(", "open", "("),
    Sign(")", "close", ")"),
    Sign("[", "insert", "["),
    Sign("]", "inserted", "]"),
    Sign(".", "stop", '. ! ? ; “ ” "'),
    Sign("K", "counterpart", "counterpart counterparts homologue homologues opposite"),
    Sign("k", "colleague", "colleague colleagues"),
    Sign(
        "G",
        "government",
        "government parliament cabinet ministry legislature senate congress council police military navy "
        "army embassy presidency guard",
    ),
    Sign(
        "g",
        "state",
        "state country nation republic kingdom court office party service commission authority authorities "
        "agency bureau prosecution municipality",
    ),
    Sign("l", "town", "city town county district province region territory island borough"),
    Sign(
        "r",
        "rebel",
        "self-proclaimed self-declared self-styled breakaway separatist separatists rebel rebels insurgents "
        "guerrillas militants militia",
    ),
)
LETTERS = {sign.name: sign.letter for sign in SIGNS}
SIGN_OF = {word: sign.letter for sign in SIGNS for word in sign.words.split()}
SIGN_OF |= dict.fromkeys(HONORIFICS - SIGN_OF.keys(), LETTERS["honorific"])
SIGN_OF |= dict.fromkeys(MARKERS, LETTERS["current"]) | dict.fromkeys(FORMER, LETTERS["former"])
YEAR = re.compile(r"(?:19|20)\d\d")
NAMED = re.compile(r"\{([a-z]+)\}")


def spell_signs(shape: str) -> str:
    """A shape with the letters of the signs that it names; all else is as regular expressions have it."""
    return NAMED.sub(lambda match: LETTERS[match[1]], shape)


def compile_shape(shape: str) -> re.Pattern[str]:
    """The pattern of a shape."""
    return re.compile(spell_signs(shape))


def sign_word(form: str, lower: str) -> str:
    """The letter of a word that is no person, country, body or role."""
    if listed := SIGN_OF.get(lower):
        return listed
    if form[0].isupper():
        return LETTERS["capital"]
    return LETTERS["year" if YEAR.fullmatch(form) else "word"]
