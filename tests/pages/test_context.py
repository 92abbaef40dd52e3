"""The filter goes with every link from page to page: words, dates, names and what is left out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from drawing import read_html

from dragoman.model import Filter

CONTEXT = {"q": "lapid OR blinken OR nato", "from": "2020-01-01", "not": "country:FJI"}
ELSEWHERE = ("methods", "topics", "library", "sources", "watches")  # pages that a filter says nothing to
ROME = {"select": ["person:antony-blinken", "person:yair-lapid"], "kinds": ["person", "person"]}


def list_links(shown: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The pages and parameters of all links to pages of the dashboard."""
    for href in re.findall(r'<a [^>]*?href="([^"]*)"', shown):
        parts = urlsplit(html.unescape(href))
        if not parts.netloc and parts.path not in ELSEWHERE:
            yield parts.path, parse_qs(parts.query)


@pytest.mark.parametrize(
    ("page", "query", "least"),
    [
        ("overview", {}, 20),
        ("overview", {"listed": "person"}, 3),
        ("articles", {}, 3),
        ("article", {"article": "rome-1"}, 10),
        ("article", {"article": "rome-1", "opener": "connections", **ROME}, 10),
        ("connections", {}, 3),
        ("connections", ROME, 6),
        ("world", {"select": "country:ISR"}, 3),
        ("timeline", {"line": "person:yair-lapid"}, 1),
        ("timeline", {"period": "month", "opened": ["2021-06-01", "2021-06-30"]}, 2),
        ("changes", {"window": ["2022-01-01", "2022-12-31"], "baseline": ["2021-01-01", "2021-12-31"]}, 0),
        ("compare", {"one.person": "person:yair-lapid", "two.person": "person:antony-blinken"}, 2),
        ("dossier", {"select": "person:yair-lapid"}, 5),
        ("dossier", {"select": "country:ISR"}, 5),
    ],
)
def test_every_link_keeps_the_filter(draw, library_folder: Path, page: str, query, least: int) -> None:
    links = list(list_links(read_html(draw(library_folder, page, CONTEXT | query))))
    assert len(links) >= least
    for path, held in links:
        for name, value in CONTEXT.items():
            assert held.get(name) == [value], (path, held)


def test_an_article_has_its_neighbours_and_its_way_back(draw, library_folder: Path) -> None:
    shown = read_html(draw(library_folder, "article", CONTEXT | {"article": "rome-1", "opener": "articles"}))
    assert "3 of 3</span>" in shown or "2 of 3</span>" in shown
    assert ">All articles</a>" in shown
    assert "← Previous</a>" in shown
    opened = read_html(draw(library_folder, "article", ROME | {"article": "rome-1", "opener": "connections"}))
    assert "2 of 2</span>" in opened
    assert ">Connections</a>" in opened


def test_an_article_marks_the_searched_words(draw, library_folder: Path) -> None:
    shown = read_html(draw(library_folder, "article", {"article": "lavrov-1", "q": "sanction nato"}))
    assert re.search('class="mark (topic )?hit"[^>]*>sanctions<', shown)
    assert '<span class="mark hit">NATO</span> and Russia' in shown


def test_a_list_shows_the_sentence_that_names_the_chosen(draw, library_folder: Path) -> None:
    shown = read_html(draw(library_folder, "articles", {"country": "country:ITA"}))
    assert 'Yair Lapid in <span class="mark country">Rome</span>' in shown


def test_what_is_empty_says_why_and_a_button_drops_it(draw, library_folder: Path) -> None:
    query = {"person": "person:yair-lapid", "q": "sanctions", "not": "country:FJI"}
    app = draw(library_folder, "articles", query)
    labels = [button.label for button in app.button if button.key and button.key.startswith("drop_")]
    assert labels[0] == "Without the words “sanctions”: 3 articles"
    assert len(labels) == 3
    app.button(key="drop_0").click().run()
    assert "rome-1" in read_html(app)


def test_a_mistake_is_pointed_at_and_what_was_meant_is_offered(draw, library_folder: Path) -> None:
    for page in ("overview", "articles", "connections", "timeline", "compare", "article"):
        shown = read_html(draw(library_folder, page, {"q": "lapid (rome", "article": "rome-1"}))
        assert shown.count('lapid <span class="mark wrong">(</span>rome') == 2, page
        assert "At character 7: This bracket is never closed." in shown
    app = draw(library_folder, "articles", {"q": "lapdi"})
    app.button(key="meant_lapdi").click().run()
    assert "3 articles" in read_html(app)


def test_a_link_of_before_has_nothing_left_out() -> None:
    assert (Filter().excluded, Filter().excluded_outlets, Filter().paragraphs_only) == ((), (), False)


def test_the_switch_counts_in_paragraphs_only(draw, library_folder: Path) -> None:
    query = {"q": "sanctions", "listed": "person"}
    whole = read_html(draw(library_folder, "overview", query))
    within = read_html(draw(library_folder, "overview", query | {"paragraphs": "1"}))
    assert whole != within
