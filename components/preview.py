"""What files would give, shown before they are added, with the columns to be chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.lists import show_head
from components.safe_text import escape, escape_markdown, show
from components.words import ORIGIN_WORDS, count, shorten, write_date
from dragoman.errors import DragomanError
from dragoman.model import Article
from dragoman.sources import Preview, Upload, guess_columns, join_previews, preview_source

FIELDS = {
    "title": "Title", "text": "Text", "date": "Date", "outlet": "Outlet", "url": "Link", "id": "Identifier",
    "language": "Language",
}  # fmt: skip
NOWHERE = "(none)"
KEPT = 50  # previews that a session keeps
MOST_FILES = 12  # that are listed
MOST_REASONS = 5
WORDS = 240  # characters of a text


def list_uploads(files: Sequence[Any]) -> list[Upload]:
    """The files of an uploader."""
    return [Upload(file.name, file.getvalue()) for file in files]


def show_intake(uploads: Sequence[Upload]) -> tuple[Mapping[str, str] | None, int | None]:
    """The choice of columns, where files have some, and what they give with it.

    Gives the columns, and how many items there are where all were counted.
    """
    columns = _choose_columns(uploads)
    previews = [
        (upload.name, found) for upload in uploads if (found := _look_into(upload, columns)) is not None
    ]
    if not previews:
        return columns, None
    total = join_previews(found for _, found in previews)
    _show_total(total, previews)
    return columns, total.articles + total.rejected if total.complete else None


def _choose_columns(uploads: Sequence[Upload]) -> Mapping[str, str] | None:
    """Which column holds what, for the tables among the files ("": none does); None when there is none."""
    found = [preview for upload in uploads if (preview := _look_into(upload, None)) is not None]
    names = sorted(dict.fromkeys(name for preview in found for name in preview.names), key=str.casefold)
    if not names:
        return None
    guessed = guess_columns(names)
    show_head("Columns", "Which column holds what. Other columns are kept with the article.")
    chosen: dict[str, str] = {}
    with st.grid("auto", min_column_width=150):
        for field, label in FIELDS.items():
            options = [NOWHERE, *names]
            index = options.index(guessed[field]) if guessed.get(field) in options else 0
            value = st.selectbox(label, options, index=index, key=f"column_{field}_{hash(tuple(names))}")
            chosen[field] = "" if value == NOWHERE else value
    if not chosen["text"]:
        st.warning("Choose the column that holds the text: a row without text cannot be an article.")
    return chosen


def _look_into(upload: Upload, columns: Mapping[str, str] | None) -> Preview | None:
    """What a file gives, kept for the session by its content; None, with the reason said, if not known."""
    kept: dict[Any, Preview] = st.session_state.setdefault("previews", {})
    digest = hashlib.blake2b(upload.data, digest_size=16).hexdigest()
    key = digest, upload.name, None if columns is None else tuple(columns.items())
    if key not in kept:
        try:
            with st.spinner(f"Looking into {escape_markdown(upload.name)} …"):
                kept[key] = preview_source(upload, columns)
        except DragomanError as error:
            st.error(escape_markdown(f"{upload.name}: {error}"))
            return None
        while len(kept) > KEPT:
            kept.pop(next(iter(kept)))
    return kept[key]


def _show_total(total: Preview, previews: Sequence[tuple[str, Preview]]) -> None:
    show_head("What comes in", "Nothing is added yet.")
    parts = [_write_figures(total)]
    if len(previews) > 1:
        rows = [
            f"<tr><td><bdi>{escape(name)}</bdi></td>{_write_cells(found)}</tr>"
            for name, found in previews[:MOST_FILES]
        ]
        head = '<tr><th>File</th><th class="d-number">Articles</th><th class="d-number">Refused</th></tr>'
        parts.append(f'<table class="d-table"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>')
        if len(previews) > MOST_FILES:
            parts.append(f'<p class="d-note">and {count(len(previews) - MOST_FILES, "other file")}</p>')
    parts += map(_write_article, total.first)
    if total.reasons:
        parts.append(f'<p class="d-note d-refused">{count(total.rejected, "item")} would be refused:</p>')
        items = [f"<li>{number:,} × {escape(reason)}</li>" for reason, number in total.reasons[:MOST_REASONS]]
        items += (
            [f"<li>for {count(len(total.reasons) - MOST_REASONS, 'other reason')}</li>"]
            if len(total.reasons) > MOST_REASONS
            else []
        )
        parts.append(f'<ul class="d-reasons">{"".join(items)}</ul>')
    parts += [f'<p class="d-sample">{escape(notice)}</p>' for notice in total.notices]
    show(f'<div class="d d-preview">{"".join(parts)}</div>')


def _write_figures(total: Preview) -> str:
    least = "" if total.complete else "At least "
    note = "" if total.complete else " The rest is counted when it is added."
    others = (
        f' <span class="d-quiet">Kept with them: {escape(shorten(", ".join(total.others), WORDS))}.</span>'
        if total.others
        else ""
    )
    refused = f", {total.rejected:,} refused" if total.rejected else ""
    return f"<p><b>{least}{count(total.articles, 'article')}</b>{refused}.{note}{others}</p>"


def _write_cells(found: Preview) -> str:
    more = "" if found.complete else "+"
    return f'<td class="d-number">{found.articles:,}{more}</td><td class="d-number">{found.rejected:,}</td>'


def _write_article(article: Article) -> str:
    """An article as it would come in."""
    day = f"{write_date(article.date)} ({ORIGIN_WORDS[article.date_origin]})" if article.date else "no date"
    meta = "".join(f"<span>{escape(part)}</span>" for part in (day, article.outlet, article.url) if part)
    title = escape(article.title) or "(without a title)"
    words = escape(shorten(" ".join(article.text.split()), WORDS))
    return (
        f'<div class="d-row"><h3><bdi>{title}</bdi></h3>'
        f'<div class="d-meta">{meta}</div><p><bdi>{words}</bdi></p></div>'
    )
