"""Where an article stands in the list that it was opened from: which is before it, and which behind."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.analysis.articles import order_articles
from dragoman.analysis.tables import Tables
from dragoman.model import View
from dragoman.questions.evidence import list_groups
from dragoman.questions.question import find_question
from dragoman.questions.rows import find_order

LISTS = ("articles", "overview", "article", "")  # pages whose articles are a list of all that pass


@dataclass(frozen=True, slots=True)
class Place:
    """The place of an article, from 1, of how many, and its neighbours' identifiers ("": there is none)."""

    number: int
    total: int
    previous: str
    next: str


def find_opener(view: View) -> View:
    """The list that an article's view was opened from: the page with the settings that it had."""
    return replace(view, page=view.opener or "articles", opener="", article="")


def find_place(tables: Tables, view: View) -> Place | None:
    """The place of a view's article in the list that it was opened from; None where it is not in it.

    A row of a story or an outlet is one place, whichever of its articles is open.
    """
    number = tables.article_of.get(view.article)
    opener = find_opener(view)
    if number is None:
        return None
    if opener.page in LISTS:
        sort = find_order(replace(opener, sort="newest") if opener.page == "overview" else opener)
        groups = [[article] for article in order_articles(tables, view.filter, sort)[0].tolist()]
    else:
        groups = list_groups(tables, find_question(opener), opener.order)
    place = next((place for place, group in enumerate(groups) if number in group), None)
    if place is None:
        return None
    before, behind = (
        tables.article_ids[groups[other][0]] if 0 <= other < len(groups) else ""
        for other in (place - 1, place + 1)
    )
    return Place(place + 1, len(groups), before, behind)
