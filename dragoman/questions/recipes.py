"""What a download was made from: enough to make it again, or to say what has changed since."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

from dragoman.errors import SourceError
from dragoman.knowledge import hash_knowledge, hash_topics
from dragoman.model import View
from dragoman.version import __version__
from dragoman.view import is_understood, write_view

if TYPE_CHECKING:
    from dragoman.analysis.library import Library

What = Literal[
    "pairs",
    "evidence",
    "network",
    "articles",
    "timeline",
    "names",
    "changes",
    "sides",
    "together",
    "offices",
    "brief",
    "report",
]
Format = Literal["csv", "parquet", "jsonl", "graphml", "gexf", "html", "md", "vault", "neo4j", "ftm"]

WHATS: tuple[What, ...] = get_args(What)
TABLE_FORMATS: tuple[Format, ...] = ("csv", "parquet", "jsonl")
GRAPH_FORMATS: tuple[Format, ...] = ("graphml", "gexf", "vault", "neo4j", "ftm")
PAGE_FORMATS: dict[What, tuple[Format, ...]] = {"report": ("html",), "brief": ("html", "md")}


@dataclass(frozen=True, slots=True)
class Recipe:
    """The question (what, format, view, bom), what answered it, and `rows`, a hash of the rows."""

    what: What
    format: Format
    view: str  # as the query of a URL
    bom: bool = False  # CSV begins with a byte order mark, for Excel
    revision: str = ""  # of the library
    readers: tuple[str, ...] = ()  # "model rules" that read its articles
    knowledge: str = ""
    topics: str = ""
    version: str = ""  # of Dragoman
    made: str = ""  # day, ISO
    rows: str = ""  # "" in a picture
    corrections: str = ""  # how many decisions stood, and their hash; "" for none


def make_recipe(
    library: Library,
    view: View,
    what: What,
    format: Format,
    made: str,
    bom: bool = False,
    readers: tuple[str, ...] | None = None,
) -> Recipe:
    """The recipe of a download now, without the hash of its rows. SourceError for a format that does not fit.

    `readers` spares the look at what read the library, where that is known.
    """
    fitting = GRAPH_FORMATS if what == "network" else PAGE_FORMATS.get(what, TABLE_FORMATS)
    if what not in WHATS or format not in fitting:
        raise SourceError(f"{what} cannot be written as {format}: choose one of {', '.join(fitting)}.")
    readers = tuple(sorted(library.status())) if readers is None else readers
    return Recipe(
        what, format, write_view(view), bom, str(library.revision), readers,
        hash_knowledge(), hash_topics(), __version__, made, corrections=_name_corrections(library),
    )  # fmt: skip


def _name_corrections(library: Library) -> str:
    corrections = library.decisions.sum_up()
    return corrections.sentence() if corrections.count else ""


def write_recipe(recipe: Recipe) -> str:
    """A recipe as JSON."""
    return json.dumps({"dragoman_recipe": 1, **asdict(recipe)}, ensure_ascii=False, indent=2) + "\n"


def parse_recipe(text: str) -> Recipe:
    """The recipe that a JSON text holds. SourceError when it is none."""
    try:
        values = json.loads(text)
        if values.pop("dragoman_recipe") != 1:
            raise ValueError
        values.setdefault("corrections", "")  # of a recipe from before there were any
        texts = [
            values[field.name] for field in fields(Recipe) if field.name not in ("bom", "readers")
        ] + values["readers"]
        recipe = Recipe(**values | {"readers": tuple(values["readers"])})
        if not all(isinstance(value, str) for value in texts) or not isinstance(values["bom"], bool):
            raise ValueError
        date.fromisoformat(recipe.made)
        return recipe
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(
            "This is no recipe of Dragoman: take the recipe.json of a download, or the zip itself."
        ) from error


def _list_readers(recipe: Recipe) -> set[tuple[str, str]]:
    """Model and rules of each reader of a recipe, whatever form the rules were written in."""
    from dragoman.reading.rules import modernize_rules

    parts = (reader.rpartition(" ") for reader in recipe.readers)
    return {(model, modernize_rules(rules)) for model, _, rules in parts}


def find_changes(before: Recipe, now: Recipe) -> tuple[str, ...]:
    """What changed between two recipes of one question, each as a sentence; nothing if surely the same."""
    changes = []
    if not is_understood(before.view):
        changes.append("Part of its view could not be read: the rest of it was taken.")
    if before.revision != now.revision:
        changes.append("The library's contents have changed.")
    if _list_readers(before) != _list_readers(now):
        names = [", ".join(recipe.readers) or "nothing" for recipe in (before, now)]
        changes.append(f"Articles were read by {names[0]}; now by {names[1]}.")
    for name, old, new in (
        ("knowledge tables", before.knowledge, now.knowledge),
        ("topics", before.topics, now.topics),
        ("corrections", before.corrections or "none", now.corrections or "none"),
    ):
        if old != new:
            changes.append(f"The {name} have changed ({old} then, {new} now).")
    if before.version != now.version:
        changes.append(f"Dragoman was version {before.version}; it is {now.version} now.")
    if not before.rows:  # of a picture: it is made in the browser, of the rows of its moment
        pass
    elif before.rows != now.rows:
        changes.append("The rows are not the same.")
    elif changes:
        changes.append("The rows are the same nevertheless.")
    return tuple(changes)
