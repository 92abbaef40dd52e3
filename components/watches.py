"""Watches on screen: what each has told, what is new since one was last here, and making one of a view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import streamlit as st

from components.access import find_visitor
from components.library import open_whole
from components.lists import show_head, show_note
from components.news_feeds import link_feed
from components.safe_text import check_url, escape, show
from components.view_state import make_link
from components.words import count
from dragoman.analysis.library import Library
from dragoman.errors import DragomanError
from dragoman.library.schema import now
from dragoman.library.watches import News, Watch
from dragoman.model import View
from dragoman.view import parse_view
from dragoman.watches import deliver, look
from dragoman.watches.letters import write_source
from dragoman.watches.news import NEWS

SHOWN = 30  # news of a watch
USUAL = ("pair", "stronger", "office")


def find_last_visit() -> datetime | None:
    """When whoever looks was last on this page before; the same as long as their session lasts."""
    if "watches_before" not in st.session_state:
        visits, person = open_whole().visits, find_visitor().email
        st.session_state["watches_before"] = visits.find(person)
        visits.note(person, now())
    before: datetime | None = st.session_state["watches_before"]
    return before


def count_new(watches: Iterable[Watch], before: datetime | None) -> int:
    """How many items were found since a moment; all where there is none."""
    return sum(is_new(item, before) for watch in watches for item in watch.news)


def is_new(item: News, before: datetime | None) -> bool:
    """Whether an item was found since a moment."""
    return before is None or item.found > before


def show_watch(library: Library, watch: Watch, before: datetime | None, may_edit: bool) -> None:
    """A watch with what it has told, the newest first."""
    fresh = count_new([watch], before)
    words = ", ".join(NEWS[kind].words for kind in watch.tells if kind in NEWS)
    looked = f"last look {watch.looked:%Y-%m-%d %H:%M} UTC" if watch.looked else "not looked at yet"
    ways = f"; {watch.rhythm} to {', '.join(watch.ways)}" if watch.ways and may_edit else ""
    with st.container(border=True, key=f"watch_{watch.name}"):
        show_head(f"{watch.name}{f' ({fresh} new)' if fresh else ''}", f"Tells of {words}; {looked}{ways}")
        view = replace(watch.view, number=1)
        ends = ((make_link(view), "Open the view"), (link_feed(watch.name), "Feed"))
        links = " · ".join(f'<a href="{escape(href)}">{words}</a>' for href, words in ends)
        show(f'<div class="d"><p class="d-note">{links}</p></div>')
        if not watch.news:
            show_note("It has told nothing yet.")
        items = watch.news[-SHOWN:][::-1]
        show(f'<div class="d">{"".join(_write_item(item, is_new(item, before)) for item in items)}</div>')
        if may_edit:
            st.button(
                "Remove", key=f"watch_remove_{watch.name}", icon=":material/delete:",
                on_click=lambda: library.watches.remove(watch.name),
            )  # fmt: skip


def _write_item(item: News, fresh: bool) -> str:
    """An item: what is new, with its sentence, source and the link that opens its rows."""
    mark = '<span class="mark hit">new</span> ' if fresh else ""
    link = f'<a href="{escape(make_link(parse_view(item.view)))}">{escape(item.said)}</a>'
    source = escape(write_source(item))
    if url := check_url(item.url):
        source = f'<a href="{escape(url)}">{source}</a>'
    quoted = f"<p>“<bdi>{escape(item.sentence)}</bdi>”</p>" if item.sentence else ""
    day = f"{item.found:%Y-%m-%d}"
    return (
        f'<article class="d-item"><p>{mark}{link} <small>told on {day}</small></p>{quoted}'
        f"{f'<p class=d-note>{source}</p>' if item.sentence else ''}</article>"
    )


def offer_look(library: Library) -> None:
    """A button that looks at all watches now."""

    def run() -> None:
        try:
            news = look(library)
            tried = deliver(library)
        except DragomanError as error:
            st.session_state["watches_said"] = str(error)
            return
        failed = [f"{message.way}: {message.note}" for message in tried if message.status != "sent"]
        told = count(len(news), "new item") if news else "Nothing new"
        st.session_state["watches_said"] = " ".join([f"{told}.", *failed])

    st.button("Look now", icon=":material/refresh:", key="watches_look", on_click=run)
    if said := st.session_state.pop("watches_said", ""):
        show_note(said)


def offer_watching(view: View, library: Library) -> None:
    """A form that makes a watch of the view on screen: "Tell me when"."""

    def make() -> None:
        name = st.session_state["watch_name"].strip()
        tells = tuple(st.session_state["watch_tells"])
        if not name or not tells:
            st.session_state["views_problem"] = "A watch needs a name, and something to tell."
            return
        try:
            library.watches.add(
                Watch(name, replace(view, number=1), tells, int(st.session_state["watch_silence"]))
            )
            look(library)  # what is there now is old
            st.session_state["watch_name"] = ""
        except DragomanError as error:
            st.session_state["views_problem"] = str(error)

    with st.expander("Tell me when", icon=":material/notifications:"):
        st.text_input("Name of the watch", key="watch_name", max_chars=80)
        st.multiselect("Tell of", list(NEWS), list(USUAL), key="watch_tells", format_func=say_kind)
        st.number_input("Silence is so many days without an article", 1, 3650, 14, key="watch_silence")
        st.button("Tell me", key="watch_make", on_click=make)
        show_note("What is in the view now is old; what comes is told once, on the page Watches.")


def say_kind(kind: str) -> str:
    """The words for a kind of news."""
    return NEWS[kind].words


def tell_after_adding(library: Library) -> None:
    """Look at the watches after articles were added; what goes wrong there ends no adding."""
    try:
        if library.watches.list():
            look(library)
            deliver(library)
    except DragomanError as error:
        st.session_state["watches_said"] = str(error)


def list_shown(watches: Sequence[Watch], before: datetime | None) -> list[Watch]:
    """The watches in the order in which they are shown: those with something new first."""
    keyed: list[Any] = sorted(
        watches, key=lambda watch: (not count_new([watch], before), watch.name.casefold())
    )
    return keyed
