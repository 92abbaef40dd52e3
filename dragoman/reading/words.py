"""The words and marks of a text with their places: what every rule of reading looks at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Set
from itertools import chain

ABBREVIATED = (
    "Jr|JR|Sr|SR|St|Dr|Mr|Eng|Smt|Mrs|Ms|Messrs|Gen|Sen|Rep|Lt|Col|Maj|Sgt|Gov|Prof|Hon|Amb|Adm|Capt|Cmdr"
    "|Rev|Sens|Reps"
)
TOKEN = re.compile(
    r"\n\s*\n"  # the end of a paragraph
    r"|(?:[^\W\d_]\.){2,}"  # U.S., D.C.
    r"|H\.[EH](?=\s)|H\. E\.(?=\s)|Dato['’](?=\s)|HR/VP"  # styles without their last period; a title
    rf"|(?:{ABBREVIATED})\.(?=[\s,’']|$)"
    r"|[A-Z]\.(?=\s?[A-Z])"  # an initial
    r"|[^\W_]+(?:(?:['’ʼ‘`](?![sS]\b)|-)[^\W_]+)*"  # a word; apostrophes and hyphens within it belong to it
    r"|['’][sS]\b"  # a possessive is a mark of its own
    r"|[^\w\s]|_"
)


class Words:
    """A text cut into words: `forms[i]` stands at `starts[i]:ends[i]`. The end of a paragraph is a form
    too, "\\n"."""

    __slots__ = ("_places", "capitals", "ends", "forms", "lowers", "starts", "text", "title_end")

    def __init__(self, text: str) -> None:
        self.text = text
        self.forms: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in TOKEN.finditer(text):
            form = match.group()
            self.forms.append("\n" if form[0] == "\n" else form)
            self.starts.append(match.start())
            self.ends.append(match.end())
        self.lowers = [form.lower() for form in self.forms]
        # Words that may be names
        self.capitals = [i for i, form in enumerate(self.forms) if form[0].isupper() or "-" in form]
        self._places: dict[str, list[int]] = {}
        for i, lower in enumerate(self.lowers):
            self._places.setdefault(lower, []).append(i)
        # Past the first paragraph
        self.title_end = self.forms.index("\n") if "\n" in self.forms else len(self.forms)

    def __len__(self) -> int:
        return len(self.forms)

    def list_places(self, listed: Set[str]) -> list[int]:
        """The numbers of the words that, in small letters, are in a set, in order."""
        return sorted(chain.from_iterable(self._places[lower] for lower in self._places.keys() & listed))

    def list_forms(self) -> Set[str]:
        """The different words in small letters."""
        return self._places.keys()

    def find(self, offset: int) -> int:
        """The number of the word that holds a character, or of the first one after it."""
        number = bisect_right(self.starts, offset) - 1
        return number if number >= 0 and offset < self.ends[number] else number + 1

    def cover(self, start: int, end: int) -> tuple[int, int]:
        """The words that characters start to end touch: first and past the last."""
        first = self.find(start)
        return first, max(first, bisect_left(self.starts, end))

    def quote(self, first: int, last: int) -> str:
        """The text of words `first` to `last`, the last one excluded."""
        return self.text[self.starts[first] : self.ends[last - 1]]
