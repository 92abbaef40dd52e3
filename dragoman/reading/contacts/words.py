"""The words and patterns of data/knowledge/contacts.toml, made ready."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.model import ContactKind

# Names stand in a sentence that patterns are read over as one sign each, by what they are
PERSON, STATE, BODY, CITY, ADJECTIVE, ONE, SEVERAL, SPEAKER = map(chr, range(0xE000, 0xE008))
PARTY = f"[{PERSON}{STATE}{BODY}{ONE}{SEVERAL}{SPEAKER}]"
PLACE = f"[{STATE}{CITY}]"
_FILL = r"(?:the |his |her |their |from |also |then |with |both |visiting )*"
_SAYS = r"(?! (?:said|says|told|added|noted) )"
_GROUP = (
    rf"(?:both |the |his |her |their |visiting )*{PARTY}"
    rf"(?:(?: , {_FILL}{PARTY})*(?: ,)? (?:and|as well as|&|along with|together with) {_FILL}{PARTY}{_SAYS})*"
)
_HYPHEN = rf"[{PERSON}{STATE}{BODY}{ADJECTIVE}](?: - [{PERSON}{STATE}{BODY}{ADJECTIVE}])+"
_PLACES = rf"{PLACE}(?:(?: , (?:the )?{PLACE})*(?: ,)? and (?:to )?(?:the )?{PLACE})?"
_FEW = rf"(?: [^{PERSON}{STATE}{BODY}{ONE}{SEVERAL}{SPEAKER} .;:]+){{0,4}}?"
_MANY = rf"(?: [^{PERSON}{STATE}{BODY}{ONE}{SEVERAL}{SPEAKER} .;:]+){{0,15}}?"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of the table: what it says, its expression, and where it is read."""

    id: str
    kind: ContactKind
    expression: re.Pattern[str]
    mutual: bool  # `a` holds all parties
    title: bool  # read in titles alone
    persons: bool  # of persons alone
    goes: bool  # `b` are places of states
    today: bool  # told on the day itself, if no other is said
    states: bool  # of states and bodies alone
    several: bool  # of three parties or more
    needed: re.Pattern[str]  # what follows the parties that it begins with: soon seen to be missing
    example: str
    counter: str

    def fits_mutual(self, parties: Sequence[str]) -> bool:
        """Whether keys of parties are as many, and such, as `mutual` asks for."""
        if self.states and any(key.startswith("person:") for key in parties):
            return False
        return len(parties) > (2 if self.several else 1)


@dataclass(frozen=True, slots=True)
class Table:
    """All rows, and the expression that tells whether any can be in a sentence."""

    patterns: tuple[Pattern, ...]
    words: dict[str, Any]
    cues: dict[ContactKind, re.Pattern[str]]  # without one in a line no pattern of the kind is read over it
    cue: re.Pattern[str]  # any of them


@lru_cache(maxsize=1)
def load_table() -> Table:
    """The table of data/knowledge/contacts.toml. KnowledgeError when unreadable."""
    lexicon = load_lexicon("contacts")
    patterns = tuple(
        Pattern(
            row["id"],
            row["kind"],
            expand(row["pattern"]),
            row.get("mutual", False),
            row.get("title", False),
            row.get("persons", False),
            row.get("goes", False),
            row.get("today", False),
            row.get("states", False),
            row.get("several", False),
            expand(re.sub(r"^\(\?P<a>[GH]\)(?:\(\?P<gap>~\))?", "", row["pattern"])),
            row["example"],
            row["counter"],
        )
        for row in lexicon["row"]
    )
    cues = {kind: re.compile(rf"\b(?:{'|'.join(words.split())})") for kind, words in lexicon["cues"].items()}
    words = {key: value for key, value in lexicon.items() if key not in ("row", "cues")}
    union = "|".join(cue.pattern for cue in cues.values())
    return Table(patterns, words, cues, re.compile(union))


def expand(pattern: str) -> re.Pattern[str]:
    """A pattern of the table with its signs written out."""
    signs = {"G": _GROUP, "S": _PLACES, "H": _HYPHEN, "_": _FEW, "~": _MANY}
    written = re.sub(r"\(\?: ([_~])\)(?:\{\d,\d\})?\??", r"\1", pattern)
    return re.compile(re.sub(r"(?<=>)[GSH](?=\))|^G$|_|~", lambda sign: signs[sign[0]], written))
