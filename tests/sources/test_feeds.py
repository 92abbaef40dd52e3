"""What feeds say, in each of their forms, and lists of feeds."""

from __future__ import annotations

import gzip
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import SourceError
from dragoman.model import Article, Rejected
from dragoman.sources.feeds import (
    FeedDocument,
    FeedItem,
    NotFeedError,
    check_xml,
    find_feeds,
    parse_feed,
    read_item,
    read_opml,
    write_opml,
)

NASTY = Path(__file__).parents[3] / "shared" / "nasty"

RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
<channel><title>The &lt;b&gt;Wire&lt;/b&gt;</title><link>https://wire.example/</link><language>en-GB</language>
<item><title>Talks &amp;amp; tea</title><link>/1?utm_source=x</link><guid isPermaLink="false">g1</guid>
<description>Short.</description><content:encoded><![CDATA[<p>Long.</p>]]></content:encoded>
<pubDate>Sun, 27 Jun 2021 23:30:00 -0400</pubDate></item>
<item><guid>https://wire.example/2</guid><title>Only a guid</title></item>
<item><title>Through a counter</title><link>https://counter.example/x</link>\
<feedburner:origLink>https://wire.example/3</feedburner:origLink></item>
<item><guid isPermaLink="false">g1</guid><title>Again</title><link>https://wire.example/1</link></item>
<item><title>Nothing else</title></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><link href="https://wire.example/"/>
<entry><id>tag:1</id><title type="html">Talks &lt;i&gt;end&lt;/i&gt;</title>\
<link rel="alternate" href="https://wire.example/1"/>
<updated>2021-06-28T10:00:00Z</updated><summary>S</summary>\
<content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Wire",
    "home_page_url": "https://wire.example/",
    "language": "en",
    "items": [
        {
            "id": 7,
            "url": "https://wire.example/1",
            "title": "Talks",
            "content_html": "<p>Text</p>",
            "date_published": "2021-06-27T10:00:00Z",
        },
        {
            "id": "https://wire.example/2",
            "content_text": "Text",
            "summary": "S",
            "date_modified": "2021-06-28",
        },
        "no item",
        {"title": ["odd"], "url": 5, "content_html": None},
    ],
}


def test_rss() -> None:
    feed = parse_feed(RSS, "application/rss+xml", "utf-8", "https://wire.example/feed")
    assert (feed.title, feed.site) == ("The Wire", "https://wire.example/")
    first, second, third, fourth = feed.items
    assert (first.key, first.url, first.title) == ("g1", "https://wire.example/1?utm_source=x", "Talks & tea")
    assert (first.content, first.summary, first.published, first.language) == (
        "<p>Long.</p>",
        "Short.",
        "Sun, 27 Jun 2021 23:30:00 -0400",
        "en-GB",
    )
    assert second.url == second.key == "https://wire.example/2"
    assert third.url == "https://wire.example/3"
    assert (fourth.title, fourth.url) == ("Nothing else", "")


def test_atom_and_json() -> None:
    [entry] = parse_feed(ATOM).items
    assert (entry.key, entry.url, entry.title) == ("tag:1", "https://wire.example/1", "Talks end")
    assert (entry.content, entry.summary, entry.published, entry.updated) == (
        "<p>Text</p>",
        "S",
        "",
        "2021-06-28T10:00:00Z",
    )
    feed = parse_feed(json.dumps(JSON_FEED).encode())
    assert (feed.title, feed.site, feed.ended) == ("Wire", "https://wire.example/", False)
    assert [(item.key, item.url, item.content) for item in feed.items[:2]] == [
        ("7", "https://wire.example/1", "<p>Text</p>"),
        ("https://wire.example/2", "https://wire.example/2", "Text"),
    ]
    assert parse_feed(json.dumps(JSON_FEED | {"expired": True}).encode()).ended


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("charset", ["", "utf-8", "us-ascii", "bogus"])
def test_encodings_declared_truly_and_falsely(encoding: str, charset: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    text = f'{head}<rss version="2.0"><channel><item><title>Müller à Genève</title></item></channel></rss>'
    [item] = parse_feed(text.encode(encoding), "application/xml", charset).items
    assert item.title == "Müller à Genève"


def test_a_packed_feed_is_unpacked_within_limits() -> None:
    assert parse_feed(gzip.compress(RSS)).items
    with pytest.raises(SourceError, match="unpacks to more than"):
        parse_feed(gzip.compress(b" " * 30_000_000))
    with pytest.raises(SourceError, match="damaged"):
        parse_feed(b"\x1f\x8bnot gzip")


def test_titles_of_pictures_are_not_the_articles() -> None:
    image = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    news = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    body = (
        "<url><loc>https://wire.example/1</loc><news:news><news:title>Talks</news:title><news:publication_date>2021-06-27</news:publication_date>"
        "</news:news><image:image><image:loc>https://wire.example/1.jpg</image:loc>"
        "<image:title>A picture</image:title></image:image></url>"
    )
    [item] = parse_feed(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {image} {news}>{body}</urlset>'.encode()
    ).items
    assert (item.url, item.title, item.published) == ("https://wire.example/1", "Talks", "2021-06-27")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf  \n", "empty"),
        (b"plain words", "No feed is found"),
        (b"<opml/>", "No feed is found"),
        (b"{}", "No feed is found"),
        (b"[1, 2]", "No feed is found"),
        (b'{"version": "1", "items": []}', "No feed is found"),
        (b"[" * 100_000, "line 1, it is nested too deeply"),
        (b"[1,\n}]", "not valid JSON: line 2"),
        (b"<urlset><url><loc>https://wire.example/</loc></url></urlset>", "lists all pages"),
        (b"<urlset><url>", "damaged"),
        (
            (
                b'<!DOCTYPE r [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><rss><channel>'
                b"<title>&b;</title></channel></rss>"
            ),
            "declares entities",
        ),
        (
            b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>',
            "declares entities",
        ),
        (b'<!doctype r [<!entity a "x">]><rss><channel><title>broken', "declares entities"),
        ('<!DOCTYPE r [<!ENTITY a "x">]><rss/>'.encode("utf-16"), "declares entities"),
        (b'<!-- <a> --><!DOCTYPE r [<!ENTITY a "x">]><rss/>', "declares entities"),
        (b'<!DOCTYPE r [<!ENTITY % a SYSTEM "http://127.0.0.1/x"> %a;]><rss/>', "declares entities"),
    ],
)
def test_what_is_no_feed_is_said(data: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        parse_feed(data)


def test_a_harmless_doctype_is_let_through() -> None:
    doctype = b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    assert parse_feed(
        doctype + b"<rss version='0.91'><channel><item><title>A</title></item></channel></rss>"
    ).items


def test_what_looks_like_a_path_or_an_address_is_never_opened(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(RSS)
    for data in (str(path).encode(), b"http://127.0.0.1:9/feed"):
        with pytest.raises(SourceError, match="No feed is found"):
            parse_feed(data)


@pytest.mark.parametrize(
    "data",
    [
        b"<rss>" + b"<a>" * 200_000,
        b"<rss><channel>" + b"<item><title>x</title></item>" * 20_000,
        b"<rss><channel><item><title>" + b"&amp;" * 200_000,
        b"<rss><channel><item><description>" + b"&lt;b&gt;" * 100_000,
        b"<rss " + b"a='1' " * 50_000,
        b"<rss><channel><item><description><![CDATA["
        + b"<p>a <b>word</b></p>" * 500_000
        + b"]]></description></item></channel></rss>",
        b"<!DOCTYPE " + b"[" * 200_000,
        b"<!--" * 100_000,
        b"<rss><![CDATA[" * 50_000,
        b"\0" * 1_000_000,
    ],
    ids=range(10),
)
def test_what_is_made_to_be_slow_is_a_feed_or_refused(data: bytes) -> None:
    """How long it takes is for benchmarks/growth.py."""
    items = None
    with suppress(SourceError):
        items = parse_feed(data).items
    assert items is None or len(items) <= data.count(b"<item>")


@given(
    st.one_of(
        st.binary(max_size=300), st.text(alphabet="<>!?/[]&;\"'= rsitemlnkfd\n", max_size=300).map(str.encode)
    )
)
def test_any_bytes_are_a_feed_or_refused(data: bytes) -> None:
    for prefix in (
        b"",
        b"<rss><channel><item>",
        b'{"version": "https://jsonfeed.org/version/1", "items": [',
        b"<urlset>",
    ):
        with suppress(SourceError):
            assert isinstance(parse_feed(prefix + data), FeedDocument)


def refuse(*_, **__):
    raise AssertionError("fetched")


def test_an_item_without_a_page_is_what_the_feed_says() -> None:
    item = read_item(
        FeedItem("k", title="Talks", summary="Antony Blinken met Yair Lapid in Rome."),
        FeedDocument("Wire"),
        refuse,
        "feed",
    )
    assert isinstance(item, Article)
    assert (item.title, item.text, item.outlet, item.date_origin) == (
        "Talks",
        "Antony Blinken met Yair Lapid in Rome.",
        "Wire",
        "fetched",
    )
    item = read_item(FeedItem("k", title="Talks"), FeedDocument("Wire"), refuse, "feed")
    assert isinstance(item, Rejected)
    assert "neither an address nor a text" in item.reason


def test_the_feeds_of_a_page() -> None:
    html = """<html><head><base href="https://wire.example/news/">
    <link rel="alternate" type="application/rss+xml" title="Comments on this" href="/comments/feed">
    <link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" \
title="World &amp; more" href="world.atom">
    <link rel="alternate" type="application/feed+json" href="https://wire.example/feed.json">
    <link rel="alternate" type="application/json+oembed" href="/oembed?x">\
<link rel="alternate" hreflang="fr" href="/fr">
    <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head></html>"""
    assert find_feeds(html, "https://wire.example/x") == [
        ("https://wire.example/news/world.atom", "World & more"),
        ("https://wire.example/feed.json", ""),
        ("https://wire.example/comments/feed", "Comments on this"),
    ]
    with pytest.raises(NotFeedError):
        parse_feed(html.encode())


def test_opml_comes_back_as_it_went() -> None:
    feeds = [
        ("https://a.example/f?x=1&y=2", 'Wire & "Co" <b>'),
        ("https://b.example/", "Ä"),
        ("https://c.example/\x01", "\x02"),
    ]
    assert read_opml(write_opml(feeds))[:2] == feeds[:2]
    nested = b'<opml><body><outline text="F"><outline text="A" XMLURL="https://a.example/"/><outline xmlUrl="file:///x"/></outline></body></opml>'
    assert read_opml(nested) == [("https://a.example/", "A")]


@pytest.mark.parametrize(
    "data", [b"", b"<opml>", b"<opml/>", b'<!DOCTYPE o [<!ENTITY a "x">]><opml/>', b"\xff\xfe", b"{}"]
)
def test_what_is_no_opml_is_said(data: bytes) -> None:
    with pytest.raises(SourceError):
        read_opml(data)


@pytest.mark.skipif(not NASTY.is_dir(), reason="the nasty documents are not here")
def test_bombs_are_refused_and_plain_xml_is_not() -> None:
    for path in (NASTY / "xml").iterdir():
        if path.name.startswith("simple") or path.name == "dtd.xml":
            check_xml(path.read_bytes())
        else:
            with pytest.raises(SourceError, match="declares entities"):
                check_xml(path.read_bytes())
