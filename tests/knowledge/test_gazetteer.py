"""The gazetteer: names of bodies as evidence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import find_data_folder, load_countries
from dragoman.knowledge import gazetteer as room
from dragoman.knowledge.gazetteer import begin_name, load_gazetteer
from dragoman.reading.judging import match_listed
from dragoman.reading.words import Words


def test_a_body_is_found_under_all_its_names_and_an_abbreviation_may_be_several() -> None:
    gazetteer = load_gazetteer()
    [institute] = gazetteer.find("Massachusetts Institute of Technology")
    assert (institute.kind, institute.country) == ("academic", "USA")
    assert institute in gazetteer.find("MIT")
    assert len(gazetteer.find("MIT")) > 1
    assert gazetteer.find("King’s College London") == gazetteer.find("King's College London") != ()
    assert gazetteer.find("Nobody's League") == ()


def test_bodies_of_the_table_of_organizations_come_first_and_once() -> None:
    [nations] = load_gazetteer().find("United Nations")
    assert nations.kind == "intergovernmental"
    assert load_gazetteer().find("UN")[0] == nations


def test_every_row_has_a_known_country_and_a_source() -> None:
    codes = load_countries().by_code.keys()
    with (find_data_folder() / "gazetteer.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 30_000
    assert all(row["name"] and row["kind"] and row["source"] for row in rows)
    assert {row["country"] for row in rows} <= {"", *codes}


def test_names_are_found_also_within_others() -> None:
    words = Words("Talks at King's College London and MIT went on")
    found = {words.quote(*span) for span in match_listed(words)}
    assert "King's College London" in found
    assert "MIT" in found


def test_a_name_begins_with_letters_and_digits() -> None:
    assert [begin_name(name) for name in ("King's College", "G7", "U.S. Steel", "Al-Azhar University")] == [
        "King",
        "G7",
        "U",
        "Al",
    ]


@pytest.mark.parametrize("text", [None, 'name\n"', "name,other_names,kind,country,source\nX,Y\n"])
def test_a_table_that_cannot_be_read_says_what_to_do(
    text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if text is not None:
        (tmp_path / "gazetteer.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(room, "find_data_folder", lambda: tmp_path)
    with pytest.raises(KnowledgeError, match="Install Dragoman again"):
        load_gazetteer.__wrapped__()
