"""Where a person's name begins and ends among the words around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from dragoman.knowledge.names.words import (
    FAMILY_FIRST,
    FILIAL,
    HONORIFIC_NAMES,
    HONORIFICS,
    LEADING_PARTICLES,
    PARTICLES,
    fold,
    is_suffix,
)
from dragoman.reading.people.headlines import Headlines
from dragoman.reading.people.lexicon import (
    COMMON_WORDS,
    GIVEN_STATES,
    HEADLINE_WORDS,
    NOT_NAMES,
    STATE_PREPOSITIONS,
    load_given_names,
    load_known_surnames,
)
from dragoman.reading.people.surroundings import (
    MARKS,
    SENTENCE_STARTERS,
    begins_a_body,
    is_joined_particle,
    is_thing,
)
from dragoman.reading.places import Places
from dragoman.reading.roles import PORTFOLIO_WORDS
from dragoman.reading.words import Words

Span = tuple[int, int]  # first word, past the last

LONGEST_NAME = 6  # words
EMIRS = frozenset(["amir", "emir"])  # a title before another: "Amir Sheikh | Tamim"; else a given name
INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_IMPERSONAL = frozenset(["DATE", "EVENT", "LAW", "NORP", "TIME"])  # labels whose words belong to no name


class Boundaries:
    """Tells words of a name from the words around it, in one text."""

    def __init__(self, words: Words, labels: Mapping[int, str], titles: Collection[int], bodies: Collection[int], places: Places) -> None:
        """`labels`: the model's label of each word; `titles`: words of roles; `bodies`: words of organizations that a table knows."""
        self.words, self.labels, self.titles, self.bodies, self.places = words, labels, titles, bodies, places
        self.given_names, self.surnames = load_given_names(), load_known_surnames()
        self.headlines = Headlines(words)

    def is_headline(self, i: int) -> bool:
        """Whether a word stands in the title, where every word may be capitalised."""
        return i < self.words.title_end

    def read_name(self, start: int) -> int:
        """Past the name that begins at a word after a title; the word itself where none begins."""
        words, end, count = self.words, start, len(self.words)
        while end < count and end - start < LONGEST_NAME and self._continues_name(end, start):
            end += 1
        end = self.take_suffix(start, self._drop_trailing(start, end))
        if start == end or not self.is_name(start, end) or (words.lowers[start] in PORTFOLIO_WORDS and not self.is_given(start)):
            return start
        if self.is_headline(start) and not any(self.labels.get(i) in ("PERSON", "GPE", "ORG", "NORP") for i in range(start, end)):
            return start
        return start if end - start == 1 and words.lowers[start] in COMMON_WORDS and self.labels.get(start) is None else end

    def _continues_name(self, i: int, start: int) -> bool:
        """Whether the name that began at `start` holds word i."""
        form, lower = self.words.forms[i], self.words.lowers[i]
        if form in MARKS or i in self.titles or i in self.bodies or self.headlines.is_noise(i, start):
            return False
        if i > start and self.labels.get(i) == "PERSON" == self.labels.get(i - 1) and form[0].isupper():
            return True
        if (lower in NOT_NAMES and not (i == start and lower in FAMILY_FIRST)) or self.is_honorific(i):
            return False
        if form == "German" and i == start and i - 1 in self.titles and self.words.forms[i + 1 : i + 2][0][0].isupper():
            return True  # "Trade Minister German Gref"
        if (
            self.labels.get(i) in _IMPERSONAL
            and not (i == start + 1 and self.is_given(start) and form[0].isupper())  # Theresa May
            and not self._is_no_people(i)
        ):
            return False
        if i > start and lower in PARTICLES and not form[0].isupper():
            return i + 1 < len(self.words) and (self.words.forms[i + 1][0].isupper() or self.words.lowers[i + 1] in PARTICLES)
        if i > start and is_suffix(form):
            return True
        if not form[0].isupper():
            return is_joined_particle(form) or (i == start and lower in LEADING_PARTICLES)
        if self.labels.get(i) == "PERSON":
            return True
        length = self.places.measure(self.words, i)
        meaning = self.places.find((form,)) if length == 1 else None
        return not length or (i == start and meaning is not None and meaning[2] != "")

    def is_honorific(self, i: int) -> bool:
        """Whether a word is an honorific that is no part of the name after it."""
        return self.words.lowers[i] in HONORIFICS and HONORIFIC_NAMES.isdisjoint(self.words.lowers[i + 1 : i + 2])

    def _is_no_people(self, i: int) -> bool:
        """Whether the model takes a capitalised word for a people's or a faith's that no table knows as one: "Yoweri Kaguta | Museveni"."""
        return self.labels.get(i) == "NORP" and self.words.forms[i][0].isupper() and not self.places.measure(self.words, i)

    def split(self, first: int, last: int) -> Iterator[Span]:
        """The pieces of a span between marks; ", Jr." stays with its name."""
        forms, start = self.words.forms, first
        for i in range(first, last + 1):
            if i == last or (forms[i] in MARKS and not (forms[i] == "," and i + 1 < len(forms) and is_suffix(forms[i + 1]))):
                if i > start:
                    yield start, i
                start = i + 1

    def trim(self, first: int, last: int) -> Span:
        """Without titles, honorifics, places and small words at both ends."""
        while first < last and not self._may_begin(first, last):
            length = self.places.measure(self.words, first)
            first += length if self._begins_with_place(first, last) else 1
        if first >= last:
            return last, last
        return first, self.take_suffix(first, self._drop_trailing(first, last))

    def _begins_with_place(self, first: int, last: int) -> bool:
        """Whether a country or people stands before the name: "Israeli Yair Lapid"."""
        length = self.places.measure(self.words, first)
        if not length or first + length > last:
            return False
        meaning = self.places.find(tuple(self.words.forms[first : first + length]))
        if meaning is None or meaning[1] == "demonym":
            return True
        posted = first > 1 and self.words.lowers[first - 1] == "to" and first - 2 in self.titles  # "Ambassador to Jordan | X"
        return length < last - first and meaning[1] == "place" and (meaning[2] != "person" or posted) and not self.is_state_given(first)

    def _may_begin(self, first: int, last: int) -> bool:
        form, lower = self.words.forms[first], self.words.lowers[first]
        if first in self.titles or form in MARKS or lower in ("the", "a", "an"):
            return False
        if lower in PORTFOLIO_WORDS and not self.is_given(first) and any(map(self.is_given, range(first + 1, last - 1))):
            return False  # "the Environment | Jose Fernandez"
        if last - first > 1 and (self.is_honorific(first) or (lower in EMIRS and self.is_honorific(first + 1))):
            return False
        if last - first > 1 and lower in HEADLINE_WORDS and self.starts_sentence(first) and not self.is_given(first):
            return False  # "Exposing | Putin’s plan"
        if not (form[0].isupper() or lower in LEADING_PARTICLES or is_joined_particle(form)):
            return False
        return not self._begins_with_place(first, last)

    def _drop_trailing(self, first: int, last: int) -> int:
        """The end of the name without titles, marks, small words and particles that nothing follows."""
        while last > first:
            form = self.words.forms[last - 1]
            if is_suffix(form) and last - first > 1:
                break
            if last - first > 2 and self.is_headline(last - 1) and form.lower() in HEADLINE_WORDS:  # "Karine Jean-Pierre | Aboard"
                last -= 1
                continue
            if form[0].isupper() and form not in MARKS and last - 1 not in self.titles:
                break
            if is_joined_particle(form):
                break
            last -= 1
        return last

    def take_suffix(self, first: int, last: int) -> int:
        """Over "Jr." and ", Jr."."""
        forms = self.words.forms
        if first < last < len(forms):
            if is_suffix(forms[last]):
                return last + 1
            if (
                forms[last] == ","
                and last + 1 < len(forms)
                and forms[last + 1].lower().startswith(("jr", "sr"))
                and is_suffix(forms[last + 1])
            ):
                return last + 2
        return last

    def grow(self, first: int, last: int) -> Span:
        """A span that the model cut short, over the particles and names beside it: "Ursula von | der Leyen", "Salva Kiir | Mayardit"."""
        words, count = self.words, len(self.words)
        if first >= last:
            return first, last
        while last < count and last - first < LONGEST_NAME:
            step = last
            while step < count and words.lowers[step] in PARTICLES and not words.forms[step][0].isupper() and step - last < 3:
                step += 1
            goes_on = step - first > 1 and words.lowers[step - 1] in FILIAL | {"sheikh"}
            if goes_on and self.labels.get(step) == "PERSON":  # "Reem bint | Ibrahim Al Hashimy", "Hassan Sheikh | Mohamud"
                last = next((i for i in range(step, count) if self.labels.get(i) != "PERSON"), count)
            elif step < count and self.is_free(step) and not (step > last and words.lowers[last] in ("e", "y", "do", "as")):
                last = step + 1
            else:
                break
        if last - first == 1 and self.is_given(first) and self._is_name_like_month(last):
            last += 1
        if first > 0 and (self._is_hidden_given(first - 1) or self.is_state_given(first - 1)):
            first -= 1
        while first > 0 and last - first < LONGEST_NAME and self.is_free(first - 1) and not self.starts_sentence(first - 1):
            first -= 1
        if first > 0 and self.starts_sentence(first - 1) and self.is_free(first - 1) and self.is_given(first - 1):
            first -= 1
        if first > 1 and INITIALS.fullmatch(words.forms[first - 1]) and self._is_left_out(first - 2):
            first -= 2  # "George H.W. | Bush"
        if first > 0 and self.is_headline(first - 1) and self._is_left_out(first - 1):
            first -= 1  # "Mehmet | Kaya Rebuffs It"
        return first, last

    def _is_left_out(self, i: int) -> bool:
        """Whether a given name stands there that nothing else explains."""
        return i not in self.labels and i not in self.titles and self.is_given(i) and self.words.lowers[i] not in HEADLINE_WORDS

    def _is_hidden_given(self, i: int) -> bool:
        """Whether a word that the model took for a place or body by itself is the given name before a surname: "Volodymyr | Zelenskyy"."""
        if self.labels.get(i) not in ("GPE", "ORG", "NORP", "LOC", "PRODUCT") or not self.words.forms[i][0].isupper():
            return False
        alone = self.labels.get(i - 1) != self.labels[i]
        return alone and i not in self.titles and self.is_given(i) and not self.places.measure(self.words, i)

    def is_state_given(self, i: int) -> bool:
        """Whether the name of a state is the given name before a surname that no holder of an office has: "India | Walton"."""
        words, after = self.words, i + 1
        if words.lowers[i] not in GIVEN_STATES or not words.forms[i][0].isupper() or self.labels.get(after) != "PERSON":
            return False
        before = words.lowers[i - 1] if i else "\n"
        return fold(words.forms[after]) not in self.surnames and before not in STATE_PREPOSITIONS and after not in self.titles

    def _is_name_like_month(self, i: int) -> bool:
        """Whether a word is a month that is a surname too, without a number beside it: "Theresa May stepped down"."""
        words = self.words
        return words.forms[i : i + 1] == ["May"] and not words.forms[i + 1 : i + 2][0][0].isdigit() if i + 1 < len(words) else False

    def is_given(self, i: int) -> bool:
        """Whether a word is a known given name."""
        return fold(self.words.forms[i]) in self.given_names

    def is_free(self, i: int) -> bool:
        """Whether a word could belong to the name beside it: capitalised, nobody else's, neither title nor common word."""
        form, lower = self.words.forms[i], self.words.lowers[i]
        return (
            form[0].isupper()
            and (i not in self.labels or (self._is_no_people(i) and fold(form) in self.surnames))
            and i not in self.titles
            and i not in self.bodies
            and lower not in NOT_NAMES
            and lower not in COMMON_WORDS
            and lower not in HONORIFICS
            and form not in MARKS
            and (len(form) < 3 or not form.isupper())
            and not self.places.measure(self.words, i)
            and not self.is_headline(i)
            and not self.headlines.is_noise(i, max(0, i - 1))
        )

    def starts_sentence(self, i: int) -> bool:
        """Whether a word stands first in its sentence, where any word is capitalised."""
        return i == 0 or self.words.forms[i - 1] in SENTENCE_STARTERS

    def is_name(self, first: int, last: int) -> bool:
        """Whether the words can be a human being's name at all."""
        words = self.words
        if last <= first or last - first > LONGEST_NAME + 2 or any(i in self.bodies for i in range(first, last)):
            return False
        lowers, forms = words.lowers[first:last], words.forms[first:last]
        if (
            lowers[-1] in NOT_NAMES
            or (lowers[0] in NOT_NAMES and lowers[0] not in FAMILY_FIRST)
            or any(not form.isalpha() and any(map(str.isdigit, form)) for form in forms)
        ):
            return False
        if not any(form[0].isupper() or "-" in form for form in forms) or lowers[0].startswith("non-"):
            return False
        if begins_a_body(self.words, last, self.titles) or is_thing(self.words, first, last, self.is_headline(first)):
            return False
        if last - first > 1:
            place = self.places.find(tuple(forms))
            if place and place[0] and not place[2] and place[1] in ("place", "demonym"):  # "Viet Nam"
                return False
            return all(form[0].isupper() or form.lower() in PARTICLES or "-" in form or not form.isalpha() for form in forms[1:])
        form = forms[0]
        if (
            len(form) < 2
            or lowers[0] in HONORIFICS
            or (form.isupper() and len(form) < 5 and not self.is_headline(first) and lowers[0] not in FAMILY_FIRST)
        ):
            return False
        return lowers[0] not in PARTICLES and not is_suffix(form)
