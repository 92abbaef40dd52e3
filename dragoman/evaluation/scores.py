"""The figures that extraction is judged by, and the errors behind them."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.evaluation.answers import Answers, Row, Span, compare, simplify_role

Facts = dict[Hashable, Span | None]  # what is stated -> the span that shows it, where one does
PLURALS = {"person": "people", "country": "countries", "organization": "organizations"}


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1, each 0 to 1, of one kind of fact; `gold` and `predicted` count the facts."""

    name: str
    precision: float
    recall: float
    gold: int
    predicted: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a set of articles, in the order in which they are read; "pairs" is the headline."""

    articles: int
    rows: tuple[Figure, ...]

    def __getitem__(self, name: str) -> Figure:
        """The figure of that name. KeyError for an unknown one."""
        return {figure.name: figure for figure in self.rows}[name]


@dataclass(frozen=True, slots=True)
class Error:
    """A fact that was missed, or stated wrongly, and the sentence that it is about."""

    article: str
    figure: str
    missed: bool
    what: str
    sentence: str


def evaluate(gold: Iterable[Row], predicted: Iterable[Row]) -> Figures:
    """Figures of predictions (see `dragoman.reading.extract`) against right answers, over all articles.

    An article without a prediction counts as predicted empty. ValueError when a prediction mentions an entity
    that it does not list.
    """
    answers = _compare_all(gold, predicted)
    rows = []
    for name, find in FIGURES.items():
        hits = right = found = 0
        for article in answers:
            wanted, given = find(article)
            hits, right, found = (
                hits + len(wanted.keys() & given.keys()),
                right + len(wanted),
                found + len(given),
            )
        rows.append(
            Figure(
                name,
                hits / found if found else float(not right),
                hits / right if right else float(not found),
                right,
                found,
            )
        )
    rows.append(_measure_identity(answers))
    return Figures(len(answers), tuple(rows))


def list_errors(gold: Iterable[Row], predicted: Iterable[Row]) -> list[Error]:
    """Every fact of `evaluate` that was missed or wrong, figure by figure, article by article.

    ValueError as there.
    """
    answers = _compare_all(gold, predicted)
    errors = []
    for name, find in FIGURES.items():
        for article in answers:
            wanted, given = find(article)
            for facts, other, missed in ((wanted, given, True), (given, wanted, False)):
                for fact, span in facts.items():
                    if fact not in other:
                        errors.append(
                            Error(
                                article.article,
                                name,
                                missed,
                                describe(fact, article),
                                quote(article.text, span),
                            )
                        )
    return errors


def _compare_all(gold: Iterable[Row], predicted: Iterable[Row]) -> list[Answers]:
    by_id: Mapping[str, Row] = {row["id"]: row for row in predicted}
    return [compare(row, by_id.get(row["id"])) for row in gold]


def _find_pairs(answers: Answers) -> tuple[Facts, Facts]:
    """Two entities in one paragraph."""
    breaks = [match.start() for match in re.finditer("\n\n", answers.text)]

    def pair(spans: Iterable[tuple[Span, int | str]]) -> Facts:
        rooms: dict[int, dict[int | str, Span]] = {}
        for span, entity in spans:
            rooms.setdefault(sum(place <= span[0] for place in breaks), {}).setdefault(entity, span)
        return {
            (room, *sorted(pair, key=str)): max(held[entity] for entity in pair)
            for room, held in rooms.items()
            for pair in combinations(held, 2)
        }

    return pair(answers.right), pair((span, entity) for span, entity, _, _ in answers.found)


def _find_mentions(kind: str) -> Callable[[Answers], tuple[Facts, Facts]]:
    """Exact spans of a kind."""

    def find(answers: Answers) -> tuple[Facts, Facts]:
        wanted: Facts = {
            span: span for span, number in answers.right if answers.entities[number]["kind"] == kind
        }
        return wanted, {span: span for span, _, found, _ in answers.found if found == kind}

    return find


def _find_entities(kind: str) -> Callable[[Answers], tuple[Facts, Facts]]:
    """Distinct entities of a kind."""

    def find(answers: Answers) -> tuple[Facts, Facts]:
        first_right, first_found = _find_first(answers)
        wanted: Facts = {
            n: first_right.get(n) for n, entity in enumerate(answers.entities) if entity["kind"] == kind
        }
        given: Facts = {}
        for key, entity in answers.predicted.items():  # two strangers of one name are one error
            if entity["kind"] == kind:
                name = key if isinstance(key, int) else f"extra {entity.get('name') or entity.get('iso3')}"
                given.setdefault(name, first_found.get(key))
        return wanted, given

    return find


def _find_first(answers: Answers) -> tuple[dict[int | str, Span], dict[int | str, Span]]:
    """The first span of each listed and of each predicted entity."""
    right: dict[int | str, Span] = {}
    found: dict[int | str, Span] = {}
    for span, number in answers.right:
        right.setdefault(number, span)
    for span, key, _, _ in answers.found:
        found.setdefault(key, span)
    return right, found


def _find_routes(answers: Answers) -> tuple[Facts, Facts]:
    """Routes of the spans that both have."""
    given: dict[Span, str] = {
        span: route for span, _, kind, route in answers.found if kind == "country" and span in answers.routes
    }
    return {(span, answers.routes[span]): span for span in given}, {item: item[0] for item in given.items()}


def _find_shared_people(answers: Answers) -> dict[int, tuple[Row, Row, Span | None]]:
    """Number -> the listed and the predicted person, of those that both have."""
    first, _ = _find_first(answers)
    return {
        number: (answers.entities[number], entity, first.get(number))
        for number, entity in answers.predicted.items()
        if isinstance(number, int) and entity["kind"] == "person"
    }


def _find_officials(official: bool) -> Callable[[Answers], tuple[Facts, Facts]]:
    """Who is an official (or is not), of the people that both have."""

    def find(answers: Answers) -> tuple[Facts, Facts]:
        people = _find_shared_people(answers)
        wanted: Facts = {n: span for n, (right, _, span) in people.items() if right["official"] is official}
        return wanted, {
            n: span for n, (_, given, span) in people.items() if bool(given.get("official")) is official
        }

    return find


def _find_shared_officials(answers: Answers) -> dict[int, tuple[Row, Row, Span | None]]:
    return {
        n: row
        for n, row in _find_shared_people(answers).items()
        if row[0]["official"] and row[1].get("official")
    }


def _find_offices(answers: Answers) -> tuple[Facts, Facts]:
    """Role and country, of the officials that both have."""
    wanted: Facts = {}
    given: Facts = {}
    for number, (right, found, span) in _find_shared_officials(answers).items():
        if right["role"]:
            wanted[number, simplify_role(right["role"], right["country"]), right["country"]] = span
        if found.get("role"):
            given[number, simplify_role(found["role"], found.get("country")), found.get("country")] = span
    return wanted, given


def _find_former(answers: Answers) -> tuple[Facts, Facts]:
    """Whose office is past, of the officials that both have."""
    people = _find_shared_officials(answers)
    wanted: Facts = {n: span for n, (right, _, span) in people.items() if right["former"]}
    return wanted, {n: span for n, (_, given, span) in people.items() if given.get("former")}


def _find_topics(answers: Answers) -> tuple[Facts, Facts]:
    """What the article is about."""
    return dict.fromkeys(answers.topics), dict.fromkeys(answers.predicted_topics)


FIGURES: dict[str, Callable[[Answers], tuple[Facts, Facts]]] = {
    "pairs": _find_pairs,
    **{f"mentions of {plural}": _find_mentions(kind) for kind, plural in PLURALS.items()},
    **{plural: _find_entities(kind) for kind, plural in PLURALS.items()},
    "routes": _find_routes,
    "officials": _find_officials(True),
    "not officials": _find_officials(False),
    "roles": _find_offices,
    "former": _find_former,
    "topics": _find_topics,
}


def _measure_identity(answers: Sequence[Answers]) -> Figure:
    """B-cubed: of the mentions of people that both have, the share of company that each keeps rightly."""
    precision = recall = 0.0
    count = 0
    for article in answers:
        right = {span: n for span, n in article.right if article.entities[n]["kind"] == "person"}
        found = {span: key for span, key, kind, _ in article.found if kind == "person"}
        common = right.keys() & found.keys()
        for span in common:
            truly = {other for other in common if right[other] == right[span]}
            supposedly = {other for other in common if found[other] == found[span]}
            precision += len(truly & supposedly) / len(supposedly)
            recall += len(truly & supposedly) / len(truly)
        count += len(common)
    return Figure(
        "b-cubed", precision / count if count else 1.0, recall / count if count else 1.0, count, count
    )


def describe(fact: Hashable, answers: Answers) -> str:
    """A fact in words: entities by name, spans by their text."""
    if isinstance(fact, int) and fact < len(answers.entities):
        entity = answers.entities[fact]
        return str(entity.get("name") or entity.get("iso3"))
    if isinstance(fact, tuple) and len(fact) == 2 and all(isinstance(part, int) for part in fact):
        return answers.text[fact[0] : fact[1]]
    if isinstance(fact, tuple) and len(fact) == 3 and isinstance(fact[1], frozenset):
        return f"{describe(fact[0], answers)}: {' '.join(sorted(fact[1]))}, {fact[2]}"
    if isinstance(fact, tuple) and len(fact) == 3:
        return f"{describe(fact[1], answers)} + {describe(fact[2], answers)}"
    if isinstance(fact, tuple):
        return f"{describe(fact[0], answers)}: {fact[1]}"
    return str(fact)


def quote(text: str, span: Span | None) -> str:
    """The sentence around a span, roughly; empty without one."""
    if span is None:
        return ""
    start = (
        max(text.rfind("\n", 0, span[0]), *(text.rfind(mark, 0, span[0]) for mark in (". ", "! ", "? "))) + 1
    )
    ends = [place for mark in (". ", "! ", "? ", "\n") if (place := text.find(mark, span[1])) >= 0]
    return text[start : min(ends, default=len(text)) + 1].strip()
