"""Who reads what is added: the pipeline in this process, or one in each core when there is much to read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from typing import TYPE_CHECKING, Protocol

from dragoman.model import Article, Reading
from dragoman.settings import read_setting

if TYPE_CHECKING:
    from dragoman.reading import Reader

MANY = 200  # articles from which starting processes, each with its own model, is worth its two seconds
BATCH = 16  # articles that a process is handed at a time


class Reads(Protocol):
    """What adding needs of a reader."""

    @property
    def model(self) -> str:
        """Name and version of the pipeline."""
        ...

    @property
    def rules(self) -> str:
        """Hash of the rules and the knowledge."""
        ...

    def key(self, title: str, text: str) -> str:
        """The `text_key` of the reading that this text gets."""
        ...

    def read(self, articles: Sequence[Article]) -> Iterator[Reading]:
        """One reading an article, in order."""
        ...

    def rest(self) -> None:
        """Give back what only a long job needs."""
        ...


class Readers:
    """Reads with the pipeline that the settings name. Loads nothing before it is asked to; processes stay until `rest`."""

    def __init__(self) -> None:
        self._reader: Reader | None = None
        self._pool: ProcessPoolExecutor | None = None

    @property
    def reader(self) -> Reader:
        """The pipeline in this process."""
        if self._reader is None:
            from dragoman.reading import Reader  # spaCy takes a second to import: only who reads waits for it

            self._reader = Reader()
        return self._reader

    @property
    def model(self) -> str:
        """Name and version of the pipeline."""
        return self.reader.model

    @property
    def rules(self) -> str:
        """Hash of the rules and the knowledge."""
        return self.reader.rules

    def key(self, title: str, text: str) -> str:
        """The `text_key` of the reading that this text gets."""
        from dragoman.reading.pipeline import key_text

        return key_text(title, text)

    def read(self, articles: Sequence[Article]) -> Iterator[Reading]:
        """One reading an article, in order."""
        texts = [(article.title, article.text) for article in articles]
        workers = count_workers(len(texts))
        if workers == 1:
            return self.reader.read(texts)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(workers, get_context("spawn"), _load)
        batches = [texts[first : first + BATCH] for first in range(0, len(texts), BATCH)]
        return chain.from_iterable(self._pool.map(_read, batches))

    def rest(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def count_workers(articles: int) -> int:
    """Processes for so many articles: what the setting `workers` says, else one a core for many and one for few."""
    asked = read_setting("workers")
    if asked.isdigit() and int(asked) > 0:
        return int(asked)
    return (os.cpu_count() or 1) if articles >= MANY else 1


_own: Reader  # a worker process's pipeline


def _load() -> None:
    global _own
    from dragoman.reading import Reader

    _own = Reader()


def _read(texts: list[tuple[str, str]]) -> list[Reading]:
    return list(_own.read(texts))
