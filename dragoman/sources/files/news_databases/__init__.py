"""Several articles in one document: exports of Nexis, Factiva, ProQuest and Europresse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.model import Article, Rejected
from dragoman.sources.files.news_databases import europresse, factiva, nexis, proquest
from dragoman.sources.files.news_databases.cutting import Cut, Join, arrange_lines, build_articles, read_form
from dragoman.sources.files.news_databases.days import is_date_line
from dragoman.sources.files.news_databases.markup import list_lines, parse_markup

if TYPE_CHECKING:
    from dragoman.sources.files.origin import Origin

FORMS = (*proquest.FORMS, *nexis.FORMS, *factiva.FORMS)
SINGLES = (nexis.SINGLE, factiva.SINGLE)
SEVERAL = 2  # marks or heads of a form: one alone may be a writer's own line
TEXT_SIGNS = re.compile(  # what a page of one of the forms without elements of its own must hold somewhere
    r"\bEnd of Document\b|(?:19|20)\d{6}[A-Za-z0-9]{6,12}\s*<|"
    r"\d\s+\w{1,3}\s+[\d.,]+\s+D\w{6,9}\b|DOC_ID_|ProQuest"
    r"|\b(?:LENGTH|LÄNGE|LONGUEUR|Length)\s*:|L&Auml;NGE",
)

__all__ = ["is_date_line", "read_documents", "read_export_page"]


def read_documents(
    lines: Sequence[str], origin: Origin, join: Join | None = None, blocks: bool = False
) -> Iterator[Article | Rejected] | None:
    """The articles of an export, one by one, and what is no article; None if its lines are no export's.

    `join` makes paragraphs of a text's lines, where their breaks say nothing; `blocks`: blank lines part
    paragraphs, as in plain text.
    """
    cut = _choose_cut(arrange_lines(lines, blocks and any(not line.strip() for line in lines)))
    return None if cut is None else build_articles(cut, origin, join)


def read_export_page(text: str, origin: Origin) -> Iterator[Article | Rejected] | None:
    """The articles of an export saved as HTML, by its elements first; None when the page is none."""
    signs = [module for module in (factiva, europresse) if module.SIGNS.search(text)]
    if not signs and not TEXT_SIGNS.search(text):
        return None
    if (root := parse_markup(text)) is None:
        return None
    cut = next((found for module in signs if (found := module.read_page(root))), None) or _choose_cut(
        list_lines(root)
    )
    return None if cut is None else build_articles(cut, origin, None)


def _choose_cut(lines: Sequence[str]) -> Cut | None:
    """The form that knows most articles; with none, the marked one, if several marks are sure."""
    marked = _read_forms(lines)
    if (best := max(marked, key=lambda cut: cut.found, default=None)) and best.found:
        return best
    singles = list(filter(None, (read_form(form, lines) for form in SINGLES)))
    whole = next((cut for cut in singles if cut.found), None)
    return whole or next((cut for cut in [*marked, *singles] if cut.marked >= SEVERAL), None)


def _read_forms(lines: Sequence[str]) -> list[Cut]:
    """The document in each form whose marks it has; in one alone when all is there.

    Marks that others write too must cut most of it.
    """
    found: list[Cut] = []
    for form in FORMS:
        cut = read_form(form, lines)
        if cut and form.sure and cut.found == cut.expected:
            return [cut]
        if cut and (form.sure or 2 * cut.found > len(cut.parts)):
            found.append(cut)
    return found
