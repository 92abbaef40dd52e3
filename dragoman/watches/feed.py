"""News as Atom (RFC 4287): a feed a watch, and one of all; made anew of the history, so nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from xml.etree import ElementTree

from dragoman.library.watches import Watch
from dragoman.watches.letters import (
    UNSEEN,
    Told,
    find_address,
    write_html,
    write_link,
    write_moment,
    write_source,
)
from dragoman.watches.scene import make_id

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 200


def write_feed(watches: Sequence[Watch], name: str = "") -> bytes:
    """The feed of a watch, or of all where no name is given, the newest first."""
    chosen = [watch for watch in watches if not name or watch.name == name]
    told: list[Told] = [(watch.name, item) for watch in chosen for item in watch.news]
    told.sort(key=lambda pair: (pair[1].found, pair[1].id), reverse=True)
    root = ElementTree.Element("feed", xmlns=ATOM)
    title = f"Dragoman: {name}" if name else "Dragoman: all watches"
    updated = told[0][1].found if told else max(_list_moments(chosen), default=datetime(1970, 1, 1))
    _put(root, "id", f"urn:dragoman:watch:{make_id('watch', name)}")
    _put(root, "title", title)
    _put(root, "updated", write_moment(updated))
    _put(ElementTree.SubElement(root, "author"), "name", "Dragoman")
    ElementTree.SubElement(root, "link", rel="alternate", href=f"{find_address()}/watches")
    for watch, item in told[:MOST_ENTRIES]:
        entry = ElementTree.SubElement(root, "entry")
        _put(entry, "id", f"urn:dragoman:news:{item.id}")
        _put(entry, "title", item.said)
        _put(entry, "updated", write_moment(item.found))
        ElementTree.SubElement(entry, "link", rel="alternate", href=write_link(item))
        ElementTree.SubElement(entry, "category", term=item.kind)
        _put(entry, "summary", f"“{item.sentence}” ({write_source(item)})" if item.sentence else item.said)
        _put(entry, "content", write_html([(watch, item)]), type="html")
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _list_moments(watches: Iterable[Watch]) -> list[datetime]:
    return [watch.made for watch in watches if watch.made]


def _put(parent: ElementTree.Element, tag: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, tag, attributes).text = UNSEEN.sub("", text)
