"""Where the name of a body begins and ends: by its first and last words, by the model, by the table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.knowledge.organizations import Organization
from dragoman.reading.organizations.table import KnownBody, shouts
from dragoman.reading.people.candidates import Labelled
from dragoman.reading.people.lexicon import COMMON_WORDS
from dragoman.reading.people.surroundings import MARKS, SENTENCE_STARTERS
from dragoman.reading.places import Places
from dragoman.reading.roles import QUALIFIERS, Role
from dragoman.reading.words import Words

Span = tuple[int, int]  # first word, past the last

_LISTS = load_lexicon("bodies")  # what each list holds is said there
BODIES: frozenset[str] = _LISTS["bodies"]
OPENERS: frozenset[str] = _LISTS["openers"]
MEDIA: frozenset[str] = _LISTS["media"]
OCCASIONS: frozenset[str] = _LISTS["occasions"]
# Bodies that one word names, and last words that make no name of a country's adjective and themselves ("the Russian mission").
ALONE = frozenset(["parliament", "congress", "senate", "knesset", "duma", "majlis", "politburo"])
PARTISAN = frozenset(["republican", "democratic", "conservative", "liberal"])
VAGUE = frozenset(
    ["group", "office", "union", "administration", "mission", "force", "service", "department", "federation", "front", "command"]
)
DEPUTIES = frozenset(["deputy", "vice", "acting", "assistant"])
SERVANTS = frozenset(["director", "chairman", "chair", "chief", "head", "secretary", "commissioner", "administrator"])
# Words after a body's that make a place, a plane or an honour of it.
GOES_ON = frozenset(["square", "hill", "street", "building", "one", "two", "award", "medal", "cross"])
LINKS = frozenset(["of", "for", "and", "&", "on", "the", "to", "in", "de", "against", "with"])
DESCRIPTORS: frozenset[str] = _LISTS["descriptors"]
BELONGINGS: frozenset[str] = _LISTS["belongings"]
DOINGS: frozenset[str] = _LISTS["doings"]
DAYS: frozenset[str] = _LISTS["days"]
MEMBERS = frozenset(
    ["heads", "ministers", "chiefs", "governors", "deputies", "representatives", "judges", "elders"]
)  # Council of Ministers
# Abbreviations that many texts use of degrees, firms' forms, papers and goods.
NO_BODIES = frozenset("GDP HIV III IPO LLC LLM LLP LNG MAGA MBA MOU MPA MPH PPP STEM SUV VAT VII VIII".split())  # noqa: SIM905
LONGEST_BODY = 60  # capitalised words before the last one: in a text of capitals everything could belong to it
ACRONYM = re.compile(r"[A-Z][A-Z0-9&.+-]*[A-Z0-9+]$")


class BodyFinder:
    """Finds the names of bodies in one text."""

    def __init__(
        self, words: Words, labelled: Sequence[Labelled], roles: Sequence[Role], people: Sequence[tuple[int, int]], places: Places
    ) -> None:
        self.words, self.labelled, self.places = words, labelled, places
        self.in_role = {i for role in roles for i in range(role.first, role.last)}
        self.persons = {i for start, end in people for i in range(*words.cover(start, end))}
        self.explained = {i for first, last, _ in labelled for i in range(first, last)}
        self.named = {words.forms[i] for i in self.persons}
        self.counts = Counter(words.forms)
        self.firsts = {form: i for i, form in reversed([*enumerate(words.forms)])}  # where a word stands first
        self.taken: dict[int, Span] = {}
        self.found: dict[Span, Organization | None] = {}

    def find(self, known: Sequence[KnownBody]) -> dict[Span, Organization | None]:
        """The spans of bodies, none overlapping another, with their row of the table where they have one."""
        for first, last, organization in known:
            named = last - first == 1 and first in self.in_role  # "NSA Jake Sullivan": an adviser
            if not (shouts(self.words, first) and first > self.words.title_end) and not named:
                end = self._reach_state(last, organization)
                self._add((self._reach_left(first), end), organization if end == last else None)
        for span in self._list_shaped():
            self._add(span, None)
        for first, last, label in self.labelled:
            if label == "ORG" and (trimmed := self._trim(first, last)) and self._is_body(trimmed):
                self._add(trimmed, None)
        for i in self.words.list_places(DESCRIPTORS):
            if self._is_named_alone(i + 1):
                self._add((i + 1, i + 2), None)
        return self.found

    def _add(self, span: Span, known: Organization | None) -> None:
        """Keeps a span; of two that overlap the longer one, unless it only adds a word to a name of the table."""
        first, last = span
        if first >= last or not self.persons.isdisjoint(range(first, last)):
            return
        holders = {self.taken[i] for i in range(first, last) if i in self.taken}
        for holder in holders:
            if holder[1] - holder[0] >= last - first:
                return
            if (
                holder[0] == first and self.found[holder]
            ):  # "Shanghai Cooperation Organisation | Council of Heads of State", "NATO | Alliance"
                rest = self._trim(holder[1], last)
                if rest and (holder[1] - holder[0] > 2 or self.words.lowers[rest[1] - 1] == "alliance"):
                    if rest[1] - rest[0] > 1:
                        self._add(rest, None)
                    return
        for holder in holders:  # a longer name swallows a shorter one: "Russian Security Council"
            self.found.pop(holder)
            for i in range(*holder):
                self.taken.pop(i, None)
        self.found[span] = known
        self.taken.update(dict.fromkeys(range(first, last), span))

    def _reach_left(self, first: int) -> int:
        """A people's adjective before a state body belongs to its name: "Iraqi Parliament", "U.S. Congress"."""
        words = self.words
        if first and words.lowers[first] in ("house", "parliament", "congress", "senate", "national", "supreme", "security"):
            before = words.forms[first - 1]
            meaning = self.places.find((before,))
            if meaning and (meaning[1] == "demonym" or before in ("U.S.", "US", "UK")) and first - 1 not in self.in_role:
                return first - 1
        return first

    def _reach_state(self, last: int, organization: Organization) -> int:
        """Past "of Japan" after a name that another state's body has too: "Democratic Party | of Japan"."""
        words = self.words
        if organization.kind != "party" or words.lowers[last - 1] not in OPENERS or words.lowers[last : last + 1] != ["of"]:
            return last
        length = self.places.measure(words, last + 1) if last + 1 < len(words) else 0
        return last + 1 + length if length else last

    def _list_shaped(self) -> list[Span]:
        """Capitalised words that end in a body's word, or begin with one before "of"."""
        forms, lowers = self.words.forms, self.words.lowers
        spans: list[Span] = []
        for i in self.words.list_places(BODIES):
            lower = lowers[i]
            if not forms[i][0].isupper() or i in self.taken or self._is_building(i):
                continue
            first, last = i, i + 1
            while first > 0 and i - first < LONGEST_BODY and self._is_name_word(first - 1):
                first -= 1
            if lower in OPENERS and last < len(forms) and lowers[last] in (("of",) if lower in ALONE else ("of", "for", "on", "to")):
                last = self._read_right(last, lower)
            if lower in ALONE and lowers[first] in PARTISAN:  # "Republican | Senate Majority Leader"
                first += 1
            span = self._trim(first, last)
            if span and (span[1] - span[0] > 1 or lower in ALONE) and self._is_plausible(span):
                spans.append(span)
        return spans

    def _is_building(self, i: int) -> bool:
        """Whether a body's word is a part of the name of a place, a plane or an honour: "Parliament | Square", "Air Force | One"."""
        return i + 1 < len(self.words) and self.words.lowers[i + 1] in GOES_ON and self.words.forms[i + 1][0].isupper()

    def _is_name_word(self, i: int) -> bool:
        """Whether a word before a body's last one belongs to its name."""
        form = self.words.forms[i]
        if i in self.in_role and self.words.lowers[i] not in QUALIFIERS:
            return False
        return form[0].isupper() and form not in MARKS and i not in self.persons

    def _read_right(self, last: int, opener: str) -> int:
        """Past "of Foreign Affairs", "for the Prohibition of Chemical Weapons", "of the United Kingdom"."""
        words, end, i = self.words, last, last
        while i < len(words) and i - last < 12:
            form, lower, before = words.forms[i], words.lowers[i], words.lowers[i - 1]
            if lower in ("and", "&") and words.lowers[i + 1 : i + 2] in (["for"], ["to"]):  # "the D.C. Circuit | and for Justice X"
                break
            if (
                lower in ("the", "of", "for", "and", "&")
                or (lower == "," and self._lists_on(i))
                or (lower in ("on", "to", "in") and opener != "federation")
            ):
                i += 1
                continue
            if not form[0].isupper() or form in MARKS or i in self.persons:
                break
            if lower in DEPUTIES and before == "the" and words.lowers[i - 2] in ("and", "&"):  # "... Affairs and the | Deputy Chief"
                break
            if i in self.in_role and lower not in QUALIFIERS and lower not in MEMBERS and before not in ("of", "the"):
                break
            if before in ("and", "&", "in", "to") and (self.places.measure(words, i) or lower in BODIES or lower in OPENERS):
                break
            i += 1
            end = i
        return end

    def _lists_on(self, i: int) -> bool:
        """Whether a comma goes on with a list that an "and" ends: "Foreign Affairs, Trade and Development"."""
        forms, lowers = self.words.forms, self.words.lowers
        return i + 3 < len(forms) and forms[i + 1][0].isupper() and lowers[i + 2] in ("and", "&") and forms[i + 3][0].isupper()

    def _trim(self, first: int, last: int) -> Span | None:
        """Without articles, possessors, marks, numbers and dangling small words; of one paragraph."""
        words = self.words
        for i in range(last - 1, first - 1, -1):  # "Russia's Aerospace Forces" begins after the possessive
            if (words.lowers[i] in ("’s", "'s") or words.forms[i] == "\n") and i < last - 1:
                first = i + 1
                break
        if {first - 1, first} <= self.in_role and last - 1 not in self.in_role:
            first = next(i for i in range(first, last) if i not in self.in_role)  # "Chief of the General Staff | of the IDF"
        closes = words.forms.index(")", first, last) if ")" in words.forms[first:last] else first
        if "(" not in words.forms[first:closes] and closes > first:  # "Communist Party of China (CPC) | Central Committee"
            first = closes + 1
        for i in range(first + 2, last - 1):  # "Center for Biological Diversity | and Center for Food Safety"
            next_one = i + 2 if words.lowers[i + 1] == "the" else i + 1
            opens = next_one < last - 1 and words.lowers[next_one] in OPENERS and words.forms[next_one][0].isupper()
            if words.forms[i] == "(" or (words.lowers[i] == "and" and (opens or (next_one == i + 2 and words.lowers[last - 1] in BODIES))):
                last = i
                break
        while first < last and (
            words.lowers[first] in LINKS
            or words.lowers[first] in DAYS
            or words.lowers[first] in ("remarked", "asked", "added", "noted", "explained")
            or (first in self.in_role and words.lowers[first] == "head")
            or words.lowers[first].endswith("-based")
            or self._describes(first, last)
            or words.lowers[first] in ("a", "an", "this", "that", "these", "our", "its")
            or words.forms[first] in MARKS
            or words.forms[first][0].isdigit()
            or (words.lowers[first] in COMMON_WORDS and (first == 0 or words.forms[first - 1] in SENTENCE_STARTERS))
        ):
            first += 1
        while last > first and {last - 1, last} <= self.in_role and words.lowers[last - 1] in QUALIFIERS:
            last -= 1  # "the Political Bureau and | Foreign Minister X"
        if last - first > 2 and last - 1 in self.in_role and words.lowers[last - 1] in SERVANTS and words.lowers[last - 2] not in LINKS:
            last -= 1  # "Office on Violence Against Women | Director"
        while last > first and (
            words.lowers[last - 1] in LINKS
            or words.lowers[last - 1] in DAYS
            or words.lowers[last - 1].endswith("-winning")
            or words.forms[last - 1] in MARKS
            or words.lowers[last - 1] in ("’s", "'s", "a", "an")
        ):
            last -= 1
        return (first, last) if first < last else None

    def _describes(self, first: int, last: int) -> bool:
        """Whether a word only says what the body after it is: "paramilitary | Rapid Support Forces", not "al Qaeda"."""
        forms = self.words.forms
        small = first + 2 < last and forms[first].islower() and forms[first].isalpha() and len(forms[first]) > 3
        return small and forms[first + 1][0].isupper()

    def _is_plausible(self, span: Span) -> bool:
        """Whether a name of a body's shape is a body's: no place, no medium, no vague phrase."""
        words = self.words
        lowers, forms = words.lowers[span[0] : span[1]], words.forms[span[0] : span[1]]
        if self.places.measure(words, span[0]) >= span[1] - span[0] or not MEDIA.isdisjoint(lowers) or shouts(words, span[0]):
            return False
        if lowers[0] in ("white", "oval") or len([lower for lower in lowers if lower not in LINKS]) < 2:
            return lowers[-1] in ALONE
        length = self.places.measure(words, span[0])
        place = self.places.find(tuple(words.forms[span[0] : span[0] + length])) if length > 1 else None
        if (place and place[0]) or (lowers[-1] == "alliance" and self._names_states(span)):
            return False  # "West Bank of the Jordan River", "U.S.-Japan Alliance"
        telling = [form for form in forms if form.lower() not in VAGUE and form.lower() not in LINKS and not self.places.find((form,))]
        return bool(telling) and (lowers[-1] != "administration" or len(lowers) > 2 or lowers[0] == "presidential")

    def _names_states(self, span: Span) -> bool:
        """Whether nothing but states stands before the last word."""
        pieces = [piece for form in self.words.forms[span[0] : span[1] - 1] for piece in form.split("-") if piece.isalpha() or "." in piece]
        return all(self.places.find((piece,)) or len(piece) < 2 or piece in ("United", "States", "Republic") for piece in pieces)

    def _is_body(self, span: Span) -> bool:
        """Whether what the model calls an organization is a body that acts, not a medium, a meeting or a paper."""
        first, last = span
        forms, lowers = self.words.forms[first:last], self.words.lowers[first:last]
        if lowers[-1] in OCCASIONS or not MEDIA.isdisjoint(lowers) or not any(form[0].isupper() for form in forms):
            return False
        if self._is_building(last - 1):  # "Distinguished Public Service | Award"
            return False
        if lowers[-1] in BODIES or lowers[0] in OPENERS:
            return self._is_plausible(span)
        if not self.in_role.isdisjoint(range(first, last)) or self.places.measure(self.words, first) >= last - first:
            return False
        return (len(forms) == 1 and self._is_acronym(first)) or self._is_described(first, last)

    def _is_described(self, first: int, last: int) -> bool:
        """Whether the words around say that a name is a body's: "the pipeline company Botas", "Ovax, a drug maker"."""
        words = self.words
        if not self.named.isdisjoint(words.forms[first:last]):  # "Rosselló's office"
            return False
        if words.lowers[first] in COMMON_WORDS or first < words.title_end or any(i in self.taken for i in range(first, last)):
            return False
        before = words.lowers[first - 1] if first else "\n"
        if before in DESCRIPTORS and words.forms[first - 1][0].islower():
            return True
        after = words.lowers[last : last + 8]
        if after[:1] in (["’s"], ["'s"]):
            after = after[1:]
        if after and (after[0] in BELONGINGS or (after[0] in DOINGS and words.lowers[last] == after[0])):
            return True
        if len(after) < 3 or after[0] != "," or after[1] not in ("a", "an", "the"):
            return False
        for lower in after[2:]:
            if lower in DESCRIPTORS:
                return True
            if not lower.isalpha() or lower in LINKS:
                return False
        return False

    def _is_named_alone(self, i: int) -> bool:
        """Whether one word that nothing else explains is the name of what the word before says: "the pipeline company | Botas"."""
        words = self.words
        if i >= len(words) or i in self.explained or i in self.in_role or self.places.measure(words, i):
            return False
        goes_on = words.forms[i + 1 : i + 2] and words.forms[i + 1][0].isupper()
        return words.forms[i].istitle() and words.lowers[i] not in DAYS and not goes_on and self._is_described(i, i + 1)

    def _is_acronym(self, i: int) -> bool:
        """Whether capitals that no name explains are a body's: used more than once, and not introduced for a paper or a programme."""
        forms = self.words.forms
        if not ACRONYM.match(forms[i]) or len(forms[i]) < 3 or forms[i] in NO_BODIES:
            return False
        if shouts(self.words, i) or any(map(str.isdigit, forms[i])):
            return False
        first = self.firsts[forms[i]]
        return self.counts[forms[i]] > 1 and not (first > 0 and forms[first - 1] == "(")
