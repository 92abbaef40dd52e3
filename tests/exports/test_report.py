"""Reports: one file that needs nothing else, made again by its recipe, and in which news text is text."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman.analysis.library import Library
from dragoman.exports import export, export_again, read_recipe
from dragoman.figures.page_charts import draw_page
from dragoman.model import Article, Changes, Filter, View
from dragoman.questions.evidence import count_rows_of
from dragoman.questions.rows import list_rows

DAY = "2026-01-02"
PAIR = ("person:yair-lapid", "country:ITA")
SIDES = (Filter(people=("person:antony-blinken",)), Filter(countries=("country:RUS",)))
JANUARY, JUNE = (date(2022, 1, 1), date(2022, 1, 31)), (date(2021, 6, 1), date(2021, 6, 30))
VIEWS = [
    View(),
    View("articles", Filter(text="Lapid")),
    View("connections", unit="article", selection=PAIR),
    View("connections", unit="article", chart="matrix"),
    View("connections", chart="table"),
    View("world", selection=("country:ISR",)),
    View("timeline", lines=("person:yair-lapid", "country:RUS"), share=True),
    View("timeline", chart="stream"),
    View("timeline", opened=JUNE),
    View("changes", changes=Changes(JANUARY, JUNE), side=2, selection=PAIR),
    View("compare", sides=SIDES, side=1, listed="country"),
    View("dossier", selection=("person:yair-lapid",)),
]
NAUGHTY = (
    "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'> \u202e & \x07 $x$ <b>"
)


@pytest.fixture
def stored(library_folder: Path, readers) -> Library:
    return Library(library_folder, readers)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.page}-{view.chart or view.listed}")
def test_a_report_says_what_is_looked_at_and_is_made_again(
    stored: Library, tmp_path: Path, view: View
) -> None:
    data, recipe = export(stored, view, "report", "html", made=DAY)
    assert export_again(stored, recipe) == (data, recipe)
    path = tmp_path / "report.html"
    path.write_bytes(data)
    assert read_recipe(path) == recipe
    text = data.decode()
    assert "Where this comes from" in text
    assert "How often right" in text
    assert not re.search(r"<(script|img|iframe)[^>]* src=|<link", text)
    if view.selection or view.opened or view.side:
        number = count_rows_of(stored.tables(), view)
        assert f"The evidence: {number:,} row" in text
        assert len(re.findall(r'<p class="quiet">\d{4}-|<p class="quiet">no date', text)) == number
    # Of what changed nothing is sure here
    assert ("data-chart=" in text) == (view.page != "changes" and view.chart != "table")


def test_both_spans_of_a_pair_are_marked_and_the_filter_is_in_words(stored: Library) -> None:
    view = View("connections", Filter(outlets=("Sample Wire",), start=date(2021, 1, 1)), selection=PAIR)
    text = export(stored, view, "report", "html", made=DAY)[0].decode()
    assert re.search(
        r'<mark class="person"[^>]*>Yair Lapid</mark> in <mark class="country"[^>]*>Rome</mark>', text
    )
    assert re.search(r"<dt>Outlets</dt>\s*<dd><bdi>Sample Wire</bdi></dd>", text)
    assert re.search(r"<dt>From</dt>\s*<dd><bdi>2021-01-01</bdi></dd>", text)


def test_news_text_is_text(empty_library: Library) -> None:
    text = f"Yair Lapid spoke in Israel {NAUGHTY} of it."
    empty_library.add_items(
        [Article("n", NAUGHTY, text, date(2021, 1, 1), "stated", NAUGHTY, f"javascript:alert(1)//{NAUGHTY}")]
    )
    view = View(
        "connections", Filter(match="any"), unit="article", selection=("person:yair-lapid", "country:ISR")
    )
    written = export(empty_library, view, "report", "html", made=DAY)[0].decode()
    body = re.sub(r"(?s)<script.*?</script>|<style>.*?</style>", "", written)
    assert "<img" not in body
    assert "javascript:" not in re.sub(r"<td>.*?</td>", "", body)
    assert "\u202e" not in written
    assert html.escape("</script><script>", quote=False) in body
    assert written.count("</script>") == written.count("<script")


def test_what_changed_is_drawn(empty_library: Library) -> None:
    named = {1: "Antony Blinken spoke in Israel", 2: "Sergei Lavrov spoke in Turkey"}
    empty_library.add_items(
        Article(f"{month}-{day}", "Note", f"{text} on day {day}.", date(2022, month, day), "stated")
        for month, text in named.items()
        for day in range(1, 13)
    )  # fmt: skip
    periods = Changes((date(2022, 2, 1), date(2022, 2, 28)), (date(2022, 1, 1), date(2022, 1, 31)))
    text = export(empty_library, View("changes", changes=periods), "report", "html", made=DAY)[0].decode()
    assert re.search("pairs? that changed: the share", text)
    assert "data-chart=" in text
    data, recipe = export(empty_library, View("changes"), "report", "html", made=DAY)
    assert "window=" in recipe.view  # what Dragoman chose is in the recipe
    assert export_again(empty_library, recipe) == (data, recipe)


def test_a_window_moves_nobody_and_each_chart_is_there_for_the_dark(stored: Library) -> None:
    tables, view = stored.tables(), View("connections", unit="article")
    window = replace(view, opened=(date(2021, 1, 1), date(2021, 12, 31)))
    whole, part = (
        draw_page(tables, asked, list_rows(tables, asked, "pairs"))[0][1] for asked in (view, window)
    )
    places = [
        [(trace.x, trace.y) for trace in figure.data if trace.mode == "markers+text"]
        for figure in (whole, part)
    ]
    assert places[0] == places[1]
    text = export(stored, window, "report", "html", made=DAY)[0].decode()
    assert all(f'id="chart-0{scheme}"' in text for scheme in ("", "-dark"))
    assert "prefers-color-scheme: dark" in text
