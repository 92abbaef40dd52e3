"""Views kept under a name, with the library: whoever opens it finds them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from dragoman.errors import LibraryError
from dragoman.library.database import Database, match_any
from dragoman.library.schema import mend_text, now
from dragoman.model import View
from dragoman.view import parse_view, write_view

LONGEST = 80  # characters of a name


class Saved(NamedTuple):
    """A view and its name."""

    name: str
    view: View
    saved: datetime  # UTC


class Views:
    """A library's saved views.

    Several processes may save at once; of two that save under one name the later stays.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self) -> list[Saved]:
        """All of them, by name."""
        rows = self._database.fetch("views").to_pylist()
        found = [Saved(row["name"], parse_view(row["view"]), row["saved"]) for row in rows]
        return sorted(found, key=lambda item: (item.name.casefold(), item.name))

    def find(self, name: str) -> View:
        """The view of a name. LibraryError when there is none."""
        rows = self._database.fetch("views", where=match_any("name", [name])).to_pylist()
        if not rows:
            raise _miss(name)
        return parse_view(rows[0]["view"])

    def save(self, name: str, view: View) -> str:
        """Keep a view under a name, in the place of one that has it already; the name as it is kept.

        LibraryError for an empty one.
        """
        name = check_name(name)
        self._database.put("views", [{"name": name, "view": write_view(view), "saved": now()}])
        return name

    def rename(self, old: str, new: str) -> str:
        """Give a view another name.

        LibraryError when it is not there, or is deleted at this moment, or when the name is taken.
        """
        new = check_name(new)
        view = self.find(old)
        if new == old:
            return new
        if not self._database.put_absent("views", [{"name": new, "view": write_view(view), "saved": now()}]):
            raise LibraryError(
                f"There is a saved view {new!r} already: choose another name, or delete it first."
            )
        # only now: what ends between the two leaves one view under two names, not none
        if not self._database.remove("views", [old]):
            self.delete(new)
            raise _miss(old)
        return new

    def delete(self, name: str) -> None:
        """Forget a view. One that is not there is no error."""
        self._database.remove("views", [name])


def _miss(name: str) -> LibraryError:
    return LibraryError(f"There is no saved view {name!r}: it may have been deleted or renamed meanwhile.")


def check_name(name: str) -> str:
    """A name on one line, without blanks around it. LibraryError when nothing is left or it is too long."""
    name = " ".join(mend_text(name).split())
    if not name:
        raise LibraryError("A view needs a name to be saved under.")
    if len(name) > LONGEST:
        raise LibraryError(f"A name has at most {LONGEST} characters; this one has {len(name)}.")
    return name
