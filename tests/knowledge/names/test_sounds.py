"""What the usual ways of writing a name differ in is taken out."""

from __future__ import annotations

from dragoman.knowledge.names.sounds import sound_out


def test_spellings_of_one_sound_fall_together() -> None:
    assert len({sound_out(name) for name in ("zelensky", "zelenskyy", "zelenskiy")}) == 1
