"""The Dossier page, as Streamlit draws it."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from drawing import read_html

from components.dossier import read_spell


@pytest.mark.parametrize("entity", ["person:antony-blinken", "country:ISR", "organization:nato", "topic:sanctions"])
def test_each_number_opens_its_rows(draw, library_folder: Path, entity: str) -> None:
    shown = read_html(draw(library_folder, "dossier", {"select": entity, "unit": "article"}))
    numbers = re.findall(r'class="d-bar" href="(dossier\?[^"]*)".*?d-value">(\d+)<', shown)
    numbers += re.findall(r'class="d-chip" href="(dossier\?[^"]*)">[^<]*: (\d+)<', shown)
    assert len(numbers) >= 2
    for href, number in numbers:
        opened = read_html(draw(library_folder, "dossier", parse_qs(urlsplit(html.unescape(href)).query)))
        assert opened.count('class="d-row"') == int(number)


def test_an_unknown_name_and_none(draw, library_folder: Path) -> None:
    draw(library_folder, "dossier", {"select": "person:nobody"})
    assert "Open one from a name" in read_html(draw(library_folder, "dossier"))


@pytest.mark.parametrize("word", ["", "office:", "office:[1,2]", "route:name", "office:{}", 'office:["a"]'])
def test_words_that_are_no_office(word: str) -> None:
    assert read_spell(word) == ()
