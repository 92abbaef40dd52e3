"""ProQuest's exports as text or Word: rules of underscores between articles, labelled lines around each text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

ID = "ProQuest document ID:"
RULE = re.compile(r"_{20,}")
COUNTED = re.compile(r"Document \d{1,5} of \d{1,5}")
LABEL = re.compile(
    r"(Author|Abstract|Links|Full text|Publication info|Subject|Business indexing term|Location|People|Company / organization"
    r"|Identifier / keyword|Classification|Title|Publication title|Volume|Issue|First page|Pages|Number of pages|Publication year"
    r"|Publication date|Section|Publisher|Place of publication|Country of publication|Publication subject|ISSN|e-ISSN|Source type"
    r"|Language of publication|Document type|ProQuest document ID|Document URL|Copyright|Last updated|Database|Dateline|Column"
    r"|Illustration|DOI|Credit)\s*:\s*(.*)"
)
NAMES = {
    "Publication title": "outlet",
    "Publication date": "date",
    "Document URL": "url",
    "ProQuest document ID": "id",
    "Language of publication": "language",
}


def cut_proquest(lines: Sequence[str]) -> list[list[str]]:
    """The lines of each article; none when this is no export of ProQuest's. Its cover and its last words are left out."""
    if not any(map(RULE.fullmatch, lines)) or not any(line.startswith(ID) for line in lines):
        return []
    parts: list[list[str]] = [[]]
    for line in lines:
        if RULE.fullmatch(line):
            parts.append([])
        else:
            parts[-1].append(line)
    articles: list[list[str]] = []
    for part in parts:
        if articles and not any(line.startswith(ID) for line in articles[-1]):
            articles[-1] += part  # a rule within a text: the article goes on
        elif any(map(LABEL.fullmatch, part)):
            articles.append(part)
    return articles


def parse_proquest(lines: Sequence[str]) -> dict[str, Any] | None:
    """Title, labelled lines, "Full text:" and the text, labelled lines again."""
    lines = [line for line in lines if not COUNTED.fullmatch(line)]
    said: dict[str, list[str]] = {"": []}
    label = ""
    for line in lines:
        if found := LABEL.fullmatch(line):
            label = found[1]
            said.setdefault(label, [])
            line = found[2]
        if line:
            said[label].append(line)
    text = said.pop("Full text", []) or said.pop("Abstract", [])
    title = " ".join(said.pop("")) or " ".join(said.get("Title", []))
    if not title:
        return None
    said.pop("Title", None)
    row: dict[str, Any] = {NAMES.get(label, label): " ".join(parts) for label, parts in said.items()}
    if "outlet" in row:
        row["outlet"] = row["outlet"].partition(";")[0].strip()
    return row | {"title": title, "text": text}
