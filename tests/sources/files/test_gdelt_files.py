"""Files of GDELT as lists of addresses."""

from __future__ import annotations

import json

import pytest

from dragoman.analysis.library import Library
from dragoman.model import Article, Notice, Rejected
from dragoman.sources import list_columns, read_upload
from dragoman.sources.articles import ELSEWHERE

LINKS = ("https://www.north.example.org/1", "https://south.example.org/2", "https://www.north.example.org/1")


def write(rows: list[list[str]], delimiter: str = "\t") -> bytes:
    return ("\n".join(delimiter.join(row) for row in rows) + "\n").encode()


def make_event(number: int, link: str, width: int) -> list[str]:
    """One event: it took place years before GDELT saw the article."""
    row = [str(900 + number), "20190105", "201901", "2019", "2019.0137", *[""] * (width - 5)]
    row[6], row[26], row[-2], row[-1] = (
        'NORWAY "NOR"',
        "040",
        "20240102103000"[: 14 if width == 61 else 8],
        link,
    )
    return row


def make_record(number: int, link: str) -> list[str]:
    extras = (
        (
            "<PAGE_TITLE>Talks &amp; more</PAGE_TITLE>"
            "<PAGE_PRECISEPUBTIMESTAMP>20240101230000</PAGE_PRECISEPUBTIMESTAMP>"
        )
        if number == 1
        else ""
    )
    return [f"20240102103000-{number}", "20240102103000", "1", link.split("/")[2], link, *[""] * 21, extras]


def make_mention(number: int, link: str) -> list[str]:
    return [
        str(900 + number),
        "20190105000000",
        "20240102103000",
        "1",
        link.split("/")[2],
        link,
        "3",
        *["-1"] * 3,
        "1",
        "70",
        "2000",
        "-1.5",
        "",
        "",
    ]


EVENTS_2 = [make_event(number, link, 61) for number, link in enumerate(LINKS)]
EVENTS_1 = [make_event(number, link, 58) for number, link in enumerate(LINKS)]
GRAPH_2 = [make_record(number, link) for number, link in enumerate(LINKS)]
MENTIONS = [make_mention(number, link) for number, link in enumerate(LINKS)]
HEAD_1 = [
    "DATE",
    "NUMARTS",
    "COUNTS",
    "THEMES",
    "LOCATIONS",
    "PERSONS",
    "ORGANIZATIONS",
    "TONE",
    "CAMEOEVENTIDS",
    "SOURCES",
    "SOURCEURLS",
]
GRAPH_1 = [
    [
        "20240102",
        "3",
        "",
        "BORDERS",
        "",
        "",
        "",
        "1,2",
        "",
        "north.example.org;south.example.org",
        "<UDIV>".join(LINKS),
    ]
]
HEAD_2 = ["GKGRECORDID", "DATE", "SourceCollectionIdentifier", "SourceCommonName", "DocumentIdentifier"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("20240102103000.export.CSV", write(EVENTS_2)),
        ("20240102.export.CSV", write(EVENTS_1)),
        ("20240102103000.gkg.csv", write(GRAPH_2)),
        ("20240102103000.mentions.CSV", write(MENTIONS)),
        ("20240102.gkg.csv", write(GRAPH_1)),
        ("20240102.gkg.csv", write([HEAD_1, *GRAPH_1])),
        ("graph.tsv", write([HEAD_2, *[row[:5] for row in GRAPH_2]])),
        ("graph.csv", write([HEAD_2, *[row[:5] for row in GRAPH_2]], ",")),
    ],
)
def test_each_address_waits_once_with_its_day_and_outlet(name: str, data: bytes) -> None:
    items = list(read_upload(name, data))
    first, second = (item for item in items if isinstance(item, Rejected))
    assert (first.reason, first.where, second.where) == (ELSEWHERE, *LINKS[:2])
    row = json.loads(first.raw)
    assert (row["url"], row["date"]) == (LINKS[0], "2024-01-02")
    assert row["outlet"].removeprefix("www.") == "north.example.org"
    assert json.loads(second.raw)["outlet"] == "south.example.org"
    assert [item.sentence for item in items if isinstance(item, Notice)] == [
        (
            f"{name} names 2 addresses in {1 if len(data.splitlines()) <= 2 else 3} rows: "
            "each of them is taken once."
        )
    ]
    assert list_columns(name, data) == []


def test_the_graph_tells_titles_and_days_of_publication() -> None:
    _, item, *_ = read_upload("a.gkg.csv", write(GRAPH_2))
    assert isinstance(item, Rejected)
    row = json.loads(item.raw)
    assert (row["title"], row["published"], row["GDELT's identifier"]) == (
        "Talks & more",
        "2024-01-01",
        "20240102103000-1",
    )


def test_a_row_without_an_address_is_refused() -> None:
    record = [*GRAPH_2[0][:3], "BBC Monitoring", "BBC Monitoring Europe", *GRAPH_2[0][5:]]
    (item,) = read_upload("a.gkg.csv", write([record]))
    assert isinstance(item, Rejected)
    assert "names no address" in item.reason
    assert item.where == "row 1"


def test_other_tables_are_none_of_gdelts(empty_library: Library) -> None:
    text = "Anna Berg met Mikko Laine in Oslo. " * 3
    (item,) = read_upload(
        "a.tsv",
        f"id\tdate\ttitle\ttext\turl\n20240102\t20240102\tTalks\t{text}\thttps://north.example.org/1\n".encode(),
    )
    assert isinstance(item, Article)
    summary = empty_library.add_items(read_upload("b.export.CSV", write(EVENTS_2)))
    assert (summary.items, summary.quarantined, len(summary.warnings)) == (2, 2, 1)
