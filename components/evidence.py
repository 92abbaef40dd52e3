"""The evidence behind a number: an entry a counted article, story or outlet, with marked sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components.library import ask, find_label
from components.lists import write_article
from components.safe_text import Mark, cut_around, escape, mark, show
from components.view_state import change, link_article, link_dossier, write_view
from components.words import ROUTE_WORDS, count
from dragoman.analysis.library import Library
from dragoman.model import View
from dragoman.questions.evidence import find_rows
from dragoman.questions.question import Question

PAGE_SIZE = 15
SENTENCES = 4  # shown of one entry; the article has the rest
ORDERS = {"newest": "Newest first", "oldest": "Oldest first", "outlet": "By outlet"}
LONG, NEAR = 380, 110  # characters of a sentence that is folded, and around each name that stay
OTHERS = 8  # linked copies of one entry


def show_beside(show_list: Callable[[], None], show_rows: Callable[[], None] | None) -> None:
    """A list in a frame and, beside it, the rows of the number that is open on it, if one is."""
    if show_rows is None:
        with st.container(border=True):
            show_list()
        return
    with st.container(key="two_parts"):
        left, right = st.columns([5, 4])
    with left, st.container(border=True):
        show_list()
    with right, st.container(border=True):
        show_rows()


def show_evidence(view: View, library: Library, number: int, asked: Question) -> None:
    """Draw the rows behind a number, which is what a question asked, in pages, with marked sentences."""
    pages = max(1, -(-number // PAGE_SIZE))
    page = min(view.number, pages)
    office = bool(asked.stated or asked.learnt)  # of the dossier's own person, to whom no way need lead
    if not office:
        show_names(view, library)
    if number > 1:
        choose_order(view, ("office",) if office else view.selection)
    rows = ask(find_rows, library, asked, order=view.order, start=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE)
    show(f'<div class="d">{"".join(_write_entry(row, view) for row in rows.to_dict("records"))}</div>')
    choose_page(view, page, pages, "evidence_page")


def show_names(view: View, library: Library) -> None:
    """Ways to the dossiers of what is selected, and to how often rows like these are right."""
    names = [item for item in view.selection if view.page != "dossier" or item != view.selection[0]]
    chips = "".join(
        f'<a class="d-chip" href="{escape(link_dossier(item, view))}">'
        f'<span class="d-dot {item.partition(":")[0]}"></span>'
        f"<bdi>{escape(find_label(library, item))}</bdi></a>"
        for item in names
    )
    about = f'<span class="d-note">All about</span>{chips}' if names else ""
    show(
        f'<div class="d d-chips">{about}'
        '<a class="d-note d-link" href="methods">How often is this right?</a></div>'
    )


def choose_order(view: View, about: Sequence[str]) -> None:
    """In which order the rows stand."""
    key = f"order_{'_'.join(about)}"

    def read() -> None:
        write_view(change(view, order=st.session_state[key]))

    st.session_state[key] = view.order
    st.segmented_control(
        "Order",
        list(ORDERS),
        format_func=ORDERS.get,
        key=key,
        required=True,
        on_change=read,
        label_visibility="collapsed",
    )


def _write_entry(row: Any, view: View) -> str:
    """One counted article, or the first of a counted story or outlet with links to its others."""
    others = [article for article in row["ids"] if article != row["article"]]
    links = " ".join(
        f'<a href="{escape(link_article(view, article))}">{place}</a>'
        for place, article in enumerate(others[:OTHERS], start=2)
    )
    more = f" and {len(others) - OTHERS:,} more" if len(others) > OTHERS else ""
    also = (
        f'<p class="d-quiet">Also in {count(len(others), "article")} '
        f"of this {view.counted_in}: {links}{more}</p>"
        if others
        else ""
    )
    return write_article(row, view, write_sentences(row["sentences"]) + also)


def write_sentences(sentences: Sequence[dict[str, Any]]) -> str:
    """Sentences as HTML with the spans of the entities marked, each with its route on hover."""
    shown = "".join(
        f'<div class="d-quote">{write_sentence(sentence)}</div>' for sentence in sentences[:SENTENCES]
    )
    rest = len(sentences) - SENTENCES
    return shown + (
        f'<p class="d-quiet">and {count(rest, "more sentence")} in the article</p>' if rest > 0 else ""
    )


def write_sentence(sentence: dict[str, Any]) -> str:
    """One sentence as HTML with its marked spans; a long one folded around them, to be opened by a click."""
    marks = [
        Mark(
            span["start"], span["end"], span["id"].partition(":")[0], write_tip(span["label"], span["route"])
        )
        for span in sentence["spans"]
    ]
    text, start = sentence["text"], sentence["start"]
    whole = mark(text, marks, start)
    kept = cut_around(text, [(item.start - start, item.end - start) for item in marks], NEAR)
    if len(text) <= LONG or sum(last - first for first, last in kept) > 0.8 * len(text):
        return whole
    pieces = " … ".join(mark(text[first:last], marks, start + first) for first, last in kept)
    ends = ("… " if kept[0][0] else "", " …" if kept[-1][1] < len(text) else "")
    return (
        f'<details class="d-fold"><summary><span class="d-folded">{ends[0]}{pieces}{ends[1]}</span></summary>'
        f"{whole}</details>"
    )


def write_tip(label: str, route: str) -> str:
    """What hovering over a mention says: whom it stands for, and why."""
    return f"{label}: {ROUTE_WORDS.get(route, route)}"


def choose_page(view: View, number: int, pages: int, key: str) -> None:
    """The page numbers below a list of results, when there is more than one page."""
    if pages < 2:
        return

    name = f"{key}_{number}_{pages}"

    def turn() -> None:
        write_view(change(view, number=st.session_state[name]))

    st.pagination(pages, default=number, key=name, on_change=turn)
