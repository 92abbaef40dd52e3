"""The library and what is asked of it, kept between draws until the library's content changes."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import streamlit as st

import dragoman
from components.access import check_visitor
from dragoman.analysis.library import Library
from dragoman.analysis.readonly import ReadOnly
from dragoman.analysis.tables import Tables
from dragoman.settings import find_library_uri


@st.cache_resource(show_spinner="Opening the library …")
def _open(uri: str) -> Library:
    return dragoman.open(uri)


def open_library() -> Library:
    """The library of the settings; who may only read gets one that refuses every change.

    LibraryError, which the main script shows, when it cannot be opened. Draws nothing of it for who may not
    read it.
    """
    library = _open(find_library_uri())
    return library if check_visitor().may_edit else ReadOnly(library)


def open_whole() -> Library:
    """The library of the settings whoever looks: for what a reader leaves there too, such as a visit."""
    return _open(find_library_uri())


def find_tables(library: Library) -> Tables:
    """The hot tables that stand: what another process adds shows once a draw finds its tables made."""
    tables = library.tables(wait=False)
    _set_aside(library.uri, tables.mark)
    return tables


@st.cache_resource(max_entries=1, show_spinner=False)
def _set_aside(uri: str, mark: str) -> None:
    """Keep the garbage collector off new tables: Streamlit runs it after each draw, and these stay."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def ask(function: Callable[..., Any], library: Library, *arguments: Any, **settings: Any) -> Any:
    """`function(tables, *arguments, **settings)`, remembered until the library or its corrections change.

    Arguments are hashable plain data.
    """
    name, tables = f"{function.__module__}.{function.__qualname__}", find_tables(library)
    return _ask(name, library.uri, tables.mark, arguments, tuple(sorted(settings.items())), function, tables)


@st.cache_data(max_entries=400, show_spinner=False)
def _ask(
    name: str,
    uri: str,
    mark: str,
    arguments: Any,
    settings: Any,
    _function: Callable[..., Any],
    _tables: Tables,
) -> Any:
    return _function(_tables, *arguments, **dict(settings))


def find_label(library: Library, identifier: str) -> str:
    """What screens call an entity; its identifier's own words when the library does not know it."""
    tables = find_tables(library)
    number = tables.entity_of.get(identifier)
    return identifier.partition(":")[2].replace("-", " ") if number is None else str(tables.labels[number])
