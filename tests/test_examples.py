"""Every example of docs/methods.md and README.md is run.

An example of how an article is read is a case in reading/cases/methods.toml, which reading/test_cases.py
reads.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman import cli
from dragoman.analysis.bursts import find_bursts
from dragoman.analysis.measures import (
    SMALLEST_COUNT,
    jaccard,
    likelihood,
    newcombe,
    npmi,
    npmi_interval,
    wilson,
)
from dragoman.knowledge.office_years import find_posts_by_year
from dragoman.knowledge.offices import AROUND, OPEN, find_office, load_offices
from dragoman.knowledge.topics import Term, load_topics
from dragoman.reading.topics import find_topics

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "methods.md").read_text("utf-8")
CASES = tomllib.loads((ROOT / "tests" / "reading" / "cases" / "methods.toml").read_text("utf-8"))["case"]
TABLES = ("People", "Stated offices", "Countries and their routes", "Topics")  # second column: an example
# Where whole sentences are quoted
TOLD = ("Sentences and paragraphs", "Countries and their routes", "Organizations", "Known limits")
CODES = re.compile(r"\b[A-Z]{3}\b")
# What stands for a title or for a kind of article in an example: (as in docs, as in the case).
TITLED = {
    "Condolences following the death of Margaret Thatcher "
    "(a title).": "Condolences following the death of Margaret Thatcher",
    "The following is attributable to Spokesperson Ned Price. "
    "(a report of the United States)": "The following is attributable to",
}
# Of signs that are too weak to choose a topic: example -> (what is read, topic or "" for none of all, whether
# there is a sign of it).
SIGNS = {
    "Iran and six powers spoke about uranium enrichment. / Iran opened a bridge.": [
        ("Iran and six powers spoke about uranium enrichment.", "arms-control-nuclear", True),
        ("Iran opened a bridge.", "arms-control-nuclear", False),
    ],
    "The foreign ministry rejected it. / The landlord rejected it.": [
        ("The foreign ministry rejected it.", "diplomatic-dispute", True),
        ("The landlord rejected it.", "diplomatic-dispute", False),
    ],
    "The United Nations expressed its sympathy.": [("The United Nations expressed its sympathy.", "", False)],
    "They met for peace talks on how to end the war.": [
        ("They met for peace talks on how to end the war.", "ceasefire-peace", True),
        ("They met for peace talks on how to end the war.", "armed-conflict", False),
    ],
}


def list_sections() -> Iterator[tuple[str, str]]:
    """(heading, what stands below it before the next)."""
    for part in re.split(r"^#+ ", TEXT, flags=re.M)[1:]:
        heading, _, body = part.partition("\n")
        yield heading, body


SECTIONS = dict(list_sections())


def list_rows(heading: str) -> Iterator[tuple[str, str]]:
    """(example, what it gives) of the table of a section."""
    for rule, example, gives in re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", SECTIONS[heading], re.M):
        if rule not in ("rule", "route") and not rule.startswith("-"):
            yield example.replace("**", ""), gives


def list_quoted(heading: str) -> Iterator[str]:
    """The whole sentences that a section quotes outside of its table, and those with a word marked."""
    body = re.sub(r"\n +", " ", re.sub(r"^\|.*$", "", SECTIONS[heading], flags=re.M))
    for line in body.splitlines():
        for quoted in re.findall(r'(?<![\w"])"((?:[^"]|"\w+" )+)"(?!\w)', line):
            if quoted.endswith(".") or "**" in quoted:
                yield quoted.replace("**", "")


EXAMPLES = [(heading, example, gives) for heading in TABLES for example, gives in list_rows(heading)]
QUOTED = [(heading, quoted) for heading in TOLD for quoted in list_quoted(heading)]


def list_cells(heading: str) -> list[list[str]]:
    """The cells of a section's table, without its head."""
    return [line.strip("| ").split(" | ") for line in SECTIONS[heading].splitlines() if line.startswith("|")][
        2:
    ]


def is_case(example: str) -> bool:
    """Whether a case reads an example; "title / text" is of both."""
    title, _, text = example.rpartition(" / ")
    return any(
        case.get("title", "") == title and case["text"] == text if title else example in case["text"]
        for case in CASES
    )


def test_the_examples_are_found_at_all() -> None:
    assert {heading for heading, *_ in EXAMPLES} == set(TABLES)
    assert {heading for heading, _ in QUOTED} == set(TOLD)
    assert (len(EXAMPLES), len(QUOTED)) >= (50, 25)


def test_every_example_of_a_table_is_run_and_its_countries_are_those_of_the_case() -> None:
    read = "\n".join(f"{case.get('title', '')}\n{case['text']}" for case in CASES)
    missing = list[str]()
    for _, example, gives in EXAMPLES:
        parts = [example]
        for told, stands in TITLED.items():
            if told in example:
                parts = [example.replace(told, "").strip() or stands, stands]
        if example not in SIGNS and not all(part in read or is_case(part) for part in parts):
            missing.append(example)
        given = [
            str({**case, "text": ""})
            for case in CASES
            if all(part in f"{case.get('title', '')} / {case['text']}" for part in parts)
        ]
        if given and (
            lost := set(CODES.findall(gives)) - {code for case in given for code in CODES.findall(case)}
        ):
            missing.append(f"{example}: {lost} of the column 'gives' is in no case")
    assert not missing


@pytest.mark.parametrize("heading", TOLD)
def test_every_sentence_that_is_quoted_is_run(heading: str) -> None:
    quoted = list(list_quoted(heading))
    assert quoted
    assert not [
        sentence
        for sentence in quoted
        if not any(sentence in f"{case.get('title', '')}\n{case['text']}" for case in CASES)
    ]


@pytest.mark.parametrize("example", SIGNS)
def test_signs_of_topics_are_as_said(example: str) -> None:
    """A sign is a mention that would speak for its topic, if another strong word made it the article's."""
    assert example in [example for _, example, _ in EXAMPLES]
    topics = load_topics()
    for text, asked, sign in SIGNS[example]:
        if not asked:
            assert not find_topics("", text, topics).topics
        chosen = [
            replace(topic, terms=(*topic.terms, Term("anchor", 40))) for topic in topics if topic.id == asked
        ]
        found = find_topics("anchor anchor", text, chosen)
        assert any(start > len("anchor anchor") for start, _, _ in found.mentions) == sign


def test_known_offices_are_as_sure_as_said() -> None:
    answers = list[tuple[str, str]]()
    for certainty, _, example in list_cells("Known offices"):
        name, day, *office = re.split(r" on (\d+ \w+ \d{4})(?:: )?", example)
        found = find_office(name, datetime.strptime(day, "%d %B %Y").date())
        if certainty == "(no answer)":
            assert not found
        else:
            [first, *_] = found
            assert f"{first.office.role}, {first.office.country or first.office.body}" == "".join(office)
            answers.append((certainty, first.certainty))
    assert len(answers) == 3
    assert all(told == given for told, given in answers)


def test_the_table_of_offices_is_as_large_as_said() -> None:
    told = re.sub(r"\s+", " ", SECTIONS["Known offices"])
    spells = load_offices().spells
    offices = [spell.office for spell in spells]
    people, countries = {spell.person for spell in spells}, {office.country for office in offices} - {""}
    assert f"{len(spells):,} rows on {len(people):,} people of {len(countries):,} countries" in told
    begun, both = (
        sum(office.start is not None for office in offices),
        sum(None not in (office.start, office.end) for office in offices),
    )
    assert f"{begun} rows have a beginning, {both} both" in told
    assert f"four years ({OPEN.days:,} days)" in told
    assert f"half a year ({AROUND.days} days)" in told


def test_the_coverage_of_the_table_is_as_printed() -> None:
    coverage = find_posts_by_year(load_offices())
    for year, *told in list_cells("Coverage of the offices table"):
        posts = ("head of state", "head of government", "foreign minister", "body")
        counted = [
            sum(post in found for (_, of), found in coverage.items() if of == int(year)) for post in posts
        ]
        assert counted == list(map(int, told)), year


def test_measures_are_as_said_of_the_example() -> None:
    """Two names, 40 articles with the one, 20 with the other, 10 with both, of 200."""
    example = (10, 40, 20, 200)
    (share, both, tie, chance, apart) = (
        "; ".join(row[2:]) for row in list_cells("Measures, intervals, smallest counts")
    )
    low, high = wilson(3, 10)
    assert share == f"3 of 10 is 30 %; Wilson: {100 * low:.0f} to {100 * high:.0f} %"
    low, high = wilson(10, 50)
    assert (
        f"10 of 50: {jaccard(*example[:3]):.2f}; Wilson: {low:.2f} to {high:.2f}; "
        f"shown from {SMALLEST_COUNT} together" in both
    )
    low, high = npmi_interval(*example)
    assert tie.startswith(f"{npmi(*example):.2f}; {low:.2f} to {high:.2f}")
    assert chance.startswith(f"{likelihood(*example):.1f};")
    low, high = newcombe(30, 100, 20, 100)
    assert f"Newcombe: {100 * low:.0f} to {100 * high:.0f} points" in apart


def test_bursts_are_as_said_of_the_example() -> None:
    told = re.sub(r"\s+", " ", SECTIONS["Measures, intervals, smallest counts"])
    one, other = re.search(
        r"with 10 articles each, ([\d*, ]+) hits hold a burst; ([\d, ]+) hold none", told
    ).groups()  # type: ignore[union-attr]
    hits, marked = [int(word) for word in re.findall(r"\d+", one)], re.search(r"\*\*(.+)\*\*", one)
    [burst] = find_bursts(hits, [10] * len(hits))
    assert marked is not None
    assert hits[burst.first : burst.last + 1] == [int(word) for word in marked[1].split(", ")]
    assert not find_bursts([int(word) for word in other.split(", ")], [10] * 6)


README = (ROOT / "README.md").read_text("utf-8")


def test_the_script_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [script] = re.findall(r"^```python\n(.+?)^```", README, re.M | re.S)
    sample = (ROOT / "data" / "sample" / "articles.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "articles.jsonl").write_text(
        "".join([line for line in sample if "Ukrain" in line][:5]), "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    exec(compile(script, "README.md", "exec"), {})
    told = capsys.readouterr().out
    assert told.startswith("5 read: 5 new")
    assert "Ukraine" in told


def test_the_commands_of_the_readme_are_there_with_their_options() -> None:
    rows = re.findall(r"^\| (`dragoman .+?) \| (.+?) \|$", README.replace("\\|", "/"), re.M)
    assert len(rows) > 10
    for named, told in rows:
        for command in re.findall(r"`dragoman ([a-z]+(?: add)?)", named):
            answer = CliRunner().invoke(cli.app, [*command.split(), "--help"], env={"COLUMNS": "200"})
            assert answer.exit_code == 0, command
            offered = answer.stdout
            for group in re.findall(r"`([a-z]+)(?: [A-Z.]+)?`", told) if "COMMAND" in offered else ():
                offered += (
                    CliRunner().invoke(cli.app, [command, group, "--help"], env={"COLUMNS": "200"}).stdout
                )
            assert set(re.findall(r"--[a-z]+", named + told)) <= set(re.findall(r"--[a-z]+", offered)), (
                command
            )
