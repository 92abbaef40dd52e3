"""Claims of sources become spells: whose they are, which days count, what contradicts."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import KnowledgeError
from dragoman.knowledge.spells.added import find_added, read_rows, take_apart, update_offices
from dragoman.knowledge.spells.answers import OfficeAnswers, load_answers
from dragoman.knowledge.spells.claims import COLUMNS, Claim, clean_person, clean_role, read_claims
from dragoman.knowledge.spells.contradictions import list_contradictions
from dragoman.knowledge.spells.coverage import count_countries, format_coverage
from dragoman.knowledge.spells.merging import merge_claims
from dragoman.knowledge.spells.posts import Asked, find_owner, load_posts
from dragoman.knowledge.spells.spell import Spell, make_spells, read_spells, write_spells
from dragoman.knowledge.spells.terms import find_trust

WIKIDATA = "every-politician-scrapers/x:html/holders21.csv"
HEADS = "cfmessias/geografia:data/leaders_history.csv"
FACTBOOK = "factbook/factbook.json:europe/x.json"
EDITIONS = "MilkMp/CIA-World-Factbooks-Archive-1990-2025:x"


def row(
    person: str, start: str, end: str = "", source: str = WIKIDATA, role: str = "Prime Minister", **more: str
) -> Mapping[str, str]:
    cells = {"country": "SVK", "role": role, "person": person, "start": start, "end": end, "source": source}
    return {**dict.fromkeys(COLUMNS, ""), **cells, **more}


def merge(*rows: Mapping[str, str]) -> list[Spell]:
    return merge_claims(read_claims(rows, "rows"))


def ask(rows: list[Mapping[str, str]], role: str, day: str) -> list[tuple[str, str]]:
    answers = OfficeAnswers(make_spells(merge(*rows)))
    return [(h.spell.person, h.certainty) for h in answers.ask(role, "SVK", date.fromisoformat(day))]


@pytest.mark.parametrize(
    ("role", "of", "post"),
    [
        ("Minister of Foreign Affairs", "FRA", "foreign minister"),
        ("Secretary of State", "USA", "foreign minister"),
        ("Secretary of State of Maryland", "USA", "secretary of state of maryland"),
        ("Secretary of State for Foreign and Commonwealth Affairs", "GBR", "foreign minister"),
        (
            "Minister for Africa, Foreign and Commonwealth Office",
            "GBR",
            "minister of africa foreign and commonwealth office",
        ),
        ("Deputy Prime Minister and Minister of Defence", "POL", "defence minister"),
        ("Deputy Minister of Defence", "POL", "deputy minister of defence"),
        ("Acting President", "MDA", "head of state"),
        ("President of Montenegro", "MNE", "head of state"),
        ("President of the Senate", "FRA", "upper house speaker"),
        ("President", "IRN", "head of government"),
        ("Chancellor of the Exchequer", "GBR", "finance minister"),
        ("Chancellor", "DEU", "head of government"),
        ("Governor General", "CAN", "governor general"),
        ("Foreign Secretary", "IND", "foreign secretary"),
        ("Home Secretary", "IND", "home secretary"),
        ("Permanent Representative to the United Nations, New York", "GBR", "ambassador to united nations"),
        ("Permanent Representative to the UN", "GBR", "ambassador to united nations"),
        ("Secretary-General", "United Nations", "body head"),
    ],
)
def test_a_role_is_a_post(role: str, of: str, post: str) -> None:
    assert load_posts().find_post(role, of) == post


def test_a_source_that_lists_heads_says_which_a_president_is() -> None:
    assert load_posts().find_post("President", "USA", "head of government") == "head of government"
    assert load_posts().find_post("Governor General", "CAN", "head of state") == "governor general"


def test_questions_name_posts_in_many_words() -> None:
    posts = load_posts()
    assert posts.read_question("foreign secretary", "GBR") == Asked("foreign minister")
    assert posts.read_question("chancellor", "GBR") == Asked("finance minister")
    assert posts.read_question("Secretary-General", "NATO").post == "body head"
    assert [find_owner(of) for of in ("isr", "Israel", "the UN", "WHO", "IMF")] == [
        "ISR", "ISR", "United Nations", "World Health Organization", "International Monetary Fund",
    ]  # fmt: skip


def test_ranks_and_capitals_are_no_part_of_names() -> None:
    assert clean_person("Gen. Joao MARTINS") == "Joao Martins"
    assert clean_person("XI Jinping") == "XI Jinping"  # a number, as far as letters say
    assert clean_role("Prime Minister, Gen") == "Prime Minister"
    assert clean_role("Secretary General") == "Secretary General"
    assert clean_role("President of the") == ""  # cut short


def test_sources_of_one_spell_are_merged_and_the_better_day_counts() -> None:
    [spell] = merge(
        row("Ivan Novák", "2010-07-09", "2012-04-04", wikidata="Q1"),
        row("Ivan NOVAK", "2010-07-12", "2012-06", EDITIONS, role_class="head of government"),
        row("Ivan Novák", "2010-07-09", "2012-03-10", HEADS, wikidata="Q1", role_class="head of government"),
    )
    assert (spell.person, spell.wikidata, spell.post) == ("Ivan Novák", "Q1", "head of government")
    assert (spell.start, spell.end, spell.end_sure) == (date(2010, 7, 9), date(2012, 4, 4), "day")
    assert spell.sources == ("wikidata", "wikidata-heads", "factbook-editions")
    assert spell.aliases == ("Ivan Novak",)
    assert "wikidata-heads: end 2012-03-10" in spell.disputed


def test_a_number_of_wikidata_tells_people_of_one_name_apart() -> None:
    spells = merge(
        row("Jan Novák", "2001", "2002", wikidata="Q1"), row("Jan Novák", "2010", "2011", wikidata="Q2")
    )
    assert sorted((spell.wikidata, spell.first.year) for spell in spells) == [("Q1", 2001), ("Q2", 2010)]


def test_terms_that_follow_at_once_are_one_spell_and_a_return_is_another() -> None:
    spells = merge(
        row("Ana Malá", "2002-01-01", "2006-01-01"),
        row("Ana Malá", "2006-01-03", "2010-01-01"),
        row("Ana Malá", "2014-01-01", "2018-01-01"),
    )
    assert [(s.first.year, s.last.year) for s in spells] == [(2002, 2010), (2014, 2018)]


def test_a_time_that_somebody_else_filled_is_no_part_of_a_spell() -> None:
    rows = [
        row("Jan Horak", "2010-01-01", "2011-05-28", wikidata="Q1"),
        row("Jan Horak", "2012-01-07", "2013-01-01", wikidata="Q1"),
        row("Eva Mala", "2011-05-28", "2012-01-07", wikidata="Q2"),
        row("Jan Horak", "2010-01-01", "2013-01-01", source=FACTBOOK),
    ]
    assert [ask(rows, "prime minister", day) for day in ("2011-01-01", "2011-09-01", "2012-09-01")] == [
        [("Jan Horak", "held")], [("Eva Mala", "held")], [("Jan Horak", "held")],
    ]  # fmt: skip


def test_who_goes_on_without_an_end_has_none() -> None:
    rows = [row("Jan Horak", "2017-05-15", "2017-06-21"), row("Jan Horak", "2017-06-21")]
    assert ask(rows, "prime minister", "2021-05-01") == [("Jan Horak", "held")]


def test_who_stands_in_and_then_takes_over_has_two_spells() -> None:
    rows = [
        row("Jan Horak", "2010-01-01", "2010-05-07", role="Acting Prime Minister"),
        row("Jan Horak", "2010-05-07", "2012-01-01"),
        row("Jan Horak", "2010-05-07", "2012-01-01", source=HEADS),
    ]
    assert [(spell.acting, spell.start) for spell in merge(*rows)] == [
        (True, date(2010, 1, 1)), (False, date(2010, 5, 7)),
    ]  # fmt: skip


def test_the_last_edition_that_names_somebody_is_no_end() -> None:
    [spell] = merge(row("Ana Malá", "2002-05-01", "2004-06", EDITIONS, role_class="head of government"))
    assert (spell.end, spell.end_sure, spell.last) == (None, "inferred", date(2004, 6, 30))


def test_an_open_end_gives_way_to_a_successor() -> None:
    rows = [row("Ana Malá", "2012-03-01"), row("Eva Stará", "2016-04-01", "2020-03-21")]
    assert ask(rows, "prime minister", "2015-06-01") == [("Ana Malá", "held")]
    assert ask(rows, "prime minister", "2017-06-01") == [("Eva Stará", "held")]
    assert ask(rows, "prime minister", "2021-06-01") == []


def test_an_empty_end_is_in_office_on_the_day_of_the_source_and_half_a_year_after_only_probably() -> None:
    rows = [row("Ana Malá", "2021-04-01")]
    assert ask(rows, "prime minister", "2022-06-30") == [("Ana Malá", "held")]
    assert ask(rows, "prime minister", "2022-11-01") == [("Ana Malá", "probable")]
    assert ask(rows, "prime minister", "2023-11-01") == []


def test_on_a_day_of_handover_both_are_named_and_marked() -> None:
    spells = merge(row("Ana Malá", "2012-03-01", "2016-04-01"), row("Eva Stará", "2016-04-01", "2020-03-21"))
    holders = OfficeAnswers(make_spells(spells)).ask("prime minister", "SVK", date(2016, 4, 1))
    assert [(h.spell.person, h.handover) for h in holders] == [("Ana Malá", True), ("Eva Stará", True)]


def test_a_stand_in_within_a_term_does_not_end_it() -> None:
    rows = [
        row("Ana Malá", "2012-03-01", "2016-04-01"),
        row("Eva Stará", "2014-01-01", "2014-01-20", role="Acting Prime Minister"),
    ]
    assert ask(rows, "prime minister", "2014-01-10") == [("Ana Malá", "held")]
    assert ask(rows, "prime minister", "2015-01-10") == [("Ana Malá", "held")]


def test_who_the_sources_disagree_on_is_only_probable_and_one_is_named() -> None:
    rows = [row("Ana Malá", "2012-03-01", "2016-04-01"), row("Eva Stará", "2013-03-01", "2015-04-01")]
    assert [certainty for _, certainty in ask(rows, "prime minister", "2014-01-10")] == ["probable"]


def test_where_only_the_year_of_a_change_is_known_nobody_is_named() -> None:
    rows = [row("Ana Malá", "2012", "2014"), row("Eva Stará", "2014", "2018")]
    assert ask(rows, "prime minister", "2013-05-01") == [("Ana Malá", "held")]
    assert ask(rows, "prime minister", "2014-05-01") == []
    assert ask(rows, "prime minister", "2015-05-01") == [("Eva Stará", "held")]


def test_a_sighting_alone_is_said_as_that() -> None:
    claim = Claim(
        "SVK",
        "Foreign Minister",
        "foreign minister",
        "Ana Malá",
        (),
        "",
        "",
        "",
        "sightings",
        ("2004-03-28",),
    )
    answers = OfficeAnswers(make_spells(merge_claims([claim])))
    assert [h.certainty for h in answers.ask("foreign minister", "SVK", date(2004, 4, 2))] == ["seen"]
    assert answers.ask("foreign minister", "SVK", date(2005, 4, 2)) == []


def test_ministers_of_provinces_have_less_standing() -> None:
    rows = [
        row("Ana Malá", "2012-03-01", "2016-04-01", role="Minister of Finance", wikidata="Q1"),
        row("Ana Malá", "2016-05-01", "2017-04-01", wikidata="Q1"),
        row("Eva Stará", "2013-03-01", "2015-04-01", role="Minister of Finance", wikidata="Q2"),
    ]
    assert ask(rows, "finance minister", "2014-01-10") == [("Ana Malá", "probable")]


def test_contradictions_are_listed_with_the_rule_that_settles_them() -> None:
    spells = merge(row("Ana Malá", "2012-03-01"), row("Eva Stará", "2016-04-01", "2020-03-21"))
    [found] = list_contradictions(OfficeAnswers(make_spells(spells)))
    assert (found.kept.person, found.dropped.person) == ("Eva Stará", "Ana Malá")
    assert found.rule == "an open or weak end gives way to a successor"


def test_two_tables_of_wikidata_are_one_source() -> None:
    one, two, three = (
        merge(*rows)[0]
        for rows in (
            [row("Ana Malá", "2012-03-01", "2016-04-01")],
            [row("Ana Malá", "2012-03-01", "2016-04-01", source) for source in (WIKIDATA, HEADS)],
            [row("Ana Malá", "2012-03-01", "2016-04-01", source) for source in (WIKIDATA, FACTBOOK)],
        )
    )
    assert find_trust(one) == find_trust(two) < find_trust(three)


def test_a_line_that_is_not_as_it_should_be_is_named() -> None:
    with pytest.raises(KnowledgeError, match="rows, line 3: start and end"):
        merge(row("Ana Malá", "2012"), row("Eva Stará", "in May"))


days = st.dates(date(1992, 1, 1), date(2024, 1, 1)).map(date.isoformat)


@given(st.lists(st.tuples(st.sampled_from(["Ana Malá", "Eva Stará", "Jan Novák"]), days, days), min_size=1))
def test_no_more_are_named_than_the_office_has_seats_but_at_a_handover(
    terms: list[tuple[str, str, str]],
) -> None:
    rows = [row(name, *sorted((one, other))) for name, one, other in terms]
    answers = OfficeAnswers(make_spells(merge(*rows)))
    for _, one, other in terms:
        for day in (one, other):
            holders = answers.ask("prime minister", "SVK", date.fromisoformat(day))
            assert len(holders) <= (2 if all(holder.handover for holder in holders) else 1)


def test_a_table_is_written_and_read_again(tmp_path: Path) -> None:
    spells = merge(
        row("Ana Malá", "2012-03-01", aliases="A. Mala|Malá"), row("Eva Stará", "2016", "2020-03-21")
    )
    write_spells(spells, tmp_path / "spells.parquet", "base")
    assert list(read_spells(tmp_path / "spells.parquet").list_all()) == spells
    with pytest.raises(KnowledgeError, match="cannot be read"):
        read_spells(tmp_path / "none.parquet")


def test_a_spell_taken_apart_makes_itself_again() -> None:
    for spell in merge(
        row("Ana Malá", "2012-03-01", "2014-02-03"),
        row("Ana Malá", "2012-03-01", "2014-02-03", FACTBOOK, role_class="head of government"),
        row("Eva Stará", "2014-02-03"),
        row("Jan Novák", "2002-01-03", "2003-06", EDITIONS, role_class="head of government"),
    ):
        [again] = merge_claims(take_apart(spell))
        assert (again.person, again.start, again.end, again.last, again.sources) == (
            spell.person, spell.start, spell.end, spell.last, spell.sources,
        )  # fmt: skip


@pytest.fixture
def own_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAGOMAN_OFFICES", str(tmp_path / "own" / "offices.csv"))
    return tmp_path


def write(path: Path, *rows: Mapping[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_an_added_table_is_asked_too(own_table: Path) -> None:
    day = date(2025, 6, 1)
    assert load_answers().ask("foreign minister", "KAZ", day) == []
    new = row(
        "Murat Nurtleu", "2023-04-03", "2025-09-26", "my export", "Minister of Foreign Affairs", country="KAZ"
    )
    added, all_spells = update_offices(write(own_table / "new.csv", new))
    assert added == 1
    [holder] = load_answers().ask("foreign minister", "KAZ", day)
    assert (holder.spell.person, holder.certainty, holder.spell.sources) == (
        "Murat Nurtleu",
        "held",
        ("added",),
    )
    assert update_offices(own_table / "new.csv") == (1, all_spells)  # once is enough
    assert len(read_rows(find_added())) == 1


def test_a_table_of_another_form_adds_nothing(own_table: Path) -> None:
    (own_table / "new.csv").write_text("name,office\nA,B\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="must have rows, and the columns"):
        update_offices(own_table / "new.csv")
    assert not find_added().exists()


def test_coverage_counts_states_by_class_and_decade() -> None:
    spells = merge(row("Ana Malá", "1998-03-01", "2001-04-01"), row("Eva Stará", "2013-03-01", "2015-04-01"))
    counts = count_countries(spells)
    assert [counts.get(("head of government", decade), 0) for decade in (1990, 2000, 2010, 2020)] == [
        1,
        1,
        1,
        0,
    ]
    assert "head of government" in format_coverage(spells)
