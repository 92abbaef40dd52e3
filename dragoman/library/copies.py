"""Which articles are copies of one text, found without comparing again what was compared before.

Two tables are kept for it. `marks` holds what each text is looked up by. Articles that have a mark in common,
directly or over others, are relatives; only they are compared, and `relatives` holds what came of it, under a
hash of all that it rests on. So the answer is that of comparing everything anew, and a new article costs what
its own relatives cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.library.database import Database, match_any
from dragoman.library.schema import hash_number
from dragoman.resolution.rules import mark_stories

BATCH = 500  # texts that are fetched at a time

Row = Mapping[str, Any]  # id, date and text_key of an article


def find_copies(database: Database, threshold: float) -> dict[str, str]:
    """Article id -> story, as `resolution.stories.find_stories` has it, for articles that have relatives."""
    from dragoman.resolution.stories import find_stories, group_relatives

    articles = database.fetch("articles", ["id", "date", "text_key"]).sort_by("id").to_pylist()
    marks = _find_marks(database, articles)
    known = {
        row["key"]: row["stories"] for row in database.fetch("relatives", ["key", "stories"]).to_pylist()
    }
    found, new, kept = dict[str, str](), list[dict[str, Any]](), set[str]()
    for group in group_relatives([marks[_name(row)] for row in articles]):
        rows = [articles[place] for place in group]
        rests = (mark_stories(), threshold, [(row["id"], row["date"], _name(row)) for row in rows])
        key = f"{hash_number(rests):016x}"
        if key not in known:
            texts = _fetch_texts(database, rows)
            stories = find_stories(
                ((row["id"], row["date"], texts.get(row["id"], "")) for row in rows), threshold
            )
            known[key] = [{"article": article, "story": story} for article, story in stories.items()]
            if len(texts) == len(rows):
                new.append({"key": key, "stories": known[key]})
        found |= {pair["article"]: pair["story"] for pair in known[key]}
        kept.add(key)
    database.put("relatives", new)
    _forget(database, "relatives", known.keys() - kept)
    return found


def _find_marks(database: Database, articles: Sequence[Row]) -> dict[str, Sequence[int]]:
    """The marks of every text, made where there are none yet; those that no article has now are forgotten."""
    from dragoman.resolution.stories import mark_text

    table = database.fetch("marks", ["key", "marks"]).combine_chunks()
    marks: dict[str, Sequence[int]] = {}
    if len(table):
        column = table["marks"].chunk(0)
        flat, ends = column.values.to_numpy(), column.offsets.to_numpy()
        marks = {
            key: flat[ends[place] : ends[place + 1]] for place, key in enumerate(table["key"].to_pylist())
        }
    wanted = {_name(row): row for row in articles}
    _forget(database, "marks", marks.keys() - wanted.keys())
    missing = sorted(wanted.keys() - marks.keys())
    for first in range(0, len(missing), BATCH):
        rows = [wanted[key] for key in missing[first : first + BATCH]]
        texts = _fetch_texts(database, rows)
        new = {_name(row): mark_text(texts[row["id"]]) for row in rows if row["id"] in texts}
        database.put("marks", [{"key": key, "marks": own} for key, own in new.items()])
        marks |= new
    return {key: marks.get(key, ()) for key in wanted}


def _name(row: Row) -> str:
    """What a text is known by: its own key, or its article if never read; with the rules of its marks."""
    return f"{mark_stories()} {row['text_key'] or row['id']}"


def _fetch_texts(database: Database, rows: Sequence[Row]) -> dict[str, str]:
    """Article id -> text, but for those that others change at this moment: what follows is found after it."""
    keys, texts = {row["id"]: row["text_key"] for row in rows}, dict[str, str]()
    for first in range(0, len(rows), BATCH):
        where = match_any("id", [row["id"] for row in rows[first : first + BATCH]])
        found = database.fetch("articles", ["id", "text", "text_key"], where).to_pylist()
        texts |= {row["id"]: row["text"] for row in found if row["text_key"] == keys[row["id"]]}
    return texts


def _forget(database: Database, name: str, keys: Iterable[str]) -> None:
    rest = sorted(keys)
    for first in range(0, len(rest), BATCH):
        database.remove(name, rest[first : first + BATCH])
