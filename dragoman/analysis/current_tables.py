"""The hot tables of an open library: kept until the contents change; new ones are made beside them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.analysis.tables import Tables

PATIENCE = 1.0  # seconds: in these the tables of some thousand articles are made
OWN_PATIENCE = 10.0  # seconds for which whoever has written waits to see it: some hundred thousand articles


class CurrentTables:
    """Tables of the newest revision: `find_revision` says which that is, `make` makes them of one.

    `count_commits` rises with what this process itself writes, which it wants to see at once.
    """

    def __init__(
        self,
        find_revision: Callable[[], int],
        count_commits: Callable[[], int],
        make: Callable[[int], Tables],
    ) -> None:
        self._find_revision, self._count_commits, self._make = find_revision, count_commits, make
        self._lock = threading.Lock()
        self._tables: Tables | None = None
        self._commits = -1  # when the tables were made; -1: they could not be made
        self._maker: threading.Thread | None = None
        self._begun = 0.0  # on the monotonic clock

    def get(self, wait: bool = True) -> Tables:
        """The newest tables, made when the contents have changed since the last call.

        Without `wait` those that stand already, unless a thread makes the new ones soon: at most PATIENCE
        after it began they are waited for, or OWN_PATIENCE where this process itself has changed something.
        """
        if not wait and self._tables is not None and self._commits >= 0:
            self._wait_for_new(OWN_PATIENCE if self._commits != self._count_commits() else PATIENCE)
            if self._commits >= 0:
                return self._tables
        with self._lock:
            commits = self._count_commits()  # before the contents are looked at
            try:
                revision = self._find_revision()
                if self._tables is None or self._tables.revision != revision:
                    self._tables = self._make(revision)
            except BaseException:
                self._commits = -1
                raise
            self._commits = commits
            return self._tables

    def _wait_for_new(self, patience: float) -> None:
        """Have the new tables made, and wait for them as long as that."""
        last = time.monotonic() + patience
        while self._tables is not None and self._tables.revision != self._find_revision():
            maker = self._begin()
            left = min(last, self._begun + patience) - time.monotonic()
            if left <= 0:
                break
            maker.join(left)
            if self._commits < 0:
                break

    def _begin(self) -> threading.Thread:
        """The thread that makes the new tables."""
        if self._maker is None or not self._maker.is_alive():
            self._maker, self._begun = (
                threading.Thread(target=self._make_ahead, daemon=True),
                time.monotonic(),
            )
            self._maker.start()
        return self._maker

    def _make_ahead(self) -> None:
        with suppress(Exception):  # the next who asks makes them again, and is told what is wrong
            self.get()
