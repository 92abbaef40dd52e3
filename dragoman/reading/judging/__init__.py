"""Which words of a text name people and bodies: proposals of many, and a judge that has learnt from marked
articles."""

from __future__ import annotations

from dragoman.reading.judging.judge import Verdict, load_judge
from dragoman.reading.judging.proposals import find_second
from dragoman.reading.judging.scene import Scene, match_listed

__all__ = ["Scene", "Verdict", "find_second", "load_judge", "match_listed"]
