"""The article on a page: what the page states goes before what it looks like."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Article
from dragoman.sources import read_upload
from dragoman.sources.webpage import read_page

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
BODY = "".join(
    (
        f"<p>{sentence} in the palace, and a spokesman said that the two sides had spoken about the "
        "agreement for more than an hour.</p>"
    )
    for sentence in (
        "Antony Blinken met Yair Lapid",
        "The minister met the envoy from Vienna",
        "Both met the president",
    )
)
LEAD = "Two ministers met for the first time since the new government took office."


def page(head: str = "", above: str = "", body: str = BODY) -> str:
    article = f"<article><h1>Ministers meet in Rome</h1>{above}<div>{body}</div></article>"
    return f"<html><head><title>Rome</title>{head}</head><body>{article}</body></html>"


def test_text_comes_in_paragraphs_whatever_the_lines_of_the_source() -> None:
    row = read_page(page(body=BODY.replace(" and ", "\n   and\n")))
    assert isinstance(row["text"], str)
    paragraphs = row["text"].split("\n\n")
    assert len(paragraphs) == 3
    assert "\n" not in "".join(paragraphs)


@pytest.mark.parametrize(
    ("head", "above"),
    [
        (
            (
                "<script "
                'type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-06-27T10:00Z"}</script>'
            ),
            "",
        ),
        (
            (
                "<script "
                'type="application/ld+json">[{"@graph":[{"@type":["Article"],"datePublished":"2021-06-27"}]}]</script>'
            ),
            "",
        ),
        (
            (
                '<script type="application/ld+json">{broken</script>'
                '<meta property="article:published_time" content="2021-06-27">'
            ),
            "",
        ),
        ('<meta name="pubdate" content="27 June 2021">', ""),
        ("", '<time itemprop="datePublished" datetime="2021-06-27">yesterday</time>'),
    ],
)
def test_the_stated_date_of_publication(head: str, above: str) -> None:
    (item,) = read_upload("2019-01-01.html", page(head, above).encode())
    assert isinstance(item, Article)
    assert (item.date, item.date_origin) == (date(2021, 6, 27), "parsed")


def test_the_date_of_a_picture_is_not_the_date_of_the_article() -> None:
    picture = (
        '<figure itemscope itemtype="https://schema.org/ImageObject">'
        '<meta itemprop="datePublished" content="2020-01-01"></figure>'
    )
    stated = '<time itemprop="datePublished" datetime="2021-06-27">27 June</time>'
    assert read_page(page(above=picture + stated))["date"] == "2021-06-27"


@pytest.mark.parametrize(
    "lead",
    [
        f'<div class="entry-summary"><p>{LEAD}</p></div>',
        f'<p class="article__standfirst">{LEAD}</p>',
        f'<div itemprop="description">{LEAD}</div>',
    ],
)
def test_the_lead_is_the_first_paragraph_once(lead: str) -> None:
    for body in (BODY, f"<p>{LEAD}</p>{BODY}"):
        text = str(read_page(page(above=lead, body=body))["text"])
        assert text.startswith(LEAD)
        assert text.count(LEAD) == 1


def test_the_title_is_the_headline_without_the_site() -> None:
    head = '<meta property="og:title" content="Ministers meet in Rome - The Courier">'
    assert read_page(page(head))["title"] == "Ministers meet in Rome"


def test_the_canonical_address_and_the_outlet() -> None:
    head = (
        '<link rel="canonical" href="rome.html"><meta property="og:url" content="https://wire.example/rome">'
    )
    head += '<meta property="og:site_name" content="Wire">'
    row = read_page(page(head))
    assert (row["url"], row["outlet"]) == ("https://wire.example/rome", "Wire")
    assert read_page(page(), "https://wire.example/x")["url"] == "https://wire.example/x"


def test_a_declared_encoding_is_believed() -> None:
    html = page(
        '<meta charset="windows-1250">', body=BODY.replace("the envoy", "Donald Tusk’s envoy Łukasz Jasiński")
    )
    (item,) = read_upload("a.html", html.encode("cp1250"))
    assert isinstance(item, Article)
    assert "Tusk’s envoy Łukasz Jasiński" in item.text


@given(st.text(alphabet=st.sampled_from("<>/=\"' abph1&;!-\n")), st.text())
def test_reading_a_page_never_fails(html: str, url: str) -> None:
    read_page(html, url)


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")
def test_pages_of_a_site_against_its_own_data() -> None:
    pages = sorted((CORPORA / "kremlin_html").glob("*.html"))[::6]
    with (CORPORA / "kremlin_to_2016.jsonl").open(encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    for path in pages:
        (item,) = read_upload(path.name, path.read_bytes())
        row = rows[f"kr:{path.stem}"]
        assert isinstance(item, Article)
        assert (item.title, str(item.date), item.url) == (row["title"], row["date"], row["url"])
        found, wanted = (Counter(re.findall(r"\w+", text)) for text in (item.text, row["text"]))
        assert 2 * (found & wanted).total() / (found.total() + wanted.total()) > 0.9, path.name


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")
@pytest.mark.parametrize("name", ["kremlin_to_2016", "whitehouse_2021_2023", "wikinews_2019_2020"])
def test_articles_of_a_corpus_go_in_as_they_are(name: str) -> None:
    with (CORPORA / f"{name}.jsonl").open(encoding="utf-8") as file:
        lines = [line for number, line in enumerate(file) if number % 20 == 0]
    items = list(read_upload("a.jsonl", "".join(lines).encode()))
    for line, item in zip(lines, items, strict=True):
        row = json.loads(line)
        assert isinstance(item, Article), item
        assert (item.id, str(item.date), item.date_origin) == (row["id"], row["date"], "stated")
        assert item.text == row["text"] or "<span" in row["text"]
