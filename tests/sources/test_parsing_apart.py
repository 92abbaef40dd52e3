"""What is parsed apart is parsed as here; what reaches a limit costs itself, and whoever asked goes on."""

from __future__ import annotations

import math
import operator
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from site_on_loopback import Site

from dragoman import processes
from dragoman.errors import FetchError, SourceError, StoppedError
from dragoman.model import Article, Rejected
from dragoman.sources import parsing_apart
from dragoman.sources.feeds import FeedItem, NotFeedError, parse_feed, read_feed
from dragoman.sources.fetch import Fetched, Fetcher
from dragoman.sources.pages import Pages, build_page, read_again, read_url
from dragoman.sources.parsing_apart import ADVICE, PARSER, Limits, parse_apart

TEXT = (
    "The foreign ministers of Egypt and Jordan met in Cairo on Tuesday and spoke of "
    "the border for two hours. "
)
TOO_LONG = "Reading was stopped: it took more than {} seconds of processor time. " + ADVICE


def write_page(paragraphs: int) -> str:
    """A page that takes a seventh of a millisecond a paragraph."""
    body = "".join(f"<p>{TEXT}{number}</p>" for number in range(paragraphs))
    return (
        f"<html><head><title>Talks</title></head><body><h1>Talks</h1><article>{body}</article></body></html>"
    )


def write_feed(items: int) -> bytes:
    """A feed that takes a tenth of a millisecond an item."""
    given = f"</title><description>{TEXT}</description></item>"
    body = "".join(f"<item><title>Talks {number}{given}" for number in range(items))
    return f"<rss version='2.0'><channel><title>The Wire</title>{body}</channel></rss>".encode()


def wrap(data: bytes | str, url: str = "https://wire.example/a") -> Fetched:
    return Fetched(url, url, data.encode() if isinstance(data, str) else data)


@pytest.fixture
def allow(monkeypatch: pytest.MonkeyPatch):
    """Sets the seconds that whatever is parsed may take."""

    def limit(seconds: float) -> None:
        monkeypatch.setattr(parsing_apart, "LIMITS", Limits(seconds=seconds, seconds_a_megabyte=0))

    return limit


def test_it_is_parsed_as_it_is_here() -> None:
    page, known = wrap(write_page(5)), {"outlet": "The Wire", "published": "2021-06-27"}
    article = read_url(page.url, lambda *_, **__: page, known, "tests")
    assert isinstance(article, Article)
    assert article == build_page(page, known, "tests")
    assert read_feed(wrap(write_feed(3))) == parse_feed(write_feed(3))
    assert [item.title for item in read_feed(wrap(write_feed(2))).items] == ["Talks 0", "Talks 1"]


@pytest.mark.parametrize(
    "error", [NotFeedError("no"), FetchError("no", 429, 7.0, lasting=True), SourceError("no")]
)
def test_errors_come_back_as_they_were_and_the_process_stays(error: SourceError) -> None:
    before = parse_apart(os.getpid)
    with pytest.raises(type(error)) as caught:
        parse_apart(throw, error)
    assert (str(caught.value), vars(caught.value)) == (str(error), vars(error))
    with pytest.raises(RuntimeError, match="ZeroDivisionError: division by zero"):
        parse_apart(operator.truediv, 1, 0)
    assert parse_apart(os.getpid) == before != os.getpid()


def throw(error: Exception) -> None:
    raise error


def test_a_page_that_takes_too_long_is_refused_and_the_next_is_read(site: Site, allow) -> None:
    paths = {"/first": write_page(5), "/heavy": write_page(25_000), "/next": write_page(6)}
    urls = [site.put(path, html, Content_Type="text/html") for path, html in paths.items()]
    allow(0.4)
    first, heavy, following = Pages(urls).read(Fetcher().fetch)
    assert isinstance(first, Article)
    assert heavy == Rejected(TOO_LONG.format(0.4), heavy.raw, urls[1], urls[1])
    assert isinstance(following, Article)
    again = read_again(urls[1], {"title": "Talks", "url": urls[1]}, "The Wire")
    assert isinstance(again, Rejected)
    assert (again.reason, again.source, again.where) == (heavy.reason, "The Wire", urls[1])


def test_a_feed_that_takes_too_long_is_refused_and_the_next_is_read(allow) -> None:
    allow(0.1)
    with pytest.raises(StoppedError) as caught:
        read_feed(wrap(write_feed(9000)))
    assert str(caught.value) == TOO_LONG.format(0.1)
    assert len(read_feed(wrap(write_feed(2))).items) == 2


def test_whoever_asked_goes_on_while_a_parser_does_not_come_back(allow) -> None:
    processes.start(PARSER, 2)
    allow(3)
    with ThreadPoolExecutor(1) as pool:
        endless = pool.submit(parse_apart, math.factorial, 10**8)
        while not endless.running():
            pass
        assert parse_apart(len, b"four") == 4
        assert not endless.done()
        assert isinstance(endless.exception(), StoppedError)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not count addresses")
def test_what_takes_too_much_memory_is_refused_and_its_process_replaced() -> None:
    before = parse_apart(os.getpid)
    with pytest.raises(StoppedError) as caught:
        parse_apart(bytearray, 4 << 30)
    assert str(caught.value) == f"Reading was stopped: it takes more memory than there is for it. {ADVICE}"
    assert parse_apart(os.getpid) != before


def test_a_process_that_dies_is_replaced() -> None:
    before = parse_apart(os.getpid)
    with pytest.raises(StoppedError) as caught:
        parse_apart(os._exit, 3)
    assert str(caught.value) == f"Reading was stopped: the process that read it ended (exit code 3). {ADVICE}"
    assert parse_apart(os.getpid) != before


def test_what_is_given_and_returned_goes_through_whole() -> None:
    item = FeedItem("k", content="x" * 3_000_000)
    assert parse_apart(return_both, item, twice=[item]) == (item, [item])


def return_both(item: FeedItem, twice: list[FeedItem]) -> tuple[FeedItem, list[FeedItem]]:
    return item, twice
