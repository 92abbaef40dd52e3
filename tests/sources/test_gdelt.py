"""GDELT's DOC 2.0 API, played by a site on the loopback after its documentation."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from site_on_loopback import Answer, Asked, Site

from dragoman.errors import FetchError, SourceError
from dragoman.library.schema import now
from dragoman.model import Article, Rejected
from dragoman.sources import gdelt
from dragoman.sources.fetch import Fetcher
from dragoman.sources.gdelt import Found, Gdelt, check_service, parse_answer

TEXT = (
    "Antony Blinken met Yair Lapid in Rome, and a spokesman of Italy said afterwards that the "
    "two had spoken of Israel. "
) * 4
START, END = datetime(2021, 6, 27), datetime(2021, 6, 28, 23, 59, 59)


class Service:
    """Answers as the documentation says: at most 250 articles of the window that is asked for."""

    def __init__(self, site: Site, articles: list[dict[str, str]]) -> None:
        self.site = site
        self.articles = articles
        self.queries: list[dict[str, list[str]]] = []
        self.before: Callable[[int], Answer | None] = lambda _: None
        site.answers = _Answers(site.answers, self)

    def answer(self, asked: Asked) -> Answer:
        query = parse_qs(urlsplit(asked.path).query)
        self.queries.append(query)
        if (other := self.before(len(self.queries))) is not None:
            return other
        start, end = query["startdatetime"][0], query["enddatetime"][0]
        found = [row for row in self.articles if start <= row["seendate"].replace("T", "").rstrip("Z") <= end]
        return Answer(json.dumps({"articles": found[:250]}), headers={"Content-Type": "application/json"})


class _Answers(dict):
    def __init__(self, answers: dict, service: Service) -> None:
        super().__init__(answers)
        self.service = service

    def get(self, path: str, default=None):
        return self.service.answer if path.startswith("/doc?") else super().get(path, default)


@pytest.fixture
def search(site: Site) -> Gdelt:
    return Gdelt('"foreign minister"', START, END, pause=0, address=f"{site.address}/doc", most=5000)


def make_articles(site: Site, count: int, step: timedelta) -> list[dict[str, str]]:
    return [
        {
            "url": f"{site.address}/{number}",
            "title": f"Talks {number}",
            "seendate": f"{START + number * step:%Y%m%dT%H%M%SZ}",
            "domain": "wire.example",
            "language": "English",
            "sourcecountry": "Italy",
        }
        for number in range(count)
    ]


def test_windows_are_halved_until_nothing_is_cut_off(site: Site, search: Gdelt) -> None:
    service = Service(site, make_articles(site, 1900, timedelta(seconds=90)))
    found = list(search.search(Fetcher().fetch))
    assert [row.title for row in found if isinstance(row, Found)] == [
        f"Talks {number}" for number in range(1900)
    ]
    assert 8 <= len(service.queries) <= 40


def test_what_cannot_be_told_apart_is_said(site: Site, search: Gdelt) -> None:
    Service(site, make_articles(site, 300, timedelta(seconds=1)))
    *_, last = search.search(Fetcher().fetch)
    assert isinstance(last, Rejected)
    assert "may be missing" in last.reason


def test_the_question_is_put_as_the_documentation_says(site: Site, search: Gdelt) -> None:
    service = Service(site, [])
    assert (
        list(
            Gdelt("minister", START, END, "English", "South Korea", pause=0, address=search.address).search(
                Fetcher().fetch
            )
        )
        == []
    )
    [query] = service.queries
    assert query == {
        "query": ["minister sourcelang:english sourcecountry:southkorea"],
        "mode": ["ArtList"],
        "format": ["json"],
        "maxrecords": ["250"],
        "sort": ["DateAsc"],
        "startdatetime": ["20210627000000"],
        "enddatetime": ["20210628235959"],
    }


def test_texts_come_from_the_pages(site: Site, search: Gdelt) -> None:
    Service(site, make_articles(site, 3, timedelta(hours=20)))
    for number in (0, 1):
        body = f"<body><article><h1>Talks {number}</h1><p>Day {number}. {TEXT}</p></article></body>"
        page = f"<html><head><title>Talks {number}</title></head>{body}</html>"
        site.put(f"/{number}", page, Content_Type="text/html")
    first, second, third = search.read(Fetcher().fetch)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(third, Rejected)
    assert (first.title, str(first.date), first.source) == (
        "Talks 0",
        "2021-06-27",
        'GDELT: "foreign minister"',
    )
    assert (str(second.date), second.outlet) == ("2021-06-27", "wire.example")
    assert json.loads(third.raw) == {
        "url": f"{site.address}/2",
        "title": "Talks 2",
        "date": "20210628",
        "outlet": "wire.example",
    }


def test_what_is_there_is_not_fetched_again_and_no_more_than_asked(site: Site, search: Gdelt) -> None:
    Service(site, make_articles(site, 30, timedelta(hours=1)))
    narrow = Gdelt(
        search.query,
        START,
        END,
        pause=0,
        address=search.address,
        most=3,
        known={f"{site.address}/{n}" for n in range(4)},
    )
    assert len(list(narrow.read(Fetcher().fetch))) == 3
    assert [path for path in site.paths() if not path.startswith("/doc")] == ["/4", "/5", "/6"]


@pytest.mark.parametrize(
    "busy",
    [
        Answer("slow down", 429),
        Answer(
            "<html><body>Please limit requests to one every 5 seconds.</body></html>",
            headers={"Content-Type": "text/html"},
        ),
    ],
)
def test_a_busy_service_is_asked_again_later(
    busy: Answer, site: Site, search: Gdelt, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(gdelt.time, "sleep", waits.append)
    service = Service(site, make_articles(site, 2, timedelta(hours=1)))
    service.before = lambda number: busy if number <= 2 else None
    assert len(list(search.search(Fetcher().fetch))) == 2
    service.before = lambda _: busy
    service.queries.clear()
    with pytest.raises(FetchError, match="asked too often"):
        list(search.search(Fetcher().fetch))
    assert len(service.queries) == gdelt.ATTEMPTS


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"Your query was too short or too long.", "too short or too long"),
        (
            b"<html><head><title>Error</title></head><body><h1>Invalid query</h1></body></html>",
            "Invalid query",
        ),
        (b"[]", "has no list"),
        (b'{"articles": {}}', "has no list"),
        (b'{"articles": [', "an error"),
        (b"[" * 100_000, "an error"),
    ],
)
def test_errors_are_said(body: bytes, sentence: str) -> None:
    with pytest.raises(FetchError, match=sentence):
        parse_answer(body)


def test_odd_answers_are_read() -> None:
    assert parse_answer(b"") == parse_answer(b"{}") == []
    rows = (
        b'{"url": "https://wire.example/1", "title": "C:\\path \\u00e9 \\"q\\"\tx"}, {"url": '
        b'"javascript:x"}, 7, {"title": 5}'
    )
    odd = b'{"articles": [' + rows + b"]}"
    assert parse_answer(odd) == [Found("https://wire.example/1", 'C:\\path é "q"\tx')]
    escaped = rb'{"articles": [{"url": "https://wire.example/1", "title": "C:\\Windows \\u00e9 \d"}]}'
    # What is written rightly stays
    assert [found.title for found in parse_answer(escaped)] == [r"C:\Windows \u00e9 \d"]


def test_senseless_questions_are_not_put() -> None:
    for search in (Gdelt(" ", START, END), Gdelt("minister", END, START)):
        with pytest.raises(SourceError):
            next(search.search(Fetcher().fetch))


def test_the_check_says_what_it_found(site: Site) -> None:
    service = Service(site, [])
    service.before = lambda number: make_recent(site, "France" if number == 2 else "Italy")
    site.put(
        "/0",
        f"<html><head><title>Talks</title></head><body><h1>Talks</h1><p>{TEXT}</p></body></html>",
        Content_Type="text/html",
    )
    findings = list(check_service(Fetcher().fetch, pause=0, address=f"{site.address}/doc"))
    assert [finding.good for finding in findings] == [True] * 7
    service.before = lambda _: Answer("down", 500)
    [finding] = check_service(Fetcher().fetch, pause=0, address=f"{site.address}/doc")
    assert not finding.good
    assert "Nothing else could be looked at" in finding.said


def make_recent(site: Site, country: str) -> Answer:
    rows = make_articles(site, 1, timedelta(0))
    rows[0] |= {"seendate": f"{now() - timedelta(hours=8):%Y%m%dT%H%M%SZ}", "sourcecountry": country}
    return Answer(json.dumps({"articles": rows}))


def test_the_check_says_when_there_is_no_way_there() -> None:
    def refuse(url: str, **_):
        raise FetchError(f"{url.partition('?')[0]} cannot be fetched: the name is not known.")

    [finding] = check_service(refuse)
    assert (finding.what, finding.good) == ("GDELT's service can be reached from here", False)
