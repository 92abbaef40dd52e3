"""The contacts of an article, over the names that its reading has found."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from dragoman.model import Contact, DayWords, Mention, Reading, Tense
from dragoman.reading.contacts.days import find_days, set_tense
from dragoman.reading.contacts.joining import join_tellings
from dragoman.reading.contacts.lines import Line, Spot, Token, make_line, split_tokens, spot_mentions
from dragoman.reading.contacts.parties import MOST, Parties
from dragoman.reading.contacts.sides import reduce_tokens
from dragoman.reading.contacts.tellings import (
    Context,
    Telling,
    find_keys,
    find_status,
    find_subject,
    find_subject_after,
    is_remote,
    match_line,
)
from dragoman.reading.contacts.words import ADJECTIVE, BODY, CITY, PERSON, STATE, Pattern, load_table

OPENING = 3  # sentences, title and all, that tell what a report is about
ATTENDING = 30  # sentences in which a report says who was there
TOO_LONG = 1_200  # characters of a sentence that is a list or a table
BEFORE = 20  # characters that words of a day before a contact are as far as those behind it
NEAR_PLACE = 80  # characters from a visit within which a town is where it led
_SPEAKER = re.compile(r"[^:.\n]{1,80}: ")  # who speaks, in a transcript


@lru_cache(maxsize=8)
def _load_expression(name: str) -> re.Pattern[str]:
    """An expression of the table."""
    return re.compile(load_table().words[name][0], re.IGNORECASE)


@lru_cache(maxsize=1)
def _load_attending() -> re.Pattern[str]:
    return re.compile(rf"(?:\w+ )?{PERSON}(?: \w+)? {load_table().words['attends'][0]}")


def find_contacts(string: str, reading: Reading) -> tuple[Contact, ...]:
    """The contacts of an article: title, two line ends and text, with its reading, of which topics and
    contacts are not asked."""
    finder = _Finder(string, reading)
    return join_tellings(finder.list_tellings(), finder.parties.find_countries)


class _Finder:
    def __init__(self, string: str, reading: Reading) -> None:
        self.string, self.sentences = string, reading.sentences
        self.parties = Parties(
            {it.key: it for it in reading.entities if it.kind != "topic" and not it.unresolved}
        )
        self.no_party = set[str]()
        spots, self.counts = defaultdict[int, list[Spot]](list), Counter[str]()
        for mention in reading.mentions:
            if mention.key in self.parties.entities and mention.route not in ("official", "lexicon"):
                spots[mention.sentence].append((mention.start, mention.end, self._sign(mention), mention.key))
                self.counts[mention.key] += 1
        self.spots = {number: spot_mentions(found) for number, found in spots.items()}
        self.titles = {mention.sentence for mention in reading.mentions if mention.paragraph == 0} | {0}
        self.titled = [key for number in sorted(self.titles) for key in self._list_persons(number)]
        self.offices = self.parties.list_offices(self.counts)
        self.context = Context(about=self._find_protagonist())
        start, end = self.sentences[0] if self.sentences else (0, 0)
        unnamed = len(set(self.titled)) < 2
        self.sitting = unnamed and _load_expression("sitting").search(string, start, end) is not None
        self.present = dict[str, None]()  # who speaks in a transcript, or is said to attend

    def _sign(self, mention: Mention) -> str:
        kind, words = mention.key.partition(":")[0], load_table().words
        surface = self.string[mention.start : mention.end].lower()
        if kind == "person":
            return PERSON
        if kind == "organization":
            if surface in words["no_party"] or words["of_government"] & set(surface.split()):
                self.no_party.add(mention.key)
            return BODY
        if surface.replace(" ", "-") in words["venues"]:
            return CITY
        return {"demonym": ADJECTIVE, "city": CITY}.get(mention.route, STATE)

    def _list_persons(self, number: int) -> list[str]:
        """The persons of a sentence, in order."""
        return [key for _, _, sign, key in self.spots.get(number, ()) if sign == PERSON]

    def _find_protagonist(self) -> str:
        """Whom an article is about whose title names but the other side."""
        body = [
            key
            for number in sorted(self.spots.keys() - self.titles)
            for key in self._list_persons(number)
            if key not in self.titled
        ]
        if not body:
            return ""
        most = max(body, key=lambda key: self.counts[key])
        return body[0] if self.counts[body[0]] * 2 >= self.counts[most] else most

    def list_tellings(self) -> list[Telling]:
        """All that sentences tell of contacts, in order."""
        found = list[Telling]()
        if len(set(self.titled)) == 1 and _load_expression("spoken").match(self.string):
            self.context.speaker = self.titled[0]
        for number, (start, end) in enumerate(self.sentences):
            self._hear_speaker(number, start, end)
            if self._may_tell(number, start, end):
                tokens = split_tokens(self.string, start, end, self.spots.get(number, ()))
                line = make_line(reduce_tokens(tokens))
                found += self._read_line(line, number, number in self.titles)
                if attending := _load_attending().match(line.string):
                    self.present |= dict.fromkeys(
                        token.key for token in line.list_names(*attending.span()) if token.key
                    )
            self._note(number)
        found += self._list_sitting()
        return list(self._date_report(found))

    def _may_tell(self, number: int, start: int, end: int) -> bool:
        """Whether a sentence may tell of contacts: two of its words may be parties, and one says so."""
        named = len(self.spots.get(number, ()))
        if not named or end - start > TOO_LONG:
            return False
        if self._attends(number):
            return True
        text, alone = self.string[start:end].lower(), named < 2 and number not in self.titles
        if alone and not _load_expression("others").search(text):
            return False
        return load_table().cue.search(text) is not None

    def _attends(self, number: int) -> bool:
        """Whether a sentence may say who attends the meeting that the title names."""
        return self.sitting and number < ATTENDING and bool(self._list_persons(number))

    def _hear_speaker(self, number: int, start: int, end: int) -> None:
        """Note who speaks from here on, where a transcript says so."""
        if label := _SPEAKER.match(self.string, start, end):
            named = (
                key
                for _, last, sign, key in self.spots.get(number, ())
                if last <= label.end() and sign == PERSON
            )
            self.context.speaker = next(named, "")
            if self.context.speaker:
                self.present[self.context.speaker] = None

    def _note(self, number: int) -> None:
        """Note whom a sentence names, for the pronouns of the next."""
        if persons := self._list_persons(number):
            self.context.one = persons[0]
            others = [key for key in self.context.named if key not in persons]
            self.context.named = others + list(dict.fromkeys(persons))
            if len(self.context.several) < 2:
                self.context.several = tuple(self.context.named[-2:])

    def _list_sitting(self) -> Iterator[Telling]:
        """The meeting that a title names without its participants."""
        about = [self.context.about] if self.context.about else []
        present = tuple(dict.fromkeys([*about, *self.present]))[:MOST]
        start, end = self.sentences[0] if self.sentences else (0, 0)
        if self.sitting and len(self.present) > 1:
            yield Telling("meeting", present, "held", 0, start, end, None, None, True, False)

    def _date_report(self, found: Sequence[Telling]) -> Iterator[Telling]:
        """Tellings with the day of a report that speaks of "today's meeting"."""
        said = _load_expression("this_day").search(self.string)
        for telling in found:
            main = telling.title or telling.sentence < OPENING
            if said and main and telling.kind == "meeting" and telling.day is None:
                telling = replace(telling, day=DayWords(*said.span(), "past", offset=0))
            yield telling

    def _read_line(self, line: Line, number: int, title: bool) -> Iterator[Telling]:
        head = self.string[: self.sentences[0][1]].lower()
        weak = title and any(word in head for word in load_table().words["announcing"])
        for pattern, match in match_line(line, title):
            sides = self._find_sides(line, match, pattern, title)
            if sides is None:
                continue
            status = find_status(line, match, pattern)
            start = line.tokens[line.places[match.start()]].start
            end = line.tokens[line.places[match.end() - 1]].end
            day = self._find_day(number, start, end, status)
            if day is None and pattern.today:
                day = DayWords(start, start, "past", offset=0)
            kind = "call" if pattern.kind == "meeting" and is_remote(line, match) else pattern.kind
            for parties in self.parties.group(pattern, *sides, title):
                if self.parties.is_public(parties):
                    place = self._find_place(line, end, pattern, parties)
                    yield Telling(kind, parties, status, number, start, end, day, place, title, weak)
                    if sum(key.startswith("person:") for key in parties) > 1:
                        self.context.several = parties

    def _find_sides(
        self, line: Line, match: re.Match[str], pattern: Pattern, title: bool
    ) -> tuple[list[str], list[str]] | None:
        """The keys of both sides of a match; None where one is missing, or not what the pattern asks for."""
        given = self._list_keys(line, line.list_names(*match.span("a"))) if _has(match, "a") else []
        if pattern.mutual:
            return (given, []) if pattern.fits_mutual(given) else None
        second = self._list_keys(line, line.list_names(*match.span("b")))
        if pattern.persons and not any(key.startswith("person:") for key in second):
            return None
        if not _has(match, "a"):
            about = [self.context.about] if title and self.context.about else []
            given = self._find_subject(line, match, pattern) or about
        given = [key for key in given if key not in second]
        return (given, second) if given and second else None

    def _find_subject(self, line: Line, match: re.Match[str], pattern: Pattern) -> list[str]:
        subject = find_subject(line, match.start()) or find_subject_after(line, match.end())
        if pattern.goes:  # a state itself goes nowhere
            subject = [token for token in subject if token.text != STATE or token.side]
        return self._list_keys(line, subject)

    def _list_keys(self, line: Line, names: Sequence[Token]) -> list[str]:
        found = find_keys(names, line, self.context, self.offices)
        return [key for key in found if key not in self.no_party]

    def _find_day(self, number: int, start: int, end: int, status: str) -> DayWords | None:
        """The words of a day nearest to those of a contact in its sentence."""
        days = list(find_days(self.string, *self.sentences[number]))

        def measure(day: DayWords) -> int:
            if day.start >= end:
                return day.start - end
            return start - day.end + BEFORE if day.end <= start else 0

        tense: Tense = "future" if status == "planned" else "past"
        return set_tense(min(days, key=measure), tense) if days else None

    def _find_place(
        self, line: Line, end: int, pattern: Pattern, parties: tuple[str, ...]
    ) -> tuple[int, int] | None:
        """Where a contact was: of a visit the state's own words, else a town or state after "in" or "at"."""
        places = [token for token in line.tokens if token.text in (CITY, STATE) and not token.role]
        if pattern.kind in ("call", "message"):
            return None
        if pattern.goes:
            best = _find_goal([token for token in places if token.key == parties[1]], end)
        else:
            at = [token for token in places if _stands_in(line, token)]
            best = min(at, key=lambda token: abs(token.start - end)) if at else None
        return (best.start, best.end) if best else None


def _find_goal(places: Sequence[Token], end: int) -> Token | None:
    """Where a visit led, of the words that name its state: a town near the visit's own, else the first."""
    towns = [token for token in places if token.text == CITY and abs(token.start - end) < NEAR_PLACE]
    return towns[-1] if towns else places[0] if places else None


def _has(match: re.Match[str], group: str) -> bool:
    return bool(match.groupdict().get(group))


def _stands_in(line: Line, token: Token) -> bool:
    """Whether "in", "at" or "near" is before a place, "the" between them or not."""
    i = next(number for number, other in enumerate(line.tokens) if other is token)
    before = [other.text for other in line.tokens[max(0, i - 2) : i]]
    return bool({"in", "at", "near"} & set(before)) and before[-1] != ","
