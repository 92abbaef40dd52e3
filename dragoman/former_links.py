"""What links, saved views and recipes of before say, in the words of today: they open the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from dragoman.model import Changed, Listed

Given = Mapping[str, str | Sequence[str]]

# What `sort` meant before: which parameters say it now. A pair is drawn on Over time and listed on Compare.
_SORTED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(get_args(Listed), ("listed",)),
    **dict.fromkeys(get_args(Changed), ("changed",)),
    **dict.fromkeys(("network", "matrix", "table", "names", "stream"), ("chart",)),
    "pair": ("chart", "listed"),
}
_OPENED = {"route": ("route",), "office": ("stated",), "learnt": ("learnt",)}
_ELSEWHERE = {"timeline": ("listed",), "compare": ("chart",)}


def modernize(query: Given) -> dict[str, list[str]]:
    """Parameters in the words of today.

    Before, `sort` was also what a page lists, how it draws, and what a dossier has open.
    """
    given = {
        name: [value] if isinstance(value, str) else [str(item) for item in value]
        for name, value in query.items()
    }
    word = given["sort"][-1] if given.get("sort") else ""
    kind, colon, rest = word.partition(":")
    names, value = (_OPENED.get(kind, ()), rest) if colon else (_SORTED.get(word, ()), word)
    if not names:
        return given
    page = given["page"][-1] if given.get("page") else ""
    del given["sort"]
    return {name: [value] for name in names if name not in _ELSEWHERE.get(page, ())} | given
