"""Which officials, countries and topics appear together in diplomatic news over time.

import dragoman
library = dragoman.open("news")
print(library.add("articles.csv").sentence())
library.pairs(dragoman.Filter(countries=("country:ISR",)))
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError, KnowledgeError, LibraryError, ModelError, SourceError
from dragoman.model import Article, Filter, Reading, Rejected, View
from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.analysis.library import Library
    from dragoman.library.summary import Summary

__all__ = [
    "Article",
    "DragomanError",
    "Filter",
    "KnowledgeError",
    "Library",
    "LibraryError",
    "ModelError",
    "Reading",
    "Rejected",
    "SourceError",
    "Summary",
    "View",
    "__version__",
    "open",
]


def open(uri: str | os.PathLike[str] | None = None) -> Library:
    """Open the library in a folder or under an object-store URI, and make it when it is not there yet.

    None means DRAGOMAN_LIBRARY, else the user's data folder. LibraryError when it cannot be opened.
    """
    from dragoman.analysis.library import Library

    return Library(uri)


def __getattr__(name: str) -> Any:
    """The library's classes, imported when asked for: who only wants plain data does not wait for LanceDB."""
    if name == "Library":
        from dragoman.analysis.library import Library

        return Library
    if name == "Summary":
        from dragoman.library.summary import Summary

        return Summary
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
