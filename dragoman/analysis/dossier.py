"""What the library holds about one name: its offices as articles state them, as the table knows and as the
library learnt them, the words that stand for it, and the routes by which it is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa

from dragoman.analysis.alike_offices import fold_office
from dragoman.analysis.evidence import count_evidence, find_counted_articles, find_evidence
from dragoman.analysis.filtering import list_passing, stands_for
from dragoman.analysis.learnt_offices import list_learnt, list_teaching
from dragoman.analysis.offices import write_office
from dragoman.analysis.owners import settle_owner
from dragoman.analysis.searching import bind_within, write_within
from dragoman.analysis.tables import Tables, switched_on
from dragoman.knowledge.spells.known import load_known_offices
from dragoman.model import ROUTES, CountedIn, Filter, Order

SPELL = ("role", "country", "body", "former")
HELD = ("origin", "office", *SPELL, "first", "last", "articles", "outlets", "spell", "certainty", "source")
OWN = 0.3  # of the articles that state a country for somebody, so many make it theirs; fewer are slips
FORMS = 2000  # mentions that are looked at for the words that stand for a name


def list_spells(tables: Tables, filter: Filter, identifier: str, alike: bool = False) -> pd.DataFrame:
    """Offices that passing articles state for a person: [role, country, body, former, office, first, last,
    articles], the earliest first. `first` and `last` are the days of the first and last article that states
    it, `articles` how many do. With `alike` offices that differ only in wording are one, called as most
    articles call it."""
    number = tables.entity_of.get(identifier, -1)
    return _join_spells(tables, filter, "entity = ?", number, SPELL, alike)


def list_held(tables: Tables, filter: Filter, identifier: str) -> pd.DataFrame:
    """All that is said of a person's offices, [origin, office, role, country, body, former, first, last,
    articles, outlets, spell, certainty, source], by first day.

    `origin` is "stated" (by passing articles, those alike in one row), "learnt" (in the whole library:
    `spell` is its number, articles and outlets are those that say it) or "known" (from the table of offices:
    certainty and source, as `list_known_spells`). No row is altered by one of another origin.
    """
    stated = list_spells(tables, filter, identifier, alike=True).assign(origin="stated")
    learnt = list_learnt(tables, identifier).assign(origin="learnt", former=False)
    learnt["office"] = [
        write_office(row["role"], row["country"], row["body"]) for row in learnt.to_dict("records")
    ]
    known = list_known_spells(tables, identifier).assign(origin="known", role="", body="", former=False)
    rows = [
        tuple(row.get(name, "" if name in ("certainty", "source") else 0) for name in HELD)
        for frame in (known, learnt, stated)
        for row in frame.to_dict("records")
    ]
    held = pd.DataFrame(rows, columns=list(HELD))
    held["day"] = [str(day) if isinstance(day, date) else "9" for day in held["first"]]
    return held.sort_values("day", kind="stable", ignore_index=True).drop(columns="day")


def list_stated_days(tables: Tables, filter: Filter, identifier: str) -> pd.DataFrame:
    """[office, day, articles]: each office (text) and day on which passing articles state it for a person."""
    spell = ", ".join(SPELL)
    stated = (
        f"SELECT {spell}, day, count(*) AS articles FROM {_STATED} SEMI JOIN passing USING (article) "
        "WHERE day IS NOT NULL"
    )
    rows = tables.query(
        f"{stated} GROUP BY ALL ORDER BY day, {spell}".format(condition="entity = ?"),
        [tables.entity_of.get(identifier, -1)],
        passing=_list_naming(tables, filter, identifier),
    )
    said = list(zip(*(rows[name].to_pylist() for name in SPELL), strict=True))
    called = {
        (fold_office(*spell[:3]), spell[3]): str(spell[4])
        for spell in list_spells(tables, filter, identifier, alike=True)[[*SPELL, "office"]].itertuples(
            index=False, name=None
        )
    }
    texts = {
        spell: called.get((fold_office(*spell[:3]), spell[3])) or write_office(*spell[:3], former=spell[3])
        for spell in set(said)
    }
    return pd.DataFrame(
        {
            "office": [texts[spell] for spell in said],
            "day": rows["day"].to_pylist(),
            "articles": rows["articles"].to_pylist(),
        }
    )


def find_learnt_evidence(
    tables: Tables, identifier: str, spell: int, order: Order = "newest"
) -> pd.DataFrame:
    """The articles that a learnt spell is from, as `find_evidence` has them: as many as the spell says."""
    return find_evidence(tables, Filter(), (identifier,), order=order, among=list_teaching(tables, spell))


def list_forms(tables: Tables, filter: Filter, identifier: str, limit: int = 12) -> list[str]:
    """The words for a name in passing articles, commonest first; of frequent names, in the first articles."""
    number = tables.entity_of.get(identifier)
    if number is None:
        return []
    passing = find_counted_articles(tables, filter, (identifier,))[:FORMS]
    on = switched_on(filter)
    rows = tables.query(
        f"""
        SELECT article, start, "end" FROM mentions SEMI JOIN shown USING (article) {write_within(filter)}
        WHERE entity = ? AND ((1 << route) & {on}) <> 0 ORDER BY article, start LIMIT {FORMS}
        """,
        [number],
        shown=pa.table({"article": pa.array(passing, pa.int32())}),
        **bind_within(tables, filter),
    ).to_pylist()
    found: Counter[str] = Counter()
    article, text = -1, ""
    for row in rows:
        if row["article"] != article:
            article = row["article"]
            text = tables.read_text(article)
        found[" ".join(text[row["start"] : row["end"]].split())] += 1
    return [form for form, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:limit] if form]


def list_officials(tables: Tables, filter: Filter, identifier: str) -> pd.DataFrame:
    """The officials of a country by their offices: [id, label, role, country, body, former, office, first,
    last, articles], the earliest first; each as `list_spells` counts those alike.

    Its officials are whom passing articles call so and who are of it: those whom the table of offices knows
    to be, and those of whom OWN of the articles of the library that state a country for them state this one;
    not whom the table knows in that very office of another state on the first or last day of it: see
    `owners`.
    """
    country = identifier.partition(":")[2]
    frame = _join_spells(tables, filter, "country = ?", country, ("id", "label", *SPELL), alike=True)
    own = _list_own(tables, country)
    kept = [
        any(spell.office.country == country for spell in load_known_offices().find_person(row["label"]))
        or (
            tables.entity_of[row["id"]] in own
            and all(
                settle_owner(row["label"], row["role"] or "", country, day) == country
                for day in {row["first"], row["last"]}
                if isinstance(day, date)
            )
        )
        for row in frame[["id", "label", "role", "first", "last"]].to_dict("records")
    ]
    return frame[kept].reset_index(drop=True)


def _list_own(tables: Tables, country: str) -> set[int]:
    """People for whom OWN of the articles that state a country's office at all state one of this country."""
    rows = tables.query(
        """
        SELECT entity FROM offices WHERE country <> '' GROUP BY entity
        HAVING count(DISTINCT article) FILTER (country = ?) >= ? * count(DISTINCT article)
           AND count(DISTINCT article) FILTER (country = ?) > 0
        """,
        [country, OWN, country],
    )
    return set(rows["entity"].to_pylist())


def find_spell_evidence(
    tables: Tables, filter: Filter, identifier: str, spell: Sequence[Any],
    start: int = 0, limit: int | None = None, order: Order = "newest", alike: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """The articles that state an office (role, country, body, former) for a person, as of `find_evidence`;
    with `alike` in other words too."""
    role, country, body, former = spell
    key = fold_office(role, country, body)
    stating = [
        tables.article_ids[row["article"]]
        for row in _read_offices(tables, "entity = ?", tables.entity_of.get(identifier, -1))
        if tuple(row[name] for name in SPELL) == tuple(spell)
        or (
            alike and row["former"] == former and fold_office(row["role"], row["country"], row["body"]) == key
        )
    ]
    return find_evidence(tables, filter, (identifier,), start=start, limit=limit, order=order, among=stating)


def list_known_spells(tables: Tables, identifier: str) -> pd.DataFrame:
    """What the table of offices knows of people of this name: [person, office, country, first, last,
    certainty, source]. `last` is the last day on which a source knew of it; "from-to" has both ends, "since,
    end unknown" a beginning, "seen on" single days."""
    number = tables.entity_of.get(identifier)
    rows = []
    for spell in load_known_offices().find_person(str(tables.labels[number])) if number is not None else ():
        office = spell.office
        certainty = (
            "from-to" if office.start and office.end else "since, end unknown" if office.start else "seen on"
        )
        text = write_office(office.role, office.country, office.body)
        rows.append(
            (spell.person, text, office.country, spell.first, spell.last, certainty, ", ".join(spell.sources))
        )
    rows.sort(key=lambda row: (row[3], row[1]))
    return pd.DataFrame(rows, columns=["person", "office", "country", "first", "last", "certainty", "source"])


def count_routes(
    tables: Tables, filter: Filter, identifier: str, counted_in: CountedIn = "article"
) -> pd.DataFrame:
    """[route, count]: the articles (stories, outlets) that name an entity by each route, the commonest first.
    Each is what `count_evidence` counts with `keep_route(filter, route)`."""
    rows = [
        (route, count_evidence(tables, keep_route(filter, route), (identifier,), "sentence", counted_in))
        for route in ROUTES
    ]
    rows = [row for row in rows if row[1] and row[0] not in filter.routes_off]
    return pd.DataFrame(sorted(rows, key=lambda row: -row[1]), columns=["route", "count"])


def keep_route(filter: Filter, route: str) -> Filter:
    """The filter with all routes off but one."""
    return replace(
        filter, routes_off=tuple(other for other in ROUTES if other != route or other in filter.routes_off)
    )


# What articles state of whom; an article that states an office twice states it once.
_STATED = """(
    SELECT DISTINCT article, entity, coalesce(role, '') AS role, coalesce(country, '') AS country,
           coalesce(body, '') AS body, coalesce(former, false) AS former, articles.date AS day
    FROM offices JOIN articles USING (article) WHERE {condition}
)"""


def _group_spells(rows: list[dict[str, Any]], alike: bool) -> list[dict[str, Any]]:
    """Statements of offices, in the order of articles, as a row a person and office."""
    groups: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        office = (row["role"], row["country"], row["body"])
        key = (row["entity"], fold_office(*office) if alike else office, row["former"])
        groups.setdefault(key, []).append(row)
    found = []
    for group in groups.values():
        called = Counter(tuple(row[name] for name in SPELL) for row in group)
        best = min(called, key=lambda spell: (-called[spell], spell))  # as most articles call it
        days = [row["day"] for row in group if row["day"] is not None]
        found.append(
            dict(zip(SPELL, best, strict=True))
            | {
                "entity": group[0]["entity"],
                "first": min(days, default=None),
                "last": max(days, default=None),
                "articles": len({row["article"] for row in group}),
            }
        )
    return found


def _read_offices(tables: Tables, condition: str, value: object) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tables.query(
        f"SELECT * FROM {_STATED.format(condition=condition)} ORDER BY article, role, country, body, former",
        [value],
    ).to_pylist()
    return rows


def _list_naming(tables: Tables, filter: Filter, identifier: str) -> pa.Table:
    return pa.table({"article": pa.array(find_counted_articles(tables, filter, (identifier,)), pa.int32())})


def _join_spells(
    tables: Tables,
    filter: Filter,
    condition: str,
    value: object,
    keys: tuple[str, ...],
    alike: bool = False,
) -> pd.DataFrame:
    """Offices that articles state for whom they name by a route that is on: a row an office and person."""
    on = switched_on(filter)
    rows = tables.query(
        f"""
        WITH stated AS (
            SELECT * FROM {_STATED.format(condition=condition)} SEMI JOIN passing USING (article)
        ), naming AS (
            SELECT article, entity FROM in_article SEMI JOIN stated USING (article, entity)
            WHERE (bits & {on}) <> 0
        )
        SELECT article, entity, role, country, body, former, day
        FROM stated SEMI JOIN naming USING (article, entity)
        ORDER BY article, entity, role, country, body, former
        """,
        [value],
        passing=pa.table({"article": pa.array(list_passing(tables, filter), pa.int32())}),
    ).to_pylist()
    spells = []
    for row in _group_spells(rows, alike):
        if stands_for(tables, filter, row["entity"]):
            row |= {"id": tables.entity_ids[row["entity"]], "label": str(tables.labels[row["entity"]])}
            office = write_office(row["role"], row["country"], row["body"], former=row["former"])
            spells.append((*(row[key] for key in keys), office, row["first"], row["last"], row["articles"]))
    spells.sort(key=lambda spell: (spell[-3] is None, str(spell[-3]), -spell[-1], spell[:2]))
    return pd.DataFrame(spells, columns=[*keys, "office", "first", "last", "articles"])
