"""Overview: what the library holds, at first sight."""

from dataclasses import replace

import streamlit as st

from components.charts import show_volume
from components.conditions import show_nothing_found
from components.downloads import show_title_row
from components.empty_page import show_empty_library
from components.library import ask, open_library
from components.lists import (
    show_articles,
    show_entities,
    show_figures,
    show_head,
    show_note,
    show_pairs,
    show_sample_note,
    show_title,
)
from components.names_table import link_names, show_names
from components.view_state import make_link, read_view
from components.words import KIND_NAMES, KIND_WORDS, UNIT_NAMES, count, count_word, write_date
from dragoman.analysis.filter_options import list_options
from dragoman.model import Network, View
from dragoman.questions.rows import begin_pairs, keep, list_articles, list_names, list_pairs

LISTED = 10  # names of a kind that are shown at first

library = open_library()
view = read_view("overview")
if not library.count():
    show_title(
        "Who is named with whom, about what, and when", "Officials, countries and topics in diplomatic news."
    )
    show_empty_library(library)
    st.stop()

newest, total = ask(list_articles, library, View("articles", view.filter, sort="newest"), 1, 8)
if not total:
    show_title("Overview")
    show_nothing_found(view, library)
    st.stop()

options = ask(list_options, library, view.filter)
span = (
    f"from {write_date(options.first)} to {write_date(options.last)}" if options.first else "without a date"
)
settled = begin_pairs(
    replace(
        view,
        kinds=("person", "country"),
        unit="sentence",
        counted_in="article",
        minimum=1,
        measure="count",
        network=Network(),
    )
)
# all names of a kind only where they are listed: of ten thousand people the offices alone take a second
limits = {kind: None if view.listed == kind else LISTED for kind in KIND_NAMES}
named = {
    kind: ask(list_names, library, keep(settled, "names"), kind, limit=limit)
    for kind, limit in limits.items()
}
lead = f"{count(total, 'article')} {span}. Each name, bar and number opens what stands behind it."
show_title_row(settled, library, "Overview", lead, "timeline", "names", "pairs", "articles")
show_sample_note(options.outlets["id"])
articles = make_link(View(page="articles", filter=view.filter))
show_figures(
    [
        (f"{total:,}", count_word(total, "article"), articles),
        (f"{len(options.outlets):,}", count_word(len(options.outlets), "outlet"), link_names(view, "outlet")),
    ]
    + [
        (
            f"{frame.attrs['found']:,}",
            KIND_WORDS[kind] if frame.attrs["found"] == 1 else KIND_NAMES[kind].lower(),
            link_names(view, kind),
        )
        for kind, frame in named.items()
    ]
)
if view.listed in named or view.listed == "outlet":
    show_names(view, named.get(view.listed, options.outlets))
    st.stop()

with st.container(border=True):
    show_volume(view, library)

with st.grid(3, min_column_width=220, key="three_lists"):
    for kind in ("person", "country", "topic"):
        with st.container(border=True, height="stretch"):
            show_head(
                f"Most named {KIND_NAMES[kind].lower()}" if kind != "topic" else "Most frequent topics",
                "by number of articles",
            )
            show_entities(named[kind].head(LISTED), view)

with st.grid(2, min_column_width=380):
    with st.container(border=True, height="stretch"):
        show_head(
            "Strongest pairs",
            "people and countries not their own, by articles that name both in one sentence",
        )
        pairs = ask(list_pairs, library, keep(settled, "pairs"), limit=12)
        if len(pairs):
            show_pairs(pairs, replace(view, unit="sentence", counted_in="article"))
        else:
            show_note(f"No person and country share a {UNIT_NAMES['sentence'].lower()} here.")
    with st.container(border=True, height="stretch"):
        show_head("Newest articles")
        show_articles(newest, view, snippets=False)
