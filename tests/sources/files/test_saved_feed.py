"""Feeds that were saved as files."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.model import Article, Rejected
from dragoman.sources import read_upload

TEXT = "Antony Blinken met Yair Lapid in Rome on Sunday, and both spoke of Israel. " * 12
FEED = f"""<rss version="2.0"><channel><title>Wire</title>
<item><title>Talks</title><link>https://wire.example/1</link>
<description>{TEXT}</description><pubDate>27 Jun 2021 09:00:00 GMT</pubDate></item>
<item><title>More talks</title><link>https://wire.example/2</link><description>Short.</description>\
<pubDate>28 Jun 2021</pubDate></item>
<item><title>Undated</title><guid isPermaLink="false">3</guid><description>{TEXT}</description></item>\
</channel></rss>"""


@pytest.mark.parametrize("name", ["wire.xml", "wire.rss", "2021-07-01.atom"])
def test_what_has_its_text_in_the_feed_is_an_article_and_the_rest_can_be_fetched(name: str) -> None:
    whole, summary, undated = read_upload(name, FEED.encode())
    assert isinstance(whole, Article)
    assert (whole.title, whole.date, whole.outlet, whole.url) == (
        "Talks",
        date(2021, 6, 27),
        "Wire",
        "https://wire.example/1",
    )
    assert isinstance(summary, Rejected)
    assert "only a summary" in summary.reason
    assert summary.where == "https://wire.example/2"  # what Retry fetches: nothing is fetched for a file
    assert '"published": "28 Jun 2021"' in summary.raw
    assert isinstance(undated, Article)
    dated = name.startswith("2021")
    assert (undated.date, undated.date_origin) == (
        date(2021, 7, 1) if dated else None,
        "guessed" if dated else "none",
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<rss version='2.0'><channel><title>Wire</title></channel></rss>", "no item"),
        (b"<rows><row>Rome</row></rows>", "No article is in this file"),
        (b"<!DOCTYPE r [<!ENTITY a 'b'>]><rss>&a;</rss>", "declares entities"),
        (
            b"<sitemapindex><sitemap><loc>https://wire.example/a.xml</loc></sitemap></sitemapindex>",
            "lists other lists",
        ),
        (b"", "empty"),
    ],
)
def test_what_holds_no_article_is_said(data: bytes, sentence: str) -> None:
    (refused,) = read_upload("a.xml", data)
    assert isinstance(refused, Rejected)
    assert sentence in refused.reason
