"""The forms under which names stand in a library, where each came from, and who is called by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dragoman.corrections.lines import fold_name

if TYPE_CHECKING:
    from dragoman.analysis.tables import Tables


def list_name_forms(tables: Tables, identifier: str) -> pd.DataFrame:
    """[form, articles, key]: the fullest forms of a name in articles, the commonest first ("also known as").

    `key` is whom articles named so by themselves, before anything was joined: what a split by `form` parts.
    """
    number = tables.entity_of.get(identifier)
    id = tables.entity_ids[number] if number is not None else ""
    frame: pd.DataFrame = tables.query(
        """
        SELECT name AS form, count(DISTINCT article)::INTEGER AS articles, mode(key ORDER BY key) AS key
        FROM listed WHERE id = ? AND name <> '' GROUP BY name ORDER BY articles DESC, form
        """,
        [id],
    ).to_pandas()
    return frame


def list_bearers(tables: Tables) -> dict[str, str]:
    """Names, folded by `fold_name`, and identifiers -> identifier; of several bearers the most frequent."""
    rows = tables.query(
        "SELECT name, id, count(*) AS times FROM listed WHERE name <> '' GROUP BY ALL ORDER BY times, id DESC"
    )
    found = {
        fold_name(name): id for name, id in zip(rows["name"].to_pylist(), rows["id"].to_pylist(), strict=True)
    }
    found |= {fold_name(str(label)): id for label, id in zip(tables.labels, tables.entity_ids, strict=True)
              if fold_name(str(label)) not in found}  # fmt: skip
    return found | {id: tables.entity_ids[number] for id, number in tables.entity_of.items()}
