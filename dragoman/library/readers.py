"""Who reads what is added: the pipeline in this process, or processes of its own when there is much to read.

The processes are started as programs, not by multiprocessing: that would import the user's script again in each of them.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from dragoman.errors import DragomanError, ModelError, name_fault
from dragoman.knowledge import Topic
from dragoman.knowledge.own_topics import load_chosen_topics
from dragoman.model import Article, Reading
from dragoman.settings import find_fault, read_setting

if TYPE_CHECKING:
    from dragoman.reading import Reader
    from dragoman.reading.topics import TopicsFound

MANY = 200  # articles from which starting processes, each with its own model, is worth its two seconds
MANY_TOPICS = 1000  # the same where topics alone are found
BATCH = 16  # articles that a process is handed at a time
BATCH_TOPICS = 64  # the same where topics alone are found

T = TypeVar("T")
Texts = Sequence[tuple[str, str]]  # titles and texts


@dataclass(frozen=True, slots=True)
class Unread:
    """Stands for the reading of an article that could not be read, by a fault of ours."""

    reason: str  # a sentence


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

    def use_topics(self, topics: Sequence[Topic]) -> None:
        """Find these topics from now on."""
        ...

    def key(self, title: str, text: str) -> str:
        """The `text_key` of the reading that this text gets."""
        ...

    def prepare(self, articles: int) -> None:
        """So many articles are to be read next, at most."""
        ...

    def read(self, articles: Sequence[Article]) -> Iterator[Reading | Unread]:
        """One reading an article, in order."""
        ...

    def read_topics(self, texts: Texts) -> Iterator[TopicsFound | Unread]:
        """The topics of each (title, text), in order. Needs no model."""
        ...

    def rest(self) -> None:
        """Give back what only a long job needs."""
        ...


class Readers:
    """Reads with the pipeline that the settings name. Loads nothing before it is asked to; processes stay until `rest`."""

    def __init__(self) -> None:
        self._reader: Reader | None = None
        self._team: _Team | None = None
        self._topics: tuple[Topic, ...] | None = None

    @property
    def model(self) -> str:
        """Name and version of the pipeline."""
        return self._team.model if self._team else self._own.model

    @property
    def rules(self) -> str:
        """Hash of the rules and the knowledge."""
        return self._team.rules if self._team else self._own.rules

    def use_topics(self, topics: Sequence[Topic]) -> None:
        """Find these topics from now on; by default those of the setting."""
        self._topics = tuple(topics)
        if self._reader is not None:
            self._reader.use_topics(self._topics)

    def key(self, title: str, text: str) -> str:
        """The `text_key` of the reading that this text gets."""
        from dragoman.reading import key_text

        return key_text(title, text)

    def prepare(self, articles: int) -> None:
        """Start processes when there is enough to read for them. ModelError when the pipeline is missing."""
        workers = count_workers(articles)
        if workers > 1 and self._team is None:
            self._team = _Team(workers, self._chosen)

    def read(self, articles: Sequence[Article]) -> Iterator[Reading | Unread]:
        """One reading an article, in order, by the processes if they have been started."""
        texts = [(article.title, article.text) for article in articles]
        if self._team:
            return self._team.read(texts, BATCH)
        return chain.from_iterable(read_each(self._own.read, texts[first : first + BATCH]) for first in range(0, len(texts), BATCH))

    def read_topics(self, texts: Texts) -> Iterator[TopicsFound | Unread]:
        """The topics of each (title, text), in order, in processes of their own when there are many. Loads no model."""
        topics, workers = self._chosen, count_workers(len(texts), MANY_TOPICS)
        if workers > 1:
            team = _Team(workers, topics, alone=True)
            try:
                yield from team.read(texts, BATCH_TOPICS)
            finally:
                team.end()
        for first in range(0, len(texts) if workers <= 1 else 0, BATCH_TOPICS):
            yield from read_each(lambda some: list_topics(some, topics), texts[first : first + BATCH_TOPICS])

    def rest(self) -> None:
        """End the processes."""
        if self._team is not None:
            self._team.end()
            self._team = None

    @property
    def _chosen(self) -> tuple[Topic, ...]:
        if self._topics is None:
            self._topics = load_chosen_topics()
        return self._topics

    @property
    def _own(self) -> Reader:
        if self._reader is None:
            from dragoman.reading import Reader

            self._reader = Reader(topics=self._chosen)
        return self._reader


def count_workers(articles: int, many: int = MANY) -> int:
    """Processes for so many articles: as the setting `workers` says, else one a core for `many` and one for few."""
    asked = 0 if find_fault("workers") else int(read_setting("workers"))  # what does not fit is said where a command or the server begins
    if asked:
        return asked
    return (os.cpu_count() or 1) if articles >= many else 1


def read_each(read: Callable[[Texts], Iterable[T]], texts: Texts) -> list[T | Unread]:
    """What `read` makes of a batch; where it fails, of each text alone, so that a fault of ours costs one article and not its batch."""
    try:
        return list(read(texts))
    except DragomanError:
        raise  # the user's to mend
    except Exception as error:
        if len(texts) > 1:
            return [found for text in texts for found in read_each(read, [text])]
        return [Unread(f"The article could not be read: {name_fault(error)}. Retry it with a newer Dragoman, or discard it.")]


def list_topics(texts: Texts, topics: Sequence[Topic]) -> Iterator[TopicsFound]:
    """The topics of each (title, text)."""
    from dragoman.reading.topics import find_topics

    return (find_topics(title, text, topics) for title, text in texts)


class _Team:
    """Processes that share the reading, or, `alone`, the finding of topics alone."""

    def __init__(self, workers: int, topics: tuple[Topic, ...], alone: bool = False) -> None:
        self._members = [_Process() for _ in range(workers)]
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._threads = ThreadPoolExecutor(workers)
        try:
            for member in self._members:
                member.tell((topics, alone))
            for member in self._members:
                self.model, self.rules = member.answer()
                self._idle.put(member)
        except BaseException:
            self.end()
            raise

    def read(self, texts: Texts, size: int) -> Iterator[Any]:
        batches = [texts[first : first + size] for first in range(0, len(texts), size)]
        return chain.from_iterable(self._threads.map(self._read_batch, batches))

    def end(self) -> None:
        for member in self._members:
            member.end()
        self._threads.shutdown(cancel_futures=True)

    def _read_batch(self, texts: Texts) -> list[Any]:
        member = self._idle.get()
        try:
            member.tell(list(texts))
            found: list[Any] = member.answer()
            return found
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

    def tell(self, what: object) -> None:
        try:
            assert self._process.stdin is not None
            pickle.dump(what, self._process.stdin)
            self._process.stdin.flush()
        except OSError as error:
            raise _lost(error) from error

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
