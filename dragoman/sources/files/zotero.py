"""References in Zotero's CSV: as in its RIS and CSL-JSON, the text is the abstract, else the notes."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dragoman.model import Article, Rejected
from dragoman.sources.articles import dump_row
from dragoman.sources.cells import is_empty
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.ris import NO_ABSTRACT, RECORD

OWN = {"Key", "Item Type", "Abstract Note", "Date Added"}  # columns that tell its tables
# Field -> columns, likeliest first.
FIELDS = {
    "title": ("Title", "Short Title"),
    "text": ("Abstract Note", "Notes"),
    "date": ("Date", "Publication Year"),
    "outlet": ("Publication Title", "Journal Abbreviation", "Series Title", "Publisher"),
    "url": ("Url",),
    "language": ("Language",),
}


def is_zotero(names: Collection[str]) -> bool:
    """Whether a table with these columns is Zotero's."""
    return set(names) >= OWN


def build_reference(row: Mapping[str, object], origin: Origin, where: str) -> Article | Rejected:
    """The article of a reference; without abstract and notes its address to fetch, else nothing."""
    fields: dict[str, object] = {}
    taken: set[str] = set()
    for field, names in FIELDS.items():
        filled = [
            name
            for name in names
            if not is_empty(row.get(name)) and not (name == "Notes" and RECORD.match(str(row[name])))
        ]
        if filled:
            fields[field] = row[filled[0]]
            taken.add(filled[0])
    if "url" not in fields and not is_empty(row.get("DOI")):
        fields["url"] = f"https://doi.org/{row['DOI']}"
    if "text" not in fields and "url" not in fields:
        return origin.reject(NO_ABSTRACT, dump_row(row), where)
    rest = {name: value for name, value in row.items() if name not in taken and not is_empty(value)}
    return origin.build(fields | rest, where)
