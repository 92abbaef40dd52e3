"""What becomes of an article that comes again: nothing, an update with the best of both, a new article."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from dragoman.model import DATE_ORIGINS, Article

Outcome = Literal["new", "updated", "unchanged"]

EDITABLE = ("title", "date", "outlet")  # what a person may set


# Share of the shorter text's pairs of neighbouring words that versions of one article have in common: an
# updated article keeps most of them, two articles on different matters share a few of "of the" and "he said".
VERSION_SHARE = 0.2
FEWEST_PAIRS = 5  # with fewer, nothing can be told


def is_stranger(held: Article, article: Article, again: bool) -> bool:
    """Whether an article under the held one's identity is another altogether, which must not take its place.

    Exports number their rows from 1, and some give the address of the front page for every row. So an
    identity that comes from another source, or `again` in one add, holds for a version of the same text only;
    a source that is added anew may replace any.
    """
    if not again and held.source == article.source:
        return False
    pairs, others = _pair_words(held), _pair_words(article)
    fewest = min(len(pairs), len(others))
    return fewest >= FEWEST_PAIRS and len(pairs & others) < VERSION_SHARE * fewest


def _pair_words(article: Article) -> set[tuple[str, str]]:
    words = re.findall(r"\w+", article.full_text.lower())
    return set(pairwise(words))


def merge_versions(
    stored: Article | None, edited: Collection[str], offered: Sequence[Article]
) -> tuple[Article, list[Outcome]]:
    """Take in articles of one identity, in order: what the library then holds, and what each of them was.

    When they end where the library already is, all of them are unchanged: a file that holds two versions of
    an article can be added again and again.
    """
    held, outcomes = stored, list[Outcome]()
    for article in offered:
        merged = article if held is None else merge_article(held, edited, article)
        outcomes.append("new" if held is None else "unchanged" if merged == held else "updated")
        held = merged
    assert held is not None, "at least one article is offered"
    return held, ["unchanged"] * len(offered) if held == stored else outcomes


def merge_article(held: Article, edited: Collection[str], article: Article) -> Article:
    """The article as it comes, but for what a person edited, what it leaves empty, and a less sure date."""
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
