"""A process that reads: batches of (title, text) come in, lists of what was found go out, both as pickles over its own two pipes.

It ends when its input does, so it never outlives who started it, killed or not.
"""

from __future__ import annotations

import pickle
import sys
from typing import Any

from dragoman.errors import DragomanError
from dragoman.knowledge import Topic
from dragoman.library.readers import Texts, list_topics, read_each


def main() -> None:
    """Take the topics and whether they alone are asked for; say which model and rules these are; answer batches until there are no more."""
    batches, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints must not get among the answers
    topics: tuple[Topic, ...]
    topics, alone = pickle.load(batches)
    greeting: tuple[str, str] | DragomanError = "", ""
    if not alone:
        try:
            from dragoman.reading import Reader

            reader = Reader(topics=topics)
            greeting = reader.model, reader.rules
        except DragomanError as error:
            greeting = error
    pickle.dump(greeting, answers)
    answers.flush()
    while True:
        try:
            texts: Texts = pickle.load(batches)
        except EOFError:
            return
        answer: list[Any] | DragomanError
        try:
            answer = read_each(lambda some: list_topics(some, topics), texts) if alone else read_each(reader.read, texts)
        except DragomanError as error:
            answer = error
        pickle.dump(answer, answers)
        answers.flush()


if __name__ == "__main__":
    main()
