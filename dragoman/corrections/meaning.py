"""What decisions mean: they become one overlay, which lies over the hot tables before anything is counted.

Each decision speaks of names as they are at its moment: who is merged with a name that was merged before is
merged with whom that one leads to. Decisions that speak of different names, articles and outlets may come in
any order. A merge of two who are never one has no effect, whoever wrote it: `Overlay.refused` has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from typing import Any

from dragoman.corrections.model import NOBODY, Decision, select_standing

NOWHERE = ""  # where mentions go that count for nobody


@dataclass(frozen=True, slots=True)
class Where:
    """Which mentions of a name are meant: all fields that are not empty have to hold."""

    articles: frozenset[str] = frozenset()
    role: str = ""  # the article states it for the name
    country: str = ""  # of an office that the article states for the name
    outlet: str = ""
    form: str = ""  # the fullest form of the name in the article
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """The mentions of some names, all or those of `where`, stand for `target`; or for nobody (NOWHERE)."""

    sources: frozenset[str]
    target: str
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class SetOffice:
    """An office that somebody set: from `first` to `last` (ISO days, "" open), or as stated in articles."""

    id: str
    role: str
    country: str = ""
    body: str = ""
    first: str = ""
    last: str = ""
    articles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Overlay:
    """All that standing decisions mean. Moves are done in their order; the rest is the state at the end."""

    moves: tuple[Move, ...] = ()
    leads: Mapping[str, str] = field(default_factory=dict)  # identifier -> the one that its links lead to
    labels: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)  # of what is made, where articles know no name
    offices: tuple[SetOffice, ...] = ()
    topics: Mapping[tuple[str, str], bool] = field(default_factory=dict)  # (article, topic) -> has it
    outlets: Mapping[str, str] = field(default_factory=dict)
    outlet_of: Mapping[str, str] = field(default_factory=dict)  # article -> outlet
    day_of: Mapping[str, str] = field(default_factory=dict)  # article -> ISO day, "" for none
    gone: frozenset[str] = frozenset()  # articles that were taken back
    never: tuple[tuple[str, str], ...] = ()
    kept: frozenset[tuple[str, str]] = frozenset()  # (identifier, as what): looked at, and as it should be
    refused: tuple[tuple[str, str], ...] = ()  # decision -> the earlier one that it contradicts

    @property
    def mark(self) -> str:
        """A hash of what changes tables; "" where nothing does."""
        said = asdict(self)
        for quiet in ("never", "kept", "refused"):
            del said[quiet]
        said["topics"] = sorted((*key, value) for key, value in self.topics.items())
        if not any(said.values()):
            return ""
        written = json.dumps(said, sort_keys=True, default=sorted, ensure_ascii=True)
        return blake2b(written.encode(), digest_size=8).hexdigest()

    def find(self, id: str) -> str:
        """Whom an identifier leads to."""
        return _follow(self.leads, id)


def find_meaning(decisions: Iterable[Decision]) -> Overlay:
    """The overlay of some decisions with their undos, in whatever order they are given."""
    state = _State()
    for decision in select_standing(decisions):
        if step := _STEPS.get(decision.kind):
            step(state, decision)
    return Overlay(
        moves=tuple(state.moves),
        leads={id: _follow(state.leads, id) for id in state.leads},
        labels=state.labels,
        names=state.names,
        offices=tuple(_resolve_office(state.leads, office) for office in state.offices),
        topics=state.topics,
        outlets={name: into for name, into in state.outlets.items() if name != into},
        outlet_of=state.outlet_of,
        day_of=state.day_of,
        gone=frozenset(state.gone),
        kept=frozenset(state.kept),
        never=tuple(sorted((pair[0], pair[1]) for pair in state.never)),
        refused=tuple(state.refused),
    )


@dataclass(slots=True)
class _State:
    moves: list[Move] = field(default_factory=list)
    leads: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    offices: list[SetOffice] = field(default_factory=list)
    topics: dict[tuple[str, str], bool] = field(default_factory=dict)
    outlets: dict[str, str] = field(default_factory=dict)
    outlet_of: dict[str, str] = field(default_factory=dict)
    day_of: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    kept: set[tuple[str, str]] = field(default_factory=set)
    never: dict[tuple[str, str], str] = field(default_factory=dict)  # pair -> its decision
    refused: list[tuple[str, str]] = field(default_factory=list)

    def find(self, id: str) -> str:
        return _follow(self.leads, id)


def _follow(leads: Mapping[str, str], id: str) -> str:
    while id in leads:
        id = leads[id]
    return id


def _resolve_office(leads: Mapping[str, str], office: SetOffice) -> SetOffice:
    return SetOffice(**{**asdict(office), "id": _follow(leads, office.id)})


def _find_where(what: Mapping[str, Any]) -> Where | None:
    where = Where(
        frozenset(what.get("articles", ())), what.get("role", ""), what.get("country", ""),
        what.get("outlet", ""), what.get("form", ""), tuple(what["span"]) if "span" in what else None,
    )  # fmt: skip
    return None if where == Where() else where


def _merge(state: _State, decision: Decision) -> None:
    what = decision.what
    _lead(state, decision, what["ids"], what["into"])


def _lead(state: _State, decision: Decision, ids: Iterable[str], into: str) -> None:
    """Let some names lead to another, in some articles or everywhere."""
    where, ids = _find_where(decision.what), list(ids)
    target = state.find(into)
    sources = frozenset(state.find(id) for id in ids)
    if where:
        if sources - {target}:
            state.moves.append(Move(sources - {target}, target, where))
        return
    group = sources | {target}
    for pair, earlier in state.never.items():
        first, second = map(state.find, pair)
        if first != second and {first, second} <= group:
            state.refused.append((decision.id, earlier))
            return
    if target in ids and target != into:  # it led there so far, and from now on it is the other way round
        target = into
        state.leads.pop(into)
        sources |= {id for id in sources if id != into}
    sources -= {target}
    if sources:
        state.moves.append(Move(sources, target))
        state.leads.update(dict.fromkeys(sources, target))


def _split(state: _State, decision: Decision) -> None:
    what = decision.what
    source, target = state.find(what["id"]), state.find(what["into"])
    if what.get("label"):
        state.labels[target] = what["label"]
    if source != target:
        state.moves.append(Move(frozenset({source}), target, _find_where(what)))


def _keep_apart(state: _State, decision: Decision) -> None:
    pair = tuple(decision.what["ids"])
    if state.find(pair[0]) == state.find(pair[1]):
        state.refused.append((decision.id, ""))  # a merge came before: see checks.py for which
        return
    state.never.setdefault((pair[0], pair[1]), decision.id)


def _rename(state: _State, decision: Decision) -> None:
    state.labels[state.find(decision.what["id"])] = decision.what["label"]


def _retype(state: _State, decision: Decision) -> None:
    what = decision.what
    if what["type"] == NOBODY:
        _hide(state, decision)
        return
    if what.get("label"):
        state.names[what["into"]] = what["label"]
    _lead(state, decision, [what["id"]], what["into"])


def _keep(state: _State, decision: Decision) -> None:
    state.kept.add((decision.what["id"], decision.what["as"]))


def _hide(state: _State, decision: Decision) -> None:
    source = frozenset({state.find(decision.what["id"])})
    state.moves.append(Move(source, NOWHERE, _find_where(decision.what)))


def _set_office(state: _State, decision: Decision) -> None:
    fields = ("role", "country", "body", "first", "last")
    texts = {name: str(decision.what.get(name, "")) for name in fields}
    office = SetOffice(decision.what["id"], **texts, articles=frozenset(decision.what.get("articles", ())))
    if office not in state.offices:
        state.offices.append(office)


def _set_topic(state: _State, decision: Decision) -> None:
    what = decision.what
    for article in what["articles"]:
        state.topics[article, state.find(what["topic"])] = what["present"]


def _leave_out(state: _State, decision: Decision) -> None:
    what = decision.what
    sources = frozenset({state.find(what["id"])}) if "id" in what else frozenset()
    state.moves.append(Move(sources, NOWHERE, _find_where(what)))


def _join_outlets(state: _State, decision: Decision) -> None:
    names, into = set(decision.what["names"]), decision.what["into"]
    for known in (state.outlets, state.outlet_of):
        known.update({key: into for key, value in known.items() if value in names})
    state.outlets.update(dict.fromkeys(names, into))


def _set_outlet(state: _State, decision: Decision) -> None:
    state.outlet_of.update(dict.fromkeys(decision.what["articles"], decision.what["outlet"]))


def _set_day(state: _State, decision: Decision) -> None:
    state.day_of.update(dict.fromkeys(decision.what["articles"], decision.what["day"]))


def _take_back(state: _State, decision: Decision) -> None:
    state.gone.update(decision.what["articles"])


_STEPS: dict[str, Callable[[_State, Decision], None]] = {
    "merge": _merge, "split": _split, "never-merge": _keep_apart, "rename": _rename, "retype": _retype,
    "hide": _hide, "keep": _keep, "office": _set_office, "topic": _set_topic, "leave-out": _leave_out,
    "outlets": _join_outlets, "outlet": _set_outlet, "date": _set_day, "take-back": _take_back,
}  # fmt: skip
