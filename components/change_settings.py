"""What the page What changed asks for: what pairs, tested from how many, counted in what, and the periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from components.pair_choices import choose_counted, choose_unit
from components.picker import Picker, pick_names
from components.view_state import change, write_view
from components.words import COUNTED_NAMES, KIND_NAMES, PERIOD_NAMES
from dragoman.analysis.changes import COVERED, Days
from dragoman.analysis.coverage import COMPARED, ENOUGH
from dragoman.analysis.filter_options import Options
from dragoman.analysis.timeline import find_period, find_whole
from dragoman.model import Changes, View

OFFICIALS = "official"  # people who hold or held office, as an end of pairs to choose
ENDS = {OFFICIALS: "Officials", **KIND_NAMES}
FITTED = (
    "The last whole month, quarter or year against the one before it. Auto: the last of which each of "
    f"the two has {ENOUGH} articles; where none has, the later half of all articles against the earlier "
    f"half. By a length that you choose: with {COVERED} articles in each, as far as there are."
)


def take_spans(view: View, spans: tuple[Days | None, Days | None]) -> Changes:
    """What the view asks of the page, with other periods; None for those that fit the coverage."""
    return replace(view.changes, window=spans[0], baseline=spans[1])


def list_years(options: Options) -> list[int]:
    """The years of the coverage that have one before them, the latest first."""
    if options.first is None:
        return []
    return list(range(options.last.year, max(options.first.year, date.min.year + 1) - 1, -1))


def choose_settings(view: View, spans: tuple[Days, Days] | None, years: Sequence[int]) -> None:
    """The page's own settings: what pairs, tested from how many, counted in what, and the two periods.

    `years`: those to choose from, the latest first.
    """

    def read() -> None:
        state = st.session_state
        ends = (state["changes_first"], state["changes_second"])
        kinds = tuple("person" if end == OFFICIALS else end for end in ends)
        fixed = view.changes.fixed
        if fixed and fixed.partition(":")[0] not in kinds:  # an end that is chosen anew is the one to look at
            fixed = ""
        settings: dict[str, Any] = {
            "kinds": kinds,
            "filter": replace(view.filter, officials_only=OFFICIALS in ends),
            "unit": state["changes_unit"],
            "counted_in": state["changes_counted"],
            "changes": replace(view.changes, fixed=fixed, smallest=state["changes_smallest"]),
        }
        write_view(change(view, **settings, selection=(), side=0))

    def read_period() -> None:
        chosen = st.session_state["changes_period"] or ""
        write_view(change(view, period=chosen, changes=take_spans(view, (None, None)), selection=(), side=0))

    officials = view.filter.officials_only and "person" in view.kinds
    ends = [OFFICIALS if kind == "person" and officials else kind for kind in view.kinds]
    st.session_state["changes_first"], st.session_state["changes_second"] = ends
    st.session_state["changes_smallest"] = view.changes.smallest
    period = view.period if view.period in COMPARED else ""
    period = None if view.changes.window or view.changes.baseline else period
    st.session_state["changes_period"] = period
    fitted = f"Auto: {(spans and find_whole(spans[0])) or 'halves'}" if period == "" else "Auto"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="settings"):
        for label, key in (("Pairs of", "changes_first"), ("with", "changes_second")):
            st.selectbox(label, list(ENDS), format_func=ENDS.get, key=key, on_change=read, width=150)
        _choose_fixed(view)
        st.number_input(
            "tested from", min_value=1, max_value=100_000, step=1, key="changes_smallest", on_change=read,
            width=110, help=f"{COUNTED_NAMES[view.counted_in]} of both periods together. Fewer say little.",
        )  # fmt: skip
        choose_unit(view.unit, "changes_unit", read)
        choose_counted(view.counted_in, "changes_counted", read)
        st.segmented_control(
            "Periods", ["", *COMPARED], format_func={**PERIOD_NAMES, "": fitted}.get, key="changes_period",
            on_change=read_period, help=FITTED,
        )  # fmt: skip
        _choose_year(view, spans, years)
        with st.popover("Other periods"):
            _choose_days(view, spans)


def _choose_fixed(view: View) -> None:
    """The one name that all pairs are of, if any: "officials with Iran"."""

    def write(chosen: tuple[str, ...]) -> None:
        changes = replace(view.changes, fixed="".join(chosen[:1]))
        write_view(change(view, changes=changes, selection=(), side=0))

    kinds, fixed = tuple(dict.fromkeys(view.kinds)), view.changes.fixed
    told = "One end of all pairs: Iran, say, for whoever is named with Iran."
    with st.container(width=190, key="fixed"):
        pick_names(
            Picker("only of", "changes_fixed", kinds, "Anybody", told, most=1),
            (fixed,) if fixed else (),
            write,
        )


def _choose_year(view: View, spans: tuple[Days, Days] | None, years: Sequence[int]) -> None:
    """A year against the one before it, by its number."""

    def read() -> None:
        year = st.session_state["changes_year"]
        days = (
            [find_period(date(number, 1, 1), "year") for number in (year, year - 1)] if year else [None] * 2
        )
        write_view(change(view, changes=take_spans(view, (days[0], days[1])), selection=(), side=0))

    shown = [find_period(date(year, 1, 1), "year") for year in years]
    whole = [days for days in shown if spans == (days, find_period(date(days[0].year - 1, 1, 1), "year"))]
    st.session_state["changes_year"] = whole[0][0].year if whole else None
    st.selectbox(
        "or the year", years, key="changes_year", on_change=read, placeholder="any", width=110,
        help="A year against the one before it.",
    )  # fmt: skip


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
