"""Which country is a person's own: that of the offices that articles state of him.

That a minister stands beside his own country is no news, so such pairs can be left out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dragoman.analysis.counting import Bools
from dragoman.analysis.tables import Tables

SHARE = 0.2  # of the articles that state an office of a person with a country: fewer may be a slip

_OWN = """
    WITH stated AS (SELECT DISTINCT article, entity, country FROM offices WHERE country <> ''),
    named AS (SELECT entity, country, count(*) AS articles FROM stated GROUP BY ALL),
    whole AS (SELECT entity, count(DISTINCT article) AS articles FROM stated GROUP BY ALL)
    SELECT n.entity, c.entity AS country
    FROM named n JOIN whole w USING (entity) JOIN entities c ON c.id = 'country:' || n.country
    WHERE n.articles >= $share * w.articles
"""


def find_own(tables: Tables, ends: NDArray[np.int32]) -> Bools:
    """Of pairs of entities (n x 2) those of a person and a country that one of his offices is of."""
    own = tables.remember(("own countries", ""), lambda: _list_own(tables))
    keys = np.sort(ends, axis=1).astype(np.int64)
    return np.asarray(np.isin(keys[:, 0] << 32 | keys[:, 1], own), dtype=bool)


def _list_own(tables: Tables) -> NDArray[np.int64]:
    """Both entities of each such pair in one number, the smaller first."""
    rows = tables.query(_OWN, {"share": SHARE})
    both = np.sort(np.column_stack([rows["entity"], rows["country"]]).astype(np.int64), axis=1)
    return np.asarray(both[:, 0] << 32 | both[:, 1])
