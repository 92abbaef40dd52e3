"""A library of which numbers can be asked: what is kept, and the hot tables of its newest revision."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dragoman.analysis.corrected_tables import CorrectedTables
from dragoman.analysis.current_tables import CurrentTables
from dragoman.corrections.meaning import find_meaning
from dragoman.corrections.model import Decision, complete_what
from dragoman.errors import DecisionError
from dragoman.library.reading_processes import Reads
from dragoman.library.store import Store
from dragoman.model import Filter

if TYPE_CHECKING:
    import pandas as pd

    from dragoman.analysis.lookup import Hit
    from dragoman.analysis.previewing import Preview
    from dragoman.analysis.renewing import Renewal
    from dragoman.analysis.suggesting import Suggestion
    from dragoman.analysis.tables import Tables

# The modules that count are imported when a number is asked for: adding articles needs no DuckDB.


class Library(Store):
    """Articles, readings and their numbers, in a local folder or under an object-store URI (None: as set).

    All methods raise LibraryError when the library cannot be opened, read or written.
    """

    def __init__(self, uri: str | os.PathLike[str] | None = None, readers: Reads | None = None) -> None:
        super().__init__(uri, readers)
        self._renewal: Renewal | None = None
        self._current = CurrentTables(
            lambda: self.revision, lambda: self._database.commits, self._make_tables
        )
        self._corrected = CorrectedTables()

    def tables(self, wait: bool = True) -> Tables:
        """The hot tables of the newest revision with the corrections that stand over them.

        They are made when contents or decisions have changed since the last call.

        Without `wait` those that stand already, while a thread makes the new, where another process has
        changed the contents.
        """
        return self._correct(self._current.get(wait))

    def finish_keeping(self) -> None:
        """Wait until hot tables that are being written to disk are there, for whoever opens it next."""
        if self._renewal is not None:
            self._renewal.wait()

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

    def contacts(self, filter: Filter = Filter(), **settings: Any) -> pd.DataFrame:  # noqa: B008
        """Who met, called, visited, wrote to or signed: see `dragoman.analysis.contacts.list_contacts`."""
        from dragoman.analysis.contacts import list_contacts

        return list_contacts(self.tables(), filter, **settings)

    def evidence(self, filter: Filter, selection: Sequence[str], **settings: Any) -> pd.DataFrame:
        """The articles and sentences behind a number: see `dragoman.analysis.evidence.find_evidence`."""
        from dragoman.analysis.evidence import find_evidence

        return find_evidence(self.tables(), filter, selection, **settings)

    def decide(self, kind: str, *, why: str = "", who: str = "", **what: Any) -> Decision:
        """Keep a decision on names, articles or outlets: see `dragoman.corrections.model.KINDS`.

        `library.decide("merge", ids=["person:steinmeyer"], into="person:steinmeier")`. DecisionError when it
        cannot be meant, names who is not there, or contradicts an earlier one, which it shows.
        """
        tables = self.tables()
        complete = complete_what(kind, what)
        self._check_names(tables, kind, complete)
        labels = {id: str(tables.labels[number]) for id, number in tables.entity_of.items()}
        return self.decisions.decide(kind, complete, why, who, labels)

    def take_back(self, id: str, why: str = "", who: str = "") -> Decision:
        """Take back all that one import brought (see `Library.imports`); undo gives it again."""
        found = self.imports.find(id)
        what = {"import": id, "source": found.source, "articles": list(found.articles)}
        return self.decisions.decide("take-back", what, why, who)

    def undo(self, which: int | str, why: str = "", who: str = "") -> Decision:
        """Take a decision back, by its number in the history or its id: what was is exactly as it was."""
        return self.decisions.undo(which, why, who)

    def preview(self, kind: str, **what: Any) -> Preview:
        """What a decision would change: "joins 14 and 9 articles; changes 31 pairs; 2 links lead on"."""
        from dragoman.analysis.previewing import preview_decision

        tables, complete = self.tables(), complete_what(kind, what)
        self._check_names(tables, kind, complete)
        return preview_decision(tables, self.decisions.make(kind, complete))

    def suggest(self, limit: int | None = 100) -> list[Suggestion]:
        """What is likely wrong with names, in the order of what mending it would change.

        `library.decide(item.accept[0], why=item.reason, **item.accept[1])` accepts one, `refuse` refuses it.
        """
        from dragoman.analysis.suggesting import find_suggestions

        tables, decisions = self.tables(), self.decisions.load()
        return find_suggestions(tables, find_meaning(decisions), decisions, limit)

    def _check_names(self, tables: Tables, kind: str, what: Mapping[str, Any]) -> None:
        """DecisionError where a decision is on somebody whom the library does not name."""
        asked = [what.get("id"), what.get("topic"), *(what.get("ids") or ())]
        asked += [what.get("into")] if kind == "merge" else []
        if unknown := [id for id in asked if id and id not in tables.entity_of]:
            raise DecisionError(
                f"Nobody in this library is {unknown[0]}: `dragoman names` finds identifiers."
            )

    def _correct(self, tables: Tables) -> Tables:
        """Tables as the decisions that stand make them."""
        return self._corrected.get(tables, self.decisions.version, self.decisions.load)

    def _make_tables(self, revision: int) -> Tables:
        if self._renewal is None:
            from dragoman.analysis.renewing import Renewal

            self._renewal = Renewal()
        return self._renewal.make(self._database, self.searching, revision)
