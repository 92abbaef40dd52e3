"""The outline of land, without borders: data/knowledge/land.csv."""

from __future__ import annotations

import csv
from functools import lru_cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.folder import LAND_FILE, find_data_folder

Ring = tuple[tuple[float, float], ...]


@lru_cache(maxsize=1)
def load_land() -> tuple[Ring, ...]:
    """Closed rings of (latitude, longitude) in degrees: coasts, and the shores of inland seas.

    KnowledgeError when there is no table.
    """
    rings: dict[str, list[tuple[float, float]]] = {}
    try:
        with (find_data_folder() / LAND_FILE).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                rings.setdefault(row["ring"], []).append((float(row["latitude"]), float(row["longitude"])))
    except (OSError, KeyError, ValueError) as error:
        raise KnowledgeError(
            f"The outline of land cannot be read: {error}. Install Dragoman again, or complete the checkout."
        ) from error
    return tuple(tuple(ring) for ring in rings.values())
