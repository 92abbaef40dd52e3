"""A report of every error of an evaluation, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from dragoman.errors import SourceError
from dragoman.evaluation.scores import Error
from dragoman.formats import write_csv


def write_report(path: Path, errors: Sequence[Error]) -> None:
    """Write CSV with a row an error: figure, fault (missed or wrong), what, article, sentence.

    SourceError when it cannot be written.
    """
    rows = [
        (error.figure, "missed" if error.missed else "wrong", error.what, error.article, error.sentence)
        for error in errors
    ]
    try:
        path.write_bytes(
            write_csv(pd.DataFrame(rows, columns=["figure", "fault", "what", "article", "sentence"]))
        )
    except OSError as error:
        raise SourceError(f"{path} cannot be written: {error.strerror or error}.") from error
