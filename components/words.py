"""Numbers, dates and settings as people read them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandas as pd

KIND_NAMES = {"person": "People", "country": "Countries", "organization": "Organizations", "topic": "Topics"}
KIND_WORDS = {"person": "person", "country": "country", "organization": "organization", "topic": "topic"}
WHERE = {
    "sentence": "in the same sentence",
    "paragraph": "in the same paragraph",
    "article": "in the same article",
}
UNIT_NAMES = {"sentence": "Sentence", "paragraph": "Paragraph", "article": "Article"}
COUNTED_NAMES = {"article": "Articles", "story": "Stories", "outlet": "Outlets"}
COUNTED_WORDS = {
    "article": ("article", "articles"),
    "story": ("story", "stories"),
    "outlet": ("outlet", "outlets"),
}
PERIOD_NAMES = {"day": "Day", "week": "Week", "month": "Month", "quarter": "Quarter", "year": "Year"}
SORT_NAMES = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "relevance": "Best match",
    "longest": "Longest first",
}
ROUTE_WORDS = {
    "name": "named in full",
    "surname": "known by the surname",
    "place": "named as a place",
    "demonym": "named by its people or adjective",
    "government": "named by its government",
    "city": "named by its capital",
    "official": "named through its official",
    "lexicon": "a word of this topic",
}
WAYS = {  # that can be switched off one by one, and what the switch is called
    "place": "Country by its name",
    "demonym": "by adjective or people",
    "government": "by government or seat",
    "city": "by a city",
    "surname": "Person by surname",
}
ORIGIN_WORDS = {
    "stated": "date as the source states it",
    "parsed": "date read from the source's text",
    "guessed": "date guessed from the file",
    "fetched": "date of fetching",
    "none": "no date",
}


def count(number: int, word: str, plural: str = "") -> str:
    """ "1 article", "12,345 articles"."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


def count_word(number: int, word: str) -> str:
    """ "outlet" of 1, "outlets" of any other number."""
    return count(number, word).partition(" ")[2]


def count_in(number: int, counted_in: str) -> str:
    """A number of articles, stories or outlets."""
    return count(number, *COUNTED_WORDS[counted_in])


def is_missing(value: Any) -> bool:
    """Whether a cell holds nothing."""
    return value is None or value is pd.NaT or (isinstance(value, float) and value != value)


def write_date(value: Any) -> str:
    """An ISO date, or "no date"."""
    if is_missing(value):
        return "no date"
    return value.strftime("%Y-%m-%d") if isinstance(value, date | datetime) else str(value)[:10]


def shorten(text: str, length: int) -> str:
    """A text cut at a word, with an ellipsis where something is missing."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
