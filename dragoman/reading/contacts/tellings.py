"""What one sentence tells of contacts: patterns found in its line, and who their sides are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.model import ContactKind, ContactStatus, DayWords
from dragoman.reading.contacts.lines import Line, Token
from dragoman.reading.contacts.words import (
    ADJECTIVE,
    BODY,
    CITY,
    ONE,
    PARTY,
    PERSON,
    SEVERAL,
    SPEAKER,
    STATE,
    Pattern,
    expand,
    load_table,
)

_GROUPS = expand("G")
_ANY = re.compile(PARTY)


@dataclass(frozen=True, slots=True)
class Telling:
    """One contact as one sentence tells it."""

    kind: ContactKind
    parties: tuple[str, ...]
    status: ContactStatus
    sentence: int
    start: int
    end: int
    day: DayWords | None
    place: tuple[int, int] | None
    title: bool
    weak: bool  # its status is only what a title lets guess


@dataclass(slots=True)
class Context:
    """Whom the sentences before have named, and whom the article is about."""

    one: str = ""
    several: tuple[str, ...] = ()
    speaker: str = ""
    about: str = ""
    named: list[str] = field(default_factory=list)


def match_line(line: Line, title: bool) -> Iterator[tuple[Pattern, re.Match[str]]]:
    """Each pattern where it is found in a line."""
    table = load_table()
    cued = {kind for kind, cue in table.cues.items() if cue.search(line.string)}
    for pattern in table.patterns:
        read = pattern.kind in cued and (title or not pattern.title)
        if read and (not pattern.mutual or pattern.needed.search(line.string)):
            for match in pattern.expression.finditer(line.string):
                yield pattern, match


def find_subject(line: Line, at: int) -> Sequence[Token]:
    """The parties that are the subject of what stands at a character of a line: the nearest before it that
    is no object."""
    words = load_table().words
    groups = list(_GROUPS.finditer(line.string, 0, at))
    near = line.string[:at].split()[-3:]
    if {"his", "her"} & set(near):
        return (Token(ONE, line.tokens[line.places[at]].start, 0),)
    for group in reversed(groups):
        before = line.string[: group.start()].split()
        after = line.string[group.end() : at].split()
        names = line.list_names(*group.span())
        if after == ["to"] or after[:1] == ["who"]:
            return names
        if after[:1] == ["’s"]:
            if len(after) <= 6:
                return names
            continue
        last = before[-1] if before else ""
        if last in ("the", "both", "his", "her"):
            last = before[-2] if len(before) > 1 else ""
        if last in words["prepositions"]:
            continue
        if names[0].text in (STATE, BODY) and last.isalpha() and last not in words["openers"]:
            continue
        return names
    return ()


def find_subject_after(line: Line, at: int) -> Sequence[Token]:
    """The parties that follow a comma after what stands before a character: "After talks with Y, X said"."""
    match = re.compile(rf"(?: [^{PERSON}-{SPEAKER}.;:,]+){{0,8}}? , {_GROUPS.pattern}").match(line.string, at)
    return line.list_names(*match.span()) if match else ()


def find_keys(names: Sequence[Token], line: Line, context: Context, people: dict[str, str]) -> list[str]:
    """The keys of whom names stand for; `people`: "key of a state, role" -> a person with that office."""
    keys = list[str]()
    for token in names:
        if token.text == ONE:
            keys.append(_find_antecedent(token, line) or context.one)
        elif token.text == SEVERAL:
            keys += context.several
        elif token.text == SPEAKER:
            keys.append(context.speaker)
        elif token.role:
            keys.append(
                people.get(f"{token.key} {token.role.split()[-1] if token.key else token.role}", token.key)
            )
        elif token.text in (PERSON, STATE, BODY, CITY, ADJECTIVE):
            keys.append(token.key)
    return [key for key in dict.fromkeys(keys) if key]


def _find_antecedent(pronoun: Token, line: Line) -> str:
    """The first person before a pronoun in its own sentence."""
    for i, token in enumerate(line.tokens):
        if token is pronoun or token.start >= pronoun.start:
            return ""
        if token.text == PERSON and not token.role:
            before = line.tokens[i - 1].text if i else ""
            if before not in load_table().words["prepositions"]:
                return token.key
    return ""


def find_status(line: Line, match: re.Match[str], pattern: Pattern) -> ContactStatus:
    """Whether what a match says took place."""
    words = load_table().words
    trigger = _find_trigger(match, pattern)
    before = re.split(
        r" [;:] | but ", line.string[: match.start("b") if "b" in match.groupdict() else match.end()]
    )[-1]
    before = " ".join(before.split()[-words["window"] - len(line.string[trigger : match.end()].split()) :])
    after = " ".join(line.string[match.end() :].split()[:4])
    trigger_words = len(line.string[trigger : match.end()].split())
    near = " ".join(before.split()[-words["window_not"] - trigger_words :])
    statuses: tuple[ContactStatus, ...] = ("not", "planned")
    for status in statuses:
        for expression in words[status]:
            if re.search(rf"(?:^|(?<= )){expression}(?= |$)", near if status == "not" else before):
                return status
        for expression in words[status + "_after"]:
            if re.search(rf"(?:^|(?<= )){expression}(?= |$)", after):
                return status
    return "held"


def _find_trigger(match: re.Match[str], pattern: Pattern) -> int:
    groups = match.groupdict()
    if groups.get("gap") is not None:
        return match.end("gap")
    if pattern.mutual and "a" in groups and match.start("a") == match.start():
        return match.end("a")
    return match.start()


def is_remote(line: Line, match: re.Match[str]) -> bool:
    """Whether a meeting is one by telephone or video."""
    before = line.string[: match.start()].split()[-3:]
    words = [*before, *match[0].split(), *line.string[match.end() :].split()[:3]]
    return bool(load_table().words["remote"].intersection(words))
