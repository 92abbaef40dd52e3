"""Over time, as Streamlit draws it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from drawing import find_button, read_html

from components.timeline import open_points
from dragoman.analysis.library import Library
from dragoman.model import Article, Filter, View
from dragoman.view import to_query

NAMES = ("person:antony-blinken", "country:RUS", "topic:sanctions")


def draw_view(draw, folder: Path, view: View):
    return draw(folder, view.page, {name: value for name, value in to_query(view).items() if name != "page"})


@pytest.mark.parametrize("period", ["day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("share", [False, True])
@pytest.mark.parametrize("lines", [(), NAMES[:1], NAMES])
def test_everything_is_drawn(
    draw, library_folder: Path, period: str, share: bool, lines: tuple[str, ...]
) -> None:
    app = draw_view(
        draw,
        library_folder,
        View("timeline", lines=lines, chart="" if lines else "all", share=share, period=period),
    )
    assert len(app.get("plotly_chart")) == 1
    shown = read_html(app)
    assert "3 articles with a date from 2021-06-27 to 2022-01-21. 1 article without a date" in shown
    assert ("Choose names: all articles together are always all of the coverage." in shown) == (not lines)


def test_it_begins_with_the_strongest_names_that_the_filter_does_not_ask_for(draw, library_folder) -> None:
    app = draw_view(draw, library_folder, View("timeline", filter=Filter(countries=("country:ITA",))))
    drawn = app.dataframe[0].value["label"].unique()
    assert 1 <= len(drawn) <= 5
    assert "Italy" not in drawn


@pytest.mark.parametrize("chart", ["pair", "stream"])
def test_pairs_and_the_stream_of_topics_draw(draw, library_folder: Path, chart: str) -> None:
    app = draw_view(draw, library_folder, View("timeline", lines=NAMES[:2], chart=chart))
    assert len(app.get("plotly_chart")) == 1
    assert len(app.dataframe[0].value) > 0
    assert ("together they may be more than there are articles." in read_html(app)) == (chart == "stream")


@pytest.mark.parametrize(
    ("lines", "chart", "point", "number"),
    [
        ((), "", ("", date(2021, 6, 1)), 2),
        (NAMES, "", (NAMES[0], date(2022, 1, 1)), 1),
        (NAMES[:2], "pair", ("", date(2022, 1, 1)), 1),
    ],
)
def test_a_point_opens_as_many_rows_as_it_says(
    draw, library_folder: Path, lines, chart, point, number
) -> None:
    view = View("timeline", lines=lines, chart=chart, unit="article", period="month")
    shown = read_html(draw_view(draw, library_folder, open_points(view, [point])))
    assert shown.count('class="d-row"') == number
    assert f": {number} article" in shown


def test_a_stretch_can_be_kept_in_the_filter(draw, library_folder: Path) -> None:
    view = open_points(View("timeline", period="month"), [("", date(2021, 6, 1)), ("", date(2022, 1, 1))])
    app = draw_view(draw, library_folder, view)
    assert read_html(app).count('class="d-row"') == 3
    find_button(app, "keep_period").click().run()
    assert (app.query_params["from"], app.query_params["to"]) in (
        ("2021-06-01", "2022-01-31"),
        (["2021-06-01"], ["2022-01-31"]),
    )
    assert "opened" not in app.query_params


def test_points_become_a_view() -> None:
    view = View("timeline", lines=NAMES, period="quarter", number=3)
    clicked = open_points(view, [("country:RUS", date(2021, 4, 1))])
    assert (clicked.opened, clicked.selection, clicked.number) == (
        (date(2021, 4, 1), date(2021, 6, 30)),
        ("country:RUS",),
        1,
    )
    brushed = open_points(view, [("country:RUS", date(2021, 7, 1)), ("topic:sanctions", date(2021, 4, 1))])
    assert (brushed.opened, brushed.selection) == ((date(2021, 4, 1), date(2021, 9, 30)), ())
    assert open_points(clicked, ()).opened is None


def test_bursts_open_as_many_rows_as_they_say(draw, empty_library: Library) -> None:
    articles = [
        Article(
            f"{month}-{number}",
            "Talks",
            f"{'Russia' if month == 6 and number < 8 else 'Italy'} spoke, {month} {number}.",
            date(2021, month, 1 + number),
        )
        for month in range(1, 13)
        for number in range(10)
    ]
    articles.append(Article("early", "Talks", "Russia spoke early.", date(2021, 1, 20)))
    empty_library.add_items(articles)
    folder = Path(empty_library.uri)
    shown = read_html(
        draw_view(
            draw,
            folder,
            View(
                "timeline", filter=Filter(countries=("country:RUS",)), chart="all", share=True, period="month"
            ),
        )
    )
    assert "June 2021: 80% of coverage, usually 7.4%" in shown
    opened = draw(folder, "timeline", {"country": "country:RUS", "opened": ["2021-06-01", "2021-06-30"]})
    assert re.search(r'June 2021: 80%.*?d-value"[^>]*>8 articles', shown)
    assert read_html(opened).count('class="d-row"') == 8


@pytest.mark.parametrize("page", ["timeline", "compare"])
def test_nothing_and_little_draw(
    draw, library_folder: Path, empty_library: Library, tmp_path: Path, page: str
) -> None:
    assert "The library is empty" in read_html(draw(tmp_path / "none", page))
    assert "No article fits this filter" in read_html(draw(library_folder, page, {"q": "nosuchword"}))
    empty_library.add_items([Article("one", "", "Antony Blinken met nobody.")])
    for query in (
        {},
        {"sort": "stream"},
        {"compare": "period"},
        {"compare": "outlet"},
        {"opened": ["2021-01-01", "2021-01-02"], "side": "2"},
    ):
        assert "d-title" in read_html(draw(Path(empty_library.uri), page, query))


NONSENSE = {
    "line": ["x", "person:<b>"],
    "share": "much",
    "opened": "now",
    "side": "9",
    "compare": "apples",
    "one.person": "<i>",
    "sort": "<s>",
}


@pytest.mark.parametrize("page", ["timeline", "compare"])
def test_naughty_text_and_links_are_shown_as_letters(draw, empty_library: Library, page: str) -> None:
    script = "<script>alert(1)</script>"
    empty_library.add_items(
        [Article(script, script, f"{script} Antony Blinken met Israel.", date(2021, 6, 1), outlet=script)]
    )
    folder = Path(empty_library.uri)
    opened = {"opened": ["2021-06-01", "2021-06-30"], "side": "1", "compare": "outlet", "one.outlet": script}
    for query in (NONSENSE, opened):
        assert "<script" not in read_html(draw(folder, page, query))
