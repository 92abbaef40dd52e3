"""What a text shows before anything in it is decided: the words, the model's names, titles, the tables'
and the gazetteer's names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.knowledge.gazetteer import Listed, begin_name, load_gazetteer
from dragoman.reading.organizations.table import KnownBody
from dragoman.reading.places import Places
from dragoman.reading.roles import Role
from dragoman.reading.words import Words

Span = tuple[int, int]  # first word, past the last
Labelled = tuple[int, int, str]  # first word, past the last, the model's label

LONGEST_LISTED = 14  # words of a name of the gazetteer


@dataclass(frozen=True, slots=True)
class Scene:
    """One text.

    `known` are names of the table of organizations, `people` what rules take for a person's name, `vouched`
    those of them that a title or a known given name vouches for, `listed` the names of the gazetteer with the
    bodies that each may be.
    """

    words: Words
    labelled: Sequence[Labelled]
    roles: Sequence[Role]
    known: Sequence[KnownBody]
    people: Sequence[Span]
    vouched: Sequence[Span]
    listed: Mapping[Span, tuple[Listed, ...]]
    places: Places


def match_listed(words: Words) -> dict[Span, tuple[Listed, ...]]:
    """The names of the gazetteer that a text holds, also those within others, with the bodies that each
    may be."""
    gazetteer, text = load_gazetteer(), words.text.replace("’", "'").replace("\u00a0", " ")
    found: dict[Span, tuple[Listed, ...]] = {}
    for i in words.capitals:
        longest = gazetteer.longest.get(begin_name(words.forms[i]), 0)
        start = words.starts[i]
        for last in range(i + 1, min(i + 1 + LONGEST_LISTED, len(words) + 1) if longest else 0):
            end = words.ends[last - 1]
            if end - start > longest or words.forms[last - 1] == "\n":
                break
            if bodies := gazetteer.by_name.get(text[start:end]):
                found[i, last] = bodies
    return found
