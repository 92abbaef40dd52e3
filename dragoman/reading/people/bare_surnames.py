"""Words that are part of somebody's name and that nothing points at: where they mean that person, and where a
thing, a place or a word."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass

from dragoman.knowledge.names.forms import find_surname, is_family_first
from dragoman.knowledge.names.words import HONORIFICS, fold
from dragoman.reading.people.grouping import Referent
from dragoman.reading.people.lexicon import COMMON_WORDS, NOT_NAMES, load_given_names
from dragoman.reading.people.sight import Span
from dragoman.reading.people.surroundings import MARKS, SENTENCE_STARTERS, begins_a_body
from dragoman.reading.places import Places
from dragoman.reading.rows import Row
from dragoman.reading.words import Words

# Labels of names that may hold a surname without naming its bearer.
_HOLDING = frozenset(["ORG", "GPE", "LOC", "FAC", "WORK_OF_ART", "LAW"])
_ORDINARY = COMMON_WORDS | NOT_NAMES
_PLACES = frozenset(["GPE", "LOC", "FAC", "NORP"])
# A surname before one of these stands for its bearer in power: "the Biden administration".
POWERS = frozenset(
    ["administration", "government", "regime", "cabinet", "presidency", "team", "campaign", "era"]
)
MOST_BEARERS = 50  # of one surname whose names are told apart by what stands around
SHORTEST_PART = 4  # letters of a first surname that stands alone
SHORTEST_LOUD = 4  # letters of a surname in capitals
NEVER_BEFORE_NAMES = frozenset(
    "the a an this in on since until last next early late mid of ’s 's".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class BareSurname:
    """Word `number`, a part of the name of each of `owners`, with the model's label or "".

    `blocked` are words of things, `titles` those of titles.
    """

    words: Words
    places: Places
    number: int
    owners: Sequence[Referent]
    label: str
    blocked: Container[int]
    titles: Container[int]

    @property
    def form(self) -> str:
        """The word as it is written."""
        return self.words.forms[self.number]


def is_others(word: BareSurname) -> bool:
    """Whether a word is a thing's or a title's, or a letter."""
    return word.number in word.blocked or word.number in word.titles or len(word.form) < 2


def is_no_surname(word: BareSurname) -> bool:
    """Whether a word is nobody's surname: but the model's word for a person, or the first of two surnames."""
    folded, owners = fold(word.form), word.owners
    if word.label == "PERSON" or any(
        folded == find_surname(bearer.parts) for bearer in owners[:MOST_BEARERS]
    ):
        return False
    inner = len(owners) == 1 and is_inner_part(owners[0], folded)
    return not (inner and is_first_surname(word.words, word.number, word.places))


def is_inner_part(person: Referent, part: str) -> bool:
    """Whether a part of a name stands behind the first, in a name that does not begin with its surname."""
    return part in person.parts[1:] and not is_family_first(person.parts)


def is_common_word(word: BareSurname) -> bool:
    """Whether an ordinary word is no more than that: "Brown said", not "in May 2014"."""
    lower = word.form.lower()
    return lower in _ORDINARY and word.label != "PERSON" and not is_used_as_name(word.words, word.number)


def begins_a_name(word: BareSurname) -> bool:
    """Whether a word begins a body's name: "Suvorov | Military Academy", but not "Biden | Cabinet"."""
    words, after = word.words, word.number + 1
    return POWERS.isdisjoint(words.lowers[after : after + 1]) and begins_a_body(words, after, word.titles)


def is_abbreviation(word: BareSurname) -> bool:
    """Whether a few capitals outside the title are rather an abbreviation."""
    return word.form.isupper() and len(word.form) < SHORTEST_LOUD and word.number >= word.words.title_end


# Why a part of somebody's name does not mean that person where it stands alone.
UNMEANT: tuple[Row[BareSurname], ...] = (
    Row(
        "thing, title or letter", is_others, "Anna Berg saw the [Berg/ORG] Prize/ORG", "Anna Berg: [Berg] saw"
    ),
    Row("no surname", is_no_surname, "Anna Berg: [Anna] saw", "Ricardo Rosselló Nevares: [Rosselló] saw"),
    Row("ordinary word", is_common_word, "Anna May came in [May] 2014", "Anna May saw that [May] left"),
    Row(
        "place",
        lambda word: word.label in _PLACES and word.places.find((word.form,)) is not None,
        "Anna Israel saw [Israel/GPE]",
        "Anna Israel saw: [Israel] left",
    ),
    Row(
        "first word of a body", begins_a_name, "Anna Berg saw [Berg] Academy", "Anna Berg: the [Berg] Cabinet"
    ),
    Row("abbreviation", is_abbreviation, "Anna Fox saw [FOX]", "Anna Fox saw [Fox]"),
)


def find_things(
    words: Words, labelled: Sequence[tuple[int, int, str]], parts: Collection[str]
) -> Iterator[int]:
    """Words inside a longer name that is no person's, which stay that thing's: "Carter Center".

    `labelled` are the model's names, `parts` the folded parts of the names of people.
    """
    for first, last, label in labelled:
        if label in _HOLDING and POWERS.isdisjoint(words.lowers[first:last]):
            inner = [i for i in range(first, last) if _is_word(words, i)]
            if len(inner) > 1 and not all(_is_personal(words, i, parts) for i in inner):
                yield from (
                    i
                    for i in inner
                    if _is_joined(words, i, (first, last)) or fold(words.forms[i]) not in parts
                )


def _is_word(words: Words, i: int) -> bool:
    return words.forms[i] not in MARKS and words.lowers[i] != "the"


def _is_personal(words: Words, i: int, parts: Collection[str]) -> bool:
    """Whether a word is a part of somebody's name or an honorific."""
    return fold(words.forms[i]) in parts or words.lowers[i] in HONORIFICS


def _is_joined(words: Words, i: int, span: Span) -> bool:
    """Whether a capital stands beside a word of a span: not in "making | Ferraro | the party's first"."""
    return any(words.forms[n][0].isupper() for n in (i - 1, i + 1) if span[0] <= n < span[1])


def is_first_surname(words: Words, number: int, places: Places) -> bool:
    """Whether a word from within a longer name may be the first of two surnames: "Rosselló" of Ricardo
    Rosselló Nevares.

    It stands without another capital beside it, and is neither a given name nor a common word.
    """
    form = words.forms[number]
    folded = fold(form)
    beside = words.forms[max(0, number - 1) : number] + words.forms[number + 1 : number + 2]
    if len(folded) < SHORTEST_PART or folded in load_given_names() or folded in _ORDINARY:
        return False
    return not places.find((form,)) and not any(other[0].isupper() for other in beside)


def is_used_as_name(words: Words, number: int) -> bool:
    """Whether a common word, capitalised within a sentence and alone, can only be the surname: "Brown
    said", not "in May 2014"."""
    before = words.lowers[number - 1] if number else "\n"
    after = words.forms[number + 1] if number + 1 < len(words) else "."
    if before in SENTENCE_STARTERS or before in NEVER_BEFORE_NAMES or number < words.title_end:
        return False
    return not after[0].isdigit() and not after[0].isupper() and not words.forms[number - 1][0].isupper()
