"""What words mean, by the vectors of the pipeline that Dragoman's models build on.

Words of like meaning have like vectors, so what is learnt of "refinery" holds for "smelter", which no marked
article has. They are needed for the training alone: what comes of it are weights of words.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping

import numpy as np
import spacy
from numpy.typing import NDArray

from dragoman.reading.spacy_names import BASE, UNNEEDED

LEAST_LETTERS = 3  # of a common word that no article has

Meanings = dict[str, NDArray[np.float64]]  # word in small letters -> vector of length 1


def load_meanings(words: Iterable[str]) -> Meanings:
    """The meanings of these words, as far as the pipeline knows them, and of its own common ones."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")  # trained with spaCy 3.7, tried with 3.8
        vocabulary = spacy.load(BASE, exclude=[*UNNEEDED, "ner"]).vocab
    vectors, strings = vocabulary.vectors, vocabulary.strings
    common = (strings[key] for key in _list_common(vectors.key2row))
    own = (word for word in common if word.isalpha() and word.islower() and len(word) >= LEAST_LETTERS)
    meanings: Meanings = {}
    for word in dict.fromkeys([*words, *own]):
        for form in (word, word.capitalize(), word.upper()):
            key = strings[form]
            if key in vectors and (length := float(np.linalg.norm(vectors[key]))):
                meanings[word] = vectors[key].astype(np.float64) / length
                break
    return meanings


def _list_common(rows: Mapping[int, int]) -> list[int]:
    """The word that each vector was made for, of words with the row of theirs; rarer ones share that of the
    nearest."""
    first: dict[int, int] = {}
    for key, row in rows.items():
        first.setdefault(int(row), int(key))
    return [first[row] for row in sorted(first)]
