"""Finds the roles of a text: "Foreign Minister", "national security adviser", "spokespeople", "professor"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from dragoman.reading.roles.vocabulary import (
    ABBREVIATIONS,
    ADVISING,
    HEADS,
    HONORIFICS,
    JOINED,
    MARKERS,
    NEEDS,
    ORDERED,
    ORDINALS,
    PARTICLES,
    PARTISAN,
    PARTY_MEMBERS,
    PORTFOLIO_HEADS,
    PORTFOLIO_LINK,
    PORTFOLIO_WORDS,
    QUALIFIERS,
    ROLES,
    UNSTOPPED,
    Head,
    RoleStanding,
    capitalize,
    find_head,
    is_qualifier,
)
from dragoman.reading.words import Words

BEFORE_HEADS = QUALIFIERS | PORTFOLIO_WORDS
COMPOUNDS = frozenset(
    [
        *(("minister", head) for head in ("president", "counselor")),
        *(("justice", head) for head in ("minister", "ministers", "secretary")),
        ("prince", "regent"),
    ]
)  # roles of two main words
ENDINGS = frozenset([",", ".", ";", ")", "and"])  # what may follow a place that nothing belongs to
DEEPEST = 5  # advisers to advisers to advisers: nobody's title goes on so


@dataclass(frozen=True, slots=True)
class Role:
    """An office or occupation named by words `first` to `last` (excluded)."""

    first: int
    last: int
    name: str  # singular, capitalised: "Foreign Minister"
    head: str  # its main word: "minister"
    standing: RoleStanding  # what the main word says; the body may still change it
    plural: bool = False
    marker: str = ""  # "former", "acting", "outgoing" just before it


class RoleFinder:
    """Finds the roles of one text."""

    def __init__(self, words: Words, is_place: Callable[[int], int], is_person: Callable[[int], bool], bodies: Collection[int]) -> None:
        self.words, self.bodies = words, bodies
        self.lowers, self.forms = words.lowers, words.forms
        self.is_place, self.is_person = is_place, is_person
        self.bearers: set[str] = set()  # titles that are a surname in this text

    def find(self) -> list[Role]:
        """All roles in order, none inside another."""
        roles: list[Role] = []
        end = 0
        for number in self.words.list_places({lower for lower in self.words.list_forms() if lower in HEADS or "-" in lower}):
            head = find_head(self.lowers[number]) if number >= end else None
            if head and not self._is_name(number, head, end) and (role := self._extend(number, head, end)):
                roles.append(role)
                end = role.last
        return roles

    def _is_name(self, number: int, head: Head, floor: int) -> bool:
        """Whether a title is a part of somebody's name here: "Julie Bishop", "Minister Sultan Al Jaber"."""
        forms, before, after = self.forms, number - 1, number + 1
        if not forms[number][0].isupper() or head.plural:
            return False
        if head.singular in ROLES["given"]:
            return after < len(forms) and self.lowers[after].partition("-")[0] in ("al", "bin", "ibn", "el")
        if self.lowers[number] in UNSTOPPED:
            return not self._is_rank(number)
        if self.lowers[number] == "nsa":  # the adviser before a name, else the agency
            return not (after < len(forms) and forms[after][0].isupper() and self.is_person(after))
        if head.singular not in ROLES["surnames"]:
            return False
        if head.singular in self.bearers and not (after < len(forms) and forms[after][0].isupper()):
            return True  # "Bishop said" after "Julie Bishop"
        if before < max(floor, 1) or not forms[before][0].isupper():
            return False
        follows = after < len(forms) and forms[after][0].isupper() and self.is_person(after)
        borne = self.is_person(before) and self.lowers[before] not in QUALIFIERS and not follows
        if borne:
            self.bearers.add(head.singular)
        return borne

    def _is_rank(self, number: int) -> bool:
        """Whether a rank without its stop has a name or another rank behind it: "Lt | Gen Petrov"."""
        after = number + 1
        return after < len(self.forms) and self.forms[after][0].isupper() and (self.lowers[after] in UNSTOPPED or self.is_person(after))

    def _extend(self, number: int, head: Head, floor: int) -> Role | None:
        """The role around the main word at `number`: its qualifiers to the left, more heads and a portfolio to the right."""
        lowers = self.lowers
        first, last = number, number + 1
        plural = head.plural
        while (further := self._find_further(last)) is not None:  # "Attorney | General", "Deputy | Health Minister"
            head = HEADS.get(lowers[further], head)  # "Prince | Regent" is a prince
            plural = plural or head.plural
            last = further + 1
        standing = head.standing
        ending = self._find_ending(head.singular, last)
        if ending:
            standing, last = "official", last + ending
        elif ending := self._find_ending(head.singular, last, "open_endings"):
            last += ending
        titled = head.singular in ROLES["after_portfolio"]
        while (
            first > floor
            and head.singular not in PARTY_MEMBERS
            and (
                (is_qualifier(lowers[first - 1]) and first - 1 not in self.bodies)
                or (titled and lowers[first - 1] in PORTFOLIO_WORDS and lowers[first - 1] not in QUALIFIERS)  # "U.S. Treasury | Secretary"
            )
        ):
            if lowers[first - 2 : first] == ["white", "house"]:
                break
            if lowers[first - 1] == "under" and not lowers[first].startswith("secretar"):  # "the army under | General X"
                break
            first -= 1
        if titled and not plural:
            first = self._take_portfolio_before(first, floor)
        if lowers[first] in ORDINALS and first + 1 < last and lowers[first + 1] not in ORDERED:  # "the first president"
            first += 1
        if head.singular in NEEDS and NEEDS[head.singular].isdisjoint(lowers[first:number]):
            return None
        if (
            not PORTFOLIO_HEADS.isdisjoint((head.singular, *lowers[number:last]))
            or lowers[first] == "vice"
            or (head.singular == "director" and lowers[last : last + 1] == ["for"])
        ):
            last = self._take_portfolio(last)
            if lowers[last - 1 : last + 1] == ["state", "for"]:  # "Secretary of State | for Near Eastern Affairs"
                last = self._take_portfolio(last)
        if head.singular == "minister" and self.forms[last : last + 1] == ["II"]:  # Brunei's second minister of a portfolio
            last += 1
        if head.singular in ADVISING and any(lower in HEADS for lower in lowers[number + 2 : last]):  # "Assistant to the President"
            standing = "official"
        if standing == "open" and (self._is_secretary(first, last, head) or not {"opposition", "high"}.isdisjoint(lowers[first:number])):
            standing = "official"
        if lowers[first] in ("senior", "executive") and "vice" in lowers[first:number]:  # a company's, unlike a vice president
            standing = "private"
        if (
            (standing == "open" or head.singular == "president") and first > floor and lowers[first - 1] in ROLES["trades"]
        ):  # "film | director"
            standing = "private"
        if head.singular == "minister" and not ROLES["congregations"].isdisjoint(lowers[number:last]):
            standing = "private"
        marker = lowers[first - 1] if first > 0 and lowers[first - 1] in MARKERS else ""
        if any(lower.startswith(("ex-", "then-", "former-")) for lower in lowers[max(0, first - 1) : first + 1]):  # "ex-Irish president"
            marker = "former"
        return Role(first, last, self._name(first, last, plural), head.singular, standing, plural, marker)

    def _is_secretary(self, first: int, last: int, head: Head) -> bool:
        """Whether an open role is an office by the way it is written: "Foreign Secretary", "Secretary Blinken", "Representative X"."""
        forms = self.forms
        if head.singular == "secretary" and last - first > 1:
            return True
        if head.singular.startswith("spokes") and self.lowers[first - 2 : first] == ["attributable", "to"]:  # a ministry's way
            return True
        if head.singular == "representative" and not {"special", "permanent", "personal"}.isdisjoint(self.lowers[first:last]):
            return True
        if head.singular not in ("secretary", "representative", "speaker") or not forms[last - 1][0].isupper():
            return False
        named = last < len(forms) and forms[last][0].isupper() and self.is_person(last)
        return named or (head.singular == "representative" and first > 0 and self.lowers[first - 1] in PARTISAN)

    def _find_further(self, last: int) -> int | None:
        """The next main word of a role that goes on: "Attorney General", "Deputy Health Minister", not "President King"."""
        lowers, forms, count = self.lowers, self.forms, len(self.words)
        if last >= count:
            return None
        before, lower = lowers[last - 1], lowers[last]
        if lower in ("general", "generals"):
            return last if before not in ("the", "a") else None
        if (before, lower) in COMPOUNDS:
            return last
        if before not in JOINED:
            return None
        further = last
        while further + 1 < count and (
            (lowers[further] in BEFORE_HEADS and lowers[further] not in HEADS)
            or (
                lowers[further] in ("and", "&") and lowers[further + 1] in QUALIFIERS and forms[further + 1][0].isupper() and further > last
            )
        ):
            further += 1
        if further < count and lowers[further] in HEADS and forms[last - 1][0].isupper() == forms[further][0].isupper():
            return further
        return None

    def _find_ending(self, head: str, last: int, table: str = "endings") -> int:
        """How many words of a fixed ending follow: "of staff", "in chief"."""
        for ending in ROLES[table].get(head, ()):
            parts = ending.split()
            if self.lowers[last : last + len(parts)] == parts:
                return len(parts)
        return 0

    def _take_portfolio(self, last: int, depth: int = 0) -> int:
        """Past the portfolio that follows: "of Foreign Affairs", "of state", "for Europe and Foreign Affairs", "to the United Nations"."""
        lowers, forms, count = self.lowers, self.forms, len(self.words)
        if last + 1 >= count or lowers[last] not in PORTFOLIO_LINK or depth > DEEPEST:
            return last
        position = last + 1
        if lowers[position] in ("the", "his", "her"):
            position += 1
        if position < count and lowers[last - 1] in ADVISING and lowers[last] == "to" and (master := self._measure_master(position)):
            if lowers[position - 1] == "to":  # "an aide to | President Putin"
                return last
            position += master  # "Assistant to the President for Homeland Security", "Adviser to the Secretary of State for Energy"
            end = max(position, self._take_portfolio(position, depth + 1))
            return end if lowers[end - 1 : end] == ["for"] else max(end, self._take_portfolio(end, depth + 1))
        if lowers[last] == "in":  # "Ambassador in Moscow | Jane Doe"
            end = position + self.is_place(position)
            posted = lowers[last - 1] in ("ambassador", "commissioner", "consul") and position < end < count
            return end if posted and self.is_person(end) else last
        if lowers[last] == "to" and position == last + 1 and self._measure_master(position):  # "State Secretary to | Prime Minister X"
            return last
        if lowers[last] == "of" and position < count and self.is_place(position) and lowers[position] not in PORTFOLIO_WORDS:
            return last
        if lowers[last] == "to" and position < count and (length := self.is_place(position)):
            further = self._take_places(position + length)
            if further > position + 1:
                return further  # "to the Republic of Kenya", "to Sri Lanka and the Maldives"
        end = last
        posted = lowers[last] == "to" and lowers[last - 1] == "ambassador" and self.is_place(position) > 0  # "to Jordan"
        while position < count and (
            not self.is_person(position) or posted or (lowers[position] in PORTFOLIO_WORDS and position < last + 3)
        ):
            posted = False
            form, lower = forms[position], lowers[position]
            if lower in PORTFOLIO_WORDS and position in self.bodies and lower != "state":  # "Secretary of the | Security Council"
                break
            if lower in HONORIFICS or (position in self.bodies and lowers[last] == "of"):  # "Ambassador to Japan | Ms. X"
                break
            if self._begins_name(position):  # "Special Envoy for Syria | Staffan de Mistura"
                break
            if lower in PORTFOLIO_WORDS or (form[0].isupper() and lower not in HEADS):
                if end == position and lower not in PORTFOLIO_WORDS and lowers[position - 1] in PORTFOLIO_WORDS:
                    break  # "Secretary of State | Blinken"
                if end > last and self.is_place(position) and lower not in PORTFOLIO_WORDS and lowers[position - 1] == "of":
                    break
                position += 1
                end = position
            elif end > last and lower in ("and", "&", ",", "of", "for", "the", "to", "on") and position + 1 < count:
                following = position + 1  # "Growth, Energy, and the | Environment"
                while following < min(count, position + 4) and lowers[following] in ("and", "&", "the"):
                    following += 1
                if following >= count or lowers[following] not in PORTFOLIO_WORDS or (lower == "," and not forms[following][0].isupper()):
                    break
                position = following
            else:
                break
        return end

    def _take_places(self, end: int) -> int:
        """Past the other places of an ambassador to several, where nothing of theirs follows: "and the Maldives"."""
        position = end
        while self.lowers[position : position + 1] in (["and"], [","]):
            position += 1
            while self.lowers[position : position + 1] in (["and"], ["the"]):
                position += 1
            length = self.is_place(position) if position < len(self.words) else 0
            if not length:
                break
            position += length
            if not self.words.forms[position : position + 1] or self.lowers[position] in ENDINGS or self.is_person(position):
                end = position
        return end

    def _begins_name(self, position: int) -> bool:
        """Whether a word is the given name before a particle and a surname: "Staffan | de Mistura"."""
        after = self.forms[position + 1 : position + 3]
        return self.forms[position][0].isupper() and len(after) == 2 and after[0] in PARTICLES and after[1][0].isupper()

    def _take_portfolio_before(self, first: int, floor: int) -> int:
        """The first word of a portfolio of two before its minister: "Deputy | Economic Development and Trade Minister"."""
        lowers, forms = self.lowers, self.forms
        if first - 2 < floor or lowers[first - 1] not in ("and", "&") or lowers[first] not in PORTFOLIO_WORDS | QUALIFIERS:
            return first
        before = first - 1
        while before > floor and lowers[before - 1] in PORTFOLIO_WORDS | QUALIFIERS and forms[before - 1][0].isupper():
            before -= 1
        return before if before < first - 1 and forms[first][0].isupper() else first

    def _measure_master(self, position: int) -> int:
        """How many words name the office that an adviser serves: "president", "prime minister", "supreme leader"."""
        end = position
        while end < len(self.words) and is_qualifier(self.lowers[end]) and self.lowers[end] not in HEADS:
            end += 1
        return end + 1 - position if end < len(self.words) and self.lowers[end] in HEADS else 0

    @staticmethod
    def _spell(piece: str) -> str:
        """One word of a role, capitalised; a rank in full: "Lt. Gen."."""
        lower = piece.lower()
        return ABBREVIATIONS.get(lower, piece) if lower.endswith(".") or lower in UNSTOPPED else capitalize(piece)

    def _name(self, first: int, last: int, plural: bool) -> str:
        """The role as one holder has it, capitalised."""
        text = re.sub(r"^(?:ex|then|former)-", "", " ".join(self.words.quote(first, last).split()), flags=re.IGNORECASE)
        if name := ABBREVIATIONS.get(text.lower()):  # "then-prime-minister"
            return name
        pieces = [self._spell(piece) for piece in text.split(" ")]
        if plural:
            for number, piece in enumerate(pieces):
                if (head := HEADS.get(piece.lower())) and head.plural:
                    pieces[number] = capitalize(head.singular)
        return " ".join(pieces)


def find_roles(words: Words, is_place: Callable[[int], int], is_person: Callable[[int], bool], bodies: Collection[int] = ()) -> list[Role]:
    """All roles of a text, in order, none inside another.

    `is_place(i)` says how many words from word i on name a country or another place: they end a portfolio ("Minister of | Russia").
    `is_person(i)` says whether word i looks like a person's name, which ends one too. `bodies` are
    the words of organizations that a table knows: "Department of State | spokesperson".
    """
    return RoleFinder(words, is_place, is_person, bodies).find()
