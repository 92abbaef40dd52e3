"""What else the tables call a thing."""

import csv

import pycountry

from dragoman.knowledge import load_countries, load_topics
from dragoman.knowledge.aliases import NONE, list_aliases
from dragoman.knowledge.folder import LOOKUP_FILE, find_data_folder


def test_a_country_has_its_codes_its_old_names_and_what_leads_to_it() -> None:
    myanmar = list_aliases("country", "MMR", "Myanmar")
    assert {"MMR", "MM", "Burma", "Myanmar"} <= set(myanmar.sure)
    assert {"Burmese", "Naypyidaw"} <= set(myanmar.loose)
    assert "Reading" not in list_aliases("country", "GBR", "United Kingdom").loose  # a word


def test_the_codes_are_those_of_iso() -> None:
    with (find_data_folder() / LOOKUP_FILE).open(encoding="utf-8", newline="") as lines:
        codes = {row["iso3"]: row["codes"] for row in csv.DictReader(lines)}
    known = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
    assert codes == known | {"XKX": "XK"}
    assert set(codes) == set(load_countries().by_code)


def test_an_organization_has_its_abbreviations() -> None:
    assert {"EU", "E.U."} <= set(list_aliases("organization", "european-union", "European Union").sure)
    assert list_aliases("organization", "nobody-knows-it", "Nobody Knows It") == NONE


def test_a_topic_has_its_terms_and_a_group_its_abbreviation() -> None:
    topic = load_topics()[0]
    assert topic.label in list_aliases("topic", topic.id, topic.label).sure
    assert not any("*" in term for term in list_aliases("topic", topic.id, topic.label).loose)
    assert "EU" in list_aliases("group", "european-union", "European Union").sure


def test_people_are_in_no_table_of_names() -> None:
    assert list_aliases("person", "joe-biden", "Joe Biden") == NONE
