"""What the Connections page asks for: kinds of pairs, unit, measure with its explanation, around whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from components.lists import show_note
from components.pair_choices import choose_counted, choose_unit
from components.picker import Picker, pick_names
from components.view_state import change, write_view
from components.words import COUNTED_WORDS, KIND_NAMES, WHERE, count
from dragoman.analysis.measures import SMALLEST_COUNT
from dragoman.figures.measures import MEASURE_NAMES
from dragoman.model import KINDS, Kind, Network, View

STEPS = {1: "1 step", 2: "2 steps"}


@dataclass(frozen=True, slots=True)
class Preset:
    """Pairs that are worth one click."""

    name: str
    kinds: tuple[Kind, Kind]
    officials_only: bool = False
    rolled_up: bool = False


PRESETS = (
    Preset("Officials with countries", ("person", "country"), officials_only=True),
    Preset("Countries with countries", ("country", "country")),
    Preset("Officials as countries", ("country", "country"), rolled_up=True),
    Preset("People with people", ("person", "person")),
    Preset("People with topics", ("person", "topic")),
    Preset("Countries with topics", ("country", "topic")),
    Preset("Countries with organizations", ("country", "organization")),
)


def describe_settings(view: View, number: int, articles: int, around: str = "", aside: int = 0) -> str:
    """What the page counts, as a sentence; `around` is the label of the name whose neighbours are counted,
    `aside` how many pairs of people with their own country are left out."""
    first, second = (KIND_NAMES[kind].lower() for kind in view.kinds)
    whom = f"{first} and {second}" if first != second else f"two {first}"
    near = f", within {count(view.network.steps, 'step')} of {around}" if around else ""
    own = f" {count(aside, 'pair')} with their own country stand aside." if aside else ""
    return (
        f"{count(number, 'pair')} of {whom} named {WHERE[view.unit]}{near}, in {count(articles, 'article')}."
        f"{own}"
    )


def choose_preset(view: View) -> None:
    """Useful kinds of pairs, one click each."""

    def read() -> None:
        preset = next((preset for preset in PRESETS if preset.name == st.session_state["pairs_preset"]), None)
        if preset:
            write_view(use_preset(view, preset))

    here = next(
        (preset.name for preset in PRESETS if use_preset(view, preset) == change(view, selection=())), None
    )
    st.session_state["pairs_preset"] = here
    names = [preset.name for preset in PRESETS]
    st.pills("Useful pairs", names, key="pairs_preset", on_change=read, label_visibility="collapsed")


def use_preset(view: View, preset: Preset) -> View:
    """The view with the pairs of a preset, and all else as it was."""
    filter = replace(view.filter, officials_only=preset.officials_only, rolled_up=preset.rolled_up)
    return change(
        view, kinds=preset.kinds, filter=filter, network=_keep_centre(view, preset.kinds), selection=()
    )


def _keep_centre(view: View, kinds: tuple[Kind, Kind]) -> Network:
    """The network of the view, around its name only where that is of one of the kinds."""
    around = view.network.around
    return replace(view.network, around=around if around.partition(":")[0] in kinds else "")


def choose_settings(view: View) -> None:
    """The page's own settings in one row, and what the measure means below them."""

    def read() -> None:
        state = st.session_state
        kinds = (state["pairs_first"], state["pairs_second"])
        settings: dict[str, Any] = {
            "kinds": kinds,
            "unit": state["pairs_unit"],
            "counted_in": state["pairs_counted"],
            "minimum": state["pairs_minimum"],
            "measure": state["pairs_measure"],
            "network": _keep_centre(view, kinds),
        }
        write_view(change(view, **settings, selection=view.selection if kinds == view.kinds else ()))

    values = {
        "first": view.kinds[0],
        "second": view.kinds[1],
        "minimum": max(view.minimum, 1),
        "measure": view.measure,
    }
    for name, value in values.items():
        st.session_state[f"pairs_{name}"] = value
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="settings"):
        st.selectbox(
            "Pairs of", KINDS, format_func=KIND_NAMES.get, key="pairs_first", on_change=read, width=125
        )
        st.selectbox("with", KINDS, format_func=KIND_NAMES.get, key="pairs_second", on_change=read, width=125)
        choose_unit(view.unit, "pairs_unit", read)
        choose_counted(view.counted_in, "pairs_counted", read)
        st.number_input(
            "at least", min_value=1, max_value=100_000, step=1, key="pairs_minimum", on_change=read, width=90
        )
        st.selectbox(
            "strongest by",
            list(MEASURE_NAMES),
            format_func=MEASURE_NAMES.get,
            key="pairs_measure",
            on_change=read,
            width=150,
        )
        _choose_own(view)
    show_note(explain_measure(view))


def _choose_own(view: View) -> None:
    """Whether people are paired with their own countries too."""

    def read() -> None:
        write_view(change(view, own="with" if st.session_state["pairs_own"] else "aside"))

    if not view.own:  # no pairs of people and countries
        return
    st.session_state["pairs_own"] = view.own == "with"
    st.toggle(
        "with their own country", key="pairs_own", on_change=read,
        help="A person is often named beside the country whose office he holds: so are all ministers.",
    )  # fmt: skip


def explain_measure(view: View) -> str:
    """What the measure of a view says, from when it is shown, and what order and widths go by."""
    many, units = COUNTED_WORDS[view.counted_in][1], f"{view.unit}s"
    copies = {
        "article": "",
        "story": ", of each story one copy",
        "outlet": ", of each story one copy an outlet",
    }[view.counted_in]
    made = (
        f"Made of {units}{copies}: those that name both, the one, the other, and all there are, whatever "
        "names the filter asks for."
    )
    careful = (
        f"{made} Shown from {SMALLEST_COUNT} {many} together, with the interval that holds it in 19 of 20 "
        "cases; order, widths and shades go by its lower end: what the pair has at least."
    )
    return {
        "count": (
            f"Count: in how many {many} the two are named together. Shown from 1: it is a full count of "
            "what is here, so it has no interval."
        ),
        "jaccard": (
            f"Overlap (Jaccard's index): of all {units} that name either "
            f"of the two, the share that names both together. {careful}"
        ),
        "npmi": (
            "Tie (NPMI): how much more often the two are together than chance would have it, from -1 "
            f"(never) over 0 (as chance has it) to 1 (only ever together). {careful}"
        ),
        "likelihood": (
            "Beyond chance (log-likelihood ratio): how sure it is that the two are together more often "
            "than chance has it; 3.8 and more at 95 %, 10.8 and more at 99.9 %; below 0 they are together "
            f"less than that. {made} Shown from {SMALLEST_COUNT} {many} together, or below 0 where chance "
            f"alone expects 1 of the {units} or more."
        ),
    }[view.measure]


def choose_centre(view: View) -> None:
    """Whose neighbours alone are drawn, and how far these may be."""

    def write(chosen: tuple[str, ...]) -> None:
        write_view(show_neighbours(view, "".join(chosen[:1])))

    def reach() -> None:
        write_view(change(view, network=replace(view.network, steps=st.session_state["pairs_steps"])))

    kinds = tuple(dict.fromkeys(view.kinds))
    picker = Picker("Only around", "pairs_around", kinds, "All, or the neighbours of …", most=1, bare=True)
    with st.container(width=260, key="around"):
        pick_names(picker, (view.network.around,) if view.network.around else (), write)
    if view.network.around:
        st.session_state["pairs_steps"] = view.network.steps
        st.segmented_control(
            "Up to",
            list(STEPS),
            format_func=STEPS.get,
            key="pairs_steps",
            required=True,
            on_change=reach,
            label_visibility="collapsed",
            help="1 step: the pairs of this name. 2 steps: also those of the names that it is named with.",
        )


def show_neighbours(view: View, identifier: str) -> View:
    """The view of the pairs around one name; of kinds that the name can be part of."""
    kind: Any = identifier.partition(":")[0]
    kinds = view.kinds if not identifier or kind in view.kinds else (kind, view.kinds[1])
    return change(view, network=replace(view.network, around=identifier), kinds=kinds, selection=())
