"""Seven days of articles, and a clock that stands where a test puts it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from dragoman.analysis.library import Library
from dragoman.library.watches import News
from dragoman.model import Article
from dragoman.watches import look

FIRST = date(2023, 5, 1)


def write_article(number: int, day: date, *sentences: str, outlet: str = "Sample Wire") -> Article:
    """An article of some sentences, dated."""
    text = " ".join((*sentences, f"This is number {number}."))
    return Article(
        f"a{number}",
        f"Report {number}",
        text,
        day,
        "stated",
        outlet,
        f"https://example.org/{number}",
        source="tests",
    )


class Days:
    """A library to which articles are added as days go by."""

    def __init__(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        self.library, self.moment, self.number = library, datetime(2023, 5, 1, 8), 0
        for module in ("dragoman.library.schema", "dragoman.library.watches"):
            monkeypatch.setattr(f"{module}.now", lambda: self.moment)

    def add(self, *sentences: str, outlet: str = "Sample Wire", ago: int = 0) -> Article:
        """Add an article of this day, or of so many days ago."""
        self.number += 1
        article = write_article(
            self.number, self.moment.date() - timedelta(days=ago), *sentences, outlet=outlet
        )
        self.library.add_items([article])
        return article

    def pass_on(self, days: float = 1) -> None:
        """Let time go by."""
        self.moment += timedelta(days=days)

    def look(self) -> list[tuple[str, News]]:
        """Look at the watches now."""
        return look(self.library, self.moment)
