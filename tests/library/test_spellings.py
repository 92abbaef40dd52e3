"""Other spellings of a name."""

from dragoman.library.spellings import NameWords

PEOPLE = [
    {"names": ["Volodymyr Zelensky", "Volodymyr Zelenskyy"], "country": "UKR"},
    {"names": ["Muammar Gaddafi", "Moammar Qadhafi"], "country": "LBY"},
    {"names": ["Sheikh Khadafy"], "country": "LBY"},
    {"names": ["Helen Keller"], "country": "USA"},
    {"names": ["Uri Geller"], "country": "ISR"},
    {"names": ["Ana Diaz", "Ana Smith"], "country": ""},
    {"names": None, "country": ""},
]


def find(word: str) -> set[str]:
    return set(NameWords(PEOPLE).list_spellings(word))


def test_what_sounds_the_same_is_a_spelling() -> None:
    assert find("zelensky") == find("zelenskyy") == {"zelensky", "zelenskyy"}
    assert find("zelenskiy") == {"zelensky", "zelenskyy", "zelenskiy"}  # a form that was never met


def test_arabic_names_sound_otherwise() -> None:
    assert find("gaddafi") == {"gaddafi", "qadhafi", "khadafy"}
    assert find("keller") == {"keller"}


def test_another_surname_and_another_word_are_none() -> None:
    assert find("diaz") == {"diaz"}
    assert find("sanctions") == {"sanctions"}
    assert NameWords([]).list_spellings("zelensky") == ("zelensky",)
