"""Lists that are links: headline figures, entities with their bars, pairs, articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from components.safe_text import check_url, escape, mark_pieces, show
from components.view_state import link_article, link_dossier, link_entity, link_pair
from components.words import ORIGIN_WORDS, count_in, is_missing, write_date
from dragoman.model import View

EVERYTHING = View()


def show_title(title: str, lead: str = "") -> None:
    """A page's title and, below it, one sentence."""
    show(
        f'<div class="d"><h1 class="d-title">{escape(title)}</h1>'
        f"{f'<p class=d-lead>{escape(lead)}</p>' if lead else ''}</div>"
    )


def show_head(head: str | Iterable[str], note: str = "") -> None:
    """The head of a part of a page (several names: a pair), and a note below it."""
    below = f'<p class="d-note">{escape(note)}</p>' if note else ""
    show(
        '<div class="d"><h2 class="d-head">'
        f"{escape(head) if isinstance(head, str) else write_names(head)}</h2>{below}</div>"
    )


def show_note(note: str) -> None:
    """A sentence in small, quiet letters."""
    show(f'<div class="d"><p class="d-note">{escape(note)}</p></div>')


def show_sample_note(outlets: Iterable[str]) -> None:
    """Say what sample articles are, where all outlets are those of the samples."""
    names = list(outlets)
    if names and all(name.startswith("Sample ") for name in names):
        note = (
            "Sample articles: written for this project from public facts, "
            "to show what Dragoman does. Their outlets do not exist."
        )
        show(f'<div class="d d-sample">{escape(note)} <a href="methods">More under Methods</a></div>')


def show_figures(figures: Iterable[tuple[str, str, str]]) -> None:
    """Headline figures: (value, what it counts, the link that opens its rows)."""
    items = (
        f'<a class="d-figure" href="{escape(href)}"><b>{escape(value)}</b><span>{escape(label)}</span></a>'
        for value, label, href in figures
    )
    show(f'<div class="d d-figures">{"".join(items)}</div>')


def show_entities(frame: pd.DataFrame, view: View) -> None:
    """Entities with a bar for their count: a name leads to its dossier, a number to its articles.

    Columns as of count_entities.
    """
    most = int(frame["count"].max()) if len(frame) else 1
    show(
        '<div class="d d-bars">'
        + "".join(_write_bar(row, most, view) for row in frame.to_dict("records"))
        + "</div>"
    )


def _write_bar(row: Any, most: int, view: View) -> str:
    number = int(row["count"])
    office = row.get("office")
    tip = ", ".join(
        part for part in ("All about " + row["label"], "" if is_missing(office) else office) if part
    )
    href, said = (
        escape(link_entity(row["id"], view)),
        escape(f"See the {count_in(number, view.counted_in)}"),
    )
    name = escape(f"{row['label']}, {count_in(number, view.counted_in)}")
    return (
        f'<div class="d-bar"><a href="{escape(link_dossier(row["id"], view))}" title="{escape(tip)}"'
        f' aria-label="{name}"><bdi>{escape(row["label"])}</bdi></a>'
        f'<a class="d-value" href="{href}" title="{said}" tabindex="-1">{number:,}</a>'
        f'<a class="d-track" href="{href}" title="{said}" tabindex="-1" aria-hidden="true">'
        f'<span class="d-fill {escape(row["kind"])}" '
        f'style="width:{100 * number / most:.1f}%"></span></a></div>'
    )


def show_pairs(
    frame: pd.DataFrame, view: View, values: Sequence[str] = (), weights: Sequence[float] = ()
) -> None:
    """Pairs with a bar for their count: a name leads to its dossier, a number to its evidence.

    Columns as of count_pairs. `values` and `weights` stand in for the counts as text and as the lengths of
    the bars.
    """
    said = values or [f"{count:,}" for count in frame["count"]]
    lengths = [float(weight) for weight in (weights if len(weights) else frame["count"])]
    most = max(lengths, default=0) or 1
    rows = zip(frame.to_dict("records"), said, lengths, strict=True)
    show(
        '<div class="d d-bars">'
        + "".join(_write_pair(row, view, value, length / most) for row, value, length in rows)
        + "</div>"
    )


def _write_pair(row: Any, view: View, value: str, share: float) -> str:
    href = escape(link_pair(view, (row["a"], row["b"])))
    number = count_in(int(row["count"]), view.counted_in)
    tip, name = escape(f"Read the {number}"), escape(f"{row['a_label']} and {row['b_label']}, {number}")
    names = write_names((row["a_label"], row["b_label"]), (row["a"], row["b"]), view, stop=False)
    return (
        f'<div class="d-bar"><span>{names}</span>'
        f'<a class="d-value" href="{href}" title="{tip}" aria-label="{name}">{escape(value)}</a>'
        f'<a class="d-track" href="{href}" title="{tip}" tabindex="-1" aria-hidden="true">'
        f'<span class="d-fill" style="width:{100 * share:.1f}%"></span></a></div>'
    )


def write_names(
    labels: Iterable[str], ids: Sequence[str] = (), view: View = EVERYTHING, stop: bool = True
) -> str:
    """The names of a pair as HTML; with their identifiers each leads to its dossier.

    Where they are no `stop` the keyboard passes over them: the row has one of its own, that says the same.
    """
    names = [f"<bdi>{escape(label)}</bdi>" for label in labels]
    if ids:
        names = [
            f'<a href="{escape(link_dossier(id, view))}"{"" if stop else " tabindex=-1"}>{name}</a>'
            for id, name in zip(ids, names, strict=True)
        ]
    return ' <span class="d-quiet">and</span> '.join(names)


def write_meta(row: Any) -> str:
    """An article's date, outlet and source as one line of HTML."""
    origin = str(row.get("date_origin") or "none")
    day = write_date(row.get("date")) + (" (guessed)" if origin == "guessed" else "")
    pieces = [f'<span title="{escape(ORIGIN_WORDS.get(origin, origin))}">{escape(day)}</span>']
    if row.get("outlet"):
        pieces.append(f"<span><bdi>{escape(row['outlet'])}</bdi></span>")
    if words := row.get("words"):
        pieces.append(f"<span>{int(words):,} words</span>")
    if url := check_url(str(row.get("url") or "")):
        pieces.append(f'<a href="{escape(url)}">source</a>')
    return f'<div class="d-meta">{"".join(pieces)}</div>'


def write_article(row: Any, view: View, below: str = "", level: int = 3) -> str:
    """An article as a row of a list: its title as a link and a heading of that level, its line, and what
    stands below."""
    href = escape(link_article(view, row.get("id") or row.get("article")))
    title = escape(row["title"]) or "(without a title)"
    head = f'<h{level}><a href="{href}"><bdi>{title}</bdi></a></h{level}>'
    return f'<div class="d-row">{head}{write_meta(row)}{below}</div>'


def show_articles(frame: pd.DataFrame, view: View, snippets: bool = True, level: int = 3) -> None:
    """Articles as of find_articles, each a heading of that level: 2 right below the page's title."""
    rows = []
    for row in frame.to_dict("records"):
        snippet = row.get("snippet") if snippets else None
        below = f"<p>{mark_pieces(snippet)}</p>" if snippet is not None and len(snippet) else ""
        rows.append(write_article(row, view, below, level))
    show(f'<div class="d">{"".join(rows)}</div>')
