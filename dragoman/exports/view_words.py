"""What a view looks at, in words: for the head of a report and the caption of a picture."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from dragoman.analysis.filter_options import list_options
from dragoman.analysis.tables import Tables
from dragoman.model import KINDS, Changes, Filter, Network, View

TITLES = {
    "overview": "Overview", "articles": "Articles", "connections": "Connections", "world": "World",
    "timeline": "Over time", "changes": "What changed", "compare": "Compare", "dossier": "Dossier",
}  # fmt: skip
FIELDS = {
    "people": "People", "countries": "Countries", "organizations": "Organizations", "topics": "Topics",
    "groups": "Country groups", "offices": "Offices", "outlets": "Outlets", "start": "From", "end": "To",
    "text": "Words in the text", "routes_off": "Not counted", "match": "An article must name",
    "officials_only": "Officials only", "guessed_dates": "With guessed dates",
    "undated": "Articles without a date", "rolled_up": "Officials counted as their countries",
    "excluded": "Without", "excluded_outlets": "Without the outlets",
    "paragraphs_only": "Only in paragraphs that hold the words",
    "holding": "Offices also", "kinds": "Pairs of", "unit": "Named in the same", "counted_in": "Counted in",
    "measure": "Strongest by", "period": "By", "selection": "Selected", "minimum": "At least",
    "lines": "Drawn", "opened": "Days opened", "window": "The period", "baseline": "Compared with",
    "side": "Side opened", "around": "Neighbours of", "fixed": "Only pairs of",
    "smallest": "Tested from", "own": "People and their own country",
}  # fmt: skip
NAMED_OUTLETS = 4  # in a caption


def describe_view(tables: Tables, view: View) -> list[tuple[str, str]]:
    """The filter and the settings as (word, value), those that are not as by default."""
    lines = _list_settings(tables, view.filter, Filter(), ())
    lines += _list_settings(tables, view, View(), ("filter", "sides", "page"))
    for own, usual in ((view.network, Network()), (view.changes, Changes())):
        lines += _list_settings(tables, own, usual, ())
    for name, side in zip(("First side", "Second side"), view.sides, strict=True):
        lines += [
            (f"{name}, {word.lower()}", value) for word, value in _list_settings(tables, side, Filter(), ())
        ]
    return lines


def caption_view(tables: Tables, view: View) -> tuple[str, str, str]:
    """What a picture of a view carries: its page, what is looked at, and what it was counted in."""
    options = list_options(tables, view.filter)
    outlets = [str(name) for name in options.outlets["label"]]
    more = len(outlets) - NAMED_OUTLETS
    named = ", ".join(outlets[:NAMED_OUTLETS]) + (f" and {more:,} more" if more > 0 else "")
    days = f", {options.first} to {options.last}" if options.first else ""
    told = "; ".join(f"{word}: {value}" for word, value in describe_view(tables, view))
    return (
        TITLES.get(view.page, "Dragoman"),
        told,
        f"{options.articles:,} articles of {named or 'no outlet'}{days}",
    )


def label_entity(tables: Tables, identifier: str) -> str:
    """What screens call an entity; its identifier's own words where the library does not know it."""
    number = tables.entity_of.get(identifier)
    return identifier.partition(":")[2].replace("-", " ") if number is None else str(tables.labels[number])


def _list_settings(
    tables: Tables, settings: Any, usual: Any, without: tuple[str, ...]
) -> list[tuple[str, str]]:
    lines = []
    for name in (
        field.name for field in fields(settings) if field.name in FIELDS and field.name not in without
    ):
        value = getattr(settings, name)
        if value != getattr(usual, name) or name in ("unit", "counted_in"):
            lines.append((FIELDS[name], _say(tables, value)))
    return lines


def _say(tables: Tables, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(_say(tables, item) for item in value)
    text = str(value)
    return label_entity(tables, text) if text.partition(":")[0] in (*KINDS, "group") and ":" in text else text
