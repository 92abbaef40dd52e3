"""Exports of WordPress (WXR): published posts and pages are articles; the rest is counted, with reasons."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from dragoman.model import Article, Rejected
from dragoman.sources.articles import dump_row, is_link
from dragoman.sources.boilerplate import cut_between, strip_markup
from dragoman.sources.files.origin import Origin
from dragoman.sources.text_cleaning import normalise_text

NAMESPACE = re.compile(rb"https?://wordpress\.org/export/\d")
HEAD = 20_000  # bytes at the head in which the name of the form stands
POSTS = ("post", "page")
STATES = {  # of a post that is not to be read, and what a person does then
    "draft": "It is a draft that was never published. Publish it and export anew, or discard it",
    "auto-draft": "It is a draft that was never published. Discard it",
    "pending": "It waits for its editor and was never published. Publish it and export anew, or discard it",
    "future": "It is to be published on a day to come. Export anew after that day",
    "private": "It is private. Publish it and export anew, or discard it",
    "trash": "It lies in the bin of the site. Discard it",
}
LOCKED = "It is locked with a password. Take the password off and export anew, or discard it."
KINDS = {  # of what is no post, in the plural
    "attachment": "photos and other files", "nav_menu_item": "items of menus",
    "revision": "earlier versions of posts",
    "custom_css": "style sheets", "customize_changeset": "settings of the look",
    "oembed_cache": "copies of embedded media",
    "wp_block": "blocks for use in posts", "wp_template": "templates", "wp_template_part": "templates",
    "wp_global_styles": "style sheets",
    "wp_navigation": "menus", "wp_font_family": "fonts", "wp_font_face": "fonts",
    "user_request": "requests of users",
    "feedback": "answers to forms", "acf-field": "fields of forms", "acf-field-group": "fields of forms",
    "wpcf7_contact_form": "forms",
    "product": "goods of a shop", "shop_order": "orders of a shop", "elementor_library": "templates",
}  # fmt: skip
NO_TEXT = "The post holds no text: pictures or embedded media at most. Discard it."
SUMMARY = "The export has only a summary of this post. Retry fetches its page."
SHORTCODE = re.compile(r"\[(/?)([A-Za-z][\w-]{0,60})([^\[\]]{0,3000})\]")
ATTRIBUTE = re.compile(r"""\s[\w-]{1,60}=["'\w“”″]""")
MEDIA = frozenset("caption wp_caption gallery audio video playlist embed youtube vimeo".split())  # noqa: SIM905
KNOWN = frozenset("gallery audio video playlist embed caption more nextpage contact-form-7 toc".split())  # noqa: SIM905


def is_wordpress(head: bytes) -> bool:
    """Whether a file that begins so is an export of WordPress."""
    return NAMESPACE.search(head[:HEAD]) is not None


def read_wordpress(data: bytes, origin: Origin) -> Iterator[Article | Rejected]:
    """An export's posts and pages; a Rejected for each left out, or for each kind without text."""
    names: dict[str, str] = {}
    channel: dict[str, str] = {}
    others: Counter[str] = Counter()
    found = 0
    for _, element in etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
    ):
        name = _name(element.tag)
        if name == "author" and len(element):
            author = _read_fields(element)
            names[author.get("author_login", "")] = author.get("author_display_name", "")
        elif (
            name in ("title", "language")
            and _name(element.getparent().tag if element.getparent() is not None else "") == "channel"
        ):
            channel[name] = _show(element)
        elif name == "item":
            found += 1
            fields = _read_fields(element)
            if (kind := fields.get("post_type", "")) in POSTS:
                yield _read_post(fields, names, channel, origin)
            elif fields.get("content") and kind not in KINDS:
                reason = (
                    f"It is of the kind {kind[:60]!r}, no post and no page. Retry takes its text "
                    "as it is; else discard it."
                )
                yield origin.reject(reason, dump_row(_build_row(fields, names, channel)), _locate(fields))
            else:
                others[KINDS.get(kind, f"items of the kind {kind[:60]!r}")] += 1
            element.clear()
    yield from (
        origin.reject(
            f"Left out, since they are no articles: {kind} ({times:,} in the export). Discard this.", "", kind
        )
        for kind, times in others.items()
    )
    if not found:
        yield origin.reject("The export of WordPress holds no item. Export all of its posts anew.")


def _read_post(
    fields: dict[str, str], names: dict[str, str], channel: dict[str, str], origin: Origin
) -> Article | Rejected:
    row, where = _build_row(fields, names, channel), _locate(fields)
    status = fields.get("status", "publish")
    if status != "publish":
        reason = STATES.get(
            status,
            f"Its state is {status[:40]!r}: it is not published. Discard it, or publish it and export anew",
        )
        return origin.reject(f"{reason}.", dump_row(row), where)
    if fields.get("post_password"):
        return origin.reject(LOCKED, dump_row(row), where)
    if not row["text"]:
        if fields.get("excerpt") and is_link(fields.get("link", "")):
            known = {
                "url": row["url"],
                "title": row["title"],
                "published": row.get("date", ""),
                "outlet": row["outlet"],
            }
            return origin.reject(
                SUMMARY, dump_row({name: value for name, value in known.items() if value}), str(row["url"])
            )
        return origin.reject(NO_TEXT, dump_row({**row, "text": fields.get("content", "")}), where)
    return origin.build({name: value for name, value in row.items() if value}, where)


def _build_row(fields: dict[str, str], names: dict[str, str], channel: dict[str, str]) -> dict[str, object]:
    """The row of a post, its text plain."""
    creator = fields.get("creator", "")
    row: dict[str, object] = {
        "title": fields.get("title", ""),
        "text": read_content(fields.get("content", "")),
        "date": _find_date(fields),
        "outlet": channel.get("title", ""),
        "url": fields.get("link", ""),
        "language": channel.get("language", ""),
        "author": names.get(creator) or creator,
        "categories": fields.get("category", ""),
        "excerpt": " ".join(strip_markup(fields.get("excerpt", "")).split()),
    }
    return row


def read_content(content: str) -> str:
    """The text of a post without marks of blocks, short codes, captions and embedded addresses."""
    text = cut_between(cut_between(content, "<!--", "-->"), "<figcaption", "</figcaption>")
    text = normalise_text(strip_markup(f"<div>{strip_shortcodes(text).replace('<!--', '&lt;!--')}</div>"))
    kept = [
        paragraph
        for paragraph in text.split("\n\n")
        if not is_link(paragraph.strip()) and re.search(r"\w", paragraph)
    ]
    return "\n\n".join(kept)


def _is_code(name: str, rest: str) -> bool:
    """Whether what stands in brackets is a short code, though none closes it."""
    return "_" in name or (name in KNOWN and not rest.strip().isalpha()) or ATTRIBUTE.search(rest) is not None


def strip_shortcodes(text: str, media: frozenset[str] = MEDIA) -> str:
    """A text without short codes, [caption id="1"]...[/caption]: those of media with what they hold.

    What is said in brackets stays.
    """
    closed = {found[2].lower() for found in SHORTCODE.finditer(text) if found[1]}
    parts: list[str] = []
    place, within = 0, ""
    for found in SHORTCODE.finditer(text):
        name = found[2].lower()
        if name not in closed and not _is_code(name, found[3]):
            continue
        if not within:
            parts.append(text[place : found.start()])
        place = found.end()
        if not within and not found[1] and name in media and name in closed:
            within = name
        elif within == name and found[1]:
            within = ""
    if within:  # one that is never closed holds nothing
        return strip_shortcodes(text, media - {within})
    return "".join([*parts, text[place:]])


def _find_date(fields: dict[str, str]) -> str:
    """The day on which the site says that the post was published: drafts have 0000-00-00."""
    stated = (fields.get("post_date", ""), fields.get("post_date_gmt", ""), fields.get("pubDate", ""))
    return next(
        (
            value
            for value in stated
            if re.search(r"[1-9]\d{3}", value) and "-0001" not in value and "0000-" not in value
        ),
        "",
    )


def _locate(fields: dict[str, str]) -> str:
    return fields.get("link") or f"post {fields.get('post_id', '')}".strip()


def _read_fields(element: etree._Element) -> dict[str, str]:
    """What the parts of an item say; content and excerpt, both "encoded", by their namespaces."""
    fields: dict[str, str] = {}
    for part in element:
        name, value = _name(part.tag), _show(part)
        if name == "encoded":
            name = "excerpt" if "excerpt" in str(part.tag) else "content"
        if name == "category":
            fields[name] = "; ".join(filter(None, (fields.get(name), value)))
        elif value:
            fields.setdefault(name, value)
    return fields


def _name(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _show(element: etree._Element) -> str:
    return str(element.text or "").encode("utf-8", "replace").decode().strip()
