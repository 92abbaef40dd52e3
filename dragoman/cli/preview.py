"""What `dragoman add --preview` shows."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dragoman.cli.root import CONTROLS, hint
from dragoman.model import Article, DateOrigin
from dragoman.sources import Preview, preview_source

ORIGINS: dict[DateOrigin, str] = {
    "stated": "as the source states it",
    "parsed": "read from the source's text",
    "guessed": "guessed from the file",
    "fetched": "the day of fetching",
    "none": "",
}
MOST_REASONS = 5
WORDS = 160  # characters of a text


def show_previews(places: Sequence[str], columns: Mapping[str, str]) -> None:
    """Show what each place would give. SourceError for a path that cannot be read at all."""
    console = Console(soft_wrap=True)
    for place in places:
        _show(console, place, preview_source(place, columns))
    hint("Nothing was added. Leave out --preview to add.")


def _show(console: Console, place: str, preview: Preview) -> None:
    at_least = "" if preview.complete else "at least "
    articles = f"{preview.articles:,} article{'' if preview.articles == 1 else 's'}"
    console.print(
        f"[bold]{_clean(place)}[/]: {at_least}{articles}, {preview.rejected:,} refused", highlight=False
    )
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for field, column in preview.columns:
        table.add_row(field, f"from column {_clean(column)}")
    if preview.others:
        table.add_row("kept beside", _clean(", ".join(preview.others)))
    for number, article in enumerate(preview.first, 1):
        table.add_row(f"article {number}", f"[bold]{_clean(article.title or 'without a title')}[/]")
        table.add_row("", _clean(", ".join(filter(None, (_write_day(article), article.outlet)))))
        table.add_row("", _clean(textwrap.shorten(article.text, WORDS, placeholder=" …")))
    for reason, number in preview.reasons[:MOST_REASONS]:
        table.add_row("refused", f"{number:,} × {_clean(reason)}")
    if len(preview.reasons) > MOST_REASONS:
        table.add_row("", f"and for {len(preview.reasons) - MOST_REASONS:,} other reasons")
    for notice in preview.notices:
        table.add_row("note", _clean(notice))
    if table.row_count:
        console.print(table)


def _write_day(article: Article) -> str:
    return f"{article.date.isoformat()} ({ORIGINS[article.date_origin]})" if article.date else "no date"


def _clean(words: str) -> str:
    return escape(CONTROLS.sub("", words))
