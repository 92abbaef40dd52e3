"""References in CSL-JSON, as Zotero and others write them: rows of JSON whose text is the abstract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TYPES = (
    *(
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
        "chapter", "document", "entry",
    ),
    *(
        "entry-encyclopedia", "hearing", "interview", "legislation", "manuscript", "pamphlet",
        "paper-conference", "personal_communication",
    ),
    *("post", "post-weblog", "report", "review", "song", "speech", "thesis", "treaty", "webpage"),
)  # fmt: skip


def is_reference(row: Mapping[str, Any]) -> bool:
    """Whether this is an item of CSL-JSON: with a type, and a date, people or container, of CSL's."""
    if row.get("type") not in TYPES:
        return False
    issued, people = row.get("issued"), row.get("author")
    dated = isinstance(issued, dict) and ("date-parts" in issued or "raw" in issued or "literal" in issued)
    named = isinstance(people, list) and any(
        isinstance(person, dict) and ("family" in person or "literal" in person) for person in people
    )
    return dated or named or "container-title" in row


def flatten_reference(row: Mapping[str, Any]) -> dict[str, object]:
    """The item as a row with the names that articles have. Without an abstract it has no text."""
    flat = {
        name: value
        for name, value in row.items()
        if name not in ("abstract", "issued", "author", "container-title", "URL", "source")
    }
    flat["text"] = row.get("abstract")
    flat["date"] = _write_date(row.get("issued"))
    flat["outlet"] = row.get("container-title") or row.get("publisher")
    flat["url"] = row.get("URL") or (
        f"https://doi.org/{row['DOI']}" if isinstance(row.get("DOI"), str) else None
    )
    flat["authors"] = _write_people(row.get("author"))
    flat["database"] = row.get("source")
    return {name: value for name, value in flat.items() if value not in (None, "")}


def _write_date(issued: object) -> str:
    """2021-06-27; a year or a month alone as it is, which is no day."""
    if not isinstance(issued, dict):
        return str(issued or "")
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return "-".join(f"{part!s:0>2}" for part in parts[0])
    return str(issued.get("raw") or issued.get("literal") or "")


def _write_people(people: object) -> str:
    if not isinstance(people, list):
        return str(people or "")
    named = [person for person in people if isinstance(person, dict)]
    return "; ".join(
        str(one.get("literal") or " ".join(str(one[key]) for key in ("given", "family") if one.get(key)))
        for one in named
    )
