"""A process that reads: batches of (title, text) come in, lists of readings go out, both as pickles over its own two pipes.

It ends when its input does, so it never outlives who started it, killed or not.
"""

from __future__ import annotations

import pickle
import sys

from dragoman.errors import DragomanError


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
        pickle.dump(list(reader.read(texts)), answers)
        answers.flush()


if __name__ == "__main__":
    main()
