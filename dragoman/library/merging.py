"""What becomes of an article that comes again: nothing, or an update that keeps what is known better."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Literal

from dragoman.model import DATE_ORIGINS, Article

Outcome = Literal["new", "updated", "unchanged"]

EDITABLE = ("title", "date", "outlet")  # what a person may set


def settle_article(stored: Article | None, edited: Collection[str], offered: Sequence[Article]) -> tuple[Article, list[Outcome]]:
    """Take in articles of one identity, in order: what the library then holds, and what each of them was.

    When they end where the library already is, all of them are unchanged: a file that holds two versions of an article can be
    added again and again.
    """
    held, outcomes = stored, list[Outcome]()
    for article in offered:
        merged = article if held is None else merge_article(held, edited, article)
        outcomes.append("new" if held is None else "unchanged" if merged == held else "updated")
        held = merged
    assert held is not None, "at least one article is offered"
    return held, ["unchanged"] * len(offered) if held == stored else outcomes


def merge_article(held: Article, edited: Collection[str], article: Article) -> Article:
    """The article as it comes, but for what a person has edited, what it leaves empty, and a date that is less sure than the one held."""
    merged = replace(
        article,
        title=held.title if "title" in edited else article.title,
        outlet=held.outlet if "outlet" in edited or not article.outlet else article.outlet,
        url=article.url or held.url,
        source=held.source,
        extra=tuple((dict(held.extra) | dict(article.extra)).items()),
    )
    if "date" in edited or _is_surer(held, article):
        merged = replace(merged, date=held.date, date_origin=held.date_origin)
    return merged if merged == held else replace(merged, source=article.source)


def _is_surer(held: Article, article: Article) -> bool:
    """Whether the held date stands against the one that comes. A second guess is no better than the first."""
    here, there = DATE_ORIGINS.index(held.date_origin), DATE_ORIGINS.index(article.date_origin)
    return here < there or (here == there and article.date_origin not in ("stated", "parsed"))
