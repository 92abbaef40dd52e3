"""The tables of countries: complete, consistent, and looked up as screens and rules need them."""

from __future__ import annotations

from datetime import date

import pycountry
import pytest

from dragoman.knowledge import find_data_folder, hash_knowledge, hash_topics, load_countries

COUNTRIES = load_countries()


def test_every_country_of_the_standard_and_kosovo_is_there() -> None:
    assert set(COUNTRIES.by_code) == {country.alpha_3 for country in pycountry.countries} | {"XKX"}


@pytest.mark.parametrize(
    ("surface", "iso3", "route"),
    [
        ("Israel", "ISR", "place"),
        ("the United States", "USA", "place"),
        ("U.S.", "USA", "place"),
        ("Türkiye", "TUR", "place"),
        ("Turkiye", "TUR", "place"),
        ("Burma", "MMR", "place"),
        ("DPRK", "PRK", "place"),
        ("Filipinos", "PHL", "demonym"),
        ("Dutch", "NLD", "demonym"),
        ("Rome", "ITA", "city"),
        ("Kiev", "UKR", "city"),
        ("the Kremlin", "RUS", "government"),
        ("Quai d’Orsay", "FRA", "government"),
        ("Crimea", "UKR", "city"),
        ("Dominican", "DOM", "demonym"),
        ("Congolese", "COD", "demonym"),
    ],
)
def test_lookup(surface: str, iso3: str, route: str) -> None:
    assert COUNTRIES.lookup(surface) == (iso3, route)


@pytest.mark.parametrize(
    "surface", ["Indian Ocean", "South China Sea", "Soviet Union", "Atlantis", "", "turkey", "us"]
)
def test_lookup_of_what_is_no_country(surface: str) -> None:
    assert COUNTRIES.lookup(surface) is None


def test_names_for_screens() -> None:
    assert [COUNTRIES.name(code) for code in ("USA", "RUS", "KOR", "PRK", "CZE", "COD", "XKX")] == [
        "United States",
        "Russia",
        "South Korea",
        "North Korea",
        "Czechia",
        "DR Congo",
        "Kosovo",
    ]
    assert COUNTRIES.name("ZZZ") == "ZZZ"
    assert COUNTRIES.demonym("ISR") == "Israeli"
    assert COUNTRIES.capital("USA") == "Washington, D.C."
    assert COUNTRIES.demonym("ZZZ") == COUNTRIES.capital("ZZZ") == ""
    assert COUNTRIES.position("ZZZ") is None


def test_no_two_countries_share_a_name() -> None:
    names = [country.name for country in COUNTRIES.by_code.values()]
    assert len(names) == len(set(names))


def test_every_capital_lies_on_the_globe() -> None:
    for country in COUNTRIES.by_code.values():
        if country.capital:
            assert country.position is not None, country
            latitude, longitude = country.position
            assert -90 <= latitude <= 90
            assert -180 <= longitude <= 180


def test_names_and_capitals_find_their_own_country() -> None:
    for country in COUNTRIES.by_code.values():
        assert COUNTRIES.lookup(country.name) == (country.iso3, "place")
        if country.capital:
            assert country.iso3 in {meaning.iso3 for meaning in COUNTRIES.surfaces[country.capital]}


def test_no_trap_is_also_a_name() -> None:
    clashes = [
        text for text, meanings in COUNTRIES.surfaces.items() if {meaning.iso3 for meaning in meanings} > {""}
    ]
    assert clashes == []


def test_groups_by_date() -> None:
    assert "GBR" in COUNTRIES.members("European Union", date(2019, 12, 31))
    assert "GBR" not in COUNTRIES.members("European Union", date(2020, 2, 1))
    assert len(COUNTRIES.members("European Union")) == 27
    assert len(COUNTRIES.members("NATO")) == 32
    assert "FIN" not in COUNTRIES.members("NATO", date(2023, 4, 3))
    assert len(COUNTRIES.members("African Union")) == 55
    assert len(COUNTRIES.members("Arab League")) == 22
    assert COUNTRIES.members("G7") == {"CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"}
    assert COUNTRIES.members("BRICS", date(2012, 1, 1)) == {"BRA", "RUS", "IND", "CHN", "ZAF"}
    assert COUNTRIES.members("G8") == frozenset()
    with pytest.raises(KeyError):
        COUNTRIES.members("Hanseatic League")


def test_group_members_are_countries_and_their_spells_run_forward() -> None:
    for name, spells in COUNTRIES.groups.items():
        for spell in spells:
            assert spell.iso3 in COUNTRIES.by_code, name
            assert spell.start is None or spell.end is None or spell.start < spell.end, (name, spell)


def test_hashes_are_stable_and_apart() -> None:
    assert (find_data_folder() / "countries.csv").is_file()
    assert hash_knowledge() == hash_knowledge()
    assert len(hash_knowledge()) == len(hash_topics()) == 16
    assert hash_knowledge() != hash_topics()
