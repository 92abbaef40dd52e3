"""What a dossier shows: offices stated and known, officials of a country, routes, and the rows of what is opened."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from components.evidence import choose_page, show_evidence, write_sentences
from components.library import ask, find_label
from components.lists import show_head, show_note, write_article
from components.pairs import WHERE
from components.state import make_link
from components.text import escape, show
from components.words import ROUTE_WORDS, count, count_in, write_date
from dragoman.analysis.dossier import SPELL, count_routes, find_spell_evidence, keep_route, list_known_spells, list_officials, list_spells
from dragoman.analysis.evidence import count_evidence
from dragoman.library.store import Library
from dragoman.model import ROUTES, View

PAGE_SIZE = 15


def show_offices(view: View, library: Library) -> None:
    """Stated and known offices of a person, apart; what disagrees is said."""
    spells: pd.DataFrame = ask(list_spells, library, view.filter, identifier=view.selection[0])
    known: pd.DataFrame = ask(list_known_spells, library, identifier=view.selection[0])
    show_head("Offices as these articles state them", "Click one to read where." if len(spells) else "None is stated here.")
    _write_lines(
        (f"called {row['office']}", row, make_link(replace(view, selection=view.selection[:1], sort=write_spell(row), number=1)))
        for row in spells.to_dict("records")
    )
    if not len(known):
        show_note("The table of known offices has nobody of this name.")
        return
    show_head("Known from public tables", "People of this name; the last day is the last on which a source knew of it.")
    st.dataframe(
        known.drop(columns=["country", "person"]).assign(first=known["first"].map(write_date), last=known["last"].map(write_date)),
        hide_index=True,
    )
    countries = set(known["country"]) - {""}
    other = [row["office"] for row in spells.to_dict("records") if row["country"] and countries and row["country"] not in countries]
    if other:
        show_note(f"Stated and known differ in the country: {'; '.join(other)}. Neither replaces the other.")


def show_officials(view: View, library: Library) -> None:
    """The officials of a country as the library names them, by date."""
    frame: pd.DataFrame = ask(list_officials, library, view.filter, identifier=view.selection[0])
    show_head("Its officials as these articles name them", "By the first article; click one to read where." if len(frame) else "None.")
    _write_lines(
        (f"{row['label']}, {row['role']}", row, make_link(replace(view, selection=(row["id"],), sort=write_spell(row), number=1)))
        for row in frame.head(40).to_dict("records")
    )
    if len(frame) > 40:
        show_note(f"The first 40 of {len(frame):,}. Narrow the dates to see others.")


def show_routes(view: View, library: Library) -> None:
    """Why articles count as naming it; each opens its rows."""
    frame: pd.DataFrame = ask(count_routes, library, view.filter, identifier=view.selection[0], counted_in=view.counted_in)
    show_head("How it is named")
    own = replace(view, selection=view.selection[:1], number=1)
    items = "".join(
        f'<a class="d-chip" href="{escape(make_link(replace(own, sort="route:" + row["route"])))}">'
        f"{escape(ROUTE_WORDS[row['route']])}: {row['count']:,}</a>"
        for row in frame.to_dict("records")
    )
    show(f'<div class="d d-chips">{items}</div>')


def show_opened(view: View, library: Library) -> None:
    """The rows of what is opened: an office, a route, a pair, or all that names it."""
    label = find_label(library, view.selection[0])
    if spell := read_spell(view.sort):
        rows = ask(find_spell_evidence, library, view.filter, identifier=view.selection[0], spell=spell)
        show_head(f"{label}: an office stated in {count(len(rows), 'article')}", ", ".join(str(part) for part in spell[:3] if part))
        pages = max(1, -(-len(rows) // PAGE_SIZE))
        page = min(view.number, pages)
        shown = rows.iloc[(page - 1) * PAGE_SIZE : page * PAGE_SIZE].to_dict("records")
        show(f'<div class="d">{"".join(write_article(row, view, write_sentences(row["sentences"])) for row in shown)}</div>')
        choose_page(view, page, pages, "dossier_page")
        return
    route = view.sort.removeprefix("route:")
    filter = keep_route(view.filter, route) if view.sort.startswith("route:") and route in ROUTES else view.filter
    number = ask(count_evidence, library, filter, selection=view.selection, unit=view.unit, counted_in=view.counted_in)
    why = ROUTE_WORDS[route] if filter != view.filter else f"named {WHERE[view.unit]}" if len(view.selection) == 2 else "named"
    show_head([find_label(library, item) for item in view.selection], f"{why} in {count_in(number, view.counted_in)}, newest first")
    if number:
        show_evidence(view, library, number, filter=filter)


def write_spell(row: Any) -> str:
    """An office as a word of the URL."""
    return "office:" + json.dumps([row[name] for name in SPELL], ensure_ascii=False)


def read_spell(word: str) -> tuple[Any, ...]:
    """The office that a word of the URL speaks of; () for none."""
    try:
        found = json.loads(word.removeprefix("office:")) if word.startswith("office:") else ()
    except ValueError:
        return ()
    return tuple(found) if isinstance(found, list) and len(found) == len(SPELL) and all(isinstance(x, str | bool) for x in found) else ()


def _write_lines(lines: Any) -> None:
    items = "".join(
        f'<a class="d-bar" href="{escape(href)}"><bdi>{escape(text)}</bdi><span class="d-value">{row["articles"]:,}</span>'
        f'<span class="d-quiet">{escape(write_date(row["first"]))} to {escape(write_date(row["last"]))}</span></a>'
        for text, row, href in lines
    )
    show(f'<div class="d d-bars">{items}</div>')
