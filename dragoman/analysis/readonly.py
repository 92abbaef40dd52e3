"""A library for who may look at it and not change it."""

from __future__ import annotations

from typing import Any

from dragoman.analysis.library import Library


class ReadOnly(Library):
    """The library of another `Library` object, whose hot tables both share; to change it raises AccessError.

    The refusal is the database's, through which every change goes; what would first read or fetch something
    is refused before.
    """

    def __init__(self, whole: Library) -> None:
        self.__dict__.update(whole.__dict__)
        self._database = whole._database.for_reading()

    def _refuse(self, *_: Any, **__: Any) -> Any:
        self._database.check_writable()

    add = add_items = reread = edit = delete = _refuse
