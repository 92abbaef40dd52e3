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
from dragoman.analysis.units import count_words
from dragoman.model import Filter, Sort


def find_articles(
    tables: Tables,
    filter: Filter,
    sort: Sort = "newest",
    number: int = 1,
    size: int = 20,
    *,
    snippets: bool = True,
) -> tuple[pd.DataFrame, int]:
    """One page (`number` from 1, of `size`) of the articles that pass, and how many pass in all.

    The frame is [id, date, date_origin, outlet, title, url, words, story, score, snippet]: `score` is how
    well the filter's text fits (0 without one), `snippet` a list of (piece, as what it is marked) from
    `find_passages`, a column that is left out without `snippets`: to make one takes longer than all else.
    Without a text "relevance" is "newest". Undated articles come last.
    """
    articles, score = order_articles(tables, filter, sort)
    page = slice(max(number - 1, 0) * size, max(number, 1) * size)
    chosen = articles[page]
    frame: pd.DataFrame = tables.query(
        "SELECT id, date, date_origin, outlet, title, url, words, story_id AS story "
        "FROM articles JOIN chosen USING (article) ORDER BY place",
        chosen=pa.table({"article": pa.array(chosen, pa.int32()), "place": np.arange(len(chosen))}),
    ).to_pandas(date_as_object=True)
    frame["score"] = score[page].astype(float)
    if snippets:
        frame["snippet"] = pd.Series(find_passages(tables, filter, chosen.tolist()), dtype=object)
    return frame, len(articles)


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
        words = count_words(tables)[articles]
        order = np.lexsort((articles, -words))
    elif sort == "relevance" and searched:
        order = np.lexsort((articles, -score))
    else:
        order = np.lexsort((articles, days if sort == "oldest" else -days, undated))
    return articles[order], score[order]
