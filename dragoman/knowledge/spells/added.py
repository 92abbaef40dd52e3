"""What a user adds to the table of spells: rows of the form of office_spells.csv, merged into it.

Both lie beside one another where the setting `offices` says, by default in the user's data folder: the rows
as they
were added, and the table that they make with the one that comes with Dragoman. Added rows act when people
of several
articles are resolved and when hot tables are made; no stored reading depends on them.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import platformdirs

from dragoman.errors import KnowledgeError
from dragoman.knowledge.folder import find_data_folder
from dragoman.knowledge.spells.claims import COLUMNS, Claim, read_claims
from dragoman.knowledge.spells.merging import merge_claims
from dragoman.knowledge.spells.spell import Spell, read_base, read_spells, write_spells
from dragoman.settings import check_setting

SHIPPED = "office_spells.parquet"


def find_table() -> Path:
    """The file of the table in use: the user's, where there is one, made anew when Dragoman's has changed."""
    made = find_added().with_suffix(".parquet")
    if not made.exists():
        return find_data_folder() / SHIPPED
    if read_base(made) != hash_shipped() and find_added().exists():
        merge_added()
    return made


def stamp_table() -> str:
    """What tells the table in use from what it was before an update."""
    path = find_table()
    return f"{path} {path.stat().st_mtime_ns}"


def find_added() -> Path:
    """Where added rows are, or would be. SettingError when the setting `offices` is no path."""
    asked = check_setting("offices")
    return Path(asked).expanduser() if asked else platformdirs.user_data_path("dragoman") / "offices.csv"


@lru_cache(maxsize=1)
def hash_shipped() -> str:
    """What tells one table that comes with Dragoman from another: 16 hexadecimal digits."""
    return hashlib.sha256((find_data_folder() / SHIPPED).read_bytes()).hexdigest()[:16]


def update_offices(path: Path) -> tuple[int, int]:
    """Add a table of the form of office_spells.csv; how many rows it has, and spells the table has then.

    KnowledgeError when the file cannot be read or a line of it is not as it should be: nothing is added then.
    """
    rows = read_rows(path)
    claims = list(read_claims(rows, path.name))
    kept = find_added()
    before = read_rows(kept) if kept.exists() else []
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows([*before, *(row for row in rows if row not in before)])
    return len(claims), merge_added()


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with the columns of office_spells.csv. KnowledgeError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = [
                {name: cell or "" for name, cell in row.items() if name in COLUMNS}
                for row in csv.DictReader(lines)
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError(
            f"{path} cannot be read as CSV: {error}. Give a file in UTF-8 with a header."
        ) from error
    needed = {"country", "role", "person", "start", "end"}
    if not rows or not needed <= rows[0].keys():
        raise KnowledgeError(
            f"{path} must have rows, and the columns {', '.join(COLUMNS)} (at least {sorted(needed)})."
        )
    return rows


def merge_added() -> int:
    """Make the user's table of Dragoman's and the added rows; how many spells it has."""
    added = list(read_claims(read_rows(find_added()), find_added().name))
    touched = {claim.of for claim in added}
    shipped = read_spells(find_data_folder() / SHIPPED)
    spells: list[Spell] = []
    claims = list(added)
    for of in shipped.list_owners():
        if of in touched:
            claims += [claim for spell in shipped.list_spells(of) for claim in take_apart(spell)]
        else:
            spells += shipped.list_spells(of)
    spells += merge_claims(claims)
    write_spells(
        sorted(spells, key=lambda s: (s.of, s.post, s.first, s.person)),
        find_added().with_suffix(".parquet"),
        hash_shipped(),
    )
    return len(spells)


def take_apart(spell: Spell) -> Iterator[Claim]:
    """The claims that a spell may be made of again: one of each of its sources."""
    start = cut(spell.start.isoformat() if spell.start else "", spell.start_sure)
    end = cut((spell.end or spell.last).isoformat(), spell.end_sure) if spell.end_sure != "open" else ""
    for place, source in enumerate(spell.sources):
        yield Claim(
            spell.of, spell.role, spell.post, spell.person, spell.aliases, spell.wikidata, start, end, source,
            spell.seen if place == 0 else (), None if end or not start else spell.last,
        )  # fmt: skip


def cut(day: str, sure: str) -> str:
    """A day as far as it is known."""
    return day[: {"year": 4, "month": 7, "inferred": 7}.get(sure, 10)]
