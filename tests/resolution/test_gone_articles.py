"""Stories without the articles that are gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolution.gone_articles import leave_stories

STORIES = {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d"}


def test_a_story_whose_original_is_gone_is_named_after_another_article():
    assert leave_stories(STORIES, {"a"}) == {"b": "b", "c": "b", "d": "d", "e": "d"}


def test_a_single_article_that_is_left_is_no_story():
    assert leave_stories(STORIES, {"d", "b"}) == {"a": "a", "c": "a"}


@given(st.lists(st.lists(st.integers(0, 99), unique=True), max_size=6), st.sets(st.integers(0, 99)))
def test_who_stays_stays_together(groups, gone):
    stories, seen = {}, set()
    for group in groups:
        own = [article for article in group if article not in seen]
        seen |= set(own)
        stories |= dict.fromkeys(own, own[0]) if len(own) > 1 else {}
    left = leave_stories(stories, gone)
    assert not left.keys() & gone
    for story in set(stories.values()):
        own = {article for article, other in stories.items() if other == story} - gone
        assert len({left.get(article) for article in own}) <= 1
        assert own <= left.keys() or len(own) == 1
        assert all(left[article] in own for article in own & left.keys())
