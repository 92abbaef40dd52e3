"""An article as one reads it: marked mentions, people with their offices, and what else is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components.evidence import write_tip
from components.explaining import Folds
from components.lists import show_note
from components.safe_text import Mark, escape, mark, show
from components.view_state import link_article, link_dossier, make_link
from components.words import KIND_NAMES, KIND_WORDS, count
from dragoman.analysis.offices_on_date import OfficesOnDate
from dragoman.model import Article, Reading, View
from dragoman.questions.place import Place, find_opener

BACK = {
    "": "All articles", "articles": "All articles", "overview": "Overview", "connections": "Connections",
    "world": "World", "timeline": "Over time", "changes": "What changed", "compare": "Compare",
    "dossier": "Dossier",
}  # fmt: skip
Hit = tuple[int, int]  # where something searched for stands in title + "\n\n" + text


def show_text(article: Article, mentions: pd.DataFrame, view: View, hits: Sequence[Hit] = ()) -> None:
    """The text, paragraph by paragraph, with every mention marked by kind, and what is searched for.

    Hovering tells why, clicking leads to the dossier.
    """
    kinds = [kind for kind in KIND_WORDS if (mentions["kind"] == kind).any()]
    legend = "".join(f'<span><span class="d-dot {kind}"></span>{KIND_WORDS[kind]}</span>' for kind in kinds)
    marks = [
        Mark(
            row["start"],
            row["end"],
            f"{row['kind']} hit" if _is_hit(row, hits) else row["kind"],
            write_tip(row["label"], row["route"]),
            link_dossier(row["id"], view),
        )
        for row in mentions.to_dict("records")
    ]
    marks += [Mark(start, end, "hit", "searched for") for start, end in hits]
    paragraphs = []
    position = len(article.title) + 2
    for paragraph in article.text.split("\n\n"):
        inside = [item for item in marks if item.start >= position and item.end <= position + len(paragraph)]
        if paragraph.strip():
            paragraphs.append(f"<p>{mark(paragraph, inside, position)}</p>")
        position += len(paragraph) + 2
    show(f'<div class="d d-text"><div class="d-legend">{legend}</div>{"".join(paragraphs)}</div>')


def write_ways(view: View, place: Place | None) -> str:
    """The ways from an article: to the list that it was opened from, and to its neighbours in it."""
    ways = [(make_link(find_opener(view)), BACK.get(view.opener, "Back"))]
    said = ""
    if place:
        if place.previous:
            ways.append((link_article(view, place.previous), "← Previous"))
        if place.next:
            ways.append((link_article(view, place.next), "Next →"))
        said = f"<span>{place.number:,} of {place.total:,}</span>"
    links = "".join(f'<a href="{escape(href)}">{word}</a>' for href, word in ways)
    return f'<div class="d-meta">{links}{said}</div>'


def mark_title(title: str, hits: Sequence[Hit]) -> str:
    """An article's title as HTML, with what is searched for marked."""
    return mark(title, [Mark(start, end, "hit") for start, end in hits if end <= len(title)])


def _is_hit(row: Mapping[Any, Any], hits: Sequence[Hit]) -> bool:
    return any(start < row["end"] and row["start"] < end for start, end in hits)


def show_people(
    reading: Reading | None,
    mentions: pd.DataFrame,
    offices: Mapping[str, OfficesOnDate],
    view: View,
    folds: Folds,
) -> None:
    """The people of an article with their offices on its date, each a link to their dossier, and its fold."""
    rows = []
    for row in _count_mentions(mentions, ("person",)):
        lines, mentioned = (
            write_offices(offices.get(row["id"], OfficesOnDate())),
            count(row["mentions"], "mention"),
        )
        rows.append(
            f'<div class="d-row"><h3><a href="{escape(link_dossier(row["id"], view))}">'
            f"<bdi>{escape(row['label'])}</bdi></a></h3>"
            f'{lines}<div class="d-meta"><span>{mentioned}</span></div>{folds.get(row["id"], "")}</div>'
        )
    people = reading.entities if reading else ()
    unclear = [entity for entity in people if entity.kind == "person" and entity.unresolved]
    if unclear:
        names = ", ".join(f"<bdi>{escape(entity.name)}</bdi>" for entity in unclear)
        below = "".join(folds.get(entity.key, "") for entity in unclear)
        rows.append(
            f'<div class="d-row"><p class="d-quiet">Could be more than one person: {names}</p>{below}</div>'
        )
    show(f'<div class="d">{"".join(rows) or "<p class=d-note>Nobody is named.</p>"}</div>')


def write_offices(offices: OfficesOnDate) -> str:
    """What the article states, tables know and the library has learnt, a line each; differences in words."""
    lines = [("stated here", "; ".join(offices.stated))] if offices.stated else []
    if offices.known:
        held = "; ".join(
            office for office in offices.known if offices.differs or office not in offices.stated
        )
        lines.append(("known for this date", held or "the same, from public tables"))
        if offices.wikidata:
            lines.append(("Wikidata", offices.wikidata))
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


def show_entities_of(mentions: pd.DataFrame, view: View, folds: Folds) -> None:
    """The countries, organizations and topics of an article as links to their dossiers.

    Where there are folds, each has a row with its own.
    """
    for kind in ("country", "organization", "topic"):
        rows = _count_mentions(mentions, (kind,))
        if not rows:
            continue
        chips = "".join(
            f'<a class="d-chip" href="{escape(link_dossier(row["id"], view))}">'
            f'<span class="d-dot {kind}"></span>'
            f"<bdi>{escape(row['label'])}</bdi></a>{folds.get(row['id'], '')}"
            for row in rows
        )
        style = "d-chips d-folded" if folds else "d-chips"
        show(
            f'<div class="d"><p class="d-note">{KIND_NAMES[kind]}</p><div class="{style}">{chips}</div></div>'
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
