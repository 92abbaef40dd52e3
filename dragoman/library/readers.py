"""Who reads what is added: the pipeline in this process, or processes of its own when there is much to read.

The processes are started as programs, not by multiprocessing: that would import the user's script again in each of them.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol

from dragoman.errors import DragomanError, ModelError
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

    def prepare(self, articles: int) -> None:
        """So many articles are to be read next, at most."""
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
        self._team: _Team | None = None

    @property
    def model(self) -> str:
        """Name and version of the pipeline."""
        return self._team.model if self._team else self._own.model

    @property
    def rules(self) -> str:
        """Hash of the rules and the knowledge."""
        return self._team.rules if self._team else self._own.rules

    def key(self, title: str, text: str) -> str:
        """The `text_key` of the reading that this text gets."""
        from dragoman.reading import key_text

        return key_text(title, text)

    def prepare(self, articles: int) -> None:
        """Start processes when there is enough to read for them. ModelError when the pipeline is missing."""
        workers = count_workers(articles)
        if workers > 1 and self._team is None:
            self._team = _Team(workers)

    def read(self, articles: Sequence[Article]) -> Iterator[Reading]:
        """One reading an article, in order, by the processes if they have been started."""
        texts = [(article.title, article.text) for article in articles]
        return self._team.read(texts) if self._team else self._own.read(texts)

    def rest(self) -> None:
        """End the processes."""
        if self._team is not None:
            self._team.end()
            self._team = None

    @property
    def _own(self) -> Reader:
        if self._reader is None:
            from dragoman.reading import Reader  # spaCy takes a second to import: only who reads waits for it

            self._reader = Reader()
        return self._reader


def count_workers(articles: int) -> int:
    """Processes for so many articles: as the setting `workers` says, else one a core for many and one for few."""
    asked = read_setting("workers")
    if asked.isdigit() and int(asked) > 0:
        return int(asked)
    return (os.cpu_count() or 1) if articles >= MANY else 1


class _Team:
    """Processes that share the reading."""

    def __init__(self, workers: int) -> None:
        self._members = [_Process() for _ in range(workers)]
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._threads = ThreadPoolExecutor(workers)
        try:
            for member in self._members:
                self.model, self.rules = member.answer()
                self._idle.put(member)
        except BaseException:
            self.end()
            raise

    def read(self, texts: Sequence[tuple[str, str]]) -> Iterator[Reading]:
        batches = [texts[first : first + BATCH] for first in range(0, len(texts), BATCH)]
        return chain.from_iterable(self._threads.map(self._read_batch, batches))

    def end(self) -> None:
        for member in self._members:
            member.end()
        self._threads.shutdown(cancel_futures=True)

    def _read_batch(self, texts: Sequence[tuple[str, str]]) -> list[Reading]:
        member = self._idle.get()
        try:
            readings: list[Reading] = member.ask(texts)
            return readings
        finally:
            self._idle.put(member)


class _Process:
    """One reading process (`dragoman.library.worker`) and the pipes to it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "dragoman.library.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,  # Ctrl-C is for who started it, who then ends it
        )

    def ask(self, texts: Sequence[tuple[str, str]]) -> Any:
        try:
            assert self._process.stdin is not None
            pickle.dump(list(texts), self._process.stdin)
            self._process.stdin.flush()
        except OSError as error:
            raise _lost(error) from error
        return self.answer()

    def answer(self) -> Any:
        assert self._process.stdout is not None
        try:
            answer = pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise _lost(error) from error
        if isinstance(answer, DragomanError):
            raise answer
        return answer

    def end(self) -> None:
        self._process.kill()  # it holds nothing that could be lost
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # what was still to be sent has no reader


def _lost(error: BaseException) -> ModelError:
    return ModelError(
        "A process that reads articles ended before its time, perhaps for want of memory: what was committed is in the library; "
        f"run the same command again with DRAGOMAN_WORKERS=1 ({type(error).__name__})."
    )
