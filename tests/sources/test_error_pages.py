"""Pages that say why there is no article."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement, document_fromstring

from dragoman.sources.error_pages import LONGER, SHORT, find_notice, read_whole


def make_page(body: str, head: str = "") -> HtmlElement:
    return document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")


@pytest.mark.parametrize(
    "title",
    [
        "Page not found",
        "404 Not Found",
        "Just a moment...",
        "Access denied",
        "Service Unavailable",
        "Seite nicht gefunden",
    ],
)
def test_a_short_page_that_begins_like_an_error_is_one(title: str) -> None:
    page = make_page(f"<h1>{title}</h1><p>Try again.</p>")
    notice = find_notice(page, title, "Try again.", 4, False)
    assert notice
    assert notice.endswith(".")
    assert not find_notice(page, title, "Try again.", LONGER + 1, False)


@pytest.mark.parametrize(
    "title", ["Ministers agree on a treaty", "500 troops leave the border", "Rome talks end"]
)
def test_news_is_none(title: str) -> None:
    text = "The ministers of both countries met in Rome."
    assert find_notice(make_page(f"<h1>{title}</h1><p>{text}</p>"), title, text, SHORT - 1, True) == ""


def test_a_page_that_leads_on_names_where() -> None:
    page = make_page("<p>Moved.</p>", '<meta http-equiv="REFRESH" content="0; url=https://wire.example/new">')
    assert "https://wire.example/new" in find_notice(page, "", "Moved.", 1, False)
    later = make_page(
        "<p>Talks went on.</p>", '<meta http-equiv="refresh" content="600; url=https://wire.example/new">'
    )
    assert find_notice(later, "Talks", "Talks went on.", 3, False) == ""


def test_what_is_shown_is_told_from_what_programs_need() -> None:
    page = make_page(
        "<p>One <b>two</b></p><script>no</script><style>no</style><template><p>no</p></template><p>three</p>"
    )
    assert read_whole(page).split() == ["One", "two", "three"]
