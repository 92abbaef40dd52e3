"""Lists of articles, in pages, with the piece of text in which what was searched for stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa

from dragoman.analysis.filtering import list_passing
from dragoman.analysis.tables import Tables
from dragoman.knowledge.names.forms import fold_text
from dragoman.library.search import parse_query
from dragoman.model import Filter, Sort

COLUMNS = ("id", "date", "date_origin", "outlet", "title", "url", "words", "story", "score", "snippet")
SNIPPET = 260  # characters
LONGEST_PHRASE = 50  # words of a phrase that are looked for


def find_articles(
    tables: Tables, filter: Filter, sort: Sort = "newest", number: int = 1, size: int = 20
) -> tuple[pd.DataFrame, int]:
    """One page (`number` from 1, of `size`) of the articles that pass, and how many pass in all.

    The frame is [id, date, date_origin, outlet, title, url, words, story, score, snippet]: `score` is how
    well the filter's text fits (0 without one), `snippet` a list of (piece, whether it is what was searched
    for), from `find_snippet`. Without a text "relevance" is "newest". Undated articles come last.
    """
    articles = list_passing(tables, filter)
    scores = tables.search(filter.text) if tables.search and filter.text.strip() else {}
    score = (
        np.array([scores.get(tables.article_ids[article], 0.0) for article in articles])
        if scores
        else np.zeros(len(articles))
    )
    undated = np.isnat(tables.day[articles])
    days = np.where(undated, 0, tables.day[articles].astype(np.int64))
    if sort == "longest":
        words = tables.query("SELECT words FROM articles ORDER BY article")["words"].to_numpy()[articles]
        order = np.lexsort((articles, -words))
    elif sort == "relevance" and scores:
        order = np.lexsort((articles, -score))
    else:
        order = np.lexsort((articles, days if sort == "oldest" else -days, undated))
    page = order[max(number - 1, 0) * size : max(number, 1) * size]
    chosen = articles[page]
    rows = {
        row["article"]: row
        for row in tables.query(
            "SELECT article, id, date, date_origin, outlet, title, url, words, story_id AS story "
            "FROM articles JOIN chosen USING (article)",
            chosen=pa.table({"article": pa.array(chosen, pa.int32())}),
        ).to_pylist()
    }
    frame = [
        {
            **rows[article],
            "score": float(value),
            "snippet": find_snippet(
                tables.texts["text"][int(tables.row[article])].as_py() or "", filter.text
            ),
        }
        for article, value in zip(chosen.tolist(), score[page], strict=True)
    ]
    return pd.DataFrame(frame, columns=list(COLUMNS)), len(articles)


def find_snippet(text: str, query: str, length: int = SNIPPET) -> list[tuple[str, bool]]:
    """The piece of a text, about `length` characters, in which most of a query's words and "quoted phrases"
    stand: (piece, highlighted) in order.

    Words are found as whole words whatever their case and accents; joined together, the pieces are the text
    as it stands. Without a hit it is the beginning.
    """
    hits = _find_hits(text, query)
    start, end = _choose_piece(text, hits, length)
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    position = start
    for left, right in hits:
        if left >= position and right <= end:
            pieces += [(text[position:left], False), (text[left:right], True)]
            position = right
    pieces += [(text[position:end], False), (" …" if end < len(text) else "", False)]
    return [(piece, marked) for piece, marked in pieces if piece]


def _find_hits(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words and phrases of a query stand, rising and apart from one another."""
    folded, places = _fold_with_places(text)
    terms = (fold_text(re.sub("['’]", " ", said)).split()[:LONGEST_PHRASE] for said in parse_query(query))
    patterns = (r"(?<!\w)" + r"\W+".join(map(re.escape, term)) + r"(?!\w)" for term in terms if term)
    found = (hit for pattern in patterns for hit in re.finditer(pattern, folded))
    return _merge(sorted((places[hit.start()], places[hit.end() - 1] + 1) for hit in found))


def _choose_piece(text: str, hits: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    """The first character of the piece with most hits and some words before them, and the one behind it."""
    start = 0
    if hits:
        starts = [hit[0] for hit in hits]
        best = max(
            hits,
            key=lambda hit: (bisect_left(starts, hit[0] + length) - bisect_left(starts, hit[0]), -hit[0]),
        )
        start = _next_word(text, best[0] - length // 5, best[0]) if best[0] > length // 5 else 0
    end = min(len(text), start + length)
    if end < len(text) and " " in text[start:end]:
        whole = (hit[1] for hit in hits if start <= hit[0] < hit[1] <= start + length)
        end = max(text.rfind(" ", start, end), *whole, start + 1)
    return start, end


def _fold_with_places(text: str) -> tuple[str, list[int]]:
    """The text folded letter by letter, and for each folded letter where it stands in the text."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for plain in _fold_letter(letter) or " ":
            letters.append(plain)
            places.append(place)
    return "".join(letters), places


_fold_letter = lru_cache(maxsize=10_000)(fold_text)


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _next_word(text: str, start: int, latest: int) -> int:
    space = text.find(" ", start, latest)
    return space + 1 if space >= 0 else start
