"""Evidence: its pages, its copies, and none where nothing is."""

from datetime import date

from made_tables import make_library
from rows import make_entity, make_mention, make_row, make_table

from dragoman.analysis.building import build_tables
from dragoman.analysis.evidence import find_evidence
from dragoman.model import Filter


def test_a_copy_counts_once_in_stories_and_shows_its_first_article():
    rows = [
        make_row(
            name,
            [make_entity("country:ISR", "Israel")],
            [make_mention("country:ISR", 0, 0)],
            day=date(2021, 1, day),
        )
        for name, day in (("copy", 5), ("original", 2), ("other", 9))
    ]
    tables = build_tables(make_table(rows), stories={"copy": "original", "original": "original"})
    rows = find_evidence(tables, Filter(), ("country:ISR",), counted_in="story")
    assert rows["article"].tolist() == ["other", "original"]
    assert rows["articles"].tolist() == [1, 2]
    assert rows["ids"].tolist() == [["other"], ["original", "copy"]]
    assert rows["story"].tolist() == ["other", "original"]


def test_evidence_comes_in_pages():
    tables = make_library()
    assert find_evidence(tables, Filter(), (), start=1, limit=1)["article"].tolist() == ["old"]


def test_what_is_not_there_has_no_evidence():
    tables = make_library()
    for selection in (
        ("person:nobody",),
        ("country:ISR", "person:nobody"),
        ("country:ISR", "country:ISR"),
        ("nonsense", "country:ISR"),
    ):
        assert find_evidence(tables, Filter(), selection, "article").empty
