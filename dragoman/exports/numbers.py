"""Wikidata numbers beside the names of a table that leaves Dragoman."""

from __future__ import annotations

import pandas as pd

from dragoman.knowledge.spells.known import load_known_offices

ENDS = {"id": "label", "a": "a_label", "b": "b_label"}  # column of identifiers -> column of their names


def add_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of names or pairs with the Wikidata numbers of people whom the table of offices knows, "" for
    others, in the columns wikidata, or a_wikidata and b_wikidata; any other frame as it is."""
    found = {
        f"{label.removesuffix('label')}wikidata": [
            find_number(str(id), str(name)) for id, name in zip(frame[ids], frame[label], strict=True)
        ]
        for ids, label in ENDS.items()
        if ids in frame and label in frame
    }
    return frame.assign(**found)


def find_number(identifier: str, label: str) -> str:
    """The Wikidata number of the person of an identifier, by the name in full; "" for anything else."""
    return load_known_offices().find_wikidata(label) if identifier.startswith("person:") else ""
