"""Posts with a header of fields above a text in Markdown, as Jekyll, Hugo, Eleventy and Obsidian write them.

The header is YAML between lines ---, TOML between lines +++, or JSON. YAML is read as text: a date stays as
it was written.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from srsly.ruamel_yaml import YAML
from srsly.ruamel_yaml.error import YAMLError
from srsly.ruamel_yaml.events import AliasEvent

from dragoman.model import Article, Rejected
from dragoman.sources.articles import is_link
from dragoman.sources.boilerplate import cut_between, strip_markup
from dragoman.sources.columns import guess_columns
from dragoman.sources.files.origin import Origin

LONGEST = 50_000  # characters of a header
LONGEST_MARKED = 200_000  # characters of Markdown: the parser may take seconds for more that are made so
MOST_LINES = 1000
FENCE = re.compile(r"(-{3}|\+{3}|;{3})[ \t]?(yaml|yml|toml|json)?[ \t]*")
KEY = re.compile(r"[\w@$][\w .@$/-]{0,60}")
FORMS = {"---": "yaml", "+++": "toml", ";;;": "json"}
ENDS = {"---": ("---", "..."), "+++": ("+++",), ";;;": (";;;",)}
NO = ("false", "no", "off")
YES = ("true", "yes", "on")
NO_TEXT = "There is no text under the header. Write the text below it, or discard the file."
DRAFT = (
    "The header says that this is a draft ({said}): it was not published. Take that line out if it "
    "was, or discard the file."
)
# Names of a header that are an article's fields, where the usual names of columns are not.
NAMES = {
    "pubdate": "date", "publishdate": "date", "published_at": "date", "date_published": "date",
    "posted": "date",
    "publication_date": "date",
    "canonical_url": "url", "canonical": "url", "original_url": "url", "external_url": "url",
    "source_url": "url",
    "publication": "outlet", "publisher": "outlet", "newspaper": "outlet", "site": "outlet",
    "website": "outlet", "media": "outlet",
}  # fmt: skip
TEMPLATE = re.compile(r"\{[%{#][^{}]{0,500}[}%#]\}|\{:[^{}]{0,200}\}")  # of Liquid, Hugo and kramdown
EMBEDDED = re.compile(r"!\[\[[^\[\]]{0,300}\]\]")
LINKED = re.compile(r"\[\[(?:[^\[\]|]{0,300}\|)?([^\[\]|]{1,300})\]\]")  # of Obsidian
MODULE = re.compile(r"(?:import|export)\s[^\n]{0,500}")
BREAKS = {"softbreak": " ", "hardbreak": "\n"}
BROKEN = "The header above the text cannot be read as {form}{where}. Mend it, or take it away."


@dataclass(frozen=True, slots=True)
class Post:
    """A text below a header. `fault` is a sentence that says why it is no article."""

    fields: Mapping[str, object] = field(default_factory=dict)
    text: str = ""
    fault: str = ""


def build_post(text: str, origin: Origin) -> Article | Rejected | None:
    """The article of a text with a header; its title, if not there, is its heading or the file's name.

    None when no header stands at its top; a Rejected for what was not published and what has no text.
    """
    if (post := read_post(text)) is None:
        return None
    if post.fault:
        return origin.reject(post.fault, text)
    row = dict(post.fields)
    first, _, rest = post.text.partition("\n\n")
    body = post.text.removeprefix("# ")
    if "title" not in guess_columns(list(row)):
        headed = post.text.startswith("# ") and bool(rest)
        name = re.sub(r"[\W_]+", " ", re.sub(r"^[\d\W_]+", "", origin.name)).strip() or origin.name
        row["title"], body = (first[2:], rest) if headed else (name, body)
    return origin.build_whole({**row, "text": body})


def read_post(text: str, marked: bool = True) -> Post | None:
    """The post that a file's text is, or None when no header stands at its top.

    `marked` says that its text is in Markdown.
    """
    if (found := _split(text.lstrip("\ufeff\r\n\t "))) is None:
        return None
    form, header, body = found
    try:
        fields = _read_header(form, header)
    except _BrokenError as fault:
        return None if _is_labelled(header) else Post(text=text, fault=str(fault))
    if fields is None:
        return None
    if said := next(
        (f"{name}: {str(value).lower()}" for name, value in fields.items() if _is_draft(name, value)), ""
    ):
        return Post(fields, text, DRAFT.format(said=said))
    body = read_markdown(body) if marked else body.strip()
    return Post(_name_fields(fields), body, "" if re.search(r"\w", body) else NO_TEXT)


def read_markdown(text: str) -> str:
    """A text in Markdown without its marks: paragraphs parted by a blank line; a heading keeps its #."""
    text = LINKED.sub(r"\1", EMBEDDED.sub("", TEMPLATE.sub("", text)))
    lines = text.splitlines()
    while lines and (not lines[0].strip() or MODULE.fullmatch(lines[0])):
        del lines[0]
    if len(text) > LONGEST_MARKED:
        return text.strip()
    parts: list[str] = []
    heading = False
    for token in MarkdownIt("commonmark").enable("table").parse("\n".join(lines)):
        heading = token.type == "heading_open" or (heading and token.type != "heading_close")
        if token.type == "inline":
            parts.append(("# " if heading and not parts else "") + _read_inline(token))
        elif token.type == "html_block":
            parts.append(strip_markup(cut_between(token.content, "<!--", "-->")))
        elif token.type in ("fence", "code_block"):
            parts.append(token.content)
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _read_inline(token: Token) -> str:
    """The words of a paragraph or a heading."""
    children = token.children or ()
    return "".join(
        child.content if child.type in ("text", "code_inline") else BREAKS.get(child.type, "")
        for child in children
    )


class _BrokenError(ValueError):
    pass


def _split(text: str) -> tuple[str, str, str] | None:
    """Form, header and the text below it, or None without a header."""
    first, _, rest = text.partition("\n")
    if fence := FENCE.fullmatch(first.rstrip("\r ")):
        lines = rest.split("\n", MOST_LINES)
        ends = ENDS[fence[1]]
        end = next(
            (place for place, line in enumerate(lines[:MOST_LINES]) if line.rstrip("\r\t ") in ends), None
        )
        if end is None:
            return None
        header = "\n".join(line.rstrip("\r") for line in lines[:end])
        return (
            ((fence[2] or FORMS[fence[1]]).replace("yml", "yaml"), header, "\n".join(lines[end + 1 :]))
            if len(header) <= LONGEST
            else None
        )
    if text.startswith("{"):
        try:
            fields, end = json.JSONDecoder(strict=False).raw_decode(text[:LONGEST])
        except (ValueError, RecursionError):
            return None
        below = text[end:]
        return (
            ("json", text[:end], below)
            if isinstance(fields, dict) and (not below.strip() or below.lstrip(" \t\r")[:1] == "\n")
            else None
        )
    return None


def _read_header(form: str, header: str) -> dict[str, object] | None:
    """The fields of a header, or None when it is none: a text between two rules, say."""
    try:
        if form == "toml":
            found: object = tomllib.loads(header)
        elif form == "json":
            found = json.loads(header if header.lstrip().startswith("{") else f"{{{header}}}", strict=False)
        else:
            found = _read_yaml(header)
    except (tomllib.TOMLDecodeError, YAMLError, ValueError, RecursionError, TypeError) as fault:
        mark = getattr(fault, "problem_mark", None)
        raise _BrokenError(
            BROKEN.format(form=form.upper(), where=f": line {mark.line + 2}" if mark else "")
        ) from fault
    if found is None and not header.strip():
        return {}
    return (
        found
        if isinstance(found, dict) and all(isinstance(name, str) and KEY.fullmatch(name) for name in found)
        else None
    )


def _read_yaml(header: str) -> object:
    """Every value as the text that it is written as.

    ValueError for anchors that are used again: so documents are made that grow.
    """
    yaml = YAML(typ="base", pure=True)
    yaml.allow_duplicate_keys = True
    header = header.replace("\t", "    ")
    if any(isinstance(event, AliasEvent) for event in YAML(typ="base", pure=True).parse(header)):
        raise ValueError("aliases")
    found: object = yaml.load(header)
    return found


def _is_labelled(header: str) -> bool:
    """Whether every line is a name and a value: so no parser is needed, as for labels of any text."""
    return all(re.match(r"[A-Za-z][\w -]{0,40}:", line) for line in header.splitlines() if line.strip())


def _is_draft(name: str, value: object) -> bool:
    plain, said = name.casefold(), str(value).strip().casefold() if isinstance(value, str | bool) else ""
    if plain in ("draft", "isdraft", "is_draft"):
        return said in YES
    return (plain in ("published", "publish") and said in NO) or (
        plain in ("status", "state") and said in ("draft", "unpublished")
    )


def _join_words(value: list[object]) -> object:
    """A list of words as one line, [[Anna Holm]] as Obsidian writes links too; any other list as it is."""
    flat = [inner for part in value for inner in (part if isinstance(part, list) else [part])]
    return "; ".join(map(str, flat)) if all(isinstance(part, str | int | float) for part in flat) else value


def _name_fields(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields by columns' names, lists of words as one line; empty ones and "published" go."""
    named: dict[str, object] = {}
    for name, value in fields.items():
        if isinstance(value, list):
            value = _join_words(value)
        plain = name.casefold().replace("-", "_")
        if value in ("", None, {}) or (
            plain in ("draft", "published", "publish") and str(value).casefold() in (*YES, *NO)
        ):
            continue
        field_name = (
            "url" if plain == "source" and is_link(str(value)) else NAMES.get(plain.replace(" ", "_"), "")
        )
        named[field_name if field_name and field_name not in fields and field_name not in named else name] = (
            value
        )
    return named
