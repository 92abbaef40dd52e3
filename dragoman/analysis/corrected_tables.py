"""The hot tables of an open library with its corrections: made anew when one of the two has changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.corrections.meaning import Overlay, find_meaning
from dragoman.corrections.model import Corrections, Decision, sum_up

if TYPE_CHECKING:
    from dragoman.analysis.tables import Tables


class CorrectedTables:
    """The last tables that were made, and what they were made of.

    A decision that moves nothing (two names are never one) costs no new tables, nor what they remember.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version = -1  # of the decisions that were read last
        self._overlay = Overlay()
        self._corrections = Corrections()
        self._base: Tables | None = None
        self._mark = ""
        self._made: Tables | None = None

    def get(self, tables: Tables, version: int, load: Callable[[], Iterable[Decision]]) -> Tables:
        """The tables with the decisions of a version, which `load` reads."""
        with self._lock:
            if version != self._version:
                decisions = list(load())
                self._overlay, self._corrections = find_meaning(decisions), sum_up(decisions)
                self._version = version
            if self._made is None or self._base is not tables or self._mark != self._overlay.mark:
                self._made = self._make(tables)
            elif self._made.corrections != self._corrections:
                self._made = replace(self._made, corrections=self._corrections)
            self._base, self._mark = tables, self._overlay.mark
            return self._made

    @property
    def base(self) -> Tables | None:
        """The tables without corrections that the last ones were made of."""
        return self._base

    @property
    def overlay(self) -> Overlay:
        """What the decisions mean that were read last."""
        return self._overlay

    def _make(self, tables: Tables) -> Tables:
        if not self._overlay.mark:
            return replace(tables, corrections=self._corrections) if self._corrections.count else tables
        from dragoman.analysis.correcting import correct_tables  # who reads no numbers needs no DuckDB

        return correct_tables(tables, self._overlay, self._corrections)
