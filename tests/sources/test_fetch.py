"""Fetching: limits, politeness, and a sentence for whatever goes wrong."""

from __future__ import annotations

import gzip
import os
import socket
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from site_on_loopback import Answer, Asked, Site

from dragoman.errors import FetchError
from dragoman.sources.fetch import Fetcher

PAGE = "<html><body><p>Ministers met.</p></body></html>"


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(seconds=2, largest=100_000)


def test_what_is_fetched(site: Site, fetcher: Fetcher) -> None:
    url = site.put(
        "/a",
        PAGE,
        Content_Type="text/html; charset=Windows-1251",
        ETag='"7"',
        Last_Modified="Sun, 27 Jun 2021 10:00:00 GMT",
    )
    found = fetcher.fetch(url)
    assert (found.body, found.kind, found.charset) == (PAGE.encode(), "text/html", "Windows-1251")
    assert (found.url, found.address, found.moved, found.etag) == (url, url, "", '"7"')
    assert found.modified == "Sun, 27 Jun 2021 10:00:00 GMT"


def test_nothing_of_the_user_is_sent(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    url = site.put("/a", PAGE, Set_Cookie="a=b; Path=/")
    fetcher.fetch(url)
    fetcher.fetch(url)
    assert len(site.paths()) == 2
    for asked in site.asked:
        assert set(asked.headers) == {"host", "user-agent", "accept", "accept-encoding", "accept-language"}
        assert asked.headers["user-agent"].startswith("dragoman/")


def test_the_name_can_be_set(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_FETCH_AGENT", "institute-reader/1 (+mailto:desk@institute.example)")
    fetcher.fetch(site.put("/a", PAGE))
    assert site.asked[-1].headers["user-agent"] == "institute-reader/1 (+mailto:desk@institute.example)"


def test_nothing_is_sent_again_that_has_not_changed(site: Site, fetcher: Fetcher) -> None:
    def answer(asked: Asked) -> Answer:
        fresh = (
            asked.headers.get("if-none-match") == '"1"'
            and asked.headers.get("if-modified-since") == "yesterday"
        )
        return Answer(status=304) if fresh else Answer(PAGE)

    site.answers["/a"] = answer
    assert not fetcher.fetch(site.address + "/a").unchanged
    found = fetcher.fetch(site.address + "/a", etag='"1"', modified="yesterday")
    assert (found.unchanged, found.body) == (True, b"")


def test_a_stamp_beyond_ascii_is_sent_back(fetcher: Fetcher, site: Site) -> None:
    site.answers["/a"] = lambda asked: Answer(PAGE if "if-none-match" not in asked.headers else "")
    assert fetcher.fetch(site.address + "/a", etag='"é1"').body == b""


def test_a_move_for_good_is_told_from_one_for_now(site: Site, fetcher: Fetcher) -> None:
    site.put("/old", status=301, Location="/new")
    site.put("/new", status=308, Location="/newest")
    site.put("/newest", status=302, Location="/today")
    today = site.put("/today", PAGE)
    found = fetcher.fetch(site.address + "/old")
    assert (found.address, found.moved) == (today, site.address + "/newest")
    assert fetcher.fetch(site.address + "/newest").moved == ""


def test_an_endless_chain_ends(site: Site, fetcher: Fetcher) -> None:
    site.put("/a", status=302, Location="/a")
    with pytest.raises(FetchError, match="leads on more than 5 times"):
        fetcher.fetch(site.address + "/a")
    assert len(site.paths()) == 6


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, lambda data: zlib.compress(data)[2:-4]])
def test_a_packed_answer_is_unpacked(pack, site: Site, fetcher: Fetcher) -> None:
    encoding = "gzip" if pack is gzip.compress else "deflate"
    assert fetcher.fetch(site.put("/a", pack(PAGE.encode()), Content_Encoding=encoding)).body == PAGE.encode()


@pytest.mark.parametrize(
    ("body", "encoding", "sentence"),
    [
        (b"x" * 100_001, "", "more than 0.1 MB"),
        (gzip.compress(b"\0" * 50_000_000, mtime=0), "gzip", "more than 0.1 MB"),
        (zlib.compress(b"\0" * 50_000_000), "deflate", "more than 0.1 MB"),
        (gzip.compress(PAGE.encode(), mtime=0)[:-12] + b"garbage here", "gzip", "damaged"),
        (b"no gzip", "gzip", "damaged"),
        (b"x", "br", "was not asked for"),
        (b"x", "gzip, gzip", "was not asked for"),
    ],
)
def test_what_is_too_large_or_damaged_is_not_read(
    body: bytes, encoding: str, sentence: str, site: Site, fetcher: Fetcher
) -> None:
    with pytest.raises(FetchError, match=sentence):
        fetcher.fetch(site.put("/a", body, Content_Encoding=encoding))


@pytest.mark.parametrize(
    ("status", "sentence", "lasting"),
    [
        (401, "signs in nowhere", True),
        (403, "closed to programs", True),
        (404, "nothing at this address", True),
        (410, "gone for good", True),
        (418, "no page", True),
        (429, "asked too often", False),
        (500, "has trouble", False),
        (503, "has trouble", False),
    ],
)
def test_each_refusal_has_its_sentence(
    status: int, sentence: str, lasting: bool, site: Site, fetcher: Fetcher
) -> None:
    with pytest.raises(FetchError, match=sentence) as caught:
        fetcher.fetch(site.put("/a", "x", status, Retry_After="120"))
    assert (caught.value.status, caught.value.wait, caught.value.lasting) == (status, 120, lasting)


@pytest.mark.parametrize(
    ("stated", "wait"),
    [("soon", 0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("Fri, 21 Oct 2995 07:28:00 GMT", 1e9)],
)
def test_a_wait_can_be_a_date(stated: str, wait: float, site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(site.put("/a", "x", 503, Retry_After=stated))
    assert caught.value.wait >= wait
    assert caught.value.wait == 0 or wait


@pytest.mark.parametrize(
    ("kind", "wanted", "taken"),
    [
        ("text/html", "page", True),
        ("", "page", True),
        ("application/pdf", "page", False),
        ("image/png", "feed", False),
        ("application/rss+xml", "feed", True),
        ("application/feed+json", "feed", True),
        ("application/xml", "page", False),
        ("text/html", "json", True),  # answers that are errors say so in HTML
        ("video/mp4", "json", False),
    ],
)
def test_only_what_can_be_read_is_taken(
    kind: str, wanted: str, taken: bool, site: Site, fetcher: Fetcher
) -> None:
    url = site.put("/a", PAGE, Content_Type=kind)
    if taken:
        assert fetcher.fetch(url, wanted=wanted).kind == kind
    else:
        with pytest.raises(FetchError, match=r"is of the kind .* (add the file|feed add)\."):
            fetcher.fetch(url, wanted=wanted)


@contextmanager
def serve_bytes(*pieces: bytes, pause: float = 0.0) -> Iterator[tuple[str, list[bytes]]]:
    """A server that sends these bytes with pauses and then waits; its address, and what it has sent."""
    sent = list[bytes]()
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = threading.Event()

        def answer() -> None:
            try:
                while True:
                    connection, _ = server.accept()
                    with connection:
                        connection.recv(65536)
                        for piece in pieces:
                            if stop.wait(pause):
                                break
                            connection.sendall(piece)
                            sent.append(piece)
                        else:
                            stop.wait(10)
            except OSError:
                pass

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/", sent
        finally:
            stop.set()
            server.shutdown(socket.SHUT_RDWR)
            thread.join(2)


@pytest.mark.parametrize(
    "pieces",
    [
        [],  # silence
        [b"HTTP/1.1 200 OK\r\n"] + [b"X-%d: 1\r\n" % number for number in range(100)],  # headers drop by drop
        [b"HTTP/1.1 100 Continue\r\n\r\n"] * 100,  # promises without end
        # What stands beside a chunk's length
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"] + [b"x"] * 100,
        [b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"] + [b"x"] * 100,  # the body drop by drop
    ],
)
def test_the_time_in_all_is_limited(pieces: list[bytes], site: Site) -> None:
    with serve_bytes(*pieces, pause=0.1) as (url, sent):
        before = set(threading.enumerate())
        with pytest.raises(FetchError, match=r"more than 0\.6 seconds|in time"):
            Fetcher(seconds=0.6).fetch(url, rules=False)
        assert len(sent) < 50, "the site was listened to for longer than it may take"
        for thread in set(threading.enumerate()) - before:
            thread.join(3)
            assert not thread.is_alive(), "a slow site keeps a thread"


def test_a_slow_name_server_is_not_waited_for(site: Site) -> None:
    asked, over = threading.Event(), threading.Event()

    def resolve(*_: object) -> list[str]:
        asked.set()
        assert over.wait(20), "the answer was waited for"
        return ["127.0.0.1"]

    with pytest.raises(FetchError, match=r"more than 0\.3 seconds"):
        Fetcher(resolve=resolve, seconds=0.3).fetch("http://slow.example/")
    assert asked.is_set()
    over.set()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"no http\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 banana\r\n\r\n",
    ],
)
def test_broken_answers_are_said(answer: bytes, site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def reply() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)

        threading.Thread(target=reply, daemon=True).start()
        with pytest.raises(FetchError, match="the connection broke off"):
            Fetcher(seconds=2).fetch(f"http://127.0.0.1:{server.getsockname()[1]}/", rules=False)


def test_who_is_not_there_is_said(site: Site, fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be reached"):
        fetcher.fetch(f"http://127.0.0.1:{port}/")

    def resolve(*_: object) -> list[str]:
        raise socket.gaierror("Name or service not known")

    with pytest.raises(FetchError, match=r"the name nowhere\.example is not known"):
        Fetcher(resolve=resolve).fetch("http://nowhere.example/")


def test_a_site_without_a_trusted_certificate_is_refused(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match=r"cannot be reached|broke off"):
        fetcher.fetch(site.address.replace("http:", "https:"))


def test_the_rules_of_a_site_are_honoured(site: Site, fetcher: Fetcher) -> None:
    site.put(
        "/robots.txt",
        "User-agent: *\nDisallow: /\n\nUser-agent: Dragoman\nDisallow: /private\nAllow: /private/open\n",
    )
    for path in ("/a", "/private/open"):
        fetcher.fetch(site.put(path, PAGE))
    site.put("/private/a", PAGE)
    site.put("/door", status=302, Location="/private/a")
    for path in ("/private/a", "/door"):
        with pytest.raises(FetchError, match=r"robots\.txt asks programs not to") as caught:
            fetcher.fetch(site.address + path)
        assert caught.value.lasting
    assert "/private/a" not in site.paths()
    assert fetcher.fetch(site.address + "/private/a", rules=False).body == PAGE.encode()
    assert sum(asked.path == "/robots.txt" for asked in site.asked) == 1


def test_a_site_whose_rules_cannot_be_read_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    url = site.put("/a", PAGE)
    site.put("/robots.txt", status=503)
    with pytest.raises(FetchError, match=r"robots\.txt cannot be read \(503\)"):
        fetcher.fetch(url)
    assert not site.paths()
    site.put("/robots.txt", os.urandom(2000))
    assert fetcher.fetch(url).body


def test_a_host_is_given_time_between_two_requests(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("dragoman.sources.fetch.time.sleep", waits.append)
    monkeypatch.setenv("DRAGOMAN_FETCH_DELAY", "40")
    url = site.put("/a", PAGE)
    fetcher.fetch(url)
    fetcher.fetch(url)
    assert waits[0] == 0
    assert 39 < waits[1] <= 40
    monkeypatch.setenv("DRAGOMAN_FETCH_DELAY", "0")
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7")
    other = Fetcher(seconds=2)
    other.fetch(url)
    other.fetch(url)
    assert 6 < waits[-1] <= 7
    other.fetch(url, delay=9)
    other.fetch(url)
    assert waits[-1] > 14


def test_a_proxy_is_used_when_the_settings_name_one(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_FETCH_PROXY", site.address)
    site.put("http://wire.example/a", PAGE)  # a proxy is asked for whole addresses
    resolve = {"wire.example": ["93.184.216.34"], "inside.example": ["10.0.0.1"]}
    found = Fetcher(resolve=lambda host, _: resolve[host]).fetch("http://wire.example/a")
    assert found.body == PAGE.encode()
    with pytest.raises(FetchError, match="inside this machine"):
        Fetcher(resolve=lambda host, _: resolve[host]).fetch("http://inside.example/a")


def test_a_wrong_setting_is_said(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_FETCH_DELAY", "often")
    with pytest.raises(FetchError, match="DRAGOMAN_FETCH_DELAY is not a number"):
        fetcher.fetch(site.address)
