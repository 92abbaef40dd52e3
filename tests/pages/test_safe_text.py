"""Text from articles stays text."""

from __future__ import annotations

import html
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.evidence import write_sentence
from components.safe_text import CONTROLS, Mark, check_url, clean, cut_around, escape, escape_markdown, mark

NAUGHTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "</div><style>*{display:none}</style>",
    "<iframe src=https://example.org></iframe>",
)


@pytest.mark.parametrize("text", NAUGHTY)
def test_markup_in_a_text_is_shown_as_letters(text: str) -> None:
    shown = clean(f"<p>{escape(text)}</p>")
    assert re.findall(r"<[^>]*>", shown) == ["<p>", "</p>"]
    assert html.unescape(shown) == f"<p>{text}</p>"


@pytest.mark.parametrize("text", NAUGHTY)
def test_a_forgotten_escape_runs_nothing(text: str) -> None:
    shown = clean(text).lower()
    assert not re.search(r"<(script|img|svg|iframe|style)|onerror|onload|javascript:", shown)


@given(st.text())
def test_escaping_loses_nothing_but_controls(text: str) -> None:
    assert html.unescape(escape(text)) == html.unescape(html.escape(CONTROLS.sub("", text)))


@given(
    st.text(alphabet="ab<&>\"' é", min_size=1),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5),
)
def test_marks_leave_the_text_as_it_is(text: str, spans: list[tuple[int, int]]) -> None:
    marked = mark(text, [Mark(min(span), max(span), "person", "tip <b>", "articles?x=1") for span in spans])
    assert html.unescape(re.sub(r"<[^>]*>", "", marked)) == text


def test_a_mark_carries_its_tip_and_its_link() -> None:
    marked = mark("Blinken spoke.", [Mark(0, 7, "person", 'A "tip"', "articles?people=x")])
    assert (
        marked
        == '<a class="mark person" href="articles?people=x" title="A &quot;tip&quot;">Blinken</a> spoke.'
    )


def test_offsets_count_from_the_start_that_is_given() -> None:
    assert mark("Blinken spoke.", [Mark(100, 107, "person")], start=100).startswith(
        '<span class="mark person">Blinken</span>'
    )


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c", True),
        (" http://example.org ", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_http_links_are_links(url: str, kept: bool) -> None:
    assert bool(check_url(url)) is kept


def test_markdown_is_shown_letter_by_letter() -> None:
    assert (
        escape_markdown("![x](http://e.org) **b** :red[x] $x$\n# y")
        == r"\!\[x\]\(http\://e\.org\) \*\*b\*\* \:red\[x\] \$x\$ \# y"
    )


@given(
    st.lists(st.text("abc", min_size=1, max_size=12), min_size=1, max_size=60).map(" ".join),
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 20)), min_size=1, max_size=4),
    st.integers(5, 60),
)
def test_what_is_kept_around_names_holds_them_in_order_at_whole_words(text, places, near) -> None:
    spans = [(first % len(text), min(first % len(text) + size, len(text))) for first, size in places]
    kept = cut_around(text, spans, near)
    assert kept == sorted(kept)
    assert all(one[1] <= two[0] for one, two in pairwise(kept))
    for first, last in spans:
        assert any(start <= first and last <= end for start, end in kept)
    named = {place for span in spans for place in span}
    for start, end in kept:
        assert start in named or not start or text[start - 1] == " "
        assert end in named or end == len(text) or text[end] == " "


def test_a_long_sentence_is_folded_around_its_names_and_a_short_one_is_not() -> None:
    filler = "and so on " * 60
    text = f"Lapid spoke of much, {filler}and then met Blinken."
    spans = [
        {"id": "person:a", "label": "A", "route": "name", "start": 7, "end": 12},
        {
            "id": "person:b",
            "label": "B",
            "route": "name",
            "start": 7 + len(text) - 8,
            "end": 7 + len(text) - 1,
        },
    ]
    shown = clean(write_sentence({"text": text, "start": 7, "spans": spans}))
    folded = shown[: shown.index("</summary>")]
    assert "Lapid" in folded
    assert "Blinken" in folded
    assert len(re.sub(r"<[^>]*>", "", folded)) < 300
    assert re.sub(r"<[^>]*>", "", shown[shown.index("</summary>") :]) == text
    short = {"text": "Lapid met Blinken.", "start": 7, "spans": spans[:1]}
    assert "<summary>" not in write_sentence(short)
