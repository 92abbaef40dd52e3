"""Given names that are states too: whether "Jordan" alone is Jordan Holm, of whom the text speaks, or
Jordan."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from dragoman.knowledge.countries import load_countries
from dragoman.knowledge.lexicons import load_lexicon
from dragoman.knowledge.names.forms import find_surname
from dragoman.knowledge.names.words import fold
from dragoman.reading.countries.words import list_verbs
from dragoman.reading.people.grouping import Referent
from dragoman.reading.people.lexicon import STATE_PREPOSITIONS
from dragoman.reading.people.surroundings import SENTENCE_STARTERS
from dragoman.reading.words import Words

_NAMES = load_lexicon("names")
BELONGINGS: frozenset[str] = _NAMES["state_belongings"]
PRONOUNS = frozenset(["he", "she", "his", "her", "himself", "herself"])
DEEDS = list_verbs("subject_verbs") - _NAMES["human_acts"]  # what states do, and people hardly
AUXILIARIES = frozenset("also has had have is not was will would".split())  # noqa: SIM905
POSSESSIVE = frozenset(["’s", "'s"])
LISTED = frozenset([",", "and", "or", "&", "-"])
REACH = 7  # words behind a name in which a pronoun is its bearer's
_AGE = re.compile(r"\d{1,2}")


class StateNames:
    """Tells the two apart in one text."""

    def __init__(self, words: Words, people: Collection[Referent], taken: Collection[int]) -> None:
        """`taken`: the words of full names."""
        self.words, self.taken = words, taken
        self.of_persons: dict[int, Referent] = {}  # words that are somebody's given name alone
        self.of_states: set[int] = set()  # words that are a state's
        surnames = {find_surname(person.parts) for person in people}
        bearers: dict[str, list[Referent]] = defaultdict(list)
        for person in people:
            if len(person.parts) > 1 and person.parts[0] not in surnames:
                bearers[person.parts[0]].append(person)
        places: dict[str, list[int]] = defaultdict(list)
        for i in words.capitals:
            if i not in taken and fold(words.forms[i]) in bearers and _find_state(words.forms[i]):
                places[words.forms[i]].append(i)
        for form, numbers in places.items():
            self._judge(form, numbers, bearers[fold(form)])

    def _judge(self, form: str, numbers: list[int], bearers: list[Referent]) -> None:
        """Whose a name is where it stands alone: the state's if the text means it anywhere, else the
        person's of whom it speaks so."""
        personal = {i for i in numbers if self._is_personal(i)}
        others = [i for i in numbers if i not in personal]
        meant = any(self._is_state(i) for i in others) or self._is_spoken_of(form)
        alone = len(bearers) == 1
        if personal and alone:
            self.of_persons |= dict.fromkeys(personal if meant else numbers, bearers[0])
        if meant or (not personal and any(self._does(i) for i in others)):
            self.of_states.update(others)

    def _read_on(self, i: int) -> list[str]:
        """The next words of the sentence, in small letters."""
        following = self.words.lowers[i + 1 : i + 1 + REACH]
        end = next((n for n, lower in enumerate(following) if lower in SENTENCE_STARTERS), len(following))
        return following[:end]

    def _is_personal(self, i: int) -> bool:
        """Whether a human being is told of: "Jordan and his wife", "Jordan, 45,", "Jordan’s wife"."""
        following = self._read_on(i)
        if len(following) > 1 and following[0] == "," and _AGE.fullmatch(following[1]):
            return True
        if following[:1] and following[0] in POSSESSIVE:
            return not _NAMES["kin"].isdisjoint(following[1:3])
        before = next((n for n, lower in enumerate(following) if lower in PRONOUNS), -1)
        return before >= 0 and not any(form[0].isupper() for form in self.words.forms[i + 1 : i + 1 + before])

    def _is_state(self, i: int) -> bool:
        """Whether nothing but the state can be meant: "in Jordan", "Jordan’s parliament", "Jordan and
        Egypt", "Jordan and its"."""
        following, lowers = self._read_on(i), self.words.lowers
        if "its" in following or (i > 0 and lowers[i - 1] in STATE_PREPOSITIONS):
            return True
        if following[:1] and following[0] in POSSESSIVE:
            return not BELONGINGS.isdisjoint(following[1:4])
        beside = [i - 2] if i > 1 and lowers[i - 1] in LISTED else []
        beside += [i + 2] if i + 2 < len(lowers) and lowers[i + 1] in LISTED else []
        return any(n not in self.taken and bool(_find_state(self.words.forms[n])) for n in beside)

    def _is_spoken_of(self, form: str) -> bool:
        """Whether another word of the text means the state: its people or capital."""
        iso3, surfaces = _find_state(form), load_countries().surfaces
        others = {
            other
            for i in self.words.capitals
            if i not in self.taken and (other := self.words.forms[i]) != form
        }
        return any(
            iso3 in {meaning.iso3 for meaning in surfaces.get(other, ())[:1] if not meaning.region}
            for other in others
        )

    def _does(self, i: int) -> bool:
        """Whether a name is followed by what states do: "Jordan sent a note"."""
        return _skip(self._read_on(i), AUXILIARIES) in DEEDS


def _skip(following: Iterable[str], small: Collection[str]) -> str:
    """The first word that is neither small nor an adverb."""
    return next((lower for lower in following if lower not in small and not lower.endswith("ly")), "")


def _find_state(form: str) -> str:
    """The ISO code of a state of that name, or governed from a city of it; or nothing."""
    meanings = load_countries().surfaces.get(form, ())
    return meanings[0].iso3 if meanings and (meanings[0].route == "place" or meanings[0].seat) else ""
