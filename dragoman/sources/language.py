"""The language of a text, by py3langid, careful with short texts full of names."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

ENGLISH = "en"
SAMPLE = 1000  # characters are enough to tell a language
GARBLED = 0.35  # of the letters: so many beyond ASCII has no language in Latin letters
SURE = 0.8  # below, the detector is guessing at names: "Blinken meets Lapid in Rome" is Dutch to it, at 0.3


@cache
def load_identifier() -> LanguageIdentifier:
    """The detector with its own model of 140 languages, loaded once."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str, stated: str = "") -> str:
    """ISO 639-1 code of the language of `text` (of its beginning); "" without letters, or if misread.

    English is taken when the detector is not sure of another language and the letters are Latin; `stated`,
    the language that the source names, is believed when the detector is not sure.
    """
    sample = text[:SAMPLE]
    letters = [character for character in sample if character.isalpha()]
    if not letters:
        return ""
    if is_garbled(sample):
        return ""
    language, probability = load_identifier().classify(sample)
    if probability >= SURE or language == ENGLISH:
        return str(language)
    if stated:
        return stated[:2].lower()
    latin = sum(character < "\u0250" for character in letters)
    return ENGLISH if latin > 0.8 * len(letters) else str(language)


def is_garbled(text: str) -> bool:
    """Whether this is another alphabet read as Latin, "¼ØÝØáâàë": so few letters are of ASCII."""
    letters = [character for character in text[:SAMPLE] if character.isalpha()]
    latin = [character for character in letters if character < "\u0250"]
    return (
        len(latin) >= 12
        and 2 * len(latin) > len(letters)
        and sum(character > "\x7f" for character in latin) > GARBLED * len(latin)
    )
