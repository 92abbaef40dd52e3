"""Where a JSON value's articles are: in a list, in lists within an answer, in columns, or nowhere.

What holds a list may have a title and a description of its own, and an article may hold lists: of its
pictures, its authors, its comments. So a list is known by its items, and weighed against the text beside it.
What an answer says of itself (how many articles there are, that there is a further page) is compared with
what is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.sources.cells import is_empty, join_paragraphs, pick_inside
from dragoman.sources.columns import choose_columns
from dragoman.sources.files.csl_json import is_reference
from dragoman.sources.files.json_totals import OF_ARTICLES, compare_totals, find_totals, simplify_key
from dragoman.sources.files.origin import Origin

# Names of lists of articles, likeliest first.
LISTS = (
    *(
        "articles", "items", "results", "data", "docs", "documents", "records", "rows", "news", "stories",
        "entries", "hits", "response",
    ),
    *(
        "posts", "newsresults", "objects", "publications", "texts", "releases", "pressreleases", "statements",
        "value", "children", "edges",
    ),
)  # fmt: skip
TELLING = {"title", "date", "url", "outlet"}  # fields that paragraphs and comments lack
WRAPPERS = (
    "fields", "_source", "attributes", "article", "document", "doc", "node", "item", "story", "news",
    "properties", "data", "info",
)  # fmt: skip
# Lists that belong to an article or to an answer, whatever is in them.
ASIDE = re.compile(
    r"(?:co)?authors?|bylines?|creators?|contributors?|editors?|publishers?|sources?|images?|photos?|pictures?|videos?|media|multimedia|elements"
    r"|enclosures?|attachments?|thumbnails?|categor(?:y|ies)|tags?|keywords?|topics?|entit(?:y|ies)|persons?|people|organi[sz]ations?|places?"
    r"|locations?|comments?|replies|related.*|recommend.*|similar.*|seealso|links?|references|citations?|mentions?|breadcrumbs?|facets?"
    r"|aggregations?|filters?|errors?|sections?|paragraphs?|blocks?|body|content|embedded|wp.*|hubs"
)
DEEPEST = 4  # objects within objects that are looked into
LOOKED_AT = 50  # items of a list that are looked at
SHORT = 600  # characters: a text that is shorter may be the description of what holds a list
FULL = 200  # characters: what is longer is somebody's text


@dataclass(frozen=True, slots=True)
class Contents:
    """The rows of a JSON value, each with its place ("item 3"), and what is to be said of them."""

    rows: tuple[tuple[str, Any], ...] = ()
    told: tuple[str, ...] = ()  # sentences about what is missing
    refusal: str = ""  # why nothing of it is taken


@dataclass(frozen=True, slots=True)
class _List:
    """A list of objects within a value."""

    path: tuple[str, ...]
    items: list[Any]
    looks: bool  # whether its items look like articles
    longest: int  # characters of the longest text of an item
    widest: int  # characters of the longest cell of an item

    @property
    def name(self) -> str:
        """Its key, in small letters without punctuation."""
        return simplify_key(self.path[-1])

    @property
    def named(self) -> bool:
        """Whether it is called what lists of articles are called."""
        return self.name in LISTS

    @property
    def aside(self) -> bool:
        """Whether it, or what it stands in, belongs to an article."""
        return any(ASIDE.fullmatch(simplify_key(key)) for key in self.path)


def find_rows(value: Any, origin: Origin) -> Contents | None:
    """What a value holds, or None if it is itself a row (or nothing of use)."""
    if isinstance(value, list):
        return Contents(_number(value))
    if not isinstance(value, dict):
        return None
    if columns := _turn_columns(value, origin):
        return Contents(_number(columns))
    if _is_plain(value):
        return None
    own, flat = (
        _measure_text(value, origin),
        {key: inside for key, inside in value.items() if not _lists_objects(inside)},
    )
    lists = list(_find_lists(value, origin))
    if own and _is_dated(flat, origin):  # an article of its own, unless the items of a list have texts
        lists = [one for one in lists if one.longest or not one.named]
    taken = _choose_lists(lists, own, looks_like_article(flat, origin))
    if taken:
        return _take(value, taken, [one for one in lists if one not in taken], origin)
    return _refuse(value, lists, own)


def _is_plain(value: dict[str, Any]) -> bool:
    """Whether a row is like most: no list, object or number of articles, so nothing more to look at."""
    return not any(
        isinstance(inside, list | dict) or simplify_key(key) in OF_ARTICLES for key, inside in value.items()
    )


def _number(rows: list[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((f"item {number}", row) for number, row in enumerate(rows, 1))


def _lists_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _is_dated(row: dict[str, Any], origin: Origin) -> bool:
    return "date" in choose_columns(
        [key for key, inside in row.items() if not is_empty(inside)], origin.columns
    )


def _refuse(value: dict[str, Any], lists: list[_List], own: int) -> Contents | None:
    """What is said of a value of which no list is taken; None when it may be a row."""
    reason = _explain(value, lists, own)
    if not reason and own < SHORT and any(one.named and not one.items for one in lists):
        return Contents()
    return Contents(refusal=reason) if reason else None


def unwrap(row: dict[str, Any], origin: Origin) -> dict[str, Any]:
    """The row with the fields of the object in it that holds the text, as search engines answer."""
    chosen = choose_columns(list(row), origin.columns)
    for key in (chosen["text"],) if "text" in chosen else WRAPPERS:
        inside = row.get(key)
        if isinstance(inside, dict) and (key in WRAPPERS or key == "story"):
            fields = choose_columns(list(inside), origin.columns)
            if "text" in fields and ("text" not in chosen or "title" in fields):
                return {name: value for name, value in row.items() if name != key} | inside
    return row


def looks_like_article(row: object, origin: Origin, loosely: bool = False) -> bool:
    """Whether an object has a text and what tells it apart, or address and title; `loosely`, a text."""
    if not isinstance(row, dict):
        return False
    if is_reference(row):
        return True
    row = unwrap(row, origin)
    fields = choose_columns([name for name, value in row.items() if not is_empty(value)], origin.columns)
    return ("text" in fields and (loosely or bool(fields.keys() & TELLING))) or {
        "url",
        "title",
    } <= fields.keys()


def _find_lists(value: dict[str, Any], origin: Origin, path: tuple[str, ...] = ()) -> Iterator[_List]:
    """Lists of objects, and objects of like objects, `DEEPEST` deep at most; empty ones so called."""
    for key, inside in value.items():
        if isinstance(inside, dict) and len(path) < DEEPEST:
            if (simplify_key(key) in LISTS[:7] or len(inside) > 1) and (items := _list_alike(inside, origin)):
                yield _weigh((*path, key), items, origin)
            else:
                yield from _find_lists(inside, origin, (*path, key))
        elif _lists_objects(inside) or (inside == [] and simplify_key(key) in LISTS):
            yield _weigh((*path, key), inside, origin)
    if not path and len(value) > 1 and (items := _list_alike(value, origin)):
        yield _weigh(("",), items, origin)


def _list_alike(value: dict[str, Any], origin: Origin) -> list[Any]:
    """What an object holds, its keys as ids, if all are objects and most are articles; else nothing."""
    if not all(isinstance(item, dict) for item in value.values()):
        return []
    items = [{"id": key} | item for key, item in value.items()]
    return items if _count_articles(items, origin) > len(items[:LOOKED_AT]) / 2 else []


def _weigh(path: tuple[str, ...], items: list[Any], origin: Origin) -> _List:
    first = [item for item in items[:LOOKED_AT] if isinstance(item, dict)]
    looks = bool(first) and _count_articles(first, origin, simplify_key(path[-1]) in LISTS) >= len(first) / 2
    widest = max(
        (len(cell) for item in first for cell in unwrap(item, origin).values() if isinstance(cell, str)),
        default=0,
    )
    return _List(path, items, looks, max((_measure_text(item, origin) for item in first), default=0), widest)


def _count_articles(items: list[Any], origin: Origin, loosely: bool = False) -> int:
    return sum(looks_like_article(item, origin, loosely) for item in items[:LOOKED_AT])


def _measure_text(row: dict[str, Any], origin: Origin) -> int:
    """Characters of the text of an object; 0 without one."""
    row = unwrap(row, origin)
    name = choose_columns([name for name, value in row.items() if not is_empty(value)], origin.columns).get(
        "text"
    )
    text = row.get(name) if name else None
    if isinstance(text, list) and any(looks_like_article(part, origin) for part in text):
        return 0  # that is a list of articles
    text = join_paragraphs(pick_inside("text", text))
    return len(text) if isinstance(text, str) else 0


def _choose_lists(lists: list[_List], own: int, article: bool) -> list[_List]:
    """The lists whose items are the articles; none when the value is an article itself."""
    good = [one for one in lists if one.looks and _outweighs(one, own)]
    named = sorted((one for one in good if one.named), key=lambda one: LISTS.index(one.name))
    others = [one for one in good if not one.named and not one.aside]
    if named:
        return _join_full(named, good)
    if others:
        return others
    if own or article:
        return []
    rest = [*good, *sorted((one for one in lists if one.items), key=lambda one: (not one.named, one.aside))]
    return rest[:1]  # its rows are refused one by one, with their reasons


def _join_full(named: list[_List], good: list[_List]) -> list[_List]:
    """The likeliest list with those that are named too and stand beside it, and others with whole texts."""
    first = [one for one in named if one.path[:-1] == named[0].path[:-1]]
    return first + [one for one in good if one not in first and not one.aside and one.longest >= FULL]


def _outweighs(one: _List, own: int) -> bool:
    """Whether a list is more than the text beside it, which is then no article's but a description."""
    if not own:
        return True
    if one.aside:
        return False
    return (one.longest > own and one.longest >= FULL) or (one.named and (one.longest > own or own < SHORT))


def _take(value: dict[str, Any], taken: list[_List], left: list[_List], origin: Origin) -> Contents:
    several = len(taken) > 1
    rows = tuple(
        (f"{' '.join(filter(None, one.path))}, item {number}" if several else f"item {number}", row)
        for one in taken
        for number, row in enumerate(one.items, 1)
    )
    if "jsonfeed.org" in str(value.get("version")) and isinstance(value.get("title"), str):
        rows = tuple(
            (place, {"outlet": value["title"]} | row if isinstance(row, dict) else row) for place, row in rows
        )
    told = [compare_totals(value, taken[0].path, len(rows), origin)]
    told += [
        f"{origin.source} has a list {one.path[-1]!r} of {len(one.items):,} items besides its articles, "
        "which is left out: save it as a file of its own if it is of articles."
        for one in left
        if one.looks and not one.aside
    ]
    return Contents(rows, tuple(filter(None, told)))


def _explain(value: dict[str, Any], lists: list[_List], own: int) -> str:
    """Why what looks like one article is none, as a sentence, or ""."""
    if not own or own >= SHORT:
        return ""
    return _explain_unknown(lists, own) or _explain_total(value, lists)


def _explain_unknown(lists: list[_List], own: int) -> str:
    """Of a list that may be of articles, and is not known as one."""
    for one in lists:
        if one.items and not one.looks and not one.aside and (one.named or one.widest > max(own, FULL)):
            names = next(", ".join(list(item)[:8]) for item in one.items if isinstance(item, dict))
            return (
                f"It holds a list {one.path[-1]!r} of {len(one.items):,} items that are not known as "
                f"articles (there is {names}). Say which column is the text, --column text=NAME, or save "
                "the list as a file of its own."
            )
    return ""


def _explain_total(value: dict[str, Any], lists: list[_List]) -> str:
    """Of a number of articles that is stated, where no list of them is."""
    total = next(((name, number) for name, number in find_totals([value], OF_ARTICLES) if number > 1), None)
    if total and not any(one.named and one.items for one in lists):
        return (
            f"It says that it holds {total[1]:,} articles ({total[0]}), and no list of articles was found "
            "in it. Save the list of articles alone, or ask the service again."
        )
    return ""


def _turn_columns(value: Mapping[str, Any], origin: Origin) -> list[Any]:
    """Rows of a table by columns, {"title": {"0": ...}} or {"title": [...]}; none of anything else."""
    name_of_text = choose_columns(list(value), origin.columns).get("text", "")
    text = value.get(name_of_text)
    if not isinstance(text, dict | list) or not all(
        isinstance(cells, type(text)) for cells in value.values()
    ):
        return []
    columns = {
        name: cells if isinstance(cells, dict) else dict(enumerate(cells)) for name, cells in value.items()
    }
    keys = columns[name_of_text]
    if any(isinstance(cell, dict) for cell in keys.values()) or any(
        cells.keys() != keys.keys() for cells in columns.values()
    ):
        return []
    if len(value) == 1 and looks_like_article(text, origin):
        return []  # {"article": {"title": ..., "text": ...}}
    return [{name: cells[key] for name, cells in columns.items()} for key in keys]
