"""Why an article was read so: the reading made once more, while its stages tell what decided, in words.

Nothing of it runs when articles are read. What the judge and the tables said is asked of them again; what a
stage decided by an order of its own, it tells (`dragoman.reading.trace`).
"""

from __future__ import annotations

from dragoman.reading.explaining.explainer import explain
from dragoman.reading.explaining.explanation import LONGEST, Explanation, Stage, Step, check_length

__all__ = ["LONGEST", "Explanation", "Stage", "Step", "check_length", "explain"]
