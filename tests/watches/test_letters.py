"""News in words: whatever stands in them, it is text and nothing else."""

from __future__ import annotations

import json
from datetime import date, datetime
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dragoman.library.messages import Message
from dragoman.library.watches import News
from dragoman.watches.letters import (
    MOST_SHOWN,
    write_html,
    write_json,
    write_link,
    write_mail,
    write_markdown,
    write_subject,
    write_text,
)

NOON = datetime(2023, 5, 1, 12)
nasty = ("<script>x</script>", "](javascript:x)", "a\r\nBcc: x@y", "**b**")
texts = st.text(max_size=60) | st.sampled_from(nasty)
urls = st.sampled_from(["", "https://example.org/1", "javascript:x", "http://a b"])
items = st.builds(
    News, st.text("abc123", min_size=8, max_size=8), st.just("article"), st.just(NOON), texts, texts, texts,
    st.none() | st.dates(), texts, urls,
    st.just("page=articles&person=person%3Aa"),
)  # fmt: skip


class Tags(HTMLParser):
    """The tags of a page, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.tags, self.links = set[str](), set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links |= {str(value) for name, value in attrs if name in ("href", "src")}


@given(st.lists(st.tuples(texts, items), max_size=4))
def test_words_of_others_stay_words(told: list[tuple[str, News]]) -> None:
    message = Message("k", "mail:x", "daily", tuple(item.id for _, item in told), (), NOON, NOON)
    page = Tags()
    page.feed(write_html(told))
    assert page.tags <= {"html", "head", "meta", "title", "body", "h2", "p", "a", "b", "blockquote"}
    assert all(link.startswith(("http://127.0.0.1:8501/", "https://example.org/")) for link in page.links)
    mail = write_mail(message, told, "desk@example.org")
    assert not mail["Bcc"]
    assert bytes(mail)
    assert len(json.loads(write_json(message, told))["items"]) == len(told)
    for name, item in told:
        note = Tags()
        note.feed(MarkdownIt().render(write_markdown(name, item)))
        assert note.tags <= {"h1", "p", "a", "blockquote"}
        assert all(link.startswith(("http://127.0.0.1:8501/", "https://example.org/")) for link in note.links)


def test_a_link_opens_the_view() -> None:
    item = News("i", "pair", NOON, "Said", view="page=connections&select=person%3Aa&select=country%3AB")
    assert write_link(item) == "http://127.0.0.1:8501/connections?select=person%3Aa&select=country%3AB"


def test_a_long_digest_says_how_many_more_there_are() -> None:
    told = [("w", News(str(number), "article", NOON, f"Said {number}")) for number in range(MOST_SHOWN + 7)]
    assert "And 7 more: http://127.0.0.1:8501/watches" in write_text(told)
    assert write_subject(told, "weekly") == f"News of a week: {MOST_SHOWN + 7} items (w)"
    assert write_subject(told[:1], "each") == "w: Said 0"


def test_an_undated_sentence_says_so() -> None:
    item = News("i", "article", NOON, "Said", "He spoke.", "Wire", None)
    assert "Wire, no date" in write_text([("w", item)])
    assert date.min.isoformat() not in write_text([("w", item)])
