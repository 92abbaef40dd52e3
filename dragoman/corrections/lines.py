"""Decisions as JSON lines, which people exchange, and lists of aliases ("same as") that become decisions."""

from __future__ import annotations

import csv
import getpass
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from dragoman.corrections.model import UNDO, Decision, make_what
from dragoman.errors import DecisionError, SourceError

FIELDS = ("id", "kind", "who", "when", "why", "what", "undoes")
SAME = ("same as", "same_as", "sameas", "canonical", "into", "merged into")  # columns that name whom one is
ALIAS = ("id", "alias", "name", "entity")
FTM_KINDS = {
    "person": "person", "legalentity": "organization", "organization": "organization",
    "company": "organization", "publicbody": "organization", "country": "country",
}  # fmt: skip


@dataclass(slots=True)
class Parsed:
    """What a file holds: decisions, and a sentence for each line that is none."""

    decisions: list[Decision] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def find_user() -> str:
    """The system's user, who decides where nobody is signed in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # of a container without a name
        return "unknown"


def write_line(decision: Decision) -> str:
    """A decision as one line of JSON."""
    row: dict[str, Any] = {
        "id": decision.id, "kind": decision.kind, "who": decision.who, "when": decision.when.isoformat(),
    }  # fmt: skip
    for name in ("why", "what", "undoes"):
        if value := getattr(decision, name):
            row[name] = value
    return json.dumps(row, ensure_ascii=False)


def read_row(row: Mapping[str, Any]) -> Decision:
    """The decision in a row of FIELDS. DecisionError when it is none."""
    try:
        when = datetime.fromisoformat(str(row["when"]))
        if when.tzinfo:
            when = when.astimezone(UTC).replace(tzinfo=None)
        id, kind, what = str(row["id"]), str(row["kind"]), dict(row.get("what") or {})
        undoes = str(row.get("undoes") or "")
    except (KeyError, ValueError, TypeError) as error:
        raise DecisionError(f"No decision: id, kind, who, when and what are needed ({error}).") from error
    if not id or (kind == UNDO) != bool(undoes):
        raise DecisionError("It is no decision: an undo says what it undoes, nothing else does.")
    who, why = str(row.get("who") or "unknown"), str(row.get("why") or "")
    return Decision(id, kind, who, when, why, make_what(kind, what), undoes)


def parse_lines(text: str) -> Parsed:
    """The decisions of JSON lines."""
    parsed = Parsed()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            parsed.decisions.append(read_row(row if isinstance(row, dict) else {}))
        except (ValueError, DecisionError, RecursionError) as error:
            parsed.faults.append(f"Line {number}: {error}")
    return parsed


def parse_aliases(text: str, known: Mapping[str, str], who: str, when: datetime) -> Parsed:
    """Merges out of FollowTheMoney entities (JSON lines) or a CSV with a column of names and one "same as".

    `known` maps names, folded by `fold_name`, and identifiers to identifiers of the library: a name that it
    does not have is nobody's here, and said in `faults`. The same list gives the same decisions.
    """
    pairs = _list_ftm(text) if text.lstrip().startswith("{") else _list_csv(text)
    parsed = Parsed()
    for alias, same in pairs:
        source, into = (known.get(name) or known.get(fold_name(name)) for name in (alias, same))
        if not source or not into:
            parsed.faults.append(f"{alias if not source else same!r} is nobody in this library.")
        elif source != into:
            try:
                what = make_what("merge", {"ids": [source], "into": into})
            except DecisionError as error:
                parsed.faults.append(f"{alias} is {same}: {error}")
                continue
            id = blake2b(f"alias {source} {into}".encode(), digest_size=8).hexdigest()
            parsed.decisions.append(Decision(id, "merge", who, when, f"same as {same}, by a list", what))
    return parsed


def fold_name(name: str) -> str:
    """A name as it is looked up: in small letters, blanks as one."""
    return " ".join(name.casefold().split())


def _list_ftm(text: str) -> Iterator[tuple[str, str]]:
    """(alias, name) of FollowTheMoney entities: their other names, and those of whom they are the same as."""
    entities: dict[str, dict[str, Any]] = {}
    for line in text.splitlines():
        try:
            row = json.loads(line) if line.strip() else {}
        except ValueError as error:
            raise SourceError(f"This is no list of FollowTheMoney entities: {error}.") from error
        if str(row.get("schema", "")).lower() in FTM_KINDS and isinstance(row.get("properties"), dict):
            entities[str(row.get("id"))] = row
    for row in entities.values():
        properties = row["properties"]
        name = next(iter([*_texts(properties, "name"), str(row.get("caption") or "")]), "")
        for other in (
            *_texts(properties, "alias"),
            *_texts(properties, "weakAlias"),
            *_texts(properties, "name"),
        ):
            if other != name:
                yield other, name
        for referent in (*_texts(properties, "sameAs"), *(row.get("referents") or ())):
            if referent in entities:
                yield next(iter(_texts(entities[referent]["properties"], "name")), referent), name


def _texts(properties: Mapping[str, Any], name: str) -> list[str]:
    values = properties.get(name) or []
    return [str(value) for value in (values if isinstance(values, list) else [values])]


def _list_csv(text: str) -> Iterator[tuple[str, str]]:
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    columns = {str(name).strip().casefold(): name for name in rows.fieldnames or ()}
    same = next((columns[name] for name in SAME if name in columns), None)
    alias = next((columns[name] for name in ALIAS if name in columns), None)
    if same is None or alias is None:
        raise SourceError(
            "A list of aliases needs a column 'name' (or 'alias', 'id') and a column 'same as': "
            f"this one has {', '.join(columns) or 'none'}."
        )
    for row in rows:
        if (row[alias] or "").strip() and (row[same] or "").strip():
            yield row[alias].strip(), row[same].strip()


def write_lines(decisions: Iterable[Decision]) -> str:
    """Decisions as JSON lines."""
    return "".join(f"{write_line(decision)}\n" for decision in decisions)
