"""What a site puts around an article, taken away: its title again, links, forms, a line of credit.

Careful on purpose: only whole paragraphs go, and only those that are furniture by their very words, so that
no sentence of an article is lost. A dateline stays: it is part of what was published.
"""

from __future__ import annotations

import html
import re

from lxml import etree
from lxml import html as lxml_html

from dragoman.sources.boilerplate_phrases import TAIL, Kind, is_button, is_reach, name_furniture
from dragoman.sources.text_cleaning import fold

# "Source: The Associated Press: Blinken, Lapid meet in Rome"; the name is what may stand in it, the rest is
# the other title or the text.
CREDIT = re.compile(
    r"(?i:source|via|originally published (?:by|in|on))\s*:\s*(?P<name>[^\s:.,;][^:;,|]{1,59}?)\.?\s*"
    r"(?:(?:[:|]|\s[–—-])\s*(?P<rest>.*))?",
    re.S,
)
MARKUP = re.compile(r"</(?:p|div|span|a|strong|em|b|i|li|h[1-6])\s*>|<br\s*/?>|<p>", re.I)
TAG = re.compile(r"<[^<>]{1,5000}>")
SITE = re.compile(r"(?P<title>.*\S)\s+[|–—·•»-]\s+(?P<site>[^|–—·•»]{2,60})")
ENTITY = re.compile(
    r"&(?:amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[nm]dash|hellip|[aeiouy](?:acute|grave|uml|circ)|ccedil|ntilde|#\d{2,5}|#x[\da-f]{2,5});",
    re.I,
)
BLOCKS = "p div br li ul ol blockquote h1 h2 h3 h4 h5 h6 tr table section article figure"
PROSE = 12  # words: a paragraph as long that ends as a sentence does is somebody's prose
HEADLINE = 4  # words: a line as long that ends no sentence is a headline
SUMMARY = 40  # words: what stands below the headline of another article is no longer
HEAD = 8  # paragraphs among which the head of a release stands


def clean_article(title: str, text: str) -> tuple[str, str]:
    """An article's text without the furniture of its site, and the source that it credits, or "".

    `text` holds paragraphs separated by a blank line, before and after.
    """
    paragraphs = text.split("\n\n") if text else []
    first = next(
        (place for place, paragraph in enumerate(paragraphs) if not _repeats(paragraph, title)),
        len(paragraphs) - 1,
    )
    paragraphs = paragraphs[max(first, 0) :]
    credit = ""
    last = max((place for place, paragraph in enumerate(paragraphs) if _is_prose(paragraph)), default=0)
    for place, paragraph in enumerate(paragraphs):
        at_an_end = place <= 2 or place >= last  # in the midst it is the source of a chart
        if at_an_end and (found := CREDIT.fullmatch(paragraph)) and _is_name(found["name"]):
            credit = found["name"].strip()
            rest = (found["rest"] or "").strip()
            paragraphs[place : place + 1] = [rest] if _is_prose(rest) else []
            break
    return "\n\n".join(_drop_furniture(paragraphs)), credit


def drop_release_head(text: str) -> str:
    """A text that begins as a release of a press office does, without that: what comes then is its headline.

    Any other as it is.
    """
    paragraphs = text.split("\n\n")
    lines = [line for paragraph in paragraphs[:HEAD] for line in paragraph.split("\n")]
    released = any(name_furniture(line.strip()) == "head" for line in lines)
    return "\n\n".join(_drop_furniture(paragraphs)) if released else text


def _drop_furniture(paragraphs: list[str]) -> list[str]:
    """The paragraphs that are the article's."""
    paragraphs = [kept for paragraph in paragraphs if (kept := _drop_lines(paragraph))]
    kinds = [name_furniture(paragraph) for paragraph in paragraphs]
    last = max(
        (place for place, paragraph in enumerate(paragraphs) if _is_prose(paragraph) and not kinds[place]),
        default=-1,
    )
    furniture = [_goes(place, paragraphs, kinds, last) for place in range(len(paragraphs))]
    _mark_below(furniture, paragraphs, kinds, last)
    if (cut := _find_cut(paragraphs, kinds)) is not None:
        furniture[cut:] = [True] * (len(paragraphs) - cut)
    _mark_buttons(furniture, paragraphs)
    return [paragraph for paragraph, drop in zip(paragraphs, furniture, strict=True) if not drop]


def _mark_below(furniture: list[bool], paragraphs: list[str], kinds: list[Kind], last: int) -> None:
    """Mark what belongs to a heading of furniture, below it; `last` is the last paragraph of prose."""
    below = ""
    for place, paragraph in enumerate(paragraphs):
        if furniture[place]:
            below = kinds[place] if kinds[place] in ("heading", "pointer", "contact") else below
        elif below == "contact":
            below = below if place < HEAD and _is_caller(paragraphs[place : place + 3]) else ""
            furniture[place] = bool(below)
        elif (
            below
            and not _is_prose(paragraph)
            and (place > last or not re.search(r"[.!?:;,…\"'”’»]$", paragraph))
        ):
            furniture[place] = True  # a link below "Related Posts", a field below "Leave a reply"
        else:
            below = ""


def _mark_buttons(furniture: list[bool], paragraphs: list[str]) -> None:
    """Mark buttons beside what is marked, or at an end of the text: a row of them from either end."""
    places = range(len(paragraphs))
    for place in (*places, *reversed(places)):
        beside = place in (0, len(paragraphs) - 1) or any(furniture[place - 1 : place + 2])
        if beside and is_button(paragraphs[place]):
            furniture[place] = True


def _drop_lines(paragraph: str) -> str:
    """A paragraph of several lines, as the head of a release, without those that are furniture."""
    if "\n" not in paragraph:
        return paragraph
    lines = paragraph.split("\n")
    kept = [
        line for line in lines if name_furniture(line.strip()) not in ("notice", "heading", "head", "contact")
    ]
    return paragraph if len(kept) == len(lines) else "\n".join(kept).strip()


def _goes(place: int, paragraphs: list[str], kinds: list[Kind], last: int) -> bool:
    """Whether a paragraph of this kind is furniture where it stands."""
    kind = kinds[place]
    if kind == "pointer":
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else ""
        return (
            place > last
            or _is_headline(following)
            or (_is_prose(following) and place > 0 and _is_prose(paragraphs[place - 1]))
        )
    if kind in ("head", "contact"):
        return place < HEAD or place > last
    if kind == "mark":
        return place > last and "head" in kinds
    return bool(kind)


def _find_cut(paragraphs: list[str], kinds: list[Kind]) -> int | None:
    """Where headlines and summaries of other articles begin, below such a heading, up to the end."""
    for place, kind in enumerate(kinds):
        if kind not in ("heading", "pointer"):
            continue
        rest = [
            paragraph
            for paragraph, other in zip(paragraphs[place + 1 :], kinds[place + 1 :], strict=True)
            if not other
        ]
        shapes = "".join(
            "h" if _is_headline(paragraph) else "s" if len(paragraph.split()) <= SUMMARY else "p"
            for paragraph in rest
        )
        whole = shapes.startswith("h") and shapes.count("h") >= 2 and "ss" not in shapes and "p" not in shapes
        if whole and sum(map(len, rest)) < sum(map(len, paragraphs[:place])):
            return place
    return None


def _is_headline(paragraph: str) -> bool:
    """Whether a line is shaped as the headline of an article: some words that end no sentence."""
    return (
        HEADLINE <= len(paragraph.split()) <= 25
        and "\n" not in paragraph
        and not re.search(r"[.!:;,…][\"'”’»)\]]*$", paragraph)
    )


def _is_caller(lines: list[str]) -> bool:
    """Whether a short line below "Contact:" names a person: a number or an address is near."""
    return (
        len(lines[0].split()) <= 6
        and not re.search(r"[.!?:]$", lines[0])
        and any(is_reach(line) for line in lines)
    )


def strip_site(title: str, *names: str) -> str:
    """The title without the site's name behind a bar or dash: "Talks in Rome | The Courier"."""
    found = SITE.fullmatch(title)
    return (
        found["title"] if found and fold(found["site"]) in {fold(name) for name in names if name} else title
    )


def is_only_markup(text: str) -> bool:
    """Whether a text is a picture, or what is embedded, and no word."""
    return text.lstrip().startswith("<") and not TAG.sub("", text).strip()


def strip_markup(text: str) -> str:
    """The text of a cell that holds HTML, block by block; any other as it is, but for entities."""
    if ENTITY.search(text) and not MARKUP.search(text):
        text = html.unescape(text)  # markup itself may be written so: &lt;p&gt;
    if is_only_markup(text):
        return ""
    if MARKUP.search(text):
        try:
            root = lxml_html.fragment_fromstring(text, create_parent="div")
            etree.strip_elements(root, "script", "style", "noscript", etree.Comment, with_tail=False)
            for element in root.iter(*BLOCKS.split()):
                element.text = "\n\n" + (element.text or "")
                element.tail = "\n\n" + (element.tail or "")
            return str(root.text_content())
        except (etree.LxmlError, ValueError, RecursionError, AssertionError):
            return text
    return text


def cut_between(text: str, start: str, end: str) -> str:
    """The text without what stands from each `start` to the next `end`; an open one stays."""
    parts: list[str] = []
    while True:
        before, opened, rest = text.partition(start)
        _, closed, after = rest.partition(end)
        if not opened or not closed:
            return "".join([*parts, text])
        parts.append(before)
        text = after


def _repeats(paragraph: str, title: str) -> bool:
    """Whether a paragraph is the title again, alone or with the site's name behind a bar or dash."""
    if not title or len(paragraph) > len(title) + 60:
        return False
    folded, again = fold(title), fold(paragraph)
    if folded == again:
        # Else it is the first sentence
        return bool(folded) and (paragraph[-1] not in ".:;,…" or paragraph[-1] == title[-1])
    return again.startswith(folded + " ") and bool(re.match(r"\s*[|–—·»-]\s", paragraph[len(title) :]))


def _is_prose(paragraph: str) -> bool:
    """Whether this is somebody's sentence rather than a link or a button: when in doubt, it is."""
    ends = re.search(r"[.!?…][\"'”’»)\]]*$", paragraph)
    return len(paragraph) > TAIL or bool(ends and len(paragraph.split()) >= PROSE)


def _is_name(name: str) -> bool:
    """Whether a credit names an outlet: a few words, the first of them capital or an address."""
    return len(name.split()) <= 8 and (name[:1].isupper() or bool(re.match(r"[\w-]+\.\w|https?$", name)))
