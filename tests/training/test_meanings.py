"""What words mean, by the pipeline's vectors."""

from __future__ import annotations

import numpy as np

from dragoman.training.meanings import load_meanings


def test_words_of_like_meaning_are_near_and_unknown_ones_have_none() -> None:
    meanings = load_meanings(["refinery", "pipeline", "vaccine", "qqxzzy"])
    assert "qqxzzy" not in meanings
    assert meanings["refinery"] @ meanings["pipeline"] > meanings["refinery"] @ meanings["vaccine"]
    assert np.allclose([np.linalg.norm(vector) for vector in meanings.values()], 1)


def test_common_words_of_the_pipeline_are_there_besides() -> None:
    meanings = load_meanings([])
    assert {"hostile", "enterprises"} <= meanings.keys()
    assert not {"Kazakhstan", "1871", "to"} & meanings.keys()
