"""What the page What changed draws: the two periods, the pairs that differ, and the rows of a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.charts import show_plotly
from components.evidence import show_evidence
from components.library import ask, find_label
from components.lists import show_head, show_note, write_names
from components.pair_choices import choose_counted, choose_unit
from components.safe_text import escape, show
from components.style import is_dark
from components.view_state import change, link_pair, make_link, write_view
from components.words import COUNTED_NAMES, KIND_NAMES, PERIOD_NAMES, count, count_in
from dragoman.analysis.changes import COVERED, SMALLEST, Days
from dragoman.analysis.coverage import COMPARED, ENOUGH, find_halves
from dragoman.analysis.library import Library
from dragoman.analysis.timeline import find_whole
from dragoman.figures.changes import draw_changes, list_sure, write_times
from dragoman.figures.clicks import find_change
from dragoman.figures.words import write_stretch
from dragoman.model import KINDS, Changes, View
from dragoman.questions.evidence import count_by_outlet, count_rows
from dragoman.questions.question import Question, complete_changes, drop_dates, find_question

CHANGES = {"": "All", "new": "New", "stronger": "Stronger", "weaker": "Weaker", "gone": "Gone"}
WORDS = {"new": "new", "stronger": "stronger", "weaker": "weaker", "gone": "gone", "steady": "no sure change"}
SIDES = (("count", "total", "share", "one"), ("count_before", "total_before", "share_before", "two"))
LISTED = 30
OUTLETS = 12  # named beside a number
FITTED = (
    "The last whole month, quarter or year against the one before it. Auto: the shortest of which each of "
    f"the two has {ENOUGH} articles; where none has, the later half of all articles against the earlier "
    f"half. By a length that you choose: with {COVERED} articles in each, as far as there are."
)
EXPLAINED = f"""
For each pair, its **share** is how many of a period's articles name both, \
out of all articles of that period that pass the filter: a period
with more coverage is not at an advantage. **Times** is the one share divided by the other, \
with the interval that it lies in with 95 %
confidence.

A pair is listed only where so large a difference would hardly come about by chance \
(an exact test of the two counts, mid-p). Since many
pairs are looked at, the list as a whole is held to this: \
**of the pairs in it, no more than one in ten is expected to be chance**
(Benjamini and Hochberg's method, 10 %). \
Pairs named in fewer than {SMALLEST} articles in both periods together are too few to say anything
about, and are not tested. Counted in outlets, an outlet that writes in both periods counts in both.
"""


def find_spans(view: View, library: Library) -> tuple[Days, Days] | None:
    """The period and the baseline: those of the view, else those that its coverage can bear.

    None where there are no two.
    """
    asked = View("changes", view.filter, period=view.period, changes=replace(view.changes, kind=""))
    found = ask(complete_changes, library, asked).changes
    return (found.window, found.baseline) if found.window and found.baseline else None


def take_spans(view: View, spans: tuple[Days | None, Days | None]) -> Changes:
    """What the view asks of the page, with other periods; None for those that fit the coverage."""
    return replace(view.changes, window=spans[0], baseline=spans[1])


def choose_settings(view: View, spans: tuple[Days, Days] | None) -> None:
    """The page's own settings: what pairs, counted in what, and the two periods."""

    def read() -> None:
        state = st.session_state
        kinds = (state["changes_first"], state["changes_second"])
        settings: dict[str, Any] = {
            "kinds": kinds,
            "unit": state["changes_unit"],
            "counted_in": state["changes_counted"],
        }
        write_view(change(view, **settings, selection=(), side=0))

    def read_period() -> None:
        chosen = st.session_state["changes_period"] or ""
        write_view(change(view, period=chosen, changes=take_spans(view, (None, None)), selection=(), side=0))

    st.session_state["changes_first"], st.session_state["changes_second"] = view.kinds
    period = view.period if view.period in COMPARED else ""
    period = None if view.changes.window or view.changes.baseline else period
    st.session_state["changes_period"] = period
    fitted = f"Auto: {(spans and find_whole(spans[0])) or 'halves'}" if period == "" else "Auto"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="settings"):
        st.selectbox(
            "Pairs of", KINDS, format_func=KIND_NAMES.get, key="changes_first", on_change=read, width=150
        )
        st.selectbox(
            "with", KINDS, format_func=KIND_NAMES.get, key="changes_second", on_change=read, width=150
        )
        choose_unit(view.unit, "changes_unit", read)
        choose_counted(view.counted_in, "changes_counted", read)
        st.segmented_control(
            "Periods", ["", *COMPARED], format_func={**PERIOD_NAMES, "": fitted}.get, key="changes_period",
            on_change=read_period, help=FITTED,
        )  # fmt: skip
        with st.popover("Other periods"):
            _choose_days(view, spans)


def _choose_days(view: View, spans: tuple[Days, Days] | None) -> None:
    """Any two periods, by their first and last days."""

    def read() -> None:
        chosen = [st.session_state[f"changes_{name}"] for name in ("window", "baseline")]
        days = [
            tuple(value) if isinstance(value, tuple | list) and len(value) == 2 else None for value in chosen
        ]
        if all(days):
            write_view(change(view, changes=take_spans(view, (days[0], days[1])), selection=(), side=0))

    for place, (name, label) in enumerate((("window", "The period"), ("baseline", "compared with"))):
        st.session_state[f"changes_{name}"] = spans[place] if spans else ()
        st.date_input(
            label,
            min_value=date(1900, 1, 1),
            max_value=date(2100, 12, 31),
            format="YYYY-MM-DD",
            key=f"changes_{name}",
            on_change=read,
        )


def show_changes(view: View, library: Library, frame: pd.DataFrame, spans: tuple[Days, Days]) -> None:
    """The pairs that changed, the surest first, each number opening its rows."""
    sure = list_sure(frame)
    kind = view.changes.kind
    numbers = {word: int((sure["change"] == word).sum()) for word in CHANGES if word} | {"": len(sure)}

    def read() -> None:
        write_view(
            change(
                view,
                changes=replace(view.changes, kind=st.session_state["changes_list"]),
                selection=(),
                side=0,
            )
        )

    st.session_state["changes_list"] = kind
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            "List", list(CHANGES), format_func=lambda word: f"{CHANGES[word]} ({numbers[word]:,})",
            key="changes_list", required=True, on_change=read, label_visibility="collapsed",
        )  # fmt: skip
        with st.popover("What do the numbers mean?"):
            st.markdown(EXPLAINED)
    few = int(frame.attrs["few"])
    note = (
        f"{count(len(frame), 'pair')} tested; {count(few, 'pair')} named "
        f"in fewer than {SMALLEST} {COUNTED_NAMES[view.counted_in].lower()} "
    )
    shown = list_sure(frame, kind)
    how = (
        " A line goes from the share before to the share now, what grew most on top; bars are 95 % "
        "intervals. The table begins with the surest. Click a line or a number to read it."
    )
    show_note(f"{note}are too few to say.{how if len(shown) else ''}")
    if len(shown):
        _draw(view, shown, spans)
        _write_table(view, shown.head(LISTED), spans)
    elif len(sure):
        show_note("None of these.")
    else:
        _say_nothing(view, library, frame, spans)
    if len(shown) > LISTED:
        show_note(f"The {LISTED} surest of {len(shown):,} are listed. The table below holds all.")
    _show_numbers(frame)


def _draw(view: View, shown: pd.DataFrame, spans: tuple[Days, Days]) -> None:
    """The surest as a chart; a click on a line opens its rows."""
    figure, rows = draw_changes(
        shown, *spans, is_dark(), counted_in=view.counted_in, selection=view.selection
    )

    def click(point: Any) -> None:
        if found := find_change(point):
            write_view(change(view, selection=found[0], side=found[1]))

    told = (
        f"Share of the coverage before and now of the {count(len(rows), 'surest pair')}; "
        "the table below says the same"
    )
    show_plotly(figure, "changes_chart", told, click)


def _say_nothing(view: View, library: Library, frame: pd.DataFrame, spans: tuple[Days, Days]) -> None:
    """That nothing can be said, why, and what more could be asked."""
    if len(frame):
        show_note(
            "None of them has changed by more than chance would do. "
            "With more articles, smaller changes can be told from chance."
        )
    else:
        show_note(
            "So nothing can be said of these periods: "
            "too few articles name a pair. Longer periods or a wider unit have more."
        )
    halves = ask(find_halves, library, drop_dates(view.filter))
    with st.container(horizontal=True, gap="small"):
        if view.unit != "article":
            wider = change(view, unit="article", selection=(), side=0)
            st.button("Count pairs in the whole article", key="wider", on_click=write_view, args=(wider,))
        if halves and halves != spans:
            whole = change(view, changes=take_spans(view, halves), selection=(), side=0)
            label = "Compare the later half of all articles with the earlier half"
            st.button(label, key="halves", on_click=write_view, args=(whole,))


def _write_table(view: View, rows: pd.DataFrame, spans: tuple[Days, Days]) -> None:
    most = max(rows["share"].max(), rows["share_before"].max()) or 1
    heads = "".join(
        f'<th><span class="d-dot {side[3]}"></span>{write_stretch(span)}</th>'
        for side, span in zip(SIDES, spans, strict=True)
    )
    lines = []
    for row in rows.to_dict("records"):
        cells = "".join(_write_cell(view, row, number, most) for number in (1, 2))
        times = f'<small class="d-quiet">{write_times(row)}</small>'
        names = write_names((row["a_label"], row["b_label"]), (row["a"], row["b"]), view)
        lines.append(f"<tr><td>{names}</td>{cells}<td><b>{row['change']}</b> {times}</td></tr>")
    show(
        '<div class="d"><table class="d-table d-sides d-changed">'
        f"<thead><tr><th>Pair</th>{heads}<th>Change</th></tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _write_cell(view: View, row: Any, number: int, most: float) -> str:
    name, all_name, share_name, word = SIDES[number - 1]
    found, total, share = int(row[name]), int(row[all_name]), row[share_name]
    text = f"{found:,} <span class='d-quiet'>({share:.1%})</span>"
    bar = (
        '<span class="d-track">'
        f'<span class="d-fill {word}" style="width:{100 * share / most:.1f}%"></span></span>'
    )
    href = make_link(replace(view, side=number, selection=(row["a"], row["b"]), number=1))
    tip = escape(f"{count_in(found, view.counted_in)} of {total:,}")
    return f'<td>{f"""<a href="{escape(href)}" title="{tip}">{text}</a>""" if found else text}{bar}</td>'


def _show_numbers(frame: pd.DataFrame) -> None:
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    with st.expander("The numbers behind this list"):
        table = frame.assign(
            change=frame["change"].map(WORDS), share=100 * frame["share"],
            share_before=100 * frame["share_before"], ratio=frame["ratio"].where(frame["count_before"] > 0),
        )  # fmt: skip
        st.dataframe(
            table, hide_index=True, height=300,
            column_order=[
                "a_label", "b_label", "change", "count", "share", "count_before", "share_before", "ratio",
                "low", "high", "p", "q",
            ],
            column_config={
                "a_label": text("One"), "b_label": text("Other"), "change": text("Change"),
                "count": number("Count", format="localized"), "share": number("Share", format="%.1f%%"),
                "count_before": number("Before", format="localized"),
                "share_before": number("Share before", format="%.1f%%"),
                "ratio": number("Times", format="%.2f"), "low": number("from", format="%.2f"),
                "high": number("to", format="%.2f"),
                "p": number(
                    "By chance", format="%.4f",
                    help="How likely so uneven a split is by chance alone: the test's mid-p value.",
                ),
                "q": number(
                    "False share", format="%.4f",
                    help="The rate of false discoveries of a list that ends with this line.",
                ),
            },
        )  # fmt: skip


def show_opened(view: View, library: Library, spans: tuple[Days, Days]) -> None:
    """The rows of the number that is open."""
    asked, span = find_question(replace(view, changes=take_spans(view, spans))), spans[view.side - 1]
    number = ask(count_rows, library, asked)
    left, right = st.columns([8, 1])
    with left:
        show_head(
            [find_label(library, item) for item in view.selection],
            f"{write_stretch(span)}: {count_in(number, view.counted_in)}",
        )
    right.button(
        "",
        icon=":material/close:",
        help="Close",
        key="close",
        on_click=lambda: write_view(change(view, side=0, selection=())),
    )
    _show_outlets(view, ask(count_by_outlet, library, asked), asked, span)
    show_evidence(view, library, number, asked)


def _show_outlets(view: View, frame: pd.DataFrame, asked: Question, span: Days) -> None:
    """The outlets that make a number so, each with its articles."""
    chips = []
    for row in frame.head(OUTLETS).to_dict("records"):
        narrow = replace(asked.filter, outlets=(row["outlet"],), start=span[0], end=span[1])
        href = link_pair(replace(view, filter=narrow, counted_in="article", side=0), view.selection)
        name = escape(row["outlet"] or "no outlet")
        chips.append(
            f'<a class="d-chip" href="{escape(href)}"><bdi>{name}</bdi>: {count(row["count"], "article")}</a>'
        )
    rest = (
        f'<span class="d-note">and {count(len(frame) - OUTLETS, "outlet")} more</span>'
        if len(frame) > OUTLETS
        else ""
    )
    show(f'<div class="d d-chips">{"".join(chips)}{rest}</div>')
