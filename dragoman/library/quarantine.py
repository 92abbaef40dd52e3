"""Items that could not become articles: kept as they were, each with its reason, till mended or discarded."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol

from dragoman.errors import LibraryError
from dragoman.library.database import Database, match_any
from dragoman.library.schema import QUARANTINE, hash_number, mend_text, now
from dragoman.library.summary import Summary
from dragoman.model import DATE_ORIGINS, Article, Item, Rejected

if TYPE_CHECKING:
    import pandas as pd

OWN = ("id", "title", "text", "outlet", "url", "language")  # fields of an article that are strings
ORIGIN = "date_origin"
UNCHANGED = "It is unchanged, so it is refused again: "
JSON = (".json", ".jsonl", ".ndjson")
DOCUMENTS = (".docx", ".rtf", ".pdf")  # what is kept of them is their text
PAGES = (".html", ".htm", ".xhtml")


class Adds(Protocol):
    """What of a library takes in what is retried."""

    def add_items(self, items: Iterable[Item], *, settle: bool) -> Summary:
        """As `Store.add_items`."""

    def settle(self) -> object:
        """As `Store.settle`."""


def put_rejected(database: Database, rejected: Iterable[Rejected]) -> None:
    """Keep rejected items. The same content of the same source is one item, however often it is added."""
    rows: dict[str, dict[str, Any]] = {}
    added = now()
    for item in rejected:
        source, where, raw, reason = (
            mend_text(text) for text in (item.source, item.where, item.raw, item.reason)
        )
        key = name_item(item)
        rows[key] = {
            "item": key,
            "reason": reason,
            "source": source,
            "where": where,
            "raw": raw,
            "added": added,
        }
    if not rows:
        return
    known = database.fetch("quarantine", ["item", "reason"], match_any("item", rows)).to_pylist()
    same = {row["item"] for row in known if row["reason"] == rows[row["item"]]["reason"]}
    database.put("quarantine", [row for key, row in rows.items() if key not in same])


def name_item(item: Rejected) -> str:
    """The key of an item: the same content of the same source has the same."""
    return f"{hash_number((mend_text(item.source), mend_text(item.raw))):016x}"


def reject_article(article: Article, reason: str) -> Rejected:
    """An article that cannot be taken in as a quarantine item, of which `Quarantine.retry` makes it again."""
    fields: dict[str, object] = {name: getattr(article, name) for name in OWN if getattr(article, name)}
    if article.date:
        fields["date"] = article.date.isoformat()
    fields[ORIGIN] = article.date_origin
    fields |= {f"{name} (of the source)" if name in fields else name: value for name, value in article.extra}
    return Rejected(reason, json.dumps(fields, ensure_ascii=False), article.source)


class Quarantine:
    """A library's quarantined items."""

    def __init__(self, database: Database, library: Adds) -> None:
        self._database = database
        self._library = library

    def count(self) -> int:
        """How many items there are."""
        return self._database.count("quarantine")

    def items(self) -> pd.DataFrame:
        """item, reason, source, where, raw, added (UTC): newest first."""
        frame = self._database.fetch("quarantine", QUARANTINE.names).to_pandas()
        return frame.sort_values(
            ["added", "source", "where"], ascending=[False, True, True], ignore_index=True
        )

    def fields(self, item: str) -> dict[str, Any]:
        """What can be mended: the columns of the item's row, else its text.

        LibraryError when there is no such item.
        """
        return _read_fields(str(self._row(item)["raw"]))

    def retry(
        self, item: str, fields: Mapping[str, Any] | None = None, columns: Mapping[str, str] | None = None
    ) -> Summary:
        """Try an item again, with its fields as mended (all of them; None: as they were).

        It leaves the quarantine when it becomes an article. One that is refused again stays, with its raw
        content as it was and the reason of now; but one that another process has mended or discarded
        meanwhile is not put back. Two that retry one item at once make one article. LibraryError when there
        is no such item.
        """
        row = self._row(item)
        try:
            return self._retry(row, fields, columns)
        finally:
            self._library.settle()

    def retry_all(self, items: Iterable[str], progress: Callable[[Summary], None] | None = None) -> Summary:
        """Try items again as they are.

        One that is no longer there is passed over. `progress` is told the figures after each.
        """
        total = Summary()
        try:
            for item in items:
                for row in self._fetch(item):
                    total += self._retry(row)
                if progress is not None:
                    progress(total)
        finally:
            self._library.settle()
        return total

    def _retry(
        self,
        row: dict[str, Any],
        fields: Mapping[str, Any] | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> Summary:
        item, kept = str(row["item"]), _read_fields(row["raw"])
        before = Rejected(str(row["reason"]).removeprefix(UNCHANGED), row["raw"], row["source"], row["where"])
        mended = kept if fields is None else dict(fields)
        built = _build(mended, before, columns)
        if refused := [one.reason for one in built if isinstance(one, Rejected)]:
            reason = f"{UNCHANGED if mended == kept and not _is_page(mended, before) else ''}{refused[0]}"
            if reason != row["reason"]:
                self._database.put_present(
                    "quarantine", [row | {"reason": mend_text(reason), "added": now()}]
                )
            return Summary(quarantined=1, reasons=((reason, 1),))
        summary = self._library.add_items(built, settle=False)
        if not summary.quarantined or all(
            name_item(reject_article(one, "")) != item for one in built if isinstance(one, Article)
        ):
            self.discard([item])
        return summary

    def discard(self, items: Iterable[str]) -> None:
        """Remove items for good."""
        self._database.remove("quarantine", items)

    def _row(self, item: str) -> dict[str, Any]:
        rows = self._fetch(item)
        if not rows:
            raise LibraryError(
                f"The quarantine has no item {item!r}: it may have been mended or discarded meanwhile."
            )
        return dict(rows[0])

    def _fetch(self, item: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._database.fetch(
            "quarantine", QUARANTINE.names, match_any("item", [item])
        ).to_pylist()
        return rows


def _build(fields: dict[str, Any], before: Rejected, columns: Mapping[str, str] | None) -> list[Item]:
    """What becomes of an item's fields.

    One that was no row is read as the file that it comes from, unless its text was written anew.
    """
    from dragoman.sources import parse_in_process
    from dragoman.sources.files.parser_process import Row

    if _is_page(fields, before):
        from dragoman.sources.pages import read_again

        return [read_again(str(fields.get("url") or before.where), fields, before.source)]
    row = _read_row(before.raw)
    if row is None and _is_file(fields, before):
        return _read_file(str(fields.get("text") or ""), before, columns)
    if fields.get(ORIGIN) not in DATE_ORIGINS:
        return list(parse_in_process(Row(fields, before.source, before.where), columns))
    return [_build_again(fields, row or {}, before, columns)]


def _is_file(fields: dict[str, Any], before: Rejected) -> bool:
    """Whether the fields are a whole file's text: as it was, or still a JSON text."""
    text = str(fields.get("text") or "")
    is_json = PurePosixPath(before.source).suffix.lower() in JSON
    return fields == {"text": before.raw} or (
        is_json and (text == before.raw or text.lstrip()[:1] in ("{", "["))
    )


def _read_file(text: str, before: Rejected, columns: Mapping[str, str] | None) -> list[Item]:
    """What the file holds that an item's text is; of an empty one, or bytes that are no text, nothing."""
    from dragoman.sources import SUPPORTED, parse_in_process
    from dragoman.sources.files.parser_process import Upload

    suffix = PurePosixPath(before.source).suffix.lower()
    if suffix not in SUPPORTED or not text:
        return [before]
    items = list(
        parse_in_process(
            Upload(_name_file(before.source, suffix, text), text.encode("utf-8", "replace")), columns
        )
    )
    return [replace(one, source=before.source) for one in items]


def _build_again(
    fields: dict[str, Any], row: Mapping[str, Any], before: Rejected, columns: Mapping[str, str] | None
) -> Item:
    """The article once made of these fields; its day keeps its origin where it is the day of the row."""
    from dragoman.sources import parse_in_process
    from dragoman.sources.files.parser_process import Row

    own = {name: name for name in (*OWN, "date") if name in fields}
    kept = {name: value for name, value in fields.items() if name != ORIGIN}
    [article] = parse_in_process(Row(kept, before.source, before.where), columns or own)
    if isinstance(article, Article) and article.date and article.date.isoformat() == row.get("date"):
        return replace(article, date_origin=fields[ORIGIN])
    return article


def _name_file(source: str, suffix: str, text: str) -> str:
    """The name of a file that holds what was kept of another: of a document its text, or a page perhaps."""
    return f"{source}.txt" if suffix in DOCUMENTS or (suffix in PAGES and "</" not in text) else source


def _is_page(fields: Mapping[str, Any], before: Rejected) -> bool:
    """Whether an item is an address on the web without a text, which is fetched again."""
    return not fields.get("text") and "://" in before.where


def _read_fields(raw: str) -> dict[str, Any]:
    row = _read_row(raw)
    return {"text": raw} if row is None else row


def _read_row(raw: str) -> dict[str, Any] | None:
    """The row that an item's raw content is, if it is one."""
    try:
        row = json.loads(raw)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None
