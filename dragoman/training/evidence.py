"""What the judge of names learns from: marked articles, each with the names that a model gives which has not
seen it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.reading.spacy_names import BASE, load_language
from dragoman.settings import OWN_MODEL
from dragoman.training.folds import deal_folds
from dragoman.training.judge import Example, make_examples, merge_names
from dragoman.training.marked import Marked, Span
from dragoman.training.names import find_all

MANY = 1 << 40  # folds: so many that only copies share one


@dataclass(slots=True)
class Evidence:
    """Examples, and of each the fold, of MANY, in which its copies are too."""

    examples: list[Example] = field(default_factory=list)
    folds: list[int] = field(default_factory=list)


def complete_names(articles: Sequence[Marked], names: Mapping[str, Sequence[Span]]) -> list[list[Span]]:
    """All names of articles on which the model was trained: people and organizations are
    `names`, given by id, found by models that have not seen the article; the rest is what the pipeline finds
    that the model was trained on."""
    others = find_all(load_language(BASE), [article.text for article in articles])
    return [merge_names(names[article.id], rest) for article, rest in zip(articles, others, strict=True)]


def name_unseen(articles: Sequence[Marked]) -> list[list[Span]]:
    """All names of articles on which the model was not trained, as it finds them."""
    return list(find_all(load_language(OWN_MODEL), [article.text for article in articles]))


def gather(articles: Sequence[Marked], found: Sequence[Sequence[Span]], weights: Sequence[float]) -> Evidence:
    """The examples of articles with their names, and how much each article counts."""
    evidence = Evidence()
    folds = deal_folds([(article.id, article.text) for article in articles], MANY)
    for article, names, weight, fold in zip(articles, found, weights, folds, strict=True):
        made = make_examples(article.id, article.text, article.spans, names)
        evidence.examples += [replace(example, weight=weight) for example in made]
        evidence.folds += [fold] * len(made)
    return evidence
