"""What is likely wrong with a library's names, in the order of what mending it would change.

Likely doubles (see doubles.py), likely two in one (offices of two countries), likely nobody (a place's or a
body's name, words of title or office, or words that texts mostly write small). What was refused is not
suggested again, and of what is mostly refused the next comes later.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from dragoman.analysis.doubles import Person, find_doubles, list_people
from dragoman.analysis.evidence import find_evidence
from dragoman.corrections.meaning import Overlay
from dragoman.corrections.model import Decision, complete_what, select_standing
from dragoman.knowledge import load_countries, load_organizations
from dragoman.knowledge.names.forms import drop_titles
from dragoman.model import Filter

if TYPE_CHECKING:
    from dragoman.analysis.tables import Tables

Sort = Literal["double", "two in one", "nobody"]
OWN_SHARE = 0.4  # of the articles that state a country for somebody, so many make it a second one
LEAST = 3  # articles of each of two countries
SMALL = 5  # times as often written small as with a capital: words, not a name
TEXTS = 4000  # articles of which words are counted
FIRM = 4  # answers that count for accepting each reason before any was given
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to look at. `accept` and `refuse` are what `Library.decide` takes: kind and fields."""

    sort: Sort
    ids: tuple[str, ...]
    labels: tuple[str, ...]
    reason: str
    articles: int  # that would change
    points: float
    accept: tuple[str, Mapping[str, Any]]
    refuse: tuple[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence that shows a name, and the article that it is from."""

    id: str
    article: str
    title: str
    sentence: Mapping[str, Any]  # as of `find_evidence`


def find_suggestions(
    tables: Tables, overlay: Overlay, decisions: Iterable[Decision] = (), limit: int | None = 100
) -> list[Suggestion]:
    """The likeliest faults that nobody has decided on, those first that would change most."""
    found = tables.remember(("suggestions", ""), lambda: list(_find_all(tables)))
    open_ones = [item for item in found if not _is_settled(item, overlay)]
    liking = _count_liking(decisions)
    order = sorted(
        open_ones, key=lambda item: (-min(item.articles, 5) * liking(item.reason), -item.points, item.ids)
    )
    return order[:limit]


def quote_sentences(tables: Tables, suggestion: Suggestion, most: int = 2) -> list[Quoted]:
    """The best sentences of a suggestion, side by side: one of each name, or of one name's two articles."""
    each = max(1, most // len(suggestion.ids))
    return [quoted for id in suggestion.ids for quoted in _quote(tables, id, each)][:most]


def _quote(tables: Tables, id: str, most: int) -> Iterator[Quoted]:
    rows = find_evidence(tables, Filter(), [id], limit=6).to_dict("records")
    best = sorted(
        (
            (_judge(sentence), place, row, sentence)
            for place, row in enumerate(rows)
            for sentence in row["sentences"][:3]
        ),
        key=lambda item: item[:2],
    )
    articles = set[str]()
    for _, _, row, sentence in best:
        if row["article"] not in articles and len(articles) < most:
            articles.add(row["article"])
            yield Quoted(id, row["article"], row["title"], sentence)


def _judge(sentence: Mapping[str, Any]) -> tuple[bool, int]:
    """Full names and sentences of a good length go first."""
    named = any(span["route"] == "name" for span in sentence["spans"])
    return not named, abs(len(sentence["text"]) - 160)


def _find_all(tables: Tables) -> Iterator[Suggestion]:
    people = list_people(tables)
    labels = tables.labels
    for double in find_doubles(tables, people):
        ids = tuple(tables.entity_ids[number] for number in (double.one, double.other))
        yield Suggestion(
            "double", ids, tuple(str(labels[number]) for number in (double.one, double.other)),
            "; ".join(double.reasons), double.articles, double.points,
            ("merge", {"ids": [ids[0]], "into": ids[1]}), ("never-merge", {"ids": sorted(ids)}),
        )  # fmt: skip
    yield from _find_two_in_one(tables)
    yield from _find_nobodies(tables, people)


def _find_two_in_one(tables: Tables) -> Iterator[Suggestion]:
    """People of whom articles state offices of two countries at one time, neither seldom."""
    rows = tables.query(
        """
        SELECT entity, offices.country AS country, count(DISTINCT article) AS articles,
               min(date) AS first, max(date) AS last
        FROM offices JOIN articles USING (article) WHERE offices.country <> '' AND NOT former GROUP BY ALL
        """
    ).to_pylist()
    held: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        held[row["entity"]].append(row)
    names = load_countries()
    for number, countries in held.items():
        countries.sort(key=lambda row: (-row["articles"], row["country"]))
        total = sum(row["articles"] for row in countries)
        for row in countries[1:]:
            if row["articles"] < max(LEAST, OWN_SHARE * total) or not _overlap(row, countries[0]):
                continue
            id, label = tables.entity_ids[number], str(tables.labels[number])
            said = " and ".join(names.name(item["country"]) for item in (countries[0], row))
            what = complete_what("split", {"id": id, "country": row["country"]})
            yield Suggestion(
                "two in one", (id,), (label,), f"offices of two countries at one time: {said}",
                row["articles"], 2.0, ("split", what), ("keep", {"id": id, "as": "one"}),
            )  # fmt: skip


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    days = (one["first"], one["last"], other["first"], other["last"])
    return None in days or (one["first"] <= other["last"] and other["first"] <= one["last"])


def _find_nobodies(tables: Tables, people: Sequence[Person]) -> Iterator[Suggestion]:
    """People whose name is no person's."""
    small, capital = _count_words(tables)
    for person in people:
        label = str(tables.labels[person.number])
        reason, points = _tell_nobody(label, small, capital)
        if reason:
            id = tables.entity_ids[person.number]
            yield Suggestion(
                "nobody", (id,), (label,), reason, len(person.articles), points,
                ("retype", {"id": id, "type": "nobody"}), ("keep", {"id": id, "as": "somebody"}),
            )  # fmt: skip


def _tell_nobody(label: str, small: Counter[str], capital: Counter[str]) -> tuple[str, float]:
    words = _WORD.findall(label)
    if _is_place_or_body(label):
        return "the name of a place or a body", 3.0
    if not drop_titles(label).strip():
        return "only a title", 2.8
    lower = [word.lower() for word in words]
    if words and any(word in BODIES for word in lower[1:]):
        return "a word of bodies and places in it", 2.6
    if words and all(small[word] >= SMALL * max(1, capital[word]) for word in lower):
        return "words that texts mostly write small", 2.5
    return "", 0.0


BODIES = frozenset({
    "agency", "airlines", "airport", "army", "auditorium", "avenue", "bank", "bridge", "building",
    "bureau", "center", "centre", "city", "college", "commission", "committee", "company", "consulting",
    "corporation", "council", "county", "court", "department", "drive", "facility", "foundation",
    "group", "highway", "hospital", "hotel", "institute", "island", "islands", "lake", "library",
    "ministry", "museum", "office", "palace", "park", "party", "province", "region", "river", "road",
    "school", "square", "street", "summit", "transportation", "tribe", "university", "valley",
})  # fmt: skip


def _is_place_or_body(label: str) -> bool:
    return bool(load_countries().lookup(label) or load_organizations().lookup(label))


def _count_words(tables: Tables) -> tuple[Counter[str], Counter[str]]:
    """How often words stand in small letters, and with a capital, in the first articles."""
    small, capital = Counter[str](), Counter[str]()
    for article in range(min(tables.size, TEXTS)):
        for word in _WORD.findall(tables.read_text(article)):
            (small if word.islower() else capital)[word.lower()] += 1
    return small, capital


def _is_settled(suggestion: Suggestion, overlay: Overlay) -> bool:
    """Whether somebody has said otherwise, or it is so already."""
    kind, what = suggestion.refuse
    if kind == "keep":
        return (what["id"], what["as"]) in overlay.kept
    first, second = (overlay.find(id) for id in what["ids"])
    return first == second or any({first, second} == {*map(overlay.find, pair)} for pair in overlay.never)


def _count_liking(decisions: Iterable[Decision]) -> Any:
    """reason -> the share of what was suggested for it that was accepted; decisions say it as their `why`."""
    said: dict[str, list[int]] = defaultdict(lambda: [FIRM, FIRM])
    for decision in select_standing(decisions):
        tally = said[_generalize(decision.why)]
        tally[1] += 1
        tally[0] += decision.kind not in ("never-merge", "keep")
    return lambda reason: said[_generalize(reason)][0] / said[_generalize(reason)][1]


def _generalize(reason: str) -> str:
    """What kind of reason it is: its first part, without numbers and names."""
    return re.split(r"[;:]", reason)[0].strip()
