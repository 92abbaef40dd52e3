"""Articles from the web on screen: addresses on the Library page, feeds on the Sources page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from drawing import find_button, read_html
from site_on_loopback import Site

from components.web_articles import write_ago, write_ahead
from dragoman.analysis.library import Library
from dragoman.library.feeds import Feed
from dragoman.library.schema import now
from dragoman.library.summary import Summary

SCRIPT = "<script>alert(1)</script>"
TEXT = (
    "Antony Blinken met Yair Lapid in Rome and spoke of Israel, "
    "and a spokesman of Italy said that both were content. "
) * 3
PAGE = (
    "<html><head><title>Talks</title></head><body><article>"
    f"<h1>Talks</h1><p>{TEXT}</p></article></body></html>"
)
FEED = (
    "<rss version='2.0'><channel><title>The Wire</title><item>"
    "<title>Talks</title><link>{}/page</link></item></channel></rss>"
)


@pytest.fixture
def folder(site: Site, empty_library: Library, readers, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an empty library, and a feed on the loopback; the pages read by hand."""
    monkeypatch.setattr("dragoman.library.store.Readers", lambda: readers)
    site.put("/page", PAGE, Content_Type="text/html")
    site.put("/feed", FEED.format(site.address), Content_Type="application/rss+xml")
    return Path(empty_library.uri)


def say(app) -> str:
    return " ".join(str(item.value).replace("\\", "") for item in (*app.success, *app.warning, *app.error))


def test_a_feed_from_its_adding_to_its_removal(
    draw, folder: Path, site: Site, empty_library: Library
) -> None:
    app = draw(folder, "sources")
    assert "No feed yet" in read_html(app)
    app.text_input(key="feed_url").input(f"{site.address}/feed")
    next(button for button in app.button if button.label == "Add").click().run()
    assert not app.exception
    assert "The Wire is in the list" in say(app)
    assert "1 feed, 0 articles" in read_html(app)
    [row] = app.dataframe[0].value.to_dict("records")
    assert (row["feed"], row["status"], row["last"], row["next"], row["failures"]) == (
        "The Wire",
        "New",
        "never",
        "at once",
        0,
    )
    find_button(app, "feeds_look").click().run()
    assert not app.exception
    assert "The Wire: 1 read: 1 new" in say(app)
    [row] = app.dataframe[0].value.to_dict("records")
    assert (row["status"], row["articles"], row["last"], row["next"][:3]) == ("Working", 1, "just now", "in ")
    assert empty_library.count() == 1
    assert find_button(app, "feeds_remove").disabled


def test_what_fails_is_said(draw, folder: Path, site: Site, empty_library: Library) -> None:
    app = draw(folder, "sources")
    app.text_input(key="feed_url").input(f"{site.address}/nowhere")
    next(button for button in app.button if button.label == "Add").click().run()
    assert "nothing at this address" in say(app)
    empty_library.feeds.add(f"{site.address}/feed")
    site.put("/feed", status=410)
    app = draw(folder, "sources")
    find_button(app, "feeds_look").click().run()
    assert "gone for good" in say(app)
    assert app.dataframe[0].value["status"].tolist() == ["Ended"]
    assert app.dataframe[0].value["next"].tolist() == ["never"]
    assert find_button(app, "feeds_look").disabled


def test_feeds_that_need_somebody_come_first(draw, folder: Path, empty_library: Library) -> None:
    moment = now()
    for title, state in {
        "A": {"succeeded": moment},
        "B": {},
        "C": {"failures": 2, "note": "It is away."},
        "D": {"status": "gone"},
        "E": {"succeeded": moment},
    }.items():
        empty_library.feeds.put(Feed(f"https://wire.example/{title}", title, added=moment, **state))
    app = draw(folder, "sources")
    assert "1 failing, 1 ended, 1 new, 2 working." in read_html(app)
    assert app.dataframe[0].value["feed"].tolist() == ["C", "D", "B", "A", "E"]


def test_pages_are_added_by_their_addresses(draw, folder: Path, site: Site, empty_library: Library) -> None:
    app = draw(folder, "library")
    app.text_area(key="addresses_typed").input(
        f"{site.address}/page\n\n{site.address}/nowhere {site.address}/page"
    )
    next(button for button in app.button if button.label.startswith("Fetch")).click().run()
    assert not app.exception
    assert "1 read: 1 new, 0 updated, 0 already there, 1 quarantined" in say(app)
    assert empty_library.count() == 1


def test_naughty_feeds_are_shown_as_letters(draw, folder: Path, empty_library: Library) -> None:
    feed = Feed("https://wire.example/" + SCRIPT, SCRIPT, SCRIPT, added=now(), failures=2, note=SCRIPT)
    for number in range(3):
        empty_library.feeds.put(replace(feed, url=f"{feed.url}{number}"))
    app = draw(folder, "sources")
    assert "<script" not in read_html(app)
    assert app.dataframe[0].value["status"].tolist() == ["Failing"] * 3


def test_moments_are_written_as_people_say_them() -> None:
    moment = datetime(2021, 6, 27, 12)
    said = [write_ago(moment - timedelta(seconds=seconds), moment) for seconds in (5, 65, 7300, 200_000)]
    assert said == ["just now", "1 minute ago", "2 hours ago", "2 days ago"]
    assert [write_ahead(moment + timedelta(seconds=seconds), moment) for seconds in (-5, 5, 3605)] == [
        "at once",
        "in 1 minute",
        "in 1 hour",
    ]
    assert write_ahead(None, moment) == "at once"


def test_warnings_of_an_addition_are_shown(draw, folder: Path) -> None:
    app = draw(folder, "library")
    app.session_state["summary"] = Summary(
        2, 2, warnings=("The answer in a.json holds 2 of 177 articles: ask for the other pages too.",)
    )
    app.run()
    assert not app.exception
    assert "2 read: 2 new, 0 updated, 0 already there, 0 quarantined." in say(app)
    assert "holds 2 of 177 articles" in " ".join(str(item.value) for item in app.warning)
