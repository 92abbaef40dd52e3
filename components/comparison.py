"""What the page Compare draws: two sides, both over time, whom and what each names, the rows of a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from components.charts import show_brushable, show_periods_head
from components.coverage import say_length
from components.evidence import show_evidence
from components.library import ask, find_label
from components.lists import show_head, show_note, write_names
from components.pair_choices import choose_counted
from components.picker import Picker, pick_names
from components.safe_text import escape, show
from components.style import is_dark
from components.view_state import add_entities, change, make_link, write_view
from components.words import COUNTED_NAMES, KIND_NAMES, PERIOD_NAMES, UNIT_NAMES, count_in, shorten
from dragoman.analysis.filter_options import Options
from dragoman.analysis.library import Library
from dragoman.analysis.timeline import find_period
from dragoman.figures.palette import find_side_colour
from dragoman.figures.timeline import draw_timeline
from dragoman.figures.words import write_span, write_stretch
from dragoman.model import KINDS, Filter, View
from dragoman.questions.evidence import count_rows
from dragoman.questions.question import find_question
from dragoman.questions.rows import keep, list_sides, list_timeline

Sides = tuple[Filter, Filter]

COMPARED = {"name": "Two names", "period": "Two periods", "outlet": "Two sets of outlets"}
LISTS = {**KIND_NAMES, "pair": "Pairs"}
WORDS = ("one", "two")
LISTED = 24
PERIODS = ("week", "month", "quarter", "year")
EXPLAINED = """
Each line says in how many articles of each side a name stands, \
and what **share** of that side's articles this is, so a side with
fewer articles is not at a disadvantage. \
The **difference** is the share of the first side less that of the second, in percentage points.

Behind it stands the **95 % interval** of the difference (Newcombe's method): \
where it does not reach 0, the difference is printed in bold.
Of some twenty lines in which nothing differs, one will be bold by chance: \
look for patterns, not for a single line. An article that belongs
to both sides counts on both.
"""


def find_sides(view: View, options: Options) -> Sides:
    """The two sides of a view, each with only what is compared; the most frequent where a side is silent."""
    sides = tuple(_take(side, view.compared) for side in view.sides)
    chosen = [side if side != Filter() else None for side in sides]
    suggested = _suggest(view, options, [side for side in chosen if side])
    one, two = (side or suggested.pop(0) for side in chosen)
    return one, two


def _take(side: Filter, compared: str) -> Filter:
    if compared == "period":
        return Filter(start=side.start, end=side.end)
    if compared == "outlet":
        return Filter(outlets=side.outlets)
    return add_entities(Filter(), side.entities[:1])


def _suggest(view: View, options: Options, taken: list[Filter]) -> list[Filter]:
    """Two sides that are not taken, for a page that shows something before anything is chosen."""
    if view.compared == "period":
        if options.first is None:
            return [Filter(), Filter()]
        middle = options.first + (options.last - options.first) // 2
        offered = [
            Filter(start=options.first, end=middle),
            Filter(start=min(middle + timedelta(days=1), options.last), end=options.last),
        ]
    elif view.compared == "outlet":
        offered = [Filter(outlets=(name,)) for name in options.outlets["id"].head(4)]
    else:
        asked = view.filter.entities
        names = [
            name
            for frame in (options.countries, options.people)
            for name in frame["id"].head(6)
            if name not in asked
        ]
        offered = [add_entities(Filter(), (name,)) for name in names]
    return [side for side in offered if side not in taken] + [Filter(), Filter()]


def name_side(side: Filter, library: Library) -> str:
    """What a side is called."""
    if side.entities:
        return find_label(library, side.entities[0])
    if side.outlets:
        return shorten(", ".join(side.outlets), 60)
    if side.start or side.end:
        return (
            write_span(side.start or date.min, side.end or date.max)
            if side.start and side.end
            else _name_open(side)
        )
    return "Everything"


def _name_open(side: Filter) -> str:
    return f"from {side.start.isoformat()}" if side.start else f"until {side.end.isoformat()}"


def choose_sides(view: View) -> None:
    """What is compared, both sides, and what is counted."""

    def read() -> None:
        state = st.session_state
        compared = state["compare_what"]
        settings: dict[str, Any] = {"compared": compared, "counted_in": state["compare_counted"]}
        if compared == view.compared == "period":
            settings["sides"] = tuple(_read_days(number) for number in (1, 2))
        write_view(change(view, **settings, side=0, selection=(), opened=None))

    st.session_state["compare_what"] = view.compared
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="settings"):
        st.segmented_control(
            "Compare",
            list(COMPARED),
            format_func=COMPARED.get,
            key="compare_what",
            required=True,
            on_change=read,
        )
        choose_counted(view.counted_in, "compare_counted", read)
    for number, column in enumerate(st.columns(2), start=1):
        with column:
            _choose_side(view, number, read)


def _choose_side(view: View, number: int, read: Callable[[], None]) -> None:
    """The widgets of one side."""
    title, key = ("First side", "Second side")[number - 1], f"compare_{view.compared}_{number}"
    side = view.sides[number - 1]
    if view.compared == "period":
        with st.container(horizontal=True, gap="small"):  # where there is little room, one below the other
            for field, label in (("start", "from"), ("end", "to")):
                st.session_state[f"{key}_{field}"] = getattr(side, field)
                st.date_input(
                    f"{title}, {label}", min_value=date(1900, 1, 1), max_value=date(2100, 12, 31),
                    format="YYYY-MM-DD", key=f"{key}_{field}", on_change=read, width=170,
                )  # fmt: skip
        return

    def write(chosen: tuple[str, ...]) -> None:
        made = Filter(outlets=chosen) if view.compared == "outlet" else add_entities(Filter(), chosen)
        sides = (made, view.sides[1]) if number == 1 else (view.sides[0], made)
        write_view(change(view, sides=sides, side=0, selection=(), opened=None))

    if view.compared == "outlet":
        pick_names(Picker(title, key, ("outlet",), "The largest outlet"), side.outlets, write)
    else:
        pick_names(Picker(title, key, KINDS, "The most frequent", most=1), side.entities[:1], write)


def _read_days(number: int) -> Filter:
    state, key = st.session_state, f"compare_period_{number}"
    return Filter(start=state[f"{key}_start"], end=state[f"{key}_end"])


def show_totals(view: View, names: tuple[str, str], totals: tuple[int, int]) -> None:
    """How much each side has, each number opening its rows."""
    items = []
    for number, (word, name, total) in enumerate(zip(WORDS, names, totals, strict=True), start=1):
        href = make_link(replace(view, side=number, selection=(), opened=None, number=1))
        amount, _, counted = count_in(total, view.counted_in).partition(" ")
        items.append(
            f'<a class="d-figure" href="{escape(href)}">'
            f'<b>{escape(amount)}</b><span><span class="d-dot {word}"></span>'
            f"{escape(counted)}: <bdi>{escape(name)}</bdi></span></a>"
        )
    show(f'<div class="d d-figures">{"".join(items)}</div>')


def show_over_time(view: View, library: Library, names: tuple[str, str]) -> None:
    """Both sides over time on one scale."""
    frame = ask(list_timeline, library, keep(view, "timeline"))
    told = f"Click a point to read what is behind it, or switch on drawing over a stretch.{say_length(view)}"
    if not show_periods_head(
        view, "compare_period", "Both over time", frame, told, "Nothing has a date.", PERIODS
    ):
        return
    labels = dict(zip(WORDS, names, strict=True))
    colours = {word: find_side_colour(number, is_dark()) for number, word in enumerate(WORDS, start=1)}
    figure, rows = draw_timeline(
        frame.assign(label=frame["id"].map(labels)), is_dark(), period=view.period,
        share=view.compared == "name", counted_in=view.counted_in, opened=view.opened, colours=colours,
        colour=colours[str(frame["id"].iloc[0])],
    )  # fmt: skip
    show_brushable(
        figure,
        "compare_time",
        f"{names[0]} and {names[1]} in each {PERIOD_NAMES[view.period].lower()}; "
        "the table below says the same",
        lambda points: write_view(open_points(view, points)),
    )
    with st.expander("The numbers behind this chart"):
        number, text = st.column_config.NumberColumn, st.column_config.TextColumn
        table = rows.assign(
            period=rows["period"].dt.strftime("%Y-%m-%d"),
            **{key: 100 * rows[key] for key in ("share", "low", "high")},
        )
        st.dataframe(
            table, hide_index=True, height=260,
            column_order=["period", "label", "count", "coverage", "share", "low", "high"],
            column_config={
                "period": text("Begins"), "label": text("Side"),
                "count": number(COUNTED_NAMES[view.counted_in], format="localized"),
                "coverage": number("All coverage", format="localized"),
                "share": number("Share", format="%.1f%%"), "low": number("from", format="%.1f%%"),
                "high": number("to", format="%.1f%%"),
            },
        )  # fmt: skip


def open_points(view: View, points: tuple[tuple[str, date], ...]) -> View:
    """The view with the rows of a clicked point open, or of a side's brushed stretch: the first point's."""
    sided = [(WORDS.index(word) + 1, day) for word, day in points if word in WORDS]
    if not sided:
        return replace(view, side=0, opened=None, selection=(), number=1)
    side = sided[0][0]
    days = sorted(day for number, day in sided if number == side)
    span = (find_period(days[0], view.period)[0], find_period(days[-1], view.period)[1])
    return replace(view, side=side, opened=span, selection=(), number=1)


def show_list(view: View, library: Library, names: tuple[str, str]) -> None:
    """Who or what differs most between the sides; each number opens its rows."""
    kind = view.listed if view.listed in LISTS else "person"

    def read() -> None:
        write_view(
            change(
                view,
                listed=st.session_state["compare_list"],
                unit=st.session_state.get("compare_unit", view.unit),
                side=0,
                selection=(),
            )
        )

    st.session_state["compare_list"], st.session_state["compare_unit"] = kind, view.unit
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            "List",
            list(LISTS),
            format_func=LISTS.get,
            key="compare_list",
            required=True,
            on_change=read,
            label_visibility="collapsed",
        )
        if kind == "pair":
            st.segmented_control(
                "in the same", list(UNIT_NAMES), format_func=UNIT_NAMES.get, key="compare_unit",
                required=True, on_change=read, label_visibility="collapsed",
            )  # fmt: skip
        with st.popover("What do the numbers mean?"):
            st.markdown(EXPLAINED)
    frame = ask(list_sides, library, keep(view, "sides"), limit=LISTED)
    if kind == "pair":
        frame = frame.assign(
            ids=list(zip(frame["a"], frame["b"], strict=True)),
            labels=list(zip(frame["a_label"], frame["b_label"], strict=True)),
        )
        show_head(
            "Pairs that differ most",
            f"a person and a country in the same {UNIT_NAMES[view.unit].lower()}, by share of each side",
        )
    else:
        frame = frame.assign(
            ids=[(name,) for name in frame["id"]], labels=[(label,) for label in frame["label"]]
        )
        show_head(
            f"{LISTS[kind]} that differ most",
            "by share of each side; those of the first side on top, of the second below",
        )
    if not len(frame):
        show_note("Neither side names any.")
        return
    _write_table(view, frame, names)


def _write_table(view: View, frame: pd.DataFrame, names: tuple[str, str]) -> None:
    most = max(frame["share_one"].max(), frame["share_two"].max()) or 1
    heads = "".join(
        f'<th><span class="d-dot {word}"></span><bdi>{escape(shorten(name, 28))}</bdi></th>'
        for word, name in zip(WORDS, names, strict=True)
    )
    lines = []
    for row in frame.to_dict("records"):
        cells = "".join(
            _write_cell(view, row, number, word, most) for number, word in enumerate(WORDS, start=1)
        )
        lines.append(
            f"<tr><td>{write_names(row['labels'], row['ids'], view)}</td>{cells}{_write_difference(row)}</tr>"
        )
    show(
        '<div class="d"><table class="d-table d-sides"><thead><tr>'
        f'<th>Name</th>{heads}<th class="d-number">Difference in percentage points</th></tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _write_cell(view: View, row: Any, number: int, word: str, most: float) -> str:
    count, share = int(row[f"count_{word}"]), row[f"share_{word}"]
    if share != share:
        return "<td>no articles</td>"
    href = make_link(replace(view, side=number, selection=row["ids"], opened=None, number=1))
    bar = (
        '<span class="d-track">'
        f'<span class="d-fill {word}" style="width:{100 * share / most:.1f}%"></span></span>'
    )
    text = f"{count:,} <span class='d-quiet'>({share:.1%})</span>"
    tip = escape(f"{count_in(count, view.counted_in)} of {int(row[f'total_{word}']):,}")
    return f'<td>{f"""<a href="{escape(href)}" title="{tip}">{text}</a>""" if count else text}{bar}</td>'


def _write_difference(row: Any) -> str:
    difference, low, high = (100 * row[name] for name in ("difference", "low", "high"))
    if difference != difference:
        return '<td class="d-number"></td>'
    sure = ' class="d-sure"' if low > 0 or high < 0 else ""
    interval = f'<small class="d-quiet">{low:+.1f} to {high:+.1f}</small>'
    return f'<td class="d-number"><span{sure}>{difference:+.1f} points</span> {interval}</td>'


def show_opened(view: View, library: Library, names: tuple[str, str]) -> None:
    """The rows of the number that is open."""
    asked = find_question(view)
    number = ask(count_rows, library, asked)
    labels = [find_label(library, item) for item in view.selection]
    when = f", {write_stretch(view.opened)}" if view.opened else ""
    left, right = st.columns([8, 1])
    with left:
        show_head(
            labels or [names[view.side - 1]],
            f"{names[view.side - 1]}{when}: {count_in(number, view.counted_in)}",
        )
    right.button(
        "",
        icon=":material/close:",
        help="Close",
        key="close",
        on_click=lambda: write_view(open_points(view, ())),
    )
    show_evidence(view, library, number, asked)
