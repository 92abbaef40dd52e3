"""Names that run into what follows in a title or a line where every word is capitalised, cut at what is no
name's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.knowledge.names.forms import find_surname, fold_parts, is_family_first
from dragoman.knowledge.names.words import fold, is_suffix
from dragoman.reading.people.lexicon import HEADLINE_WORDS
from dragoman.reading.people.sight import Sight, Span


def cut_loud(sight: Sight, first: int, last: int) -> Iterator[Span]:
    """A span cut at the words of a headline that are no name's: "Merkel | Snubs | Macron".

    Of what follows only names stay.
    """
    headlines = sight.headlines
    if not headlines.loud.issuperset(range(first, last)):
        yield first, last
        return
    for number, (start, end) in enumerate(headlines.cut(first, last)):
        part = fold(sight.words.forms[start])
        if not number or end - start > 1 or part in headlines.names or part in headlines.surnames:
            yield start, end


def cut_titles(sight: Sight, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans, those of the title cut by what the text repeats: the model runs names into what follows,
    "Joe Biden Condemning", "Blinken Lapid"."""
    forms, title_end = sight.words.forms, sight.words.title_end
    body = {fold_parts(forms[first:last]) for first, last in spans if first >= title_end}
    surnames = {find_surname(parts) for parts in body}
    for first, last in spans:
        if last > title_end or last - first < 2 or fold_parts(forms[first:last]) in body:
            yield first, last
        elif _is_list(sight, first, last, surnames):
            yield from ((i, i + 1) for i in range(first, last))
        else:
            yield first, _find_end(sight, first, last, surnames)


def _is_pair(sight: Sight, first: int, last: int) -> bool:
    """Whether a given name and one word more stand there: "Emmanuel Macron", whom a text may call by
    either."""
    return last - first == 2 and sight.is_given(first)


def _is_list(sight: Sight, first: int, last: int, surnames: set[str]) -> bool:
    """Whether surnames stand side by side."""
    return all(fold(sight.words.forms[i]) in surnames for i in range(first, last)) and not _is_pair(
        sight, first, last
    )


def _find_end(sight: Sight, first: int, last: int, surnames: set[str]) -> int:
    """Past the name that a span of the title begins with: before a verb, or after a surname that the text
    repeats."""
    forms, lowers = sight.words.forms, sight.words.lowers
    verb = next((i for i in range(first + 1, last) if lowers[i] in HEADLINE_WORDS), None)
    if verb is not None or _is_pair(sight, first, last) or is_family_first(fold_parts(forms[first:last])):
        return verb or last
    ends = (
        i + 1
        for i in range(first, last - 1)
        if fold(forms[i]) in surnames and not is_suffix(forms[i + 1]) and fold(forms[i]) != fold(forms[i + 1])
    )
    return next(ends, last)
