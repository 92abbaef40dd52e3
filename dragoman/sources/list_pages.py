"""Whether a page is a list, by its form: how much text is in short blocks below links elsewhere.

In an article most words stand in one stretch without such links, however many stand above, below and beside
it. A list has no such stretch: its text is headlines that lead elsewhere, each with a sentence or two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from dragoman.sources.text_cleaning import fold

UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
# No teasers
FILE = re.compile(r"#|mailto:|tel:|javascript:|[^?#]*\.(?:pdf|docx?|xlsx?|zip|jpe?g|png|gif)(?:$|[?#])", re.I)
AWAY = frozenset(
    ("script", "style", "nav", "noscript", "template", "button", "select", "svg", "head", "iframe")
)
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br center dd details div dl dt fieldset figcaption figure "
        "footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td "
        "tfoot th thead time tr ul",
    )
)
HEADS = frozenset(("h2", "h3", "h4", "h5", "h6"))
MORE = re.compile(
    r"(?:read|see|learn|view|full|continue|find|more|weiter|lire|leer|leggi|leia|lees|czytaj|числ|подробнее|читать|devamı)\b.{0,40}|[»›→>]+",
    re.I,
)
MOST_BLOCKS = 5000
HEADLINE = 4  # words
SUMMARY = 70  # words below a headline
TEASERS = 5  # in what should be one article
MANY = 8  # on a page that says that it is the front page of its site, or of a section
STRETCH = 300  # words without a link to another page: an article, whatever else stands there
STORY = 100  # words: the first story of a front page is told in fewer
SHARE = 0.5  # of the text that stands in teasers
LONGEST = 100_000  # characters of the text that are compared


@dataclass(slots=True)
class Run:
    """What of the text stands from one headline that leads elsewhere to the next, its words with it."""

    heading: bool = False  # the headline is a heading
    words: int = 0
    lines: list[str] = field(default_factory=list)  # folded


@dataclass(frozen=True, slots=True)
class Form:
    """What the blocks of a page come to."""

    first: int  # words of the text before any headline that leads elsewhere
    leading: int  # headlines that lead elsewhere, in the text or beside it
    teasers: int  # those with a sentence or two below them at most, if any of it is in the text
    heads: int  # headings that lead elsewhere with anything of the text below them
    share: float  # of the words of the text that stand in teasers
    stretch: int  # words of the text in the longest stretch without a headline that leads elsewhere
    longest: float  # the same as a share of the text


def count_words(text: str) -> int:
    """Words; where a language writes none apart, two characters are one."""
    return len(text.split()) + len(UNSPACED.findall(text)) // 2


def is_list(form: Form, says_article: bool, says_list: bool, headed: bool) -> bool:
    """Whether a page of this form is a list; its own words move the line, so does a heading as title."""
    if _tells_story(form, headed and not says_list):
        return False
    if (
        says_list
        and not says_article
        and form.leading >= MANY
        and (form.stretch < STORY or form.share >= 0.3)
    ):
        return True
    if form.teasers < TEASERS and form.heads < TEASERS:
        return False
    return form.share >= (0.7 if says_article else SHARE) or (
        not says_article and form.heads >= TEASERS and form.longest < 0.4
    )


def _tells_story(form: Form, headed: bool) -> bool:
    """Whether the text is one article's: enough of it below the page's one heading, or in one stretch."""
    return (headed and form.first >= STORY) or (form.stretch >= STRETCH and form.longest >= SHARE)


def measure_form(tree: HtmlElement, text: str, front: bool = False) -> Form:
    """The form of a page, of which `text`, paragraphs separated by line ends, was taken for the article's.

    On a `front` page, as it says that it is, any heading is a headline: programs may follow it instead of
    links.
    """
    runs = _list_runs(tree, text, front)
    teasers = [run.words for run in runs[1:] if 0 < run.words <= SUMMARY]
    total = sum(run.words for run in runs) or 1
    stretch = max([runs[0].words, *(run.words for run in runs if run.words > SUMMARY)])
    heads = sum(run.heading and run.words > 0 for run in runs[1:])
    return Form(
        runs[0].words, len(runs) - 1, len(teasers), heads, sum(teasers) / total, stretch, stretch / total
    )


def cut_teasers(tree: HtmlElement, paragraphs: list[str]) -> list[str]:
    """The paragraphs of an article without others' headlines and summaries, taken for its end."""
    runs = _list_runs(tree, "\n".join(paragraphs), False)
    last = max(
        (place for place, run in enumerate(runs) if place == 0 or run.words > SUMMARY or not run.heading),
        default=0,
    )
    if (
        sum(run.words for run in runs[: last + 1]) < STORY
        or sum(run.words > 0 for run in runs[last + 1 :]) < 3
    ):
        return paragraphs
    lines = {line for run in runs[last + 1 :] for line in run.lines}
    end = len(paragraphs)
    while end > 1 and fold(paragraphs[end - 1]) in lines:
        end -= 1
    return paragraphs[:end] if len(paragraphs) - end >= 3 else paragraphs


def _list_runs(tree: HtmlElement, text: str, front: bool) -> list[Run]:
    """What stands before the first headline that leads elsewhere, and then from each to the next."""
    paragraphs = {line for paragraph in text[:LONGEST].split("\n") if (line := fold(paragraph))}
    whole = fold(text[:LONGEST])
    runs = [Run()]
    for shown, leads, heading in islice(_list_blocks(tree), MOST_BLOCKS):
        line, words = fold(shown), count_words(shown)
        if leads or (front and heading and words >= HEADLINE):
            runs.append(Run(heading))
        if line in paragraphs or (words >= HEADLINE and line in whole):
            runs[-1].words += words
            runs[-1].lines.append(line)
    return runs


@dataclass(slots=True)
class Line:
    """A block while its pieces are read."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0  # words that lead to another page
    first: int = 0  # words of a link that it begins with
    more: str = ""  # the link that it ends with
    heading: bool = False

    def add(self, piece: str, link: bool, head: bool) -> None:
        """One piece of text, in a link or not, in a heading or not."""
        if piece.strip():
            words = count_words(piece) if link else 0
            self.first = self.first or (0 if any(map(str.strip, self.parts)) else words)
            self.linked += words
            self.more, self.heading = piece.strip() if link else "", self.heading or head
        self.parts.append(piece)

    def leads(self, words: int) -> bool:
        """Whether a block is another page's headline, begins with one, or ends with "Read more"."""
        headline = self.linked >= 0.7 * words and words >= (2 if self.heading else HEADLINE)
        return headline or self.first >= HEADLINE or (words > 2 and MORE.fullmatch(self.more) is not None)


def _list_blocks(tree: HtmlElement) -> Iterator[tuple[str, bool, bool]]:
    """The text of each block in order, whether it leads to another page, and whether it is a heading."""
    body = tree.find("body")
    line = Line()
    waiting: list[tuple[HtmlElement | str | None, bool, bool]] = [
        (None, False, False),
        (body if body is not None else tree, False, False),
    ]
    while waiting:
        item, link, head = waiting.pop()
        if item is None:  # a block begins or ends
            shown = " ".join("".join(line.parts).split())
            if words := count_words(shown):
                yield shown, line.leads(words), line.heading
            line = Line()
        elif isinstance(item, str):
            line.add(item, link, head)
        elif isinstance(item.tag, str) and item.tag not in AWAY:
            link, head = link or _is_link(item), head or item.tag in HEADS
            pieces: list[tuple[HtmlElement | str | None, bool, bool]] = [(item.text or "", link, head)]
            for child in item:
                pieces += [(child, link, head), (child.tail or "", link, head)]
            ends = [(None, False, False)] if item.tag in BLOCKS else []
            waiting += reversed([*ends, *pieces, *ends])


def _is_link(element: HtmlElement) -> bool:
    """Whether an element leads to another page."""
    address = element.get("href", "").strip() if element.tag == "a" else ""
    return bool(address) and FILE.match(address) is None


def is_root(url: str) -> bool:
    """Whether an address is that of a site's front page, or of one of its languages."""
    parts = urlsplit(url)
    return (
        re.fullmatch(r"/?(?:index\.\w{1,5}|home|index|[a-z]{2})?/?", parts.path, re.I) is not None
        and not parts.query
    )


def is_section(url: str) -> bool:
    """Whether an address is that of a section: /world, /news/europe.

    An article's has more words in it, or a number.
    """
    path = urlsplit(url).path.strip("/")
    names = path.split("/")
    return (
        bool(path)
        and len(names) <= 2
        and all(re.fullmatch(r"[A-Za-z]{2,20}(?:[-_][A-Za-z]{2,20})?", name) for name in names)
    )
