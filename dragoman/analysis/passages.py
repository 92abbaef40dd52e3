"""What an article shows of itself in a list: the sentences with whom a filter has chosen and what is searched
for, else the beginning."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from dragoman.analysis.filtering import list_chosen
from dragoman.analysis.searching import bind_within, find_spans, list_wanted, write_within
from dragoman.analysis.tables import Tables, switched_on
from dragoman.library.query import Term
from dragoman.model import Filter

Pieces = list[tuple[str, str]]  # a piece of a text, and as what it is marked: a kind, "hit", "" for nothing

SNIPPET = 260  # characters
SENTENCES = 3  # shown of one article
LONGEST = 420  # characters of a sentence that is shown whole


@dataclass(frozen=True, slots=True, order=True)
class _Mark:
    start: int
    end: int
    style: str
    what: str  # the entity or the words that it stands for: sentences are chosen to hold all of them


def find_passages(tables: Tables, filter: Filter, articles: Sequence[int]) -> list[Pieces]:
    """The passage of each of some articles, with what is marked in it.

    Where names are chosen: the sentences of the text that name most of them and hold most of what is searched
    for, whole. Else the piece of the text that holds most of what is searched for, or the beginning.
    """
    terms, chosen = list_wanted(tables, filter.text), list_chosen(tables, filter)
    named = _find_named(tables, filter, chosen, articles) if chosen else {}
    passages = []
    for article in articles:
        text = tables.read_text(article)
        opening = len(tables.texts["title"][int(tables.row[article])].as_py() or "") + 2
        marks = _mark_all(text, named.get(article, []), terms)
        bounds = _choose_sentences(tables, article, opening, marks) if article in named else []
        passages.append(
            _cut_sentences(text, bounds, marks, opening) if bounds else find_snippet(text[opening:], terms)
        )
    return passages


def find_snippet(text: str, terms: tuple[Term, ...], length: int = SNIPPET) -> Pieces:
    """The piece of a text, about `length` characters, in which most of some words and phrases stand.

    Joined together, the pieces are the text as it stands. Without a hit it is the beginning.
    """
    hits = find_spans(text, terms)
    start, end = _choose_piece(text, hits, length)
    marks = [_Mark(*hit, "hit", "") for hit in hits]
    return _cut_sentences(text, [(start, end)], marks)


def _find_named(
    tables: Tables, filter: Filter, chosen: Sequence[int], articles: Sequence[int]
) -> dict[int, list[_Mark]]:
    """Article -> where it names the chosen, as the filter counts it."""
    if filter.rolled_up:
        tables.list_named(filter)
    rows = tables.query(
        f"""
        SELECT article, start, "end", entity
        FROM mentions{"_rolled" if filter.rolled_up else ""} SEMI JOIN shown USING (article)
             {write_within(filter)}
        WHERE entity IN (SELECT unnest(?)) AND ((1 << route) & {switched_on(filter)}) <> 0
        """,
        [list(chosen)],
        shown=pa.table({"article": pa.array(articles, pa.int32())}),
        **bind_within(tables, filter),
    )
    found: dict[int, list[_Mark]] = {}
    for article, start, end, entity in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        id = tables.entity_ids[entity]
        found.setdefault(article, []).append(_Mark(start, end, id.partition(":")[0], id))
    return found


def _mark_all(text: str, named: Sequence[_Mark], terms: tuple[Term, ...]) -> list[_Mark]:
    hits = [
        _Mark(start, end, "hit", " ".join(term.words))
        for term in terms
        for start, end in find_spans(text, (term,))
    ]
    return sorted([*named, *hits])


def _choose_sentences(
    tables: Tables, article: int, opening: int, marks: Sequence[_Mark]
) -> list[tuple[int, int]]:
    """The sentences that hold most of what is marked, in the text's order: each has something of its own."""
    row = int(tables.row[article])
    of_row = slice(int(tables.opening[row]), int(tables.opening[row + 1]))
    bounds = list(zip(*(side[of_row].tolist() for side in tables.sentences), strict=True))
    starts = [mark.start for mark in marks]
    held = {
        (start, end): {mark.what for mark in marks[bisect_left(starts, start) : bisect_left(starts, end)]}
        for start, end in bounds
        if start >= opening
    }
    chosen: list[tuple[int, int]] = []
    seen: set[str] = set()
    while len(chosen) < SENTENCES and held:
        best = max(held, key=lambda bound: (len(held[bound] - seen), -bound[0]))
        if not held[best] - seen:
            break
        seen |= held.pop(best)
        chosen.append(best)
    return sorted(chosen)


def _cut_sentences(
    text: str, bounds: Sequence[tuple[int, int]], marks: Sequence[_Mark], opening: int = 0
) -> Pieces:
    """Some pieces of a text, of which all begins at `opening`, with dots where something is left out."""
    pieces: Pieces = []
    for number, (start, end) in enumerate(bounds):
        if end - start > LONGEST:
            inside = [(mark.start - start, mark.end - start) for mark in marks if start <= mark.start < end]
            first, last = _choose_piece(text[start:end], inside, LONGEST)
            start, end = start + first, start + last
        pieces += [("… " if start > opening and not number else "", ""), *_cut(text, start, end, marks)]
        pieces.append((" … " if number + 1 < len(bounds) else " …" if end < len(text) else "", ""))
    return [piece for piece in pieces if piece[0]]


def _cut(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Pieces:
    """A piece of a text cut at its marks; of those that overlap the first stays, and of these the longest."""
    pieces: Pieces = []
    position = start
    for mark in _drop_overlaps(marks):
        if mark.start >= position and mark.end <= end:
            pieces += [(text[position : mark.start], ""), (text[mark.start : mark.end], mark.style)]
            position = mark.end
    return [*pieces, (text[position:end], "")]


def _drop_overlaps(marks: Sequence[_Mark]) -> Iterator[_Mark]:
    position = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.style == "hit")):
        if mark.start >= position:
            position = mark.end
            yield mark


def _choose_piece(text: str, hits: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    """The first character of the piece with most hits and some words before them, and the one behind it."""
    start = 0
    if hits:
        starts = [hit[0] for hit in hits]
        best = max(
            hits,
            key=lambda hit: (bisect_left(starts, hit[0] + length) - bisect_left(starts, hit[0]), -hit[0]),
        )
        start = _next_word(text, best[0] - length // 5, best[0]) if best[0] > length // 5 else 0
    end = min(len(text), start + length)
    if end < len(text) and " " in text[start:end]:
        whole = (hit[1] for hit in hits if start <= hit[0] < hit[1] <= start + length)
        end = max(text.rfind(" ", start, end), *whole, start + 1)
    return start, end


def _next_word(text: str, start: int, latest: int) -> int:
    space = text.find(" ", start, latest)
    return space + 1 if space >= 0 else start
