"""What stays of stories when articles are gone, without comparing texts again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set


def leave_stories(stories: Mapping[str, str], gone: Set[str]) -> dict[str, str]:
    """Article id -> id of the story, for the articles that are left.

    A story whose original is gone is named after another of its articles; one of a single article that is
    left is none.
    """
    left: dict[str, list[str]] = defaultdict(list)
    for article, story in stories.items():
        if article not in gone:
            left[story].append(article)
    touched = {stories[article] for article in stories.keys() & gone}
    kept = {story: articles for story, articles in left.items() if story not in touched or len(articles) > 1}
    names = {story: min(articles) if story in gone else story for story, articles in kept.items()}
    return {article: names[story] for story, articles in kept.items() for article in articles}
