"""How far the table of offices reaches: a year counts where somebody is known in it."""

from __future__ import annotations

import pytest

from dragoman.knowledge.office_years import find_posts_by_year, format_office_years
from dragoman.knowledge.offices import Offices, load_offices


@pytest.fixture(scope="module")
def offices() -> Offices:
    return load_offices()


def test_a_place_and_year_count_where_a_spell_reaches_into_it(offices: Offices) -> None:
    coverage = find_posts_by_year(offices)
    assert coverage
    for spell in offices.spells[::50]:
        where = spell.office.country or spell.office.body
        assert all(coverage[where, year] for year in range(spell.first.year, spell.last.year + 1))
    reached = {
        (spell.office.country or spell.office.body, year)
        for spell in offices.spells
        for year in (spell.first.year, spell.last.year)
    }
    assert reached <= coverage.keys()


def test_the_table_in_words_has_a_line_a_place_and_a_year(offices: Offices) -> None:
    head, posts, *lines = format_office_years(offices, 2000, 2002).splitlines()
    places = {place for place, year in find_posts_by_year(offices) if 2000 <= year <= 2002}
    assert head.startswith("Years 2000 to 2002 (3)")
    assert "foreign minister" in posts
    assert {line[:38].strip() for line in lines} == places | {f"all, {year}" for year in (2000, 2001, 2002)}
