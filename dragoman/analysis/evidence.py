"""The rows behind a number: for every count of this room, as many rows as the number says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dragoman.analysis.counting import Bools, Ints
from dragoman.analysis.filtering import Span, find_entities, find_passing, list_passing
from dragoman.analysis.representation import OFFICIAL
from dragoman.analysis.searching import bind_within, write_within
from dragoman.analysis.tables import Tables, switched_on
from dragoman.model import ROUTES, CountedIn, Filter, Kind, Order, Unit

COLUMNS = (
    "article", "date", "date_origin", "outlet", "title", "url", "story", "articles", "ids", "sentences",
)  # fmt: skip


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
    among: Sequence[str] | None = None,
) -> pd.DataFrame:
    """A row for each article (story, outlet) that a selection's number counts, newest first, undated last.

    By `order` the oldest first, or by the name of the outlet and there the newest first; undated last, those
    without an outlet too.

    `selection` is nothing (articles over time, `list_options`), one identifier (`count_entities`,
    `count_entities_over_time`) or two (`count_pairs`, `count_pair_over_time`); `period` the first and last
    day of a point of a timeline, both included. With `start` and `limit` only these rows, with `among` only
    rows of articles with these identifiers.

    A row is [article (id), date, date_origin, outlet, title, url, story, articles, ids, sentences]. Of a
    story or an outlet it shows the first article that counts, `articles` says how many count and `ids` which.
    `sentences` is a list of {paragraph, sentence, start, end, text, spans: [{start, end, id, label, route}]}:
    those that hold the entity, or for a pair at unit sentence those that hold both, at unit paragraph those
    of either in the paragraphs that hold both, at unit article those of either. Offsets count characters of
    title + "\\n\\n" + text.
    """
    articles = find_counted_articles(tables, filter, selection, unit, period)
    if among is not None:
        articles = articles[
            np.isin(articles, [tables.article_of[id] for id in among if id in tables.article_of])
        ]
    groups = group_articles(tables, articles, counted_in, order, start, limit)
    return _write_rows(tables, filter, selection, unit, groups)


def group_articles(
    tables: Tables,
    articles: Ints,
    counted_in: CountedIn,
    order: Order = "newest",
    start: int = 0,
    limit: int | None = None,
) -> list[list[int]]:
    """Some articles, rising, as the rows of `find_evidence`: those of a story or an outlet together."""
    counted = tables.counted(counted_in)
    values = articles if counted is None else counted[articles]
    _, opening, group = np.unique(values, return_index=True, return_inverse=True)
    shown = _order_articles(tables, articles[opening], order)[
        start : None if limit is None else start + limit
    ]
    together = articles[np.argsort(group, kind="stable")].tolist()
    bounds = np.append(0, np.cumsum(np.bincount(group))).tolist()
    return [together[bounds[place] : bounds[place + 1]] for place in shown.tolist()]


def _order_articles(tables: Tables, articles: Ints, order: Order) -> Ints:
    """The places of some articles in an order as of `find_evidence`."""
    days = tables.day[articles]
    undated = np.isnat(days)
    number = np.where(undated, 0, days.astype(np.int64)) * (1 if order == "oldest" else -1)
    keys = [articles, number, undated]
    if order == "outlet":
        _, rank = np.unique([name.casefold() for name in tables.outlets] or [""], return_inverse=True)
        unnamed = np.array([not name for name in tables.outlets], dtype=bool)
        keys += [rank[tables.outlet[articles]], unnamed[tables.outlet[articles]]]
    return np.lexsort(keys).astype(np.int32)


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
    tables: Tables,
    filter: Filter,
    selection: Sequence[str],
    unit: Unit = "sentence",
    period: Span | None = None,
) -> pd.DataFrame:
    """[outlet, count]: the articles behind a selection's number by outlet, most first; "" for those without.

    Each count is that of `find_evidence` with the filter narrowed to the outlet.
    """
    articles = find_counted_articles(tables, filter, selection, unit, period)
    counts = np.bincount(tables.outlet[articles], minlength=len(tables.outlets))
    rows = sorted(
        ((name, int(count)) for name, count in zip(tables.outlets, counts, strict=True) if count),
        key=lambda row: (-row[1], row[0]),
    )
    return pd.DataFrame(rows, columns=["outlet", "count"])


def find_counted_articles(
    tables: Tables,
    filter: Filter,
    selection: Sequence[str],
    unit: Unit = "sentence",
    period: Span | None = None,
) -> Ints:
    """The numbers of the passing articles that name the one entity, or have both of a pair in one unit; all
    that pass without a selection."""
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


def find_pairs(
    tables: Tables, filter: Filter, pairs: Sequence[Sequence[str]], unit: Unit
) -> list[int | None]:
    """The numbers of the groups of pairs of two kinds in `Tables.pair_columns`; None for a pair that there is
    not or that the filter does not look at."""
    if not pairs:
        return []
    _, ends = tables.pair_columns((_kind_of(pairs[0][0]), _kind_of(pairs[0][1])), unit, filter)
    keys = ends[:, 0].astype(np.int64) << 32 | ends[:, 1]  # by kind, then identifier, as entities are
    found: list[int | None] = []
    for pair in pairs:
        first, second = find_entities(tables, filter, pair)
        key = (
            -1
            if first is None or second is None or first == second
            else min(first, second) << 32 | max(first, second)
        )
        place = int(np.searchsorted(keys, key))
        found.append(place if place < len(keys) and keys[place] == key else None)
    return found


def _kind_of(identifier: str) -> Kind:
    kind: Any = identifier.partition(":")[0]
    return kind  # type: ignore[no-any-return]


def _write_rows(
    tables: Tables, filter: Filter, selection: Sequence[str], unit: Unit, groups: list[list[int]]
) -> pd.DataFrame:
    shown = [group[0] for group in groups]
    places = pa.table(
        {"article": pa.array(shown, pa.int32()), "place": np.arange(len(shown), dtype=np.int32)}
    )
    heads = tables.query(
        """
        SELECT id AS article, date, date_origin, outlet, title, url, story_id AS story
        FROM articles JOIN places USING (article) ORDER BY place
        """,
        places=places,
    )
    sentences = _find_sentences(tables, filter, selection, unit, shown)
    columns: dict[str, list[Any]] = {name: heads[name].to_pylist() for name in heads.column_names}
    columns["articles"] = [len(group) for group in groups]
    columns["ids"] = [[tables.article_ids[article] for article in group] for group in groups]
    columns["sentences"] = [sentences.get(article, []) for article in shown]
    return pd.DataFrame(columns, columns=list(COLUMNS))


def _find_sentences(
    tables: Tables, filter: Filter, selection: Sequence[str], unit: Unit, articles: Sequence[int]
) -> dict[int, list[dict[str, Any]]]:
    """Article -> its sentences as of `find_evidence`, for those of some articles that have any."""
    numbers = [number for number in find_entities(tables, filter, selection[:2]) if number is not None]
    if not numbers or not articles:
        return {}
    hits = _find_hits(tables, filter, numbers, articles)
    if len(numbers) == 2 and unit != "article":
        hits = hits.filter(
            _stand_together(hits["article"].to_numpy(), hits[unit].to_numpy(), hits["entity"].to_numpy())
        )
    return _group_hits(tables, hits)


def _find_hits(tables: Tables, filter: Filter, numbers: Sequence[int], articles: Sequence[int]) -> pa.Table:
    """[article, paragraph, sentence, start, end, entity, route] of mentions of one or two entities."""
    on = switched_on(filter)
    off = [place for place in range(len(ROUTES)) if not on >> place & 1]
    mentions, own = "mentions", ""
    if filter.rolled_up:
        tables.list_named(filter)
        mentions = "mentions_rolled"
        # In a pair with their country an official does not stand for it: see representation.py.
        own = f"""AND NOT (route = {OFFICIAL} AND (article, entity) IN
                  (SELECT (article, entity) FROM represents WHERE person IN ({numbers[0]}, {numbers[-1]})))"""
    return tables.query(
        f"""
        SELECT article, paragraph, sentence, start, "end", entity, route
        FROM {mentions} SEMI JOIN shown USING (article) {write_within(filter)}
        WHERE entity IN (SELECT unnest(?)) AND NOT list_contains(?::INTEGER[], route) {own}
        ORDER BY article, paragraph, sentence, start, "end" DESC, entity, route
        """,
        [numbers, off],
        shown=pa.table({"article": pa.array(articles, pa.int32())}),
        **bind_within(tables, filter),
    )


def _group_hits(tables: Tables, hits: pa.Table) -> dict[int, list[dict[str, Any]]]:
    """Article -> its sentences, each with the mentions in it."""
    columns = [column.to_numpy() for column in hits.columns]
    new = np.ones(len(hits), dtype=bool)  # a sentence that the mention before is not in
    new[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns[:3]])
    columns += [new, *_bound_sentences(tables, hits)]
    found: dict[int, list[dict[str, Any]]] = {}
    last, text = -1, ""
    for article, paragraph, sentence, start, end, number, route, opens, first, behind in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        if article != last:
            last, text = article, tables.read_text(article)
            found[article] = []
        if opens:
            spans: list[dict[str, Any]] = []
            found[article].append({
                "paragraph": paragraph, "sentence": sentence, "start": first, "end": behind,
                "text": text[first:behind], "spans": spans,
            })  # fmt: skip
        id, label = tables.entity_ids[number], tables.labels[number]
        spans.append({"start": start, "end": end, "id": id, "label": label, "route": ROUTES[route]})
    return found


def _stand_together(article: Ints, unit: Ints, entity: Ints) -> Bools:
    """Which mentions of two entities are in a unit of their article that has both."""
    _, place = np.unique(article.astype(np.int64) << 32 | unit, return_inverse=True)
    has = [np.bincount(place[entity == number], minlength=len(place)) > 0 for number in np.unique(entity)]
    return np.asarray(np.logical_and.reduce(has)[place] & (len(has) == 2))


def _bound_sentences(tables: Tables, hits: pa.Table) -> tuple[Ints, Ints]:
    """Where the sentence of each mention begins and ends; the mention itself where none is known."""
    row = tables.row[hits["article"].to_numpy()]
    place = tables.opening[row] + hits["sentence"].to_numpy()
    known = place < tables.opening[row + 1]
    first, behind = hits["start"].to_numpy().copy(), hits["end"].to_numpy().copy()
    first[known], behind[known] = (side[place[known]] for side in tables.sentences)
    return first, behind
