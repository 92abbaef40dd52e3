"""Hot tables out of a database that holds them, with the columns that are counted from beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.analysis.counting import make_columns
from dragoman.analysis.tables import Search, Tables
from dragoman.library.schema import ARTICLES
from dragoman.model import KINDS

CONTACTS = ARTICLES.field("contacts").type

# Every table that stays, each in the order of its rows
STORED = (
    "articles", "entities", "leads", "forms", "said", "naming", "mentions", "offices", "unclear", "named",
    "in_article", "in_sentence", "in_paragraph", "learnt", "learnt_from",
)  # fmt: skip

# Under what name articles tell of whom: forms of names are looked up in it
LISTED = """
    CREATE OR REPLACE VIEW listed AS
    SELECT said.article AS article, row, forms.key AS key, entities.kind AS kind, entities.id AS id,
           forms.name AS name, said.official AS official
    FROM said JOIN forms USING (form) JOIN entities USING (entity)
         JOIN (SELECT article, row FROM articles) USING (article)
"""


@dataclass(frozen=True)
class Texts:
    """The texts of articles, by the row at which they lie; a row may be no article's any more."""

    title: pa.ChunkedArray
    text: pa.ChunkedArray
    start: Any  # the first character of each sentence of each row
    end: Any  # and the one behind it
    opening: Any  # row -> its first sentence, and one more than there are at the end
    contacts: pa.ChunkedArray  # null where they were never looked for


def lay_texts(rows: pa.Table) -> Texts:
    """The texts of rows that have the columns title, text and sentences; contacts may be missing."""
    lengths = pc.fill_null(pc.list_value_length(rows["sentences"]), 0)
    opening = np.append(0, np.cumsum(lengths.to_numpy(), dtype=np.int64))
    # More texts than 32 bits can count are taken at once
    title, text = (rows[name].cast(pa.large_string()) for name in ("title", "text"))
    start, end = _flatten_spans(rows["sentences"])
    contacts = (
        rows["contacts"]
        if "contacts" in rows.column_names
        else pa.chunked_array([pa.nulls(rows.num_rows, CONTACTS)])
    )
    return Texts(title, text, start, end, opening, contacts)


def join_texts(tables: Tables, more: Texts) -> Texts:
    """The texts of tables, and others in rows behind theirs."""
    title, text = (
        pa.chunked_array([*tables.texts[name].chunks, *column.chunks], pa.large_string())
        for name, column in (("title", more.title), ("text", more.text))
    )
    start, end = (
        np.concatenate([mine, others])
        for mine, others in zip(tables.sentences, (more.start, more.end), strict=True)
    )
    opening = np.concatenate([tables.opening, more.opening[1:] + tables.opening[-1]])
    contacts = pa.chunked_array([*tables.contacts.chunks, *more.contacts.chunks], CONTACTS)
    return Texts(title, text, start, end, opening, contacts)


def open_tables(
    connection: duckdb.DuckDBPyConnection, texts: Texts, search: Search | None, revision: int
) -> Tables:
    """Hot tables of the tables STORED in a database, and of their texts."""
    connection.execute(LISTED)
    articles = connection.sql(
        "SELECT row, id, date, date_origin, outlet, story, story_id FROM articles ORDER BY article"
    ).to_arrow_table()
    entities = connection.sql(
        "SELECT id, kind, label, official FROM entities ORDER BY entity"
    ).to_arrow_table()
    ids = tuple(entities["id"].to_pylist())
    kinds = [KINDS.index(kind) for kind in entities["kind"].to_pylist()]
    outlet, outlets = _code(articles["outlet"])
    origin, origins = _code(articles["date_origin"])
    story = articles["story"].to_numpy()
    named = connection.sql("SELECT entity, article, route, mentions FROM named").to_arrow_table()
    tables = Tables(
        revision=revision,
        connection=connection,
        texts={"title": texts.title, "text": texts.text},
        sentences=(texts.start, texts.end),
        opening=texts.opening,
        contacts=texts.contacts,
        row=articles["row"].to_numpy(),
        day=articles["date"].to_numpy().astype("datetime64[D]"),
        origin=np.array(origins or [""], dtype=object)[origin],
        outlet=outlet,
        outlets=outlets,
        story=story,
        stories=tuple(
            articles["story_id"].take(pa.array(np.unique(story, return_index=True)[1])).to_pylist()
        ),
        article_ids=tuple(articles["id"].to_pylist()),
        entity_ids=ids,
        labels=np.array(entities["label"].to_pylist(), dtype=object),
        names=pd.DataFrame({"id": ids, "label": entities["label"].to_pylist()}),
        alphabet=_rank(entities["label"]),
        official=np.asarray(entities["official"].to_numpy(zero_copy_only=False), dtype=bool),
        kind_starts=tuple(int(place) for place in np.searchsorted(kinds, range(len(KINDS) + 1))),
        named=make_columns(
            {
                "group": named["entity"].to_numpy(),
                "article": named["article"].to_numpy(),
                "bits": (1 << named["route"].to_numpy().astype(np.int32)).astype(np.uint8),
                "weight": named["mentions"].to_numpy(),
            },
            len(ids),
        ),
        search=search,
    )
    tables.article_of.update((id, number) for number, id in enumerate(tables.article_ids))
    tables.entity_of.update(connection.execute("SELECT id, entity FROM leads").fetchall())
    tables.entity_of.update((id, number) for number, id in enumerate(ids))
    return tables


def _code(values: pa.ChunkedArray) -> tuple[Any, tuple[str, ...]]:
    """Each article's number among the distinct values, which are in the order of their first article."""
    coded = values.combine_chunks().dictionary_encode()
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    return coded.indices.to_numpy().astype(np.int32), tuple(coded.dictionary.to_pylist())


def _rank(labels: pa.ChunkedArray) -> Any:
    """Each entity's place among all by label, then by number."""
    table = pa.table({"label": labels, "number": np.arange(len(labels), dtype=np.int32)})
    order = pc.sort_indices(table, [("label", "ascending"), ("number", "ascending")]).to_numpy()
    place = np.empty(len(labels), dtype=np.int32)
    place[order] = np.arange(len(labels), dtype=np.int32)
    return place


def _flatten_spans(column: pa.ChunkedArray) -> tuple[Any, Any]:
    """The starts and the ends of all spans, side by side."""
    parts = [pc.list_flatten(chunk) for chunk in column.chunks]
    if not parts:
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
    start, end = (
        np.concatenate([np.asarray(pc.struct_field(part, name)) for part in parts])
        for name in ("start", "end")
    )
    return start, end
