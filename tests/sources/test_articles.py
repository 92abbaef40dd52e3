"""One row of any source becomes an article or is rejected with a reason and its raw content."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Article, Rejected
from dragoman.sources import build_article

TEXT = "Antony Blinken met Yair Lapid in Rome on Sunday. They spoke about Iran and about Gaza."


def build(**fields: object) -> Article:
    item = build_article({"title": "Blinken meets Lapid", "text": TEXT} | fields)
    assert isinstance(item, Article), item
    return item


def reject(**fields: object) -> Rejected:
    item = build_article(fields, source="rows.csv", where="row 7")
    assert isinstance(item, Rejected), item
    assert (item.source, item.where) == ("rows.csv", "row 7")
    return item


def test_fields_by_their_usual_names() -> None:
    item = build_article(
        {
            "Headline": "Blinken meets Lapid",
            "Body": TEXT,
            "Published": "2021-06-27",
            "Publisher": "Wire",
            "Link": "https://wire.example/a",
            "GUID": "a1",
        }
    )
    assert item == Article(
        "a1", "Blinken meets Lapid", TEXT, date(2021, 6, 27), "stated", "Wire", "https://wire.example/a",
        "en", "", ()
    )  # fmt: skip


def test_mapped_columns_go_before_the_usual_names() -> None:
    item = build_article(
        {"text": "Not this one, which is a note.", "Volltext": TEXT, "title": "Rome"}, {"text": "Volltext"}
    )
    assert isinstance(item, Article)
    assert item.text == TEXT
    assert item.extra == (("text", "Not this one, which is a note."),)


def test_other_columns_are_kept_in_order_and_nested_values_as_json() -> None:
    item = build(
        author="J. Doe",
        section="World",
        tags=["Iran", "Gaza"],
        empty=None,
        pages=7.0,
        when=datetime(2021, 6, 27, 9),
    )
    assert item.extra == (
        *(("author", "J. Doe"), ("section", "World"), ("tags", '["Iran", "Gaza"]')),
        *(("pages", "7"), ("when", "2021-06-27T09:00:00")),
    )


def test_an_id_of_the_source_is_the_identity_else_the_canonical_url_else_a_hash() -> None:
    assert build(id=17).id == "17"
    link = "https://WWW.Wire.example/a?utm_source=x&id=3#top"
    assert build(url=link).id == "https://www.wire.example/a?id=3"
    assert build(url=link).url == link
    assert build().id == build().id != build(outlet="Wire").id
    assert build().id.startswith("sha:")


def test_an_outlet_is_taken_from_the_address_when_none_is_named() -> None:
    assert build(url="https://www.wire.example/a").outlet == "wire.example"
    assert build(source={"id": None, "name": "Wire"}).outlet == "Wire"


@pytest.mark.parametrize(
    "title", ["Talks in Rome | The Wire", "Talks in Rome - the wire", "Talks in Rome — wire.example"]
)
def test_the_outlet_behind_the_title_goes(title: str) -> None:
    assert build(title=title, outlet="The Wire", url="https://www.wire.example/a").title == "Talks in Rome"
    assert build(title=title).title == title


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "wire.example/a", "https://", "http://[", "https://a b/c"],
)
def test_what_is_no_web_address_is_no_link_but_is_kept(url: str) -> None:
    item = build(url=url)
    assert item.url == ""
    assert ("url", url) in item.extra


def test_a_date_that_is_none_does_not_keep_an_article_out_and_is_kept() -> None:
    item = build(date="some time ago")
    assert (item.date, item.date_origin) == (None, "none")
    assert ("date", "some time ago") in item.extra


def test_a_date_is_guessed_from_the_address() -> None:
    item = build(url="https://wire.example/2021/06/27/rome")
    assert (item.date, item.date_origin) == (date(2021, 6, 27), "guessed")
    stated = build(url="https://wire.example/2021/06/27/rome", date="2021-06-28")
    assert (stated.date, stated.date_origin) == (date(2021, 6, 28), "stated")


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("One.\r\n\r\nTwo.", "One.\n\nTwo."),
        ("One.\nTwo.\nThree.", "One.\n\nTwo.\n\nThree."),
        ("One.\n \n\n\nTwo\nlines.", "One.\n\nTwo\nlines."),
        ("On\x00e.\x07", "One."),
        ("<p>One &amp; a half.</p><p>Two.<br>Three.</p>", "One & a half.\n\nTwo.\n\nThree."),
        ("Israel&rsquo;s minister", "Israel’s minister"),
        ("Netanyahu said: \u201cNo\u201d \u2013 twice.", "Netanyahu said: \u201cNo\u201d \u2013 twice."),
        ("the minister\u00e2\u20ac\u2122s visit", "the minister’s visit"),
        ("5 < 7 and 9 > 8", "5 < 7 and 9 > 8"),
        ("a lone \ud800 surrogate", "a lone ? surrogate"),
    ],
)
def test_text_is_made_regular_and_says_the_same(given_text: str, wanted: str) -> None:
    assert build(text=given_text).text == wanted


def test_lines_broken_to_a_width_are_one_paragraph() -> None:
    words = (
        "The ministers of the two states met in the palace and spoke about the agreement on trade that "
        "they had signed before and"
    )
    broken = "\n".join([words[:60], words[60:120]] * 3) + " left."
    assert "\n\n" not in build(text=broken).text


def test_a_list_of_strings_is_a_list_of_paragraphs() -> None:
    assert build(text=["One.", "Two."]).text == "One.\n\nTwo."


def test_fields_are_found_inside_of_nested_values() -> None:
    item = build_article(
        {
            "title": {"main": "Talks"},
            "content": {"rendered": f"<p>{TEXT}</p>"},
            "date": {"$date": "2021-06-27"},
            "id": {"$oid": "6f"},
        }
    )
    assert isinstance(item, Article)
    assert (item.id, item.title, item.text, item.date) == ("6f", "Talks", TEXT, date(2021, 6, 27))
    assert build(text=[{"type": "bold", "text": "Statement. "}, TEXT]).text == f"Statement. {TEXT}"


def test_markup_that_is_escaped_goes_too_and_a_text_that_is_cut_off_says_so() -> None:
    assert build(text=f"&lt;p&gt;{TEXT}&lt;/p&gt;").text == TEXT
    item = build(text=f"{TEXT} They… [+2345 chars]")
    assert (item.text, item.extra) == (f"{TEXT} They…", (("cut off by the source", "2345 characters"),))


def test_an_address_without_a_text_can_be_fetched_later() -> None:
    row = {"URL": "https://wire.example/a", "Headline": "Talks", "seendate": "20210627T150400Z", "tone": -1.5}
    item = build_article(row, source="rows.csv", where="row 7")
    assert isinstance(item, Rejected)
    assert "Retry fetches" in item.reason
    assert item.where == "https://wire.example/a"
    assert json.loads(item.raw) == {
        "url": item.where,
        "title": "Talks",
        "published": "20210627T150400Z",
        "tone": "-1.5",
    }
    assert "--column text=NAME" in reject(url="https://wire.example/a", Inhalt=TEXT * 5).reason


def test_of_several_days_the_first_that_is_one_counts() -> None:
    item = build(date="soon", publish_date="NaT", created="2021-06-27")
    assert (item.date, item.date_origin, item.extra) == (date(2021, 6, 27), "stated", (("date", "soon"),))
    news = build(date_download="2024-05-05 10:00:00", date_publish="2021-06-27 08:00:00")
    assert (news.date, news.date_origin, news.extra) == (
        date(2021, 6, 27),
        "stated",
        (("date_download", "2024-05-05 10:00:00"),),
    )
    assert build(date_download="2024-05-05").date is None
    assert build(year=2021, month="6", day=27.0).date == date(2021, 6, 27)
    assert build(date="&nbsp;27 June 2021").date == date(2021, 6, 27)


def test_an_address_is_no_outlet() -> None:
    item = build(source="https://wire.example/a", **{"source-hostname": "The Wire"})
    assert (item.url, item.outlet) == ("https://wire.example/a", "The Wire")
    assert build(domain="www.wire.example").outlet == "wire.example"
    assert build(source="https://wire.example", url="https://wire.example/a").outlet == "wire.example"


def test_a_waiting_address_keeps_its_identity_and_language() -> None:
    row = {
        "stories_id": 77,
        "title": "Talks",
        "publish_date": "2021-06-27",
        "url": "https://wire.example/a",
        "language": "en",
    }
    item = build_article(row | {"media_name": "The Wire", "media_url": "https://wire.example"})
    assert isinstance(item, Rejected)
    assert json.loads(item.raw) == {
        **{
            "url": "https://wire.example/a",
            "title": "Talks",
            "published": "2021-06-27",
            "outlet": "The Wire",
            "id": "77",
            "language": "en",
        },
        "media_url": "https://wire.example",
    }


def test_a_reason_names_columns_in_whole_words() -> None:
    reason = reject(**{f"Spalte {number} mit Namen": "Wort" for number in range(60)}).reason
    assert re.search(r"Spalte \d+ mit Namen and \d+ more\)\. Say which it is", reason)
    assert len(reason) < 450


@pytest.mark.parametrize("text", [None, "", "  \n ", float("nan"), []])
def test_no_text_is_rejected(text: object) -> None:
    item = reject(title="Rome", text=text)
    assert item.reason == "The text is empty. Fill it in, or discard the row."


def test_an_unknown_text_column_is_rejected_with_what_is_there_and_what_to_do() -> None:
    item = reject(kop="Rome", inhoud="Blinken")
    assert "kop, inhoud" in item.reason
    assert "--column text=NAME" in item.reason
    assert json.loads(item.raw) == {"kop": "Rome", "inhoud": "Blinken"}


def test_another_language_is_rejected_and_named() -> None:
    item = reject(
        title="Blinken trifft Lapid",
        text="Der amerikanische Außenminister hat sich in Rom mit seinem Kollegen getroffen.",
    )
    assert "'de'" in item.reason
    assert "Außenminister" in item.raw


@pytest.mark.parametrize("text", ["!!! ... ???", "12 - 13", "\u200b"])
def test_a_text_without_words_is_rejected(text: str) -> None:
    assert reject(text=text).reason


def test_a_book_is_rejected_and_its_raw_stays_json() -> None:
    item = reject(title="War and Peace", text="word " * 400_000)
    assert "Split it" in item.reason
    assert json.loads(item.raw)["title"] == "War and Peace"
    assert len(item.raw) < 1_100_000


def test_a_rejected_row_can_be_mended_and_tried_again() -> None:
    row = json.loads(reject(title="Rome", text="").raw)
    assert isinstance(build_article(row | {"text": TEXT}), Article)


cells = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.dates()
    | st.datetimes()
    | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
names = (
    st.sampled_from(["id", "title", "text", "date", "outlet", "url", "language", "source", "body"])
    | st.text()
)


@given(
    st.dictionaries(names, cells, max_size=8),
    st.none() | st.dictionaries(st.sampled_from(["text", "date"]), names),
)
def test_any_row_is_an_article_or_rejected_with_a_reason(
    row: dict[str, object], columns: dict[str, str] | None
) -> None:
    item = build_article(row, columns)
    if isinstance(item, Rejected):
        assert item.reason.endswith(".")
        json.loads(item.raw)
        item.raw.encode()
    else:
        assert item.title
        assert item.id
        assert item.text == item.text.strip()
        assert "\n\n\n" not in item.text
        assert (item.date is None) == (item.date_origin == "none")
        repr(item.extra).encode()
        item.full_text.encode()


@settings(derandomize=True)  # text that was escaped twice is unescaped once a time
@given(st.text(alphabet=st.characters(codec="ascii") | st.sampled_from("éşžЛ–’“”\u00a0\u2028")))
def test_building_an_article_again_from_its_own_fields_changes_nothing(text: str) -> None:
    item = build_article({"title": "Blinken meets Lapid in Rome", "text": text})
    if isinstance(item, Article):
        again = build_article({"title": item.title, "text": item.text})
        assert again == item
