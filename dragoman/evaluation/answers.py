"""An article's right answers beside the predicted ones: spans, and which entities are the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]
Row = Mapping[str, Any]  # an object of the JSONL files

# Words for one office in different writings, rewritten in this order.
_OFFICES = (
    (
        re.compile(r"minister (?:of|for) (?:the )?(?:foreign|external) (?:affairs|relations)"),
        "foreign minister",
    ),
    (re.compile(r"(?:foreign|external) affairs minister"), "foreign minister"),
    (re.compile("adviser"), "advisor"),
    (re.compile("defense"), "defence"),
    (re.compile(r"minister (?:of|for) (?:the )?([a-z ]+)"), r"\1 minister"),
)
_SMALL = frozenset(["of", "the", "for", "and", "to"])


@dataclass(frozen=True, slots=True)
class Answers:
    """An article: `right` maps listed spans to their entity's number, `found` predicted ones to one or a key.

    A predicted entity that stands for a listed one has its number, any other its own key.
    """

    article: str
    text: str
    entities: Sequence[Row]  # the listed ones, by number
    predicted: Mapping[int | str, Row]
    right: tuple[tuple[Span, int], ...]
    found: tuple[tuple[Span, int | str, str, str], ...]  # span, entity, kind, route
    routes: Mapping[Span, str]  # of the listed mentions of countries
    topics: frozenset[str]
    predicted_topics: frozenset[str]


def compare(gold: Row, predicted: Row | None) -> Answers:
    """Puts one article's answers side by side.

    ValueError when a predicted mention has a key that no predicted entity has.
    """
    predicted = predicted or {"entities": [], "mentions": [], "topics": []}
    text = f"{gold['title']}\n\n{gold['text']}"
    entities = gold["entities"]
    right = place_surfaces(text, entities)
    by_key = {entity["key"]: entity for entity in predicted["entities"]}
    unknown = {mention["key"] for mention in predicted["mentions"]} - by_key.keys()
    if unknown:
        raise ValueError(
            f"{gold['id']}: mentions of entities that are not listed: {', '.join(sorted(unknown))}. "
            "List each under its key."
        )
    bodies = [span for span, number in right if entities[number]["kind"] == "organization"]
    mentions = [
        mention
        for mention in predicted["mentions"]  # a country inside a body's name is neither right nor wrong
        if by_key[mention["key"]]["kind"] != "country"
        or not any(s <= mention["start"] and mention["end"] <= e for s, e in bodies)
    ]
    same = match_entities(entities, right, predicted["entities"], mentions)
    return Answers(
        article=gold["id"],
        text=text,
        entities=entities,
        predicted={same.get(key, f"extra {key}"): entity for key, entity in by_key.items()},
        right=tuple(right),
        found=tuple(
            (
                (m["start"], m["end"]),
                same.get(m["key"], f"extra {m['key']}"),
                by_key[m["key"]]["kind"],
                merge_route(m.get("route")),
            )
            for m in mentions
        ),
        routes=find_routes(text, entities),
        topics=frozenset(gold["topics"]),
        predicted_topics=frozenset(predicted.get("topics", ())),
    )


def read_surface(surface: str | Row) -> tuple[str, frozenset[int] | None]:
    """A listed surface: its string, and which of its occurrences are meant (None for all)."""
    return (surface, None) if isinstance(surface, str) else (surface["s"], frozenset(surface["at"]))


def place_surfaces(text: str, entities: Sequence[Row]) -> list[tuple[Span, int]]:
    """The spans of all listed surfaces in order: whole words, longer surfaces first, none inside another."""
    listed = [
        (*read_surface(surface), number)
        for number, entity in enumerate(entities)
        for surface in entity["surfaces"]
    ]
    placed: list[tuple[Span, int]] = []
    for string, meant, number in sorted(listed, key=lambda row: len(row[0]), reverse=True):
        for count, match in enumerate(re.finditer(rf"(?<!\w){re.escape(string)}(?!\w)", text), 1):
            free = all(match.end() <= start or match.start() >= end for (start, end), _ in placed)
            if free and (meant is None or count in meant):
                placed.append((match.span(), number))
    return sorted(placed)


def find_routes(text: str, entities: Sequence[Row]) -> dict[Span, str]:
    """Span -> route of every string that is listed for a country."""
    routes: dict[Span, str] = {}
    for entity in entities:
        if entity["kind"] == "country":
            for surface, route in zip(entity["surfaces"], entity["routes"], strict=True):
                for match in re.finditer(re.escape(read_surface(surface)[0]), text):
                    routes[match.span()] = merge_route(route)
    return routes


def merge_route(route: str | None) -> str:
    """A city is a place here."""
    return "place" if route == "city" else route or ""


def match_entities(
    entities: Sequence[Row],
    right: Iterable[tuple[Span, int]],
    predicted: Sequence[Row],
    mentions: Sequence[Row],
) -> dict[str, int]:
    """Predicted key -> listed number, one to one: by most spans in common, equal names, compatible ones."""
    shared: Counter[tuple[int, str]] = Counter()
    for (start, end), number in right:
        shared.update((number, m["key"]) for m in mentions if m["start"] < end and start < m["end"])
    ranked: list[tuple[int, int, int, str]] = []
    for number, entity in enumerate(entities):
        for other in predicted:
            if entity["kind"] == other["kind"]:
                spans, names = _rate(entity, other, shared[number, other["key"]])
                if spans or names:
                    ranked.append((-spans, -names, number, other["key"]))
    same: dict[str, int] = {}
    used: set[int] = set()
    for _, _, number, key in sorted(ranked):
        if number not in used and key not in same:
            used.add(number)
            same[key] = number
    return same


def _rate(entity: Row, other: Row, shared: int) -> tuple[int, int]:
    """How well a predicted entity fits a listed one: spans in common; 2 for the same name, 1 compatible."""
    if entity["kind"] == "country":
        return int(entity["iso3"] == other.get("iso3")), 0
    a, b = simplify(entity["name"]), simplify(other.get("name"))
    return shared, 2 if a == b else int(are_compatible(entity["kind"], a.split(), b.split()))


def simplify(name: str | None) -> str:
    """A name without case, accents, marks, possessives and a leading article."""
    letters = "".join(
        c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c)
    ).casefold()
    words = re.findall(r"\w+", re.sub(r"[’']s\b", "", letters))
    return " ".join(words).removeprefix("the ")


def are_compatible(kind: str, a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether one name is the other's words in another order, or a shorter form of it."""
    if not a or not b:
        return False
    if sorted(a) == sorted(b):
        return True
    short, full = sorted((a, b), key=len)
    if kind == "person":
        return set(short) <= set(full) and (short[0] == full[0] or short[-1] == full[-1])
    return any(full[i : i + len(short)] == short for i in range(len(full)))


def simplify_role(role: str, country: str | None) -> frozenset[str]:
    """The words that tell an office apart; Britain's foreign secretary is a foreign minister, not India's."""
    plain = simplify(role)
    if country == "GBR":
        plain = plain.replace("foreign secretary", "foreign minister")
    for pattern, name in _OFFICES:
        plain = pattern.sub(name, plain)
    return frozenset(plain.split()) - _SMALL
