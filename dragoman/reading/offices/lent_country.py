"""When a country may be lent to an office that the text gives none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.reading.countries import CountryMention
from dragoman.reading.offices.home_country import VISITED, count_acting, is_party, weigh_countries
from dragoman.reading.offices.nearby_countries import Surroundings, list_between
from dragoman.reading.words import Words

MOST_NAMED = 20  # mentions of a country in one sentence that are looked at
ENOUGH = 3  # the weight from which a country is what a text is about
LONGEST_TITLE = 50  # characters of one that begins a sentence
_ROLES = load_lexicon("roles")
MEETING = re.compile(rf"\b(?:{'|'.join(sorted(_ROLES['meets']))})\b")
SPEAKING = re.compile(rf"\b(?:{'|'.join(sorted(_ROLES['meets'] | _ROLES['addresses']))})\b")
# A country behind a name that is in office there: "telephoned the | Turkish president".
HOLDER = re.compile(
    rf"(?:['’]s)?\s(?:[\w-]+\s){{0,2}}?(?:{'|'.join(sorted(_ROLES['official']))})\b", re.IGNORECASE
)
# Whom a visitor sees: "arrived in Egypt on Monday for talks with | President X".
SEEN = re.compile(
    r"[^.;]{0,60}\b(?:talks|meet|meets|meeting|meetings|met|hosted|received|welcomed|greeted)\b"
    r"(?:\s(?:with|by))?(?:\s[\w.-]+){0,6}\s$"
)


class Lender:
    """Knows which countries of a text may lend themselves: those that it does not only speak of as other
    parties."""

    def __init__(self, words: Words, countries: Sequence[CountryMention]) -> None:
        self.text = words.text
        own = [country for country in countries if not is_party(words.text, country)]
        self.around = Surroundings(words.text, own)
        self.visited = [c for c in countries if VISITED.search(words.text, max(0, c.start - 90), c.start)]
        self.acting = count_acting(words.text, own)
        self.weights = weigh_countries(words, own)
        self.routes: dict[str, set[str]] = defaultdict(set)
        for country in own:
            self.routes[country.iso3].add(country.route)

    def find_near(self, start: int, introduces: bool, stranger: bool) -> str:
        """The only country before the name at `start` in its sentence: "In Moscow, Deputy Foreign Minister X
        called it a mistake".

        Where officials are introduced by their countries (`introduces`), also the only one of the sentence or
        of the paragraph, if the text is about it. `stranger`: of an office whose holders are known by name,
        and this is none of them.
        """
        left, right = self.around.find_sentence(start)
        near = self.around.name_between(left, start)
        if len(near) == 1 and not (
            stranger and SPEAKING.search(self.text, left + 1, start)
        ):  # "The Russian president met | Prime Minister X"
            return near.pop()
        if near or stranger or not introduces:
            return ""
        near = self.around.name_between(left, right) or self.around.name_between(
            *self.around.find_paragraph(start)
        )
        only = near.pop() if len(near) == 1 else ""
        return only if self.weights[only] >= ENOUGH else ""

    def find_host(self, start: int) -> str:
        """The country that somebody visits in this sentence to see the one at `start`."""
        left, _ = self.around.find_sentence(start)
        visited = [*list_between(self.visited, left + 1, start)][-1:]
        return next((c.iso3 for c in visited if SEEN.match(self.text[c.end : start])), "")

    def find_held(self, start: int) -> str:
        """The only country that a paragraph names before `start`, of one of its officials, where a title
        begins the next sentence, which names none: "A Kenyan minister spoke. Defence Minister | X left"."""
        left, right = self.around.find_sentence(start)
        if start - left > LONGEST_TITLE or self.around.name_between(left, right):
            return ""
        first, _ = self.around.find_paragraph(start)
        before = [*list_between(self.around.countries, first + 1, start)]
        named = {country.iso3 for country in before}
        held = any(HOLDER.match(self.text, country.end) for country in before)
        return named.pop() if len(named) == 1 and held else ""

    def may_lend(self, iso3: str, start: int, stranger: bool) -> bool:
        """Whether a text's own country is the one of the office at `start`: the sentence has it, as no party
        that is met, or the text is about it and names no other more."""
        left, right = self.around.find_sentence(start)
        near = [
            country
            for country in list_between(self.around.countries, left + 1, right)
            if country.iso3 == iso3
        ][:MOST_NAMED]
        if stranger:
            near = [
                country
                for country in near
                if country.start < start or not HOLDER.match(self.text, country.end)
            ]
        verbs = [
            (SPEAKING if stranger and country.start < start else MEETING, sorted((country.start, start)))
            for country in near
        ]
        here = any(not verb.search(self.text, *span) for verb, span in verbs)
        if here or ENOUGH <= self.weights[iso3] == max(self.weights.values()):
            return True
        routes = self.routes.get(iso3, ())
        # Its officials are there, or it is where things happen.
        return not stranger and (not routes or "city" in routes)
