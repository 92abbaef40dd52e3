"""An address of every page, in the states that look different."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from serving import find_pair


def list_pages(library: Any) -> dict[str, str]:
    """A short name -> the address behind the server's, for a library that has a pair."""
    pair, article = find_pair(library)
    selected = urlencode({"select": pair}, doseq=True)
    return {
        "overview": "",
        "people": "?sort=person",
        "articles": "articles",
        "search": "articles?" + urlencode({"q": "ceasefire"}),
        "nothing": "articles?" + urlencode({"q": "nosuchword"}),
        "article": "article?" + urlencode({"article": article}),
        "connections": "connections",
        "pair": f"connections?{selected}",
        "matrix": "connections?chart=matrix&measure=npmi&kinds=country&kinds=country&unit=article",
        "countries": "connections?kinds=country&kinds=country&unit=article",
        "table": "connections?chart=table&measure=jaccard",
        "groups": "connections?unit=article&drawn=200&colour=group",
        "neighbours": "connections?unit=article&steps=2&" + urlencode({"around": pair[1]}),
        "player": "connections?unit=article&period=year&opened=2022-01-01&opened=2022-12-31",
        "world": "world?" + urlencode({"select": "country:UKR"}),
        "timeline": "timeline",
        "lines": "timeline?period=year&" + urlencode({"line": pair}, doseq=True),
        "over": "timeline?period=year&chart=pair&" + urlencode({"line": pair}, doseq=True),
        "stream": "timeline?period=year&chart=stream",
        "changes": "changes",
        "compare": "compare?" + urlencode({"one.person": pair[0], "two.country": pair[1]}),
        "person": "dossier?" + urlencode({"select": pair[0]}),
        "country": "dossier?" + urlencode({"select": pair[1]}),
        "body": "dossier?" + urlencode({"select": "organization:nato"}),
        "topic": "dossier?" + urlencode({"select": "topic:sanctions"}),
        "library": "library",
        "sources": "sources",
        "topics": "topics?" + urlencode({"select": "topic:sanctions"}),
        "methods": "methods",
    }
