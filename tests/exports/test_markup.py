"""HTML of text and elements."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from dragoman.exports.markup import build, is_web


@given(st.lists(st.text() | st.just("<b>")))
def test_text_stays_text(texts: list[str]) -> None:
    element = build("p", *texts, title="".join(texts))
    again = ElementTree.fromstring(ElementTree.tostring(element))
    assert len(again) == 0


def test_only_addresses_of_the_web_become_links() -> None:
    assert is_web("https://example.org/a")
    assert not any(map(is_web, ("javascript:x", "", "https://", "http://[", "//example.org")))
