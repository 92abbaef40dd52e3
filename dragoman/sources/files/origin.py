"""Where the items of one file come from: what every reader is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from shlex import quote

from dragoman.model import Article, Rejected
from dragoman.sources.articles import LONGEST_RAW, build_article, dump_row
from dragoman.sources.dates import guess_date
from dragoman.sources.files.news_databases.doubt import doubt_article


@dataclass(frozen=True, slots=True)
class Origin:
    """One file, alone, in a folder or in a zip."""

    source: str  # its name, with the folder or zip before it: "export.zip/2021/rome.txt"
    columns: Mapping[str, str] = field(default_factory=dict)  # field -> column, as mapped by the user
    modified: date | None = None

    @property
    def name(self) -> str:
        """The file's own name without its ending."""
        return self.source.rsplit("/", 1)[-1].rsplit(".", 1)[0]

    @property
    def command_name(self) -> str:
        """The file's own name as a command line takes it."""
        return quote(self.source.rsplit("/", 1)[-1])

    def reject(self, reason: str, raw: str = "", where: str = "") -> Rejected:
        """A Rejected of this file."""
        return Rejected(reason, raw[:LONGEST_RAW].encode("utf-8", "replace").decode(), self.source, where)

    def build(self, row: Mapping[str, object], where: str) -> Article | Rejected:
        """One of the rows of this file."""
        return build_article(row, self.columns, self.source, where)

    def build_whole(self, row: Mapping[str, object]) -> Article | Rejected:
        """The one article that this file is: its name or its time can date it.

        One that looks like several is asked about first.
        """
        item = build_article(
            row, self.columns, self.source, fallback=guess_date(self.source) or self.modified
        )
        if isinstance(item, Article) and (reason := doubt_article(item.title, item.text)):
            return self.reject(reason, _dump_article(item))
        return item


def _dump_article(article: Article) -> str:
    """The fields of an article, of which the quarantine makes it again as it was."""
    named = {
        name: getattr(article, name) for name in ("title", "text", "outlet", "url", "language", "date_origin")
    }
    day = {"date": article.date.isoformat()} if article.date else {}
    return dump_row({name: value for name, value in (named | day).items() if value} | dict(article.extra))
