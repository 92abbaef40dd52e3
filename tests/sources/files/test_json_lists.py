"""Services' answers and programs' exports as JSON: the list is found, what is missing is said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.analysis.library import Library
from dragoman.model import Article, Notice, Rejected
from dragoman.sources import list_columns, read_source, read_upload

TEXT = (
    "The foreign ministers of Norway and Finland met in Oslo on Monday and agreed to open a joint "
    "border post in the far north. "
)
LONG = TEXT + (
    "Minister Anna Berg said that the talks had been useful, and that work on the post would begin in spring."
)
PAPER = "The North Post"
LINK = "https://north.example.org/"
DAY = date(2024, 1, 2)
HOLDS = "The answer in answer.json holds"
SHARED = Path(__file__).parents[4] / "shared" / "cases"

JSON_FEED = {
    **{
        "version": "https://jsonfeed.org/version/1.1",
        "title": PAPER,
        "description": "News of the north.",
        "language": "en",
    },
    **{"home_page_url": LINK, "authors": [{"name": "Ann Writer", "url": LINK}]},
    "items": [
        {
            "id": str(n),
            "url": f"{LINK}{n}",
            "title": f"Talks {n}",
            "date_published": "2024-01-02T10:00:00Z",
            "content_html": f"<p>{LONG} {n}</p>",
        }
        for n in (1, 2)
    ],
}
NEWSAPI = {
    **{"status": "ok", "totalResults": 2, "message": "Developer plan."},
    "articles": [
        {
            **{
                "source": {"id": None, "name": PAPER},
                "author": None,
                "title": f"Talks {n}",
                "description": "Short.",
            },
            **{
                "url": f"{LINK}{n}",
                "publishedAt": "2024-01-02T10:00:00Z",
                "content": f"{LONG} {n}… [+2345 chars]",
            },
        }
        for n in (1, 2)
    ],
}
GNEWS = {
    "totalArticles": 2,
    "articles": [
        {
            **{
                "title": f"Talks {n}",
                "description": "Short.",
                "content": f"{LONG} {n} [2345 chars]",
                "url": f"{LINK}{n}",
            },
            **{"publishedAt": "2024-01-02T10:00:00Z", "source": {"name": PAPER, "url": LINK}},
        }
        for n in (1, 2)
    ],
}
EVENT_REGISTRY = {
    "articles": {
        **{"page": 1, "pages": 1, "count": 100, "totalResults": 2},
        "results": [
            {
                **{
                    "uri": f"77{n}",
                    "lang": "eng",
                    "date": "2024-01-05",
                    "time": "10:00:00",
                    "dateTime": "2024-01-05T10:00:00Z",
                },
                **{
                    "dateTimePub": "2024-01-02T10:00:00Z",
                    "url": f"{LINK}{n}",
                    "title": f"Talks {n}",
                    "body": f"{LONG} {n}",
                },
                **{
                    "source": {"uri": "north.example.org", "dataType": "news", "title": PAPER},
                    "authors": [{"name": "Ann Writer"}],
                },
            }
            for n in (1, 2)
        ],
    }
}
GUARDIAN = {
    "response": {
        **{
            "status": "ok",
            "userTier": "developer",
            "total": 2,
            "startIndex": 1,
            "pageSize": 10,
            "currentPage": 1,
            "pages": 1,
        },
        "results": [
            {
                **{
                    "id": f"world/2024/jan/02/{n}",
                    "type": "article",
                    "webPublicationDate": "2024-01-02T10:00:00Z",
                    "webTitle": f"Talks {n}",
                },
                **{
                    "webUrl": f"{LINK}{n}",
                    "apiUrl": f"https://content.example.org/{n}",
                    "pillarName": "News",
                },
                "fields": {"headline": f"Talks {n}", "bodyText": f"{LONG} {n}", "publication": PAPER},
            }
            for n in (1, 2)
        ],
    }
}
NEW_YORK = {
    **{"status": "OK", "copyright": "Copyright (c) 2024"},
    "response": {
        "docs": [
            {
                **{
                    "abstract": f"{LONG} {n}",
                    "web_url": f"{LINK}{n}",
                    "snippet": "Short.",
                    "source": PAPER,
                    "keywords": [{"name": "x"}],
                },
                **{
                    "headline": {"main": f"Talks {n}", "kicker": None},
                    "pub_date": "2024-01-02T10:00:00+0000",
                    "uri": f"nyt://article/{n}",
                },
                **{
                    "byline": {"original": "By Ann Writer"},
                    "multimedia": [{"url": "images/x.jpg", "caption": "A caption."}],
                },
            }
            for n in (1, 2)
        ],
        "meta": {"hits": 2, "offset": 0},
    },
}
MEDIASTACK = {
    "pagination": {"limit": 25, "offset": 0, "count": 2, "total": 2},
    "data": [
        {"author": None, "title": f"Talks {n}", "description": LONG, "url": f"{LINK}{n}", "source": PAPER,
         "published_at": f"{DAY}T10:00Z"}
        for n in (1, 2)
    ],
}  # fmt: skip
NEWSDATA = {
    **{"status": "success", "totalResults": 2, "nextPage": None},
    "results": [
        {
            **{
                "article_id": f"a{n}",
                "title": f"Talks {n}",
                "link": f"{LINK}{n}",
                "creator": ["Ann Writer"],
                "description": f"{LONG} {n}",
            },
            **{
                "content": "ONLY AVAILABLE IN PAID PLANS",
                "pubDate": "2024-01-02 10:00:00",
                "source_id": "north",
                "language": "english",
            },
            **{"source_name": PAPER, "source_url": "https://north.example.org"},
        }
        for n in (1, 2)
    ],
}
ELASTIC = {
    **{"took": 1, "timed_out": False},
    "hits": {
        "total": {"value": 2, "relation": "eq"},
        "hits": [
            {
                "_id": str(n),
                "_source": {
                    "title": f"Talks {n}",
                    "body": f"{LONG} {n}",
                    "date": "2024-01-02",
                    "outlet": PAPER,
                },
            }
            for n in (1, 2)
        ],
    },
}
WORDPRESS = [
    {
        **{
            "id": n,
            "date": "2024-01-02T10:00:00",
            "guid": {"rendered": f"{LINK}?p={n}"},
            "status": "publish",
            "type": "post",
            "link": f"{LINK}{n}",
        },
        **{
            "title": {"rendered": f"Talks {n}"},
            "content": {"rendered": f"<p>{LONG} {n}</p>", "protected": False},
        },
        **{
            "_links": {"self": [{"href": LINK}], "author": [{"embeddable": True, "href": LINK}]},
            "excerpt": {"rendered": "<p>Short.</p>"},
        },
        "_embedded": {"author": [{"id": 1, "name": "Ann Writer", "url": LINK, "description": LONG * 3}]},
    }
    for n in (1, 2)
]
FUNDUS = [
    {
        **{
            "title": f"Talks {n}",
            "authors": ["Ann Writer"],
            "publishing_date": "2024-01-02 10:00:00+00:00",
            "topics": ["Borders"],
        },
        "body": {
            "summary": [TEXT],
            "sections": [{"headline": ["In spring"], "paragraphs": [LONG, f"Again, {n}."]}],
        },
    }
    for n in (1, 2)
]
SECTIONS = {
    part: [{"title": f"Talks {part}", "text": f"{LONG} {part}", "date": "2024-01-02", "url": f"{LINK}{part}"}]
    for part in ("world", "europe")
}
ANSWERS = [NEWSAPI | {"totalResults": 1, "articles": [row]} for row in NEWSAPI["articles"]]


def read(value: Any, name: str = "answer.json") -> list[Article | Rejected | Notice]:
    return list(read_upload(name, json.dumps(value).encode()))


@pytest.mark.parametrize(
    ("value", "outlet"),
    [
        *((JSON_FEED, PAPER), (NEWSAPI, PAPER), (GNEWS, PAPER), (EVENT_REGISTRY, PAPER)),
        *((GUARDIAN, PAPER), (NEW_YORK, PAPER), (MEDIASTACK, PAPER), (NEWSDATA, PAPER)),
        *((ELASTIC, PAPER), (WORDPRESS, "north.example.org"), (FUNDUS, ""), (SECTIONS, "north.example.org")),
        *((ANSWERS, PAPER), ({"title": "All", "summary": "Two answers.", "data": GUARDIAN}, PAPER)),
        ({"articles": {row["uri"]: row for row in EVENT_REGISTRY["articles"]["results"]}}, PAPER),
        ({row["uri"]: {"info": row} for row in EVENT_REGISTRY["articles"]["results"]}, PAPER),
        ({"title": "Posts", "content": NEWSAPI["articles"], "totalElements": 2}, PAPER),
        ({"name": "Corpus", "description": "All.", "posts": NEWSAPI["articles"],
          "authors": [{"name": "A", "description": LONG}]}, PAPER),
    ],
)  # fmt: skip
def test_the_articles_of_an_answer_are_found(value: Any, outlet: str) -> None:
    items = read(value)
    assert [type(item) for item in items] == [Article, Article], items
    for item in items:
        assert isinstance(item, Article)
        assert item.title.startswith("Talks ")
        assert item.text.startswith(TEXT.strip())
        assert (item.date, item.date_origin, item.outlet) == (DAY, "stated", outlet)


def test_sections_of_a_body_are_paragraphs() -> None:
    item = read(FUNDUS)[0]
    assert isinstance(item, Article)
    assert item.text.split("\n\n") == [TEXT.strip(), "In spring", LONG, "Again, 1."]


@pytest.mark.parametrize(
    "inside",
    [
        {"images": [{"url": f"{LINK}a.jpg", "title": "Berg", "caption": LONG}]},
        {"related": [{"title": "Earlier talks", "url": f"{LINK}0", "text": LONG * 4}]},
        {"comments": [{"title": "Good", "text": LONG * 4, "date": "2024-01-03"}]},
        {
            "stories": [{"title": "Earlier talks", "url": f"{LINK}0"}],
            "documents": [],
            "items": [{"kind": "x"}],
        },
        {"authors": [{"name": "Ann Writer", "url": LINK, "description": LONG * 4}]},
        {"source": {"name": PAPER, "articles": [{"title": "Other", "url": f"{LINK}0"}]}},
        {
            "tags": [{"name": "Borders"}],
            "entities": {"persons": [{"name": "Anna Berg", "sentiment": "none"}]},
        },
    ],
)
def test_an_article_may_hold_lists(inside: dict[str, Any]) -> None:
    article = {"title": "Talks", "text": LONG, "date": "2024-01-02", "url": f"{LINK}1"} | inside
    for value in (article, [article], {"articles": [article]}):
        items = [item for item in read(value) if not isinstance(item, Notice)]
        assert [(type(item), getattr(item, "title", "")) for item in items] == [(Article, "Talks")]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (NEWSAPI | {"totalResults": 177}, f"{HOLDS} 2 of 177 articles: ask for the other pages too."),
        (GUARDIAN["response"] | {"total": 21}, f"{HOLDS} 2 of 21 articles: ask for the other pages too."),
        ({"response": NEW_YORK["response"] | {"meta": {"hits": 3_000}}},
         f"{HOLDS} 2 of 3,000 articles: ask for the other pages too."),
        ({"meta": {"count": 30}, "results": NEWSAPI["articles"]},
         f"{HOLDS} 2 of 30 articles: ask for the other pages too."),
        (NEWSAPI | {"totalResults": 1},
         "answer.json says that it holds 1 articles (totalResults), and there are 2"),
        (JSON_FEED | {"next_url": f"{LINK}feed.json?page=2"},
         "The answer in answer.json leads on to a further page (next_url)"),
    ],
)  # fmt: skip
def test_what_an_answer_lacks_is_said(value: Any, sentence: str) -> None:
    items = read(value)
    assert [item.sentence.startswith(sentence) for item in items if isinstance(item, Notice)] == [True]
    assert sum(isinstance(item, Article) for item in items) == 2


def test_warnings_come_with_the_summary(empty_library: Library) -> None:
    items = [
        *read(NEWSAPI | {"totalResults": 177}),
        *read(NEWSAPI | {"totalResults": 177}),
        Notice("Look again."),
    ]
    summary = empty_library.add_items(items)
    assert summary.warnings == (f"{HOLDS} 2 of 177 articles: ask for the other pages too.", "Look again.")
    assert summary.items == 4
    assert (
        summary.sentence()
        == f"4 read: 2 new, 0 updated, 2 already there, 0 quarantined. {' '.join(summary.warnings)}"
    )
    many = empty_library.add_items(Notice(f"Warning {number}.") for number in range(8))
    assert many.sentence().endswith("Warning 4. 3 more such warnings.")
    assert (summary + many).warnings[:3] == (*summary.warnings, "Warning 0.")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"title": "Feed", "description": "News.", "items": [{"kop": "Rome", "inhoud": LONG}]},
         "'items' of 1 items that are not known"),
        ({"title": "Feed", "description": "News.", "berichten": [{"kop": "Rome", "inhoud": LONG}]},
         "there is kop, inhoud"),
        ({"title": "Feed", "description": "News.", "totalResults": 12},
         "says that it holds 12 articles (totalResults)"),
        ({"title": "Feed", "description": "News.", "items": []}, "The list of articles is empty."),
        ({"status": "ok", "totalResults": 0, "articles": []}, "The list of articles is empty."),
        ({"status": "error", "message": "Your API key is invalid."},
         "answered with an error: Your API key is invalid."),
        ({"errors": ["You have reached your limit"]}, "answered with an error: You have reached your limit."),
        ({"fault": {"faultstring": "Invalid ApiKey", "detail": {"errorcode": "oauth"}}},
         "answered with an error: Invalid ApiKey."),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_taken_is_refused_as_a_whole(value: Any, words: str) -> None:
    (item,) = read(value)
    assert isinstance(item, Rejected)
    assert words in item.reason
    assert item.reason.endswith(".")


def test_what_was_refused_as_a_whole_is_refused_again_until_it_is_mended(empty_library: Library) -> None:
    feed = {"title": "Feed", "description": "News.", "items": [{"kop": "Rome", "inhoud": LONG}]}
    empty_library.add_items(read(feed))
    (key,) = empty_library.quarantine.items()["item"]
    assert empty_library.quarantine.retry(key).quarantined == 1
    assert empty_library.quarantine.retry(key, columns={"text": "inhoud", "title": "kop"}).new == 1
    assert [article.title for article in empty_library.articles()] == ["Rome"]


def test_columns_of_an_answer_are_those_of_its_articles() -> None:
    assert list_columns("a.json", json.dumps(JSON_FEED).encode())[:3] == ["outlet", "id", "url"]
    assert list_columns("a.json", json.dumps(MEDIASTACK).encode())[:3] == ["author", "title", "description"]


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_the_case_of_a_feed_with_a_description() -> None:
    items = list(read_source(SHARED / "c21-json-feed-with-description.json"))
    assert [item.title for item in items if isinstance(item, Article)] == [
        "Border post agreed",
        "Second day of talks",
    ]
    assert len(items) == 2
