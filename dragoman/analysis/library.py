"""A library of which numbers can be asked: what is kept, and the hot tables of its newest revision."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dragoman.analysis.current_tables import CurrentTables
from dragoman.library.people import find_people
from dragoman.library.reading_processes import Reads
from dragoman.library.store import Store
from dragoman.model import Filter

if TYPE_CHECKING:
    import pandas as pd

    from dragoman.analysis.lookup import Hit
    from dragoman.analysis.tables import Tables

# The modules that count are imported when a number is asked for: adding articles needs no DuckDB.


class Library(Store):
    """Articles, readings and their numbers, in a local folder or under an object-store URI (None: as set).

    All methods raise LibraryError when the library cannot be opened, read or written.
    """

    def __init__(self, uri: str | os.PathLike[str] | None = None, readers: Reads | None = None) -> None:
        super().__init__(uri, readers)
        self._current = CurrentTables(
            lambda: self.revision, lambda: self._database.commits, self._make_tables
        )

    def tables(self, wait: bool = True) -> Tables:
        """The hot tables of the newest revision; made when the contents have changed since the last call.

        Without `wait` those that stand already, while a thread makes the new, where another process has
        changed the contents.
        """
        return self._current.get(wait)

    def pairs(self, filter: Filter = Filter(), **settings: Any) -> pd.DataFrame:  # noqa: B008 - frozen
        """Entities that appear together: see `dragoman.analysis.pairs.count_pairs`."""
        from dragoman.analysis.pairs import count_pairs

        return count_pairs(self.tables(), filter, **settings)

    def find_wikidata(self, identifier: str) -> str:
        """The Wikidata number of a person ("person:..."), whom the table of offices knows; "" for others."""
        from dragoman.knowledge.spells.known import load_known_offices

        tables = self.tables()
        number = tables.entity_of.get(identifier) if identifier.startswith("person:") else None
        return "" if number is None else load_known_offices().find_wikidata(str(tables.labels[number]))

    def find_names(self, text: str, **settings: Any) -> list[Hit]:
        """The names that a text or a Wikidata number stands for: see `dragoman.analysis.lookup.look_up`."""
        from dragoman.analysis.lookup import look_up

        return look_up(self.tables(), text, **settings)

    def timeline(self, filter: Filter = Filter(), **settings: Any) -> pd.DataFrame:  # noqa: B008
        """Articles over time: see `dragoman.analysis.timeline.count_articles`."""
        from dragoman.analysis.timeline import count_articles

        return count_articles(self.tables(), filter, **settings)

    def evidence(self, filter: Filter, selection: Sequence[str], **settings: Any) -> pd.DataFrame:
        """The articles and sentences behind a number: see `dragoman.analysis.evidence.find_evidence`."""
        from dragoman.analysis.evidence import find_evidence

        return find_evidence(self.tables(), filter, selection, **settings)

    def _make_tables(self, revision: int) -> Tables:
        from dragoman.analysis.building import build_tables

        rows = self.rows()
        identities, people_of = find_people(self._database, rows)
        search = replace(self.searching, texts=rows.select(["id", "title", "text"]))
        return build_tables(rows, identities, self.stories(), search, revision, people_of=people_of)
