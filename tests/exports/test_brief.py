"""Briefs: counted facts and quoted sentences, and nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from dragoman.analysis.library import Library
from dragoman.exports import export, export_again, name_file, read_recipe
from dragoman.exports.brief import write_html, write_markdown
from dragoman.exports.brief_facts import collect_facts
from dragoman.exports.summary import Summary
from dragoman.model import Article, Filter, View
from dragoman.questions.evidence import count_rows_of, find_rows_of
from dragoman.questions.recipes import make_recipe
from dragoman.view import parse_view

SPAN = Filter(start=date(2021, 6, 1), end=date(2021, 6, 30))
VIEWS = [
    View(filter=SPAN),
    View(filter=SPAN, selection=("person:yair-lapid",)),
    View(filter=SPAN, selection=("person:yair-lapid", "country:ITA")),
    View(filter=Filter(countries=("country:RUS",))),
    View(filter=Filter(text="nothing at all")),
]


class Texts(HTMLParser):
    """What a page loads or leads to, and its texts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags, self.links, self.texts = set[str](), list[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert tag != "script" or ("type", "application/json") in attrs
        self.links += [str(value) for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("view", VIEWS)
def test_every_number_is_rows_and_every_quote_a_sentence(library: Library, view: View) -> None:
    tables = library.tables()
    brief = collect_facts(tables, view)
    days = replace(view.filter, start=brief.span[0], end=brief.span[1])
    asked = View(filter=days, selection=view.selection)
    assert brief.counts["articles"][0] == count_rows_of(tables, asked) == len(find_rows_of(tables, asked))
    for quote in brief.quotes:
        article = library.article(quote.article)
        assert article is not None
        assert quote.text in article.full_text
        assert (quote.outlet, quote.day) == (article.outlet, article.date)
        assert brief.span[0] <= (quote.day or date.max) <= brief.span[1]
    assert brief.unsure


@pytest.mark.parametrize("format", ["html", "md"])
def test_a_brief_is_made_again_from_its_own_recipe(library: Library, tmp_path, format: str) -> None:
    data, recipe = export(library, VIEWS[1], "brief", format, made="2024-01-01")  # type: ignore[arg-type]
    path = tmp_path / name_file(recipe.what, recipe.format)
    assert path.name == f"dragoman-brief.{format}"
    path.write_bytes(data)
    assert read_recipe(path) == recipe
    assert export_again(library, recipe) == (data, recipe)
    assert parse_view(recipe.view).selection == ("person:yair-lapid",)


def test_a_page_loads_nothing_and_words_stay_words(empty_library: Library) -> None:
    evil = "<script>alert(1)</script> & [x](javascript:y)"
    one = Article("one", evil, f"Yair Lapid met Italy {evil}. More.", date(2023, 5, 1), "stated", "<b>W</b>")
    two = Article("two", "T", "Yair Lapid met Italy again.", date(2023, 5, 2), "stated", "W")
    empty_library.add_items([replace(one, url="javascript:z"), replace(two, url="https://example.org/2")])
    page = Texts()
    page.feed(export(empty_library, View(), "brief", "html")[0].decode())
    assert page.tags.isdisjoint({"img", "link", "iframe", "b"})
    assert set(page.links) == {"https://example.org/2"}
    assert "<b>W</b>" in " ".join(page.texts)
    written = export(empty_library, View(), "brief", "md")[0].decode()
    assert "<script>" not in written.partition("```json")[0].replace("\\<script\\>", "")


def test_a_machines_text_is_said_to_be_one(library: Library) -> None:
    brief = collect_facts(library.tables(), VIEWS[0])
    recipe = make_recipe(library, VIEWS[0], "brief", "html", "2024-01-01")
    summary = Summary(("Blinken met Lapid [1].",), 2, "tiny")
    for written in (write_html(brief, recipe, summary), write_markdown(brief, recipe, summary)):
        text = written.decode()
        assert "Summary by a machine" in text
        assert re.search(r"language model \(tiny\), not by Dragoman", text)
        assert "2 were left out" in text
    assert "machine" not in re.sub(
        r"<style>.*?</style>", "", write_html(brief, recipe).decode(), flags=re.DOTALL
    )
    assert json.loads(write_markdown(brief, recipe).decode().partition("```json")[2].strip().strip("`"))
