"""What the page What changed draws: the two periods, the pairs that differ, and the rows of a number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from components.change_settings import take_spans
from components.charts import show_plotly
from components.evidence import show_evidence
from components.library import ask, find_label
from components.lists import show_head, show_note, write_names
from components.safe_text import escape, show
from components.style import is_dark
from components.view_state import change, link_pair, make_link, write_view
from components.words import COUNTED_WORDS, count, count_in
from dragoman.analysis.changes import Days
from dragoman.analysis.coverage import find_halves
from dragoman.analysis.library import Library
from dragoman.figures.changes import SURE, WORDS, draw_changes, list_sure, write_times
from dragoman.figures.clicks import find_change
from dragoman.figures.words import write_stretch
from dragoman.model import View
from dragoman.questions.evidence import count_by_outlet, count_rows
from dragoman.questions.question import Question, complete_changes, drop_dates, find_question
from dragoman.questions.rows import find_few, keep, list_changes, share_outlets_of_changes

CHANGES = {
    "": "All",
    "new": "New",
    "stronger": "Stronger",
    "weaker": "Weaker",
    "gone": "Gone",
    "new-few": "New, too few to test",
    "gone-few": "Gone, too few to test",
    "steady": "No sure change",
}
SURE_KINDS = ("", *SURE)
SIDES = (("count", "total", "share", "one"), ("count_before", "total_before", "share_before", "two"))
SAME_OUTLETS = 0.5  # of a period's articles that should be of outlets that the other has too
LISTED = 30
OUTLETS = 12  # named beside a number
EXPLAINED = """
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
Pairs named in fewer articles of both periods together than you ask for (**tested from**) are too few to say
anything about, and are not tested. Those of them that one period alone names are lists of their own, \
**new, too few to test** and **gone, too few to test**, each with its sentences: read them, but do not take \
them for a change in what happens. Fix **one end**, such as one country, and only its pairs are tested. \
Counted in outlets, an outlet that writes in both periods counts in both.
"""


def find_spans(view: View, library: Library) -> tuple[Days, Days] | None:
    """The period and the baseline: those of the view, else those that its coverage can bear.

    None where there are no two.
    """
    asked = View("changes", view.filter, period=view.period, changes=replace(view.changes, kind=""))
    found = ask(complete_changes, library, asked).changes
    return (found.window, found.baseline) if found.window and found.baseline else None


def show_changes(view: View, library: Library, frame: pd.DataFrame, spans: tuple[Days, Days]) -> None:
    """The pairs that changed, the surest first, each number opening its rows."""
    sure = list_sure(frame)
    kind = view.changes.kind
    numbers = {word: int((frame["change"] == word).sum()) for word in CHANGES if word} | {"": len(sure)}
    numbers |= {word: frame.attrs[word] for word in ("new-few", "gone-few")}

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
    shown = frame[frame["change"] == kind] if kind == "steady" else list_sure(frame, kind)
    if find_few(view):
        shown = frame = ask(
            list_changes, library, keep(replace(view, changes=take_spans(view, spans)), "changes")
        )
    drawn = len(shown) > 0 and kind in SURE_KINDS
    _say_tested(view, frame, library, drawn)
    if drawn:
        _draw(view, shown, spans)
    if len(shown):
        _write_table(view, shown.head(LISTED), spans)
    elif len(sure) or kind not in SURE_KINDS:
        show_note("None of these.")
    else:
        _say_nothing(view, library, frame, spans)
    if len(shown) > LISTED:
        order = "surest" if kind in SURE_KINDS or kind == "steady" else "most frequent"
        show_note(f"The {LISTED} {order} of {len(shown):,} are listed. The table below holds all.")
    _show_numbers(frame)


def show_outlets_differ(view: View, library: Library, spans: tuple[Days, Days]) -> None:
    """Where the two periods have hardly an outlet in common: say that this may be all that changed."""
    settled = replace(view, changes=take_spans(view, spans))
    shares = ask(share_outlets_of_changes, library, keep(settled, "changes"))
    if min(shares) < SAME_OUTLETS:  # of no articles it is no number, and not less
        st.warning(
            f"Of the articles of {write_stretch(spans[0])} {shares[0]:.0%} are of outlets that both periods "
            f"have, of those of {write_stretch(spans[1])} {shares[1]:.0%}: what changed may be the outlets "
            "and not what happened. Choose outlets, or periods of the same ones.",
            icon=":material/warning:",
        )


def _say_tested(view: View, frame: pd.DataFrame, library: Library, drawn: bool) -> None:
    """How many pairs were tested and how many not, what the list holds, and how to read it."""
    few, smallest = int(frame.attrs["few"]), view.changes.smallest
    counted = COUNTED_WORDS[view.counted_in][1]
    told = [] if find_few(view) else [f"{count(len(frame), 'pair')} tested."]
    if few:
        alone = [
            f"{frame.attrs[group]:,} of them {word}"
            for group, word in (("new-few", "new"), ("gone-few", "gone"))
            if frame.attrs[group]
        ]
        is_are = "is" if few == 1 else "are"
        told.append(
            f"{count(few, 'pair')} named in fewer than {smallest:,} {counted} {is_are} too few to say"
            f"{' (' + ', '.join(alone) + ')' if alone else ''}."
        )
    if find_few(view):
        told.append("What stands here may well be chance: read the sentences. The most frequent come first.")
    elif drawn:
        told.append(
            "A line goes from the share before to the share now, what grew most on top; bars are 95 % "
            "intervals. The table begins with the surest. Click a line or a number to read it."
        )
    show_note(" ".join(told))


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
        lines.append(f"<tr><td>{names}</td>{cells}<td><b>{WORDS[row['change']]}</b> {times}</td></tr>")
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
            low=frame["low"].where(frame["count"] > 0), high=frame["high"].where(frame["count_before"] > 0),
            p=100 * frame["p"], q=100 * frame["q"],
        )  # fmt: skip
        st.dataframe(
            table, hide_index=True, height=300, placeholder="–",
            column_order=[
                "a_label", "b_label", "change", "count", "share", "count_before", "share_before", "ratio",
                "low", "high", "p", "q",
            ],
            column_config={
                "a_label": text("One"), "b_label": text("Other"), "change": text("Change"),
                "count": number("Count", format="localized"), "share": number("Share", format="%.1f%%"),
                "count_before": number("Before", format="localized"),
                "share_before": number("Share before", format="%.1f%%"),
                "ratio": number(
                    "Times", format="%.2f",
                    help="The share divided by the share before. A dash: there was none before.",
                ),
                "low": number("from", format="%.2f", help="95 % interval of Times."),
                "high": number("to", format="%.2f", help="95 % interval of Times."),
                "p": number(
                    "By chance, alone", format="%.2f %%",
                    help="How likely so uneven a split is by chance, were this the only pair looked at "
                    "(mid-p value). A dash: not tested.",
                ),
                "q": number(
                    "By chance, in the list", format="%.2f %%",
                    help="Of a list from the surest down to this line, how much is expected "
                    "to be chance.",
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
