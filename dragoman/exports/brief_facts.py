"""What a brief says: counted facts of a view and a period, and the sentences that tell most. Nothing else."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from dragoman.analysis.changes import Days, count_changes, find_previous
from dragoman.analysis.entities import count_entities
from dragoman.analysis.evidence import count_evidence, count_outlets, find_counted_articles, find_evidence
from dragoman.analysis.offices import find_shown_offices
from dragoman.analysis.pairs import count_pairs
from dragoman.analysis.tables import Tables
from dragoman.evaluation import read_records, say_certainty
from dragoman.model import CountedIn, Filter, View
from dragoman.questions.question import drop_dates

USUAL = 28  # days of a brief that is asked of none
MOST_QUOTES, MOST_PAIRS, MOST_CHANGES, MOST_OFFICES = 7, 8, 6, 6
TRIED = 14  # pairs whose sentences are weighed
FITTING = (50, 320)  # characters of a sentence that tells something and is not too long to be read
THIN = 10  # articles below which a brief says that they are few


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence, letter by letter, and why it was chosen."""

    text: str
    outlet: str
    day: date | None
    title: str
    url: str
    article: str
    pair: tuple[str, ...]
    why: str

    @property
    def source(self) -> str:
        """Outlet and day."""
        day = self.day.isoformat() if self.day else "no date"
        return f"{self.outlet}, {day}" if self.outlet else day


@dataclass(frozen=True, slots=True, eq=False)
class Brief:
    """What a brief says; numbers are rows of the view's evidence."""

    title: str
    span: Days
    before: Days
    counts: Mapping[str, tuple[int, int]]  # "articles", "stories", "outlets" -> in the period, in that before
    changed: tuple[str, ...]
    pairs: pd.DataFrame  # as of count_pairs, in stories
    first_time: frozenset[tuple[str, str]]  # pairs of which nothing is older than the period
    quotes: tuple[Quote, ...]
    offices: tuple[tuple[str, str, str], ...]  # name, stated, known
    unsure: tuple[str, ...]
    weeks: pd.DataFrame  # [day, count]: articles by week

    @property
    def facts(self) -> tuple[str, ...]:
        """Its counted facts as sentences."""
        numbers = tuple(f"{now:,} {name}, {then:,} before" for name, (now, then) in self.counts.items())
        held = tuple(f"{name}: {stated or known}" for name, stated, known in self.offices if stated or known)
        return (*numbers, *self.changed, *held)


def find_span(tables: Tables, view: View) -> Days:
    """The days that a brief is of: those of the view, else the last USUAL up to its newest article."""
    days = tables.day[find_counted_articles(tables, view.filter, view.selection, view.unit)]
    days = days[~np.isnat(days)]
    last = view.filter.end or (days.max().item() if len(days) else date.today())
    return view.filter.start or last - timedelta(days=USUAL - 1), last


def collect_facts(tables: Tables, view: View) -> Brief:
    """The facts and sentences of a view, in the days of its filter or the last that it has."""
    span = find_span(tables, view)
    before, filter = find_previous(span), replace(view.filter, start=span[0], end=span[1])
    view = replace(view, filter=filter)
    pairs, first_time = _list_pairs(tables, view, span)
    return Brief(
        title=" and ".join(_label(tables, name) for name in view.selection) or _name_filter(tables, filter),
        span=span,
        before=before,
        counts=_count(tables, view, before),
        changed=tuple(_list_changes(tables, view, span, before)),
        pairs=pairs.head(MOST_PAIRS),
        first_time=first_time,
        quotes=_choose_quotes(tables, view, pairs, first_time),
        offices=tuple(_list_offices(tables, view, span[1])),
        unsure=tuple(_list_doubts(tables, view)),
        weeks=_count_weeks(tables, view, span),
    )


def _count(tables: Tables, view: View, before: Days) -> dict[str, tuple[int, int]]:
    named: tuple[tuple[str, CountedIn], ...] = (
        ("articles", "article"), ("stories", "story"), ("outlets", "outlet"),
    )  # fmt: skip
    past = replace(view.filter, start=before[0], end=before[1])
    return {
        name: (
            count_evidence(tables, view.filter, view.selection, view.unit, counted_in),
            count_evidence(tables, past, view.selection, view.unit, counted_in),
        )
        for name, counted_in in named
    }


def _list_pairs(tables: Tables, view: View, span: Days) -> tuple[pd.DataFrame, frozenset[tuple[str, str]]]:
    """The pairs of the view that most stories name, and which of them the library has not had before."""
    around = view.selection[0] if view.selection and view.selection[0].split(":")[0] in view.kinds else ""
    found = count_pairs(tables, view.filter, view.kinds, view.unit, "story", limit=60, around=around)
    if len(view.selection) == 2:
        found = found[found["a"].isin(view.selection) & found["b"].isin(view.selection)]
    ever = count_pairs(tables, Filter(), view.kinds, view.unit, "story", around=around)
    first = {(row.a, row.b): row.first for row in ever[["a", "b", "first"]].itertuples()}
    new = {
        pair for pair in zip(found["a"], found["b"], strict=True) if (first.get(pair) or date.min) >= span[0]
    }
    return found.reset_index(drop=True), frozenset(new)


def _list_changes(tables: Tables, view: View, span: Days, before: Days) -> Iterator[str]:
    frame = count_changes(
        tables, drop_dates(view.filter), span, before, view.kinds, view.unit, "story", given="tested"
    )
    if view.selection:
        frame = frame[frame["a"].isin(view.selection) | frame["b"].isin(view.selection)]
    for row in frame[frame["change"] != "steady"].head(MOST_CHANGES).to_dict("records"):
        yield (
            f"{row['change'].capitalize()}: {row['a_label']} and {row['b_label']}, {row['count']:,} of "
            f"{row['total']:,} stories; before {row['count_before']:,} of {row['total_before']:,}"
        )


def _choose_quotes(
    tables: Tables, view: View, pairs: pd.DataFrame, first_time: frozenset[tuple[str, str]]
) -> tuple[Quote, ...]:
    """The sentences that tell most: of what is new, of what many stories have, of different outlets."""
    weighed: list[tuple[float, Quote]] = []
    for row in pairs.head(TRIED).to_dict("records"):
        pair = (row["a"], row["b"])
        new = pair in first_time
        why = "the first time together in this library" if new else f"{row['count']:,} stories name both"
        weight = 1.5 * new + math.log1p(row["count"])
        evidence = find_evidence(tables, view.filter, pair, view.unit, "story", limit=8)
        weighed += [(weight + bonus, quote) for bonus, quote in _list_sentences(evidence, pair, why)]
    if not weighed:  # nothing stands together: the sentences of what is selected
        evidence = find_evidence(tables, view.filter, view.selection[:1], view.unit, "story", limit=40)
        weighed = list(_list_sentences(evidence, view.selection[:1], "it names what the brief is of"))
    chosen: list[Quote] = []
    while weighed and len(chosen) < MOST_QUOTES:
        used = Counter(quote.outlet for quote in chosen), Counter(quote.pair for quote in chosen)
        best = max(
            weighed,
            key=lambda item: (
                item[0] - 0.7 * used[0][item[1].outlet] - 2 * used[1][item[1].pair],
                item[1].day or date.min,
                item[1].article,
            ),
        )[1]
        chosen.append(best)
        weighed = [item for item in weighed if item[1].article != best.article and item[1].text != best.text]
    return tuple(sorted(chosen, key=lambda quote: (quote.day or date.max, quote.article)))


def _list_sentences(evidence: pd.DataFrame, pair: tuple[str, ...], why: str) -> Iterator[tuple[float, Quote]]:
    for row in evidence.to_dict("records"):
        for sentence in row["sentences"]:
            text = str(sentence["text"]).strip()
            fits = FITTING[0] <= len(text) <= FITTING[1]
            bonus = 0.6 * fits - 0.6 * (sentence["paragraph"] == 0) + 0.1 * math.log1p(row["articles"])
            day = None if pd.isna(row["date"]) else row["date"]
            if text:
                yield (
                    bonus,
                    Quote(
                        text,
                        row["outlet"] or "",
                        day,
                        row["title"] or "",
                        row["url"] or "",
                        row["article"],
                        pair,
                        why,
                    ),
                )


def _list_offices(tables: Tables, view: View, day: date) -> Iterator[tuple[str, str, str]]:
    found = count_entities(tables, view.filter, "person", "story", limit=MOST_OFFICES * 3)
    ids = [*(id for id in view.selection if id.startswith("person:")), *found["id"]]
    numbers = [tables.entity_of[id] for id in dict.fromkeys(ids) if id in tables.entity_of]
    stated, known = find_shown_offices(tables, numbers, [day] * len(numbers))
    rows = zip(numbers, stated, known, strict=True)
    named = [(str(tables.labels[number]), said, held) for number, said, held in rows if said or held]
    yield from named[:MOST_OFFICES]


def _list_doubts(tables: Tables, view: View) -> Iterator[str]:
    """What is uncertain in what the brief says."""
    if certainty := say_certainty(read_records()):
        yield certainty
    articles = find_counted_articles(tables, view.filter, view.selection, view.unit)
    if len(articles) < THIN:
        yield f"Only {len(articles):,} articles: what they name more or less often may be chance."
    guessed = int((tables.origin[articles] == "guessed").sum())
    if guessed:
        yield f"The dates of {guessed:,} of {len(articles):,} articles are guessed."
    outlets = count_outlets(tables, view.filter, view.selection, view.unit)
    if len(articles) and outlets["count"].iloc[0] * 3 > 2 * len(articles):
        first = outlets.iloc[0]
        name = first["outlet"] or "nowhere named"
        yield f"{first['count']:,} of {len(articles):,} articles are from {name}."
    unclear = tables.query("SELECT DISTINCT article FROM unclear")["article"].to_numpy()
    if count := int(np.isin(articles, unclear).sum()):
        yield f"{count:,} articles have a surname that could be two people: it is counted for neither."
    yield "That two are named in one sentence does not say that they met."


def _count_weeks(tables: Tables, view: View, span: Days) -> pd.DataFrame:
    """[day, count]: the articles of each seven days, the last seven days last; up to a year before too."""
    weeks = min(52, max(12, (span[1] - span[0]).days // 7 + 1))
    filter = replace(drop_dates(view.filter))
    rows = []
    for back in range(weeks - 1, -1, -1):
        last = span[1] - timedelta(days=7 * back)
        week = (last - timedelta(days=6), last)
        rows.append((week[0], count_evidence(tables, filter, view.selection, view.unit, "article", week)))
    return pd.DataFrame(rows, columns=["day", "count"])


def _label(tables: Tables, identifier: str) -> str:
    number = tables.entity_of.get(identifier)
    return identifier.partition(":")[2].replace("-", " ") if number is None else str(tables.labels[number])


def _name_filter(tables: Tables, filter: Filter) -> str:
    names = [_label(tables, id) for id in filter.entities][:4]
    words = [f"“{filter.text}”"] if filter.text.strip() else []
    kept: list[Any] = [*names, *words, *filter.outlets[:2]]
    return ", ".join(kept) or "All articles"
