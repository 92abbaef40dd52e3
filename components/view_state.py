"""The view lives in the URL alone: a page reads it, a widget's callback writes it, a link holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dragoman.model import Changes, Filter, Reason, View
from dragoman.view import from_query, to_query

FILTER_FIELDS = {
    "person": "people",
    "country": "countries",
    "organization": "organizations",
    "topic": "topics",
}


def read_view(page: str) -> View:
    """The view that the URL holds, for the page that is drawn."""
    return from_query({name: st.query_params.get_all(name) for name in st.query_params} | {"page": page})


def write_view(view: View) -> None:
    """Put a view into the URL; the next draw shows it."""
    st.query_params.from_dict(make_query(view))


def change(view: View, **settings: Any) -> View:
    """A view with other settings; back on the first page of results unless the page number is what changes.

    A period that is chosen is no longer a fitted one.
    """
    if "period" in settings:
        settings["fitted"] = False
    return replace(view, **({"number": 1} | settings))


def make_query(view: View) -> dict[str, str | list[str]]:
    """A view as URL parameters; the page is in the path."""
    return {name: value for name, value in to_query(view).items() if name != "page"}


def make_link(view: View) -> str:
    """A view as a relative URL that any page can link to."""
    path = "." if view.page == "overview" else view.page
    query = urlencode(make_query(view), doseq=True)
    return f"{path}?{query}" if query else path


def link_article(view: View, article: str) -> str:
    """The URL of an article, with the list that led to it: its filter, its settings, what is open on it."""
    opener = view.opener if view.page == "article" else view.page
    return make_link(replace(view, page="article", article=article, opener=opener))


def link_entity(entity: str, view: View, page: str = "articles") -> str:
    """The URL of what names an entity, within the filter of a view."""
    return make_link(View(page=page, filter=add_entities(view.filter, (entity,))))


def link_dossier(entity: str, view: View) -> str:
    """The URL of all about an entity, within the filter of a view."""
    return make_link(View(page="dossier", filter=view.filter, selection=(entity,)))


def link_pair(view: View, pair: Sequence[str]) -> str:
    """The URL of a pair's evidence on the Connections page."""
    kinds = (pair[0].partition(":")[0], pair[1].partition(":")[0])
    # Elsewhere it is no window of the time player
    opened = view.opened if view.page == "connections" else None
    own = {"selection": tuple(pair), "article": "", "number": 1, "opened": opened}
    others = {"sort": "", "listed": "", "changes": Changes(), "reason": Reason()}  # settings of other pages
    return make_link(replace(view, page="connections", kinds=kinds, **own, **others))  # type: ignore[arg-type]


def add_entities(filter: Filter, entities: Sequence[str]) -> Filter:
    """The filter with some more entities."""
    for entity in entities:
        name = FILTER_FIELDS.get(entity.partition(":")[0])
        if name and entity not in getattr(filter, name):
            filter = replace(filter, **{name: (*getattr(filter, name), entity)})
    return filter
