"""The Dossier page, as Streamlit draws it."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from drawing import read_html


@pytest.mark.parametrize(
    "entity", ["person:antony-blinken", "country:ISR", "organization:nato", "topic:sanctions"]
)
def test_each_number_opens_its_rows(draw, library_folder: Path, entity: str) -> None:
    shown = read_html(draw(library_folder, "dossier", {"select": entity, "unit": "article"}))
    assert ("A topic of " in shown) == entity.startswith("topic:")
    numbers = re.findall(r'class="d-value" href="(dossier\?[^"]*)"[^>]*>(\d+)<', shown)
    numbers += re.findall(r'class="d-number"><a href="(dossier\?[^"]*)"[^>]*>(\d+)<', shown)
    numbers += re.findall(r'class="d-chip" href="(dossier\?[^"]*)">[^<]*: (\d+)<', shown)
    assert len(numbers) >= 2
    for href, number in numbers:
        opened = read_html(draw(library_folder, "dossier", parse_qs(urlsplit(html.unescape(href)).query)))
        assert opened.count('class="d-row"') == int(number)


def test_an_unknown_name_and_none(draw, library_folder: Path) -> None:
    assert "This library names no person called" in read_html(
        draw(library_folder, "dossier", {"select": "person:nobody"})
    )
    assert "Open one from a name" in read_html(draw(library_folder, "dossier"))


def test_each_list_leads_to_other_dossiers_and_offices_stand_apart(draw, library_folder: Path) -> None:
    shown = read_html(draw(library_folder, "dossier", {"select": "person:antony-blinken", "unit": "article"}))
    assert "select=country%3A" in shown
    assert "<small>stated</small>" in shown
    assert "known, " in shown
    assert "How the name is written" in shown


def test_words_of_an_organization_and_of_a_topic(draw, library_folder: Path) -> None:
    assert "North Atlantic Treaty Organization" in read_html(
        draw(library_folder, "dossier", {"select": "organization:nato"})
    )
    shown = read_html(draw(library_folder, "dossier", {"select": "topic:sanctions"}))
    assert "its terms" in shown


def test_what_names_it_once_says_so(draw, library_folder: Path) -> None:
    shown = read_html(draw(library_folder, "dossier", {"select": "topic:sanctions"}))
    assert "rests on that one" in shown or "named in 1 article" not in shown


@pytest.mark.parametrize("word", ["learnt:[]", 'learnt:["Minister", "X", "", "2020-01-01"]', "learnt:{"])
def test_a_learnt_office_that_is_not_there_opens_all(draw, library_folder: Path, word: str) -> None:
    shown = read_html(draw(library_folder, "dossier", {"select": "person:antony-blinken", "sort": word}))
    assert "named in" in shown
