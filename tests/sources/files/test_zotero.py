"""The CSV of Zotero."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from dragoman.model import Article, Rejected
from dragoman.sources import read_source, read_upload
from dragoman.sources.articles import ELSEWHERE
from dragoman.sources.files.ris import NO_ABSTRACT

TEXT = (
    "The foreign ministers of Norway and Finland met in Oslo on Monday and agreed to open a joint "
    "border post in the far north."
)
NAMES = [
    *(
        "Key",
        "Item Type",
        "Publication Year",
        "Author",
        "Title",
        "Publication Title",
        "ISSN",
        "DOI",
        "Url",
        "Abstract Note",
        "Date",
    ),
    *(
        "Date Added",
        "Date Modified",
        "Access Date",
        "Pages",
        "Short Title",
        "Series",
        "Publisher",
        "Language",
        "Notes",
        "Manual Tags",
    ),
]
CASE = Path(__file__).parents[4] / "shared" / "cases" / "c39-zotero.csv"


def read(**cells: str) -> Article | Rejected:
    stream = io.StringIO()
    table = csv.DictWriter(stream, NAMES)
    table.writeheader()
    row = {
        "Key": "AB12",
        "Item Type": "newspaperArticle",
        "Title": "Border post agreed",
        "Date Added": "2024-05-05 10:00:00",
    }
    table.writerow(row | {name.replace("_", " "): value for name, value in cells.items()})
    (item,) = read_upload("papers.csv", stream.getvalue().encode())
    assert isinstance(item, Article | Rejected)
    return item


def test_the_abstract_is_the_text() -> None:
    paper = {
        "Publication_Title": "The North Post",
        "Publisher": "North Company",
        "Author": "Writer, Ann",
        "Language": "en",
    }
    item = read(
        Abstract_Note=TEXT,
        Notes="<p>To read.</p>",
        Date="2022-03-15",
        Url="https://north.example.org/1",
        **paper,
    )
    assert isinstance(item, Article)
    assert (item.title, item.text, item.date, item.date_origin) == (
        "Border post agreed",
        TEXT,
        date(2022, 3, 15),
        "stated",
    )
    assert (item.outlet, item.url) == ("The North Post", "https://north.example.org/1")
    assert dict(item.extra) == {
        **{
            "Key": "AB12",
            "Item Type": "newspaperArticle",
            "Author": "Writer, Ann",
            "Date Added": "2024-05-05 10:00:00",
        },
        **{"Publisher": "North Company", "Notes": "To read."},
    }


def test_notes_are_the_text_where_there_is_no_abstract() -> None:
    item = read(Notes=f"<p>{TEXT}</p><p>{TEXT}</p>", Publication_Year="2022", DOI="10.1000/1")
    assert isinstance(item, Article)
    assert item.text == f"{TEXT}\n\n{TEXT}"
    assert (item.date, item.url) == (None, "https://doi.org/10.1000/1")  # the day of adding is not its own


def test_without_both_its_address_waits_and_without_an_address_it_is_refused() -> None:
    waiting, refused = read(Url="https://north.example.org/1"), read(Notes="Accession Number: 15")
    assert isinstance(waiting, Rejected)
    assert (waiting.reason, waiting.where) == (ELSEWHERE, "https://north.example.org/1")
    assert isinstance(refused, Rejected)
    assert (refused.reason, refused.where) == (NO_ABSTRACT, "row 2")


@pytest.mark.skipif(not CASE.exists(), reason="needs ../shared")
def test_the_case() -> None:
    first, second = read_source(CASE)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.date, second.date, len(second.text.split("\n\n"))) == (
        date(2022, 3, 15),
        date(2022, 3, 16),
        2,
    )
