"""Tables of rows by key: after any puts and removals they hold what a dictionary would."""

from __future__ import annotations

import tempfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import AccessError
from dragoman.library.database import Database, match_any, quote

KEYS = ["a", "b'c", 'd"e', "ü %_"]
rows = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 9), min_size=1, max_size=3)
steps = st.lists(
    st.tuples(st.sampled_from(["put", "put_absent", "put_present", "replace", "remove"]), rows), max_size=6
)


def make_rows(values: dict[str, int]) -> list[dict[str, object]]:
    return [{"name": key, "source": value, "stamp": 0} for key, value in values.items()]


def read(database: Database) -> dict[str, int]:
    found = database.fetch("derived", ["name", "source"])
    return dict(zip(found["name"].to_pylist(), found["source"].to_pylist(), strict=True))


@settings(max_examples=12, deadline=None)
@given(steps)
def test_any_steps_leave_what_a_dictionary_would_hold(steps: list[tuple[str, dict[str, int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database, held = Database(folder), dict[str, int]()
        for step, values in steps:
            there = values.keys() & held.keys()
            if step == "remove":
                assert database.remove("derived", values) == len(there)
                held = {key: value for key, value in held.items() if key not in values}
                continue
            done = getattr(database, step)("derived", make_rows(values))
            if step == "put":
                held |= values
            elif step == "put_absent":
                held = values | held
                assert done == len(values) - len(there)
            elif step == "put_present":
                held |= {key: value for key, value in values.items() if key in there}
                assert done == len(there)
            else:
                held = dict(values)
            assert read(database) == held
        assert read(Database(folder)) == held
        assert database.count("derived") == len(held)


def test_conditions_hold_whatever_the_letters(tmp_path) -> None:
    database = Database(str(tmp_path))
    database.put("derived", make_rows(dict.fromkeys(KEYS, 1)))
    for key in KEYS:
        assert database.fetch("derived", ["name"], f"name = {quote(key)}")["name"].to_pylist() == [key]
    assert set(database.fetch("derived", ["name"], match_any("name", KEYS[:2]))["name"].to_pylist()) == set(
        KEYS[:2]
    )
    assert database.update("derived", match_any("name", KEYS[:2]), {"source": 7}) == 2
    assert sorted(read(database).values()) == [1, 1, 7, 7]


def test_a_version_moves_with_each_commit_and_who_reads_cannot_write(tmp_path) -> None:
    database = Database(str(tmp_path))
    before = database.version("derived")
    database.put("derived", make_rows({"a": 1}))
    assert database.version("derived") > before
    database.put("derived", [])
    assert database.commits == 1
    reading = database.for_reading()
    assert read(reading) == {"a": 1}
    with pytest.raises(AccessError):
        reading.put("derived", make_rows({"b": 1}))
    assert read(database) == {"a": 1}
