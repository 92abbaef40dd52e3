"""The language of a text, short ones full of names included."""

from __future__ import annotations

import pytest

from dragoman.sources.language import detect_language


@pytest.mark.parametrize(
    "text",
    [
        "Blinken meets Lapid in Rome",
        "hello",
        "Putin met Xi.",
        "Zelenskyy, Duda, Kuleba in Kyiv",
        "Lapid",
        "Recep Tayyip Erdoğan met Şentop.",
    ],
)
def test_short_texts_in_latin_letters_are_english_unless_surely_another(text: str) -> None:
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le ministre des affaires étrangères a rencontré son homologue israélien à Rome dimanche.", "fr"),
        ("Der Minister traf sich in Rom mit seinem Kollegen.", "de"),
        ("El secretario de Estado se reunió con el ministro de Exteriores de Israel en Roma.", "es"),
        ("Президент России провёл встречу с председателем правительства.", "ru"),
        ("安倍晋三首相は東京で会談した。", "ja"),
    ],
)
def test_other_languages_are_told(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_the_stated_language_decides_where_the_detector_is_unsure() -> None:
    assert detect_language("Le ministre", stated="fr-FR") == "fr"


def test_no_letter_no_language() -> None:
    assert detect_language("123 !?") == ""
