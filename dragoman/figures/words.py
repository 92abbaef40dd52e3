"""Words and numbers on charts."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

from dragoman.analysis.timeline import find_whole

KIND_NAMES = {"person": "People", "country": "Countries", "organization": "Organizations", "topic": "Topics"}
COUNTED_WORDS = {
    "article": ("article", "articles"),
    "story": ("story", "stories"),
    "outlet": ("outlet", "outlets"),
}


def write_count(number: int, counted_in: str = "article") -> str:
    """ "1 article", "12,345 stories"."""
    one, many = COUNTED_WORDS.get(counted_in, (counted_in, counted_in))
    return f"{number:,} {one if number == 1 else many}"


def shorten_label(label: str, length: int = 22) -> str:
    """A label cut to a length, with an ellipsis where something is missing."""
    return label if len(label) <= length else label[: length - 1].rstrip(" ,;:.-") + "…"


def escape_markup(text: Any) -> str:
    """News text for a tooltip, which is HTML and, in ECharts, a template: nothing in it is read as either."""
    return html.escape(str(text)).replace("{", "&#123;").replace("}", "&#125;")


def write_period(start: date, period: str) -> str:
    """A period as one reads it: "June 2021", "2021, third quarter", "week of 2021-06-28"."""
    if period == "year":
        return f"{start.year}"
    if period == "quarter":
        return f"{start.year}, {('first', 'second', 'third', 'fourth')[(start.month - 1) // 3]} quarter"
    if period == "month":
        return f"{start:%B} {start.year}"
    return f"week of {start.isoformat()}" if period == "week" else start.isoformat()


def write_stretch(span: tuple[date, date]) -> str:
    """One whole period by its name, another stretch by its days."""
    period = find_whole(span)
    return write_period(span[0], period) if period else write_span(*span)


def write_days(span: tuple[date, date]) -> str:
    """First and last day in words: "31 December 1999 to 13 October 2016"."""
    return " to ".join(dict.fromkeys(f"{day.day} {day:%B %Y}" for day in span))


def write_span(start: date, end: date) -> str:
    """First and last day as one reads them: "2021-06-01 to 2021-06-30", one day alone."""
    return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"
