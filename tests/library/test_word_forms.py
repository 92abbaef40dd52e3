"""Forms of English words."""

import pytest

from dragoman.library.word_forms import list_forms


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("sanction", "sanctions sanctioned sanctioning"),
        ("sanctions", "sanction sanctioned"),
        ("sanctioned", "sanction sanctions"),
        ("country", "countries"),
        ("treaties", "treaty"),
        ("ban", "bans"),
        ("banned", "ban banning"),
        ("vote", "votes voted voting"),
        ("voting", "vote voted"),
        ("agreed", "agree agrees"),
        ("taxes", "tax"),
        ("crises", "crisis"),
        ("met", "meet meeting meets"),
        ("meeting", "met meetings"),
        ("women", "woman"),
        ("armies", "army"),
    ],
)
def test_forms_find_one_another(word: str, others: str) -> None:
    assert list_forms(word)[0] == word
    assert set(others.split()) <= set(list_forms(word))


@pytest.mark.parametrize(
    ("word", "apart"),
    [
        ("news", "new"), ("hamas", "hama"), ("jones", "jon"), ("hoping", "hop"), ("rated", "rat"),
        ("the", "thing thed"), ("paris", "pari"), ("status", "statu"), ("used", "us"), ("being", "be bee"),
        ("united", "unite unit"), ("congress", "congres"),
    ],
)  # fmt: skip
def test_other_words_are_left_alone(word: str, apart: str) -> None:
    assert not set(apart.split()) & set(list_forms(word))


@pytest.mark.parametrize("word", ["", "un", "1994", "f16", "москва", "x" * 40])
def test_what_is_no_english_word_has_no_forms(word: str) -> None:
    assert list_forms(word) == (word,)
