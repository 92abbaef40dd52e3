"""Which articles an import brought, so that all of one can be taken back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dragoman.corrections.lines import find_user
from dragoman.errors import LibraryError
from dragoman.library.database import Database
from dragoman.library.schema import mend_text, now
from dragoman.model import Article

TABLE = "imports"
SHOWN = 3  # sources that an import is named by


@dataclass(frozen=True, slots=True)
class Import:
    """An import: what it is named by, by whom and when it was made, and the articles that came by it."""

    id: str
    source: str
    who: str
    began: datetime  # UTC
    articles: tuple[str, ...]


class Notes:
    """Notes what one import brings, a row a commit of articles; an import that brings nothing leaves none."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._id, self._began, self._rows = secrets.token_hex(6), now(), 0

    def note(self, articles: Sequence[Article]) -> None:
        """Keep that these articles are new by this import."""
        if not articles:
            return
        sources = sorted({article.source or article.outlet for article in articles})
        row = {
            "key": f"{self._id}-{self._rows}", "import": self._id, "who": find_user(), "began": self._began,
            "source": mend_text(", ".join(sources[:SHOWN]) + (", ..." if len(sources) > SHOWN else "")),
            "articles": [article.id for article in articles],
        }  # fmt: skip
        self._rows += 1
        self._database.put_absent(TABLE, [row])
        self._database.tidy(TABLE)


class Imports:
    """The imports of a library since it notes them, and before that its sources."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> list[Import]:
        """All, the newest first. Articles from before imports were noted stand together by their source."""
        rows = self._database.fetch(TABLE).to_pylist() if self._database.has_table(TABLE) else []
        found: dict[str, Import] = {}
        for row in sorted(rows, key=lambda row: (row["began"], row["key"])):
            before = found.get(row["import"])
            articles = (*(before.articles if before else ()), *(row["articles"] or ()))
            source = before.source if before else row["source"]
            found[row["import"]] = Import(row["import"], source, row["who"], row["began"], articles)
        noted = {article for item in found.values() for article in item.articles}
        every = [*found.values(), *self._list_sources(noted)]
        return sorted(every, key=lambda item: (item.began, item.id), reverse=True)

    def find(self, id: str) -> Import:
        """The import of an id. LibraryError when there is none."""
        for item in self.load():
            if item.id == id:
                return item
        raise LibraryError(f"There is no import {id!r} in this library.")

    def _list_sources(self, noted: set[str]) -> Iterable[Import]:
        groups: dict[str, list[tuple[datetime, str]]] = {}
        for row in self._database.fetch("articles", ["id", "source", "added"]).to_pylist():
            if row["id"] not in noted:
                groups.setdefault(row["source"] or "", []).append((row["added"], row["id"]))
        for source, members in groups.items():
            began = min(added for added, _ in members)
            articles = tuple(sorted(id for _, id in members))
            yield Import(f"source:{source}", source, "unknown", began, articles)
