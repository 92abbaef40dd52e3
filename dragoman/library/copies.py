"""Which articles are copies of one text, found without comparing again what was compared before.

Two tables are kept for it. `marks` holds what each text is looked up by. Articles that have a mark in common,
directly or over others, are relatives; only they are compared, and `relatives` holds what came of it, under a
hash of all that it rests on. So the answer is that of comparing everything anew, and a new article costs what
its own relatives cost.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.library.database import Database, match_any
from dragoman.library.schema import hash_number
from dragoman.resolution.rules import mark_stories
from dragoman.resolution.sightings import is_in

BATCH = 500  # texts that are fetched at a time

Row = Mapping[str, Any]  # id, date and text_key of an article


def find_copies(database: Database, threshold: float, grouped: int = 0) -> tuple[dict[str, str], int]:
    """Article id -> story, as `resolution.stories.find_stories` has it, for articles that have relatives.

    And a number for the texts of which all relatives are noted by then; 0 when there are others. `grouped` is
    that of the time before: where it fits, only relatives of what has changed are looked for.
    """
    from dragoman.resolution.stories import find_stories

    articles = database.fetch("articles", ["id", "date", "text_key"]).sort_by("id").to_pylist()
    marks, new_texts, whole = _find_marks(database, articles, grouped)
    known = {
        row["key"]: row["stories"] for row in database.fetch("relatives", ["key", "stories"]).to_pylist()
    }
    members = _match_groups(articles, known, threshold) if whole else {}
    kept, groups = _regroup(articles, marks, members, known, new_texts if whole else None)
    new, complete = list[dict[str, Any]](), True
    for group in groups:
        rows = [articles[place] for place in group]
        key = name_group(threshold, [(row["id"], row["date"], _name(row)) for row in rows])
        if key not in known:
            texts = _fetch_texts(database, rows)
            stories = find_stories(
                ((row["id"], row["date"], texts.get(row["id"], "")) for row in rows), threshold
            )
            known[key] = [{"article": article, "story": story} for article, story in stories.items()]
            complete &= len(texts) == len(rows)
            if len(texts) == len(rows):
                new.append({"key": key, "stories": known[key]})
        kept.add(key)
    database.put("relatives", new)
    _forget(database, "relatives", known.keys() - kept)
    found = {pair["article"]: pair["story"] for key in kept for pair in known[key]}
    return found, _sum_names(marks.place) if complete and len(marks.place) else 0


@dataclass(frozen=True)
class _Marks:
    """The marks of texts, side by side."""

    place: Mapping[str, int]  # name -> text
    values: Any
    counts: Any  # text -> how many

    def list_of(self, text: int) -> Any:
        """The marks of one text."""
        return self.values[self.ends[text] - self.counts[text] : self.ends[text]]

    @cached_property
    def ends(self) -> Any:
        """Text -> the end of its marks."""
        return np.cumsum(self.counts)


def _match_groups(
    articles: Sequence[Row], known: Mapping[str, Sequence[Mapping[str, str]]], threshold: float
) -> dict[str, list[int]]:
    """Key -> places of the articles, of groups of which all is as it was."""
    place_of = {row["id"]: place for place, row in enumerate(articles)}
    found = {}
    for key, stories in known.items():
        places = [place_of.get(pair["article"], -1) for pair in stories]
        if -1 in places:
            continue
        rows = [articles[place] for place in sorted(places)]
        if name_group(threshold, [(row["id"], row["date"], _name(row)) for row in rows]) == key:
            found[key] = places
    return found


def _regroup(
    articles: Sequence[Row],
    marks: _Marks,
    members: Mapping[str, list[int]],
    known: Mapping[str, Sequence[Mapping[str, str]]],
    new_texts: set[int] | None,
) -> tuple[set[str], list[list[int]]]:
    """The groups of `members` that stay, by their keys, and the groups of all others (None: of everything).

    Others are the relatives of new texts, of articles with one text that are in no group, and of what is left
    of groups that are not as they were.
    """
    from dragoman.resolution.stories import group_relatives

    text: Any = np.array([marks.place.get(_name(row), -1) for row in articles], dtype=np.int64)
    if new_texts is None:
        return set(), group_relatives([marks.list_of(place) for place in text.tolist()])
    group: Any = np.full(len(articles), -1)
    for number, own in enumerate(members.values()):
        group[np.array(own)] = number
    left = {pair["article"] for key, stories in known.items() if key not in members for pair in stories}
    loose: Any = np.array([row["id"] in left for row in articles], dtype=bool)
    loose |= (np.bincount(text, minlength=len(marks.counts)) > 1)[text] & (group < 0)
    loose |= np.isin(text, list(new_texts))
    of = np.repeat(np.arange(len(marks.counts)), marks.counts)
    while True:  # until nobody outside has a mark in common with those inside
        inside = np.zeros(len(marks.counts), dtype=bool)
        inside[text[loose]] = True
        related = is_in(marks.values, np.unique(marks.values[inside[of]]))
        inside[of[related]] = True
        more = inside[text] | np.isin(group, np.unique(group[loose & (group >= 0)]))
        if (more == loose).all():
            break
        loose = more
    places = np.flatnonzero(loose)
    groups = group_relatives([marks.list_of(place) for place in text[places].tolist()])
    kept = {key for number, key in enumerate(members) if not loose[members[key][0]]}
    return kept, [places[own].tolist() for own in groups]


def _sum_names(names: Iterable[str]) -> int:
    """A number for a set of texts."""
    return sum(zlib.crc32(name.encode()) << 8 | 1 for name in names) % 2**63


def _find_marks(database: Database, articles: Sequence[Row], grouped: int) -> tuple[_Marks, set[int], bool]:
    """The marks of every text, made where there are none yet; those that no article has now are forgotten.

    And the texts whose marks were made, and whether those of before are the ones that `grouped` stands for.
    """
    table = database.fetch("marks", ["key", "marks"]).combine_chunks()
    wanted = {_name(row): row for row in articles}
    keys = table["key"].to_pylist()
    whole = bool(grouped) and _sum_names(keys) == grouped
    stays = np.array([key in wanted for key in keys], dtype=bool)
    _forget(database, "marks", [key for key, stay in zip(keys, stays.tolist(), strict=True) if not stay])
    table = table.filter(pa.array(stays))
    keys = table["key"].to_pylist()
    missing = sorted(wanted.keys() - set(keys))
    made = _make_marks(database, [wanted[key] for key in missing])
    kept = pc.fill_null(pc.list_value_length(table["marks"]), 0).to_numpy()
    counts = np.concatenate([kept, [len(made[key]) for key in missing]]).astype(np.int64)
    flat = pc.list_flatten(table["marks"]).to_numpy()
    own = np.array([mark for key in missing for mark in made[key]], dtype=np.uint64)
    place = {key: number for number, key in enumerate([*keys, *missing])}
    marks = _Marks(place, np.concatenate([flat, own]).astype(np.uint64), counts)
    return marks, set(range(len(keys), len(place))), whole and all(made.values())


def _make_marks(database: Database, rows: Sequence[Row]) -> dict[str, Any]:
    """Name -> marks of the texts of some articles, which are put in; none of one that others change now."""
    from dragoman.resolution.stories import mark_text

    made: dict[str, Any] = {_name(row): () for row in rows}
    for first in range(0, len(rows), BATCH):
        batch = rows[first : first + BATCH]
        texts = _fetch_texts(database, batch)
        new = {_name(row): mark_text(texts[row["id"]]) for row in batch if row["id"] in texts}
        database.put("marks", [{"key": key, "marks": own} for key, own in new.items()])
        made |= new
    return made


def _name(row: Row) -> str:
    """What a text is known by: its own key, or its article if never read; with the rules of its marks."""
    return name_text(row["text_key"] or row["id"])


def name_text(key: str) -> str:
    """A text's key with the rules of its marks, as `marks` has it."""
    return f"{mark_stories()} {key}"


def name_group(threshold: float, articles: Sequence[tuple[str, date | None, str]]) -> str:
    """What a group of relatives rests on, as `relatives` has it: (id, date, name of the text) by id."""
    return f"{hash_number((mark_stories(), threshold, list(articles))):016x}"


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
