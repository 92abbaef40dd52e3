"""Whether two names are one person's: one verdict, under a policy that says how much is asked for.

Two names are never one person's where something in them speaks for two: other initials, another generation
(Jr., Sr., III), another ruler's number, a son named after a father who is the other. Otherwise each rule
below names one thing that they may have in common, and each policy asks of it how much the countries of both
people's offices must say, or does not take it at all.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from enum import IntEnum
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from dragoman.knowledge.names.alike import are_alike, are_near, differ_by_sex, given_fits
from dragoman.knowledge.names.forms import NUMBERS, NameForm
from dragoman.knowledge.names.sounds import join_words, sound_arabic, sound_out
from dragoman.knowledge.names.words import (
    FAMILY_FIRST,
    FAMILY_FIRST_CERTAIN,
    FILIAL,
    GIVEN_NAMES,
    PARTICLES,
    SUFFIX_LEFT_OUT,
)

# Where names are written in either order.
EITHER_ORDER = frozenset({"CHN", "TWN", "HKG", "PRK", "KOR", "VNM", "KHM", "JPN", "HUN", "SGP"})
ARABIC = frozenset(
    {
        "ARE", "BHR", "COM", "DJI", "DZA", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY",
        "MAR", "MRT", "OMN", "PSE", "QAT", "SAU", "SDN", "SOM", "SYR", "TUN", "YEM",
    }
)  # fmt: skip
SOUNDING = 5  # letters of a surname from which its sound alone says enough
LETTERS = 4  # letters of a word from which a whole name may be told by it and one letter more
FOURTH = 4  # of how many letters of a word one may be wrong
NOWHERE: frozenset[str] = frozenset()
Words = tuple[str, ...]


class Policy(IntEnum):
    """What two names are compared for."""

    WITHIN = 0  # one article: who is introduced by a full name is called by less of it
    # Articles that do not know of one another: names, and the countries of the offices that they state
    ACROSS = 1
    TABLE = 2  # a table of officials: a full name, as some source spells it


class Bond(IntEnum):
    """What the countries of two people's offices say, from the least to the most."""

    APART = 0  # none of the one's countries is the other's
    OPEN = 1  # one of them has none
    SHARED = 2  # both have one
    NEVER = 3  # asked for by a policy that does not take a rule


def weigh_countries(here: Set[str], there: Set[str]) -> Bond:
    """What the countries of two people's offices say for their being one."""
    return Bond.OPEN if not here or not there else Bond.APART if here.isdisjoint(there) else Bond.SHARED


def is_one_person(
    one: NameForm, other: NameForm, policy: Policy, here: Set[str] = NOWHERE, there: Set[str] = NOWHERE
) -> bool:
    """Whether two names are one person's.

    `here`, `there`: the countries (ISO codes) of the offices known of the one and the other.
    """
    bond = weigh_countries(here, there)
    if (
        not one.words
        or not other.words
        or not _initials_agree(one, other)
        or not _generations_agree(one, other, policy, bond)
    ):
        return False
    stated = here if bond is Bond.APART else here | there
    for rule, asked in _RULES[policy]:
        if bond >= asked and rule(one, other, stated):
            return not _speaks_for_two(one, other)
    return False


def agree(one: NameForm, other: NameForm) -> bool:
    """Whether two names that a third one joins may be one's: no father and son, no other middle names."""
    return _initials_agree(one, other) and (
        one.generation == other.generation or not (one.generation and other.generation)
    )


def drop_initials(form: NameForm) -> NameForm:
    """The everyday form of a name: "Donald Trump Jr." of "Donald J. Trump Jr."."""
    return NameForm(form.words, frozenset(), form.generation)


def _initials_agree(one: NameForm, other: NameForm) -> bool:
    return not one.initials or not other.initials or one.initials == other.initials


def _generations_agree(one: NameForm, other: NameForm, policy: Policy, bond: Bond) -> bool:
    """Whether nothing says that the one is the other's father or son.

    "Donald Trump Jr." is not Donald Trump, nor Robert F. Kennedy Jr. Robert F. Kennedy; "Joseph R. Biden,
    Jr." is Joe Biden by the list. Somebody whom no list knows is written in full with an initial and a
    suffix, which a table of officials does not go by. A number may be left out within an article, and across
    articles where both hold an office of one country: James Baker III, James Baker.
    """
    if one.generation == other.generation:
        return True
    if one.generation and other.generation:
        return False
    later, plain = (one, other) if one.generation else (other, one)
    if (later.words[0], later.surname, later.generation) in SUFFIX_LEFT_OUT:
        return True
    if policy is Policy.TABLE or later.generation == "sr":
        return False
    return (bool(later.initials) and not plain.initials) or (
        later.generation in NUMBERS and (policy is Policy.WITHIN or bond is Bond.SHARED)
    )


def _speaks_for_two(one: NameForm, other: NameForm) -> bool:
    """Whether something in two names that have something in common says that they are two people's."""
    if {word for word in one.words if word in NUMBERS} != {word for word in other.words if word in NUMBERS}:
        return True
    return any(_is_father(a, b) or _has_other_middle(a, b) for a, b in ((one, other), (other, one)))


def _is_father(one: NameForm, other: NameForm) -> bool:
    """Whether the one is named in the other as the father: Salman bin Abdulaziz, Sultan bin Salman."""
    given = one.words[0]
    return any(a in FILIAL and b == given for a, b in pairwise(other.words)) and not given_fits(
        given, other.words[0]
    )


def _has_other_middle(one: NameForm, other: NameForm) -> bool:
    """Whether the one has an initial where the other has a middle name of another letter: John F.

    Kelly, John Robert Kelly.
    """
    if not one.initials or len(one.words) != 2 or len(other.words) < 3 or one.words[-1] != other.words[-1]:
        return False
    return not one.initials <= {word[0] for word in other.words[1:-1]} | other.initials


def _are_equal(one: NameForm, other: NameForm, stated: Set[str]) -> bool:
    return one.words == other.words


def _are_joined(one: NameForm, other: NameForm, stated: Set[str]) -> bool:
    """Cho Tae-yong, Cho Taeyong; Mahmoud Ahmadinejad, Mahmud Ahmadi-Nejad."""
    if (
        len(one.words) == len(other.words)
        or len(one.words) < 2
        or len(other.words) < 2
        or one.words[0][0] != other.words[0][0]
    ):
        return False
    left, right = join_words(one.words), join_words(other.words)
    return left == right or sound_out(left) == sound_out(right)


def _leaves_out_middle(one: NameForm, other: NameForm, stated: Set[str]) -> bool:
    """Angela Merkel, Angela Dorothea Merkel."""
    if (
        one.words[0] != other.words[0]
        or one.words[-1] != other.words[-1]
        or min(len(one.words), len(other.words)) < 2
    ):
        return False
    return set(one.words) < set(other.words) or set(other.words) < set(one.words)


def _are_turned(one: NameForm, other: NameForm, stated: Set[str]) -> bool:
    """Kishida Fumio, Fumio Kishida: where either order is used, or one begins with such a family name."""
    a, b = one.words, other.words
    if len(a) != len(b) or len(a) < 2 or b not in (a[1:] + a[:1], a[-1:] + a[:-1]):
        return False
    return bool(stated & EITHER_ORDER) or (not stated and (a[0] in FAMILY_FIRST) != (b[0] in FAMILY_FIRST))


def _change_places(one: NameForm, other: NameForm, stated: Set[str]) -> bool:
    """Abiy Ahmed, Ahmed Abiy: the same words, but not if all are given names, as of Thomas James."""
    return sorted(one.words) == sorted(other.words) and not all(word in GIVEN_NAMES for word in one.words)


def _sound_arabic(one: NameForm, other: NameForm, stated: Set[str]) -> bool:
    """Muammar Gaddafi, Moammar Qadhafi."""
    return bool(stated & ARABIC) and _sound_the_same(one, other, sound_arabic)


def _may_sound_arabic(one: NameForm, other: NameForm, stated: Set[str]) -> bool:
    """The same where no country is known."""
    return _sound_the_same(one, other, sound_arabic)


def _sound_out(one: NameForm, other: NameForm, stated: Set[str]) -> bool:
    """Volodymyr Zelensky, Volodymyr Zelenskyy."""
    return _sound_the_same(one, other, sound_out)


def _sound_the_same(one: NameForm, other: NameForm, hear: Callable[[str], str]) -> bool:
    if len(one.words) != len(other.words) or len(one.words) < 2:
        return False
    told = one.surname == other.surname or len(hear(one.surname)) >= SOUNDING
    return told and all(hear(a) == hear(b) for a, b in zip(one.words, other.words, strict=True))


def _sound_near(one: NameForm, other: NameForm, stated: Set[str]) -> bool:
    """Written twice from another script, words a letter off: Alexander Lukashenko, Alyaksandr Lukashenka."""
    if not (one.full and other.full) or len(one.words) != len(other.words):
        return False
    words = zip(one.words, other.words, strict=True)
    return all(are_near(a, b, given=not number) for number, (a, b) in enumerate(words))


def _are_a_letter_apart(one: NameForm, other: NameForm, stated: Set[str]) -> bool:
    """Names of which one word is misspelt by a letter, a long one by two: Demetris, Dimitris Christofias."""
    if len(one.words) != len(other.words) or len(one.words) < 2:
        return False
    odd = [
        (n, a, b)
        for n, (a, b) in enumerate(zip(one.words, other.words, strict=True))
        if sound_out(a) != sound_out(b)
    ]
    if len(odd) != 1:
        return not odd
    number, a, b = odd[0]
    if (
        min(len(a), len(b)) < LETTERS
        or max(len(a), len(b)) <= LETTERS
        or a[0] != b[0]
        or {a, b} & FAMILY_FIRST
    ):
        return False
    if differ_by_sex(sound_out(a), sound_out(b), given=not number):
        return False
    return Levenshtein.distance(a, b) <= max(1, min(len(a), len(b)) // FOURTH)


def _holds(one: NameForm, other: NameForm, stated: Set[str]) -> bool:
    """Whether one has all that tells the other, at an end or side by side: (Andrés Manuel) López Obrador."""
    short, full = sorted((one.words, other.words), key=len)
    if len(short) < 2 or len(short) == len(full) or one.generation != other.generation:
        return False
    if short[0] in PARTICLES and short == full[-len(short) :]:  # De Gaulle
        return True
    return _tells_all(short, full) and (
        _stands_inside(short, full) or are_alike(short[-1], full[-1]) or are_alike(short[0], full[0])
    )


def _tells_all(short: Words, full: Words) -> bool:
    """Whether at least two words of a name tell it, and all that do are in the full name as well."""
    telling = {word for word in short if len(word) > 1 and word not in PARTICLES}
    return len(telling) > 1 and all(any(are_alike(word, part) for part in full) for word in telling)


def _stands_inside(short: Words, full: Words) -> bool:
    """Whether a name stands side by side within a longer one, at neither of its ends."""
    return any(short == full[start : start + len(short)] for start in range(1, len(full) - len(short)))


def _is_shortened(one: NameForm, other: NameForm, stated: Set[str]) -> bool:
    """J.

    Kerry, John Kerry; Sasha Marchenko, Alexander Marchenko; each word of the one a spelling of the other's.
    """
    if len(one.words) < 2 or len(other.words) < 2 or not are_alike(one.words[-1], other.words[-1]):
        return False
    if not (
        given_fits(one.words[0], other.words[0])
        or _are_initials_of(one, other)
        or _are_initials_of(other, one)
    ):
        return False
    short, full = sorted((one.words[1:-1], other.words[1:-1]), key=len)
    return all(any(given_fits(word, part) for part in full) for word in short)


def _are_initials_of(one: NameForm, other: NameForm) -> bool:
    """Whether the first word of the one is the other's initials: "cq" of Charles Q., "jd" of James David."""
    first, others = one.words[0][0], one.words[0][1:]
    letters = {word[0] for word in other.words[1:-1]} | other.initials
    return len(others) in (1, 2) and first == other.words[0][0] and letters.issuperset(others)


def _is_surname(one: NameForm, other: NameForm, stated: Set[str]) -> bool:
    """Biden, Joe Biden; Xi, Xi Jinping."""
    short, full = sorted((one.words, other.words), key=len)
    if len(short) != 1 or len(full) < 2 or full[-1] in NUMBERS:
        return False
    first = full[0] in FAMILY_FIRST and (full[-1] not in FAMILY_FIRST or full[0] in FAMILY_FIRST_CERTAIN)
    return short[0] == full[0 if first else -1]


# What two names may have in common -> what the policies ask of the countries for it: within an article,
# across articles, for the table.
_ASKED: tuple[tuple[Callable[[NameForm, NameForm, Set[str]], bool], Bond, Bond, Bond], ...] = (
    (_are_equal, Bond.APART, Bond.APART, Bond.APART),
    (_are_joined, Bond.OPEN, Bond.OPEN, Bond.OPEN),
    (_leaves_out_middle, Bond.OPEN, Bond.OPEN, Bond.OPEN),
    (_are_turned, Bond.OPEN, Bond.OPEN, Bond.OPEN),
    (_change_places, Bond.OPEN, Bond.NEVER, Bond.OPEN),
    (_sound_arabic, Bond.OPEN, Bond.OPEN, Bond.OPEN),
    (_may_sound_arabic, Bond.OPEN, Bond.NEVER, Bond.NEVER),
    (_sound_out, Bond.OPEN, Bond.OPEN, Bond.OPEN),
    (_sound_near, Bond.OPEN, Bond.SHARED, Bond.OPEN),
    (_are_a_letter_apart, Bond.NEVER, Bond.NEVER, Bond.OPEN),
    (_holds, Bond.OPEN, Bond.NEVER, Bond.OPEN),
    (_is_shortened, Bond.OPEN, Bond.NEVER, Bond.NEVER),
    (_is_surname, Bond.OPEN, Bond.NEVER, Bond.NEVER),
)
_RULES = {
    policy: tuple((rule, asked[policy]) for rule, *asked in _ASKED if asked[policy] < Bond.NEVER)
    for policy in Policy
}
