"""Lists of articles, in pages, each with the passage that says why it is there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dragoman.analysis.counting import Ints
from dragoman.analysis.filtering import list_passing
from dragoman.analysis.passages import find_passages
from dragoman.analysis.searching import find_scores
from dragoman.analysis.tables import Tables
from dragoman.model import Filter, Sort

COLUMNS = ("id", "date", "date_origin", "outlet", "title", "url", "words", "story", "score", "snippet")


def find_articles(
    tables: Tables, filter: Filter, sort: Sort = "newest", number: int = 1, size: int = 20
) -> tuple[pd.DataFrame, int]:
    """One page (`number` from 1, of `size`) of the articles that pass, and how many pass in all.

    The frame is [id, date, date_origin, outlet, title, url, words, story, score, snippet]: `score` is how
    well the filter's text fits (0 without one), `snippet` a list of (piece, as what it is marked) from
    `find_passages`. Without a text "relevance" is "newest". Undated articles come last.
    """
    articles, score = order_articles(tables, filter, sort)
    page = slice(max(number - 1, 0) * size, max(number, 1) * size)
    chosen = articles[page]
    rows = {
        row["article"]: row
        for row in tables.query(
            "SELECT article, id, date, date_origin, outlet, title, url, words, story_id AS story "
            "FROM articles JOIN chosen USING (article)",
            chosen=pa.table({"article": pa.array(chosen, pa.int32())}),
        ).to_pylist()
    }
    snippets = find_passages(tables, filter, chosen.tolist())
    frame = [
        {**rows[article], "score": float(value), "snippet": snippet}
        for article, value, snippet in zip(chosen.tolist(), score[page], snippets, strict=True)
    ]
    return pd.DataFrame(frame, columns=list(COLUMNS)), len(articles)


def order_articles(tables: Tables, filter: Filter, sort: Sort) -> tuple[Ints, Any]:
    """The numbers of all articles that pass, in an order as of `find_articles`, and their scores."""
    articles = list_passing(tables, filter)
    searched = bool(filter.text.strip())
    score = np.zeros(len(articles))
    if searched:
        score = np.nan_to_num(find_scores(tables, filter.text)[articles])
    undated = np.isnat(tables.day[articles])
    days = np.where(undated, 0, tables.day[articles].astype(np.int64))
    if sort == "longest":
        words = tables.query("SELECT words FROM articles ORDER BY article")["words"].to_numpy()[articles]
        order = np.lexsort((articles, -words))
    elif sort == "relevance" and searched:
        order = np.lexsort((articles, -score))
    else:
        order = np.lexsort((articles, days if sort == "oldest" else -days, undated))
    return articles[order], score[order]
