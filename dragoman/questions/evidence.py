"""The rows behind the number that is open on a view's page."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dragoman.analysis.dossier import find_learnt_evidence, find_spell_evidence, list_held
from dragoman.analysis.evidence import (
    count_evidence,
    count_outlets,
    find_counted_articles,
    find_evidence,
    group_articles,
)
from dragoman.analysis.tables import Tables
from dragoman.model import Order, View
from dragoman.questions.question import Question, find_question, read_learnt

EVIDENCE = (
    "row", "article", "date", "date_origin", "outlet", "title", "url", "story", "articles",
    "paragraph", "sentence", "start", "end", "text",
    "a", "a_label", "a_spans", "a_routes", "b", "b_label", "b_spans", "b_routes",
)  # fmt: skip


def count_rows(tables: Tables, asked: Question) -> int:
    """The number that a question asks for: how many rows `find_rows` has."""
    if (frame := _find_office_rows(tables, asked)) is not None:
        return len(frame)
    return count_evidence(tables, asked.filter, asked.selection, asked.unit, asked.counted_in, asked.period)


def find_rows(
    tables: Tables, asked: Question, order: Order = "newest", start: int = 0, limit: int | None = None
) -> pd.DataFrame:
    """The rows of that number, as of `analysis.evidence.find_evidence`: all, or by `start` and `limit`."""
    if (frame := _find_office_rows(tables, asked, order)) is not None:
        return frame.iloc[start : None if limit is None else start + limit]
    return find_evidence(
        tables,
        asked.filter,
        asked.selection,
        asked.unit,
        asked.counted_in,
        asked.period,
        start=start,
        limit=limit,
        order=order,
    )


def list_groups(tables: Tables, asked: Question, order: Order = "newest") -> list[list[int]]:
    """The numbers of the articles of each of those rows, without their sentences."""
    if (frame := _find_office_rows(tables, asked, order)) is not None:
        return [[tables.article_of[id] for id in ids] for ids in frame["ids"]]
    articles = find_counted_articles(tables, asked.filter, asked.selection, asked.unit, asked.period)
    return group_articles(tables, articles, asked.counted_in, order)


def count_by_outlet(tables: Tables, asked: Question) -> pd.DataFrame:
    """[outlet, count]: the articles behind that number by outlet, as of `analysis.evidence.count_outlets`."""
    return count_outlets(tables, asked.filter, asked.selection, asked.unit, asked.period)


def count_rows_of(tables: Tables, view: View) -> int:
    """The number that is open on a view's page."""
    return count_rows(tables, find_question(view))


def find_rows_of(tables: Tables, view: View, start: int = 0, limit: int | None = None) -> pd.DataFrame:
    """The rows of that number, in the order of the view."""
    return find_rows(tables, find_question(view), view.order, start, limit)


def find_learnt_spell(tables: Tables, asked: Question) -> dict[str, Any] | None:
    """The learnt office a question is of, as a row of `analysis.dossier.list_held`; else None."""
    if not (asked.learnt and asked.selection):
        return None
    held = list_held(tables, asked.filter, asked.selection[0])
    rows = (
        {str(name): value for name, value in row.items()}
        for row in held[held["origin"] == "learnt"].to_dict("records")
    )
    return next((row for row in rows if read_learnt(row).learnt == asked.learnt), None)


def _find_office_rows(tables: Tables, asked: Question, order: Order = "newest") -> pd.DataFrame | None:
    """The articles behind an office; None where the question is of no office."""
    if (office := asked.stated) and asked.selection:
        spell = (office.role, office.country, office.body, office.former)
        return find_spell_evidence(
            tables, asked.filter, asked.selection[0], spell, order=order, alike=asked.alike
        )
    if learnt := find_learnt_spell(tables, asked):
        return find_learnt_evidence(tables, asked.selection[0], int(learnt["spell"]), order)
    return None


def list_evidence(tables: Tables, view: View) -> pd.DataFrame:
    """One row a sentence of the evidence of what is open; `row` numbers the rows that are counted, from 1.

    `a` and `b` are what is selected; their spans are "12-20 31-35", characters of title + "\\n\\n" + text,
    with a route each. An article that counts without a sentence (nothing selected, a topic without its words)
    has one row without.
    """
    found = find_rows_of(tables, view)
    rows: list[dict[str, Any]] = []
    for number, row in enumerate(found.to_dict("records"), 1):
        head: dict[str, Any] = {name: row[name] for name in EVIDENCE if name in row}
        rows.extend(
            head | {"row": number} | _write_sentence(sentence, view)
            for sentence in row["sentences"] or [{"spans": []}]
        )
    return pd.DataFrame(rows, columns=list(EVIDENCE)).astype(
        dict.fromkeys(("paragraph", "sentence", "start", "end"), "Int64")
    )


def _write_sentence(sentence: dict[str, Any], view: View) -> dict[str, Any]:
    cells = {name: value for name, value in sentence.items() if name != "spans"}
    for end, id in zip("ab", view.selection, strict=False):
        spans = [span for span in sentence["spans"] if span["id"] == id]
        cells |= {
            end: id,
            f"{end}_label": spans[0]["label"] if spans else "",
            f"{end}_spans": " ".join(f"{span['start']}-{span['end']}" for span in spans),
            f"{end}_routes": " ".join(span["route"] for span in spans),
        }
    return cells
