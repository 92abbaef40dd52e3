"""The reading faults of ../shared/cases with the right values: what each file's article says, as `dragoman
extract` writes it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import Article
from dragoman.reading import Reader
from dragoman.reading.extract import extract

CASES = Path(__file__).parents[3] / "shared" / "cases"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="needs ../shared")


def read_case(reader: Reader, name: str) -> tuple[dict[str, Any], str]:
    """The one article of a file as extracted, and its string."""
    (line,) = (CASES / name).read_text(encoding="utf-8").splitlines()
    row = json.loads(line)
    (reading,) = reader.read([(row["title"], row["text"])])
    return extract(reading, Article(row["id"], row["title"], row["text"])), f"{row['title']}\n\n{row['text']}"


def list_people(extracted: dict[str, Any]) -> list[str]:
    return sorted(entity["name"] for entity in extracted["entities"] if entity["kind"] == "person")


def list_surfaces(extracted: dict[str, Any], text: str, key: str) -> list[str]:
    return [
        text[mention["start"] : mention["end"]] for mention in extracted["mentions"] if mention["key"] == key
    ]


def test_an_office_borrows_no_country(reader: Reader) -> None:
    extracted, _ = read_case(reader, "c43-office-borrows-a-country.jsonl")
    (person,) = (entity for entity in extracted["entities"] if entity["kind"] == "person")
    assert (person["name"], person["official"], person["role"], person["country"]) == (
        "Anna Berger",
        True,
        "Prime Minister",
        None,
    )


def test_a_list_with_the_surname_first_has_one_person_an_entry(reader: Reader) -> None:
    extracted, text = read_case(reader, "c45-surname-given-lists.jsonl")
    assert list_people(extracted) == ["Annelise Sandvik", "Karin Holmberg", "Mikko Lehtonen"]
    assert list_surfaces(extracted, text, "person:annelise-sandvik") == ["Sandvik, Annelise", "Sandvik"]
    assert list_surfaces(extracted, text, "person:karin-holmberg") == [
        "Holmberg, Karin",
        "Holmberg",
        "Holmberg",
    ]


def test_title_case_glues_no_verb_to_a_name(reader: Reader) -> None:
    extracted, text = read_case(reader, "c47-title-case.jsonl")
    assert list_people(extracted) == ["Anna Berg", "Mehmet Kaya"]
    assert list_surfaces(extracted, text, "person:anna-berg") == ["Anna Berg", "Anna Berg", "Berg"]
    assert list_surfaces(extracted, text, "person:mehmet-kaya") == ["Mehmet Kaya", "Mehmet Kaya"]


def test_a_town_lies_in_the_state_after_it(reader: Reader) -> None:
    extracted, text = read_case(reader, "c49-town-and-state.jsonl")
    assert [entity["key"] for entity in extracted["entities"]] == ["country:USA"]
    assert list_surfaces(extracted, text, "country:USA") == [
        "Lebanon",
        "Pennsylvania",
        "Peru",
        "Indiana",
        "Moscow",
        "Idaho",
    ]
    assert {mention["route"] for mention in extracted["mentions"]} == {"city"}


def test_a_given_name_alone_is_the_state_that_the_article_means(reader: Reader) -> None:
    extracted, text = read_case(reader, "c51-given-name-is-a-country.jsonl")
    assert list_people(extracted) == ["Jordan Bardella"]
    assert list_surfaces(extracted, text, "person:jordan-bardella") == ["Bardella", "Jordan Bardella"]
    assert list_surfaces(extracted, text, "country:JOR") == ["Jordan", "Jordan"]
