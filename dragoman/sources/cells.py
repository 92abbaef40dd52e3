"""What a cell of a row holds: nothing, a value within another, or words with the markup of a page."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from html.entities import html5

from lxml.html import defs

from dragoman.sources.boilerplate import MARKUP, is_only_markup, strip_markup
from dragoman.sources.text_cleaning import normalise_line

# What programs and services write for no value, in small letters. It counts only where it is all of a cell.
PLACEHOLDERS = frozenset(
    entry.strip()
    for entry in r"""
    nan|<na>|na|n/a|n.a.|n.a|n/d|n.d.|null|(null)|[null]|\n|none|(none)|[none]|nat|nil|undefined|(missing)
    unknown|(unknown)|-|--|---|–|—|.|..|...|…|?|??|???|tbd|tba|tbc|#n/a|#n/a n/a|#ref!|#value!|#div/0!|#name?
    #num!|#null!|#na|-nan|1.#qnan|1.#ind|[removed]|(removed)|[deleted]|(deleted)|[redacted]
    https://removed.com|https://removed.com/|(no title)|[no title]|no title|(no content)|[no content]
    no content|no text|(no text)|(empty)|[empty]|(blank)|[blank]|not available|not applicable|none available
    unavailable|not specified|not provided|no data|no date|no value|no abstract|no abstract available
    [object object]|[]|{}|""|''|[nan]|['']|[""]|[none]
    """.replace("\n", "|").split("|")
)
LONGEST_EMPTY = 80  # characters: no placeholder is longer
PAID = re.compile(r"only available in [\w ,/&-]{0,60}plans?\.?", re.I)  # what stands for a text not paid for
# The days on which clocks and calendars of programs begin or end.
NO_DAY = re.compile(
    r"(?:1970-0?1-0?1|0?1/0?1/1970|0000-00-00|0001-01-01|0?1/0?1/0001|1899-12-3[01]|1900-01-00|"
    r"9999-12-31|00/00/0000)(?:[T ].*)?"
    r"|1969-12-31[T ].*|1900-01-01[T ]00:00.*|(?:Thu, )?0?1 Jan 1970\b.*|"
    r"(?:January|Jan\.?) 0?1, 1970\b.*|0+|0\.0",
    re.S,
)
CODES = re.compile(r"country|nation|iso|code|lang", re.I)  # columns in which NA is Namibia
# Where the value stands in a nested one: {"rendered": "<p>..."}, {"main": "Talks"}, {"name": "Reuters"}.
INSIDE = {
    "text": ("text", "body", "content", "rendered", "html", "plain", "value", "#text"),
    "title": ("title", "main", "rendered", "text", "value", "#text"),
    "date": ("$date", "date", "value", "raw", "rendered"),
    "id": ("$oid", "value", "#text", "rendered"),
    "url": ("url", "href", "value", "rendered"),
}
# Where a paragraph's words stand
PARTS = ("text", "value", "content", "html", "bodyHtml", "bodyTextSummary", "paragraph", "body")
NAMED = ("name", "title", "domain", "uri", "id")

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});")
TWICE = re.compile(r"&amp;(?=(?:amp;)*(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});)", re.I)
ATTRIBUTES = r"""(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))*\s*/?"""
BLOCK_TAGS = "p|br|hr|div|li|ul|ol|h[1-6]|blockquote|tr|td|th|table|section|article|figure|img"
INLINE_TAGS = (
    "b|i|u|s|q|a|em|strong|span|small|big|mark|sup|sub|font|cite|code|abbr|acronym|time|wbr|"
    "strike|del|ins|nobr|tt|center"
)
SCRIPT = re.compile(r"<(script|style)\b[^<>]{0,500}>.{0,5000}?</\1\s*>", re.I | re.S)
TAG = re.compile(rf"<(?P<close>/?)(?P<name>{BLOCK_TAGS}|{INLINE_TAGS}){ATTRIBUTES}>", re.I)
COMMENT = re.compile(r"<!--.{0,1000}?-->", re.S)
LIKE_TAG = re.compile(r"<([a-z]\w{1,15})>", re.I)
CLOSING = re.compile(r"</(\w{1,16})")
TAGS = frozenset(map(str, defs.tags))
SCRIPT_TAG = re.compile(r"</?(?:script|style)\b", re.I)
MOST_SCRIPTS = 100  # in a text of more nobody looks for where each begins
SINGLE = "biusqa"  # letters that stand between < and > in mathematics too: a tag only where it is closed
LONGEST_LINE = 5000  # characters: a longer cell is no title or name, and keeps its markup


def is_empty(value: object) -> bool:
    """None, NaN, blank strings, placeholders, and lists or objects of nothing else."""
    if isinstance(value, list | tuple):
        return all(_is_blank(part) for part in value)
    if isinstance(value, Mapping):
        return all(_is_blank(part) for part in value.values())
    return _is_blank(value)


def is_worth_keeping(name: str, value: object) -> bool:
    """Whether a cell that no field of an article takes says anything."""
    return not is_empty(value) or (
        isinstance(value, str) and value.strip() == "NA" and bool(CODES.search(name))
    )


def is_no_day(value: object) -> bool:
    """Whether what stands for a date is the zero of some clock: 1970-01-01, 0000-00-00."""
    if isinstance(value, date):  # a datetime is one too
        return (value.year, value.month, value.day) in ((1970, 1, 1), (1, 1, 1), (9999, 12, 31))
    if isinstance(value, int | float):
        return value == 0
    return is_empty(value) or (isinstance(value, str) and bool(NO_DAY.fullmatch(value.strip())))


def _is_blank(value: object) -> bool:
    if isinstance(value, str):
        if len(value) > LONGEST_EMPTY and value[:LONGEST_EMPTY].strip():
            return False
        plain = " ".join(value.split()).casefold()
        return not plain or plain in PLACEHOLDERS or bool(PAID.fullmatch(plain))
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or (isinstance(value, list | dict | tuple) and not value)


def read_line(value: object) -> str:
    """A cell as one line of words: entities and tags are what they stand for.

    "AT&T", "a < b" and "<unk>" stay.
    """
    return normalise_line(plain_words(show(value)))


def read_text(value: object) -> str:
    """The text of a cell without markup, its blocks as paragraphs; entities are what they stand for."""
    text = TWICE.sub("&", show(value))
    if not MARKUP.search(text):
        text = decode_entities(text)  # markup itself may be written so: &lt;p&gt;
    if is_only_markup(text):
        return ""
    for _ in range(2):  # there may be escaped markup within markup
        if MARKUP.search(text):
            text = strip_markup(_shield(text))
    return SCRIPT.sub("\n\n", text) if 1 < len(SCRIPT_TAG.findall(text)) <= MOST_SCRIPTS else text


def plain_words(text: str) -> str:
    """A title, a name or a note without the entities and tags of HTML."""
    text = decode_entities(text)
    return (
        text
        if "<" not in text or len(text) > LONGEST_LINE
        else _drop_tags(SCRIPT.sub(" ", COMMENT.sub(" ", text)))
    )


def _drop_tags(text: str) -> str:
    """The text without tags, with a space for blocks; an unclosed "<a>" of one letter is mathematics."""
    closed = {found["name"].lower() for found in TAG.finditer(text) if found["close"]}

    def drop(found: re.Match[str]) -> str:
        name = found["name"].lower()
        if len(name) == 1 and name in SINGLE and name not in closed:
            return found[0]
        return " " if re.fullmatch(BLOCK_TAGS, name) else ""

    return TAG.sub(drop, text)


def _shield(text: str) -> str:
    """The text with what only looks like a tag, such as <unk>, written so that no parser takes it for one."""
    if not LIKE_TAG.search(text):
        return text
    known = TAGS | {name.lower() for name in CLOSING.findall(text)}

    def shield(found: re.Match[str]) -> str:
        name = found[1].lower()
        return found[0] if name in known else f"&lt;{found[1]}&gt;"

    return LIKE_TAG.sub(shield, text)


def decode_entities(text: str) -> str:
    """The characters of HTML's entities, however often encoded; only those that end in a semicolon."""
    for _ in range(8):
        before, text = text, ENTITY.sub(_decode, text)
        if text == before:
            break
    return text


def _decode(found: re.Match[str]) -> str:
    name = found[0][1:]
    return html.unescape(found[0]) if name[0] == "#" or name in html5 else found[0]


def join_paragraphs(value: object) -> object:
    """The text of a cell that holds it in parts: a list of paragraphs, of pieces of lines, or of sections.

    Any other cell as it is.
    """
    if isinstance(value, Mapping) and isinstance(value.get("sections"), list):
        parts = [value.get("summary"), *value["sections"]]
        return "\n\n".join(filter(None, map(_join_section, parts)))
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    if (
        isinstance(value, list)
        and (parts := [part if isinstance(part, str) else _find_part(part) for part in value])
        and all(parts)
    ):
        pieces = any(isinstance(part, str) for part in value) or any(part != part.strip() for part in parts)
        return ("" if pieces else "\n\n").join(parts)  # a line in pieces (links, bold words), or paragraphs
    return value


def _find_part(part: object) -> str:
    """The words of one piece or paragraph of a text, or ""."""
    if isinstance(part, Mapping):
        return next((part[key] for key in PARTS if isinstance(part.get(key), str) and part[key]), "")
    return ""


def _join_section(part: object) -> str:
    if isinstance(part, Mapping):
        return "\n\n".join(
            filter(None, (_join_section(part.get(name)) for name in ("headline", "paragraphs")))
        )
    if isinstance(part, list):
        return "\n\n".join(line for line in part if isinstance(line, str) and line.strip())
    return part if isinstance(part, str) else ""


def pick_inside(field: str, value: object) -> object:
    """The value of a field out of a nested one, or of the first in a list; any other as it is."""
    if (
        field != "text"
        and isinstance(value, list)
        and value
        and (len(value) == 1 or isinstance(value[0], Mapping))
    ):
        value = value[0]
    if isinstance(value, Mapping) and not (field == "text" and isinstance(value.get("sections"), list)):
        return next(
            (value[key] for key in INSIDE.get(field, NAMED) if isinstance(value.get(key), str | int)), value
        )
    return value


def show_plain(value: object) -> str:
    """A cell that no field takes, as a string: its words without entities and tags, nested values as JSON."""
    if isinstance(value, str):
        shown = show(value)
        plain = shown if len(shown) > LONGEST_LINE else plain_words(shown)
        return shown if plain == shown else plain.strip()
    if isinstance(value, list):
        value = [plain_words(part) if isinstance(part, str) else part for part in value]
    elif isinstance(value, dict):
        value = {name: plain_words(part) if isinstance(part, str) else part for name, part in value.items()}
    return show(value)


def show(value: object) -> str:
    """A cell as a string: ISO dates, JSON for nested values, what no encoding can hold replaced."""
    if isinstance(value, str):
        shown = value
    elif value is None:
        shown = ""
    elif isinstance(value, date | datetime):
        shown = value.isoformat()
    elif isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        shown = str(int(value))  # Excel and pandas write whole numbers as 7.0
    elif isinstance(value, list | dict | tuple):
        try:
            shown = json.dumps(value, ensure_ascii=False, default=str)
        except (ValueError, TypeError, RecursionError):
            shown = "(nested too deeply to show)"
    elif isinstance(value, bytes):
        shown = value.decode("utf-8", "replace")
    else:
        shown = str(value)
    return shown.encode("utf-8", "replace").decode()
