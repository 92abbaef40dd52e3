"""What may stand around a name, and what makes it a thing's."""

from __future__ import annotations

from collections.abc import Container

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.knowledge.names.words import PARTICLES
from dragoman.reading.people.lexicon import HEADLINE_WORDS
from dragoman.reading.words import Words

MARKS = frozenset("\n,;:.!?()[]{}\"“”–—/&*…•|+=<>%$€£#@-_’'‘") | {"’s", "'s", "’S", "'S", "and"}
SENTENCE_STARTERS = frozenset(["\n", ".", "!", "?", "”", '"', "“", ":"])
# Last words of bodies that are named after someone.
BODY_ENDS: frozenset[str] = load_lexicon("bodies")["bodies"] - {
    "administration",
    "cabinet",
    "force",
    "forces",
    "mission",
    "command",
}
HUMAN_ACTS: frozenset[str] = load_lexicon("names")["human_acts"]


def begins_a_body(words: Words, last: int, titles: Container[int]) -> bool:
    """Whether the capitals after a name make it a body's: "Tula Suvorov | Military Academy"."""
    for i in range(last, min(last + 3, len(words))):
        if (
            not words.forms[i][0].isupper()
            or words.forms[i] in MARKS
            or i in titles
            or words.lowers[i] in HEADLINE_WORDS
        ):
            return False
        if words.lowers[i] in BODY_ENDS:
            return True
    return False


def is_joined_particle(form: str) -> bool:
    """Whether a word written small carries a name: "al-Assad"."""
    particle, _, rest = form.partition("-")
    return particle in PARTICLES and rest[:1].isupper()


def acts(words: Words, first: int, last: int) -> bool:
    """Whether a human being's doing stands beside a name: "Otunbayeva said"."""
    lowers = words.lowers
    return not HUMAN_ACTS.isdisjoint(lowers[max(0, first - 1) : first] + lowers[last : last + 2])
