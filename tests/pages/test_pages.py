"""Every page draws, says what to do next when there is nothing, and keeps the view in the URL."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawing import choose, find_button, list_chosen, read_html
from reading_by_hand import HandReaders

from dragoman.analysis.library import Library
from dragoman.model import Article, Rejected

PAGES = (
    "overview",
    "articles",
    "article",
    "connections",
    "world",
    "timeline",
    "changes",
    "compare",
    "dossier",
    "library",
    "sources",
    "watches",
    "methods",
)
SCRIPT = "<script>alert(1)</script>"


@pytest.mark.parametrize("page", PAGES)
def test_a_small_library_draws(draw, library_folder: Path, page: str) -> None:
    app = draw(library_folder, page, {"article": "rome-1"} if page == "article" else {})
    assert "d-title" in read_html(app)


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_library_draws(draw, tmp_path: Path, page: str) -> None:
    app = draw(tmp_path / "empty", page)
    if page in ("overview", "articles", "connections"):
        assert "The library is empty" in read_html(app)
        assert find_button(app, "go_library")


@pytest.fixture(scope="module")
def one_article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library of one article without a title."""
    folder = tmp_path_factory.mktemp("one") / "library"
    Library(folder, HandReaders()).add_items([Article("one", "", "Antony Blinken met nobody.")])
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_one_article_draws(draw, one_article: Path, page: str) -> None:
    assert "d-title" in read_html(draw(one_article, page, {"article": "one"}))


@pytest.mark.parametrize("page", ["overview", "articles", "connections"])
def test_a_filter_that_finds_nothing_can_be_cleared(draw, library_folder: Path, page: str) -> None:
    app = draw(library_folder, page, {"q": "nosuchword"})
    assert "No article fits this filter" in read_html(app)
    find_button(app, "nothing_clear").click().run()
    assert "No article fits this filter" not in read_html(app)
    assert "q" not in app.query_params


@pytest.mark.parametrize("page", PAGES)
def test_nonsense_in_the_url_falls_back(draw, library_folder: Path, page: str) -> None:
    nonsense = {
        "unit": "galaxy", "kinds": ["person", "planet"], "n": "minus one", "from": "yesterday", "min": "-3",
        "period": "aeon", "person": ["person:nobody", SCRIPT], "country": "x" * 5000,
        "select": ["a", "b", "c"], "sort": SCRIPT, "article": SCRIPT, "zzz": "1", "undated": "maybe",
        "off": "nothing", "officials": "2",
    }  # fmt: skip
    assert SCRIPT not in read_html(draw(library_folder, page, nonsense))


def test_a_link_restores_the_filter_and_the_widgets_write_it(draw, library_folder: Path) -> None:
    app = draw(library_folder, "articles", {"person": "person:antony-blinken"})
    assert list_chosen(app, "filter_people") == ["person:antony-blinken"]
    assert "3 articles" in read_html(app)
    choose(app, "filter_countries", "country:RUS")
    assert app.query_params["country"] in ("country:RUS", ["country:RUS"])
    assert "1 article" in read_html(app)


def test_an_article_shows_its_mentions_offices_and_source(draw, library_folder: Path) -> None:
    app = draw(library_folder, "article", {"article": "rome-1"})
    shown = read_html(app)
    assert 'title="Antony Blinken: known by the surname" rel="noopener noreferrer">Blinken</a>' in shown
    assert "Foreign Minister, Israel" in shown
    assert "https://example.org/rome-1" in shown
    assert "dossier?select=person%3Ayair-lapid" in shown


def test_a_pair_opens_as_many_rows_as_its_number_says(draw, library_folder: Path) -> None:
    pair = ["person:antony-blinken", "country:ITA"]
    for counted_in, words in (("article", "2 articles"), ("story", "1 story"), ("outlet", "2 outlets")):
        shown = read_html(draw(library_folder, "connections", {"select": pair, "counted": counted_in}))
        assert f"named in the same sentence in {words}" in shown
        evidence = shown.split(f"named in the same sentence in {words}")[1]
        assert evidence.count('class="d-row"') == int(words.split()[0])
        assert 'class="mark person" title="Antony Blinken: named in full">Antony Blinken</span>' in evidence


@pytest.mark.parametrize("chart", ["network", "matrix", "table"])
def test_each_chart_of_pairs_draws(draw, library_folder: Path, chart: str) -> None:
    for kinds in (["person", "country"], ["country", "country"], ["topic", "person"]):
        draw(library_folder, "connections", {"sort": chart, "kinds": kinds, "unit": "article"})


@pytest.mark.parametrize("kind", ["person", "country", "organization", "topic", "outlet"])
def test_each_headline_number_opens_its_rows(draw, library_folder: Path, kind: str) -> None:
    app = draw(library_folder, "overview", {"sort": kind})
    table = app.dataframe[0].value
    assert f"<b>{len(table)}</b>" in read_html(app)


def test_a_search_marks_what_it_found(draw, library_folder: Path) -> None:
    shown = read_html(draw(library_folder, "articles", {"q": '"Yair Lapid"'}))
    assert '<span class="mark hit">Yair Lapid</span>' in shown


def test_naughty_text_is_shown_as_letters(draw, empty_library: Library) -> None:
    naughty = Article(
        SCRIPT,
        SCRIPT,
        f"{SCRIPT} Antony Blinken met Israel.",
        outlet=SCRIPT,
        url="javascript:alert(1)",
        extra=((SCRIPT, SCRIPT),),
    )
    empty_library.add_items([naughty, Rejected(SCRIPT, SCRIPT, SCRIPT, SCRIPT)])
    folder = Path(empty_library.uri)
    for page in PAGES:
        shown = read_html(
            draw(
                folder,
                page,
                {"article": SCRIPT, "select": ["person:antony-blinken", "country:ISR"], "q": "Blinken"},
            )
        )
        assert "<script" not in shown
        assert "javascript:" not in shown


def test_an_article_can_be_dated_and_deleted(draw, library: Library) -> None:
    app = draw(Path(library.uri), "article", {"article": "undated"})
    app.text_input(key="edit_outlet").input("Sample Wire")
    next(button for button in app.button if button.label == "Save").click().run()
    assert not app.exception
    assert library.article("undated").outlet == "Sample Wire"
    find_button(app, "delete_confirm").click().run()
    assert library.article("undated") is None


def test_the_quarantine_can_be_looked_at(draw, empty_library: Library) -> None:
    empty_library.add_items(
        [
            Rejected(
                "It has no text. Map the column that holds it.",
                '{"Headline": "Talks"}',
                "export.csv",
                "row 7",
            )
        ]
    )
    app = draw(Path(empty_library.uri), "library")
    assert list(app.dataframe[0].value["reason"]) == ["It has no text. Map the column that holds it."]
    assert "Quarantine (1)" in [tab.label for tab in app.tabs]


def test_new_articles_show_on_the_next_draw(draw, library: Library, readers) -> None:
    app = draw(Path(library.uri), "articles")
    assert "4 articles" in read_html(app)
    Library(library.uri, readers).add_items([Article("new", "Lavrov in Rome", "Sergey Lavrov was in Rome.")])
    app.run()
    assert "5 articles" in read_html(app)
