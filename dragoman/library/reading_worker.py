"""A process that reads: batches of (title, text) come in, lists of what was found go out.

Its argument is the name of the pipeline, or CONTACTS: then readings come with the texts, and contacts go out.
Without one it finds topics alone. Where it is asked to, it explains what it finds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from dragoman.errors import DragomanError
from dragoman.knowledge import Topic
from dragoman.library.reading_processes import CONTACTS, explain_each, list_contacts, list_topics, read_each
from dragoman.processes import limit_time, listen, open_pipes, say
from dragoman.reading import Reader

SAMPLE = (
    "The ministers of both countries met in Rome on Sunday and spoke of the treaty, officials told "
    "reporters. " * 20
)
USUAL = 0.03  # seconds of processor time in which the machine that the limit was measured on reads the sample


def main() -> None:
    """Say which model this is, then answer batches: each with topics if new, its seconds, and the manner."""
    told, answers = open_pipes()
    reader, pace, topics = None, 1.0, tuple[Topic, ...]()
    try:
        if sys.argv[1:] not in ([], [CONTACTS]):
            reader = Reader(sys.argv[1], topics)
            pace = measure_pace(reader)
        say(reader.model if reader else "", answers)
    except DragomanError as error:
        say(error, answers)
        return
    for others, texts, seconds, explains in listen(told):
        if others is not None:
            topics = others
            if reader is not None:
                reader.use_topics(topics)
        limit_time(seconds * pace)
        try:
            answer: list[Any] | DragomanError = read_each(_choose(reader, topics, explains), texts)
        except DragomanError as error:
            answer = error
        limit_time(0)
        say(answer, answers)


def measure_pace(reader: Reader) -> float:
    """How many times the usual processor time this machine and this model take; never less than once."""
    for _ in range(2):  # the first time much is loaded
        begin = time.process_time()
        list(reader.read([("", SAMPLE)]))
    return max(1.0, (time.process_time() - begin) / USUAL)


def _choose(reader: Reader | None, topics: Sequence[Topic], explains: bool) -> Callable[[Any], Any]:
    if sys.argv[1:] == [CONTACTS]:
        return list_contacts
    if reader is None:
        return lambda texts: list_topics(texts, topics)
    return partial(explain_each, reader) if explains else reader.read


if __name__ == "__main__":
    main()
