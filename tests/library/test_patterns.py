"""Patterns that find words in texts as the index does."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from dragoman.library.patterns import compile_pattern, write_pattern
from dragoman.library.query import split_words

TEXT = (
    "Erdoğan (of Türkiye) met Sánchez on a cease-fire; Straße, Encyclopædia, "
    "cafe\u0301. THE U.S. aren’t. Москва"
)


@pytest.mark.parametrize(
    ("words", "prefix", "found"),
    [
        ("erdogan", False, "Erdoğan"),
        ("turkiye", False, "Türkiye"),
        ("sanchez", False, "Sánchez"),
        ("cease fire", False, "cease-fire"),
        ("strasse", False, "Straße"),
        ("encyclopaedia", False, "Encyclopædia"),
        ("cafe", False, "cafe\u0301"),
        ("the u s", False, "THE U.S"),
        ("aren t", False, "aren’t"),
        ("москва", False, "Москва"),
        ("erdo", False, None),
        ("dogan", False, None),
        ("erdo", True, "Erdoğan"),
        ("met sanch", True, "met Sánchez"),
        ("anchez", True, None),
    ],
)
def test_words_are_found_where_they_stand(words: str, prefix: bool, found: str | None) -> None:
    forms = (tuple(words.split()),)
    hit = compile_pattern(forms, prefix).search(TEXT)
    assert (hit and hit[0]) == found
    held = pc.match_substring_regex(pa.array([TEXT, "nothing"]), write_pattern(forms, prefix))
    assert held.to_pylist() == [found is not None, False]


def test_every_word_of_a_text_is_found_in_it() -> None:
    for word in split_words(TEXT.replace("e\u0301", "\u00e9")):
        assert compile_pattern(((word,),)).search(TEXT), word
