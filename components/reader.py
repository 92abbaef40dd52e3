"""An article as one reads it: marked mentions, people with their offices, and what else is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.evidence import write_tip
from components.lists import show_note
from components.safe_text import Mark, escape, mark, show
from components.view_state import link_dossier, link_entity
from components.words import KIND_NAMES, KIND_WORDS, count
from dragoman.analysis.offices_on_date import OfficesOnDate
from dragoman.model import Article, Reading


def show_text(article: Article, mentions: pd.DataFrame) -> None:
    """The text, paragraph by paragraph, with every mention marked by kind.

    Hovering tells why, clicking leads to what else names it.
    """
    kinds = [kind for kind in KIND_WORDS if (mentions["kind"] == kind).any()]
    legend = "".join(f'<span><span class="d-dot {kind}"></span>{KIND_WORDS[kind]}</span>' for kind in kinds)
    marks = [
        Mark(
            row["start"],
            row["end"],
            row["kind"],
            write_tip(row["label"], row["route"]),
            link_entity(row["id"]),
        )
        for row in mentions.to_dict("records")
    ]
    paragraphs = []
    position = len(article.title) + 2
    for paragraph in article.text.split("\n\n"):
        inside = [item for item in marks if item.start >= position and item.end <= position + len(paragraph)]
        if paragraph.strip():
            paragraphs.append(f"<p>{mark(paragraph, inside, position)}</p>")
        position += len(paragraph) + 2
    show(f'<div class="d d-text"><div class="d-legend">{legend}</div>{"".join(paragraphs)}</div>')


def show_people(
    reading: Reading | None, mentions: pd.DataFrame, offices: Mapping[str, OfficesOnDate]
) -> None:
    """The people of an article with their offices on its date, each a link to their dossier."""
    rows = []
    for row in _count_mentions(mentions, ("person",)):
        lines, mentioned = (
            write_offices(offices.get(row["id"], OfficesOnDate())),
            count(row["mentions"], "mention"),
        )
        rows.append(
            f'<div class="d-row"><h3><a href="{escape(link_dossier(row["id"]))}">'
            f"<bdi>{escape(row['label'])}</bdi></a></h3>"
            f'{lines}<div class="d-meta"><span>{mentioned}</span></div></div>'
        )
    people = reading.entities if reading else ()
    unclear = [entity.name for entity in people if entity.kind == "person" and entity.unresolved]
    if unclear:
        names = ", ".join(f"<bdi>{escape(name)}</bdi>" for name in unclear)
        rows.append(f'<div class="d-row"><p class="d-quiet">Could be more than one person: {names}</p></div>')
    show(f'<div class="d">{"".join(rows) or "<p class=d-note>Nobody is named.</p>"}</div>')


def write_offices(offices: OfficesOnDate) -> str:
    """What the article states, tables know and the library has learnt, a line each; differences in words."""
    lines = [("stated here", "; ".join(offices.stated))] if offices.stated else []
    if offices.known:
        held = "; ".join(
            office for office in offices.known if offices.differs or office not in offices.stated
        )
        lines.append(("known for this date", held or "the same, from public tables"))
    elif offices.learnt:
        outlets = f" of {count(offices.outlets, 'outlet')}" if offices.outlets else ""
        said = (
            f"{count(offices.articles, 'article')}{outlets} call them so, {offices.first} to {offices.last}"
        )
        lines.append(("learnt here", f"{offices.learnt} ({said})"))
    written = "".join(f'<p class="d-office"><small>{word}</small> {escape(text)}</p>' for word, text in lines)
    if offices.differs:
        written += (
            '<p class="d-office d-differs">The article and the public '
            "tables differ for this date. Neither replaces the other.</p>"
        )
    return written


def show_entities_of(mentions: pd.DataFrame) -> None:
    """The countries, organizations and topics of an article as links to what else names them."""
    for kind in ("country", "organization", "topic"):
        rows = _count_mentions(mentions, (kind,))
        if not rows:
            continue
        chips = "".join(
            f'<a class="d-chip" href="{escape(link_entity(row["id"]))}"><span class="d-dot {kind}"></span>'
            f"<bdi>{escape(row['label'])}</bdi></a>"
            for row in rows
        )
        show(
            f'<div class="d"><p class="d-note">{KIND_NAMES[kind]}</p><div class="d-chips">{chips}</div></div>'
        )
    if not (mentions["kind"] != "person").any():
        show_note("Nothing else is named.")


def _count_mentions(mentions: pd.DataFrame, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    """Entities of some kinds in the order of their first mention, with how often each is mentioned."""
    found: dict[str, dict[str, Any]] = {}
    for row in mentions[mentions["kind"].isin(kinds)].sort_values("start").to_dict("records"):
        entry = found.setdefault(row["id"], row | {"mentions": 0})
        entry["mentions"] += 1
    return list(found.values())
