"""When somebody was last on the page of watches: what was found since is marked as new to them."""

from __future__ import annotations

from datetime import datetime

from dragoman.library.database import Database, match_any
from dragoman.library.schema import mend_text


class Visits:
    """The visits of each person, "" where nobody signs in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, person: str) -> datetime | None:
        """When a person was last here (UTC); None for who never was."""
        rows = self._database.fetch("visits", where=match_any("person", [mend_text(person)])).to_pylist()
        return rows[0]["seen"] if rows else None

    def note(self, person: str, moment: datetime) -> None:
        """Keep that a person is here now."""
        self._database.put("visits", [{"person": mend_text(person), "seen": moment}])
