"""The rows behind a number: for every count of this room, as many rows as the number says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dragoman.analysis.counting import Ints
from dragoman.analysis.passing import Span, find_entities, find_passing, list_passing
from dragoman.analysis.representation import OFFICIAL
from dragoman.analysis.tables import Tables, switched_on
from dragoman.model import ROUTES, CountedIn, Filter, Kind, Order, Unit

COLUMNS = ("article", "date", "date_origin", "outlet", "title", "url", "story", "articles", "ids", "sentences")


def find_evidence(
    tables: Tables,
    filter: Filter,
    selection: Sequence[str],
    unit: Unit = "sentence",
    counted_in: CountedIn = "article",
    period: Span | None = None,
    start: int = 0,
    limit: int | None = None,
    order: Order = "newest",
) -> pd.DataFrame:
    """One row for each article (story, outlet) that the number of a selection counts, newest first, undated last.

    By `order` the oldest first, or by the name of the outlet and there the newest first; undated last, those without an outlet too.

    `selection` is nothing (articles over time, `list_options`), one identifier (`count_entities`, `count_entities_over_time`) or
    two (`count_pairs`, `count_pair_over_time`); `period` the first and last day of a point of a timeline, both included. With
    `start` and `limit` only these rows.

    A row is [article (id), date, date_origin, outlet, title, url, story, articles, ids, sentences]. Of a story or an outlet it
    shows the first article that counts, `articles` says how many count and `ids` which. `sentences` is a list of {paragraph,
    sentence, start, end, text, spans: [{start, end, id, label, route}]}: those that hold the entity, or for a pair at unit sentence
    those that hold both, at unit paragraph those of either in the paragraphs that hold both, at unit article those of either.
    Offsets count characters of title + "\\n\\n" + text.
    """
    articles = find_counted_articles(tables, filter, selection, unit, period)
    counted = tables.counted(counted_in)
    groups: dict[int, list[int]] = defaultdict(list)
    for article in articles.tolist():
        groups[article if counted is None else int(counted[article])].append(article)
    undated = np.isnat(tables.day)
    days = np.where(undated, 0, tables.day.astype(np.int64)) * (1 if order == "oldest" else -1)

    def place(group: list[int]) -> tuple[Any, ...]:
        outlet = str(tables.outlets[tables.outlet[group[0]]]) if order == "outlet" else ""
        return (order == "outlet" and not outlet, outlet.casefold(), bool(undated[group[0]]), days[group[0]], group[0])

    chosen = sorted(groups.values(), key=place)
    chosen = chosen[start : None if limit is None else start + limit]
    return _write_rows(tables, filter, selection, unit, chosen)


def count_evidence(
    tables: Tables,
    filter: Filter,
    selection: Sequence[str],
    unit: Unit = "sentence",
    counted_in: CountedIn = "article",
    period: Span | None = None,
) -> int:
    """How many rows `find_evidence` has: the number itself, without its sentences."""
    articles = find_counted_articles(tables, filter, selection, unit, period)
    counted = tables.counted(counted_in)
    return len(articles) if counted is None else len(np.unique(counted[articles]))


def count_outlets(
    tables: Tables, filter: Filter, selection: Sequence[str], unit: Unit = "sentence", period: Span | None = None
) -> pd.DataFrame:
    """[outlet, count]: the articles behind the number of a selection by outlet, most first; "" for those without one.

    Each count is that of `find_evidence` with the filter narrowed to the outlet.
    """
    articles = find_counted_articles(tables, filter, selection, unit, period)
    counts = np.bincount(tables.outlet[articles], minlength=len(tables.outlets))
    rows = sorted(
        ((name, int(count)) for name, count in zip(tables.outlets, counts, strict=True) if count), key=lambda row: (-row[1], row[0])
    )
    return pd.DataFrame(rows, columns=["outlet", "count"])


def find_counted_articles(
    tables: Tables, filter: Filter, selection: Sequence[str], unit: Unit = "sentence", period: Span | None = None
) -> Ints:
    """The numbers of the passing articles that name the one entity, or have both of a pair in one unit; all that pass without a
    selection."""
    nothing = np.zeros(0, dtype=np.int32)
    if not selection:
        return list_passing(tables, filter, period)
    numbers = find_entities(tables, filter, selection[:2])
    keep, on = find_passing(tables, filter, period), switched_on(filter)
    first, second = numbers[0], numbers[-1]
    if first is None or second is None:
        return nothing
    if len(numbers) == 1:
        return tables.list_named(filter).find_articles(first, keep, on)
    columns, _ = tables.pair_columns((_kind_of(selection[0]), _kind_of(selection[1])), unit, filter)
    place = find_pairs(tables, filter, [selection], unit)[0]
    return nothing if place is None else columns.find_articles(place, keep, on)


def find_pairs(tables: Tables, filter: Filter, pairs: Sequence[Sequence[str]], unit: Unit) -> list[int | None]:
    """The numbers of the groups of pairs of two kinds in `Tables.pair_columns`; None for a pair that there is not or that the filter
    does not look at."""
    if not pairs:
        return []
    _, ends = tables.pair_columns((_kind_of(pairs[0][0]), _kind_of(pairs[0][1])), unit, filter)
    keys = ends[:, 0].astype(np.int64) << 32 | ends[:, 1]  # entities are numbered by kind, then by identifier: so are the pairs
    found: list[int | None] = []
    for pair in pairs:
        first, second = find_entities(tables, filter, pair)
        key = -1 if first is None or second is None or first == second else min(first, second) << 32 | max(first, second)
        place = int(np.searchsorted(keys, key))
        found.append(place if place < len(keys) and keys[place] == key else None)
    return found


def _kind_of(identifier: str) -> Kind:
    kind: Any = identifier.partition(":")[0]
    return kind  # type: ignore[no-any-return]


def _write_rows(tables: Tables, filter: Filter, selection: Sequence[str], unit: Unit, groups: list[list[int]]) -> pd.DataFrame:
    shown = [group[0] for group in groups]
    heads = {
        row["article"]: row
        for row in tables.query(
            "SELECT article, date, date_origin, outlet, title, url, story_id FROM articles JOIN shown USING (article)",
            shown=pa.table({"article": pa.array(shown, pa.int32())}),
        ).to_pylist()
    }
    sentences = _find_sentences(tables, filter, selection, unit, shown)
    rows = []
    for group in groups:
        head = heads[group[0]]
        rows.append(
            (
                tables.article_ids[group[0]], head["date"], head["date_origin"], head["outlet"], head["title"], head["url"],
                head["story_id"],
                len(group), [tables.article_ids[article] for article in group], sentences.get(group[0], []),
            )
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _find_sentences(
    tables: Tables, filter: Filter, selection: Sequence[str], unit: Unit, articles: Sequence[int]
) -> dict[int, list[dict[str, Any]]]:
    numbers = [number for number in find_entities(tables, filter, selection[:2]) if number is not None]
    if not numbers or not articles:
        return {}
    on = switched_on(filter)
    off = [place for place in range(len(ROUTES)) if not on >> place & 1]
    mentions, own = "mentions", ""
    if filter.rolled_up:
        tables.list_named(filter)
        mentions = "mentions_rolled"
        # An official's own country is named otherwise or not at all where the two are a pair: see representation.py.
        own = f"""AND NOT (route = {OFFICIAL} AND (article, entity) IN
                  (SELECT (article, entity) FROM represents WHERE person IN ({numbers[0]}, {numbers[-1]})))"""
    same = {"sentence": ", sentence", "paragraph": ", paragraph", "article": ""}[unit] if len(numbers) == 2 else ""
    rows = tables.query(
        f"""
        WITH hits AS (
            SELECT * FROM {mentions} SEMI JOIN shown USING (article) WHERE entity IN (SELECT unnest(?)) AND NOT
            list_contains(?::INTEGER[], route) {own}
        )
        SELECT article, paragraph, sentence, start, "end", entity, route FROM hits
        QUALIFY {len(numbers)} = 1 OR '{unit}' = 'article' OR count(DISTINCT entity) OVER (PARTITION BY article{same}) = 2
        ORDER BY article, start, "end" DESC
        """,
        [numbers, off],
        shown=pa.table({"article": pa.array(articles, pa.int32())}),
    ).to_pylist()
    found: dict[int, dict[tuple[int, int], dict[str, Any]]] = defaultdict(dict)
    article, text = -1, ""
    bounds: list[dict[str, int]] = []
    for row in rows:
        if row["article"] != article:
            article = row["article"]
            text, bounds = _read_text(tables, article)
        place = (row["paragraph"], row["sentence"])
        if place not in found[row["article"]]:
            found[row["article"]][place] = _cut_sentence(text, bounds, row)
        span = {"start": row["start"], "end": row["end"], "id": tables.entity_ids[row["entity"]]}
        span |= {"label": tables.labels[row["entity"]], "route": ROUTES[row["route"]]}
        found[row["article"]][place]["spans"].append(span)
    return {article: list(places.values()) for article, places in found.items()}


def _read_text(tables: Tables, article: int) -> tuple[str, list[dict[str, int]]]:
    """The full text of an article and the bounds of its sentences."""
    number = int(tables.row[article])
    title, text, bounds = (tables.texts[name][number].as_py() for name in ("title", "text", "sentences"))
    return f"{title or ''}\n\n{text or ''}", bounds or []


def _cut_sentence(text: str, bounds: list[dict[str, int]], row: dict[str, Any]) -> dict[str, Any]:
    """The sentence that a mention stands in, still without spans; the mention alone where the reading knows no such sentence."""
    sentence = bounds[row["sentence"]] if row["sentence"] < len(bounds) else row
    start, end = sentence["start"], sentence["end"]
    return {"paragraph": row["paragraph"], "sentence": row["sentence"], "start": start, "end": end, "text": text[start:end], "spans": []}
