"""Figures that were measured, kept in data/evaluation.json: on what, when, and by which model and rules.

The file holds one record for each set of articles; measuring a set again takes the place of its record. The
set comes first of which the rules' writers saw least: its figures say most of other articles.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.errors import KnowledgeError, SourceError
from dragoman.evaluation.scores import Figure, Figures

FILE = "evaluation.json"
# What the rules' writers saw of a set of articles: its figures flatter the more, the more they saw. Of all
# others they saw nothing.
SEEN = {"dev.jsonl": 2, "gold_sample.jsonl": 1, "newswire_dev.jsonl": 1}
SAID = (
    "whose errors the rules' writers never saw",
    "that the rules' writers have seen in part, so expect less on others",
    "that the rules were written with, so expect less on others",
)


@dataclass(frozen=True, slots=True)
class Record:
    """Figures of one set of articles.

    `gold` is its file's name, `model` and `rules` are those of the readings.
    """

    gold: str
    day: date
    model: str
    rules: str
    figures: Figures


def find_records_file() -> Path:
    """Where Dragoman's own records lie: in the checkout, else in the installed wheel."""
    package = Path(__file__).resolve().parents[1]
    places = [package.parent / "data" / FILE, package / "_app" / "data" / FILE]
    return next((place for place in places if place.is_file()), places[0])


def read_records(path: Path | None = None) -> tuple[Record, ...]:
    """The records of a file, by default Dragoman's own; none where there is no file.

    KnowledgeError when it holds something else.
    """
    path = path or find_records_file()
    try:
        return tuple(_parse(row) for row in json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise KnowledgeError(
            f"{path} does not hold measured figures: "
            "write it anew with dragoman evaluate GOLD.jsonl --out FILE."
        ) from error


def say_certainty(records: Sequence[Record]) -> str:
    """How often a pair is right, and on how many articles, by the record that flatters least; else ""."""
    measured = [record for record in records if any(row.name == "pairs" for row in record.figures.rows)]
    if not measured:
        return ""
    record = min(measured, key=_rank)
    pairs = record.figures["pairs"]
    return (
        f"How often right: of 100 pairs found, {100 * pairs.precision:.0f} are right, "
        f"and of 100 that are there {100 * pairs.recall:.0f} are found, "
        f"on {record.figures.articles:,} articles marked by hand {SAID[SEEN.get(record.gold, 0)]}."
    )


def _rank(record: Record) -> tuple[int, int, str]:
    """Those seen least come first, then those of most articles."""
    return SEEN.get(record.gold, 0), -record.figures.articles, record.gold


def write_record(path: Path, record: Record) -> None:
    """Put a record into a file of records, in the place of the one on the same articles.

    SourceError when it cannot be written.
    """
    kept = [other for other in read_records(path) if other.gold != record.gold]
    rows = [_write(row) for row in sorted([*kept, record], key=_rank)]
    try:
        path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
    except OSError as error:
        raise SourceError(f"{path} cannot be written: {error.strerror or error}.") from error


def _write(record: Record) -> dict[str, Any]:
    figures = [
        {
            "name": row.name,
            "precision": round(row.precision, 4),
            "recall": round(row.recall, 4),
            "gold": row.gold,
            "predicted": row.predicted,
        }
        for row in record.figures.rows
    ]
    return {
        "gold": record.gold,
        "articles": record.figures.articles,
        "day": record.day.isoformat(),
        "model": record.model,
        "rules": record.rules,
        "figures": figures,
    }


def _parse(row: Mapping[str, Any]) -> Record:
    figures = tuple(
        Figure(
            str(it["name"]),
            float(it["precision"]),
            float(it["recall"]),
            int(it["gold"]),
            int(it["predicted"]),
        )
        for it in row["figures"]
    )
    return Record(
        str(row["gold"]),
        date.fromisoformat(row["day"]),
        str(row["model"]),
        str(row["rules"]),
        Figures(int(row["articles"]), figures),
    )
