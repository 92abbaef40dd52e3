"""The items that could not become articles: kept as they were, each with its reason, until they are mended or discarded."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dragoman.errors import LibraryError
from dragoman.library.database import Database, match_any
from dragoman.library.schema import QUARANTINE, hash_number, mend_text, now
from dragoman.model import Article, Rejected

if TYPE_CHECKING:
    import pandas as pd

    from dragoman.library.summary import Summary

AddItems = Callable[[Iterable[Article | Rejected]], "Summary"]


def put_rejected(database: Database, rejected: Iterable[Rejected]) -> None:
    """Keep rejected items. The same content of the same source is one item, however often it is added."""
    rows: dict[str, dict[str, Any]] = {}
    added = now()
    for item in rejected:
        source, where, raw, reason = (mend_text(text) for text in (item.source, item.where, item.raw, item.reason))
        key = f"{hash_number((source, raw)):016x}"
        rows[key] = {"item": key, "reason": reason, "source": source, "where": where, "raw": raw, "added": added}
    if not rows:
        return
    known = database.fetch("quarantine", ["item", "reason"], match_any("item", rows)).to_pylist()
    same = {row["item"] for row in known if row["reason"] == rows[row["item"]]["reason"]}
    database.put("quarantine", [row for key, row in rows.items() if key not in same])


class Quarantine:
    """A library's quarantined items."""

    def __init__(self, database: Database, add_items: AddItems) -> None:
        self._database = database
        self._add_items = add_items

    def count(self) -> int:
        """How many items there are."""
        return self._database.count("quarantine")

    def items(self) -> pd.DataFrame:
        """item, reason, source, where, raw, added (UTC): newest first."""
        frame = self._database.fetch("quarantine", QUARANTINE.names).to_pandas()
        return frame.sort_values(["added", "source", "where"], ascending=[False, True, True], ignore_index=True)

    def fields(self, item: str) -> dict[str, Any]:
        """What can be mended: the columns of the item's row, else its text. LibraryError when there is no such item."""
        raw = str(self._row(item)["raw"])
        try:
            row = json.loads(raw)
        except ValueError:
            row = None
        return row if isinstance(row, dict) else {"text": raw}

    def retry(self, item: str, fields: Mapping[str, Any] | None = None, columns: Mapping[str, str] | None = None) -> Summary:
        """Try an item again, with its fields as mended (all of them; None: as they were).

        It leaves the quarantine when it becomes an article. One that is refused again stays, with its raw content as it was and
        the reason of now.
        """
        from dragoman.sources import build_article

        row = self._row(item)
        mended = self.fields(item) if fields is None else dict(fields)
        built = build_article(mended, columns=columns, source=row["source"], where=row["where"])
        if isinstance(built, Article):
            summary = self._add_items([built])
            self.discard([item])
            return summary
        return self._add_items([Rejected(built.reason, row["raw"], row["source"], row["where"])])

    def discard(self, items: Iterable[str]) -> None:
        """Remove items for good."""
        self._database.remove("quarantine", items)

    def _row(self, item: str) -> dict[str, Any]:
        rows = self._database.fetch("quarantine", QUARANTINE.names, match_any("item", [item])).to_pylist()
        if not rows:
            raise LibraryError(f"The quarantine has no item {item!r}: it may have been mended or discarded meanwhile.")
        return dict(rows[0])
