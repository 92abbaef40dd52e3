"""One article that looks like several: what is said of it, so that a person decides. Nothing here cuts."""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.sources.files.exports import factiva, nexis, proquest
from dragoman.sources.files.exports.cutting import find_counter
from dragoman.sources.files.exports.days import is_date_line
from dragoman.sources.files.exports.nexis_fields import FIELD, SURE_COPYRIGHT, is_own

LONGEST = 60_000  # words: a book, or an archive; the longest press conferences have half of it
BYLINE = re.compile(r"By (?:[A-Z][\w.'’-]+|de|van|von|bin|al|and|for|,|\s)+", re.A)
DATELINE = re.compile(r"[A-Z][A-Z .,'’-]{2,40}?,?[^—–.!?(]{0,40}\([A-Z][\w ./-]{1,20}\)\s*[—–-]")
HEADLINED = re.compile(r"(?:title|headline|heading)\s*:\s*\S.*", re.I)
PUBLISHED = re.compile(r"(?:date|published|publication date|posted|dated)(?: on)?\s*:\s*\S.{3,60}", re.I)

# What each article has once -> how often it may stand in one. Lines are counted, each a way of its own.
SIGNS: dict[str, tuple[int, Callable[[str], bool]]] = {
    "ends of documents": (1, lambda line: nexis.END.fullmatch(line) is not None),
    "counters of documents": (1, lambda line: find_counter(line) is not None),
    "document numbers of Factiva": (1, lambda line: factiva.MARK.fullmatch(line) is not None),
    "document numbers of ProQuest": (1, lambda line: proquest.ID.fullmatch(line) is not None),
    "lengths or days of loading": (1, lambda line: bool((found := FIELD.fullmatch(line)) and is_own(found))),
    "lines of copyright": (2, lambda line: len(line) <= 120 and SURE_COPYRIGHT.fullmatch(line) is not None),
    "counts of words": (2, lambda line: factiva.COUNTED.fullmatch(line) is not None),
    "bylines": (2, lambda line: len(line) <= 60 and BYLINE.fullmatch(line) is not None),
    "datelines": (3, lambda line: DATELINE.match(line) is not None),
    "labelled headlines": (1, lambda line: len(line) <= 200 and HEADLINED.fullmatch(line) is not None),
    "labelled days": (2, lambda line: PUBLISHED.fullmatch(line) is not None),
    "lines that are a day": (3, is_date_line),
}


def doubt_article(text: str) -> str:
    """Why a text is hardly one article, as a sentence that says what to do, or ""."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    counts = {name: sum(map(is_sign, lines)) for name, (_, is_sign) in SIGNS.items()}
    signs = [f"{counts[name]} {name}" for name, (most, _) in SIGNS.items() if counts[name] > most]
    number = max((counts[name] for name, (most, _) in SIGNS.items() if counts[name] > most), default=0)
    if signs:
        return (
            f"This looks like {number} articles in one ({', '.join(signs[:3])}). Save them one by one, or as RIS or CSV, and add those. "
            "Retry takes it as one article."
        )
    if (words := len(text.split())) > LONGEST:
        return f"This has {words:,} words, more than an article. Save the articles in it one by one. Retry takes it as one article."
    return ""
