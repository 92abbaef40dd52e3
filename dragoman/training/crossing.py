"""Cross-validation: each article is read by a model that has not seen it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.training.folds import deal_folds
from dragoman.training.marked import Marked, Span
from dragoman.training.names import Progress, Recipe, find_names, train_names


def cross_validate(
    base: str,
    articles: Sequence[Marked],
    recipe: Recipe,
    folds: int,
    progress: Progress = None,
) -> list[list[Span]]:
    """The names of each article, in order, by the model that was trained on all folds but the article's."""
    dealt = deal_folds([(article.id, article.text) for article in articles], folds)
    found: dict[str, list[Span]] = {}
    for fold in range(folds):
        if progress:
            progress(f"fold {fold + 1} of {folds}")
        seen, held = (
            [a for a, own in zip(articles, dealt, strict=True) if (own == fold) is kept]
            for kept in (False, True)
        )
        language = train_names(base, seen, recipe, progress)
        names = find_names(language, [article.text for article in held])
        found.update({article.id: spans for article, spans in zip(held, names, strict=True)})
    return [found[article.id] for article in articles]
