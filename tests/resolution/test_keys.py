"""Names that may be one have a key in common, so that nothing is overlooked that the rules would join."""

from __future__ import annotations

import csv
from pathlib import Path

from dragoman.knowledge.names.forms import take_apart
from dragoman.resolution.keys import list_keys, list_longer_keys, list_near_keys, list_shorter

with (Path(__file__).parents[1] / "knowledge" / "names" / "hard_pairs.csv").open(
    encoding="utf-8", newline=""
) as _lines:
    PAIRS = [row for row in csv.DictReader(_lines) if row["across"] == "one"]


def list_all(name: str, country: str) -> set[tuple[str, ...]]:
    form = take_apart(name)
    return {*list_keys(form), *list_near_keys(form, country), *list_longer_keys(form)}


# Two names that the rules take for one, and that are never compared, since they have no key in common.
OVERLOOKED = {("Mahmoud Ahmadinejad", "Mahmud Ahmadi-Nejad")}


def test_the_hard_pairs_that_are_one_are_looked_for_together() -> None:
    assert len(PAIRS) > 40
    apart = {
        (row["one"], row["other"])
        for row in PAIRS
        if not list_all(row["one"], row["country"]) & list_all(row["other"], row["country"])
    }
    assert apart == OVERLOOKED


def test_near_sounds_are_looked_for_in_one_country_only() -> None:
    form = take_apart("Emomali Rakhmonov")
    assert not list(list_near_keys(form, ""))
    assert set(list_near_keys(form, "TJK")).isdisjoint(list_near_keys(form, "RUS"))


def test_a_fathers_name_is_no_shorter_form() -> None:
    assert ("salman", "bin", "abdulaziz") not in set(
        list_shorter(take_apart("Khalid bin Salman bin Abdulaziz"))
    )
    assert ("lula", "da", "silva") in set(list_shorter(take_apart("Luiz Inácio Lula da Silva")))
