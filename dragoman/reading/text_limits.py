"""What of a text the model and the rules are not shown: what no article has, and what would cost them more
than its length.

The bounds depend on the text alone, so a text reads the same everywhere. What exceeds them is masked by as
many spaces: title, text and every offset stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    """What may stand in one piece: `longest` characters of it are shown, the rest of the run is masked."""

    name: str
    character: str  # a regular expression of one character of the run
    longest: int

    def compile(self) -> re.Pattern[str]:
        """A pattern that finds the rest of each run that is too long, in time that grows with the text
        alone."""
        return re.compile(
            rf"(?<!{self.character})(?:{self.character}){{{self.longest}}}(?P<rest>(?:{self.character})++)"
        )


# The tokenizer takes marks off both ends of a word one by one and looks at all of it each time: twice as
# long, four times the time. The
# longest rule that newspapers draw has 80 marks, the longest addresses 200 to 500 characters; of both the
# beginning says all.
BOUNDS = (
    Bound("marks", r"[^\w\s]|_", 100),
    Bound("word", r"\S", 300),
)
_PATTERNS = tuple(bound.compile() for bound in BOUNDS)


def mask(text: str) -> str:
    """The text as the model sees it, character for character at the same place."""
    for pattern in _PATTERNS:
        text = pattern.sub(
            lambda match: match[0][: match.start("rest") - match.start()] + " " * len(match["rest"]), text
        )
    return text
