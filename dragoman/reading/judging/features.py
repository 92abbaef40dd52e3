"""What can be said of each proposal, as named numbers: its words and those around it, who proposes it, what
the text repeats.

Everything is computed for all proposals of a text at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.reading.judging.flags import FLAGGED, Numbers, draw_borders, flag_words, gather_flags
from dragoman.reading.judging.proposals import NUMBERS, PROPOSERS, Proposals, strip
from dragoman.reading.judging.scene import Scene, Span
from dragoman.reading.judging.weights import JUDGED, WORD_POSITIONS, Matrix, WordWeights
from dragoman.reading.words import Words

_VOTES = {"ORG": 0, "PERSON": 1}  # else a place or a thing
_BORDERS = ("the model", "a known name", "a listed name", "a person's name")
_KINDS = ("intergovernmental", "state", "armed", "party", "company", "ngo", "academic")
_EXACT = ("ORG", "PERSON", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART")
_MEASURES = (
    "words",
    "letters",
    "place in the text",
    "in the title",
    "proposers",
    "proposals over its first word",
    "proposals over its last word",
    "words also written small",
    "times in the text",
    "times an organization to the model",
    "times a person to the model",
    "times another name to the model",
    "names that it begins or ends",
    "is a place's name",
    "begins with a place's name",
    "is in brackets",
    "abbreviation in brackets follows",
    "initials of another proposal",
    "its initials are in the text",
    "last word ends a person's name elsewhere",
    "listed bodies of this name",
)
FEATURES: tuple[str, ...] = (
    *(f"{position} {flag}" for position, flags in FLAGGED.items() for flag in flags),
    *(f"{side} a name of {border}" for border in _BORDERS for side in ("begins within", "ends within")),
    *(f"proposed by {proposer}" for proposer in PROPOSERS),
    *(f"model: {label}" for label in _EXACT),
    *(f"known: {kind}" for kind in _KINDS),
    *(f"listed: {kind}" for kind in _KINDS),
    *_MEASURES,
    *(f"{kind} by the {position} word" for kind in JUDGED for position in WORD_POSITIONS),
)

_PROPOSER_BITS = 1 << np.arange(len(PROPOSERS))
_KIND_BITS = {kind: 1 << number for number, kind in enumerate(_KINDS)}
_EXACT_NUMBERS = {label: number for number, label in enumerate(_EXACT)}


def describe(scene: Scene, proposals: Proposals, weights: WordWeights) -> Matrix:
    """One row a proposal, one column a feature of FEATURES."""
    matrix = np.zeros((len(proposals), len(FEATURES)), dtype=np.float32)
    if not proposals:
        return matrix
    first, last = (
        np.fromiter(chain.from_iterable(proposals), dtype=np.intp).reshape(-1, 2).T + 1
    )  # behind a word of nothing
    named = [
        (*strip(scene.words, start, end), label)
        for start, end, label in scene.labelled
        if label not in NUMBERS
    ]
    borders = [
        draw_borders(len(scene.words), group)
        for group in (
            [row[:2] for row in named],
            [row[:2] for row in scene.known],
            [span for span in scene.listed if span[1] - span[0] > 1],
            scene.people,
        )
    ]
    flags = flag_words(scene, named, borders)
    blocks = [
        *gather_flags(flags, first, last),
        np.column_stack([joined[side] for _, joined in borders for side in (first, last)]),
        np.array(list(proposals.values()))[:, None] & _PROPOSER_BITS != 0,
        _tell_lists(scene, named, proposals),
        _measure(scene, named, proposals, first, last),
        weights.weigh(scene.words, list(proposals)),
    ]
    column = 0
    for block in blocks:
        matrix[:, column : column + block.shape[1]] = block
        column += block.shape[1]
    return matrix


def _tell_lists(
    scene: Scene, named: Sequence[tuple[int, int, str]], proposals: Proposals
) -> npt.NDArray[Any]:
    """What the model calls each proposal, and of what kind the tables say that it is."""
    table = np.zeros((len(proposals), len(_EXACT) + 2 * len(_KINDS)), dtype=bool)
    labels: dict[Span, int] = {
        (first, last): _EXACT_NUMBERS.get(label, 0) for first, last, label in named if label in _EXACT_NUMBERS
    }
    known: dict[Span, int] = {
        (first, last): _KIND_BITS.get(body.kind, 0) for first, last, body in scene.known
    }
    bits = np.zeros((len(proposals), 2), dtype=np.int64)
    for row, span in enumerate(proposals):
        if span in labels:
            table[row, labels[span]] = True
        if span in known:
            bits[row, 0] = known[span]
        for body in scene.listed.get(span, ()):
            bits[row, 1] |= _KIND_BITS.get(body.kind, 0)
    kinds = np.array(list(_KIND_BITS.values()))
    table[:, len(_EXACT) :] = np.hstack([bits[:, :1] & kinds != 0, bits[:, 1:] & kinds != 0])
    return table


def _measure(
    scene: Scene, named: Sequence[tuple[int, int, str]], proposals: Proposals, first: Numbers, last: Numbers
) -> npt.NDArray[np.float32]:
    """The columns of _MEASURES."""
    words = scene.words
    starts, ends, count = words.starts, words.ends, len(words) + 2  # with a word of nothing at both ends
    over = np.cumsum(np.bincount(first, minlength=count) - np.bincount(last, minlength=count))
    written_small = {form for form in set(words.forms) if form[0].islower()}
    small = np.cumsum([0, 0, *map(written_small.__contains__, words.lowers), 0])
    many = [
        last - first,
        np.array([ends[end - 1] - starts[start] for start, end in proposals]),
        first / count,
        first <= words.title_end,
        np.array([bits.bit_count() for bits in proposals.values()]),
        over[first],
        over[last - 1],
        (small[last] - small[first]) / (last - first),
    ]
    return np.column_stack([*many, _measure_each(scene, named, proposals)]).astype(np.float32)


def _measure_each(
    scene: Scene, named: Sequence[tuple[int, int, str]], proposals: Proposals
) -> npt.NDArray[np.float64]:
    """Those of _MEASURES for which each proposal is looked up: from "times in the text" on."""
    words, listed = scene.words, scene.listed
    quotes = [words.quote(*span) for span in proposals]
    times, votes, edges = Counter(quotes), _count_votes(scene, named), _count_edges(scene, named)
    surnames = {words.forms[end - 1] for start, end in scene.people if end - start > 1}
    none = (0, 0, 0)
    rows = [
        (
            times[quote],
            *votes.get(quote, none),
            edges[words.forms[start]] if end - start == 1 else 0,
            length >= end - start,
            0 < length < end - start,
            *brackets,
            words.forms[end - 1] in surnames,
            len(listed.get((start, end), ())),
        )
        for (start, end), quote, length, brackets in zip(
            proposals,
            quotes,
            (scene.places.measure(words, start) for start, _ in proposals),
            _compare_initials(words, proposals),
            strict=True,
        )
    ]
    return np.fromiter(chain.from_iterable(rows), dtype=np.float64).reshape(len(rows), -1)


def _count_votes(scene: Scene, named: Sequence[tuple[int, int, str]]) -> dict[str, list[int]]:
    """How often the model calls each string a body, a person and something else."""
    votes: dict[str, list[int]] = {}
    for start, end, label in named:
        if start < end:
            votes.setdefault(scene.words.quote(start, end), [0, 0, 0])[_VOTES.get(label, 2)] += 1
    return votes


def _count_edges(scene: Scene, named: Sequence[tuple[int, int, str]]) -> Counter[str]:
    """How many bodies' names of several words begin or end with each word, by the model and the table."""
    bodies = [(start, end) for start, end, label in named if label == "ORG"] + [
        (start, end) for start, end, _ in scene.known
    ]
    forms = scene.words.forms
    return Counter(forms[i] for start, end in bodies if end - start > 1 for i in (start, end - 1))


def _compare_initials(words: Words, proposals: Proposals) -> Iterator[tuple[bool, bool, bool, bool]]:
    """Of each proposal: is it in brackets, does an abbreviation in brackets follow, and the two ways in
    which initials may agree."""
    forms = words.forms
    heads = [""] * len(forms)
    for i in words.capitals:
        heads[i] = forms[i][0] if forms[i][0].isupper() else ""
    initials = ["".join(heads[start:end]) for start, end in proposals]
    spelt = {letters for letters in initials if len(letters) > 1}
    written = {forms[i].replace(".", "") for i in words.capitals if len(forms[i]) > 1 and forms[i].isupper()}
    padded = ["\n", *forms, "\n", "\n", "\n"]  # one word further on
    for (start, end), letters in zip(proposals, initials, strict=True):
        single, opens = end - start == 1, padded[end + 1] == "("
        yield (
            padded[start] == "(" and padded[end + 1] == ")",
            opens and padded[end + 3] == ")" and padded[end + 2].isupper(),
            single and forms[start].replace(".", "") in spelt,
            not single and letters in written,
        )
