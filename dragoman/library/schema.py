"""The one row that the library keeps an article in, and the ways between it and the plain data of `dragoman.model`."""

from __future__ import annotations

import pyarrow as pa

SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32())])
OFFICE = pa.struct(
    [
        ("role", pa.string()),
        ("country", pa.string()),
        ("body", pa.string()),
        ("former", pa.bool_()),
        ("start", pa.date32()),
        ("end", pa.date32()),
    ]
)
ENTITY = pa.struct(
    [
        ("key", pa.string()),
        ("kind", pa.string()),
        ("name", pa.string()),
        ("official", pa.bool_()),
        ("offices", pa.list_(OFFICE)),
        ("candidates", pa.list_(pa.string())),
    ]
)
MENTION = pa.struct(
    [
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("key", pa.string()),
        ("route", pa.string()),
        ("sentence", pa.int32()),
        ("paragraph", pa.int32()),
    ]
)

ARTICLES = pa.schema(
    [
        ("id", pa.string()),
        ("title", pa.string()),
        ("text", pa.string()),
        ("date", pa.date32()),
        ("date_origin", pa.string()),
        ("outlet", pa.string()),
        ("url", pa.string()),
        ("language", pa.string()),
        ("source", pa.string()),
        ("extra", pa.list_(pa.struct([("name", pa.string()), ("value", pa.string())]))),
        ("added", pa.timestamp("us")),
        ("words", pa.int32()),
        # the reading
        ("text_key", pa.string()),
        ("model", pa.string()),
        ("rules", pa.string()),
        ("sentences", pa.list_(SPAN)),
        ("entities", pa.list_(ENTITY)),
        ("mentions", pa.list_(MENTION)),
        ("topics", pa.list_(pa.string())),
    ]
)
