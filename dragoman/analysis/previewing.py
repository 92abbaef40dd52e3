"""What a decision would change, before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from dragoman.analysis.moving import Numbers, Rows, make_mover
from dragoman.corrections.meaning import Overlay, find_meaning
from dragoman.corrections.model import Decision

if TYPE_CHECKING:
    from dragoman.analysis.tables import Tables


@dataclass(frozen=True, slots=True)
class Preview:
    """What changes: articles of each name concerned before, mentions that move, pairs (in a sentence) that
    change, identifiers whose links will lead on, and articles whose fields or topics change."""

    names: tuple[tuple[str, str, int], ...] = ()  # identifier, label, articles
    mentions: int = 0
    pairs: int = 0
    links: int = 0
    articles: int = 0
    joins: bool = False

    def sentence(self) -> str:
        """In words: "joins 14 and 9 articles; changes 31 pairs; 2 links will lead on"."""
        counts = " and ".join(f"{count:,}" for _, _, count in self.names)
        parts = [f"joins {counts} articles"] if self.joins and len(self.names) > 1 else []
        if not parts and self.mentions:
            parts.append(f"moves {_count(self.mentions, 'mention')}")
        if self.articles:
            parts.append(f"concerns {_count(self.articles, 'article')}")
        if self.pairs:
            parts.append(f"changes {_count(self.pairs, 'pair')}")
        if self.links:
            parts.append(f"{_count(self.links, 'link')} will lead on")
        return "; ".join(parts) or "changes nothing that is counted"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def preview_decision(tables: Tables, decision: Decision) -> Preview:
    """What a decision would change in tables as they are now, with the corrections that stand."""
    overlay = find_meaning([decision])
    ids = sorted({id for move in overlay.moves for id in move.sources} | _list_targets(overlay))
    numbers = dict.fromkeys(tables.entity_of[id] for id in ids if id in tables.entity_of)
    names = tuple((tables.entity_ids[number], str(tables.labels[number]), _count_articles(tables, number))
                  for number in numbers)  # fmt: skip
    moved = _find_moved(tables, overlay, list(numbers))
    return Preview(
        names=tuple(name for name in names if name[2]),
        mentions=len(moved),
        pairs=_count_pairs(tables, moved),
        links=_count_links(tables, overlay),
        articles=_count_touched(tables, overlay),
        joins=decision.kind == "merge" and "articles" not in decision.what,
    )


def _list_targets(overlay: Overlay) -> set[str]:
    return {move.target for move in overlay.moves if move.target}


def _count_articles(tables: Tables, number: int) -> int:
    return len(tables.named.find_articles(number, None, 255))


def _find_moved(tables: Tables, overlay: Overlay, numbers: list[int]) -> pa.Table:
    """[article, entity, sentence] of mentions that stand for another afterwards."""
    anybody = any(not move.sources for move in overlay.moves)
    articles = {id for move in overlay.moves if move.where for id in move.where.articles}
    condition = "article IN (SELECT unnest(?))" if anybody else "entity IN (SELECT unnest(?))"
    known = [tables.article_of[id] for id in sorted(articles) if id in tables.article_of]
    rows = tables.query(
        f'SELECT article, entity, sentence, start, "end" FROM mentions WHERE {condition}',
        [known if anybody else numbers],
    )
    columns = [rows[name].to_numpy() for name in ("article", "entity", "start", "end")]
    move = make_mover(tables, overlay.moves, Numbers(tables), {})
    changed = move(Rows(*columns)) != columns[1]
    return rows.select(["article", "entity", "sentence"]).filter(pa.array(changed, pa.bool_()))


def _count_pairs(tables: Tables, moved: pa.Table) -> int:
    """How many pairs have a sentence in which a mention of one of them moves."""
    if not len(moved):
        return 0
    rows = tables.query(
        """
        WITH here AS (
            SELECT DISTINCT entity, base + sentence AS unit FROM moved JOIN articles USING (article)
        )
        SELECT DISTINCT least(here.entity, other.entity) AS a, greatest(here.entity, other.entity) AS b
        FROM here JOIN in_sentence other USING (unit) WHERE other.entity <> here.entity
        """,
        moved=moved,
    )
    return len(rows)


def _count_links(tables: Tables, overlay: Overlay) -> int:
    """How many identifiers lead elsewhere afterwards: the merged ones, and those that lead to them by now."""
    ends = {tables.entity_of[old] for old in overlay.leads if old in tables.entity_of}
    return sum(number in ends for number in tables.entity_of.values()) if ends else 0


def _count_touched(tables: Tables, overlay: Overlay) -> int:
    """How many articles have another day, outlet or topic afterwards, or are not there."""
    named = {*overlay.day_of, *overlay.outlet_of, *overlay.gone, *(article for article, _ in overlay.topics)}
    touched = np.zeros(tables.size, dtype=bool)
    touched[[tables.article_of[id] for id in named if id in tables.article_of]] = True
    renamed = np.array([name in overlay.outlets for name in tables.outlets], dtype=bool)
    if renamed.any():
        touched |= renamed[tables.outlet]
    return int(touched.sum())
