"""Learns the judge of names from marked articles: weights of words, and a forest for bodies and one for
people.

What the model says of an article must come from one that has not seen it: such spans are given in a file, an
object an article, `{"id": ..., "spans": [[start, end, label], ...]}`. The weights of words that the forests
learn with are those of other articles too.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dragoman.reading.judging.features import FEATURES, describe
from dragoman.reading.judging.judge import TREES, WORDS, Forest, Judge, Verdict
from dragoman.reading.judging.proposals import Proposals, propose
from dragoman.reading.judging.scene import Scene, Span
from dragoman.reading.judging.weights import JUDGED, Matrix, WordWeights, make_key
from dragoman.reading.pipeline import look
from dragoman.reading.places import load_places
from dragoman.reading.text_limits import mask
from dragoman.training.forest import Growth, grow

INNER = 5  # folds among which the weights of words are learnt for the forests
RAREST = 3  # articles that a word must stand in to have a weight
PRIOR = 3.0  # proposals that a word's share is drawn to the mean by
RARELY = 1e-3  # the least share that a mean is taken for, where a position has none or nothing else
FAINTEST = 0.3  # of a weight that is kept
WRITTEN = 0.5  # how much an article counts that was written for the training
MOST = 3.0  # proposals of one article that count for one word
# Probabilities from which a proposal is kept: by kind, and for what a rule of its own proposes.
THRESHOLDS = {
    ("organization", ""): 0.55,
    ("organization", "ministries"): 0.2,
    ("person", ""): 0.52,
    ("person", "people"): 0.38,
    ("person", "title or given name"): 0.05,
}

# Names that papers write small, though the corpora that are marked do not: "the Russian foreign ministry".
SMALL = re.compile(
    r"\b(?:[A-Z][a-z]+ (?:and )?)*Ministry\b(?: of (?:the )?[A-Z][a-z]+(?: (?:and )?[A-Z][a-z]+)*)?"
)

LABELS = {"PERSON": "person", "ORG": "organization"}

Name = tuple[int, int, str]  # characters, and the model's label or the mark's
Place = tuple[str, str]  # a position and the word there


@dataclass(frozen=True, slots=True)
class Example:
    """One marked article: its proposals, what each is (a number of JUDGED, their count for neither), and the
    words around.
    """

    id: str
    scene: Scene
    proposals: Proposals
    right: npt.NDArray[np.intp]
    matrix: Matrix  # without the weights of words
    places: tuple[tuple[Place, ...], ...]
    gold: Mapping[Span, str]  # all names, also those that nobody proposes
    weight: float = 1.0  # how much it counts beside others


def write_small(text: str, names: Sequence[tuple[int, int, str]]) -> str:
    """The text with its ministries in small letters, but for names of states and peoples; of the same
    length.
    """
    places = load_places()
    for start, end, kind in names:
        if kind == "organization" and SMALL.fullmatch(text, start, end):
            written = [form if places.find((form,)) else form.lower() for form in text[start:end].split(" ")]
            text = f"{text[:start]}{' '.join(written)}{text[end:]}"
    return text


def make_example(id_: str, scene: Scene, names: Sequence[tuple[int, int, str]]) -> Example:
    """An example of a text.

    `names` are characters and one of JUDGED; one that does not end with words ("Biden" in "Biden-led") is
    left.
    """
    words = scene.words
    covered = [(words.cover(start, end), start, end, kind) for start, end, kind in names]
    gold = {
        (first, last): kind
        for (first, last), start, end, kind in covered
        if first < last and words.starts[first] == start and words.ends[last - 1] == end
    }
    proposals = propose(scene)
    numbers = {kind: number for number, kind in enumerate(JUDGED)}
    right = np.array([numbers.get(gold.get(span, ""), len(JUDGED)) for span in proposals], dtype=np.intp)
    keys = ["", "", *map(make_key, words.forms), "", ""]
    places = tuple(_list_places(keys, span) for span in proposals)
    return Example(id_, scene, proposals, right, describe(scene, proposals, WordWeights()), places, gold)


def _list_places(keys: Sequence[str], span: Span) -> tuple[Place, ...]:
    """The words in and around a proposal, each with its position; `keys` begins with two words of nothing."""
    first, last = span[0] + 2, span[1] + 2
    places = [
        ("before", keys[first - 1]),
        ("after", keys[last]),
        ("two before", keys[first - 2]),
        ("two after", keys[last + 1]),
    ]
    places += (
        [("only", keys[first])] if last - first == 1 else [("first", keys[first]), ("last", keys[last - 1])]
    )
    return (*places, *(("inside", key) for key in dict.fromkeys(keys[first:last])))


def learn_words(examples: Sequence[Example]) -> WordWeights:
    """How much more often than others a proposal with a word at a position is a body, and a person: log-odds,
    drawn to the mean.
    """
    kinds = len(JUDGED)
    # Articles, proposals, those right by kind
    seen: dict[Place, npt.NDArray[np.float64]] = defaultdict(lambda: np.zeros(kinds + 2))
    for example in examples:
        own: dict[Place, npt.NDArray[np.float64]] = defaultdict(lambda: np.zeros(kinds + 2))
        for places, right in zip(example.places, example.right, strict=True):
            row = np.array([0, 1, *(right == number for number in range(kinds))], dtype=np.float64)
            for place in places:
                own[place] += row
        for place, row in own.items():
            seen[place] += row * min(1.0, MOST / row[1]) * example.weight
            seen[place][0] += 1
    means: dict[str, npt.NDArray[np.float64]] = defaultdict(lambda: np.zeros(kinds + 1))
    for (position, _), row in seen.items():
        means[position] += row[1:]
    weights: list[tuple[str, str, tuple[float, ...]]] = []
    for (position, word), row in sorted(seen.items()):
        mean = np.clip(means[position][1:] / means[position][0], RARELY, 1 - RARELY)
        share = (row[2:] + PRIOR * mean) / (row[1] + PRIOR)
        odds = np.log(share / (1 - share)) - np.log(mean / (1 - mean))
        if row[0] >= RAREST and np.abs(odds).max() > FAINTEST:
            weights.append((position, word, tuple(round(float(odd), 2) for odd in odds)))
    return WordWeights(weights)


def weigh(example: Example, weights: WordWeights) -> Matrix:
    """An example's matrix with these weights of words."""
    matrix = example.matrix.copy()
    if len(matrix):
        columns = weights.weigh(example.scene.words, list(example.proposals))
        matrix[:, -columns.shape[1] :] = columns
    return matrix


def train_judge(examples: Sequence[Example], folds: Sequence[int], growth: Growth | None = None) -> Judge:
    """A judge of all examples.

    `folds`: a number of each, the same for copies; the words' weights are learnt across them.
    """
    matrix, right = (
        np.vstack(_weigh_apart(examples, folds)),
        np.concatenate([example.right for example in examples]),
    )
    counts = np.repeat([example.weight for example in examples], [len(example.right) for example in examples])
    forests = {
        kind: grow(matrix, right == number, counts, growth or Growth()) for number, kind in enumerate(JUDGED)
    }
    return Judge(forests, learn_words(examples), THRESHOLDS)


def _weigh_apart(examples: Sequence[Example], folds: Sequence[int]) -> list[Matrix]:
    """The examples' matrices, each with the weights of words that others give.

    Half of the examples are seen with the weights that a fifth of the others give, as texts of another field
    are: with words unknown.
    """
    inner = [fold % INNER for fold in folds]
    matrices: list[Matrix] = [example.matrix for example in examples]
    for held in range(INNER):
        many = learn_words([example for example, fold in zip(examples, inner, strict=True) if fold != held])
        few = learn_words(
            [example for example, fold in zip(examples, inner, strict=True) if fold == (held + 1) % INNER]
        )
        for number, example in enumerate(examples):
            if inner[number] == held:
                matrices[number] = weigh(example, few if folds[number] // INNER % 2 else many)
    return matrices


def judge_example(judge: Judge, example: Example) -> list[Verdict]:
    """What a judge decides of an example."""
    return (
        judge.choose(example.proposals, judge.rate(weigh(example, judge.weights)))
        if example.proposals
        else []
    )


def cross_validate(
    examples: Sequence[Example],
    folds: Sequence[int],
    count: int,
    growth: Growth | None = None,
    progress: Callable[[str], None] = print,
) -> list[list[Verdict]]:
    """The verdicts of each example, in order, by a judge that was trained on all folds but the example's."""
    found: list[list[Verdict]] = [[] for _ in examples]
    for held in range(count):
        rest = [number for number, fold in enumerate(folds) if fold % count != held]
        judge = train_judge([examples[n] for n in rest], [folds[n] // count for n in rest], growth)
        for number, fold in enumerate(folds):
            if fold % count == held:
                found[number] = judge_example(judge, examples[number])
        progress(f"fold {held + 1} of {count}")
    return found


def score(
    examples: Sequence[Example], found: Sequence[Sequence[Verdict]]
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of the exact spans of each kind, in percent."""
    scores = {}
    for kind in JUDGED:
        gold = [{span for span, own in example.gold.items() if own == kind} for example in examples]
        kept = [
            {(verdict.first, verdict.last) for verdict in verdicts if verdict.kind == kind}
            for verdicts in found
        ]
        hit = sum(len(a & b) for a, b in zip(gold, kept, strict=True))
        wanted, told = max(1, sum(map(len, gold))), max(1, sum(map(len, kept)))
        scores[kind] = (100 * hit / told, 100 * hit / wanted, 200 * hit / (wanted + told))
    return scores


def merge_names(found: Sequence[Name], others: Sequence[Name]) -> list[Name]:
    """A model's people and organizations, with what another pipeline calls places where they leave
    room.
    """
    rest = [
        (start, end, label)
        for start, end, label in others
        if label not in LABELS and not any(start < last and first < end for first, last, _ in found)
    ]
    return sorted([*found, *rest])


def make_examples(id_: str, text: str, marks: Sequence[Name], found: Sequence[Name]) -> list[Example]:
    """The examples that one marked article gives: itself, and where it names ministries, once more with them
    in small letters.

    `text`: title, blank line and body; `marks`: its people and organizations, `found` the model's names, as
    characters and label.
    """
    names = [(start, end, LABELS[label]) for start, end, label in marks]
    examples = [make_example(id_, look(mask(text), found)[1], names)]
    if (small := write_small(text, names)) != text:
        changed = [(start, end) for start, end, _ in names if small[start:end] != text[start:end]]
        # Of names in small letters the model finds some: here those that begin at an even character.
        seen = [
            row
            for row in found
            if row[0] % 2 == 0 or not any(row[0] < end and start < row[1] for start, end in changed)
        ]
        examples.append(make_example(f"{id_} small", look(mask(small), seen)[1], names))
    return examples


def write_judge(judge: Judge, folder: Path) -> None:
    """Writes the two tables."""
    with (folder / TREES).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("judged", "questions", "proposer", "values"))
        writer.writerows(("threshold", *key, threshold) for key, threshold in judge.thresholds.items())
        for kind, forest in judge.forests.items():
            writer.writerow((kind, "", "", forest.base))
            writer.writerows((kind, *row) for row in _write_trees(forest))
    with (folder / WORDS).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("position", "word", *JUDGED))
        writer.writerows((position, word, *row) for position, word, row in judge.weights.rows)


def _write_trees(forest: Forest) -> list[tuple[str, str, str]]:
    """Questions, nothing, and the values of the leaves, of each tree."""
    return [
        (
            "; ".join(
                f"{FEATURES[feature]} > {cut:.4g}" for feature, cut in zip(features, cuts, strict=True)
            ),
            "",
            " ".join(f"{value:.4g}" for value in values),
        )
        for features, cuts, values in zip(forest.features, forest.thresholds, forest.values, strict=True)
    ]
