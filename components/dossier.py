"""What a dossier shows: offices over time, officials, words and routes of a name, the rows of what opens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.charts import show_periods_head, show_plotly
from components.coverage import fit_view, say_length
from components.evidence import show_evidence
from components.library import ask, find_label
from components.lists import show_head, show_note
from components.neighbours import show_neighbours
from components.safe_text import escape, show
from components.style import is_dark
from components.view_state import change, link_dossier, make_link, write_view
from components.words import COUNTED_NAMES, KIND_NAMES, ROUTE_WORDS, WHERE, count, count_in, write_date
from dragoman.analysis.dossier import list_forms, list_stated_days
from dragoman.analysis.library import Library
from dragoman.analysis.timeline import find_period
from dragoman.figures.offices import NAMES, draw_offices
from dragoman.figures.timeline import draw_timeline
from dragoman.figures.words import write_span
from dragoman.knowledge import Topic, load_countries, load_organizations, load_topics
from dragoman.model import Reason, View
from dragoman.questions.evidence import count_rows, find_learnt_spell
from dragoman.questions.question import Question, find_question, read_learnt, read_stated
from dragoman.questions.rows import keep, list_neighbours, list_offices, list_routes, list_timeline

LISTED = 20  # officials of a country before the rest is folded away
NAMED = 5  # offices in one sentence
TERMS = 30  # terms of a topic
Fact = tuple[str, list[str]]  # what it says, and the words for it
ORIGINS = {"stated": "stated", "learnt": "learnt here", "known": "known"}
EXPLAINED = """
Three sources stand side by side, and none replaces another:

- **stated**: what the articles that pass the filter call the person, by their dates; \
a number opens these articles;
- **learnt here**: the same office stated by at least two articles of this library \
that are no copies, none more than two years from
  the next. It says something about the days between the first and the last of them, and nothing beyond;
- **known**: what public tables say of people of this name. *from-to*: \
a source gives both ends. *since, end unknown*: it gives the
  beginning, and is believed in for four years after the last sign. *seen on*: \
only single days, believed in for half a year around.
  The chart draws a bar pale where no source gives both ends.
"""


def show_facts(view: View, library: Library) -> None:
    """The words that stand for a name: as the articles write it, and as the tables have it."""
    entity = view.selection[0]
    kind, _, key = entity.partition(":")
    show_head("How it is written" if kind != "person" else "How the name is written")
    forms = ask(list_forms, library, view.filter, identifier=entity)
    facts = [("in these articles", forms)]
    if kind == "organization":
        facts += _list_body_facts(find_label(library, entity), forms)
    if kind == "topic" and (topic := next((topic for topic in load_topics() if topic.id == key), None)):
        facts += _list_topic_facts(topic)
        if topic.description:
            show_note(topic.description)
    show("".join(_write_fact(word, values) for word, values in facts if values))
    _show_routes(view, library)


def _list_body_facts(name: str, forms: Sequence[str]) -> list[Fact]:
    """What the table has of an organization; nothing of one that it does not know."""
    body = load_organizations().lookup(name)
    if body is None:
        return []
    others = [other for other in body.names if other not in forms]
    return [
        ("names and abbreviations in the table", others),
        ("a body of", [load_countries().name(body.country)] if body.country else []),
    ]


def _list_topic_facts(topic: Topic) -> list[Fact]:
    terms = [term.words for term in topic.terms]
    return [
        (
            f"its terms, the first {TERMS} of {len(terms):,}" if len(terms) > TERMS else "its terms",
            terms[:TERMS],
        ),
        ("its codes among the IPTC Media Topics", list(topic.iptc)),
    ]


def _write_fact(word: str, values: Sequence[str]) -> str:
    chips = "".join(f"<span class=d-chip><bdi>{escape(value)}</bdi></span>" for value in values)
    return f'<div class="d"><p class="d-note">{escape(word)}</p><div class="d-chips">{chips}</div></div>'


def _show_routes(view: View, library: Library) -> None:
    """Why articles count as naming it; each opens its rows."""
    frame: pd.DataFrame = ask(list_routes, library, keep(view, "together"))
    own = replace(view, selection=view.selection[:1], number=1, opened=None)
    items = "".join(
        f'<a class="d-chip" href="{escape(make_link(replace(own, reason=Reason(row["route"]))))}">'
        f"{escape(ROUTE_WORDS[row['route']])}: {row['count']:,}</a>"
        for row in frame.to_dict("records")
    )
    show(
        f'<div class="d"><p class="d-note">{COUNTED_NAMES[view.counted_in]} by how they name it</p>'
        f'<div class="d-chips">{items}</div></div>'
    )


def show_offices(view: View, library: Library) -> None:
    """A person's offices over time: stated, learnt and known, apart; what disagrees is said."""
    person = view.selection[0]
    held: pd.DataFrame = ask(list_offices, library, keep(view, "offices"))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        show_head(
            "Offices over time",
            "as articles state them, as this library learnt them, as public tables know them",
        )
        with st.popover("What is the difference?"):
            st.markdown(EXPLAINED)
    if not len(held):
        show_note("No article here states an office for this name, and the tables have nobody of it.")
        return
    days: pd.DataFrame = ask(list_stated_days, library, view.filter, identifier=person)
    figure, rows = draw_offices(held, days, is_dark())
    if len(rows):
        dots = {"known": "one", "learnt": "two", "stated": "person"}
        legend = "".join(
            f'<span><span class="d-dot {dots[name]}"></span>{NAMES[name]}</span>' for name in dots
        )
        show(f'<div class="d d-legend">{legend}</div>')
        show_plotly(figure, "offices", "Offices over time; the table below the chart says the same")
        drawn = rows["office"].nunique()
        if drawn < held["office"].nunique():
            show_note(f"The {drawn:,} offices that most is said of are drawn; the table has all.")
    if "known" not in set(held["origin"]):
        show_note("The table of known offices has nobody of this name.")
    countries = set(held.loc[held["origin"] == "known", "country"]) - {""}
    own = held[(held["origin"] == "stated") & (held["country"] != "")]
    if countries and (
        other := [row["office"] for row in own.to_dict("records") if row["country"] not in countries]
    ):
        more = f" and {len(other) - NAMED:,} more" if len(other) > NAMED else ""
        show_note(
            "Stated and known differ in the country: "
            f"{'; '.join(other[:NAMED])}{more}. Neither replaces the other."
        )
    head = ("Office", "How we know", "Days", "Articles")
    rare = (held["origin"] == "stated") & (held["articles"] < 2) & (len(held) > LISTED)
    shown = held[~rare].head(LISTED)
    _show_table(head, [_write_held(view, row) for row in shown.to_dict("records")])
    if len(shown) < len(held):
        with st.expander(f"All {len(held):,}, those that one article alone states among them"):
            _show_table(head, [_write_held(view, row) for row in held.to_dict("records")])


def _write_held(view: View, row: Any) -> str:
    own = replace(view, selection=view.selection[:1], number=1, opened=None)
    reason = read_stated(row) if row["origin"] == "stated" else read_learnt(row)
    number, tag = (
        f'<a href="{escape(make_link(replace(own, reason=reason)))}">{int(row["articles"]):,}</a>',
        ORIGINS[row["origin"]],
    )
    if row["origin"] == "known":
        number, tag = f'<span title="{escape(row["source"])}">tables</span>', f"known, {row['certainty']}"
    return _write_line(escape(row["office"]), f"<small>{escape(tag)}</small>", _write_days(row), number)


def show_officials(view: View, library: Library) -> None:
    """The officials of a country as the library names them, by date."""
    frame: pd.DataFrame = ask(list_offices, library, keep(view, "offices"))
    if not len(frame):
        show_head("Its officials as these articles name them", "None is named.")
        return
    show_head(
        "Its officials as these articles name them",
        "by the first article that does; a number opens the articles",
    )
    head = ("Name", "Called", "Days", "Articles")
    often = frame[frame["articles"] > 1] if len(frame) > LISTED else frame
    _show_table(head, [_write_official(view, row) for row in often.head(LISTED).to_dict("records")])
    if len(frame) > len(often.head(LISTED)):
        with st.expander(f"All {len(frame):,}, those that one article alone calls so among them"):
            _show_table(head, [_write_official(view, row) for row in frame.to_dict("records")])


def _write_official(view: View, row: Any) -> str:
    href = make_link(replace(view, selection=(row["id"],), reason=read_stated(row), number=1, opened=None))
    name = f'<a href="{escape(link_dossier(row["id"], view))}"><bdi>{escape(row["label"])}</bdi></a>'
    called = " ".join(part for part in ("former" if row["former"] else "", row["role"] or "official") if part)
    body = f", {row['body']}" if row["body"] else ""
    return _write_line(
        name,
        f"<bdi>{escape(called + body)}</bdi>",
        _write_days(row),
        f'<a href="{escape(href)}">{row["articles"]:,}</a>',
    )


def _write_days(row: Any) -> str:
    first, last = row["first"], row["last"]
    return write_span(first, last) if isinstance(first, date) and isinstance(last, date) else write_date(None)


def _write_line(*cells: str) -> str:
    return (
        "<tr>"
        + "".join(f"<td>{cell}</td>" for cell in cells[:-1])
        + f'<td class="d-number">{cells[-1]}</td></tr>'
    )


def _show_table(head: Iterable[str], lines: Iterable[str]) -> None:
    *names, number = head
    heads = (
        "".join(f"<th>{escape(name)}</th>" for name in names) + f'<th class="d-number">{escape(number)}</th>'
    )
    show(
        f'<div class="d"><table class="d-table d-held"><thead><tr>{heads}</tr>'
        f"</thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


def show_company(view: View, library: Library, kinds: Iterable[str]) -> None:
    """With whom and what it is named: each name leads to its dossier, each number to its rows."""
    nothing = []
    for kind in kinds:
        frame = ask(list_neighbours, library, keep(view, "together"), kind, limit=8)
        if len(frame):
            show_head(
                KIND_NAMES[kind], f"{WHERE[view.unit]}; a name opens its dossier, a number its sentences"
            )
            show_neighbours(view, frame)
        else:
            nothing.append(KIND_NAMES[kind].lower())
    if nothing:
        show_note(f"No {' and no '.join(nothing)} {WHERE[view.unit]}.")


def show_coverage(view: View, library: Library) -> None:
    """How often it is named in each period, or named with what is selected besides; a bar opens its rows."""
    view = fit_view(view, library)
    frame = ask(list_timeline, library, keep(view, "timeline"))
    told = (
        f"Click a bar to read what is behind it. Shaded stretches have no article at all.{say_length(view)}"
    )
    if not show_periods_head(
        view, "selection_period", "Over time", frame, told, "None of its articles has a date."
    ):
        return
    figure, rows = draw_timeline(
        frame, dark=is_dark(), period=view.period, counted_in=view.counted_in, opened=view.opened
    )
    figure.update_layout(height=170)

    def click(point: Any) -> None:
        span = find_period(pd.Timestamp(rows["period"].iloc[point["point_index"]]).date(), view.period)
        write_view(change(view, opened=span, reason=Reason()))

    show_plotly(
        figure,
        "selection_time",
        f"{COUNTED_NAMES[view.counted_in]} that name the selection, in each period",
        click,
    )


def show_opened(view: View, library: Library) -> None:
    """The rows of what is opened: an office, route, pair, period or all that names it, the latest first."""
    asked = find_question(view)
    learnt = ask(find_learnt_spell, library, asked)
    asked = asked if learnt else replace(asked, learnt=None)
    number: int = ask(count_rows, library, asked)
    label, articles = find_label(library, view.selection[0]), count(number, "article")
    if office := asked.stated:
        show_head(
            f"{label}: an office stated in {articles}",
            ", ".join(part for part in (office.role, office.country, office.body) if part),
        )
    elif learnt:
        show_head(
            f"{label}: an office learnt from {articles} of the whole library",
            f"{learnt['office']}, {_write_days(learnt)}",
        )
    else:
        _show_head(view, library, number, asked)
    if number:
        show_evidence(view, library, number, asked)


def _show_head(view: View, library: Library, number: int, asked: Question) -> None:
    """The head of what is opened where it is no office, with the way back to all that names it."""
    named = f"named {WHERE[view.unit]}" if len(view.selection) == 2 else "named"
    why = ROUTE_WORDS[view.reason.route] if asked.filter != view.filter else named
    latest = ", the latest sentences first" if view.order == "newest" else ""
    when = f", {write_span(*view.opened)}" if view.opened else latest
    left, right = st.columns([8, 1])
    with left:
        show_head(
            [find_label(library, item) for item in view.selection],
            f"{why} in {count_in(number, view.counted_in)}{when}",
        )
    if view.opened or len(view.selection) == 2 or view.reason != Reason():
        back = change(view, opened=None, selection=view.selection[:1], reason=Reason())
        right.button(
            "",
            icon=":material/close:",
            help="Back to all of it",
            key="close",
            on_click=lambda: write_view(back),
        )
