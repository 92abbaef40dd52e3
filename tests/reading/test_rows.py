"""Each row of a table of rules decides on its example, as the first that does, and not on its counter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest

from dragoman.knowledge.countries import load_countries
from dragoman.knowledge.names.words import fold
from dragoman.reading.countries import find_countries
from dragoman.reading.countries.meaning import PLACE_RULES
from dragoman.reading.countries.routes import GOVERNMENT_RULES, GovernmentRule, judge_capital, see_capital
from dragoman.reading.offices.office_countries import COUNTRY_RULES, CountryRule
from dragoman.reading.offices.office_holders import load_holders
from dragoman.reading.offices.officials import judge_people
from dragoman.reading.offices.outline import outline_paragraphs
from dragoman.reading.offices.public_offices import (
    PUBLIC_RULES,
    PublicRule,
    StatedRole,
    find_rule,
    is_public,
)
from dragoman.reading.offices.statement import Statement
from dragoman.reading.offices.statements import read_statements
from dragoman.reading.offices.text_offices import TextOffices
from dragoman.reading.organizations import NamedOrganization, match_known
from dragoman.reading.people import NamedPerson
from dragoman.reading.people.bare_surnames import UNMEANT, BareSurname, find_things
from dragoman.reading.people.boundaries import Boundaries
from dragoman.reading.people.edges import BEGINNING, CONTINUING, GROWTH, Growth, Next, Piece
from dragoman.reading.people.given import UNNAMED
from dragoman.reading.people.grouping import Referent
from dragoman.reading.people.refusals import REFUSALS
from dragoman.reading.people.sight import Sight
from dragoman.reading.places import load_places
from dragoman.reading.roles import find_roles
from dragoman.reading.rows import Row, find_row
from dragoman.reading.words import Words

TAG = re.compile(r"/([A-Z]{3,})")
TITLE_END = "\n\n"
NAME = re.compile(r"\w+(?: [A-ZÀ-Þ]\w+)+")


def begin(example: str) -> str:
    """What an example begins with: an empty title, where it has none."""
    return "" if TITLE_END in example else TITLE_END


def look(example: str) -> tuple[Sight, int, int]:
    """What is seen of an example, without brackets and labels; the words in brackets."""
    text, spans, labels = begin(example), [0, 0], []
    for piece in re.split(r"([\[\]]|/[A-Z]{3,})", example):
        if piece in ("[", "]"):
            spans["[]".index(piece)] = len(text)
        elif TAG.fullmatch(piece):
            labels.append((len(text) - 1, piece[1:]))
        else:
            text += piece
    words, places = Words(text), load_places()
    known = match_known(words)
    bodies = {i for first, last, _ in known for i in range(first, last)}
    roles = find_roles(words, lambda i: places.measure(words, i), lambda i: False, bodies)
    titles = {i for role in roles for i in range(role.first, role.last)}
    sight = Sight(words, {words.find(end): label for end, label in labels}, titles, bodies, places)
    return (sight, *words.cover(*spans))


def see_next(example: str) -> Next:
    """The first word in brackets, beside the name that the text begins with."""
    sight, first, _ = look(example)
    return Next(sight, first, 1)


def see_piece(example: str) -> Piece:
    """The words in brackets."""
    return Piece(*look(example))


def see_surname(example: str) -> BareSurname:
    """The word in brackets, of the first name that the text has in full."""
    sight, number, _ = look(example)
    words, name = sight.words, NAME.search(sight.words.text)
    assert name
    parts = tuple(fold(form) for form in name.group().split())
    labels = [(i, label) for i, label in sight.labels.items()]
    labelled = [(min(i for i, _ in labels), max(i for i, _ in labels) + 1, labels[0][1])] if labels else []
    blocked = set(find_things(words, labelled, parts))
    owners = [Referent(name.group(), parts)]
    label = sight.labels.get(number, "")
    return BareSurname(words, sight.places, number, owners, label, blocked, sight.titles)


TABLES: list[tuple[tuple[Row, ...], Callable]] = [
    (CONTINUING, see_next),
    (BEGINNING, see_piece),
    (REFUSALS, see_piece),
    (UNNAMED, see_piece),
    (UNMEANT, see_surname),
]
ROWS = [pytest.param(rows, see, row, id=row.id) for rows, see in TABLES for row in rows]


@pytest.mark.parametrize(("rows", "see", "row"), ROWS)
def test_a_row_decides_on_its_example_and_not_on_its_counter(
    rows: tuple[Row, ...], see: Callable, row: Row
) -> None:
    assert find_row(rows, see(row.example)) is row
    assert find_row(rows, see(row.counter)) is not row


def test_rows_of_a_table_have_names_of_their_own() -> None:
    tables = [*(rows for rows, _ in TABLES), GROWTH, GOVERNMENT_RULES, PUBLIC_RULES, COUNTRY_RULES]
    assert all(len({row.id for row in rows}) == len(rows) for rows in tables)


def find_growth(example: str) -> Growth | None:
    """The first row by which the words in brackets grow over those before them."""
    sight, first, _ = look(example)
    rows = (row for row in GROWTH if first >= row.words and row.holds(sight, first - row.words))
    return next(rows, None)


@pytest.mark.parametrize("row", GROWTH, ids=lambda row: row.id)
def test_a_name_grows_by_a_row_in_its_example_and_not_in_its_counter(row: Growth) -> None:
    sight, first, last = look(row.example)
    assert find_growth(row.example) is row
    assert Boundaries(sight).grow(first, last) == (first - row.words, last)
    assert find_growth(row.counter) is not row


@pytest.mark.parametrize("caution", PLACE_RULES)
def test_a_string_is_a_place_in_the_example_of_its_row_and_not_in_the_counter(caution: str) -> None:
    row = PLACE_RULES[caution]
    for example, routes in ((row.example, ["city"]), (row.counter, [])):
        text = begin(example) + re.sub(r"[\[\]]", "", example)
        name = re.findall(r"\[(.+)\]", example)[0]
        assert load_countries().surfaces[name][0].caution == caution
        assert [m.route for m in find_countries(text) if text[m.start : m.end] == name] == routes


@pytest.mark.parametrize("rule", GOVERNMENT_RULES, ids=lambda rule: rule.id)
def test_a_capital_is_a_government_or_a_place_by_the_rule_of_the_example(rule: GovernmentRule) -> None:
    assert rule.government or rule.city
    for example, route in ((rule.government, "government"), (rule.city, "city")):
        if example:
            text = begin(example) + example
            start = text.index("Kampala")
            end = start + len("Kampala")
            joined, title = text.startswith("-Cairo", end), start < text.index(TITLE_END)
            capital = see_capital(text, start, end, end, joined, title)
            assert judge_capital(capital) == (route == "government", rule.id)
            assert [m.route for m in find_countries(text) if m.start == start] == [route]


def mark(words: Words, spans: Iterable[tuple[int, int, int]]) -> dict[int, tuple[int, int]]:
    """Spans of characters with a number each by the word that they begin at: past their last word, number."""
    return {words.find(start): (words.cover(start, end)[1], number) for start, end, number in spans}


def state_offices(example: str) -> tuple[TextOffices, list[Statement]]:
    """The offices of a text, and what it says of X or whom it has in brackets; Acme is a company."""
    text = begin(example) + re.sub(r"[\[\]]", "", example)
    words, places = Words(text), load_places()
    names = [*(re.findall(r"\[(.+?)\]", example) or ["X"]), "Y"]
    people = [
        NamedPerson(name, tuple((*found.span(), "name") for found in re.finditer(rf"\b{name}\b", text)))
        for name in names
    ]
    bodies = [
        NamedOrganization(words.quote(first, last), ((words.starts[first], words.ends[last - 1]),), known)
        for first, last, known in match_known(words)
    ]
    bodies += [NamedOrganization("Acme", (found.span(),)) for found in re.finditer("Acme", text)]
    persons = mark(words, ((start, end, n) for n, p in enumerate(people) for start, end, _ in p.spans))
    held = mark(words, ((start, end, n) for n, body in enumerate(bodies) for start, end in body.spans))
    within = {i for first, (last, _) in held.items() for i in range(first, last)}
    roles = find_roles(words, lambda i: places.measure(words, i), persons.__contains__, within)
    countries = find_countries(text)
    stand = {words.find(c.start): (words.cover(c.start, c.end)[1], c.iso3) for c in countries}
    said = read_statements(outline_paragraphs(words, roles, persons, held, stand))
    return TextOffices(words, people, said, {}, bodies, countries, load_holders()), list(said.get(0, ()))


@pytest.mark.parametrize("rule", COUNTRY_RULES, ids=lambda rule: rule.id)
def test_the_country_of_an_office_is_found_by_the_rule_of_the_example(rule: CountryRule) -> None:
    offices, _ = state_offices(rule.example)
    assert rule.id in {reason.country for reason in judge_people(offices)[0].reasons}


@pytest.mark.parametrize("rule", PUBLIC_RULES, ids=lambda rule: rule.id)
def test_a_role_makes_an_official_by_the_rule_of_the_example_and_none_in_the_counter(
    rule: PublicRule,
) -> None:
    for example, public in ((rule.example, True), (rule.counter, False)):
        if example:
            offices, (statement,) = state_offices(example)
            opens = offices.reports and statement.role.first < offices.words.title_end
            role = StatedRole(statement, offices.get_body(statement), opens)
            assert find_rule(role) is rule
            assert judge_people(offices)[0].official == is_public(role) == public
