"""What changed, as Streamlit draws it."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from drawing import choose, list_chosen, read_html, type_name

import dragoman
from dragoman.model import Article, Changes, View
from dragoman.view import to_query

PERIODS = View(
    "changes", changes=Changes((date(2022, 2, 1), date(2022, 2, 28)), (date(2022, 1, 1), date(2022, 1, 31)))
)


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in which January names one pair and February another."""
    folder = tmp_path_factory.mktemp("turned")
    texts = {
        1: "Secretary of State Antony Blinken arrived in Israel on day {}.",
        2: "Foreign Minister Sergei Lavrov praised Turkey on day {}.",
    }
    articles = [
        Article(
            f"{month}-{day}",
            f"Note {month} {day}",
            text.format(day),
            date(2022, month, 1) + timedelta(days=day),
            "stated",
            "Wire",
        )
        for month, text in texts.items()
        for day in range(12)
    ]
    dragoman.open(folder).add_items(articles)
    return folder


def draw_view(draw, folder: Path, view: View):
    return draw(folder, "changes", {name: value for name, value in to_query(view).items() if name != "page"})


def test_each_number_opens_its_rows(draw, turned: Path) -> None:
    shown = read_html(draw_view(draw, turned, PERIODS))
    assert "<b>new</b>" in shown
    assert "<b>gone</b>" in shown
    numbers = re.findall(r'<a href="(changes\?[^"]*)" title="(\d+) article', shown)
    assert len(numbers) >= 2
    for href, number in numbers[:3]:
        opened = read_html(draw(turned, "changes", parse_qs(urlsplit(html.unescape(href)).query)))
        assert opened.count('class="d-row"') == int(number)


def test_the_list_can_be_narrowed_to_one_change(draw, turned: Path) -> None:
    app = draw_view(draw, turned, PERIODS)
    app.segmented_control(key="changes_list").set_value("gone").run()
    assert not app.exception
    assert app.query_params["changed"] in ("gone", ["gone"])


def test_one_end_can_be_fixed_to_a_name(draw, turned: Path) -> None:
    app = draw_view(draw, turned, PERIODS)
    assert [hit["id"] for hit in type_name(app, "changes_fixed", "turkey")] == ["country:TUR"]
    shown = read_html(choose(app, "changes_fixed", "country:TUR"))
    assert app.query_params["fixed"] in ("country:TUR", ["country:TUR"])
    assert list_chosen(app, "changes_fixed") == ["country:TUR"]
    assert "1 pair tested" in shown


def test_a_year_is_looked_at_against_the_one_before_it(draw, turned: Path) -> None:
    app = draw(turned, "changes")
    assert app.selectbox(key="changes_year").options == ["2022"]
    app.selectbox(key="changes_year").set_value(2022).run()
    assert not app.exception
    assert app.query_params["window"] == ["2022-01-01", "2022-12-31"]
    assert app.query_params["baseline"] == ["2021-01-01", "2021-12-31"]
    assert app.selectbox(key="changes_year").value == 2022


def test_something_is_shown_whatever_the_library(draw, library_folder: Path) -> None:
    shown = read_html(draw(library_folder, "changes"))
    assert "What changed" in shown
    later = View("changes", changes=Changes((date(2050, 1, 1), date(2050, 12, 31))))
    assert "nothing can be said of these periods" in read_html(draw_view(draw, library_folder, later))


def test_the_outlets_of_a_number_open_their_articles(draw, turned: Path) -> None:
    shown = read_html(draw_view(draw, turned, PERIODS))
    href = re.findall(r'<a href="(changes\?[^"]*)" title="\d+ article', shown)[0]
    opened = read_html(draw(turned, "changes", parse_qs(urlsplit(html.unescape(href)).query)))
    ((link, number),) = re.findall(
        r'class="d-chip" href="(connections\?[^"]*)"[^>]*><bdi>Wire</bdi>: (\d+) articles', opened
    )
    behind = read_html(draw(turned, "connections", parse_qs(urlsplit(html.unescape(link)).query)))
    assert f"in {number} articles" in behind
