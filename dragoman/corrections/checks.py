"""Which decisions contradict one another: a new one the standing ones, and those of two people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.corrections.meaning import find_meaning
from dragoman.corrections.model import NOBODY, UNDO, Decision, describe, select_standing
from dragoman.errors import DecisionError

Slot = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two decisions of which only one can hold: one that comes from elsewhere, and one that stands here."""

    theirs: Decision
    ours: Decision
    sentence: str


def check_decision(
    decision: Decision, decisions: Iterable[Decision], labels: Mapping[str, str] | None = None
) -> None:
    """DecisionError, with the earlier decision shown, where a new one contradicts those that stand."""
    before = list(decisions)
    if decision.kind == UNDO:
        if decision.undoes not in {item.id for item in before}:
            raise DecisionError("There is no such decision to undo: see `dragoman corrections list`.")
        return
    earlier = find_contradicted(decision, before)
    if not earlier:
        return
    shown = "; ".join(f"{describe(item, labels)} ({item.who}, {item.when:%Y-%m-%d})" for item in earlier)
    raise DecisionError(
        f"This contradicts an earlier decision: {shown}. Undo that first.",
        tuple(item.id for item in earlier),
    )


def find_contradicted(decision: Decision, decisions: Iterable[Decision]) -> list[Decision]:
    """Those that stand and that a merge or a never-merge contradicts; none for other kinds."""
    before = select_standing(decisions)
    by_id = {item.id: item for item in before}
    if decision.kind == "never-merge":
        first, second = decision.what["ids"]
        overlay = find_meaning(before)
        if overlay.find(first) != overlay.find(second):
            return []
        return [item for item in before if _joins(item) and overlay.find(_joins(item)) == overlay.find(first)]
    refused = dict(find_meaning([*before, decision]).refused)
    return [by_id[refused[decision.id]]] if refused.get(decision.id) in by_id else []


def _joins(decision: Decision) -> str:
    """Into whom a decision merges others everywhere, else ""."""
    everywhere = decision.kind == "merge" and "articles" not in decision.what
    return str(decision.what["into"]) if everywhere else ""


def find_conflicts(ours: Iterable[Decision], theirs: Iterable[Decision]) -> list[Conflict]:
    """Where standing decisions from elsewhere contradict those that stand here; those of both do not."""
    ours, theirs = list(ours), list(theirs)
    known = {item.id for item in ours}
    taken: dict[Slot, tuple[str, Decision]] = {}
    for item in select_standing(ours):
        for slot, value in list_slots(item):
            taken[slot] = (value, item)  # the last one counts
    found: dict[str, Conflict] = {}
    new = [item for item in select_standing(theirs) if item.id not in known]
    for item in new:
        for slot, value in list_slots(item):
            if slot in taken and taken[slot][0] != value:
                found.setdefault(item.id, _make_conflict(item, taken[slot][1]))
    standing = select_standing(ours)
    for item in new:
        if item.kind in ("merge", "never-merge", "retype") and item.id not in found:
            for other in find_contradicted(item, standing)[:1]:
                found[item.id] = _make_conflict(item, other)
    return list(found.values())


def _make_conflict(theirs: Decision, ours: Decision) -> Conflict:
    return Conflict(
        theirs, ours,
        f"{describe(theirs)} ({theirs.who}, {theirs.when:%Y-%m-%d}) "
        f"against {describe(ours)} ({ours.who}, {ours.when:%Y-%m-%d})",
    )  # fmt: skip


def list_slots(decision: Decision) -> Iterator[tuple[Slot, str]]:
    """What a decision settles, and how: two that settle one thing otherwise contradict each other."""
    what = decision.what
    articles = what.get("articles") or [""]
    for article in articles:
        span = json.dumps(what.get("span", ""))
        for slot, value in _list_said(decision.kind, what):
            yield (*slot, article, span), value


def _list_said(kind: str, what: Mapping[str, Any]) -> Iterator[tuple[Slot, str]]:
    if kind == "merge":
        for id in what["ids"]:
            yield ("leads", id), what["into"]
            yield ("leads", f"{what['into']} to {id}"), "never"
            yield ("leads", f"{id} to {what['into']}"), "so"  # against the same two the other way round
    elif kind == "retype":
        yield ("leads", what["id"]), "" if what["type"] == NOBODY else what["into"]
    elif kind == "split":
        rule = {name: what.get(name, "") for name in ("role", "country", "outlet", "form")}
        yield ("part", what["id"], json.dumps(rule)), what["into"]
    elif kind == "rename":
        yield ("label", what["id"]), what["label"]
    elif kind == "office":
        yield (
            ("office", what["id"], what.get("first", ""), what.get("last", "")),
            "|".join(str(what.get(name, "")) for name in ("role", "country", "body")),
        )
    elif kind == "topic":
        yield ("topic", what["topic"]), str(what["present"])
    elif kind == "outlets":
        for name in what["names"]:
            yield ("outlets", name), what["into"]
    elif kind in ("outlet", "date"):
        yield (kind,), str(what.get("outlet", what.get("day", "")))
