"""One article that looks like several: what is said of it, so that a person decides. Nothing here cuts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from dragoman.sources.files.news_databases import factiva, nexis, proquest
from dragoman.sources.files.news_databases.cutting import count_stated, find_counter
from dragoman.sources.files.news_databases.days import is_date_line
from dragoman.sources.files.news_databases.nexis_fields import FIELD, SURE_COPYRIGHT, is_own
from dragoman.sources.text_cleaning import SENTENCE_END

ADVICE = "Save its articles one by one, or as RIS or CSV, and add those. Retry takes it as one article."
HEADLINE = 200  # characters
LONGEST = 60_000  # words: a book, or an archive; the longest press conferences have half of it
BYLINE = re.compile(r"By [A-Z][\w.'’-]*(?:,? (?:and |de |van |von |bin |al |for )?[A-Z][\w.'’-]*){0,8}")
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
}


def doubt_article(title: str, text: str) -> str:
    """Why a text is hardly one article, as a sentence that says what to do, or ""."""
    lines = [line.strip() for line in (title, *text.splitlines()) if line.strip()]
    counts = {name: (most, sum(map(is_sign, lines))) for name, (most, is_sign) in SIGNS.items()}
    counts["labelled headlines and days"] = (1, min(_count(HEADLINED, lines), _count(PUBLISHED, lines)))
    counts["headlines above a day"] = (2, _count_dated(lines))
    signs = {name: count for name, (most, count) in counts.items() if count > most}
    if signs:
        said = ", ".join(f"{count} {name}" for name, count in list(signs.items())[:3])
        return f"This looks like {max(signs.values())} articles in one ({said}). {ADVICE}"
    if (stated := count_stated(lines)) > 1:
        return (
            f"The file says that it holds {stated} articles, and they are in no form that is known. {ADVICE}"
        )
    if (words := len(text.split())) > LONGEST:
        return f"This has {words:,} words, more than an article. {ADVICE}"
    return ""


def _count(pattern: re.Pattern[str], lines: Sequence[str]) -> int:
    return sum(len(line) <= 200 and pattern.fullmatch(line) is not None for line in lines)


def _count_dated(lines: Sequence[str]) -> int:
    """Days that stand alone below a line like a headline; in a chronicle they stand below sentences."""
    below = [
        after for line, after in pairwise(lines) if len(line) <= HEADLINE and not SENTENCE_END.search(line)
    ]
    return sum(map(is_date_line, below))
