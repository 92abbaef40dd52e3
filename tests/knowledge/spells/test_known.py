"""The offices of people on a day, asked by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.knowledge import hash_knowledge
from dragoman.knowledge.offices import load_offices
from dragoman.knowledge.spells.added import update_offices
from dragoman.knowledge.spells.known import load_known_offices


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_OFFICES", str(tmp_path / "offices.csv"))


def test_the_offices_of_a_name_on_a_day() -> None:
    [office] = load_known_offices().find_office("Antony Blinken", date(2022, 3, 1))
    assert (office.office.role, office.office.country, office.certainty) == (
        "Secretary of State",
        "USA",
        "from-to",
    )
    assert load_known_offices().find_office("Antony Blinken", date(2012, 3, 1)) == []
    lavrov = load_known_offices().find_surest("Sergei Lavrov", [date(2019, 5, 1)])[date(2019, 5, 1)]
    assert (lavrov.person, lavrov.wikidata) == ("Sergey Lavrov", "Q58217")


def test_a_president_stands_once_though_in_two_posts() -> None:
    roles = [item.office.role for item in load_known_offices().find_office("Barack Obama", date(2012, 3, 1))]
    assert roles.count("President") == 1
    assert roles[0] == "President"


def test_a_number_is_said_where_only_one_can_be_meant() -> None:
    assert load_known_offices().find_wikidata("Yair Lapid") == "Q1396120"
    assert load_known_offices().find_wikidata("Nobody Atall") == ""


def test_holders_of_a_post_under_any_name_of_it() -> None:
    spells = load_known_offices().find_post("Foreign Minister", "SVN", "")
    assert ("Anže Logar", date(2020, 3, 13), date(2022, 6, 1)) in [
        (s.person, s.first, s.last) for s in spells
    ]


def test_added_spells_act_here_and_articles_are_read_as_before(tmp_path: Path) -> None:
    before = hash_knowledge(), load_offices().find_person("Murat Nurtleu")
    table = tmp_path / "new.csv"
    table.write_text(
        "country,role,person,start,end\nKAZ,Minister of Foreign Affairs,Murat Nurtleu,2023-04-03,2025-09\n",
        encoding="utf-8",
    )
    day = date(2024, 6, 1)
    assert load_known_offices().find_office("Murat Nurtleu", day) == []
    update_offices(table)
    assert [item.office.country for item in load_known_offices().find_office("Murat Nurtleu", day)] == ["KAZ"]
    assert (hash_knowledge(), load_offices().find_person("Murat Nurtleu")) == before
