"""What the Library page does: add, date, mend."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from typing import Any

import pandas as pd
import streamlit as st

from components.empty_page import add_sample, find_sample
from components.library import ask
from components.lists import show_head
from components.preview import FIELDS, list_uploads, show_intake
from components.safe_text import escape_markdown
from components.watches import tell_after_adding
from components.web_articles import show_addresses
from components.words import count, shorten
from dragoman.analysis.filter_options import list_options
from dragoman.analysis.library import Library
from dragoman.errors import DragomanError
from dragoman.library.summary import Summary
from dragoman.model import Article, Filter, Rejected, View
from dragoman.questions.rows import list_articles
from dragoman.sources import Upload, guess_columns, parse_in_process

MOST_REASONS = 5  # for which items were refused that are named, the commonest first
MOST_OF_REASON = 160  # characters; the whole stands in the quarantine


def show_summary() -> None:
    """What the last addition did, with a way to what was refused."""
    summary = st.session_state.pop("summary", None)
    if summary is None:
        return
    if summary.quarantined:
        reasons = [
            f"- {number:,} × {escape_markdown(shorten(reason, MOST_OF_REASON))}"
            for reason, number in summary.reasons[:MOST_REASONS]
        ]
        more = (
            [f"- {count(len(summary.reasons) - MOST_REASONS, 'other reason')}"]
            if len(summary.reasons) > MOST_REASONS
            else []
        )
        lead = (
            f"{escape_markdown(summary.figures)}. "
            "Look at what was refused, mend and retry it under **Quarantine**."
        )
        st.warning("\n".join([lead, "", *reasons, *more]), icon=":material/rule:")
    else:
        st.success(f"{escape_markdown(summary.figures)}.", icon=":material/check:")
    if summary.warnings:
        st.warning("\n\n".join(map(escape_markdown, summary.list_warnings())), icon=":material/rule:")


def show_upload(library: Library) -> None:
    """Files to upload, what they would give, and the button that reads them."""
    show_head(
        "From your computer",
        "Tables (CSV, TSV, Excel, Parquet, JSON), documents (Word, PDF, "
        "RTF, text), references (RIS, CSL-JSON), saved pages, feeds, zips.",
    )
    files = st.file_uploader(
        "Files",
        accept_multiple_files=True,
        key=f"upload_{st.session_state.get('uploads', 0)}",
        label_visibility="collapsed",
    )
    uploads = list_uploads(files) if files else []
    columns, total = show_intake(uploads) if uploads else (None, None)
    if st.button("Read these files", type="primary", disabled=not uploads, key="upload_add"):
        _add(library, uploads, columns, total)
    st.divider()
    show_addresses(library)
    st.divider()
    show_head(
        "Sample articles",
        "About two hundred short articles written for this project from "
        "public facts, 2014 to early 2025. Their outlets do not exist.",
    )
    if st.button(
        "Load the sample articles",
        icon=":material/auto_stories:",
        disabled=not find_sample().exists(),
        key="load_sample",
    ):
        add_sample(library)
    show_head("From the command line")
    st.code("dragoman add PATH... --column title=Headline\ndragoman add https://…", language="bash")


def _add(
    library: Library, uploads: Sequence[Upload], columns: Mapping[str, str] | None, total: int | None
) -> None:
    """Read the files, in a process of their own, into the library.

    `total`: how many items they hold, if that is known.
    """
    bar = st.progress(0.0, "Reading the files …")

    def tell(done: Summary) -> None:
        items = max(done.items, done.read + done.unchanged + done.quarantined)
        said = f"{items:,} of {count(total, 'item')} read" if total else f"{count(items, 'item')} read"
        bar.progress(min(items / total, 1.0) if total else 0.0, said)

    try:
        with closing(_read_all(uploads, columns)) as items:
            summary = library.add_items(items, progress=tell)
            tell_after_adding(library)
    except DragomanError as error:
        st.error(escape_markdown(error), icon=":material/error:")
        return
    st.session_state["summary"] = summary
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1  # an empty uploader
    st.rerun()


def _read_all(uploads: Sequence[Upload], columns: Mapping[str, str] | None) -> Generator[Article | Rejected]:
    for upload in uploads:
        yield from parse_in_process(upload, columns)


def show_sources(library: Library) -> None:
    """Outlets with their numbers of articles."""
    options = ask(list_options, library, Filter())
    if not len(options.outlets):
        st.caption("Nothing here yet.")
        return
    st.dataframe(
        options.outlets.rename(columns={"label": "Outlet", "count": "Articles"}),
        column_order=["Outlet", "Articles"],
        hide_index=True,
        key="sources",
    )


def show_undated(library: Library) -> None:
    """Articles without a date, each of which can be given one."""
    frame, total = ask(list_articles, library, View("articles", Filter(undated="only")), 1, 200)
    if not total:
        st.caption("Every article has a date.")
        return
    show_head(
        f"{count(total, 'article')} without a date",
        "They are in every count but in nothing that is drawn over time. Type a date (YYYY-MM-DD) and save.",
    )
    table = frame[["id", "title", "outlet"]].assign(date=pd.NaT)
    edited = st.data_editor(
        table,
        hide_index=True,
        key=f"undated_{library.revision}",
        disabled=["id", "title", "outlet"],
        column_order=["date", "title", "outlet"],
        column_config={
            "date": st.column_config.DateColumn("Date", format="YYYY-MM-DD"),
            "title": st.column_config.TextColumn("Title"),
            "outlet": st.column_config.TextColumn("Outlet"),
        },
    )
    dated = edited[edited["date"].notna()]
    if st.button(
        f"Save {count(len(dated), 'date')}", disabled=not len(dated), type="primary", key="undated_save"
    ):
        for row in dated.itertuples():
            library.edit(row.id, date=pd.Timestamp(row.date).date())
        st.rerun()


def show_quarantine(library: Library) -> None:
    """What could not become an article: look at it, mend and retry it, or throw it away."""
    items = library.quarantine.items()
    if not len(items):
        st.caption("Nothing was refused.")
        return
    show_head(
        f"{count(len(items), 'item')} could not become an article",
        "Choose rows to retry or discard them; choose one to look at it and mend it.",
    )
    event = st.dataframe(
        items.assign(begins=[shorten(str(raw), 120) for raw in items["raw"]]),
        key=f"quarantine_{len(items)}",
        on_select="rerun",
        selection_mode="multi-row",
        hide_index=True,
        column_order=["source", "reason", "where", "begins"],
        column_config={
            "source": st.column_config.TextColumn("Source", width=130),
            "reason": st.column_config.TextColumn("Reason", width=420),
            "where": "Where",
            "begins": "Begins with",
        },
    )
    chosen = items.iloc[event["selection"]["rows"]]
    with st.container(horizontal=True):
        retry = st.button("Retry", disabled=not len(chosen), key="quarantine_retry")
        discard = st.button("Discard", disabled=not len(chosen), key="quarantine_discard")
    if discard:
        library.quarantine.discard(list(chosen["item"]))
        st.rerun()
    if retry:
        bar = st.progress(0.0, "Trying again …")
        try:
            st.session_state["summary"] = library.quarantine.retry_all(
                list(chosen["item"]),
                lambda done: bar.progress(
                    min(done.items / len(chosen), 1.0), f"{done.items:,} of {len(chosen):,}"
                ),
            )
        except DragomanError as error:
            st.error(escape_markdown(error), icon=":material/error:")
            return
        st.rerun()
    if len(chosen) == 1:
        _mend(library, chosen.iloc[0])


def _mend(library: Library, item: Any) -> None:
    """A form with the fields of one item, as they were."""
    fields = library.quarantine.fields(item["item"])
    names = guess_columns(list(fields))
    with st.form("mend"):
        st.text(str(item["reason"]))
        mended = dict(fields)
        for field in ("title", "text", "date", "outlet"):
            name = names.get(field, field)
            write = st.text_area if field == "text" else st.text_input
            before = fields.get(name)
            value = write(
                FIELDS[field], "" if before is None else str(before), key=f"mend_{field}_{item['item']}"
            )
            if value != ("" if before is None else str(before)):
                mended[name] = value
        if st.form_submit_button("Save as an article", type="primary"):
            st.session_state["summary"] = library.quarantine.retry(item["item"], mended)
            st.rerun()
