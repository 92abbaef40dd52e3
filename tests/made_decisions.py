"""Random decisions over a small world: four people of two kinds of names, three articles, three outlets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from dragoman.corrections.model import Decision, make_what

PEOPLE = tuple(f"person:p{number}" for number in range(5))
ARTICLES = tuple(f"a{number}" for number in range(4))
OUTLETS = ("Herald", "The Herald", "Post")
START = datetime(2026, 1, 1)

people = st.sampled_from(PEOPLE)
articles = st.lists(st.sampled_from(ARTICLES), min_size=1, max_size=2, unique=True)
pairs = st.lists(people, min_size=2, max_size=2, unique=True)


def make(kind: str, key: str = "d", minute: int = 0, /, **what: Any) -> Decision:
    """A decision of the minute given."""
    return Decision(key, kind, "ana", START + timedelta(minutes=minute), "", make_what(kind, what))


def make_undo(undoes: str, id: str, minute: int) -> Decision:
    """An undo of the minute given."""
    return Decision(id, "undo", "ana", START + timedelta(minutes=minute), "", {}, undoes)


def _with_articles(what: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(what, st.none() | articles).map(
        lambda pair: {**pair[0], **({"articles": pair[1]} if pair[1] else {})}
    )


WHATS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "merge": _with_articles(pairs.map(lambda pair: {"ids": [pair[0]], "into": pair[1]})),
    "split": st.tuples(people, articles).map(
        lambda pair: {"id": pair[0], "into": f"{pair[0]}-part", "articles": pair[1]}
    ),
    "never-merge": pairs.map(lambda pair: {"ids": pair}),
    "rename": people.map(lambda id: {"id": id, "label": f"Called {id}"}),
    "retype": _with_articles(
        st.tuples(people, st.sampled_from(("organization", "nobody"))).map(
            lambda pair: {"id": pair[0], "type": pair[1]}
        )
    ),
    "hide": _with_articles(people.map(lambda id: {"id": id})),
    "office": people.map(lambda id: {"id": id, "role": "Minister", "country": "FRA", "first": "2026-01-01"}),
    "topic": st.tuples(articles, st.booleans()).map(
        lambda pair: {"topic": "topic:sanctions", "articles": pair[0], "present": pair[1]}
    ),
    "leave-out": st.tuples(people, st.sampled_from(ARTICLES)).map(
        lambda pair: {"id": pair[0], "articles": [pair[1]]}
    ),
    "outlets": st.lists(st.sampled_from(OUTLETS), min_size=2, max_size=2, unique=True).map(
        lambda pair: {"names": [pair[0]], "into": pair[1]}
    ),
    "outlet": st.tuples(articles, st.sampled_from(OUTLETS)).map(
        lambda pair: {"articles": pair[0], "outlet": pair[1]}
    ),
    "date": st.tuples(articles, st.sampled_from(("", "2026-02-03", "2025-12-31"))).map(
        lambda pair: {"articles": pair[0], "day": pair[1]}
    ),
    "take-back": st.sampled_from(ARTICLES).map(lambda id: {"import": "i", "articles": [id]}),
}
saids = st.sampled_from(sorted(WHATS)).flatmap(lambda kind: st.tuples(st.just(kind), WHATS[kind]))


def number(saids: Sequence[tuple[str, dict[str, Any]]]) -> list[Decision]:
    """Decisions, each a minute after the one before."""
    return [make(kind, f"d{place:02}", place, **what) for place, (kind, what) in enumerate(saids)]


decisions = st.lists(saids, max_size=8).map(number)
