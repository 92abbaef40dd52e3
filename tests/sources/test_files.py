"""Files of every kind, folders and uploads become articles; what is wrong inside becomes Rejected."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from dragoman.errors import SourceError
from dragoman.model import Article, Rejected
from dragoman.sources import list_columns, read_source, read_upload

TEXT = "Antony Blinken met Yair Lapid in Rome on Sunday. They spoke about Iran and about Gaza."
ROW = {"headline": "Blinken meets Lapid", "body": TEXT, "published": "2021-06-27", "author": "J. Doe"}
FIXTURES = Path(__file__).parents[1] / "fixtures" / "sources"


def read(name: str, data: bytes | str, columns: dict[str, str] | None = None) -> list[Article | Rejected]:
    return list(read_upload(name, data.encode() if isinstance(data, str) else data, columns))


def one(items: list[Article | Rejected]) -> Article:
    (item,) = items
    assert isinstance(item, Article), item
    return item


def refused(items: list[Article | Rejected]) -> Rejected:
    (item,) = items
    assert isinstance(item, Rejected), item
    return item


def check_row(item: Article) -> None:
    assert (item.title, item.text, item.date, item.date_origin) == (
        "Blinken meets Lapid",
        TEXT,
        date(2021, 6, 27),
        "stated",
    )
    assert item.extra == (("author", "J. Doe"),)


def make_excel(*sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def make_parquet(rows: list[dict[str, object]]) -> bytes:
    stream = BytesIO()
    pd.DataFrame(rows).to_parquet(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", json.dumps(ROW)),
        ("a.JSONL", "\ufeff" + json.dumps(ROW) + "\n\n"),
        ("a.jsonl", json.dumps(ROW, indent=2)),
        ("a.json", json.dumps(ROW)),
        ("a.json", json.dumps([ROW])),
        ("a.json", json.dumps({"status": "ok", "articles": [ROW]})),
        ("a.json", json.dumps({"response": {"page": 1, "docs": [ROW]}})),
        ("a.json", json.dumps({name: {"0": value} for name, value in ROW.items()})),
        ("a.json", json.dumps({name: [value] for name, value in ROW.items()})),
        ("a.csv", ",".join(ROW) + "\r\n" + ",".join(f'"{value}"' for value in ROW.values())),
        ("a.csv", ";".join(ROW) + "\n" + ";".join(f'"{value}"' for value in ROW.values())),
        (
            "a.csv",
            "Export of today;;;\n\n"
            + ";".join(ROW)
            + "\n"
            + ";".join(f'"{value}"' for value in ROW.values()),
        ),
        ("a.tsv", "\t".join(ROW) + "\n" + "\t".join(ROW.values())),
        ("a.xlsx", make_excel([list(ROW), list(ROW.values())])),
        (
            "a.xlsx",
            make_excel(
                [
                    ["headline", "body", "published", "author"],
                    [*list(ROW.values())[:2], datetime(2021, 6, 27), "J. Doe"],
                ]
            ),
        ),
        ("a.parquet", make_parquet([ROW])),
        ("a.parquet", make_parquet([ROW | {"published": date(2021, 6, 27)}])),
    ],
)
def test_every_kind_of_table_gives_the_same_article(name: str, data: bytes | str) -> None:
    check_row(one(read(name, data)))


def test_broken_lines_of_json_lines_are_refused_by_number_and_the_rest_goes_on() -> None:
    lines = ["{broken", json.dumps(ROW), '{"text": NaN}', "[1, 2", '"a string"', json.dumps(ROW)]
    items = read("a.jsonl", "\n".join(lines))
    assert [(type(item), item.where) for item in items if isinstance(item, Rejected)] == [
        (Rejected, f"line {number}") for number in (1, 3, 4, 5)
    ]
    assert [item.raw for item in items if isinstance(item, Rejected)] == [
        lines[0],
        lines[2],
        lines[3],
        lines[4],
    ]
    assert sum(isinstance(item, Article) for item in items) == 2


def test_json_lines_are_met_under_the_ending_of_json_too() -> None:
    assert (
        len(
            [
                item
                for item in read("a.json", "\n".join([json.dumps(ROW), "{broken", json.dumps(ROW)]))
                if isinstance(item, Article)
            ]
        )
        == 2
    )


@pytest.mark.parametrize("inside", [{"fields": ROW}, {"_source": ROW}, {"attributes": ROW}])
def test_the_fields_of_an_answer_may_stand_in_an_object_of_their_own(inside: dict[str, object]) -> None:
    check_row(one(read("a.json", json.dumps({"hits": {"hits": [inside]}}))))
    assert one(read("a.json", json.dumps({"headline": "Talks", "content": {"text": TEXT}}))).title == "Talks"


def test_an_invalid_document_is_refused_with_its_line() -> None:
    item = refused(read("a.json", '{\n"title": "Rome",\n"text": oops\n}'))
    assert item.where == "line 3"
    assert "line 3, column 9" in item.reason
    nan = refused(read("a.json", '[\n{"text": "NaN in a string",\n"score": NaN}\n]'))
    assert (nan.where, "NaN" in nan.reason) == ("line 3", True)


def test_deep_nesting_is_refused() -> None:
    assert refused(read("a.json", "[" * 200_000)).reason
    assert refused(read("a.jsonl", '{"a":' * 200_000)).where == "line 1"


def test_items_that_are_no_objects_are_refused_one_by_one() -> None:
    items = read("a.json", json.dumps([ROW, "Rome", None, 7]))
    assert [item.where for item in items if isinstance(item, Rejected)] == ["item 2", "item 3", "item 4"]


def test_cells_hold_line_ends_quotes_and_more_than_the_csv_module_allows() -> None:
    text = "The minister said yes.\n\nHe left. " + TEXT * 3000
    row = '"Rome","' + text.replace('"', '""') + '"'
    item = one(read("a.csv", "title,text\n" + row))
    assert item.text == text
    assert len(item.text) > 131_072


def test_ragged_rows() -> None:
    data = f"title,text,author\nRome,{TEXT}\nRome,{TEXT},J. Doe,\nRome,Blinken, who went,to Rome\n,,\n"
    short, padded, long = read("a.csv", data)
    assert isinstance(short, Article)
    assert isinstance(padded, Article)
    assert isinstance(long, Rejected)
    assert long.where == "row 4"
    assert "quotes" in long.reason
    assert json.loads(long.raw)["surplus"]


def test_a_table_without_a_known_text_column_is_refused_once_and_can_be_mapped() -> None:
    data = f"kop,inhoud\nRome,{TEXT}\nRome,{TEXT}\n"
    item = refused(read("a.csv", data))
    assert "kop, inhoud" in item.reason
    assert list_columns("a.csv", data.encode()) == ["kop", "inhoud"]
    assert (
        len(
            [
                item
                for item in read("a.csv", data, {"text": "inhoud", "title": "kop"})
                if isinstance(item, Article)
            ]
        )
        == 2
    )


def test_a_note_above_the_header_is_not_the_header() -> None:
    check_row(
        one(
            read(
                "a.csv",
                "# query: Blinken AND (Lapid, text)\nheadline,body,published,author\nBlinken meets "
                f'Lapid,"{TEXT}",2021-06-27,J. Doe\n',
            )
        )
    )


def test_quotes_after_a_backslash_are_part_of_a_cell() -> None:
    assert (
        one(read("a.csv", f'title,text\n"He said \\"no\\", twice","{TEXT}"\n')).title == 'He said "no", twice'
    )
    assert one(read("a.csv", f'title,text,path\nRome,"{TEXT}","C:\\news\\"\n')).extra == (
        ("path", "C:\\news\\"),
    )


def test_addresses_without_texts_are_kept_row_by_row_to_be_fetched() -> None:
    items = read(
        "gdelt.csv",
        "URL,Date,Title\nhttps://wire.example/a,2021-06-27,Rome\nhttps://wire.example/b,2021-06-28,Matera\n",
    )
    assert [item.where for item in items if isinstance(item, Rejected)] == [
        "https://wire.example/a",
        "https://wire.example/b",
    ]
    assert (
        "--column text=NAME"
        in refused(read("a.csv", f"URL,Inhalt\nhttps://wire.example/a,{TEXT * 5}\n")).reason
    )


def test_failed_formulas_and_empty_sheets_hold_nothing() -> None:
    items = read(
        "a.xlsx", make_excel([["title", "text"], ["Rome", TEXT], ["Matera", "#N/A"], ["#N/A", "#REF!"]], [])
    )
    items += read("a.csv", f"title,text\nRome,{TEXT}\n#N/A,#N/A\n")
    assert [type(item) for item in items] == [Article, Rejected, Rejected, Article, Rejected]
    assert all(
        "text is empty" in item.reason and "#" in item.raw for item in items if isinstance(item, Rejected)
    )


def test_every_sheet_is_read() -> None:
    data = make_excel(
        [list(ROW), list(ROW.values())], [["note"], ["nothing here"]], [["Text"], [TEXT], [None], [""]]
    )
    items = read("a.xlsx", data)
    assert [type(item) for item in items] == [Article, Rejected, Article]
    assert items[1].where == "sheet Sheet1" if isinstance(items[1], Rejected) else False


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(encoding: str) -> None:
    text = (
        "Erdogan’s visit – the “first” – to Köln and Orléans was short. The chancellor’s café was "
        "closed, the naïve guest said."
    )
    data = f"title;text\nKöln;{text}\n".encode(encoding)
    assert one(read("a.csv", data)).text == text


def test_one_bad_byte_does_not_spoil_a_utf8_file() -> None:
    line = json.dumps(
        {"title": "Köln", "text": "Erdoğan’s “first” visit – to Köln. " + TEXT}, ensure_ascii=False
    ).encode()
    item, _ = read("a.jsonl", line + b"\n" + line.replace(b"visit", b"vis\xffit"))
    assert isinstance(item, Article)
    assert item.text.startswith("Erdoğan’s “first”")


def test_plain_text_takes_its_title_from_the_first_line_and_its_date_from_the_name() -> None:
    item = one(read("2021-06-27-rome.txt", f"Blinken meets Lapid\n\n{TEXT}\n\nHe left."))
    assert (item.title, item.text, item.date, item.date_origin) == (
        "Blinken meets Lapid",
        f"{TEXT}\n\nHe left.",
        date(2021, 6, 27),
        "guessed",
    )


def test_plain_text_without_a_headline_is_named_after_its_file() -> None:
    assert one(read("2021-06-27-rome_talks.txt", TEXT)).title == "rome talks"


def test_plain_text_with_labelled_lines() -> None:
    item = one(
        read(
            "a.txt", f"Title: Blinken meets Lapid\nDate: 27 June 2021\nOutlet: Wire\nByline: J. Doe\n\n{TEXT}"
        )
    )
    assert (item.title, item.date, item.date_origin, item.outlet, item.text) == (
        "Blinken meets Lapid",
        date(2021, 6, 27),
        "parsed",
        "Wire",
        TEXT,
    )
    assert item.extra == (("Byline", "J. Doe"),)


@pytest.mark.parametrize(
    "head",
    [
        "Talks in Rome\n27 June 2021",
        "27 June 2021\n\nTalks in Rome",
        "---\ntitle: Talks in Rome\ndate: 27 June 2021\n---",
    ],
)
def test_a_day_near_the_head_of_a_text_dates_it(head: str) -> None:
    item = one(read("rome.txt", f"{head}\n\n{TEXT}\n\n27 June 2020\n\nThat was said in Rome."))
    assert (item.date, item.date_origin) == (date(2021, 6, 27), "parsed")
    assert item.text.startswith(TEXT)
    assert "27 June 2020" in item.text


def test_a_text_of_addresses_is_no_article() -> None:
    items = read("links.txt", "https://wire.example/a\nhttps://wire.example/b\n")
    assert [item.where for item in items if isinstance(item, Rejected)] == [
        "https://wire.example/a",
        "https://wire.example/b",
    ]


def test_a_page_as_it_was_saved() -> None:
    item = one(read("courier.html", (FIXTURES / "courier.html").read_bytes()))
    assert item.title == "Blinken, Lapid meet in Rome"
    assert item.text.startswith("Rome. U.S. Secretary of State Antony Blinken met")
    assert item.text.endswith("that he would voice them in private.")
    assert len(item.text.split("\n\n")) == 3
    assert (item.date, item.date_origin, item.outlet) == (date(2021, 6, 27), "parsed", "The Daily Courier")
    assert item.url == item.id == "https://courier.example/2021/06/rome"
    assert item.extra == (("credit", "The Associated Press"),)


@pytest.mark.parametrize(
    "html",
    ["<html><body></body></html>", "<html><body><nav><a href='/'>Home</a></nav></body></html>", "not a page"],
)
def test_a_page_without_an_article_is_refused(html: str) -> None:
    assert refused(read("a.html", html)).raw


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF-1.7", "Print it to a new PDF"),
        ("a.doc", b"", "Save it as .docx"),
        ("a.xls", b"", "Save it as .xlsx"),
        ("notes", b"", "without an ending"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"title,text\n", "no row"),
        ("a.txt", b"\x00\x01\x02\x03" * 50, "binary"),
        ("a.txt", b"%PDF-1.7 and more", "a PDF"),
        ("a.csv", make_excel([["text"], [TEXT]]), "zip or Office"),
        ("a.xlsx", b"not a workbook", "workbook"),
        ("a.parquet", b"PAR1 not really", "Parquet"),
        ("a.jsonl", b"", "empty"),
        ("a.json", b"[]", "empty"),
        ("a.json", b"7", "a number"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(name: str, data: bytes, words: str) -> None:
    item = refused(read(name, data))
    assert words in item.reason
    assert item.reason.endswith(".")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.eml", "as .txt"),
        ("a.EPUB", "to a PDF"),
        ("a.jpg", "OCR"),
        ("a.mht", "as .html"),
        ("a.jsonl.gz", "Unpack"),
        ("a.bib", "as RIS"),
    ],
)
def test_kinds_that_are_not_read_say_what_to_do(name: str, words: str) -> None:
    assert words in refused(read(name, b"x")).reason


@pytest.mark.parametrize(
    ("name", "shown"),
    [("papers.opml", "papers.opml"), ("my papers.opml", "'my papers.opml'"), ("papers.xml", "papers.xml")],
)
def test_a_list_of_feeds_names_the_command_that_takes_it(name: str, shown: str) -> None:
    opml = b'<?xml version="1.0"?><opml version="2.0"><body><outline type="rss" xmlUrl="https://wire.example/feed.xml"/></body></opml>'
    assert f"`dragoman feed import {shown}`" in refused(read(name, opml)).reason


def test_a_table_of_many_columns_is_refused_in_whole_words() -> None:
    reason = refused(
        read("a.csv", ",".join(f"Spalte {number}" for number in range(90)) + "\n" + ",".join("x" * 90))
    ).reason
    assert re.search(r"Spalte 0, .*, Spalte \d+ and \d+ more\. Say which it is", reason)


def test_columns_are_listed_for_every_table() -> None:
    names = list(ROW)
    assert list_columns("a.jsonl", (json.dumps(ROW) + '\n{"section": 1}').encode()) == [*names, "section"]
    assert list_columns("a.json", json.dumps([ROW]).encode()) == names
    assert list_columns("a.xlsx", make_excel([names, list(ROW.values())])) == names
    assert list_columns("a.parquet", make_parquet([ROW])) == names
    assert list_columns("a.txt", b"text") == list_columns("a.csv", b"") == list_columns("a.xlsx", b"no") == []


def test_a_folder_is_read_in_order_with_its_folders(tmp_path: Path) -> None:
    (tmp_path / "news" / "2021" / "06" / "27").mkdir(parents=True)
    (tmp_path / "news" / ".hidden").mkdir()
    (tmp_path / "news" / "b.jsonl").write_text(json.dumps(ROW))
    (tmp_path / "news" / "a.txt").write_text(TEXT)
    (tmp_path / "news" / "2021" / "06" / "27" / "rome.txt").write_text(TEXT)
    (tmp_path / "news" / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "news" / ".DS_Store").write_bytes(b"x")
    (tmp_path / "news" / ".hidden" / "c.txt").write_text(TEXT)
    os.utime(tmp_path / "news" / "a.txt", (1_600_000_000, 1_600_000_000))
    items = list(read_source(tmp_path / "news"))
    assert [item.source for item in items] == [
        "news/a.txt",
        "news/b.jsonl",
        "news/picture.png",
        "news/2021/06/27/rome.txt",
    ]
    dates = [(item.date, item.date_origin) for item in items if isinstance(item, Article)]
    assert dates == [
        (date(2020, 9, 13), "guessed"),
        (date(2021, 6, 27), "stated"),
        (date(2021, 6, 27), "guessed"),
    ]


def test_a_file_is_read_lazily(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text((json.dumps(ROW) + "\n") * 1000)
    items = read_source(str(path))
    assert isinstance(items, Iterator)
    check_row(next(item for item in items if isinstance(item, Article)))


def test_a_path_that_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no file or folder"):
        read_source(tmp_path / "nothing.csv")
    with pytest.raises(SourceError, match="no field 'kop'"):
        read_source(tmp_path, {"kop": "a"})
