"""Whether a page is a list, by how much of its text stands in short blocks below links to other pages."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement, document_fromstring

from dragoman.sources.list_pages import count_words, cut_teasers, is_list, is_root, is_section, measure_form

STORY = " ".join(
    f"The envoys of town {number} met and spoke of the ferry and the road." for number in range(40)
)
HEADLINES = [f"Envoys of town {number} agree on the road" for number in range(12)]
TEASERS = "".join(
    f"<h3><a href='/a/{number}'>{line}</a></h3><p>They met on Monday.</p>"
    for number, line in enumerate(HEADLINES)
)


def measure(body: str, *paragraphs: str) -> bool:
    tree: HtmlElement = document_fromstring(f"<html><body>{body}</body></html>")
    return is_list(measure_form(tree, "\n".join(paragraphs)), False, False, False)


def test_a_page_of_headlines_is_a_list_and_a_story_is_none() -> None:
    assert measure(TEASERS, *HEADLINES, *["They met on Monday."] * 12)
    assert not measure(f"<h1>Envoys agree</h1><p>{STORY}</p>", STORY)
    assert not measure(f"<h1>Envoys agree</h1><p>{STORY}</p>{TEASERS}", STORY)


def test_headlines_of_others_at_the_end_are_cut() -> None:
    tree = document_fromstring(f"<html><body><h1>Envoys agree</h1><p>{STORY}</p>{TEASERS}</body></html>")
    assert cut_teasers(tree, [STORY, *HEADLINES]) == [STORY]
    assert cut_teasers(tree, [STORY]) == [STORY]


@pytest.mark.parametrize(("text", "words"), [("", 0), ("two words", 2), ("外交部长会晤", 4)])
def test_words_are_counted_where_a_language_writes_none_apart(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("url", "root", "section"),
    [
        ("https://wire.example/", True, False),
        ("https://wire.example/en/", True, True),
        ("https://wire.example/world", False, True),
        ("https://wire.example/news/europe/", False, True),
        ("https://wire.example/2024/05/envoys-agree-on-the-road", False, False),
        ("https://wire.example/world/envoys-agree-on-the-road-12", False, False),
    ],
)
def test_addresses_of_fronts_and_sections(url: str, root: bool, section: bool) -> None:
    assert is_root(url) == root
    assert is_section(url) == section
