"""Where an article stands in the list that it was opened from."""

import sys
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))  # where the random libraries are made

from made_tables import build, make_library
from strategies import COUNTRIES, PEOPLE, filters, libraries

from dragoman.model import Filter, View
from dragoman.questions.evidence import find_rows_of
from dragoman.questions.place import Place, find_opener, find_place
from dragoman.questions.rows import list_articles

ARTICLE = View("article", article="old", opener="articles")


def test_the_neighbours_are_those_of_the_list():
    tables = make_library()
    assert find_place(tables, ARTICLE) == Place(2, 3, "new", "undated")
    assert find_place(tables, replace(ARTICLE, sort="oldest")) == Place(1, 3, "", "new")
    assert find_place(tables, replace(ARTICLE, opener="")) == Place(2, 3, "new", "undated")
    assert find_place(tables, replace(ARTICLE, filter=Filter(countries=("country:ISR",)))) is None
    assert find_place(tables, replace(ARTICLE, article="gone")) is None


def test_the_opener_has_its_settings():
    pairs = View("connections", selection=PEOPLE[:2], unit="paragraph", number=3)
    assert find_opener(replace(pairs, page="article", article="old", opener="connections")) == pairs
    assert find_opener(View("article", article="old")) == View("articles")


@settings(deadline=None, max_examples=20)
@given(
    libraries(),
    filters,
    st.sampled_from(("article", "story", "outlet")),
    st.sampled_from(("newest", "oldest")),
)
def test_one_goes_through_a_list_from_its_first_to_its_last(library, filter, counted_in, order):
    tables = build(library)
    pair = (PEOPLE[0], COUNTRIES[0])
    rows = View("connections", filter, selection=pair, counted_in=counted_in, order=order)
    articles = View("articles", filter, sort=order)
    listed = {
        rows: find_rows_of(tables, rows)["article"].tolist(),
        articles: list_articles(tables, articles, 1, 100)[0]["id"].tolist(),
    }
    for view, ids in listed.items():
        opened = replace(view, page="article", opener=view.page)
        for place, id in enumerate(ids):
            found = find_place(tables, replace(opened, article=id))
            before = ids[place - 1] if place else ""
            behind = ids[place + 1] if place + 1 < len(ids) else ""
            assert found == Place(place + 1, len(ids), before, behind)
