"""When the files of a table are worth tidying: to rewrite costs what all that is rewritten costs.

Small files are merged, the index takes in what came after it, and old versions go. Who adds two articles does
none of it; it is done once there is enough. Until then a search looks through the texts that the index lacks.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any


@dataclass(frozen=True)
class Limits:
    """How much of each a table may have."""

    files: int  # of rows
    versions: int  # that nobody reads any more
    age: timedelta | None  # from which nobody reads a version; None: the last `kept` may be read
    kept: int = 3
    share: float = 0.02  # of the rows, that the index may lack
    fewest: int = 500  # rows from which it lacks enough; of a small table a fifth of its rows is
    most: int = 5000


# Articles are read for as long as all of them take; of other tables all rows are fetched at once, and again
# where a version went meanwhile
LONG_READ = Limits(files=64, versions=64, age=timedelta(hours=1))
FETCHED = Limits(files=12, versions=8, age=None)
LIMITS = {"articles": LONG_READ, "quarantine": LONG_READ}


def find_old(table: Any, name: str, indexed: str = "") -> timedelta | None:
    """The age from which versions of a table are to go when it is tidied; None when that is not worth it yet.

    `indexed` names its full-text index.
    """
    limits, versions = LIMITS.get(name, FETCHED), table.list_versions()
    now = time.time()
    moments = [version["timestamp"].timestamp() for version in versions]
    first = now - limits.age.total_seconds() if limits.age else moments[-limits.kept :][0]
    stats = table.stats()
    rows = stats["num_rows"]
    lacking = table.index_stats(indexed) if indexed else None
    enough = min(max(min(limits.fewest, rows / 5), limits.share * rows), limits.most)
    if (
        sum(moment < first for moment in moments) > limits.versions
        or stats["fragment_stats"]["num_fragments"] > limits.files
        or (lacking is not None and lacking.num_unindexed_rows >= enough)
    ):
        return timedelta(seconds=max(now - first, 0))
    return None
