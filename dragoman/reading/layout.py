"""Where the paragraphs and sentences of a text begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

BREAK = re.compile(r"\s*\n\s*\n\s*")

Span = tuple[int, int]


def find_paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs, the title first. An empty title keeps its number: it is an empty span."""
    spans, start = [], 0
    for match in BREAK.finditer(text):
        spans.append((start, max(start, match.start())))
        start = match.end()
    spans.append((start, max(start, len(text.rstrip()))))
    return spans


def find_sentences(text: str, paragraphs: Sequence[Span], starts: Iterable[int]) -> list[Span]:
    """Spans of the sentences, cut where the model starts one and at every end of a paragraph, without white space around."""
    ordered = sorted(set(starts))
    sentences: list[Span] = []
    for first, last in paragraphs:
        low, high = bisect_right(ordered, first), bisect_right(ordered, last - 1)
        cuts = [first, *ordered[low:high], last]
        for start, end in pairwise(cuts):
            piece = text[start:end]
            if stripped := piece.strip():
                begin = start + piece.index(stripped)
                sentences.append((begin, begin + len(stripped)))
    return sentences


def locate(starts: Sequence[int], offset: int) -> int:
    """The number of the span (given by the spans' starts, in order) that a character stands in."""
    return max(0, bisect_right(starts, offset) - 1)
