"""Short names of bodies that a text names in full: introduced ("the BND, known as ..."), initials, a word of
the full name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dragoman.knowledge.organizations import Organization
from dragoman.reading.places import Places
from dragoman.reading.trace import tell
from dragoman.reading.words import Words

Span = tuple[int, int]  # first word, past the last
Groups = dict[str, list[Span]]  # a body's key -> where it is named
Rows = dict[str, Organization | None]  # a body's key -> its row of the table

_SHORT = r"[A-Z][\w&.+-]*[\w+]"
_CAPITALS = r"[A-Z][A-Z0-9&.+-]*[A-Z0-9+]"
# How a text says, right behind a body's name, by what else it goes; each with an example.
INTRODUCTIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf" \((?:(?:also |better )?known as |or |the )?({_CAPITALS})[),;]",  # "Security Service (or KAPO)"
        # "Service, known as Sapo"
        rf",? (?:also |better |commonly |widely )?known (?:simply )?as (?:the )?((?:{_SHORT} )?{_SHORT})",
        # "... CARU"
        rf",? known (?:\w+ )?by (?:its|the|their) (?:\w+ )?(?:acronym|initials|abbreviation),? ({_CAPITALS})",
        rf", or (?:the )?((?:{_SHORT} )?{_CAPITALS})(?=[,.])",  # "Federal Intelligence Service, or BND."
        rf", (?:the )?({_CAPITALS})(?=, (?!and|or)[a-z])",  # "the U.N. mission, MONUSCO, has"
    )
)
LONGEST = 60  # characters of an introduction
FIRMS = frozenset(["company", "corporation", "corp", "inc", "ltd", "limited", "group", "plc"])


def join_introduced(words: Words, groups: Groups, rows: Rows) -> None:
    """A name by which a text says that a body goes is that body's: "the Federal Intelligence Service, or
    BND"."""
    holders = {span: key for key, spans in groups.items() for span in spans}
    for (first, last), key in sorted(holders.items()):
        short = find_introduced(words, last) if last - first > 1 else None
        other = holders.get(short) if short else None
        if other and other != key and not (rows[key] and rows[other]) and {key, other} <= groups.keys():
            _move(words, groups, rows, other, key, "introduced")


def find_introduced(words: Words, last: int) -> Span | None:
    """The words by which the body of a name that ends there goes besides."""
    end = words.ends[last - 1]
    for pattern in INTRODUCTIONS:
        if match := pattern.match(words.text, end, end + LONGEST):
            return words.cover(*match.span(1))
    return None


def join_initials(words: Words, groups: Groups, rows: Rows) -> None:
    """An abbreviation that no table knows joins the only body whose initials it is: "UAW" the United Auto
    Workers."""
    spelt: dict[str, set[str]] = defaultdict(set)
    for key, spans in groups.items():
        for span in spans:
            for letters in _list_initials(words, span):
                spelt[letters].add(key)
    for key in list(groups):
        forms = {words.quote(*span) for span in groups[key]}
        form = re.sub(r"[.&-]", "", next(iter(forms)))
        others = (
            spelt[form] & groups.keys()
            if len(forms) == 1 and len(form) > 2 and form.isupper() and not rows[key]
            else set()
        )
        if len(others) == 1:
            _move(words, groups, rows, key, others.pop(), "initials")


def _list_initials(words: Words, span: Span) -> Iterator[str]:
    """What the words of a name may be shortened to: with small words and without, without a firm's form."""
    lowers, forms = (
        words.lowers[slice(*span)],
        [form for form in words.forms[slice(*span)] if form[0].isalnum()],
    )
    parts = [part for form in forms for part in form.split("-")]
    for kept in (parts, parts[:-1]) if lowers[-1] in FIRMS else (parts,):
        if len(kept) > 2:
            yield "".join(part[0] for part in kept if part[:1].isupper())
            yield "".join(part[0].upper() for part in kept if part)


def join_edges(words: Words, groups: Groups, rows: Rows, places: Places, called: frozenset[str]) -> None:
    """One word joins the only body whose name begins or ends with it: "Lockheed" Lockheed Martin, "Lakers"
    the Los Angeles Lakers.

    Not so words that say what a body is (`called`), names of places, nor what the table knows.
    """
    edges = _index_edges(words, groups)
    for key in list(groups):
        form = _find_only_word(words, groups[key])
        if rows[key] or not form:
            continue
        lengths = {other: length for other, length in edges[form].items() if other in groups}
        shortest = [other for other, length in lengths.items() if length == min(lengths.values())]
        if len(shortest) == 1 and form.lower() not in called and not places.find((form,)):
            _move(words, groups, rows, key, shortest[0], "word of the name")


def _index_edges(words: Words, groups: Groups) -> dict[str, dict[str, int]]:
    """A word that names of several begin or end with -> whose they are, with the words of the shortest."""
    edges: dict[str, dict[str, int]] = defaultdict(dict)
    for key, spans in groups.items():
        for first, last in spans:
            for form in {words.forms[first], words.forms[last - 1]} if last - first > 1 else ():
                edges[form][key] = min(last - first, edges[form].get(key, last))
    return edges


def _find_only_word(words: Words, spans: Sequence[Span]) -> str:
    """The one word that all of a body's names are; empty where there are others."""
    forms = {words.quote(*span) for span in spans}
    return forms.pop() if len(forms) == 1 and all(last - first == 1 for first, last in spans) else ""


def _move(words: Words, groups: Groups, rows: Rows, key: str, other: str, way: str) -> None:
    """Makes the names of a body another's, by a rule that explaining has a sentence for."""
    rows[other] = rows[other] or rows[key]
    tell_joined(words, groups[key], way)
    groups[other] += groups.pop(key)


def tell_joined(words: Words, spans: Sequence[Span], way: str) -> None:
    """Tell that a rule, which explaining has a sentence for, gives names to a body."""
    for first, last in spans:
        tell("joined", "organization", way, words.starts[first], words.ends[last - 1])
