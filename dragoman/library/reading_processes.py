"""Who reads what is added: processes of its own, one for few articles and one a core for many.

Never this process: a text at which the reading does not come to an end could not be stopped in it, and
everyone whom it serves would wait.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from dragoman import processes
from dragoman.errors import DragomanError, ModelError, name_fault
from dragoman.knowledge import Topic
from dragoman.knowledge.user_topics import load_chosen_topics
from dragoman.model import Article, Contact, Reading
from dragoman.settings import find_fault, read_setting

if TYPE_CHECKING:
    from dragoman.reading import Reader
    from dragoman.reading.explaining import Explanation
    from dragoman.reading.topics import TopicsFound

MANY = 200  # articles from which starting processes, each with its own model, is worth its two seconds
MANY_TOPICS = 1000  # the same where topics alone are found
BATCH = 16  # articles that a process is handed at a time
BATCHES = 4  # of them for each process, so that the last to be done keeps the others waiting for little
BATCH_TOPICS = 64  # the same where topics alone are found
# Seconds of processor time after which a text is given up. Of the speeches and statements of the Kremlin and
# the White House that stand behind docs/methods.md, 6,752 in all, the slowest takes 4.8 s for 233,352
# characters, 2e-5 s a character; a short one up to 0.07 s.
SECONDS = 10.0
SECONDS_A_CHARACTER = 2e-4  # ten times the slowest
WORKER = "dragoman.library.reading_worker"
CONTACTS = "--contacts"  # what the process is told that finds contacts alone
SLOW = "Reading the article took more than {seconds:,.3g} seconds of processor time and was stopped. {advice}"
ENDED = "Reading the article ended the process that read it, perhaps for want of memory ({ending}). {advice}"
ADVICE = "Retry it with a newer Dragoman, or split it."

T = TypeVar("T")
Known = Sequence[tuple[str, str, Reading]]  # titles, texts, and what was read in them
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
        """The versions of the rules and the topics, as `dragoman.reading.rules` writes them."""
        ...

    @property
    def chunk(self) -> int:
        """Articles that keep all who read busy."""
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

    def explain(self, article: Article) -> Explanation:
        """The reading of an article, made anew, with what decided it.

        SourceError for one that is too long, ModelError for one that cannot be read.
        """
        ...

    def read_contacts(self, known: Known) -> Iterator[tuple[Contact, ...] | Unread]:
        """The contacts of each text, in order, over what its reading has found. Needs no model."""
        ...

    def rest(self) -> None:
        """Give back what only a long job needs."""
        ...


class Readers:
    """Reads with the pipeline that the settings name.

    Starts nothing before it is asked to; one process stays for the next time.
    """

    def __init__(self) -> None:
        self._model = ""
        self._workers = 1
        self._topics: tuple[Topic, ...] | None = None

    @property
    def model(self) -> str:
        """Name and version of the pipeline. ModelError when it is missing."""
        if not self._model:
            self._start(1)
        return self._model

    @property
    def rules(self) -> str:
        """The versions of the rules and the topics, as `dragoman.reading.rules` writes them."""
        from dragoman.reading.rules import mark_rules

        return mark_rules(self._chosen)

    @property
    def chunk(self) -> int:
        """Articles that keep all processes busy, were there many to read: a few batches each."""
        return BATCH * BATCHES * count_workers(MANY)

    def use_topics(self, topics: Sequence[Topic]) -> None:
        """Find these topics from now on; by default those of the setting."""
        self._topics = tuple(topics)

    def key(self, title: str, text: str) -> str:
        """The `text_key` of the reading that this text gets."""
        from dragoman.reading import key_text

        return key_text(title, text)

    def prepare(self, articles: int) -> None:
        """Start the processes that so many articles are worth. ModelError when the pipeline is missing."""
        self._workers = max(self._workers, count_workers(articles))
        self._start(self._workers)

    def read(self, articles: Sequence[Article]) -> Iterator[Reading | Unread]:
        """One reading an article, in order. ModelError when no process can read."""
        texts = [(article.title, article.text) for article in articles]
        return _Job(_name_program(), self._chosen).read(texts, BATCH, self._workers)

    def read_topics(self, texts: Texts) -> Iterator[TopicsFound | Unread]:
        """The topics of each (title, text), in order. Loads no model."""
        yield from _Job((WORKER,), self._chosen).read(
            texts, BATCH_TOPICS, count_workers(len(texts), MANY_TOPICS)
        )
        processes.dismiss((WORKER,))

    def explain(self, article: Article) -> Explanation:
        """The reading of an article, made anew, with what decided it.

        SourceError for one that is too long, ModelError for one that cannot be read.
        """
        from dragoman.reading.explaining import check_length

        check_length(article.title, article.text)
        job = _Job(_name_program(), self._chosen, explains=True)
        found: Explanation | Unread
        (found,) = job.read([(article.title, article.text)], 1, 1)
        if isinstance(found, Unread):
            raise ModelError(found.reason)
        return found

    def read_contacts(self, known: Known) -> Iterator[tuple[Contact, ...] | Unread]:
        """The contacts of each text, in order, over what its reading has found. Loads no model."""
        yield from _Job((WORKER, CONTACTS), ()).read(
            known, BATCH_TOPICS, count_workers(len(known), MANY_TOPICS)
        )

    def rest(self) -> None:
        """End the processes that only a long job needs."""
        self._workers = 1
        processes.dismiss((WORKER, CONTACTS))
        processes.dismiss(_name_program(), keep=1)

    def _start(self, number: int) -> None:
        try:
            processes.start(_name_program(), number)
            with processes.borrow(_name_program()) as process:
                self._model = process.greet()
        except processes.LostError as lost:
            raise _fail(lost) from lost

    @property
    def _chosen(self) -> tuple[Topic, ...]:
        if self._topics is None:
            self._topics = load_chosen_topics()
        return self._topics


def _name_program() -> processes.Program:
    return WORKER, read_setting("model")


def count_workers(articles: int, many: int = MANY) -> int:
    """Processes for so many articles: as the setting `workers` says, else one a core for `many`, else one."""
    # What does not fit is said where a command or the server begins
    asked = 0 if find_fault("workers") else int(read_setting("workers"))
    if asked:
        return asked
    return (os.cpu_count() or 1) if articles >= many else 1


def read_each(read: Callable[[Texts], Iterable[T]], texts: Texts) -> list[T | Unread]:
    """What `read` makes of a batch; where it fails, of each text alone, so that a fault costs one article."""
    try:
        return list(read(texts))
    except DragomanError:
        raise  # the user's to mend
    except Exception as error:
        if len(texts) > 1:
            return [found for text in texts for found in read_each(read, [text])]
        return [
            Unread(
                f"The article could not be read: {name_fault(error)}. "
                "Retry it with a newer Dragoman, or discard it."
            )
        ]


def list_topics(texts: Texts, topics: Sequence[Topic]) -> Iterator[TopicsFound]:
    """The topics of each (title, text)."""
    from dragoman.reading.topics import find_topics

    return (find_topics(title, text, topics) for title, text in texts)


def explain_each(reader: Reader, texts: Texts) -> Iterator[Explanation]:
    """The explained reading of each (title, text)."""
    from dragoman.reading.explaining import explain

    return (explain(reader, title, text) for title, text in texts)


def list_contacts(known: Known) -> Iterator[tuple[Contact, ...]]:
    """The contacts of each text, over what its reading has found."""
    from dragoman.reading.contacts import find_contacts

    return (find_contacts(f"{title}\n\n{text}", reading) for title, text, reading in known)


class _Job:
    """Texts that processes share among them; one at which a process is stopped or dies costs only itself."""

    def __init__(self, program: processes.Program, topics: tuple[Topic, ...], explains: bool = False) -> None:
        self._program, self._explains = program, explains
        self._topics = topics
        self._busy: set[processes.Process] = set()
        self._stopped = False

    def read(self, texts: Sequence[Any], size: int, workers: int) -> Iterator[Any]:
        """What is found in each text, in order; each begins with its title and its text."""
        threads = ThreadPoolExecutor(workers)
        try:
            answers = threads.map(
                self._read_batch, [texts[first : first + size] for first in range(0, len(texts), size)]
            )
            for answer in answers:
                yield from answer
        finally:
            self._stopped = True
            for process in list(self._busy):
                process.end()
            threads.shutdown(cancel_futures=True)

    def _read_batch(self, texts: Sequence[Any]) -> list[Any]:
        """Of a batch; of each of its texts alone where the process does not come back from it."""
        if len(texts) > 1:
            try:
                return self._ask(texts)
            except processes.LostError as lost:
                if self._stopped:
                    raise _fail(lost) from lost
        found, ended = list[Any](), 0
        for text in texts:
            try:
                found += self._ask([text])
            except processes.LostError as lost:
                ended += not lost.slow
                if self._stopped or 1 < ended == len(texts):  # it is not the texts
                    raise _fail(lost) from lost
                found.append(Unread(describe_loss(lost, [text])))
        return found

    def _ask(self, texts: Sequence[Any]) -> list[Any]:
        with _lend(self._program) as process:
            self._busy.add(process)
            try:
                if self._stopped:
                    raise processes.LostError("stopped", slow=False)
                process.tell(
                    (
                        None if process.told == self._topics else self._topics,
                        list(texts),
                        limit_seconds(texts),
                        self._explains,
                    )
                )
                process.told = self._topics
                found: list[Any] = process.answer()
                return found
            finally:
                self._busy.discard(process)


@contextmanager
def _lend(program: processes.Program) -> Iterator[processes.Process]:
    """A process that is ready. ModelError when none can be started."""
    with ExitStack() as stack:
        try:
            process = stack.enter_context(processes.borrow(program))
        except processes.LostError as lost:
            raise _fail(lost) from lost
        yield process


def limit_seconds(texts: Sequence[Any]) -> float:
    """Processor time that reading these may take; each begins with its title and its text."""
    return SECONDS + SECONDS_A_CHARACTER * sum(map(len, chain.from_iterable(text[:2] for text in texts)))


def describe_loss(lost: processes.LostError, texts: Sequence[Any]) -> str:
    """Why a text was not read, as a sentence."""
    return (SLOW if lost.slow else ENDED).format(seconds=limit_seconds(texts), ending=lost, advice=ADVICE)


def _fail(lost: processes.LostError) -> ModelError:
    return ModelError(
        "A process that reads articles ended before its time, perhaps for want of memory: "
        "what was committed is in the library; "
        f"run the same command again with DRAGOMAN_WORKERS=1 ({lost})."
    )
