"""The command that says why an article was read so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import dragoman
from dragoman.analysis.offices import write_office
from dragoman.cli.root import LibraryOption, app, say
from dragoman.errors import LibraryError
from dragoman.model import Article, Entity, Kind

if TYPE_CHECKING:
    from dragoman.reading.explaining import Explanation, Step

HEADS: dict[Kind, str] = {
    "person": "People",
    "organization": "Organizations",
    "country": "Countries",
    "topic": "Topics",
}


@app.command()
def explain(
    article: Annotated[
        str,
        typer.Argument(help="An article's id in the library, or a file with articles.", metavar="ARTICLE"),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an article, every step.")] = False,
    library: LibraryOption = None,
) -> None:
    """Say what decided each mention, office and topic of an article, and what was turned down.

    The article is read anew, by the model and the rules of now; nothing is stored.
    """
    found = explain_articles(article, library)
    for number, (read, explanation) in enumerate(found):
        if as_json:
            print(
                json.dumps({"id": read.id, "title": read.title} | explanation.describe(), ensure_ascii=True)
            )
        else:
            say("\n".join([*([""] if number else []), *write_explanation(read, explanation)]))


def explain_articles(place: str, library: str | None) -> Iterator[tuple[Article, Explanation]]:
    """The articles of a file, else the one of this id in a library, each with what decided its reading.

    LibraryError where it is neither.
    """
    from dragoman.extraction import explain_file

    if Path(place).is_file():
        yield from explain_file(Path(place))
        return
    opened = dragoman.open(library)
    if (article := opened.article(place)) is None:
        raise LibraryError(f"{place} is no file, and the library has no article of this id.")
    yield article, opened.explain(article.id)


def write_explanation(article: Article, explanation: Explanation) -> Iterator[str]:
    """The lines that are printed: each name with its offices and mentions, then what was turned down."""
    reading = explanation.reading
    yield article.title or "(without a title)"
    yield f"read by {reading.model}, rules {reading.rules}"
    for kind, head in HEADS.items():
        named = [entity for entity in reading.entities if entity.kind == kind]
        if named:
            yield f"\n{head}"
        for entity in named:
            yield f"  {entity.name}"
            yield from (f"  {line}" for line in _write_entity(entity, explanation))
    if explanation.refused:
        yield "\nProposed and turned down"
    for step in explanation.refused:
        yield f"  {_quote(step.words)}{step.verdict} ({step.rule})"


def _write_entity(entity: Entity, explanation: Explanation) -> Iterator[str]:
    """Its offices, why it is a topic, its mentions."""
    for office, steps in zip(entity.offices, explanation.offices.get(entity.key, ()), strict=True):
        named = write_office(office.role, office.country, office.body, former=office.former)
        yield f"  office: {named}"
        yield from _write_steps(steps, quoted=True)
    for step in explanation.topics.get(entity.key, ()):
        yield f"  {step.verdict} ({step.rule})"
    for times, steps in explanation.group_mentions(entity.key):
        yield f"  {_quote(steps[-1].words)}{'once' if times == 1 else f'{times} times'}"
        yield from _write_steps(steps)


def _write_steps(steps: Sequence[Step], quoted: bool = False) -> Iterator[str]:
    for step in steps:
        yield f"    {step.stage} [{step.rule}] {_quote(step.words) if quoted else ''}{step.verdict}"


def _quote(words: str) -> str:
    return f"“{' '.join(words.split())}”: " if words else ""
