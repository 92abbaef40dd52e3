"""What a look sees: articles that were known before it, those that have come since, and their sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

import numpy as np
import pandas as pd

from dragoman.analysis.counting import Bools, Ints
from dragoman.analysis.evidence import find_evidence
from dragoman.analysis.filtering import find_passing
from dragoman.analysis.tables import Tables
from dragoman.library.watches import News, Watch
from dragoman.model import Filter, Unit, View
from dragoman.view import write_view


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """The hot tables, and which articles a watch knew before this moment and which it did not.

    `strong` holds a frame of `analysis.changes.count_changes` a watch: its pairs that are surely stronger.
    """

    tables: Tables
    known: Bools
    fresh: Bools
    moment: datetime
    strong: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day of this look."""
        return self.moment.date()

    def passes(self, filter: Filter) -> Bools:
        """Which articles pass a filter, known or not."""
        keep = find_passing(self.tables, filter)
        return np.ones(self.tables.size, dtype=bool) if keep is None else keep

    def sees(self, article: int) -> bool:
        """Whether an article is there at this moment, known or new."""
        return bool(self.known[article] or self.fresh[article])


def make_id(*parts: str) -> str:
    """An identifier that is the same whenever it is made of the same parts."""
    return blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()


def list_focus(view: View) -> tuple[str, ...]:
    """The names that a view is about: its selection, else the middle of its network, else its filter's."""
    chosen = view.selection or ((view.network.around,) if view.network.around else ())
    return chosen or view.filter.entities


def make_news(
    scene: Scene,
    watch: Watch,
    kind: str,
    subject: Sequence[str],
    said: str,
    view: View,
    articles: Ints | Sequence[int],
    selection: Sequence[str] = (),
    unit: Unit = "sentence",
) -> News:
    """News of these articles, with a sentence of the newest of them that names the selection.

    `subject` is what it is of: of one watch and kind, one subject is told once.
    """
    tables = scene.tables
    ids = [tables.article_ids[number] for number in articles]
    head = News(
        make_id(watch.name, kind, *subject), kind, scene.moment, said,
        view=write_view(view), articles=tuple(ids),
    )  # fmt: skip
    if not len(ids):
        return head
    rows = find_evidence(tables, Filter(), selection, unit, among=ids)
    if not len(rows):
        rows = find_evidence(tables, Filter(), (), among=ids)
    # the newest of those that have a sentence
    best: Any = max(rows.to_dict("records"), key=lambda row: (bool(row["sentences"]), str(row["date"] or "")))
    sentence = choose_sentence(tables, best)
    return replace(
        head,
        sentence=sentence,
        outlet=best["outlet"] or "",
        day=None if pd.isna(best["date"]) else best["date"],
        title=best["title"] or "",
        url=best["url"] or "",
    )


def choose_sentence(tables: Tables, row: Mapping[Any, Any]) -> str:
    """The first sentence of a row of evidence, of the text before the title; else the first of the text."""
    if found := sorted(
        row["sentences"], key=lambda sentence: (sentence["paragraph"] == 0, sentence["start"])
    ):
        return str(found[0]["text"]).strip()
    number = int(tables.row[tables.article_of[row["article"]]])
    text = tables.read_text(tables.article_of[row["article"]])
    body = len(row["title"] or "") + 2
    place = slice(int(tables.opening[number]), int(tables.opening[number + 1]))
    for start, end in zip(*(side[place].tolist() for side in tables.sentences), strict=True):
        if start >= body and text[start:end].strip():
            return text[start:end].strip()
    return str(row["title"] or "").strip()


def find_span(tables: Tables, articles: Ints) -> tuple[date, date] | None:
    """The first and last day of some articles; None where one of them has none."""
    days = tables.day[articles]
    if not len(days) or np.isnat(days).any():
        return None
    return days.min().item(), days.max().item()


def list_numbers(mask: Bools) -> Ints:
    """The numbers of the articles that are so."""
    return np.flatnonzero(mask).astype(np.int32)


def lead_stories(scene: Scene, articles: Ints) -> Ints:
    """Of some articles one a story, of stories of which nothing was known before."""
    story = scene.tables.story
    old = np.unique(story[scene.known])
    articles = articles[~np.isin(story[articles], old)]
    return articles[np.unique(story[articles], return_index=True)[1]]


def count_stories(scene: Scene, articles: Ints) -> int:
    """How many texts some articles are, copies counted once."""
    return len(np.unique(scene.tables.story[articles]))
