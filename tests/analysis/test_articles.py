"""Lists of articles and their snippets."""

import pytest
from made_tables import make_library

from dragoman.analysis.articles import find_articles
from dragoman.model import Filter


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("newest", ["new", "old", "undated"]),
        ("oldest", ["old", "new", "undated"]),
        ("relevance", ["new", "old", "undated"]),
    ],
)
def test_articles_are_sorted_and_undated_ones_come_last(sort, order):
    frame, total = find_articles(make_library(), Filter(), sort=sort)
    assert (frame["id"].tolist(), total) == (order, 3)


def test_pages_of_articles():
    frame, total = find_articles(make_library(), Filter(), number=2, size=2)
    assert (frame["id"].tolist(), total) == (["undated"], 3)
    assert find_articles(make_library(), Filter(), number=9, size=2)[0].empty


def test_the_best_match_comes_first():
    frame, total = find_articles(make_library(), Filter(text="ministers"), sort="relevance")
    assert (frame["id"].tolist(), frame["score"].tolist(), total) == (["undated", "old"], [2.0, 1.0], 2)
    assert ("Ministers", "hit") in frame["snippet"][0]
