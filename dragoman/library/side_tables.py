"""The tables of a library that hold no article: feeds, views, decisions, imports, watches and messages."""

from __future__ import annotations

import pyarrow as pa


def key_field(name: str) -> pa.Field:
    """A key column.

    Lance refuses two concurrent inserts of one key only where the schema says that it is one.
    """
    return pa.field(
        name, pa.string(), nullable=False, metadata={"lance-schema:unenforced-primary-key": "true"}
    )


_SEEN = pa.struct(
    [*((name, pa.string()) for name in ("key", "url", "article", "mark", "text")), ("tries", pa.int32())]
)
MOMENT = pa.timestamp("us")  # UTC
FEEDS = pa.schema(
    [
        key_field("url"),
        *((name, pa.string()) for name in ("title", "site", "etag", "modified")),
        *((name, MOMENT) for name in ("added", "polled", "succeeded", "next")),
        ("failures", pa.int32()),
        ("status", pa.string()),
        ("note", pa.string()),
        ("articles", pa.int32()),
        ("seen", pa.list_(_SEEN)),
    ]
)

# a view as the query of its URL
VIEWS = pa.schema([key_field("name"), ("view", pa.string()), ("saved", MOMENT)])

# what people decided of names, articles and outlets: rows that are only added; `what` is JSON
DECISIONS = pa.schema(
    [
        key_field("id"),
        *((name, pa.string()) for name in ("kind", "who")),
        ("when", MOMENT),
        *((name, pa.string()) for name in ("why", "what", "undoes")),
    ]
)
# which articles an import brought, a row a commit
IMPORTS = pa.schema(
    [
        key_field("key"),
        *((name, pa.string()) for name in ("import", "source", "who")),
        ("began", MOMENT),
        ("articles", pa.list_(pa.string())),
    ]
)
_NEWS = pa.struct(
    [
        *((name, pa.string()) for name in ("id", "kind", "said", "sentence", "outlet", "title", "url")),
        ("view", pa.string()),
        ("found", MOMENT),
        ("day", pa.date32()),
        ("articles", pa.list_(pa.string())),
    ]
)
_STRONG = pa.struct([("a", pa.string()), ("b", pa.string()), ("seen", pa.date32())])
WATCHES = pa.schema(
    [
        key_field("name"),
        *((name, pa.string()) for name in ("view", "rhythm")),
        *((name, pa.list_(pa.string())) for name in ("tells", "ways", "known", "told")),
        *((name, MOMENT) for name in ("made", "looked", "horizon")),
        ("silence", pa.int32()),
        ("hours", pa.float64()),
        ("turn", pa.int64()),
        ("strong", pa.list_(_STRONG)),
        ("news", pa.list_(_NEWS)),
    ]
)
# what is sent: news of several watches in one message, under one key whatever becomes of it
MESSAGES = pa.schema(
    [
        key_field("key"),
        *((name, pa.string()) for name in ("way", "rhythm", "note", "status")),
        ("items", pa.list_(pa.string())),
        ("watches", pa.list_(pa.string())),
        *((name, MOMENT) for name in ("made", "next", "sent")),
        ("tries", pa.int32()),
    ]
)

VISITS = pa.schema([key_field("person"), ("seen", MOMENT)])
