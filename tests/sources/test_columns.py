"""Which column is which field."""

from __future__ import annotations

import pytest

from dragoman.errors import SourceError
from dragoman.sources import guess_columns
from dragoman.sources.columns import check_columns, choose_columns


def test_usual_names_whatever_their_case_and_punctuation() -> None:
    assert guess_columns(
        ["Headline", "Article Text", "Pub_Date", "Publisher", "Link", "GUID", "Lang", "Author"]
    ) == {
        **{"title": "Headline", "text": "Article Text", "date": "Pub_Date", "outlet": "Publisher"},
        **{"url": "Link", "id": "GUID", "language": "Lang"},
    }


def test_the_likelier_name_wins() -> None:
    assert guess_columns(["published", "date", "summary", "body"]) == {"date": "date", "text": "body"}


def test_a_mapped_column_that_is_missing_falls_back_to_the_usual_name() -> None:
    assert choose_columns(["text", "a"], {"text": "b", "title": "a"}) == {"text": "text", "title": "a"}


def test_a_mapped_column_serves_no_other_field() -> None:
    assert choose_columns(["source", "text"], {"url": "source"}) == {"url": "source", "text": "text"}


def test_an_unknown_field_is_an_error_that_lists_the_fields() -> None:
    with pytest.raises(SourceError, match="id, title, text"):
        check_columns({"headline": "Kop"})


@pytest.mark.parametrize(
    ("field", "names"),
    [
        (
            "date",
            [
                "date_publish",
                "publish_date",
                "published_at",
                "publishedAt",
                "pubDate",
                "webPublicationDate",
                "pub_date",
                "dateTimePub",
            ],
        ),
        (
            "date",
            [
                "publishing_date",
                "date_published",
                "datePublished",
                "created",
                "seendate",
                "Publication Date",
                "article:published_time",
            ],
        ),
        (
            "date",
            [
                "created_utc",
                "Date (UTC)",
                "dc:date",
                "dcterms.issued",
                "post_date",
                "publish_time",
                "firstPublicationDate",
            ],
        ),
        (
            "text",
            [
                "maintext",
                "bodyText",
                "body_text",
                "full_text",
                "articleBody",
                "content_text",
                "content_html",
                "fields.bodyText",
            ],
        ),
        (
            "text",
            [
                "_source.content",
                "Abstract Note",
                "selftext",
                "cleaned_text",
                "content.rendered",
                "Opening Text",
            ],
        ),
        (
            "outlet",
            [
                "source_domain",
                "sitename",
                "site_name",
                "media_name",
                "publication",
                "newspaper",
                "source.name",
                "og:site_name",
            ],
        ),
        ("outlet", ["Publication Title", "source_id", "clean_url", "SourceCommonName", "provider"]),
        ("url", ["webUrl", "DocumentIdentifier", "SOURCEURL", "og:url", "page_url", "Link"]),
        (
            "title",
            ["webTitle", "headline.main", "title.rendered", "og:title", "Article Title", "_source.title"],
        ),
    ],
)
def test_names_that_services_and_programs_give(field: str, names: list[str]) -> None:
    for name in names:
        assert guess_columns([name]) == {field: name}


def test_days_of_downloading_and_changing_are_no_days_of_the_article() -> None:
    names = [
        "date_download",
        "date_modify",
        "crawled",
        "crawl_date",
        "indexed_date",
        "collect_date",
        "Date Added",
        "Access Date",
        "scraped_at",
    ]
    assert (
        guess_columns([*names, "retrieved", "updated_at", "last_modified", "fetched_at", "download_date"])
        == {}
    )


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (["date", "dateTime", "dateTimePub"], "dateTimePub"),
        (["created", "date", "publish_date"], "publish_date"),
        (["timestamp", "published"], "published"),
        (["seendate", "date"], "date"),
    ],
)
def test_what_is_said_to_be_the_day_of_publication_goes_first(names: list[str], wanted: str) -> None:
    assert guess_columns(names) == {"date": wanted}


def test_a_name_as_it_stands_goes_before_one_within_another() -> None:
    assert guess_columns(["og:title", "title", "article.text", "text"]) == {"title": "title", "text": "text"}
    assert guess_columns(["publisher", "publication title"]) == {"outlet": "publication title"}
