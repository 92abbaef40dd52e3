"""What stages tell, and who hears it."""

from __future__ import annotations

from dragoman.reading.trace import listen, tell


def test_nobody_hears_what_is_told_when_nobody_listens() -> None:
    tell("before", 1)
    with listen() as outer:
        tell("first", 1, 2)
        with listen() as inner:
            tell("second")
        tell("third")
    tell("after", 1)
    assert [(fact.name, fact.told) for fact in outer] == [("first", (1, 2)), ("third", ())]
    assert [fact.name for fact in inner] == ["second"]
