"""Names that leave Dragoman have their Wikidata numbers beside them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dragoman.exports.numbers import add_numbers

PUTIN = {"id": "person:putin", "label": "Vladimir Putin"}


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_OFFICES", str(tmp_path / "offices.csv"))


def test_people_have_numbers_and_others_none() -> None:
    frame = pd.DataFrame([PUTIN, {"id": "country:RUS", "label": "Russia"}])
    assert list(add_numbers(frame)["wikidata"]) == ["Q7747", ""]


def test_pairs_have_a_number_at_each_end() -> None:
    frame = pd.DataFrame(
        [{"a": "person:putin", "b": "country:RUS", "a_label": "Vladimir Putin", "b_label": "Russia"}]
    )
    added = add_numbers(frame)
    assert [added["a_wikidata"][0], added["b_wikidata"][0]] == ["Q7747", ""]


def test_another_frame_stays_as_it_is() -> None:
    frame = pd.DataFrame([{"article": "x", "title": "A"}])
    pd.testing.assert_frame_equal(add_numbers(frame), frame)
