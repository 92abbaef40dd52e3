"""The folds "How this was read" of an article: which rule, table or model decided each name and office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from components.lists import show_note
from components.safe_text import escape, escape_markdown, show
from components.words import count
from dragoman.analysis.library import Library
from dragoman.analysis.offices import write_office
from dragoman.errors import DragomanError
from dragoman.model import Article, Entity, Reading

if TYPE_CHECKING:
    from dragoman.reading.explaining import Explanation, Step

STAGES = {
    "proposed": "proposed",
    "judged": "judged",
    "joined": "whose it is",
    "stated": "office",
    "country": "country",
    "topic": "topic",
}
KEPT = 600  # seconds for which an article is not read anew again: topics may change meanwhile

Folds = Mapping[str, str]  # a name's identifier -> the markup of its fold


def choose_explanation(library: Library, article: Article, reading: Reading | None) -> Explanation | None:
    """A switch, and what it asks for: the article is read anew only when somebody wants to know."""
    wanted = st.toggle(
        "Show how this was read",
        key=f"explain_{article.id}",
        help="Reads the article once more and says which rule, table or model decided each name and office.",
    )
    if not wanted:
        return None
    try:
        explanation = _explain(library.uri, article.id, reading.text_key if reading else "", library)
    except DragomanError as error:
        st.info(escape_markdown(error), icon=":material/info:")
        return None
    if reading is not None and explanation.reading != reading:
        show_note(
            "The library holds what another model or other rules have read; the folds say what decides now."
        )
    return explanation


@st.cache_data(max_entries=20, ttl=KEPT, show_spinner="Reading the article once more …")
def _explain(uri: str, article: str, text_key: str, _library: Library) -> Explanation:
    return _library.explain(article)


def write_folds(explanation: Explanation, mentions: pd.DataFrame) -> Folds:
    """A fold for each name, by the identifier that the library's mentions have for it, else by its own."""
    known = {
        (row["start"], row["end"], row["kind"]): str(row["id"])
        for row in mentions.to_dict("records")
        if row["route"] != "official"
    }
    folds: dict[str, list[str]] = {}
    for entity in explanation.reading.entities:
        spans = [mention for mention in explanation.reading.mentions if mention.key == entity.key]
        ids = (known.get((mention.start, mention.end, entity.kind), "") for mention in spans)
        folds.setdefault(next(filter(None, ids), entity.key), []).append(_write_entity(explanation, entity))
    return {
        key: f'<details class="d-how"><summary>How this was read</summary>{"".join(parts)}</details>'
        for key, parts in folds.items()
    }


def show_refused(explanation: Explanation) -> None:
    """What was proposed and turned down, each with its reason."""
    steps = explanation.refused
    listed = _write_steps(steps, quoted=True) if steps else "<p>Nothing was.</p>"
    summary = f"Proposed and turned down: {count(len(steps), 'time')}"
    show(f'<div class="d"><details class="d-how"><summary>{summary}</summary>{listed}</details></div>')


def _write_entity(explanation: Explanation, entity: Entity) -> str:
    """The offices of a name, why it is a topic, and its mentions."""
    parts = []
    for office, steps in zip(entity.offices, explanation.offices.get(entity.key, ()), strict=True):
        named = write_office(office.role, office.country, office.body, former=office.former)
        parts.append(f"<p><b>{escape(named)}</b></p>{_write_steps(steps, quoted=True)}")
    if steps := explanation.topics.get(entity.key, ()):
        parts.append(_write_steps(steps))
    for times, steps in explanation.group_mentions(entity.key):
        often = f", {times} times" if times > 1 else ""
        parts.append(f"<p><b>“<bdi>{escape(steps[-1].words)}</bdi>”</b>{often}</p>{_write_steps(steps)}")
    return "".join(parts)


def _write_steps(steps: Iterable[Step], quoted: bool = False) -> str:
    """Steps as a list: the stage, the words where they are not said above, the verdict, and the rule."""
    items = (
        f"<li><small>{escape(STAGES[step.stage])}</small> "
        f"{f'“<bdi>{escape(step.words)}</bdi>”: ' if quoted and step.words else ''}"
        f"{escape(step.verdict)}{_write_rule(step)}</li>"
        for step in steps
    )
    return f"<ul>{''.join(items)}</ul>"


def _write_rule(step: Step) -> str:
    """The name of what decided, where the verdict does not say it."""
    return "" if step.stage in ("proposed", "judged") else f" <small>{escape(step.rule)}</small>"
