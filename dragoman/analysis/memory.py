"""What is made once and kept as long as what it was made from."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")
Key = tuple[str, Hashable]  # what kind of thing it is, and which of that kind


class Memory:
    """Things by their keys. Safe to share between threads: each is made by one of them, for which only those
    wait who ask for the same thing."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kinds: dict[str, OrderedDict[Hashable, _Thing]] = defaultdict(OrderedDict)

    def remember(self, key: Key, make: Callable[[], Made], most: int | None = None) -> Made:
        """What `make` makes, at the first call for a key; it is made again after a call in which it failed.

        Of a kind with `most` only so many are kept: those that were asked for last.
        """
        kind, which = key
        with self._lock:
            kept = self._kinds[kind]
            thing = kept.setdefault(which, _Thing())
            kept.move_to_end(which)
            while most is not None and len(kept) > most:
                kept.popitem(last=False)
        made: Made = thing.get(make)
        return made


class _Thing:
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._made: tuple[Any, ...] = ()  # the thing itself, which may be None, once it is made

    def get(self, make: Callable[[], Any]) -> Any:
        with self._lock:
            if not self._made:
                self._made = (make(),)
            return self._made[0]
