"""Whatever the bytes, a reader gives articles and rejected items within the limits, and never fails."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from dragoman.model import Article, Rejected
from dragoman.sources import SUPPORTED, Upload, list_columns, parse_in_process, read_upload
from dragoman.sources.boilerplate import strip_markup
from dragoman.sources.text_cleaning import normalise_characters

NASTY = Path(__file__).parents[4] / "shared" / "nasty"
needs_nasty = pytest.mark.skipif(not NASTY.is_dir(), reason="the collections of nasty files are not here")


def read(name: str, data: bytes) -> list[Article | Rejected]:
    """The items of an upload, each checked: kind, reason, characters that can be stored."""
    list_columns(name, data)
    return check(name, list(read_upload(name, data)))


def check(name: str, items: list[Article | Rejected]) -> list[Article | Rejected]:
    """The items, each of them sound."""
    assert items, f"{name} says nothing"
    for item in items:
        repr(item).encode()
        if isinstance(item, Rejected):
            assert item.reason.endswith("."), item.reason
            assert "cannot be read (" not in item.reason, f"a reader failed: {item.reason}"
            item.raw.encode()
        else:
            item.full_text.encode()
            assert item.title
            assert item.text
    return items


@given(st.binary(max_size=2000), st.sampled_from(SUPPORTED))
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_bytes_under_any_ending(data: bytes, suffix: str) -> None:
    read(f"a{suffix}", data)


@given(
    st.text(max_size=500),
    st.sampled_from([s for s in SUPPORTED if s not in (".zip", ".xlsx", ".xlsm", ".parquet")]),
)
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_text_under_any_ending(text: str, suffix: str) -> None:
    read(f"a{suffix}", text.encode("utf-8", "replace"))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "title", "articles", "date"]) | st.text(), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(json_values)
@settings(max_examples=60, deadline=None)
def test_any_json(value: object) -> None:
    for name in ("a.json", "a.jsonl"):
        read(name, json.dumps(value).encode())


@given(
    st.lists(
        st.lists(
            st.none()
            | st.booleans()
            | st.floats()
            | st.dates()
            | st.sampled_from(["text", "title", "=1+1", "Rome"]),
            max_size=5,
        ),
        max_size=5,
    )
)
@settings(max_examples=25, deadline=None)
def test_any_workbook(rows: list[list[object]]) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    read("a.xlsx", stream.getvalue())


def test_a_workbook_without_a_sheet_says_so() -> None:
    whole, spoilt = io.BytesIO(), io.BytesIO()
    Workbook().save(whole)
    with zipfile.ZipFile(whole) as packed, zipfile.ZipFile(spoilt, "w") as written:
        for name in packed.namelist():
            written.writestr(name, re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", packed.read(name)))
    [item] = read("a.xlsx", spoilt.getvalue())
    assert isinstance(item, Rejected)
    assert "no sheet" in item.reason


@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_a_workbook_or_zip_with_changed_bytes(changes: list[tuple[int, int]]) -> None:
    book = Workbook()
    book.active.append(["title", "text"])
    book.active.append(["Rome", "Antony Blinken met Yair Lapid in Rome."])
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream, "a") as packed:
        packed.writestr("a.csv", "title,text\nRome,Antony Blinken met Yair Lapid in Rome.")
    spoilt = bytearray(stream.getvalue())
    for place, byte in changes:
        spoilt[place * len(spoilt) // 10_000] = byte  # the length depends on the time that the zip was made
    for name in ("a.xlsx", "a.zip"):
        read(name, bytes(spoilt))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", "<div>" * 100_000),
        ("a.html", "<p>" + "a<br>" * 200_000),
        ("a.html", "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">x"),
        ("a.html", "<h1>Rome</h1>" + "<div class=lead>" * 5000),
        ("a.txt", "Share\n\n" * 50_000),
        ("a.txt", "Rome.\n\n" + "Share\n\n" * 50_000 + "Related Posts"),
        ("a.txt", "Source: A" + " :" * 200_000),
        ("a.txt", "</p" + " " * 400_000),
        ("a.csv", 'text\n"' + "a\n" * 400_000),
        ("a.csv", "text\n" + "\n" * 1_000_000),
        ("a.csv", ",".join(["text", *["a"] * 40_000]) + "\n" + ",".join(["Rome talks", *["x"] * 40_000])),
        ("a.txt", "Rome.\n\n" * 50_000),
        ("a.txt", "Anna Berg met Mikko Laine." + " " * 400_000 + "x"),
        ("a.txt", "Anna Berg met Mikko Laine.\n\nname*" + " name" * 70 + "!"),
        ("a.xml", "<!-- a -->" * 30_000 + "<rss><channel><item><title>Rome</title></item></channel></rss>"),
        ("a.xml", "\n" * 300_000 + "<rss><channel><item><title>Rome</title></item></channel></rss>"),
        (
            "a.xml",
            "<rss><channel><item><title>Rome</title><author>"
            + "a" * 300_000
            + "</author></item></channel></rss>",
        ),
        (
            "a.xml",
            "<rss><channel><item><description><![CDATA[Rome"
            + "<!--" * 60_000
            + "]]></description></item></channel></rss>",
        ),
        ("a.xml", "<rss><item " + " ".join(f'a{number}="b"' for number in range(30_000)) + "/></rss>"),
        ("a.ris", "TY  - NEWS\nAB  - Rome\n" + "more of it\n" * 100_000 + "ER  - \n"),
        ("a.html", "<h1>Rome</h1><table>" + "<tr><td>a</td></tr>" * 6000 + "</table>"),
        ("a.json", '{"a":' * 100_000),
        ("a.json", '["' + '\\"' * 500_000),
    ],
)
def test_what_is_made_to_be_slow_comes_in_within_the_limits(name: str, data: str) -> None:
    """The reading process ends at its limit of time, and says so; see benchmarks/growth.py."""
    items = check(name, list(parse_in_process(Upload(name, data.encode()))))
    assert not [item for item in items if isinstance(item, Rejected) and "Reading was stopped" in item.reason]


@needs_nasty
def test_invalid_json_is_always_refused_with_its_line_and_valid_always_parsed() -> None:
    for path in sorted((NASTY / "json").glob("*.json")):
        data = path.read_bytes()
        for name in ("a.json", "a.jsonl"):
            items = read(name, data)
            refusals = [
                item
                for item in items
                if isinstance(item, Rejected) and ("not valid JSON" in item.reason or "empty" in item.reason)
            ]
            if path.name.startswith("n_"):
                assert refusals, path.name
                assert not any(isinstance(item, Article) for item in items), path.name
                assert all(item.where.startswith("line ") for item in refusals), (path.name, refusals)
            elif path.name.startswith("y_"):
                assert not any("not valid JSON" in item.reason for item in refusals), (path.name, refusals)


@needs_nasty
@pytest.mark.parametrize("folder", ["csv", "xml", "feeds"])
def test_nasty_files_under_their_own_and_every_other_ending(folder: str) -> None:
    for path in sorted((NASTY / folder).rglob("*")):
        if path.is_file():
            for suffix in (".csv", ".html", ".txt") if folder == "feeds" else SUPPORTED:
                read(f"a{suffix}", path.read_bytes())


@needs_nasty
def test_csv_cells_come_out_as_they_were_meant() -> None:
    for path in sorted((NASTY / "csv").glob("*.csv")):
        wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if not isinstance(wanted, list):
            continue  # the one case for a reader that gives columns
        column = max(wanted[0], key=lambda name: len(wanted[0][name]))
        items = list(read_upload("a.csv", path.read_bytes(), {"text": column}))
        assert len(items) == len(wanted), path.name
        for item, row in zip(items, wanted, strict=True):
            if isinstance(item, Rejected):
                assert json.loads(item.raw) == row
            else:
                assert item.text.split() == strip_markup(row[column]).split()
                assert {name for name, _ in item.extra} <= row.keys()


@needs_nasty
def test_naughty_strings_as_every_field_and_column() -> None:
    text = "Antony Blinken met Yair Lapid in Rome on Sunday."
    for string in json.loads((NASTY / "naughty_strings.json").read_text(encoding="utf-8")):
        rows: list[dict[str, str]] = [
            {"title": string, "text": text},
            {"title": "Rome", "text": string},
            {"text": text, string: "a column"},
        ]
        rows += [
            {"text": text, name: string} for name in ("date", "outlet", "url", "id", "language", "author")
        ]
        items = read("a.jsonl", "\n".join(map(json.dumps, rows)).encode())
        assert len(items) == len(rows)
        assert all(isinstance(item, Article) for item in items[3:]), string
        assert all(item.url.startswith("http") for item in items if isinstance(item, Article) and item.url)
        for name in (f"{string}.txt", string):
            assert list(read_upload(name, text.encode()))


@needs_nasty
def test_mojibake_is_mended_and_what_is_right_is_left() -> None:
    cases = [
        case
        for case in json.loads((NASTY / "mojibake.json").read_text(encoding="utf-8"))
        if case["expect"] == "pass"
    ]
    mended = [
        normalise_characters(case["original"]) == case["fixed"]
        for case in cases
        if case["original"] != case["fixed"]
    ]
    left = [
        normalise_characters(case["original"]) == case["fixed"]
        for case in cases
        if case["original"] == case["fixed"]
    ]
    assert all(left)
    assert sum(mended) > 0.7 * len(mended)
    for case in cases:
        assert (
            len(
                read(
                    "a.jsonl",
                    json.dumps(
                        {"text": "Antony Blinken met Yair Lapid in Rome. " + case["original"]}
                    ).encode(),
                )
            )
            == 1
        )
