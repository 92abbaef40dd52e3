"""The table of offices: what it says of a day, how sure it is, and that nothing in it lacks a source."""

import csv
import importlib.util
import sys
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.names.likeness import Policy, is_one_person
from dragoman.knowledge.office_years import find_posts_by_year, format_office_years
from dragoman.knowledge.offices import COLUMNS, Offices, find_office, load_offices, read_name, read_offices

TABLE = """\
person,role,country,body,start,end,seen,source
Ana Ruiz,President,URY,,2010-03-01,2015-03-01,,a.csv
Bo Lund,Foreign Minister,NOR,,2012-05-02,,2013,b.csv
Cy Berg,Foreign Minister,NOR,,,,2014-09-20 2016-02-01,a.csv b.csv
Dee Moe,Prime Minister,NOR,,,,2018,c.csv
Eva Holm,Secretary General,,NATO,2020-01-01,,,c.csv
"""


@pytest.fixture
def offices() -> Offices:
    return read_offices(csv.DictReader(TABLE.splitlines()))


@pytest.mark.parametrize(
    ("name", "day", "certainty"),
    [
        ("Ana Ruiz", "2010-02-28", ""),
        ("Ana Ruiz", "2010-03-01", "from-to"),
        ("Ana Ruiz", "2015-03-01", "from-to"),
        ("Ana Ruiz", "2015-03-02", ""),
        ("Bo Lund", "2012-05-01", ""),
        ("Bo Lund", "2012-05-02", "since, end unknown"),
        ("Bo Lund", "2014-06-01", "since, end unknown"),
        ("Bo Lund", "2015-01-01", ""),  # Cy Berg was seen in the office
        ("Cy Berg", "2014-09-20", "seen on"),
        ("Cy Berg", "2015-06-01", "seen on"),  # between two sightings
        ("Cy Berg", "2016-06-01", "seen on"),
        ("Cy Berg", "2017-06-01", ""),
        ("Cy Berg", "2013-06-01", ""),
        ("Dee Moe", "2018-01-01", "seen on"),
        ("Dee Moe", "2018-12-31", "seen on"),
        ("Dee Moe", "2020-01-01", ""),
        ("Eva Holm", "2023-01-01", "since, end unknown"),
        ("Eva Holm", "2026-01-01", ""),  # an open end is not believed in for ever
        ("Nobody Known", "2018-01-01", ""),
        ("Lund", "2013-01-01", ""),  # a surname alone says nothing
        ("", "2013-01-01", ""),
    ],
)
def test_what_is_known_of_a_day(offices: Offices, name: str, day: str, certainty: str) -> None:
    assert [known.certainty for known in offices.find_office(name, date.fromisoformat(day))] == (
        [certainty] if certainty else []
    )


def test_an_office_comes_with_its_dates_and_sources(offices: Offices) -> None:
    (known,) = offices.find_office("Cy Berg", date(2015, 1, 1))
    assert (known.office.role, known.office.country, known.office.start, known.seen) == (
        "Foreign Minister",
        "NOR",
        None,
        ("2014-09-20", "2016-02-01"),
    )
    assert known.sources == ("a.csv", "b.csv")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", True),
        ("Kishida Fumio", "Fumio Kishida", True),
        ("Lula da Silva", "Luiz Inácio Lula da Silva", True),
        ("Joe Biden", "Joseph R. Biden", True),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", True),
        ("Sergey V. Lavrov", "Sergey Lavrov", True),
        ("Mohammed VI", "Mohammed V", False),
        ("Abdullah II", "Abdullah II bin Al Hussein", True),
        ("George H.W. Bush", "George W. Bush", False),
        ("Kim Jong Il", "Kim Jong Un", False),
        ("Rafik Hariri", "Saad Hariri", False),
        ("Lavrov", "Sergey Lavrov", False),
        ("", "", False),
    ],
)
def test_spellings_of_a_name(one: str, other: str, same: bool) -> None:
    a, b = read_name(one), read_name(other)
    assert is_one_person(a, b, Policy.TABLE) is is_one_person(b, a, Policy.TABLE) is same


def test_coverage_counts_the_years_in_which_somebody_is_known(offices: Offices) -> None:
    known = find_posts_by_year(offices)
    assert known["URY", 2012] == {"head of state"}
    assert known["NOR", 2015] == {"foreign minister"}
    assert known["NATO", 2020] == {"body"}
    assert ("NOR", 2011) not in known
    assert "NATO" in format_office_years(offices)


@pytest.mark.parametrize(
    "line",
    [
        "A B,President,FRA,,2010-13-01,,,x",
        "A B,President,FRA,,2012-01-01,2010-01-01,,x",
        ",President,FRA,,2012-01-01,,,x",
        "A B,President,FRA,,,,,x",
    ],
)
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(KnowledgeError, match=r"offices.csv, line 2: .*Correct that line"):
        read_offices(csv.DictReader([",".join(COLUMNS), line]))


def test_every_row_of_the_table_has_a_source_and_a_time() -> None:
    spells = load_offices().spells
    assert len(spells) > 3000
    for spell in spells:
        assert spell.sources
        assert spell.office.start or spell.seen, spell
        assert bool(spell.office.country) != bool(spell.office.body), spell
        assert read_name(spell.person).words, spell
        assert not spell.office.country or len(spell.office.country) == 3


@pytest.mark.parametrize(
    ("name", "day", "role", "place", "certainty"),
    [
        ("Antony Blinken", "2021-06-27", "Secretary of State", "USA", "from-to"),
        ("Yair Lapid", "2021-06-27", "Foreign Minister", "ISR", "since, end unknown"),
        ("Sergei Lavrov", "2014-03-01", "Foreign Minister", "RUS", "since, end unknown"),
        ("Vladimir Putin", "2021-06-16", "President", "RUS", "seen on"),
        ("Angela Merkel", "2012-02-02", "Chancellor", "DEU", "seen on"),
        ("Jens Stoltenberg", "2018-01-01", "Secretary General", "NATO", "seen on"),
        ("George Bush", "1991-01-01", "President", "USA", "seen on"),
    ],
)
def test_well_known_holders(name: str, day: str, role: str, place: str, certainty: str) -> None:
    known = find_office(name, date.fromisoformat(day))
    assert (role, place, certainty) in [
        (k.office.role, k.office.country or k.office.body, k.certainty) for k in known
    ]


def test_a_president_is_not_president_between_his_terms() -> None:
    assert not find_office("Vladimir Putin", date(2010, 6, 1))


FACTS = Path(__file__).parents[3] / "shared" / "facts"
SCRIPTS = Path(__file__).parents[2] / "data" / "knowledge"


@pytest.mark.skipif(not FACTS.exists(), reason="needs ../shared")
def test_no_row_is_without_its_source_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """The years and days of each spell of three countries stand in the sources that it names."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    spec = importlib.util.spec_from_file_location("office_sources", SCRIPTS / "office_sources.py")
    assert spec is not None
    assert spec.loader is not None
    sources = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "office_sources", sources)
    spec.loader.exec_module(sources)
    sightings = [
        *sources.read_visits(FACTS),
        *sources.read_speakers(FACTS),
        *sources.read_ministers(FACTS),
        *sources.read_us_terms(FACTS),
    ]
    told = {(s.source, s.country, when) for s in sightings for when in (s.seen, s.start, s.end) if when}
    for spell in load_offices().spells:
        if spell.office.country in {"FRA", "KEN", "ISR"} and "us_travels_abroad.csv" not in spell.sources:
            for when in (*spell.seen, *(str(day) for day in (spell.office.start, spell.office.end) if day)):
                assert any((source, spell.office.country, when) in told for source in spell.sources), spell


def test_a_like_name_of_another_country_is_somebody_else_where_the_table_has_the_name() -> None:
    rows = f"{TABLE}Ana Ruis,President,CHL,,2011-01-01,2014-01-01,,c.csv\n"
    offices = read_offices(csv.DictReader(rows.splitlines()))
    assert {spell.office.country for spell in offices.find_person("Ana Ruiz")} == {"URY"}
    # It may be either's
    assert {spell.office.country for spell in offices.find_person("Ana Ruizs")} == {"URY", "CHL"}
