"""What cells hold: placeholders are nothing, entities and tags what they stand for, in every file."""

from __future__ import annotations

import json
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Article, Rejected
from dragoman.sources import build_article, read_source, read_upload
from dragoman.sources.cells import (
    decode_entities,
    is_empty,
    is_no_day,
    join_paragraphs,
    plain_words,
    read_text,
)

TEXT = (
    "Anna Berg met Mikko Laine in Oslo on Monday. None of them spoke; the N/A in the "
    "paper was a slip, he said."
)
CASES = Path(__file__).parents[3] / "shared" / "cases"
PLACEHOLDERS = (
    *(
        "nan",
        "NaN",
        "N/A",
        "n/a",
        "NA",
        "-",
        "--",
        "—",
        "[Removed]",
        "[removed]",
        "null",
        "None",
        "NULL",
        "NaT",
        "undefined",
        "<NA>",
    ),
    *(
        "(no title)",
        "[deleted]",
        ".",
        "?",
        "TBD",
        "Not available",
        "not applicable",
        "#N/A",
        "#REF!",
        "\\N",
        " - ",
        "N / A".replace(" ", ""),
    ),
)
DAYS_OF_NONE = (
    "1970-01-01",
    "1970-01-01T00:00:00Z",
    "0000-00-00",
    "0000-00-00 00:00:00",
    "0001-01-01",
    "1970-01-01 01:00:00+01:00",
    0,
    "0",
)


def write(kind: str, rows: list[dict[str, Any]]) -> bytes:
    if kind in ("json", "jsonl"):
        return (json.dumps(rows) if kind == "json" else "\n".join(map(json.dumps, rows))).encode()
    stream, table = BytesIO(), pd.DataFrame(rows)
    {"csv": table.to_csv, "xlsx": table.to_excel, "parquet": table.to_parquet}[kind](stream, index=False)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["csv", "json", "jsonl", "xlsx", "parquet"])
def test_placeholders_are_empty_cells_in_every_kind_of_file(kind: str) -> None:
    rows = [
        {
            "title": word,
            "date": word,
            "text": f"{TEXT} {number}.",
            "outlet": word,
            "url": word,
            "id": word,
            "author": word,
        }
        for number, word in enumerate(PLACEHOLDERS)
    ]
    rows += [
        {"title": "Talks", "date": "2024-01-02", "text": word, "outlet": "The North Post"}
        for word in PLACEHOLDERS
    ]
    items = list(read_upload(f"a.{kind}", write(kind, rows)))
    whole, refused = items[: len(PLACEHOLDERS)], items[len(PLACEHOLDERS) :]
    for item in whole:
        assert isinstance(item, Article), item
        assert (item.title, item.date, item.outlet, item.url, item.extra) == ("Untitled", None, "", "", ())
        assert item.id.startswith("sha:")
        assert item.text.startswith(TEXT)
    assert len(refused) == len(PLACEHOLDERS)
    assert {item.reason for item in refused if isinstance(item, Rejected)} == {
        "The text is empty. Fill it in, or discard the row."
    }


@pytest.mark.parametrize(
    "word",
    [
        "Na",
        "Noon",
        "None left",
        "N/A in Oslo",
        "-5",
        "No",
        "Unknown soldier honoured",
        "Removed from office",
        ".",
    ],
)
def test_words_are_no_placeholders_unless_they_are_the_whole_cell(word: str) -> None:
    item = build_article({"title": f"{word} x", "text": f"{word} {TEXT} {word}"})
    assert isinstance(item, Article)
    assert (item.title, item.text) == (f"{word} x", f"{word} {TEXT} {word}")


@pytest.mark.parametrize("value", DAYS_OF_NONE)
def test_the_zero_of_a_clock_is_no_day(value: object) -> None:
    item = build_article(
        {"title": "Talks", "text": TEXT, "date": value, "url": "https://north.example.org/2024/01/02/talks"}
    )
    assert isinstance(item, Article)
    assert (item.date, item.date_origin, item.extra) == (date(2024, 1, 2), "guessed", ())
    assert is_no_day(datetime(1970, 1, 1))
    assert not is_no_day("2024-01-01")


def test_an_answer_of_which_all_was_removed_is_empty() -> None:
    row = {
        **{
            "source": {"id": None, "name": "[Removed]"},
            "title": "[Removed]",
            "description": "[Removed]",
            "url": "https://removed.com",
        },
        **{"publishedAt": "1970-01-01T00:00:00Z", "content": "[Removed]"},
    }
    item = build_article(row)
    assert isinstance(item, Rejected)
    assert item.reason == "The text is empty. Fill it in, or discard the row."
    assert is_empty({"id": None, "name": "[Removed]"})
    assert not is_empty({"id": None, "name": "The North Post"})


def test_the_code_of_namibia_is_kept() -> None:
    item = build_article({"title": "Talks", "text": TEXT, "country": "NA", "note": "NA"})
    assert isinstance(item, Article)
    assert item.extra == (("country", "NA"),)


@pytest.mark.parametrize(
    ("given_words", "wanted"),
    [
        (
            "Berg &amp; Laine: &quot;a good day&quot; &#8211; Oslo&#039;s view",
            'Berg & Laine: "a good day" – Oslo\'s view',
        ),
        ("North &amp;amp; South &amp;amp;amp; East", "North & South & East"),
        ("<b>Norway</b> and <em class='x'>Finland</em><br/>agree", "Norway and Finland agree"),
        ("&lt;b&gt;Norway&lt;/b&gt; agrees", "Norway agrees"),
        ('<a href="https://north.example.org">The North Post</a>', "The North Post"),
        ("&Eacute;lys&eacute;e &euro; &#x27;A&#x27;", "Élysée € 'A'"),
        ("<script>alert(1)</script>Talks", "Talks"),
        *(
            (same, same)
            for same in (
                "AT&T",
                "R&D &copy 2020",
                "a < b",
                "a < b and c > d",
                "if a<b and b>c",
                "<unk> word",
                "x<b>y",
                "i<j>k",
                "<3",
            )
        ),
    ],
)
def test_entities_and_tags_go_out_of_every_cell(given_words: str, wanted: str) -> None:
    item = build_article(
        {
            "title": given_words,
            "text": TEXT,
            "outlet": {"name": given_words},
            "byline": given_words,
            "tags": [given_words],
        }
    )
    assert isinstance(item, Article)
    assert (item.title, item.outlet) == (wanted, wanted)
    assert {name: value.strip() for name, value in item.extra if name == "byline"} == {"byline": wanted}
    assert [part.strip() for part in json.loads(dict(item.extra)["tags"])] == [wanted]


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("North &amp;amp; South said &quot;no&quot; for 5 &euro;.", 'North & South said "no" for 5 €.'),
        ("<p>One &amp;amp; two.</p><p>The word <unk> stays.</p>", "One & two.\n\n\n\nThe word <unk> stays."),
        ("&lt;p&gt;One.&lt;/p&gt;", "One."),
        ("<div>&lt;p&gt;One.&lt;/p&gt;</div>", "One."),
        ("One.<script>alert(1)</script>", "One."),
        ("a < b, AT&T, <unk> and x &lt; y", "a < b, AT&T, <unk> and x < y"),
    ],
)
def test_texts_lose_markup_and_nothing_else(given_text: str, wanted: str) -> None:
    assert read_text(given_text).strip() == wanted


def test_texts_in_parts() -> None:
    assert join_paragraphs(["One.", "Two."]) == "One.\n\nTwo."
    assert join_paragraphs([{"text": "In "}, "Oslo", {"text": " today."}]) == "In Oslo today."
    assert join_paragraphs([{"type": "p", "text": "One."}, {"type": "p", "text": "Two."}]) == "One.\n\nTwo."
    assert (
        join_paragraphs({"summary": ["One."], "sections": [{"headline": ["A"], "paragraphs": ["Two.", " "]}]})
        == "One.\n\nA\n\nTwo."
    )
    item = build_article({"title": "Talks", "text": [{"kind": "p", "words": TEXT}]})
    assert isinstance(item, Rejected)
    assert "as a list of paragraphs" in item.reason


@given(st.text(alphabet=st.sampled_from("ab &;<>/#x1ltgmpq\"'=")))
def test_reading_words_is_done_after_once(text: str) -> None:
    once = plain_words(text)
    assert decode_entities(once) == once
    assert len(read_text(text)) <= len(text) + 4 * text.count("<") + 4


@pytest.mark.skipif(not CASES.exists(), reason="needs ../shared")
def test_the_cases() -> None:
    kinds = [type(item) for item in read_source(CASES / "c25-placeholders.csv")]
    assert kinds == [Article] * 4 + [Rejected] * 4
    first, second = read_source(CASES / "c32-entities-and-tags.csv")
    (third,) = read_source(CASES / "c33-entities-outlet.json")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(third, Article)
    assert (first.outlet, second.title, third.outlet) == (
        "The North Post & Star",
        "Bold title",
        "Dagens Nytt & Star",
    )
