"""Articles from the web: by their addresses, and from feeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

import pandas as pd
import streamlit as st

from components.lists import show_head
from components.safe_text import escape_markdown
from components.watches import tell_after_adding
from components.words import count
from dragoman.analysis.library import Library
from dragoman.errors import DragomanError
from dragoman.library.feed_schedule import is_due
from dragoman.library.feeds import Feed
from dragoman.library.polling import poll_feed
from dragoman.library.schema import now
from dragoman.sources.feeds import read_opml, write_opml
from dragoman.sources.parsing_apart import parse_apart

MOST_PAGES = 100  # that are fetched while somebody looks on
MOST_ROWS = 15  # of the table that are seen at once
ROW = 35  # pixels
STATES = ("Failing", "Ended", "Moved", "New", "Working")  # those that need somebody come first
COLUMNS = {  # of the table of feeds, as `_describe_feed` fills them
    "feed": st.column_config.TextColumn("Feed", width=150),
    "status": st.column_config.TextColumn("Status", width=64),
    "articles": st.column_config.NumberColumn(
        "Articles", width=64, format="localized", help="That it has brought"
    ),
    "last": st.column_config.TextColumn(
        "Last success", width=104, help="When it last answered as a feed should"
    ),
    "next": st.column_config.TextColumn(
        "Next look", width=88, help="While dragoman watch runs; what fails is left in peace longer"
    ),
    "failures": st.column_config.NumberColumn("Failures", width=64, help="In a row, up to now"),
    "note": st.column_config.TextColumn("What there is to say", width="large"),
    "address": st.column_config.TextColumn("Address", width="medium"),
}


def show_addresses(library: Library) -> None:
    """A field for the addresses of articles, and the way to the feeds."""
    show_head(
        "From the web",
        "The addresses of articles, one a line. "
        "What is no article (a list, a paywall, an error) goes to the quarantine.",
    )
    with st.form("addresses", border=False, clear_on_submit=True):
        typed = st.text_area(
            "Addresses of articles",
            key="addresses_typed",
            placeholder="https://…",
            height=70,
            label_visibility="collapsed",
        )
        if st.form_submit_button("Fetch and read these pages", icon=":material/language:"):
            _fetch_pages(library, typed.split())
    st.page_link(
        "../pages/sources.py",
        label="Feeds: sites that bring new articles by themselves",
        icon=":material/rss_feed:",
    )


def _fetch_pages(library: Library, urls: Sequence[str]) -> None:
    urls = [url if "://" in url else f"https://{url}" for url in dict.fromkeys(urls)][:MOST_PAGES]
    if not urls:
        st.warning("Type the address of an article first.")
        return
    bar = st.progress(0.0, "Fetching the pages …")
    try:
        summary = library.add(
            *urls,
            progress=lambda done: bar.progress(
                min(done.items / len(urls), 1.0), f"{done.items} of {len(urls)} read"
            ),
        )
        tell_after_adding(library)
    except DragomanError as error:
        st.error(escape_markdown(error), icon=":material/error:")
        return
    st.session_state["summary"] = summary
    st.rerun()


def show_news() -> None:
    """What the last action on the feeds did."""
    for sentence, good in st.session_state.pop("feed_news", ()):
        (st.success if good else st.warning)(
            escape_markdown(sentence), icon=":material/check:" if good else ":material/error:"
        )


def _tell(news: Sequence[tuple[str, bool]]) -> None:
    """Say these sentences on the next draw, with no feed chosen: (sentence, whether it is good news)."""
    st.session_state["feed_news"] = news
    st.session_state["feed_actions"] = st.session_state.get("feed_actions", 0) + 1
    st.rerun()


def show_adding(library: Library) -> None:
    """A field for a feed's address."""
    show_head(
        "Add a feed",
        "The address of a feed (RSS, Atom, JSON Feed, news sitemap), or of a site that names its feed.",
    )
    with (
        st.form("feed_add", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        typed = st.text_input(
            "Address of a feed or site", key="feed_url", placeholder="https://…", label_visibility="collapsed"
        )
        pressed = st.form_submit_button("Add", type="primary", icon=":material/add:")
    if pressed and (url := typed.strip()):
        try:
            with st.spinner("Looking at the address …"):
                feed = library.feeds.add(url if "://" in url else f"https://{url}")
        except DragomanError as error:
            st.error(escape_markdown(error), icon=":material/error:")
            return
        said = (
            f"{_name(feed)} is in the list. Choose it and press Look now, "
            "or let dragoman watch bring its articles."
        )
        _tell([(said, True)])


def describe_feeds(feeds: Sequence[Feed]) -> str:
    """How they fare: "2 failing, 1 ended, 40 working."."""
    numbers = Counter(map(_write_status, feeds))
    return ", ".join(f"{numbers[state]:,} {state.lower()}" for state in STATES if numbers[state]) + "."


def show_feeds(library: Library, feeds: Sequence[Feed]) -> None:
    """The feeds as a table, and what can be done with those that are chosen in it."""
    moment = now()
    feeds = sorted(feeds, key=lambda feed: STATES.index(_write_status(feed)))
    event = st.dataframe(
        pd.DataFrame([_describe_feed(feed, moment) for feed in feeds]),
        key=f"feeds_{hash(tuple(feed.url for feed in feeds))}_{st.session_state.get('feed_actions', 0)}",
        on_select="rerun",
        selection_mode="multi-row",
        hide_index=True,
        height=ROW * (min(len(feeds), MOST_ROWS) + 1) + 3,
        column_config=COLUMNS,
    )
    chosen = [feeds[row] for row in event["selection"]["rows"] if row < len(feeds)]
    _offer_actions(library, chosen, [feed for feed in feeds if is_due(feed, moment)])
    if len(chosen) == 1 and chosen[0].note:
        st.text(chosen[0].note)


def _describe_feed(feed: Feed, moment: datetime) -> dict[str, str | int]:
    """A feed as a row of the table."""
    return {
        "feed": _name(feed),
        "status": _write_status(feed),
        "articles": feed.articles,
        "last": write_ago(feed.succeeded, moment) if feed.succeeded else "never",
        "next": "never" if feed.status == "gone" else write_ahead(feed.next, moment),
        "failures": feed.failures,
        "note": feed.note,
        "address": feed.url,
    }


def _offer_actions(library: Library, chosen: Sequence[Feed], due: Sequence[Feed]) -> None:
    """Buttons for the chosen feeds; without any it is the due ones that are looked at."""
    with st.container(horizontal=True):
        named = count(len(chosen), "feed") if chosen else "all that are due"
        idle = not (chosen or due)
        if st.button(
            f"Look now at {named}", icon=":material/refresh:", disabled=idle, type="primary", key="feeds_look"
        ):
            _look(library, chosen or due)
        if st.button("Remove", icon=":material/delete:", disabled=not chosen, key="feeds_remove"):
            _change(lambda feed: library.feeds.remove(feed.url), chosen)
            _tell([(f"{count(len(chosen), 'feed')} removed. What they brought stays in the library.", True)])


def _change(action: Callable[[Feed], None], feeds: Sequence[Feed]) -> None:
    for feed in feeds:
        try:
            action(feed)
        except DragomanError as error:
            _tell([(str(error), False)])


def _look(library: Library, feeds: Sequence[Feed]) -> None:
    news: list[tuple[str, bool]] = []
    bar = st.progress(0.0)
    try:
        for number, feed in enumerate(feeds):
            bar.progress(number / len(feeds), escape_markdown(f"Looking at {_name(feed)} …"))
            poll = poll_feed(library, feed.url, settle=False)
            news.append((poll.sentence(), not poll.feed.failures and poll.feed.status != "gone"))
        bar.progress(1.0, "Bringing names and stories up to date …")
        library.settle()
        tell_after_adding(library)
    except DragomanError as error:
        news.append((str(error), False))
    _tell(news)


def show_lists(library: Library, feeds: Sequence[Feed]) -> None:
    """Feeds from and for other programs, as OPML."""
    show_head("Lists of feeds", "Other readers of feeds write and read OPML files.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.popover("Bring in a list", icon=":material/upload_file:", key="opml_open"):
            file = st.file_uploader("OPML file", key="opml_file", type=["opml", "xml"])
            if (
                st.button("Add its feeds", disabled=file is None, type="primary", key="opml_add")
                and file is not None
            ):
                try:
                    found = parse_apart(read_opml, file.getvalue())
                    new = library.feeds.add_list(found)
                except DragomanError as error:
                    st.error(escape_markdown(error), icon=":material/error:")
                else:
                    said = (
                        f"{count(len(found), 'feed')} in the list: "
                        f"{new:,} new, {len(found) - new:,} already there."
                    )
                    _tell([(said, True)])
        st.download_button(
            "Take the list along",
            write_opml((feed.url, feed.title) for feed in feeds),
            "dragoman-feeds.opml",
            "text/x-opml",
            icon=":material/download:",
            disabled=not feeds,
            key="opml_take",
        )


def _name(feed: Feed) -> str:
    return feed.title or feed.url


def _write_status(feed: Feed) -> str:
    if feed.status == "gone":
        return "Ended"
    if feed.failures:
        return "Failing"
    return "Moved" if feed.status == "moved" else "Working" if feed.succeeded else "New"


def write_ago(moment: datetime, today: datetime) -> str:
    """How long ago a moment was: "12 minutes ago"."""
    seconds = (today - moment).total_seconds()
    return "just now" if seconds < 60 else f"{_write_span(seconds)} ago"


def write_ahead(moment: datetime | None, today: datetime) -> str:
    """How far ahead a moment is: "in 12 minutes"; None is at once."""
    seconds = (moment - today).total_seconds() if moment else 0
    return "at once" if seconds <= 0 else f"in {_write_span(max(seconds, 60))}"


def _write_span(seconds: float) -> str:
    for size, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            return count(int(seconds // size), word)
    return "a moment"
