"""What files would give, before any is added: how many articles, the first, and the columns taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dragoman.model import Article, Rejected
from dragoman.sources.columns import FIELDS, choose_columns
from dragoman.sources.files import read_source
from dragoman.sources.files.parser_process import End, Names, Stopped, Upload, make_task, stream_apart
from dragoman.sources.parsing_apart import LIMITS, Limits

MOST = 20_000  # items of a file after which no more are counted
ENOUGH = 2.0  # seconds of processor time after which no more are counted
FIRST = 3  # articles that are shown
BEGINNING = 400  # characters of their texts


@dataclass(frozen=True, slots=True)
class Preview:
    """What one file, or several together, would give."""

    articles: int = 0
    rejected: int = 0
    reasons: tuple[tuple[str, int], ...] = ()  # why items would be refused, the commonest first
    first: tuple[Article, ...] = ()  # with the beginnings of their texts
    columns: tuple[tuple[str, str], ...] = ()  # field and the column that it is taken from, of a table
    others: tuple[str, ...] = ()  # columns that are kept beside
    notices: tuple[str, ...] = ()  # what else there is to know, a sentence each
    complete: bool = True  # False: there are as many at least

    @property
    def names(self) -> tuple[str, ...]:
        """All columns, those that are taken first."""
        return (*dict.fromkeys(column for _, column in self.columns), *self.others)


def preview_source(
    place: Path | str | Upload,
    columns: Mapping[str, str] | None = None,
    most: int = MOST,
    enough: float = ENOUGH,
    limits: Limits = LIMITS,
) -> Preview:
    """What a file, a folder, a zip, an upload or an address would give; `columns` as of `read_source`.

    Ends early after `most` items or `enough` seconds of processor time; limits as of `parse_in_process`.
    SourceError as of `read_source`.
    """
    if isinstance(place, str) and "://" in place:
        return _gather(read_source(place, columns), columns)
    task = make_task(place, columns, limits)
    return _gather(stream_apart(replace(task, names=True, most=most, enough=enough)), columns)


def join_previews(previews: Iterable[Preview]) -> Preview:
    """What several files would give together."""
    total, reasons = Preview(), Counter[str]()
    for one in previews:
        reasons.update(dict(one.reasons))
        total = Preview(
            total.articles + one.articles,
            total.rejected + one.rejected,
            (),
            (*total.first, *one.first)[:FIRST],
            tuple(dict.fromkeys((*total.columns, *one.columns))),
            tuple(dict.fromkeys((*total.others, *one.others))),
            tuple(dict.fromkeys((*total.notices, *one.notices))),
            total.complete and one.complete,
        )
    return replace(total, reasons=tuple(reasons.most_common()))


@dataclass(slots=True)
class _Count:
    articles: int = 0
    first: list[Article] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    names: tuple[str, ...] = ()
    notices: dict[str, None] = field(default_factory=dict)
    complete: bool = True

    def add_article(self, article: Article) -> None:
        self.articles += 1
        if len(self.first) < FIRST:
            self.first.append(replace(article, text=article.text[:BEGINNING]))

    def add_other(self, item: Any) -> None:
        if isinstance(item, Names):
            self.names = item.names
        elif isinstance(item, End):
            self.complete = item.complete
        elif isinstance(item, Stopped):
            self.notices[item.rejected.reason] = None
        elif sentence := str(getattr(item, "sentence", "")):
            self.notices[sentence] = None


def _gather(items: Iterable[Any], columns: Mapping[str, str] | None) -> Preview:
    count = _Count()
    for item in items:
        if isinstance(item, Article):
            count.add_article(item)
        elif isinstance(item, Rejected):
            count.reasons[item.reason] += 1
        else:
            count.add_other(item)
    taken = choose_columns(count.names, columns or {})
    return Preview(
        count.articles,
        sum(count.reasons.values()),
        tuple(count.reasons.most_common()),
        tuple(count.first),
        tuple((name, taken[name]) for name in FIELDS if name in taken),
        tuple(name for name in count.names if name not in taken.values()),
        tuple(count.notices),
        count.complete,
    )
