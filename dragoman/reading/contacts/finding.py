"""The contacts of an article, over the names that its reading has found."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from dragoman.knowledge.offices import load_offices
from dragoman.model import Contact, DayWords, Entity, Mention, Reading
from dragoman.reading.contacts.days import find_days, set_tense
from dragoman.reading.contacts.joining import join_tellings
from dragoman.reading.contacts.lines import (
    Line,
    Spot,
    Token,
    make_line,
    split_tokens,
    spot_mentions,
)
from dragoman.reading.contacts.sides import reduce_tokens
from dragoman.reading.contacts.tellings import (
    Context,
    Telling,
    find_keys,
    find_status,
    find_subject,
    find_subject_after,
    match_line,
)
from dragoman.reading.contacts.words import ADJECTIVE, BODY, CITY, PERSON, STATE, Pattern, load_table

MOST = 6  # parties of one contact
OPENING = 3  # sentences, title and all, that tell what a report is about
TOO_LONG = 1_200  # characters of a sentence that is a list or a table


_SPEAKER = re.compile(r"[^:.\n]{1,80}: ")  # who speaks, in a transcript


@lru_cache(maxsize=1)
def _load_sitting() -> re.Pattern[str]:
    return re.compile(load_table().words["sitting"][0], re.IGNORECASE)


@lru_cache(maxsize=1)
def _load_attending() -> re.Pattern[str]:
    return re.compile(rf"(?:\w+ )?{PERSON}(?: \w+)? {load_table().words['attends'][0]}")


@lru_cache(maxsize=1)
def _load_cue() -> re.Pattern[str]:
    return re.compile(load_table().words["cue"][0], re.IGNORECASE)


def find_contacts(string: str, reading: Reading) -> tuple[Contact, ...]:
    """The contacts of an article: title, two line ends and text, with its reading, of which topics and
    contacts are not asked."""
    finder = _Finder(string, reading)
    return join_tellings(finder.list_tellings(), finder.find_countries)


class _Finder:
    def __init__(self, string: str, reading: Reading) -> None:
        self.string = string
        self.sentences = reading.sentences
        self.entities: dict[str, Entity] = {
            entity.key: entity
            for entity in reading.entities
            if entity.kind != "topic" and not entity.unresolved
        }
        self.no_party = set[str]()
        self.spots: dict[int, list[Spot]] = defaultdict(list)
        self.counts = Counter[str]()
        self.cities: dict[int, Mention] = {}
        for mention in reading.mentions:
            if mention.key in self.entities and mention.route not in ("official", "lexicon"):
                sign = self._sign(mention)
                if sign:
                    self.spots[mention.sentence].append((mention.start, mention.end, sign, mention.key))
                    self.counts[mention.key] += sign == PERSON
        self.titles = {m.sentence for m in reading.mentions if m.paragraph == 0} | {0}
        self.context = Context()
        self.offices = self._list_offices()

    def _sign(self, mention: Mention) -> str:
        kind = mention.key.partition(":")[0]
        if kind == "person":
            return PERSON
        surface = self.string[mention.start : mention.end].lower()
        if kind == "organization":
            words = load_table().words
            if surface in words["no_party"] or words["of_government"] & set(surface.split()):
                self.no_party.add(mention.key)
            return BODY
        if surface.replace(" ", "-") in load_table().words["venues"]:
            return CITY
        return {"demonym": ADJECTIVE, "city": CITY}.get(mention.route, STATE)

    def _list_offices(self) -> dict[str, str]:
        """ "country:RUS president" -> the person whom the article states to hold such an office."""
        found = dict[str, str]()
        for entity in self.entities.values():
            for office in entity.offices:
                if office.country and office.role and not office.former:
                    word = office.role.lower().split()[-1]
                    found.setdefault(f"country:{office.country} {word}", entity.key)
        for entity in sorted(self.entities.values(), key=lambda entity: -self.counts[entity.key]):
            for office in entity.offices:
                if office.role and not office.former:
                    found.setdefault(f" {office.role.lower()}", entity.key)
        return found

    def list_tellings(self) -> list[Telling]:
        """All that sentences tell of contacts, in order."""
        found = list[Telling]()
        self.title_persons = [
            key for n in sorted(self.titles) for _, _, sign, key in self.spots.get(n, ()) if sign == PERSON
        ]
        self.context.about = self._find_protagonist()
        if len(set(self.title_persons)) == 1 and re.match(
            r"(?:statement|remarks|message|letter|op-ed|address)\b", self.string[:40].lower()
        ):
            self.context.speaker = self.title_persons[0]
        speakers = dict[str, None]()
        for number, (start, end) in enumerate(self.sentences):
            spots = spot_mentions(self.spots, number)
            label = _SPEAKER.match(self.string, start, end)
            if label:
                said = next(
                    (key for first, last, sign, key in spots if sign == PERSON and last <= label.end()), ""
                )
                self.context.speaker = said
                if said:
                    speakers[said] = None
            if (
                (spots or self.context.one)
                and end - start < TOO_LONG
                and _load_cue().search(self.string, start, end)
            ):
                tokens = reduce_tokens(split_tokens(self.string, start, end, spots))
                line = make_line(tokens)
                found += self._read_line(line, number, number in self.titles)
                if found_attending := _load_attending().match(line.string):
                    speakers |= dict.fromkeys(
                        token.key for token in line.list_names(*found_attending.span()) if token.key
                    )
            self._note(spots)
        present = tuple(dict.fromkeys([*([self.context.about] if self.context.about else []), *speakers]))[
            :MOST
        ]
        if (
            len(speakers) > 1
            and len(set(self.title_persons)) < 2
            and len(present) > 1
            and _load_sitting().search(self.string, 0, self.sentences[0][1])
        ):
            start, end = self.sentences[0]
            found.append(
                Telling("meeting", present, "held", 0, start, end, None, None, "", True, False, "transcript")
            )
        return list(self._date_report(found))

    def _date_report(self, found: Sequence[Telling]) -> Iterator[Telling]:
        """Tellings with the day of a report that speaks of "today's meeting"."""
        said = re.compile(load_table().words["this_day"][0], re.IGNORECASE).search(self.string)
        for telling in found:
            if (
                said
                and (telling.title or telling.sentence < OPENING)
                and telling.kind == "meeting"
                and telling.day is None
            ):
                yield replace(telling, day=DayWords(*said.span(), "past", offset=0))
            else:
                yield telling

    def _find_protagonist(self) -> str:
        """Whom an article is about whose title names but the other side."""
        titled = set(self.title_persons)
        body = [
            key
            for number in sorted(self.spots)
            if number not in self.titles
            for _, _, sign, key in spot_mentions(self.spots, number)
            if sign == PERSON and key not in titled
        ]
        if not body:
            return ""
        return (
            body[0]
            if self.counts[body[0]] * 2 >= max(self.counts[key] for key in body)
            else max(body, key=lambda key: self.counts[key])
        )

    def _note(self, spots: Sequence[Spot]) -> None:
        persons = [key for _, _, sign, key in spots if sign == PERSON]
        if persons:
            self.context.one = persons[0]
            self.context.named = [key for key in self.context.named if key not in persons] + list(
                dict.fromkeys(persons)
            )
            if len(self.context.several) < 2:
                self.context.several = tuple(self.context.named[-2:])

    def _read_line(self, line: Line, number: int, title: bool) -> Iterator[Telling]:
        announcing = load_table().words["announcing"]
        for pattern, match in match_line(line, title):
            sides = self._find_sides(line, match, pattern, title)
            if sides is None:
                continue
            first, second = sides
            status = find_status(line, match, pattern)
            start = line.tokens[line.places[match.start()]].start
            end = line.tokens[line.places[match.end() - 1]].end
            day = self._find_day(number, start, end, status)
            if day is None and pattern.today:
                day = DayWords(start, start, "past", offset=0)
            kind = pattern.kind
            if kind == "meeting" and self._is_remote(line, match):
                kind = "call"
            weak = title and any(word in self.string[: self.sentences[0][1]].lower() for word in announcing)
            for parties in self._group(pattern, first, second, title):
                if not self._is_public(parties):
                    continue
                place, where = self._find_place(line, number, end, pattern, parties)
                yield Telling(
                    kind, parties, status, number, start, end, day, place, where, title, weak, pattern.id
                )
                if sum(key.startswith("person") for key in parties) > 1:
                    self.context.several = parties

    def _find_sides(
        self, line: Line, match: re.Match[str], pattern: Pattern, title: bool
    ) -> tuple[list[str], list[str]] | None:
        groups = match.groupdict()

        def keys(names: Sequence[Token]) -> list[str]:
            found = find_keys(names, line, self.context, self.offices)
            return [key for key in found if key not in self.no_party]

        given = keys(line.list_names(*match.span("a"))) if groups.get("a") else None
        if pattern.mutual:
            if pattern.several and len(given or ()) < 3:
                return None
            if pattern.states and any(key.startswith("person:") for key in given or ()):
                return None
            return (given, []) if given and len(given) > 1 else None
        second = keys(line.list_names(*match.span("b")))
        if pattern.persons and not any(key.startswith("person") for key in second):
            return None
        if given is None:
            subject = find_subject(line, match.start()) or find_subject_after(line, match.end())
            if pattern.goes:  # a state itself goes nowhere
                subject = [token for token in subject if token.text != STATE or token.side]
            given = keys(subject)
            if not given and (pattern.title or title) and self.context.about:
                given = [self.context.about]
        given = [key for key in given if key not in second]
        return (given, second) if given and second else None

    def _group(
        self, pattern: Pattern, first: list[str], second: list[str], title: bool
    ) -> Iterator[tuple[str, ...]]:
        """The parties of each contact that is told."""
        if pattern.goes:
            for visitor in first:
                if visitor.startswith("organization:"):
                    continue
                for state in second:
                    if state not in self.find_countries(visitor) and state != visitor:
                        yield visitor, state
            return
        everyone = list(dict.fromkeys([*first, *second]))[: MOST + 2]
        if not second:
            everyone = everyone[:MOST]
            if len(everyone) > 1 and not (len(everyone) == 2 and self._at_home(*everyone) and not title):
                yield tuple(everyone)
            return
        for side in (first, second):
            if len(side) > 1 and any(self._at_home(a, b) for a in side for b in side if a != b):
                for a in first:
                    for b in second:
                        if title or not self._at_home(a, b):
                            yield a, b
                return
        if pattern.kind in ("message", "call") and len(first) == 1:
            for b in second:
                if title or not self._at_home(first[0], b):
                    yield first[0], b
        elif len(everyone) > 2 or title or not self._at_home(first[0], second[0]):
            yield tuple(everyone[:MOST])

    def _is_remote(self, line: Line, match: re.Match[str]) -> bool:
        """Whether a meeting is one by telephone or video."""
        before = line.string[: match.start()].split()[-3:]
        words = [*before, *match[0].split(), *line.string[match.end() :].split()[:3]]
        return bool(load_table().words["remote"].intersection(words))

    def _is_public(self, parties: Sequence[str]) -> bool:
        """Whether one of the parties is of public life, and none only tells of it."""
        tellers = load_table().words["tellers"]
        for key in parties:
            entity = self.entities.get(key)
            if entity and any(tellers & set(office.role.lower().split()) for office in entity.offices):
                return False
        return any(
            not key.startswith("person:") or self.entities[key].official or self.find_countries(key)
            for key in parties
        )

    def find_countries(self, key: str) -> frozenset[str]:
        """The states whose a party is: itself, or those of its offices, as keys."""
        if key.startswith("country:"):
            return frozenset([key])
        entity = self.entities[key]
        stated = frozenset(f"country:{office.country}" for office in entity.offices if office.country)
        return stated or find_known_countries(entity.name) if entity.kind == "person" else frozenset()

    def _at_home(self, one: str, other: str) -> bool:
        """Whether both are of one state."""
        return bool(self.find_countries(one) & self.find_countries(other))

    def _find_day(self, number: int, start: int, end: int, status: str) -> DayWords | None:
        """The words of a day nearest to those of a contact in its sentence."""
        first, last = self.sentences[number]
        days = list(find_days(self.string, first, last))
        if not days:
            return None

        def far(day: DayWords) -> int:
            return day.start - end if day.start >= end else (start - day.end) + 20 if day.end <= start else 0

        best = min(days, key=far)
        return set_tense(best, "future" if status == "planned" else "past")

    def _find_place(
        self, line: Line, number: int, end: int, pattern: Pattern, parties: tuple[str, ...]
    ) -> tuple[tuple[int, int] | None, str]:
        """Where a contact was: of a visit the state's own words, else a town or state after "in" or "at"."""
        if pattern.kind in ("call", "message"):
            return None, ""
        best: tuple[int, tuple[int, int], str] | None = None
        for i, token in enumerate(line.tokens):
            if token.text not in (CITY, STATE) or token.role:
                continue
            if pattern.goes and token.key == parties[1]:
                if best is None or (token.text == CITY and abs(token.start - end) < 80):
                    best = 0, (token.start, token.end), token.key
                continue
            before = [line.tokens[k].text for k in range(max(0, i - 2), i)]
            if not pattern.goes and ({"in", "at", "near"} & set(before[-2:])) and before[-1:] != [","]:
                far = abs(token.start - end)
                if best is None or far < best[0]:
                    best = far, (token.start, token.end), self.string[token.start : token.end].lower()
        return (best[1], best[2]) if best else (None, "")


@lru_cache(maxsize=4096)
def find_known_countries(name: str) -> frozenset[str]:
    """The states in whose offices public tables have a person of a name."""
    return frozenset(
        f"country:{spell.office.country}"
        for spell in load_offices().find_person(name)
        if spell.office.country
    )


def count_persons(parties: Mapping[str, int] | Sequence[str]) -> int:
    """How many of these parties are persons."""
    return sum(key.startswith("person:") for key in parties)
