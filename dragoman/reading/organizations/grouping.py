"""Which names are one body's: the table's row, the same words, an abbreviation in brackets, "Iraqi
Parliament" and "Parliament of Iraq"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.knowledge.gazetteer import Listed
from dragoman.knowledge.lexicons import load_lexicon
from dragoman.knowledge.organizations import Organization
from dragoman.reading.organizations.short_names import (
    find_introduced,
    join_edges,
    join_initials,
    join_introduced,
    tell_joined,
)
from dragoman.reading.organizations.table import COMMON, WORD_LIKE, load_known
from dragoman.reading.places import Places
from dragoman.reading.trace import tell
from dragoman.reading.words import Words

Span = tuple[int, int]  # first word, past the last

ACRONYM = re.compile(r"[A-Z][A-Z0-9&.+-]*[A-Z0-9+]$")
LINKS = frozenset(["of", "for", "and", "&", "on", "the", "to", "in", "de", "against", "with"])
_LISTS = load_lexicon("bodies")
# Words by which a body is called once it was named in full: "the Council", "the Alliance"; and those that
# name one by themselves.
ALONE = frozenset(
    ["army", "navy", "parliament", "congress", "senate", "house", "duma", "knesset", "majlis", "politburo"]
)
CALLED: frozenset[str] = _LISTS["bodies"] | _LISTS["openers"]


@dataclass(frozen=True, slots=True)
class NamedOrganization:
    """A body under the fullest form that the text uses. `known` is its row of the table. `spans` are
    characters."""

    name: str
    spans: tuple[tuple[int, int], ...]
    known: Organization | None = None


def group_bodies(
    words: Words,
    found: Mapping[Span, Organization | None],
    places: Places,
    listed: Mapping[Span, tuple[Listed, ...]],
) -> list[NamedOrganization]:
    """The bodies whose names were found, in order of appearance. `listed` are the gazetteer's names among
    them."""
    groups: dict[str, list[Span]] = defaultdict(list)
    rows: dict[str, Organization | None] = {}
    for span, known in sorted(found.items()):
        key = _make_key(words, span, known, places)
        groups[key].append(span)
        rows[key] = rows.get(key) or known
    _join_cases(words, groups)
    _join_listed(words, groups, listed)
    _join_variants(words, groups, rows)
    taken = {i for span in found for i in range(*span)}
    _follow_brackets(words, groups, rows, taken)
    join_introduced(words, groups, rows)
    join_initials(words, groups, rows)
    join_edges(words, groups, rows, places, CALLED)
    full = {key: sorted(spans) for key, spans in groups.items()}  # without "the Alliance", which is no name
    _follow_calls(words, groups, rows)
    inside = _find_inside(words, rows, places)
    named = []
    for key in groups.keys() | inside.keys():
        spans = groups.get(key, [])
        quotes = [words.quote(*span) for span in full.get(key, [])] or [words.text[slice(*inside[key][0])]]
        name = max(quotes, key=lambda quote: (len(quote.split()), len(quote)))
        chars = [(words.starts[first], words.ends[last - 1]) for first, last in spans] + inside.get(key, [])
        named.append(NamedOrganization(" ".join(name.split()), tuple(sorted(chars)), rows[key]))
    return sorted(named, key=lambda body: body.spans[0])


def _make_key(words: Words, span: Span, known: Organization | None, places: Places) -> str:
    """The table's name, else the words without links, each country as its code: "Parliament of Iraq" is "IRQ
    parliament"."""
    if known:
        return known.name
    codes, rest, i = [], [], span[0]
    while i < span[1]:
        length = min(places.measure(words, i), span[1] - i)
        start = i + 1 if length > 1 and words.lowers[i] == "the" else i
        meaning = places.find(tuple(words.forms[start : i + length])) if length else None
        if meaning and meaning[0] and meaning[1] in ("place", "demonym"):
            codes.append(meaning[0])
        elif words.lowers[i] not in LINKS:
            rest.append(words.lowers[i])
        i += max(1, length)
    return " ".join([*sorted(codes), *sorted(rest)])


def _move(words: Words, groups: dict[str, list[Span]], key: str, other: str, way: str) -> None:
    """Makes the names of a body another's, by a rule that explaining has a sentence for."""
    _add(words, groups, other, groups.pop(key), way)


def _add(words: Words, groups: dict[str, list[Span]], key: str, spans: Sequence[Span], way: str) -> None:
    groups[key] += spans
    tell_joined(words, spans, way)


def _join_cases(words: Words, groups: dict[str, list[Span]]) -> None:
    """A name in capitals joins the same one in small letters: "SENATE" and "Senate"."""
    quiet = {
        quote.lower(): key
        for key, spans in groups.items()
        for span in spans
        if not (quote := words.quote(*span)).isupper()
    }
    for key, spans in list(groups.items()):
        others = {
            quiet.get(quote.lower()) if (quote := words.quote(*span)).isupper() else key for span in spans
        }
        if len(others) == 1 and (other := others.pop()) and other != key and other in groups:
            _move(words, groups, key, other, "capitals")


def _join_listed(
    words: Words, groups: dict[str, list[Span]], listed: Mapping[Span, tuple[Listed, ...]]
) -> None:
    """A name of one word joins the longer name of the same body of the gazetteer: "MIT" and "Massachusetts
    Institute of Technology"."""
    holders: dict[str, str] = {}
    for key, spans in groups.items():
        for span in spans:
            if span[1] - span[0] > 1:
                holders |= {body.name: key for body in listed.get(span, ())}
    for key in list(groups):
        fuller = {
            holders[body.name]
            for span in groups[key]
            for body in listed.get(span, ())
            if body.name in holders
        } - {key}
        if len(fuller) == 1 and all(last - first == 1 for first, last in groups[key]):
            _move(words, groups, key, fuller.pop(), "gazetteer")


def _join_variants(words: Words, groups: dict[str, list[Span]], rows: dict[str, Organization | None]) -> None:
    """A shorter or plainer form joins the only fuller one: "Parliament" and "IRQ parliament", "Expediency
    Council" and the full name."""
    index = _Index(groups, rows)
    for key in list(groups):
        row = rows[key]
        fuller = (
            _list_fuller_rows(words, key, groups[key], row, index)
            if row
            else _list_fuller(key, groups, index)
        )
        fuller = [other for other in fuller if other in groups]
        if len(fuller) == 1:
            _move(words, groups, key, fuller[0], "shorter form")


def _list_fuller_rows(
    words: Words, key: str, spans: Sequence[Span], row: Organization, index: _Index
) -> list[str]:
    """The keys, not of the table, that may be the body of a row in full: its common word with a country, all
    its words and its country."""
    parts = key.lower().split()
    fuller: list[str] = []
    if len(parts) == 1 or all(last - first == 1 and words.forms[first] in COMMON for first, last in spans):
        named = tuple(sorted({words.lowers[first] for first, _ in spans}))
        fuller += [other for other in index.after[named] if not index.rows[other] and other[:3].isupper()]
    if row.country:
        fuller += [
            other
            for other in index.list_holding(parts)
            if not index.rows[other] and other.startswith(row.country)
        ]
    return fuller


def _list_fuller(key: str, groups: Mapping[str, list[Span]], index: _Index) -> list[str]:
    """The keys that may be a body in full that no table has: with a country, else with more words."""
    parts = key.lower().split()
    fuller = [other for other in index.of_country[key] if other in groups]
    fuller += [other for other in index.ends[tuple(key.split())] if other != key]
    return fuller or [other for other in index.list_holding(parts) if other != key and len(parts) > 1]


class _Index:
    """The keys of a text's bodies by the words that they hold, so that a text of thousands does not compare
    each with each."""

    def __init__(self, keys: Collection[str], rows: Mapping[str, Organization | None]) -> None:
        self.rows = rows
        self.after: dict[tuple[str, ...], list[str]] = defaultdict(list)  # the words after the first
        self.of_country: dict[str, list[str]] = defaultdict(list)  # what stands after a country's code
        # Of the table's, a country and these: "U.S. Supreme Court".
        self.ends: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self.words = {key: frozenset(key.lower().split()) for key in keys}
        self.holding: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            self.after[tuple(key.split()[1:])].append(key)
            if re.match(r"[A-Z]{3} ", key):
                self.of_country[key[4:]].append(key)
            if rows[key] and len(lowers := key.lower().split()) > 1:
                self.ends[tuple(sorted(lowers[1:]))].append(key)
            for word in self.words[key]:
                self.holding[word].append(key)

    def list_holding(self, parts: Collection[str]) -> list[str]:
        """The keys that have all of some words, the same or more."""
        rarest = min((self.holding[part] for part in parts), key=len, default=[])
        return [key for key in rarest if self.words[key].issuperset(parts)]


def _follow_brackets(
    words: Words, groups: dict[str, list[Span]], rows: dict[str, Organization | None], taken: set[int]
) -> None:
    """Adds the abbreviations that the text introduces in brackets after a name, wherever they stand."""
    alone = _index_single(words, groups)
    for key, short in _list_introduced(words, groups):
        if key not in groups:  # another one's, by now
            continue
        others = [other for other in alone[short] if other != key and other in groups]
        if rows[key] and any(rows[other] for other in others):  # the table has them as two
            continue
        for other in others:
            for form in _list_single(words, groups[other]):
                alone[form][key] = None
            _move(words, groups, other, key, "abbreviation")
            rows[key] = rows[key] or rows[other]
        free = _list_free(words, short, taken)
        _add(words, groups, key, [(i, i + 1) for i in free], "abbreviation")
        taken.update(free)
        if free:
            alone[short][key] = None


def _list_free(words: Words, short: str, taken: Collection[int]) -> list[int]:
    """The words that are an abbreviation and within no name yet."""
    return [i for i in words.list_places({short.lower()}) if words.forms[i] == short and i not in taken]


def _index_single(words: Words, groups: Mapping[str, Iterable[Span]]) -> dict[str, dict[str, None]]:
    """The words that are a name by themselves, with the bodies that each names."""
    alone: dict[str, dict[str, None]] = defaultdict(dict)
    for key, spans in groups.items():
        for form in _list_single(words, spans):
            alone[form][key] = None
    return alone


def _list_single(words: Words, spans: Iterable[Span]) -> list[str]:
    """The words that are a name by themselves."""
    return [words.forms[first] for first, last in spans if last - first == 1]


def _list_introduced(words: Words, groups: Mapping[str, Sequence[Span]]) -> dict[tuple[str, str], None]:
    """The bodies with the abbreviations by which the text introduces them, each pair once, in order."""
    introduced: dict[tuple[str, str], None] = {}
    for key, spans in groups.items():
        for _, last in (
            span for span in spans if span[1] - span[0] > 1
        ):  # not "Member of Parliament (MP)", whose last word is the name
            short = find_introduced(words, last)
            if short and short[1] - short[0] == 1 and ACRONYM.match(words.forms[short[0]]):
                introduced[key, words.forms[short[0]]] = None
    return introduced


def _follow_calls(
    words: Words, groups: dict[str, list[Span]], rows: Mapping[str, Organization | None]
) -> None:
    """What is called "the Council" joins the body that is named so in full last before it, else the first
    one: "the Alliance" NATO."""
    bearers = _list_bearers(words, groups)
    for key in [
        key for key in groups if not rows[key] and all(last - first == 1 for first, last in groups[key])
    ]:
        others = [
            (place, bearer)
            for place, bearer in bearers.get(words.lowers[groups[key][0][0]], ())
            if bearer != key
        ]
        spans = groups.pop(key) if others or _is_nameless(words, groups[key]) else []
        for first, last in spans if others else ():
            bearer = next((bearer for place, bearer in reversed(others) if place < first), others[0][1])
            _add(words, groups, bearer, [(first, last)], "called")


def _is_nameless(words: Words, spans: Sequence[Span]) -> bool:
    """Whether a word says what a body is, and not which: "the Council" where the text names none."""
    lower = words.lowers[spans[0][0]]
    return lower in CALLED and lower not in ALONE


def _list_bearers(words: Words, groups: Mapping[str, list[Span]]) -> dict[str, list[tuple[int, str]]]:
    """A word of bodies that a name begins or ends with -> where, and whose it is, in order."""
    bearers: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, spans in groups.items():
        for first, last in spans:
            edges = {words.lowers[last - 1]} & CALLED if last - first > 1 else set()
            if last - first > 1 and words.lowers[first + 1] in LINKS:  # not the "House" of its committees
                edges |= {words.lowers[first]} & CALLED
            for lower in edges | {"alliance"} if key == "NATO" else edges:
                bearers[lower].append((first, key))
    return {lower: sorted(rows) for lower, rows in bearers.items()}


def _find_inside(
    words: Words, rows: dict[str, Organization | None], places: Places
) -> dict[str, list[tuple[int, int]]]:
    """Characters of abbreviations inside a word: "NATO-led", "UN-brokered". Adds the rows of bodies that the
    text names nowhere else."""
    known, inside = load_known(), defaultdict(list)
    for i in words.capitals:
        form = words.forms[i]
        if "-" in form and form[0].isupper():
            start = words.starts[i]
            for piece in form.split("-"):
                row = next((row for forms, row in known.get(piece, ()) if forms == (piece,)), None)
                if (
                    row
                    and piece.isupper()
                    and len(piece) > 1
                    and (row.name in rows or is_plain(row, piece, form, places))
                ):
                    rows.setdefault(row.name, row)
                    inside[row.name].append((start, start + len(piece)))
                    tell("joined", "organization", "inside a word", start, start + len(piece))
                start += len(piece) + 1
    return dict(inside)


def is_plain(row: Organization, piece: str, form: str, places: Places) -> bool:
    """Whether an abbreviation in a word with a hyphen can be nothing else: "UN-led", "ASEAN-Japan", not
    "IS-held" nor "SARS-CoV-2"."""
    if row.kind != "intergovernmental" or piece in WORD_LIKE:
        return False
    others = [other for other in form.split("-") if other != piece]
    return (form.startswith(piece) and form[len(piece) + 1 :].islower()) or all(
        places.find((other,)) for other in others
    )
