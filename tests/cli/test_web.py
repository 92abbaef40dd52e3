"""The commands that bring articles from the web."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from site_on_loopback import Answer, Site
from typer.testing import CliRunner, Result

import dragoman
from dragoman import cli
from dragoman.sources import gdelt
from dragoman.sources.fetch import Fetcher

TEXT = (
    "Antony Blinken met Yair Lapid in Rome and spoke of Israel, and a spokesman of Italy said that both were "
    "content. " * 3
)
PAGE = (
    "<html><head><title>Talks</title></head>"
    f"<body><article><h1>Talks</h1><p>{TEXT}</p></article></body></html>"
)
FEED = (
    "<rss version='2.0'><channel><title>The [b]Wire</title>"
    "<item><title>Talks</title><link>{}/page</link></item></channel></rss>"
)


@pytest.fixture(autouse=True)
def by_hand(readers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Commands read by hand, and never find the user's own library."""
    monkeypatch.setattr("dragoman.library.store.Readers", lambda: readers)
    monkeypatch.setenv("DRAGOMAN_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("COLUMNS", "300")


@pytest.fixture
def feed(site: Site) -> str:
    """A feed of one article."""
    site.put("/page", PAGE, Content_Type="text/html")
    return site.put("/feed", FEED.format(site.address), Content_Type="application/rss+xml")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


def test_pages_are_added_by_their_addresses(feed: str, site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    result = run("add", site.address + "/page", site.address + "/nowhere", tmp_path / "a.txt")
    assert result.exit_code == 0
    assert result.stdout.startswith("2 read: 2 new, 0 updated, 0 already there, 1 quarantined (1 × ")
    assert "nothing at this address" in result.stdout
    site.put("/nowhere", PAGE.replace("Talks", "More"), Content_Type="text/html")
    assert run("add", site.address + "/nowhere").exit_code == 0
    assert dragoman.open().quarantine.count() == 0


def test_an_address_without_an_article_is_an_error(site: Site) -> None:
    result = run("add", site.address + "/nowhere", "http://10.0.0.1/")
    assert result.exit_code == 1
    assert "2 quarantined" in result.stdout
    assert "No article was found at any of the addresses." in result.stderr


def test_a_feed_from_its_adding_to_its_end(feed: str, site: Site, tmp_path: Path) -> None:
    assert "no feed to watch" in run("watch", "--once").stderr
    assert run("feed", "list").stdout.startswith("There is no feed yet")
    assert run("feed", "add", feed).stdout == f"The [b]Wire: {feed}\n"
    assert "at once" in run("feed", "list").stdout
    watched = run("watch", "--once")
    assert watched.exit_code == 0
    assert "The [b]Wire: 1 read: 1 new" in watched.stdout
    assert run("watch", "--once").stdout == ""  # its time has not come
    listed = run("feed", "list").stdout
    assert all(word in listed for word in ("The [b]Wire", feed, "active"))
    [row] = map(json.loads, run("feed", "list", "--json").stdout.splitlines())
    assert (row["url"], row["status"], row["articles"], row["failures"]) == (feed, "active", 1, 0)
    opml = tmp_path / "feeds.opml"
    assert run("feed", "export", "--out", opml).stdout == f"1 feed written to {opml}.\n"
    assert run("feed", "remove", feed).exit_code == 0
    assert "There is no feed" in run("feed", "remove", feed).stderr
    assert run("feed", "import", opml).stdout == f"1 feed in {opml}: 1 new, 0 already there.\n"
    assert run("feed", "import", opml).stdout == f"1 feed in {opml}: 0 new, 1 already there.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("feed", "add", "{site}/nowhere"), "nothing at this address"),
        (("feed", "add", "http://127.0.0.1@10.0.0.1/"), "user name or password"),
        (("feed", "add", "{site}/page"), "names no feed"),
        (("feed", "import", "nowhere.opml"), "cannot be read"),
        (("feed", "import", __file__), "no OPML"),
        (("feed", "export", "--out", "/nowhere/x.opml"), "cannot be written"),
        (("gdelt",), "The query is empty"),
        (
            ("gdelt", "minister", "--from", "2021-06-28", "--to", "2021-06-27"),
            "first day comes after the last",
        ),
    ],
)
def test_an_error_is_one_sentence(arguments: tuple[str, ...], sentence: str, feed: str, site: Site) -> None:
    result = run(*(argument.format(site=site.address) for argument in arguments))
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_ctrl_c_ends_the_watch(feed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: float) -> None:
        raise KeyboardInterrupt

    run("feed", "add", feed)
    monkeypatch.setattr(
        "dragoman.library.polling.time", SimpleNamespace(sleep=stop, monotonic=time.monotonic)
    )
    result = run("watch")
    assert result.exit_code == cli.STOPPED
    assert dragoman.open().count() == 1


def test_systemd_ends_the_watch(feed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run("feed", "add", feed)
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(
        "dragoman.library.polling.time",
        SimpleNamespace(sleep=lambda _: signal.raise_signal(signal.SIGTERM), monotonic=time.monotonic),
    )
    result = run("watch")
    assert (result.exit_code, dragoman.open().count()) == (cli.STOPPED, 1)
    assert "What was committed stays" in result.stderr
    assert signal.getsignal(signal.SIGTERM) == before


def test_gdelt_is_searched_and_goes_on(feed: str, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {
            "url": f"{site.address}/page",
            "title": "Talks",
            "seendate": "20210627T120000Z",
            "domain": "wire.example",
        }
    ]
    asked: list[str] = []

    def answer(path: str) -> Answer:
        asked.append(path)
        return Answer(json.dumps({"articles": rows}))

    plain = site.answers.get
    site.answers = type(
        "Answers",
        (dict,),
        {"get": lambda _, path, other=None: answer(path) if "/doc?" in path else plain(path, other)},
    )()
    monkeypatch.setattr(gdelt, "PAUSE", 0.0)
    monkeypatch.setattr(gdelt.Gdelt.__init__, "__defaults__", _replace_defaults(site))
    first = run(
        "gdelt", '"foreign minister"', "--from", "2021-06-27", "--to", "2021-06-27", "--country", "italy"
    )
    assert first.exit_code == 0, first.output
    assert first.stdout.startswith("1 read: 1 new")
    assert "startdatetime=20210627000000&enddatetime=20210627235959" in asked[0]
    fetched = len(site.paths())
    assert run("gdelt", '"foreign minister"', "--from", "2021-06-27", "--to", "2021-06-27").stdout.startswith(
        "0 read: 0 new"
    )
    assert len(site.paths()) == fetched + 1
    [article] = dragoman.open().articles()
    assert (article.source, article.date and article.date.isoformat()) == (
        'GDELT: "foreign minister"',
        "2021-06-27",
    )


def _replace_defaults(site: Site) -> tuple[object, ...]:
    *kept, _, _ = gdelt.Gdelt.__init__.__defaults__ or ()
    return (*kept, 0.0, f"{site.address}/doc")


def test_the_check_says_that_gdelt_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object) -> list[str]:
        raise OSError("no network in tests")

    monkeypatch.setattr("dragoman.sources.fetch.SHARED", Fetcher(resolve=resolve))
    result = run("gdelt", "--check")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "NO   GDELT's service can be reached from here: https://api.gdeltproject.org/"
    )
    assert "the name api.gdeltproject.org is not known" in result.stdout
