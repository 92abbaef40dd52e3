"""What is searched for in hot tables: which articles and paragraphs hold it, and where it stands in a text.

An article holds a query when its title and text together do. A paragraph (the title is one) holds it when all
of it is in the paragraph: under NOT nothing of that paragraph is looked at but what it lacks itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.analysis.counting import Bools
from dragoman.library.patterns import compile_pattern, write_pattern
from dragoman.library.query import All, Either, Not, Query, Term, list_terms
from dragoman.model import Filter

if TYPE_CHECKING:
    from dragoman.analysis.tables import Tables

REMEMBERED = 32  # searches that are remembered

WITHIN = "SEMI JOIN held USING (article, paragraph)"  # what leaves a table of mentions those of `bind_within`

BREAK = r"\n[\s\p{Z}]*\n[\s\p{Z}]*"  # between paragraphs, as `dragoman.reading.layout` cuts them, for Arrow


def find_scores(tables: Tables, text: str) -> Any:
    """For each article how well it fits what is searched for; NaN where it does not hold it.

    QueryError for what cannot be understood.
    """
    return tables.remember(("scores of a search", text), lambda: _find_scores(tables, text), REMEMBERED)


def find_paragraphs(tables: Tables, text: str) -> pa.Table:
    """[article, paragraph] of the paragraphs that hold what is searched for."""
    return tables.remember(("paragraphs", text), lambda: _find_paragraphs(tables, text), REMEMBERED)


def bind_within(tables: Tables, filter: Filter) -> dict[str, pa.Table]:
    """What `WITHIN` needs beside a query, where a filter counts in paragraphs only."""
    return {"held": find_paragraphs(tables, filter.within)} if filter.within else {}


def write_within(filter: Filter) -> str:
    """`WITHIN`, where a filter counts in paragraphs only."""
    return WITHIN if filter.within else ""


def list_wanted(tables: Tables, text: str) -> tuple[Term, ...]:
    """The words and phrases of a search that are to be found, each with its forms."""
    if tables.search is None or not text.strip():
        return ()
    return tuple(dict.fromkeys(list_terms(tables.search.expand(text))))


def find_spans(text: str, terms: tuple[Term, ...]) -> list[tuple[int, int]]:
    """Where words and phrases stand in a text, rising and apart from one another."""
    found = sorted(
        hit.span() for term in terms for hit in compile_pattern(term.forms, term.prefix).finditer(text)
    )
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _find_scores(tables: Tables, text: str) -> Any:
    scores = np.full(tables.size, np.nan)
    query = tables.search.expand(text) if tables.search else None
    if tables.search and query:
        for identifier, score in tables.search.find(query).items():
            if identifier in tables.article_of:
                scores[tables.article_of[identifier]] = score
    return scores


def _find_paragraphs(tables: Tables, text: str) -> pa.Table:
    query = tables.search.expand(text) if tables.search else None
    articles = _find_candidates(tables, query) if query else np.zeros(0, dtype=np.int32)
    pieces = pc.split_pattern_regex(_read_texts(tables, articles), BREAK)
    lengths = pc.list_value_length(pieces).to_numpy(zero_copy_only=False).astype(np.int64)
    article = np.repeat(articles, lengths)
    opening = np.repeat(np.cumsum(lengths) - lengths, lengths)
    holds = _hold(pc.list_flatten(pieces), query) if query else np.zeros(0, dtype=bool)
    paragraph = (np.arange(len(article)) - opening).astype(np.int32)
    return pa.table({"article": article[holds].astype(np.int32), "paragraph": paragraph[holds]})


def _read_texts(tables: Tables, articles: Any) -> pa.Array:
    """title + "\\n\\n" + text of some articles."""
    rows = pa.array(tables.row[articles], pa.int64())
    title, text = (
        pc.fill_null(tables.texts[name].take(rows).cast(pa.large_string()), "") for name in ("title", "text")
    )
    whole = pc.binary_join_element_wise(title, text, pa.scalar("\n\n", pa.large_string()))
    return whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole


def _find_candidates(tables: Tables, query: Query) -> Any:
    """The articles of which a paragraph may hold a query: what must not be there says nothing of the rest."""
    wanted = _drop_negated(query)
    if wanted is None or tables.search is None:
        return np.arange(tables.size, dtype=np.int32)
    found = (tables.article_of.get(identifier) for identifier in tables.search.find(wanted))
    return np.array(sorted(number for number in found if number is not None), dtype=np.int32)


def _drop_negated(query: Query) -> Query | None:
    """A query that holds wherever the given one does, without NOT; None: it may hold anywhere."""
    if isinstance(query, Term):
        return query
    if isinstance(query, Not):
        return _drop_negated(query.part.part) if isinstance(query.part, Not) else None
    parts = [_drop_negated(part) for part in query.parts]
    if isinstance(query, Either):
        return None if None in parts else Either(tuple(part for part in parts if part is not None))
    kept = tuple(part for part in parts if part is not None)
    return All(kept) if kept else None


def _hold(texts: pa.Array, query: Query) -> Bools:
    """Which texts hold a query."""
    if isinstance(query, Term):
        found = pc.match_substring_regex(texts, write_pattern(query.forms, query.prefix))
        return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)
    if isinstance(query, Not):
        return ~_hold(texts, query.part)
    join = np.logical_and if isinstance(query, All) else np.logical_or
    return np.asarray(join.reduce([_hold(texts, part) for part in query.parts]), dtype=bool)
