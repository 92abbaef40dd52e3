"""A decision: what somebody said of names, articles or outlets that reading or resolution had otherwise.

Decisions are rows that are only ever added: undo is a row too. What each kind holds is a row of KINDS.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from dragoman.errors import DecisionError
from dragoman.knowledge import load_countries
from dragoman.model import KINDS as ENTITY_KINDS

NOBODY = "nobody"
TYPES = ("person", "organization", "country", NOBODY)
LONGEST = 300  # characters of a text in a decision


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the corrections. `what` is plain JSON: see KINDS; `undoes` is the id of another."""

    id: str
    kind: str
    who: str
    when: datetime  # UTC, without a zone
    why: str = ""
    what: Mapping[str, Any] = field(default_factory=dict)
    undoes: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """How many decisions stand, and a hash of what they say; in every recipe and report."""

    count: int = 0
    hash: str = ""

    def sentence(self) -> str:
        """As one says it: "with 12 corrections, hash 3f9a0c21"; "without corrections"."""
        many = f"{self.count:,} correction{'' if self.count == 1 else 's'}"
        return f"with {many}, hash {self.hash}" if self.count else "without corrections"


NONE = Corrections()


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of decision holds, and how it is said.

    `needs` and `may` map a field to its form in FORMS; of the fields of `one_of` it needs at least one.
    """

    needs: Mapping[str, str]
    may: Mapping[str, str] = field(default_factory=dict)
    one_of: tuple[str, ...] = ()
    sentence: str = ""


UNDO = "undo"
KINDS: dict[str, Kind] = {
    "merge": Kind(
        {"ids": "entities", "into": "entity"}, {"articles": "articles", "span": "span"},
        sentence="{ids} is {into}",
    ),
    "split": Kind(
        {"id": "entity", "into": "entity"},
        {"articles": "articles", "label": "text", "role": "text", "country": "country", "outlet": "text",
         "form": "text"},
        ("articles", "role", "country", "outlet", "form"), "{id} is split: a part of it is {into}",
    ),
    "never-merge": Kind({"ids": "pair"}, sentence="{ids} are never one"),
    "rename": Kind({"id": "entity", "label": "text"}, sentence="{id} is called {label}"),
    "retype": Kind(
        {"id": "entity", "type": "type"},
        {"into": "entity", "label": "text", "articles": "articles", "span": "span"},
        sentence="{id} is {type}",
    ),
    "keep": Kind({"id": "entity", "as": "text"}, sentence="{id} is as it should be ({as})"),
    "hide": Kind({"id": "entity"}, {"articles": "articles"}, sentence="{id} is not shown"),
    "office": Kind(
        {"id": "entity", "role": "text"},
        {"country": "country", "body": "text", "first": "day", "last": "day", "articles": "articles"},
        sentence="{id} is {role}",
    ),
    "topic": Kind(
        {"topic": "entity", "articles": "articles", "present": "flag"},
        sentence="topic {topic} in articles: {present}",
    ),
    "leave-out": Kind(
        {"articles": "articles"}, {"id": "entity", "span": "span"}, ("id", "span"),
        "a mention of {id} is left out",
    ),
    "outlets": Kind({"names": "texts", "into": "text"}, sentence="outlet {names} is {into}"),
    "outlet": Kind({"articles": "articles", "outlet": "text"}, sentence="articles are of {outlet}"),
    "date": Kind({"articles": "articles", "day": "day"}, sentence="articles are of {day}"),
    "take-back": Kind(
        {"import": "text", "articles": "articles"}, {"source": "text"}, sentence="an import is taken back"
    ),
    UNDO: Kind({}, sentence="undone"),
}  # fmt: skip


def make_what(kind: str, what: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a decision as they are kept: those of its kind, lists sorted, nothing empty.

    DecisionError for a kind that there is not, a field that is missing, unknown or not as it should be.
    """
    rule = KINDS.get(kind)
    if rule is None:
        raise DecisionError(f"{kind!r} is no kind of decision: choose one of {', '.join(KINDS)}.")
    forms = {**rule.needs, **rule.may}
    if unknown := sorted(what.keys() - forms.keys()):
        raise DecisionError(f"A {kind} decision has no field {unknown[0]!r}: it has {', '.join(forms)}.")
    made = {}
    for name, value in sorted(what.items()):
        if value is None or (value in ("", [], ()) and name not in rule.needs):
            continue
        made[name] = _form(kind, name, FORMS[forms[name]], value)
    if missing := [name for name in rule.needs if name not in made]:
        raise DecisionError(f"A {kind} decision needs the field {missing[0]!r}.")
    if rule.one_of and not any(name in made for name in rule.one_of):
        raise DecisionError(f"A {kind} decision needs one of {', '.join(rule.one_of)}.")
    if "span" in made and len(made.get("articles", ())) != 1:
        raise DecisionError("A span is of one article: name exactly one.")
    return _complete(kind, made)


def complete_what(kind: str, what: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody decides, with what follows of itself: who is split off gets an identifier."""
    if kind == "split" and what.get("id") and not what.get("into"):
        rule = {name: value for name, value in what.items() if name not in ("id", "label", "into") and value}
        return {**what, "into": name_part(what["id"], rule)}
    return dict(what)


def _form(kind: str, name: str, form: Callable[[Any], Any], value: Any) -> Any:
    try:
        return form(value)
    except (ValueError, TypeError, KeyError) as error:
        raise DecisionError(f"{name!r} of a {kind} decision cannot be {value!r}: {error}.") from error


def _complete(kind: str, made: dict[str, Any]) -> dict[str, Any]:
    """Fields that have to fit one another."""
    if kind == "merge":
        made["ids"] = [id for id in made["ids"] if id != made["into"]]
        if not made["ids"]:
            raise DecisionError("A name cannot be merged with itself: choose two.")
    same_kind = {"merge": ("ids", "into"), "split": ("id", "into"), "never-merge": ("ids", "ids")}.get(kind)
    if same_kind:
        ids = [*_as_list(made[same_kind[0]]), *_as_list(made[same_kind[1]])]
        if len({id.partition(":")[0] for id in ids}) > 1:
            raise DecisionError(f"{', '.join(ids)} are not of one kind: retype one of them first.")
    if kind == "split" and made["id"] == made["into"]:
        raise DecisionError("What is split off needs an identifier of its own.")
    if kind == "retype":
        made = _complete_type(made)
    return made


def _complete_type(made: dict[str, Any]) -> dict[str, Any]:
    wanted = made["type"]
    if wanted == NOBODY:
        return {name: value for name, value in made.items() if name not in ("into", "label")}
    if "into" not in made:
        if wanted == "country":
            raise DecisionError("Say which country it is: into='country:FRA'.")
        made["into"] = f"{wanted}:{made['id'].partition(':')[2]}"
    if made["into"].partition(":")[0] != wanted or made["into"] == made["id"]:
        raise DecisionError(f"{made['into']} is no other {wanted} than {made['id']}.")
    return made


def _as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _read_text(value: Any) -> str:
    text = " ".join(str(value).split())
    if not text or len(text) > LONGEST:
        raise ValueError(f"it needs 1 to {LONGEST} characters")
    return text


def _read_entity(value: Any) -> str:
    kind, _, key = str(value).partition(":")
    if kind not in ENTITY_KINDS or not key:
        raise ValueError("it is no identifier such as person:antony-blinken")
    if kind == "country":
        _read_country(key)
    return str(value)


def _read_country(value: Any) -> str:
    if value not in load_countries().by_code:
        raise ValueError("it is no country's code of three letters")
    return str(value)


def _read_many(read: Callable[[Any], str], count: int = 0) -> Callable[[Any], list[str]]:
    def read_all(values: Any) -> list[str]:
        found = sorted({read(value) for value in _as_list(values)})
        if not found or (count and len(found) != count):
            raise ValueError(f"it needs {count or 'some'}")
        return found

    return read_all


def _read_day(value: Any) -> str:
    return "" if value == "" else date.fromisoformat(str(value)).isoformat()


def _read_type(value: Any) -> str:
    if value not in TYPES:
        raise ValueError(f"it is none of {', '.join(TYPES)}")
    return str(value)


def _read_span(value: Any) -> list[int]:
    start, end = (int(number) for number in value)
    if not 0 <= start < end:
        raise ValueError("it needs a first character and the one after the last")
    return [start, end]


def _read_flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("it is yes or no")
    return value


FORMS: dict[str, Callable[[Any], Any]] = {
    "text": _read_text, "texts": _read_many(_read_text), "entity": _read_entity,
    "entities": _read_many(_read_entity), "pair": _read_many(_read_entity, 2), "country": _read_country,
    "articles": _read_many(str), "day": _read_day, "type": _read_type, "span": _read_span,
    "flag": _read_flag,
}  # fmt: skip


def name_part(id: str, rule: Mapping[str, Any]) -> str:
    """The identifier of what a split takes from a name: who splits alike gets the same."""
    said = json.dumps({name: rule[name] for name in sorted(rule)}, ensure_ascii=False)
    return f"{id}-part-{blake2b(f'{id} {said}'.encode(), digest_size=3).hexdigest()}"


def select_standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold, each once, by time: those that no standing undo takes back, without undos."""
    by_id = {decision.id: decision for decision in decisions}
    undos: dict[str, list[str]] = {}
    for decision in by_id.values():
        if decision.kind == UNDO:
            undos.setdefault(decision.undoes, []).append(decision.id)
    stands: dict[str, bool] = {}
    for decision in sorted(by_id.values(), key=_by_time, reverse=True):
        _find_standing(decision.id, undos, stands)
    kept = (decision for decision in by_id.values() if decision.kind != UNDO and stands[decision.id])
    return sorted(kept, key=_by_time)


def _find_standing(id: str, undos: Mapping[str, list[str]], stands: dict[str, bool]) -> bool:
    """Whether nothing that stands undoes it; a decision that undoes itself, around however many, stands."""
    path, seen = [id], {id}
    while path:
        waiting = [undo for undo in undos.get(path[-1], ()) if undo not in stands and undo not in seen]
        if waiting:
            path.append(waiting[0])
            seen.add(waiting[0])
            continue
        last = path.pop()
        stands[last] = not any(stands.get(undo, False) for undo in undos.get(last, ()))
    return stands[id]


def sort_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """Each decision once, in the order in which they were made."""
    return sorted({decision.id: decision for decision in decisions}.values(), key=_by_time)


def sum_up(decisions: Iterable[Decision]) -> Corrections:
    """How many decisions stand, and a hash of what they say: the same for the same decisions anywhere."""
    standing = select_standing(decisions)
    if not standing:
        return NONE
    said = json.dumps(
        [(item.kind, item.what) for item in standing], ensure_ascii=True, sort_keys=True, default=str
    )
    return Corrections(len(standing), blake2b(said.encode(), digest_size=4).hexdigest())


def describe(decision: Decision, labels: Mapping[str, str] | None = None) -> str:
    """A decision in words: "Steinmeyer is Steinmeier, in 2 articles"; `labels` has names of identifiers."""
    called = labels or {}

    def write(value: Any) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return ", ".join(map(write, value))
        return called.get(str(value)) or re.sub(r"^[a-z]+:", "", str(value)) or "no day"

    what = {"id": "a name", **{name: write(value) for name, value in decision.what.items()}}
    sentence = KINDS[decision.kind].sentence.format(**what) if decision.kind in KINDS else decision.kind
    many = len(decision.what.get("articles", ()))
    return f"{sentence}, in {many:,} article{'' if many == 1 else 's'}" if many else sentence


def stamp(decision: Decision, when: datetime) -> Decision:
    """The decision at another moment."""
    return replace(decision, when=when)


def _by_time(decision: Decision) -> tuple[datetime, str]:
    return decision.when, decision.id
