"""The search field of the filter: how to ask beside it, what is wrong or was meant below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from components.library import ask
from components.lists import show_note, show_title
from components.safe_text import Mark, escape, escape_markdown, mark, show
from components.view_state import change, write_view
from dragoman.analysis.library import Library
from dragoman.errors import QueryError
from dragoman.library.query import parse_query
from dragoman.model import View
from dragoman.questions.words import Word, describe_words, replace_word

HOW = """
| Typed | finds |
|:--|:--|
| `sanctions iran` | both words, in all their forms, and all spellings of a name |
| `"foreign minister"` | exactly these words |
| `grain OR wheat` | either |
| `iran -oil`, `iran NOT oil` | the one without the other |
| `(grain OR wheat) export` | brackets |
| `sanct*` | words that begin so |

AND, OR and NOT are written in capitals.
"""
MOST = 4  # words of which something is said


def show_search(view: View, library: Library, read: Callable[..., Any]) -> None:
    """Draw the field, and below it what there is to say of what stands in it.

    `read(name, view)` takes a widget's value into the filter.
    """
    text = view.filter.text
    st.session_state["filter_text"] = text
    st.text_input(
        "Search the text",
        key="filter_text",
        placeholder='words, "a phrase", OR, -without, begin*',
        help=HOW,
        on_change=read,
        args=("text", view),
    )
    if not text.strip():
        return
    try:
        words = ask(describe_words, library, text)
    except QueryError as error:
        show_mistake(error)
        return
    for word in words[:MOST]:
        _show_word(word, view)
    st.session_state["filter_paragraphs_only"] = view.filter.paragraphs_only
    st.toggle(
        "Only in paragraphs that hold this",
        key="filter_paragraphs_only",
        help=(
            "Names, pairs and everything else count only in the paragraphs in which the search holds "
            "(a title is one); without it, anywhere in the articles in which it holds."
        ),
        on_change=read,
        args=("paragraphs_only", view),
    )


def check_search(view: View, title: str) -> None:
    """QueryError, below the page's title, where the filter's search cannot be understood."""
    try:
        parse_query(view.filter.text)
    except QueryError:
        show_title(title)
        raise


def show_mistake(error: QueryError) -> None:
    """What of a search cannot be understood: the place is marked, and what to do is said."""
    marked = mark(error.query, [Mark(error.start, error.end, "wrong")])
    advice = error.advice[:1].upper() + error.advice[1:]
    show(
        f'<div class="d d-mistake"><p class="d-asked">{marked}</p>'
        f"<p>At character {error.start + 1}: {escape(advice)}</p></div>"
    )


def suggest_instead(word: Word, view: View, key: str) -> None:
    """A button that searches for what was meant by a word that no article has."""
    text = replace_word(view.filter.text, word.word, word.meant)
    st.button(
        f"Search for “{escape_markdown(word.meant)}”",
        icon=":material/spellcheck:",
        key=f"{key}_{word.word}",
        on_click=lambda: write_view(change(view, filter=replace(view.filter, text=text))),
    )


def _show_word(word: Word, view: View) -> None:
    if word.spellings:
        show_note(f"“{word.word}” is found as {', '.join(word.spellings)} too; in quotes, only as it is.")
    if word.meant:
        show_note(f"No article has “{word.word}”.")
        suggest_instead(word, view, "meant")
