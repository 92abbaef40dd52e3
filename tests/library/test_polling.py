"""A library's feeds: what they bring, how they fail, move and end."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from site_on_loopback import Answer, Asked, Site

from dragoman.analysis.library import Library
from dragoman.errors import FetchError, SourceError
from dragoman.library import polling
from dragoman.library.feeds import Feed
from dragoman.library.polling import poll_feed, watch_feeds
from dragoman.library.schema import now
from dragoman.sources import parsing_apart
from dragoman.sources.parsing_apart import Limits

PART = (
    "Antony Blinken met Yair Lapid in Rome and spoke of Israel, and a spokesman of Italy said afterwards "
    "that both were content. "
)
WHOLE = PART * 10


def write_text(number: int) -> str:
    return f"On day {number} the envoys met again, for the {number}th time. " + WHOLE


def write_page(number: int, text: str = "") -> str:
    return (
        f"<html><head><title>Talks {number}</title>"
        "<meta property='article:published_time' content='2021-06-27'></head>"
        f"<body><article><h1>Talks {number}</h1><p>{text or write_text(number)}</p></article></body></html>"
    )


HEAVY_PAGE = write_page(0, "</p><p>".join(f"{PART}{number}" for number in range(25_000)))  # some seconds


def write_item(
    site: Site,
    number: int,
    guid: str = "",
    summary: str = "A summary.",
    link: str = "",
    date: str = "Mon, 28 Jun 2021 09:00:00 GMT",
) -> str:
    return (
        f"<item><title>Talks {number}</title><link>{link or f'{site.address}/{number}'}</link>"
        f"<guid>{guid or f'g{number}'}</guid>"
        f"<description>{summary}</description><pubDate>{date}</pubDate></item>"
    )


def write_feed(*items: str) -> str:
    return (
        "<rss version='2.0'><channel><title>The Wire</title>"
        f"<language>en</language>{''.join(items)}</channel></rss>"
    )


def put_feed(site: Site, *items: str, path: str = "/feed", **headers: str) -> str:
    return site.put(path, write_feed(*items), Content_Type="application/rss+xml", **headers)


@pytest.fixture
def wire(site: Site, empty_library: Library) -> str:
    """A feed with summaries of three pages, added to the empty library."""
    for number in (1, 2, 3):
        site.put(f"/{number}", write_page(number), Content_Type="text/html")
    url = put_feed(site, *(write_item(site, number) for number in (1, 2, 3)), ETag='"1"')
    return empty_library.feeds.add(url).url


def test_full_texts_are_fetched_and_nothing_twice(site: Site, empty_library: Library, wire: str) -> None:
    first = poll_feed(empty_library, wire)
    assert first.sentence() == "The Wire: 3 read: 3 new, 0 updated, 0 already there, 0 quarantined."
    article = empty_library.article(f"{site.address}/2")
    assert article is not None
    assert (article.title, article.date, article.date_origin, article.source) == (
        "Talks 2",
        date(2021, 6, 28),
        "parsed",
        wire,
    )
    assert (article.outlet, article.text[:8]) == ("The Wire", "On day 2")
    asked = len(site.paths())
    second = poll_feed(empty_library, wire)
    assert (second.summary.items, second.feed.articles, len(site.paths())) == (0, 3, asked + 1)
    assert second.sentence() == "The Wire: nothing new."


def test_an_unchanged_feed_is_not_sent_again(site: Site, empty_library: Library, wire: str) -> None:
    poll_feed(empty_library, wire)
    site.answers["/feed"] = lambda asked: Answer(
        status=304 if asked.headers.get("if-none-match") == '"1"' else 500
    )
    poll = poll_feed(empty_library, wire)
    assert (poll.feed.failures, poll.feed.etag, poll.summary.items) == (0, '"1"', 0)


def test_a_full_text_in_the_feed_is_taken_from_there(site: Site, empty_library: Library) -> None:
    url = put_feed(site, write_item(site, 1, summary=f"&lt;p&gt;{write_text(1)}&lt;/p&gt;"))
    poll = poll_feed(empty_library, empty_library.feeds.add(url).url)
    assert poll.summary.new == 1
    assert "/1" not in site.paths()
    [article] = empty_library.articles()
    assert (article.outlet, article.url, article.text) == (
        "The Wire",
        f"{site.address}/1",
        write_text(1).strip(),
    )


@pytest.mark.parametrize(
    "end",
    [
        "… ",
        "[…]",
        "[...]",
        "Read more",
        "Continue reading Talks →",
        "The post Talks appeared first on The Wire.",
    ],
)
def test_a_text_that_is_cut_is_fetched(end: str, site: Site, empty_library: Library, wire: str) -> None:
    put_feed(site, write_item(site, 1, summary=f"{WHOLE} {end}"))
    poll_feed(empty_library, wire)
    assert "/1" in site.paths()


def test_what_is_said_again_under_a_new_link_is_one_article(
    site: Site, empty_library: Library, wire: str
) -> None:
    poll_feed(empty_library, wire)
    site.put("/again", write_page(3), Content_Type="text/html")
    put_feed(
        site,
        write_item(site, 1, link=f"{site.address}/1?utm_source=rss"),  # the same guid, a link with a tracker
        write_item(site, 2, guid="new"),  # a new guid, the same link
        write_item(site, 3, guid="newer", link=f"{site.address}/again"),  # new guid and link, same words
    )
    poll = poll_feed(empty_library, wire)
    assert (poll.summary.new, empty_library.count()) == (0, 3)
    asked = len(site.paths())
    poll_feed(empty_library, wire)
    assert len(site.paths()) == asked + 1


def test_a_changed_item_updates_its_article(site: Site, empty_library: Library, wire: str) -> None:
    poll_feed(empty_library, wire)
    site.put("/1", write_page(1, write_text(1) + "Later they met Sergey Lavrov."), Content_Type="text/html")
    put_feed(site, write_item(site, 1, summary="Another summary."))
    poll = poll_feed(empty_library, wire)
    assert (poll.summary.new, poll.summary.updated, empty_library.count()) == (0, 1, 3)
    article = empty_library.article(f"{site.address}/1")
    assert article is not None
    assert article.text.endswith("Sergey Lavrov.")


def test_a_name_used_again_for_another_article_replaces_nothing(
    site: Site, empty_library: Library, wire: str
) -> None:
    poll_feed(empty_library, wire)
    site.put("/7", write_page(7), Content_Type="text/html")
    put_feed(site, write_item(site, 7, guid="g1"))
    assert poll_feed(empty_library, wire).summary.new == 1
    assert empty_library.count() == 4


def test_what_cannot_be_had_now_is_tried_again(site: Site, empty_library: Library, wire: str) -> None:
    site.put("/2", "trouble", 503)
    poll = poll_feed(empty_library, wire)
    assert (poll.summary.new, poll.summary.quarantined, poll.feed.etag) == (2, 1, "")
    [item] = empty_library.quarantine.items().to_dict("records")
    assert "tried again at the next looks" in item["reason"]
    assert json.loads(item["raw"])["title"] == "Talks 2"
    site.put("/2", write_page(2), Content_Type="text/html")
    poll = poll_feed(empty_library, wire)
    assert (poll.summary.new, empty_library.quarantine.count(), empty_library.count(), poll.feed.etag) == (
        1,
        0,
        3,
        '"1"',
    )


def test_what_cannot_be_had_for_long_is_let_be(site: Site, empty_library: Library, wire: str) -> None:
    site.put("/2", "trouble", 503)
    for _ in range(polling.MOST_TRIES + 2):
        poll_feed(empty_library, wire)
    assert site.paths().count("/2") == polling.MOST_TRIES
    assert "tried again" not in empty_library.quarantine.items()["reason"][0]


def test_a_site_in_trouble_is_left_alone_until_the_next_look(
    site: Site, empty_library: Library, wire: str
) -> None:
    site.put("/1", "slow down", 429, Retry_After="7200")
    feed = poll_feed(empty_library, wire).feed
    assert [path for path in site.paths() if path != "/feed"] == ["/1"]
    assert feed.next is not None
    assert feed.next - now() > timedelta(minutes=119)
    for number in range(4, 12):
        site.put(f"/{number}", "trouble", 500)
    put_feed(site, *(write_item(site, number) for number in range(4, 12)))
    feed = poll_feed(empty_library, wire).feed
    assert len([path for path in site.paths() if path != "/feed"]) == 1 + polling.MOST_TROUBLE
    assert feed.next is not None
    assert feed.next - now() > timedelta(minutes=20)


def test_what_can_never_be_had_is_quarantined_with_its_summary(
    site: Site, empty_library: Library, wire: str
) -> None:
    site.put("/2", "no", 403)
    del site.answers["/3"]
    poll = poll_feed(empty_library, wire)
    assert (poll.summary.new, poll.summary.quarantined) == (1, 2)
    poll_feed(empty_library, wire)
    assert site.paths().count("/2") == 1
    item = next(row for row in empty_library.quarantine.items().to_dict("records") if "403" in row["reason"])
    assert "Retry takes the feed's summary" in item["reason"]
    assert empty_library.quarantine.retry(item["item"]).new == 1
    article = empty_library.article(f"{site.address}/2")
    assert article is not None
    assert (article.title, article.text, str(article.date)) == ("Talks 2", "A summary.", "2021-06-28")


def test_a_retry_fetches_the_page_again(site: Site, empty_library: Library, wire: str) -> None:
    site.put("/2", "trouble", 503)
    poll_feed(empty_library, wire)
    empty_library.add(site.address + "/nowhere")
    items = empty_library.quarantine.items()["item"]
    assert [empty_library.quarantine.retry(item).quarantined for item in items] == [1, 1]
    assert not any("unchanged" in reason for reason in empty_library.quarantine.items()["reason"]), (
        "it was fetched once more"
    )
    site.put("/2", write_page(2), Content_Type="text/html")
    site.put("/nowhere", write_page(9), Content_Type="text/html")
    assert [empty_library.quarantine.retry(item).new for item in items] == [1, 1]
    assert empty_library.quarantine.count() == 0
    assert poll_feed(empty_library, wire).summary.new == 0
    assert empty_library.count() == 4


def test_only_so_many_are_read_at_one_look(
    site: Site, empty_library: Library, wire: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "MOST_READ", 2)
    poll = poll_feed(empty_library, wire)
    assert (poll.summary.new, poll.feed.etag) == (2, "")
    assert poll.feed.next is not None
    assert poll.feed.next - now() < timedelta(minutes=2)
    poll = poll_feed(empty_library, wire)
    assert (poll.summary.new, poll.feed.etag) == (1, '"1"')


def test_a_feed_that_fails_is_left_in_peace_for_longer_and_longer(
    site: Site, empty_library: Library, wire: str
) -> None:
    site.put("/feed", "trouble", 500)
    waits = []
    for failures in range(1, 12):
        feed = poll_feed(empty_library, wire).feed
        assert (feed.failures, feed.status) == (failures, "active")
        assert "(500)" in feed.note
        assert feed.next is not None
        waits.append((feed.next - now()) / timedelta(minutes=1))
    assert 29 < waits[0] <= 60
    assert waits[3] > 4 * 29
    assert max(waits) <= 24 * 60
    assert len({round(wait, 3) for wait in waits}) == len(waits)  # jitter
    put_feed(site, write_item(site, 1))
    feed = poll_feed(empty_library, wire).feed
    assert (feed.failures, feed.note) == (0, "")
    assert feed.next is not None
    assert feed.next - now() < timedelta(minutes=34)


def test_a_site_that_asks_to_wait_is_given_its_time(site: Site, empty_library: Library, wire: str) -> None:
    site.put("/feed", "slow down", 429, Retry_After="200000")
    feed = poll_feed(empty_library, wire).feed
    assert feed.next is not None
    assert feed.next - now() > timedelta(seconds=199_000)
    assert empty_library.feeds.list_due(now()) == []


def test_a_feed_that_moves_is_followed(site: Site, empty_library: Library, wire: str) -> None:
    poll_feed(empty_library, wire)
    site.put("/feed", status=301, Location="/new")
    new = put_feed(site, write_item(site, 1), write_item(site, 4), path="/new")
    site.put("/4", write_page(4), Content_Type="text/html")
    poll = poll_feed(empty_library, wire)
    [feed] = empty_library.feeds.all()
    assert (feed.url, feed.status, feed.note, feed.articles) == (new, "moved", f"Moved here from {wire}.", 4)
    assert poll.summary.new == 1
    asked = site.paths().count("/feed")
    assert poll_feed(empty_library, new).feed.status == "moved"
    assert site.paths().count("/feed") == asked


def test_two_feeds_that_move_to_one_are_one(site: Site, empty_library: Library, wire: str) -> None:
    other = empty_library.feeds.add(put_feed(site, write_item(site, 3), path="/other")).url
    poll_feed(empty_library, other)
    site.put("/feed", status=308, Location="/other")
    poll_feed(empty_library, wire)
    assert [feed.url for feed in empty_library.feeds.all()] == [other]


def test_what_has_moved_to_no_feed_has_not_moved(site: Site, empty_library: Library, wire: str) -> None:
    site.put("/feed", status=301, Location="/parked")
    site.put("/parked", "<html><body>This name is for sale.</body></html>", Content_Type="text/html")
    feed = poll_feed(empty_library, wire).feed
    assert (feed.url, feed.failures) == (wire, 1)


def test_a_feed_that_is_gone_is_not_asked_again(site: Site, empty_library: Library, wire: str) -> None:
    site.put("/feed", status=410)
    poll = poll_feed(empty_library, wire)
    assert (poll.feed.status, poll.feed.next) == ("gone", None)
    assert "gone for good" in poll.sentence()
    asked = len(site.asked)
    watch_feeds(empty_library, lambda _: None, once=True)
    assert len(site.asked) == asked
    put_feed(site)
    assert empty_library.feeds.add(wire).url == wire
    assert empty_library.feeds.all()[0].status == "active"


def test_wrong_dates_are_not_believed(site: Site, empty_library: Library) -> None:
    dates = ("Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 28 Jun 2199 09:00:00 GMT", "yesterday", "")
    url = put_feed(
        site,
        *(write_item(site, number, summary=write_text(number), date=day) for number, day in enumerate(dates)),
    )
    poll_feed(empty_library, empty_library.feeds.add(url).url)
    articles = sorted(empty_library.articles(), key=lambda article: article.title)
    assert [article.date_origin for article in articles] == ["fetched"] * 4
    assert all(article.date and abs((article.date - now().date()).days) <= 1 for article in articles)
    assert dict(articles[0].extra)["date in the feed"] == dates[0]


@pytest.mark.parametrize(
    "kind", ["application/rss+xml; charset=utf-8", "application/rss+xml", "text/xml; charset=us-ascii"]
)
def test_a_wrong_encoding_is_put_right(kind: str, site: Site, empty_library: Library) -> None:
    text = write_text(1).replace("a spokesman", "“Łukasz” Müller")
    url = site.put(
        "/feed",
        write_feed(write_item(site, 1, summary=text)).encode("cp1252" if "Ł" not in text else "utf-8"),
        Content_Type=kind,
    )
    poll_feed(empty_library, empty_library.feeds.add(url).url)
    assert "“Łukasz” Müller" in next(empty_library.articles()).text


def test_a_page_leads_to_its_feed(site: Site, empty_library: Library, wire: str) -> None:
    link = "<link rel='alternate' type='application/rss+xml' title='{}' href='{}'>"
    head = link.format("Comments", "/comments") + link.format("News", "feed")
    home = site.put("/home", f"<html><head>{head}</head><body>News</body></html>", Content_Type="text/html")
    assert empty_library.feeds.add(home).url == wire
    with pytest.raises(SourceError, match="names no feed"):
        empty_library.feeds.add(
            site.put("/plain", "<html><body>News</body></html>", Content_Type="text/html; charset=bogus")
        )
    with pytest.raises(FetchError, match="nothing at this address"):
        empty_library.feeds.add(f"{site.address}/nowhere")
    assert len(empty_library.feeds.all()) == 1


def test_a_feed_removed_while_it_is_looked_at_stays_removed(
    site: Site, empty_library: Library, wire: str
) -> None:
    def answer(_: Asked) -> Answer:
        empty_library.feeds.remove(wire)
        return Answer(write_page(1), headers={"Content-Type": "text/html"})

    site.answers["/1"] = answer
    poll_feed(empty_library, wire)
    assert empty_library.feeds.all() == []


def test_a_sitemap_of_news_and_an_index_of_sitemaps(site: Site, empty_library: Library, wire: str) -> None:
    namespaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    entries = "".join(
        f"<url><loc>{site.address}/{number}</loc><n:news>"
        "<n:publication><n:name>The Wire</n:name></n:publication>"
        f"<n:publication_date>2021-06-2{number}</n:publication_date>"
        f"<n:title>Talks {number}</n:title></n:news></url>"
        for number in (1, 2)
    )
    site.put("/news.xml", f"<urlset {namespaces}>{entries}</urlset>", Content_Type="application/xml")
    parts = "".join(f"<sitemap><loc>{site.address}/{name}.xml</loc></sitemap>" for name in ("news", "gone"))
    index = f"<sitemapindex {namespaces}>{parts}</sitemapindex>"
    feed = empty_library.feeds.add(site.put("/index.xml", index, Content_Type="application/xml"))
    poll = poll_feed(empty_library, feed.url)
    assert (poll.summary.new, poll.feed.title) == (2, "The Wire")
    assert {str(article.date) for article in empty_library.articles()} == {"2021-06-21", "2021-06-22"}


def test_watching_looks_when_the_time_has_come(site: Site, empty_library: Library, wire: str) -> None:
    naps: list[float] = []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 3:
            raise KeyboardInterrupt

    told: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        watch_feeds(empty_library, lambda poll: told.append(poll.sentence()), sleep=sleep)
    assert len(told) == 1
    assert all(0 < nap <= polling.NAP for nap in naps)


def test_watching_settles_what_came_and_what_a_killed_watcher_left(
    site: Site, empty_library: Library, wire: str
) -> None:
    other = put_feed(
        site,
        write_item(site, 9, link=site.put("/9", write_page(9, write_text(1)), Content_Type="text/html")),
        path="/other",
    )
    poll_feed(empty_library, wire, settle=False)
    assert not empty_library.identities()
    watch_feeds(empty_library, lambda _: None, once=True)  # nothing is due
    assert "Antony Blinken" in empty_library.identities()["label"].to_pylist()
    before = empty_library.stories()
    empty_library.feeds.add(other)
    watch_feeds(empty_library, lambda _: None, once=True)
    assert len(empty_library.stories().keys() - before.keys()) == 1, "the other feed's article is a copy"


def test_a_fault_of_ours_on_one_feed_or_item_stops_no_other(
    site: Site, empty_library: Library, wire: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = empty_library.feeds.add(put_feed(site, write_item(site, 1), path="/broken")).url
    read, parse = polling.read_item, polling.read_feed

    def fail_item(item, *rest):
        return 1 // 0 if item.title == "Talks 2" else read(item, *rest)

    def fail_feed(fetched):
        return {}["title"] if fetched.address == broken else parse(fetched)

    monkeypatch.setattr(polling, "read_item", fail_item)
    monkeypatch.setattr(polling, "read_feed", fail_feed)
    told: dict[str, str] = {}
    watch_feeds(empty_library, lambda poll: told.update({poll.feed.url: poll.sentence()}), once=True)
    assert "by a fault of its own (KeyError: 'title')" in told[broken]
    assert empty_library.feeds.get(broken).failures == 1
    assert {article.title for article in empty_library.articles()} == {"Talks 1", "Talks 3"}
    [left] = empty_library.quarantine.items().to_dict("records")
    assert "ZeroDivisionError" in left["reason"]
    assert left["where"] == f"{site.address}/2"


def test_a_page_that_takes_too_long_costs_itself(
    site: Site,
    empty_library: Library,
    wire: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site.put("/2", HEAVY_PAGE, Content_Type="text/html")
    with monkeypatch.context() as short:
        short.setattr(parsing_apart, "LIMITS", Limits(seconds=0.4, seconds_a_megabyte=0))
        poll = poll_feed(empty_library, wire)
        assert (poll.summary.new, poll.summary.quarantined, poll.feed.failures) == (2, 1, 0)
        poll_feed(empty_library, wire)
        assert site.paths().count("/2") == 1, "it would take as long again"
        [item] = empty_library.quarantine.items().to_dict("records")
        assert item["reason"].startswith(
            "Reading was stopped: it took more than 0.4 seconds of processor time."
        )
        assert (item["source"], item["where"]) == (wire, f"{site.address}/2")
        assert empty_library.quarantine.retry(item["item"]).quarantined == 1
    site.put("/2", write_page(2), Content_Type="text/html")
    assert empty_library.quarantine.retry(item["item"]).new == 1
    assert (empty_library.count(), empty_library.quarantine.count()) == (3, 0)


def test_a_site_of_such_pages_is_left_alone_until_the_next_look(
    site: Site, empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 6):
        site.put(f"/{number}", HEAVY_PAGE, Content_Type="text/html")
    url = empty_library.feeds.add(put_feed(site, *(write_item(site, number) for number in range(1, 6)))).url
    with monkeypatch.context() as short:
        short.setattr(parsing_apart, "LIMITS", Limits(seconds=0.4, seconds_a_megabyte=0))
        poll = poll_feed(empty_library, url)
    assert poll.summary.quarantined == polling.MOST_TROUBLE
    assert poll.feed.next - now() > timedelta(minutes=5)
    for number in range(1, 6):
        site.put(f"/{number}", write_page(number), Content_Type="text/html")
    assert poll_feed(empty_library, url).summary.new == 5 - polling.MOST_TROUBLE
    items = empty_library.quarantine.items()["item"]
    assert empty_library.quarantine.retry_all(items).new == polling.MOST_TROUBLE


def test_a_feed_that_takes_too_long_stops_no_other(
    site: Site,
    empty_library: Library,
    wire: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = empty_library.feeds.add(put_feed(site, write_item(site, 7, summary=WHOLE), path="/slow")).url
    many = [write_item(site, 7, f"g{number}", PART) for number in range(4900)]
    put_feed(site, *many, path="/slow")
    told: dict[str, str] = {}
    with monkeypatch.context() as short:
        short.setattr(parsing_apart, "LIMITS", Limits(seconds=0.2, seconds_a_megabyte=0))
        watch_feeds(empty_library, lambda poll: told.update({poll.feed.url: poll.sentence()}), once=True)
        with pytest.raises(SourceError, match="Reading was stopped"):
            empty_library.feeds.add(put_feed(site, *many, path="/slow/too"))
    assert "Reading was stopped: it took more than 0.2 seconds of processor time." in told[slow]
    assert empty_library.count() == 3
    held = empty_library.feeds.get(slow)
    assert held is not None
    assert held.failures == 1
    put_feed(site, write_item(site, 7, summary=WHOLE), path="/slow")
    assert poll_feed(empty_library, slow).summary.new == 1


def test_ctrl_c_keeps_what_was_fetched(
    site: Site, empty_library: Library, wire: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = polling.read_item

    def interrupt(item, *rest):
        if item.title == "Talks 2":
            raise KeyboardInterrupt
        return read(item, *rest)

    monkeypatch.setattr(polling, "read_item", interrupt)
    with pytest.raises(KeyboardInterrupt):
        watch_feeds(empty_library, lambda _: None, once=True)
    assert empty_library.count() == 1
    monkeypatch.setattr(polling, "read_item", read)
    poll_feed(empty_library, wire)
    assert empty_library.count() == 3


def test_a_kill_leaves_whole_articles_and_the_next_look_completes_them(
    site: Site, empty_library: Library, wire: str
) -> None:
    """kill -9 at several moments of a look by another process, whose readings are made by hand."""
    script = Path(__file__).with_name("poller.py")
    for number in (1, 2, 3):
        page = write_page(number)

        def answer(_: Asked, page: str = page) -> Answer:
            time.sleep(0.05)
            return Answer(page, headers={"Content-Type": "text/html"})

        site.answers[f"/{number}"] = answer
    for asked in (2, 4):  # how many requests have come when it is killed
        site.asked.clear()
        process = subprocess.Popen(
            [sys.executable, str(script), empty_library.uri, wire],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        end = time.monotonic() + 30
        while len(site.asked) < asked and process.poll() is None and time.monotonic() < end:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for article in empty_library.articles():
            assert re.match(r"On day \d the envoys met", article.text)
            assert empty_library.reading(article.id) is not None
    poll_feed(empty_library, wire)
    assert Counter(article.title for article in empty_library.articles()) == {
        "Talks 1": 1,
        "Talks 2": 1,
        "Talks 3": 1,
    }
    [feed] = empty_library.feeds.all()
    assert isinstance(feed, Feed)
    assert feed.failures == 0
