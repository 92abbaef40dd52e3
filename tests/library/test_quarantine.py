"""The quarantine."""

from __future__ import annotations

import json

import pytest

from dragoman.analysis.library import Library
from dragoman.errors import LibraryError
from dragoman.library.database import Database
from dragoman.model import Rejected

ROW = json.dumps({"Headline": "Talks in Rome", "Body": "", "Outlet": "Wire"})
BAD = Rejected("It has no text.", ROW, "export.csv", "row 7")
TEXT = (
    "Antony Blinken and Yair Lapid spoke for an hour about Israel and about what Russia had said on the day "
    "before. " * 3
)


@pytest.fixture
def filled(empty_library: Library) -> Library:
    empty_library.add_items([BAD, Rejected("Not in English.", "Oui, bien sûr.", "page.txt")])
    return empty_library


def test_items_are_kept_as_they_were(filled: Library) -> None:
    items = filled.quarantine.items()
    assert list(items.columns) == ["item", "reason", "source", "where", "raw", "added"]
    assert items[["reason", "source", "where", "raw"]].values.tolist() == [
        ["It has no text.", "export.csv", "row 7", ROW],
        ["Not in English.", "page.txt", "", "Oui, bien sûr."],
    ]


def test_the_same_item_comes_once(filled: Library) -> None:
    version = Database(filled.uri).version("quarantine")
    filled.add_items([BAD, BAD])
    assert filled.quarantine.count() == 2
    assert Database(filled.uri).version("quarantine") == version


def test_a_new_reason_takes_the_place_of_the_old(filled: Library) -> None:
    filled.add_items([Rejected("Its text is empty.", ROW, "export.csv", "row 7")])
    assert sorted(filled.quarantine.items()["reason"]) == ["Its text is empty.", "Not in English."]


def test_the_quarantine_is_no_content(filled: Library) -> None:
    assert (filled.count(), filled.revision) == (0, 0)


def test_a_mended_item_becomes_an_article(filled: Library) -> None:
    item = filled.quarantine.items()["item"][0]
    fields = filled.quarantine.fields(item)
    assert fields == {"Headline": "Talks in Rome", "Body": "", "Outlet": "Wire"}
    summary = filled.quarantine.retry(item, fields | {"Body": TEXT})
    assert (summary.new, summary.quarantined, filled.quarantine.count()) == (1, 0, 1)
    assert next(filled.articles()).title == "Talks in Rome"


def test_items_are_tried_again_together(empty_library: Library) -> None:
    good = [
        Rejected(
            "It could not be read: KeyError.",
            json.dumps({"title": f"Talks {n}", "text": TEXT + str(n)}),
            "a.csv",
        )
        for n in (1, 2)
    ]
    empty_library.add_items([BAD, *good])
    told: list[int] = []
    summary = empty_library.quarantine.retry_all(
        [*empty_library.quarantine.items()["item"], "gone meanwhile"], lambda done: told.append(done.items)
    )
    assert (summary.new, summary.read, summary.quarantined) == (2, 2, 1)
    assert [(number, reason.startswith("It is unchanged")) for reason, number in summary.reasons] == [
        (1, True)
    ]
    assert told[-2:] == [3, 3]
    assert empty_library.quarantine.count() == 1
    assert len(empty_library.identities())


def test_an_item_that_is_refused_again_stays(filled: Library) -> None:
    item = filled.quarantine.items()["item"][0]
    summary = filled.quarantine.retry(item)
    assert (summary.new, summary.quarantined) == (0, 1)
    assert filled.quarantine.items()["raw"][0] == ROW
    assert filled.quarantine.count() == 2


def test_plain_text_is_mended_as_text(filled: Library) -> None:
    item = filled.quarantine.items()["item"][1]
    assert filled.quarantine.fields(item) == {"text": "Oui, bien sûr."}
    assert filled.quarantine.retry(item, {"title": "Talks", "text": TEXT}).new == 1


BROKEN = '{"title": "Talks in Rome", "text": "' + TEXT + "}"


@pytest.mark.parametrize(
    "fields", [None, {"text": BROKEN}, {"text": BROKEN, "title": "Talks"}, {"text": BROKEN[:-3]}]
)
def test_broken_json_is_refused_until_it_is_mended(
    empty_library: Library, fields: dict[str, str] | None
) -> None:
    empty_library.add_items([Rejected("Line 3 is not valid JSON.", BROKEN, "export.jsonl", "line 3")])
    (item,) = empty_library.quarantine.items()["item"]
    for _ in range(2):
        summary = empty_library.quarantine.retry(item, fields)
        assert (summary.new, summary.quarantined, empty_library.count()) == (0, 1, 0)
    (row,) = empty_library.quarantine.items().to_dict("records")
    assert (row["item"], row["raw"], row["where"]) == (item, BROKEN, "line 3")
    assert "not valid JSON" in row["reason"]
    assert row["reason"].startswith("It is unchanged, so it is refused again: ") == (
        fields in (None, {"text": BROKEN})
    )


def test_mended_json_is_read_as_the_row_that_it_is(empty_library: Library) -> None:
    empty_library.add_items([Rejected("Line 3 is not valid JSON.", BROKEN, "export.jsonl", "line 3")] * 2)
    (item,) = empty_library.quarantine.items()["item"]
    assert empty_library.quarantine.retry(item, {"text": BROKEN[:-1] + '"}'}).new == 1
    (article,) = empty_library.articles()
    assert (article.title, article.text, article.source) == ("Talks in Rome", TEXT.strip(), "export.jsonl")
    assert empty_library.quarantine.count() == 0


def test_broken_json_may_be_replaced_by_words(empty_library: Library) -> None:
    empty_library.add_items([Rejected("Line 3 is not valid JSON.", BROKEN, "export.jsonl", "line 3")])
    (item,) = empty_library.quarantine.items()["item"]
    assert empty_library.quarantine.retry(item, {"text": TEXT, "title": "Talks"}).new == 1


@pytest.mark.parametrize("source", ["page", "feed: https://example.org/feed", "archive.rar"])
def test_what_no_reader_reads_is_refused_unchanged(empty_library: Library, source: str) -> None:
    empty_library.add_items([Rejected("It cannot be read.", TEXT, source)])
    (item,) = empty_library.quarantine.items()["item"]
    for _ in range(2):
        assert empty_library.quarantine.retry(item).quarantined == 1
        assert list(empty_library.quarantine.items()["reason"]) == [
            "It is unchanged, so it is refused again: It cannot be read."
        ]


def test_discarded_items_are_gone(filled: Library) -> None:
    items = list(filled.quarantine.items()["item"])
    filled.quarantine.discard(items)
    assert filled.quarantine.items().empty
    with pytest.raises(LibraryError, match="no item"):
        filled.quarantine.retry(items[0])


def test_what_is_kept_of_a_document_is_read_as_text_again(empty_library: Library) -> None:
    article = (
        "Talks in Rome\nWire\nJune {}, 2021 Sunday\nLength: 60 words\nBody\n"
        + TEXT
        + "\nLoad-Date: June 28, 2021\nEnd of Document\n"
    )
    empty_library.add_items(
        [
            Rejected(
                "2 articles are counted.",
                article.format(26) + article.format(27),
                "export.docx",
                "articles 1, 2",
            )
        ]
    )
    summary = empty_library.quarantine.retry(empty_library.quarantine.items()["item"][0])
    assert (summary.new, empty_library.quarantine.count()) == (2, 0)


def test_one_article_that_looks_like_several_is_taken_when_it_is_tried_again(empty_library: Library) -> None:
    from dragoman.sources import read_upload

    text = "\n\n".join(f"Talks number {n}\n\nBy Ann Writer\n\n{TEXT}" for n in range(3))
    empty_library.add_items(read_upload("many.txt", text.encode()))
    assert "Retry takes it as one article" in empty_library.quarantine.items()["reason"][0]
    summary = empty_library.quarantine.retry(empty_library.quarantine.items()["item"][0])
    assert (summary.new, empty_library.quarantine.count()) == (1, 0)
    assert next(empty_library.articles()).text.count("By Ann Writer") == 3
