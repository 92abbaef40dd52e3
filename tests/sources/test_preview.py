"""A preview says what an add would bring in, and ends in time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.model import Rejected
from dragoman.sources import Preview, Upload, join_previews, preview_source, read_upload
from dragoman.sources.parsing_apart import Limits

TEXT = (
    "The foreign ministers of Egypt and Jordan met in Cairo on Tuesday and spoke of the border as a "
    "spokesman told reporters. "
) * 6
HEAD = "Headline,Body,Date,Kicker,Section"
TABLE = "\n".join(
    [
        HEAD,
        *(f"Talks {n},{TEXT} Number {n}.,2021-06-{n:02},Kicker {n},World" for n in range(1, 6)),
        "Empty,,2021-06-07,,",
    ]
)

HEAVY = Upload(
    "heavy.csv", "\n".join(["title,text", *(f"Talks {n},{TEXT * 5} {n}" for n in range(5000))]).encode()
)


def test_a_table_with_what_is_taken_and_what_is_kept() -> None:
    found = preview_source(Upload("export.csv", TABLE.encode()))
    assert (found.articles, found.rejected, found.complete) == (5, 1, True)
    assert found.reasons == (("The text is empty. Fill it in, or discard the row.", 1),)
    assert [(article.title, article.date, article.date_origin) for article in found.first] == [
        (f"Talks {n}", date(2021, 6, n), "stated") for n in (1, 2, 3)
    ]
    assert found.first[0].text == TEXT[:400].strip()
    assert dict(found.columns) == {"title": "Headline", "text": "Body", "date": "Date"}
    assert found.others == ("Kicker", "Section")
    assert sorted(found.names) == sorted(HEAD.split(","))


def test_it_follows_the_columns() -> None:
    found = preview_source(Upload("export.csv", TABLE.encode()), {"title": "Kicker", "date": ""})
    assert [(article.title, article.date) for article in found.first] == [
        (f"Kicker {n}", None) for n in (1, 2, 3)
    ]
    assert dict(found.columns) == {"title": "Kicker", "text": "Body"}
    assert found.others == ("Headline", "Date", "Section")


def test_it_counts_what_is_then_read(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(TABLE, "utf-8")
    items = list(read_upload(path.name, path.read_bytes()))
    for found in (preview_source(path), preview_source(str(path)), preview_source(tmp_path)):
        assert (found.articles, found.rejected) == (5, sum(isinstance(item, Rejected) for item in items))


def test_it_ends_after_so_many_items_or_so_much_time() -> None:
    upload = Upload("export.csv", TABLE.encode())
    found = preview_source(upload, most=2)
    assert (found.articles, len(found.first), found.complete) == (2, 2, False)
    found = preview_source(HEAVY, enough=0.2)
    assert 0 < found.articles < 5000
    assert not found.complete
    found = preview_source(upload, most=6)
    assert (found.articles, found.rejected, found.complete) == (5, 1, False)


def test_a_file_at_which_reading_is_stopped_says_so() -> None:
    found = preview_source(HEAVY, enough=100, limits=Limits(seconds=0.3, seconds_a_megabyte=0))
    assert (found.complete, found.rejected, len(found.first)) == (False, 0, 3)
    [notice] = found.notices
    assert notice.startswith("Reading was stopped: it took more than 0.3 seconds of processor time.")


def test_several_together() -> None:
    text = preview_source(Upload("a.txt", f"Talks\n\n{TEXT}".encode()))
    assert (text.articles, text.columns, text.names) == (1, (), ())
    refused = preview_source(Upload("a.xyz", b"?"))
    total = join_previews([text, preview_source(Upload("export.csv", TABLE.encode()), most=4), refused])
    assert (total.articles, total.rejected, total.complete) == (5, 1, False)
    assert [article.title for article in total.first] == ["Talks", "Talks 1", "Talks 2"]
    assert total.reasons == refused.reasons
    assert join_previews([]) == Preview()


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no file or folder"):
        preview_source(tmp_path / "nowhere.csv")
