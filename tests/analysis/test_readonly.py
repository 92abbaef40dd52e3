"""A library for who may look at it and not change it."""

from __future__ import annotations

import pytest

from dragoman.analysis.library import Library
from dragoman.analysis.readonly import ReadOnly
from dragoman.errors import AccessError
from dragoman.library.database import Database
from dragoman.model import Article, Rejected


def test_every_change_is_refused_in_one_place(library: Library) -> None:
    before, reading = library.revision, ReadOnly(library)
    library.add_items(
        [Rejected("It has no text.", '{"title": "Talks", "text": "Yair Lapid spoke."}', "tests")]
    )
    [item] = library.quarantine.items()["item"]
    changes = (
        lambda: reading.add("nowhere.jsonl"),
        lambda: reading.add_items([Article("new", "New", "Text")]),
        lambda: reading.edit("undated", title="Other"),
        lambda: reading.delete(["undated"]),
        lambda: reading.reread(),
        lambda: reading.quarantine.discard([item]),
        lambda: reading.quarantine.retry(item),
        lambda: reading.topics.change("sanctions", {"off": True}),
        lambda: reading.topics.restore("sanctions"),
        lambda: Database(library.uri).for_reading().put("derived", [{"name": "x", "source": 1, "stamp": 1}]),
        lambda: Database(library.uri).for_reading().replace("stories", []),
        lambda: Database(library.uri).for_reading().rebuild_index(),
    )
    for change in changes:
        with pytest.raises(AccessError, match="You may read this library, not change it"):
            change()
    assert (library.revision, library.quarantine.count()) == (before, 1)
    assert reading.count() == library.count() == 4
    assert reading.tables() is library.tables()
    assert library.edit("undated", title="Other").title == "Other"
    assert reading.article("undated").title == "Other"
