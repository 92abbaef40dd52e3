"""Readings of one sentence in which names stand in brackets: what contacts are looked for in."""

from __future__ import annotations

import re

from dragoman.knowledge import load_countries
from dragoman.model import Entity, Mention, Office, Reading

BRACKETS = re.compile(r"\[([^\]]+)\]")
BODIES = ("NATO", "UN")


def read_brackets(marked: str, title: bool = False) -> tuple[str, Reading]:
    """Title, two line ends and text, and their reading; the sentence is the title or the text.

    A name is a state's, a town's or a state's adjective where the tables know it, one of BODIES, else an
    official's without a state. A line end begins a new sentence of the text, behind a title the text itself.
    """
    marked = marked.replace("\n", "\n\n", 1) if title else marked
    plain, spots, at = "", list[tuple[int, int, str]](), 0
    for match in BRACKETS.finditer(marked):
        plain += marked[at : match.start()]
        spots.append((len(plain), len(plain) + len(match[1]), match[1]))
        plain, at = plain + match[1], match.end()
    plain += marked[at:]
    before = "" if title else "\n\n"
    string = before + plain
    sentences = tuple(
        (match.start() + len(before), match.end() + len(before)) for match in re.finditer(r"[^\n]+", plain)
    )
    entities, mentions = dict[str, Entity](), list[Mention]()
    for start, end, name in spots:
        start, end = start + len(before), end + len(before)
        sentence = next(i for i, (first, last) in enumerate(sentences) if first <= start < last)
        key, route, entity = _name(name)
        entities.setdefault(key, entity)
        mentions.append(Mention(start, end, key, route, sentence, 0 if title and not sentence else 1))  # type: ignore[arg-type]
    return string, Reading("", "", "", sentences, tuple(entities.values()), tuple(mentions))


def _name(name: str) -> tuple[str, str, Entity]:
    found = load_countries().lookup(name)
    if found:
        key = f"country:{found[0]}"
        return key, found[1], Entity(key, "country", load_countries().name(found[0]))
    slug = name.lower().replace(" ", "-")
    if name in BODIES:
        return f"organization:{slug}", "name", Entity(f"organization:{slug}", "organization", name)
    office = (Office("Minister"),)
    return f"person:{slug}", "name", Entity(f"person:{slug}", "person", name, True, office)
