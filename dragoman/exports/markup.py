"""HTML of text and elements, which the serializer escapes: nothing that others wrote becomes markup."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

Element = ElementTree.Element

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def build(tag: str, *children: Element | str, **attributes: str) -> Element:
    """An element of text and elements: only here text becomes markup, which the serializer escapes."""
    element = Element(tag, {name: UNSEEN.sub("", value) for name, value in attributes.items()})
    for child in children:
        if not isinstance(child, str):
            element.append(child)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + UNSEEN.sub("", child)
        else:
            element.text = (element.text or "") + UNSEEN.sub("", child)
    return element


def hold_data(id: str, json: str) -> Element:
    """JSON that the page holds: nothing in it can be read as markup."""
    element = Element("script", {"type": "application/json", "id": id})
    element.text = (
        json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
    return element


def is_web(url: str) -> bool:
    """Whether an address may become a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
