"""Which column of a table is which field of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.errors import SourceError

# Likeliest first. Compared without case, spaces and punctuation: "Pub_Date" is "pubdate".
NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "articleid", "docid", "documentid", "guid", "uuid", "uid", "identifier", "accessionnumber", "sourceid"),
    "title": (
        *("title", "headline", "articletitle", "newstitle", "ogtitle", "heading", "header", "articleheadline"),
        *("webtitle", "storytitle", "pagetitle", "documenttitle", "titel", "titre", "titolo", "titulo", "título", "name", "subject"),
    ),
    "text": (
        *("text", "body", "content", "articletext", "articlebody", "articlecontent", "fulltext", "bodytext", "maintext", "storytext"),
        *("newstext", "contenttext", "contenthtml", "contentencoded", "cleantext", "plaintext", "rawtext", "article", "story"),
        *("articlefulltext", "fullarticle", "textofarticle", "storybody", "contents", "textcontent", "volltext", "texte", "testo", "texto"),
        *("transcript", "paragraphs", "description", "summary", "abstract", "leadparagraph", "lead", "trailtext", "snippet", "excerpt"),
    ),
    "date": (
        *("date", "published", "publicationdate", "publisheddate", "datepublished", "publishdate", "pubdate", "publishedat"),
        *("publishedon", "publishedtime", "articledate", "newsdate", "dateofpublication", "posted", "posteddate", "dateposted"),
        *(
            "webpublicationdate",
            "firstpublished",
            "isodate",
            "datetime",
            "timestamp",
            "seendate",
            "created",
            "createdat",
            "loaddate",
            "datum",
            "fecha",
            "time",
            "day",
        ),
    ),
    "outlet": (
        *("outlet", "source", "publisher", "publication", "sourcename", "outletname", "publishername", "publicationname"),
        *("newspaper", "newsoutlet", "newssource", "medium", "media", "site", "sitename", "ogsitename", "domain", "sourcedomain"),
        *(
            "hostname",
            "website",
            "journal",
            "feed",
            "paper",
            "pubtitle",
            "publicationtitle",
            "sourcetitle",
            "medianame",
            "agency",
            "quelle",
        ),
    ),
    "url": (
        *("url", "link", "articleurl", "canonicalurl", "permalink", "weburl", "sourceurl", "href", "uri", "address", "ogurl"),
        *("sourcelink", "pageurl", "pagelink", "articlelink", "storyurl", "newsurl", "weblink", "documenturl"),
    ),
    "language": ("language", "lang", "languagecode", "inlanguage", "articlelanguage"),
}
FIELDS = tuple(NAMES)


def guess_columns(names: Sequence[str]) -> dict[str, str]:
    """Field -> column, for the fields whose usual names are among `names`. The fields are `FIELDS`."""
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(re.sub(r"[\W_]+", "", name.casefold()), name)
    return {field: plain[alias] for field, aliases in NAMES.items() if (alias := next((a for a in aliases if a in plain), None))}


def check_columns(columns: Mapping[str, str] | None) -> dict[str, str]:
    """The mapping field -> column as it was given. SourceError when it names a field that an article does not have."""
    for field in columns or {}:
        if field not in FIELDS:
            raise SourceError(f"An article has no field {field!r}. Columns can be mapped to {', '.join(FIELDS)}.")
    return dict(columns or {})


def choose_columns(names: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Field -> column: what was mapped and exists, then what the names suggest among the rest."""
    mapped = {field: column for field, column in columns.items() if column in names}
    guessed = guess_columns([name for name in names if name not in mapped.values()])
    return guessed | mapped
