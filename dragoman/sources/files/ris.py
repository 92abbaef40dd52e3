"""References in RIS, as Zotero and most databases write them: an article's text is its abstract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import rispy
from rispy.config import LIST_TYPE_TAGS

from dragoman.model import Article, Rejected
from dragoman.sources.files.decoding import open_text
from dragoman.sources.files.origin import Origin

LONGEST = 100_000_000  # characters of a file
BEGIN = re.compile(r"^\ufeff?TY {1,2}- ?", re.M)
TAG = re.compile(r"([A-Z][A-Z0-9])  - ")
TEXTS = ("abstract", "notes_abstract", "notes")
OUTLETS = (
    "secondary_title",
    "alternate_title3",
    "journal_name",
    "alternate_title2",
    "publisher",
    "name_of_database",
)
TITLES = ("title", "primary_title", "short_title")
DATES = ("date", "publication_year", "year")
TAKEN = {
    "abstract",
    "notes_abstract",
    *OUTLETS,
    *TITLES,
    *DATES,
    "urls",
    "doi",
    "id",
    "accession_number",
    "language",
    "type_of_reference",
    "end_of_reference",
}
RECORD = re.compile(r"[A-Z][\w ()/-]{1,40}(?::| - )")  # the database's own notes: "Accession Number: 15"
NO_ABSTRACT = (
    "The reference has no abstract, so there is nothing to read. Export it with abstracts, add the "
    "article itself, or discard it."
)


def read_ris(stream: BinaryIO, origin: Origin) -> Iterator[Article | Rejected]:
    """Every reference an Article or a Rejected."""
    text = open_text(stream).read(LONGEST)
    starts = [found.start() for found in BEGIN.finditer(text)]
    if not starts:
        yield origin.reject(
            "There is no reference in the file: each begins with a line 'TY  - '. Export it anew.", text
        )
        return
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1):
        yield _read_reference(text[start:end], origin, f"reference {number}")


def _join_lines(lines: list[str]) -> list[str]:
    """The lines of a field in one, joined once and not anew for each as the parser does; lists stay."""
    fields: list[list[str]] = []
    tag = ""
    for line in lines:
        if begun := TAG.match(line):
            tag = begun[1]
        if begun or not tag or tag in LIST_TYPE_TAGS:
            fields.append([line])
        else:
            fields[-1].append(line.strip())
    return [" ".join(parts) for parts in fields]


def _parse(raw: str) -> dict[str, Any]:
    """The fields of a reference by the names of rispy, which raises what its parser does."""
    lines = [
        re.sub(r"^([A-Z][A-Z0-9]) {1,2}- ?", r"\1  - ", line) for line in raw.splitlines() if line.strip()
    ]
    body = _join_lines([line for line in lines if not line.startswith("ER  -")])
    fields: dict[str, Any]
    [fields] = rispy.loads("\n".join([*body, "ER  - ", ""]))
    return fields


def _find_address(fields: dict[str, Any]) -> object:
    if links := fields.get("urls"):
        return links[0]
    return f"https://doi.org/{fields['doi']}" if fields.get("doi") else ""


def _read_reference(raw: str, origin: Origin, where: str) -> Article | Rejected:
    try:
        fields = _parse(raw)
    except Exception as fault:  # rispy raises what its parser does
        return origin.reject(
            f"The reference cannot be read ({type(fault).__name__}). Export it anew.", raw, where
        )
    row: dict[str, object] = {"title": _pick(fields, TITLES), "text": ""}
    said = {name: _join(fields.get(name)) for name in TEXTS}
    if RECORD.match(said["notes"]):
        said["notes"] = ""
    row["text"] = max(said.values(), key=len)
    row["url"] = _find_address(fields)
    if not row["text"] and not row["url"]:
        return origin.reject(NO_ABSTRACT, raw, where)
    row |= {
        "outlet": _pick(fields, OUTLETS),
        "date": _pick(fields, DATES).rstrip("/ ").replace("/", "-"),
        "language": _join(fields.get("language")),
    }
    row["id"] = _join(fields.get("id")) or _join(fields.get("accession_number"))
    rest = {
        name: _join(value, "; ")
        for name, value in fields.items()
        if name not in TAKEN and not (name == "notes" and said["notes"])
    }
    return origin.build(row | rest, where)


def _pick(fields: dict[str, object], names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := _join(fields.get(name)))), "")


def _join(value: object, mark: str = "\n\n") -> str:
    if isinstance(value, list):
        return mark.join(map(str, value))
    return "" if value is None else str(value).strip()
