"""Whether two folded words are spellings of one: a surname, or a given name, which may be an initial."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from dragoman.knowledge.names.sounds import drop_ending, sound_arabic, sound_out
from dragoman.knowledge.names.words import ALSO

NEAR = 6  # letters of a word from which one letter may differ


@lru_cache(maxsize=100_000)
def are_alike(a: str, b: str) -> bool:
    """Whether two folded words are spellings of one name."""
    if a == b:
        return True
    a, b = (word.translate(_MARKS) for word in (a, b))
    if min(len(a), len(b)) < 3 or a[0].isdigit():
        return a == b
    left, right = sound_out(a), sound_out(b)
    if left == right or min(len(a), len(b)) < 4:
        return left == right
    if min(len(a), len(b)) >= NEAR and sound_arabic(a) == sound_arabic(b):
        return True
    return (
        a[0] == b[0]
        and min(len(a), len(b)) >= NEAR
        and not differ_by_sex(left, right)
        and JaroWinkler.similarity(left, right) > 0.955
    )


_MARKS = str.maketrans("", "", "'’`‘ʼ-")


def are_near(a: str, b: str, *, given: bool) -> bool:
    """Whether two words are one, written twice from another script: a letter more or less."""
    if a == b:
        return True
    left, right = sound_out(a), sound_out(b)
    if left == right or drop_ending(left) == right or left == drop_ending(right):
        return True
    # Surnames of a woman and a man differ by an ending; short names by a letter are other names.
    if min(len(left), len(right)) < NEAR or differ_by_sex(left, right, given=given):
        return False
    return left[0] == right[0] and Levenshtein.distance(left, right, score_cutoff=1) <= 1


@lru_cache(maxsize=200_000)
def list_nearly(word: str, whole: bool) -> tuple[str, ...]:
    """What words that `are_near` takes for one have in common, one at the least.

    `whole` names longer words by all letters but one, else they are named by their first letter.
    """
    sound = sound_out(word)
    found = {drop_ending(sound), sound}
    if len(sound) >= NEAR:
        if whole:
            found |= {sound[:place] + sound[place + 1 :] for place in range(len(sound))}
        else:
            found = {drop_ending(sound), f"{sound[0]}*"} if drop_ending(sound) != sound else {f"{sound[0]}*"}
    return tuple(sorted(found))


def differ_by_sex(left: str, right: str, *, given: bool = False) -> bool:
    """Whether two sounds are a woman's and a man's: Ivanov, Ivanova; as given names Andrew, Andrea."""
    if given:
        return left.endswith("a") != right.endswith("a")
    return (
        left + "a" == right
        or right + "a" == left
        or (left[:-1] == right[:-1] and {left[-1], right[-1]} == {"a", "i"})
    )


def given_fits(a: str, b: str) -> bool:
    """Whether two given names can be one person's: the same, an initial, a short form, another spelling."""
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if b in ALSO.get(a, ()) or sound_out(a) == sound_out(b) or sound_arabic(a) == sound_arabic(b):
        return True
    if a[0] != b[0] or min(len(a), len(b)) < 5 or differ_by_sex(a, b, given=True):
        return False
    return JaroWinkler.similarity(sound_out(a), sound_out(b)) > 0.88
