"""A process that reads: batches of (title, text) come in, lists of readings go out, both as pickles over its own two pipes.

It ends when its input does, so it never outlives who started it, killed or not.
"""

from __future__ import annotations

import pickle
import sys

from dragoman.errors import DragomanError, ModelError
from dragoman.model import Reading


def main() -> None:
    """Say which model and rules these are, then answer batches until there are no more."""
    batches, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints must not get among the answers
    try:
        from dragoman.reading import Reader

        reader = Reader()
    except DragomanError as error:
        pickle.dump(error, answers)
        return
    pickle.dump((reader.model, reader.rules), answers)
    answers.flush()
    while True:
        try:
            texts: list[tuple[str, str]] = pickle.load(batches)
        except EOFError:
            return
        answer: list[Reading] | DragomanError
        try:
            answer = list(reader.read(texts))
        except Exception as error:  # a fault of ours: say it where the user sees it
            titles = ", ".join(repr(title) for title, _ in texts)
            answer = ModelError(f"One of these articles could not be read ({type(error).__name__}: {error}): {titles}.")
        pickle.dump(answer, answers)
        answers.flush()


if __name__ == "__main__":
    main()
