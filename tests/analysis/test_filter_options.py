"""Lists of articles and the choices of the filters, as plain Python counts them."""

from by_hand import find_officials, passes
from hypothesis import given
from made_tables import build, often
from strategies import filters, libraries

from dragoman.analysis.articles import find_articles
from dragoman.analysis.evidence import find_evidence
from dragoman.analysis.filter_options import list_options


@often
@given(libraries(), filters)
def test_lists_and_options(library, filter):
    rows, _ = library
    tables = build(library)
    officials = find_officials(rows)
    passing = [row for row in rows if passes(row, filter, officials)]
    found, seen = 1, []
    for number in range(1, 6):
        frame, found = find_articles(tables, filter, number=number, size=2)
        seen += frame["id"].tolist()
    assert found == len(passing) == len(find_evidence(tables, filter, ()))
    assert sorted(seen) == sorted(row["id"] for row in passing)[:10]
    options = list_options(tables, filter)
    assert (options.articles, options.undated) == (len(passing), sum(row["date"] is None for row in passing))
    days = [row["date"] for row in passing if row["date"]]
    assert (options.first, options.last) == ((min(days), max(days)) if days else (None, None))
    outlets = [row["outlet"] for row in passing if row["outlet"]]
    assert dict(zip(options.outlets["id"], options.outlets["count"], strict=True)) == {
        name: outlets.count(name) for name in set(outlets)
    }
    for role, count in zip(options.offices["id"], options.offices["count"], strict=True):
        roles = [
            {office["role"].lower() for entity in row["entities"] for office in entity["offices"]}
            for row in passing
        ]
        assert count == sum(role in held for held in roles)
