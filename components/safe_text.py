"""The one place where text from articles becomes HTML or Markdown: all that is shown passes through here.

Markup is put together from `escape`d pieces and shown with `show`, which cleans it again, so that a forgotten
escape is not a hole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import nh3
import streamlit as st

TAGS = {
    "a", "article", "b", "bdi", "br", "details", "div", "em", "h1", "h2", "h3", "i", "li", "mark", "ol", "p",
    "section", "small", "span", "strong", "summary",
}  # fmt: skip
TAGS |= {"details", "summary", "table", "tbody", "td", "th", "thead", "time", "tr", "ul"}
ATTRIBUTES = {
    "*": {"class", "title"}, "a": {"href", "tabindex", "aria-label", "aria-hidden"}, "span": {"style"},
}  # fmt: skip
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:$<>&^=@])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text to highlight: `style` is a kind or "hit", `tip` shows on hover, `href` is its link."""

    start: int
    end: int
    style: str
    tip: str = ""
    href: str = ""


def escape(value: object) -> str:
    """Text as HTML, without control characters and without those that turn the direction of what follows."""
    return html.escape(CONTROLS.sub("", str(value)), quote=True)


def escape_markdown(value: object) -> str:
    """Text as Markdown that shows it letter by letter on one line."""
    return MARKDOWN.sub(r"\\\1", " ".join(CONTROLS.sub("", str(value)).split()))


def clean(markup: str) -> str:
    """Markup with nothing but the tags, classes, tips and http(s) or in-app links that pages use."""
    return nh3.clean(
        markup,
        tags=TAGS,
        attributes=ATTRIBUTES,
        filter_style_properties={"width"},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer",
    )


def show(markup: str) -> None:
    """Draw markup made of escaped pieces."""
    if cleaned := clean(markup):
        st.html(cleaned)


def check_url(url: str) -> str:
    """The URL if a browser may open it: http or https with a host; else an empty string."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


def mark(text: str, marks: Iterable[Mark], start: int = 0) -> str:
    """`text` as HTML with its marks; `start` is where `text` begins in what the marks' offsets count.

    Of marks that overlap the one that begins first stays, of those the longest.
    """
    pieces: list[str] = []
    position = 0
    for item in sorted(marks, key=lambda item: (item.start, -item.end)):
        first, last = item.start - start, min(item.end - start, len(text))
        if first < position or last <= first:
            continue
        pieces.append(escape(text[position:first]))
        tag, target = ("a", f' href="{escape(item.href)}"') if item.href else ("span", "")
        tip = f' title="{escape(item.tip)}"' if item.tip else ""
        pieces.append(
            f'<{tag} class="mark {escape(item.style)}"{target}{tip}>{escape(text[first:last])}</{tag}>'
        )
        position = last
    return "".join(pieces) + escape(text[position:])


def cut_around(text: str, spans: Iterable[tuple[int, int]], near: int) -> list[tuple[int, int]]:
    """The stretches of a text that hold the spans (offsets in it) and about `near` characters around each, at
    whole words, in order; those that touch are one."""
    stretches: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        left = max(0, first - near)
        start = text.find(" ", left, first) + 1 if left else 0
        right = text.rfind(" ", last, last + near) if last + near < len(text) else len(text)
        end = right if right > last else last
        start = start or left
        if stretches and start <= stretches[-1][1] + near // 2:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], end))
        else:
            stretches.append((start, end))
    return stretches


def mark_pieces(pieces: Iterable[tuple[str, str | bool]]) -> str:
    """Pieces of a snippet as HTML, the highlighted ones in their style, or as hits."""
    return "".join(
        f'<span class="mark {escape("hit" if style is True else style)}">{escape(text)}</span>'
        if style
        else escape(text)
        for text, style in pieces
    )
