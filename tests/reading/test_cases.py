"""Reads every case of cases/*.toml and checks what it states: one short text a case, one rule a case.

    [[case]]
    rule = "a lone surname is the person whose full name the article gives"
    title = "Blinken Lapid meet in Rome"                     # optional
    text = "Antony Blinken met Yair Lapid. Blinken thanked Israel."
    people = { "Antony Blinken" = ["Antony Blinken", "Blinken"], "Yair Lapid" = ["Yair Lapid", "Lapid"] }
    organizations = {}
    countries = { ITA = { "Rome" = "city" }, ISR = { "Israel" = "place" } }
    offices = [{ person = "Antony Blinken", role = "Secretary of State", country = "USA", body = "", former =
      false }]
    officials = ["Antony Blinken"]
    not_officials = ["Yair Lapid"]
    unresolved = { "Clinton" = ["Bill Clinton", "Hillary Clinton"] }
    absent = ["Pool"]
    topics = ["meetings-visits"]

A kind that a case names is stated in full: nothing else of that kind may be found (`organizations = {}`: none
at all). A surface stands for each of its occurrences as a whole word, unless it lies inside a longer one of
the same kind; "Georgia#2" is the second occurrence only. A country inside a found organization is neither
expected nor wrong. `offices` states the first office of each person it lists, `body`, `country` and `former`
only where given. `absent` strings are touched by no mention of another kind than topics.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import Reading
from dragoman.reading import Reader

CASES = [
    pytest.param(case, id=f"{path.stem}-{number}-{case['rule']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1)
]
FIELDS = {
    "rule",
    "title",
    "text",
    "people",
    "organizations",
    "countries",
    "offices",
    "officials",
    "not_officials",
    "unresolved",
    "absent",
    "topics",
}


def find_surface(surface: str, text: str) -> Iterator[tuple[int, int]]:
    """Every occurrence as a whole word, or the one whose number the surface ends with ("Georgia#2")."""
    surface, _, number = surface.partition("#")
    spans = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text)]
    assert spans, f"the case's text does not hold {surface!r}"
    yield from spans if not number else spans[int(number) - 1 : int(number)]


def place_surfaces(wanted: dict[str, list[str]], text: str) -> dict[tuple[int, int], str]:
    """Span -> entity, longest surface first, none inside another."""
    listed = sorted(
        ((surface, name) for name, surfaces in wanted.items() for surface in surfaces),
        key=lambda row: -len(row[0].partition("#")[0]),
    )
    placed: dict[tuple[int, int], str] = {}
    for surface, name in listed:
        for start, end in find_surface(surface, text):
            if all(end <= s or start >= e for s, e in placed):
                placed[start, end] = name
    return placed


def group_routes(iso3: str, rows: dict[str, str]) -> dict[str, list[str]]:
    """{"Israel": "place", "Israeli": "demonym"} as {"ISR place": ["Israel"], "ISR demonym": ["Israeli"]}."""
    grouped: dict[str, list[str]] = {}
    for surface, route in rows.items():
        grouped.setdefault(f"{iso3} {route}", []).append(surface)
    return grouped


def show(spans: dict[tuple[int, int], Any], text: str) -> dict[str, Any]:
    """Spans as a reader sees them, in order."""
    return {f"{text[start:end]} [{start}:{end}]": spans[start, end] for start, end in sorted(spans)}


def found_spans(reading: Reading, kind: str) -> dict[tuple[int, int], str]:
    names = {
        entity.key: entity.name
        for entity in reading.entities
        if entity.kind == kind and not entity.unresolved
    }
    return {
        (mention.start, mention.end): names[mention.key]
        for mention in reading.mentions
        if mention.key in names
    }


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any], reader: Reader) -> None:
    assert case.keys() <= FIELDS, f"unknown fields: {case.keys() - FIELDS}"
    title, body = case.get("title", ""), case["text"]
    text = f"{title}\n\n{body}"
    (reading,) = reader.read([(title, body)])
    entities = {entity.key: entity for entity in reading.entities}

    if "people" in case:
        assert show(found_spans(reading, "person"), text) == show(place_surfaces(case["people"], text), text)
    if "organizations" in case:
        assert show(found_spans(reading, "organization"), text) == show(
            place_surfaces(case["organizations"], text), text
        )
    if "countries" in case:
        expected = place_surfaces(
            {
                label: surfaces
                for iso3, rows in case["countries"].items()
                for label, surfaces in group_routes(iso3, rows).items()
            },
            text,
        )
        found = {
            (m.start, m.end): f"{m.key.removeprefix('country:')} {m.route}"
            for m in reading.mentions
            if entities[m.key].kind == "country"
        }
        bodies = [(m.start, m.end) for m in reading.mentions if entities[m.key].kind == "organization"]
        outside = [
            {s: v for s, v in spans.items() if not any(b <= s[0] and s[1] <= e for b, e in bodies)}
            for spans in (found, expected)
        ]
        assert show(outside[0], text) == show(outside[1], text)

    people = {entity.name: entity for entity in reading.entities if entity.kind == "person"}
    for wanted in case.get("offices", []):
        assert wanted["person"] in people, f"found only {list(people)}"
        person = people[wanted["person"]]
        assert person.offices, f"no office found for {person.name}"
        stated = {"role": person.offices[0].role} | {
            name: getattr(person.offices[0], name) for name in wanted.keys() - {"person", "role"}
        }
        assert stated == {name: value for name, value in wanted.items() if name != "person"}
    for name in case.get("officials", []):
        assert people[name].official
    for name in case.get("not_officials", []):
        assert not people[name].official
    for name, candidates in case.get("unresolved", {}).items():
        assert sorted(entities[key].name for key in people[name].candidates) == sorted(candidates)
    for string in case.get("absent", []):
        for start, end in find_surface(string, text):
            touching = [
                m
                for m in reading.mentions
                if m.start < end and start < m.end and entities[m.key].kind != "topic"
            ]
            assert not touching, f"{string!r} is touched by {[text[m.start : m.end] for m in touching]}"
    if "topics" in case:
        assert sorted(e.key.removeprefix("topic:") for e in reading.entities if e.kind == "topic") == sorted(
            case["topics"]
        )
