"""A library's decisions: rows that are only added, by several processes at once, an undo too."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from dragoman.corrections.checks import Conflict, check_decision, find_conflicts
from dragoman.corrections.lines import find_user, read_row
from dragoman.corrections.model import (
    UNDO,
    Corrections,
    Decision,
    make_what,
    select_standing,
    sort_decisions,
    sum_up,
)
from dragoman.errors import DecisionError
from dragoman.library.database import Database
from dragoman.library.schema import mend_text, now

TABLE = "decisions"


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the history: its number (from 1), the decision, and whether it stands."""

    number: int
    decision: Decision
    stands: bool


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a file of decisions: how many are new, how many were there, and what was not taken."""

    added: int
    present: int
    conflicts: tuple[Conflict, ...] = ()


class Decisions:
    """The decisions of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def version(self) -> int:
        """A number that moves whenever a decision is added; 0 while there is no table of them."""
        return self._database.version(TABLE) if self._database.has_table(TABLE) else 0

    def load(self) -> list[Decision]:
        """All decisions with their undos, in the order in which they were made."""
        if not self._database.has_table(TABLE):
            return []
        return sort_decisions(_unpack(row) for row in self._database.fetch(TABLE).to_pylist())

    def history(self) -> list[Step]:
        """All decisions, numbered, each with whether it stands."""
        decisions = self.load()
        standing = {decision.id for decision in select_standing(decisions)}
        return [
            Step(number, item, item.id in standing or (item.kind == UNDO and not _is_undone(item, decisions)))
            for number, item in enumerate(decisions, start=1)
        ]

    def sum_up(self) -> Corrections:
        """How many stand, and their hash."""
        return sum_up(self.load())

    def make(self, kind: str, what: Mapping[str, Any], why: str = "", who: str = "") -> Decision:
        """A decision that is not kept yet. DecisionError when it cannot be meant."""
        return Decision(
            secrets.token_hex(8), kind, mend_text(who) or find_user(), now(), mend_text(why),
            make_what(kind, what),
        )  # fmt: skip

    def decide(
        self, kind: str, what: Mapping[str, Any], why: str = "", who: str = "",
        labels: Mapping[str, str] | None = None,
    ) -> Decision:  # fmt: skip
        """Keep a decision, in one commit, and return it.

        DecisionError when it cannot be meant or contradicts an earlier one, which it shows; AccessError for
        who may only read. `who` is the system's user where it is empty.
        """
        self._database.check_writable()
        if kind == UNDO:
            raise DecisionError("An undo says which decision it undoes: use undo.")
        decision, before = self.make(kind, what, why, who), self.load()
        check_decision(decision, before, labels)
        return self._put(decision, before)

    def undo(self, which: int | str, why: str = "", who: str = "") -> Decision:
        """Take a decision back, by its number in the history or its id, in one commit; the row that does so.

        To undo an undo is to decide again. DecisionError when there is no such decision, or it is undone.
        """
        self._database.check_writable()
        step = self.find(which)
        if not step.stands:
            raise DecisionError(f"Decision {step.number} is undone already.")
        decision = Decision(
            secrets.token_hex(8), UNDO, mend_text(who) or find_user(), now(), mend_text(why), {},
            step.decision.id,
        )  # fmt: skip
        return self._put(decision, self.load())

    def find(self, which: int | str) -> Step:
        """The decision of a number or an id (its beginning is enough). DecisionError when there is none."""
        text = str(which)
        for step in (history := self.history()):
            if step.decision.id == text or (text.isdecimal() and len(text) < 8 and step.number == int(text)):
                return step
        begun = [step for step in history if len(text) > 3 and step.decision.id.startswith(text)]
        if len(begun) == 1:
            return begun[0]
        raise DecisionError(f"There is no decision {text!r}: see `dragoman corrections list`.")

    def apply(self, decisions: Iterable[Decision], take: str = "") -> Applied:
        """Keep decisions that were made elsewhere, in one commit.

        Those that are here already are not kept twice. Those that contradict one that stands here are not
        kept, and returned as conflicts; with `take` "theirs" they are kept, and what they contradict is
        undone, with "ours" they are left out without a word.
        """
        self._database.check_writable()
        ours, theirs = self.load(), sort_decisions(decisions)
        known = {item.id for item in ours}
        conflicts = find_conflicts(ours, theirs)
        rows = [item for item in theirs if item.id not in known]
        if take == "theirs":
            rows += [self._undo_for(conflict) for conflict in conflicts]
            conflicts = []
        else:
            held = {conflict.theirs.id for conflict in conflicts}
            rows = [item for item in rows if item.id not in held]
        added = self._database.put_absent(TABLE, [_pack(item) for item in rows])
        return Applied(
            added, len({item.id for item in theirs} & known), () if take == "ours" else tuple(conflicts)
        )

    def _undo_for(self, conflict: Conflict) -> Decision:
        return Decision(
            secrets.token_hex(8), UNDO, find_user(), now(), f"{conflict.theirs.who} decided otherwise", {},
            conflict.ours.id,
        )  # fmt: skip

    def _put(self, decision: Decision, before: list[Decision]) -> Decision:
        """Keep a new decision; it is later than all that are there, whatever clocks say."""
        latest = max((item.when for item in before), default=decision.when)
        if latest >= decision.when:
            decision = Decision(
                decision.id, decision.kind, decision.who, latest + timedelta(microseconds=1), decision.why,
                decision.what, decision.undoes,
            )  # fmt: skip
        self._database.put_absent(TABLE, [_pack(decision)])
        return decision


def _is_undone(undo: Decision, decisions: list[Decision]) -> bool:
    """Whether an undo is undone itself: then what it undid stands, unless another undoes it too."""
    others = [item for item in decisions if item.kind == UNDO and item.undoes == undo.id]
    return any(not _is_undone(item, decisions) for item in others)


def _pack(decision: Decision) -> dict[str, Any]:
    row = {name: getattr(decision, name) for name in ("id", "kind", "who", "when", "why", "undoes")}
    return row | {"what": json.dumps(decision.what, ensure_ascii=True, sort_keys=True)}


def _unpack(row: Mapping[str, Any]) -> Decision:
    what = json.loads(row["what"] or "{}")
    try:
        return read_row({**row, "what": what})
    except DecisionError:  # of a newer Dragoman: it is kept, and means nothing here
        return Decision(
            row["id"], row["kind"] or "", row["who"] or "", row["when"], row["why"] or "", what,
            row["undoes"] or "",
        )  # fmt: skip
