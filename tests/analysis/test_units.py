"""The units that measures are made of: counted by hand and by scipy, and as many as the evidence shows."""

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_tables import build, couples, often, units
from rows import make_entity, make_mention, make_row, make_table
from scipy.stats import binomtest, chi2_contingency
from strategies import filters, libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.evidence import find_evidence
from dragoman.analysis.filtering import drop_names
from dragoman.analysis.pairs import MADE_OF, count_pairs
from dragoman.analysis.units import count_units
from dragoman.model import Filter
from dragoman.reading.layout import find_paragraphs

KINDS = ("country", "country")
PAIR = ("country:RUS", "country:TUR")
TEXT = "\n\n".join("x" * 20 for _ in range(4))  # with the title five paragraphs, of two sentences each


def make_article(number, russia=(), turkey=(), outlet="Wire", words=10):
    """An article of ten sentences in five paragraphs, with the sentences that name the one and the other."""
    spots = {key: sentences for key, sentences in zip(PAIR, (russia, turkey), strict=True) if sentences}
    mentions = [make_mention(key, place, place // 2) for key, places in spots.items() for place in places]
    row = make_row(
        f"a{number}", map(make_entity, spots), mentions, day=date(2021, 1, 1 + number), outlet=outlet,
        title="t", text=TEXT, sentences=10,
    )  # fmt: skip
    return row | {"words": words}


def make_library():
    """Nine articles of two outlets: the last is a shortened copy of the first, in the other outlet, and the
    one before it a copy in the same."""
    rows = [
        make_article(0, [0, 1, 2], [0, 1]),
        make_article(1, [0, 4], [0, 4, 5]),
        make_article(2, [2], [3]),  # one paragraph, two sentences
        make_article(3, [1], [8]),  # one article, two paragraphs
        make_article(4, [6]),
        make_article(5, (), [6, 7], "Courier"),
        make_article(6, (), (), "Courier"),
        make_article(7, [0, 1, 2], [0, 1], "Wire", 9),
        make_article(8, [0], [0], "Courier", 5),
    ]
    return build_tables(make_table(rows), stories={"a7": "a0", "a8": "a0"})


BY_HAND = {  # (unit, counted in) -> units with both, Russia, Turkey, all
    ("sentence", "article"): (7, 12, 12, 90),
    ("sentence", "story"): (4, 8, 9, 70),
    ("sentence", "outlet"): (5, 9, 10, 80),
    ("paragraph", "article"): (6, 10, 8, 45),
    ("paragraph", "story"): (4, 7, 6, 35),
    ("paragraph", "outlet"): (5, 8, 7, 40),
    ("article", "article"): (6, 7, 7, 9),
    ("article", "story"): (4, 5, 5, 7),
    ("article", "outlet"): (5, 6, 6, 8),
}


@pytest.mark.parametrize(("unit", "counted_in"), BY_HAND)
def test_each_measure_is_scipys_in_each_unit_and_counted_in(unit, counted_in):
    (row,) = count_pairs(make_library(), Filter(), KINDS, unit, counted_in).to_dict("records")
    k, a, b, n = BY_HAND[unit, counted_in]
    assert tuple(row[name] for name in MADE_OF) == (k, a, b, n)
    either = binomtest(k, a + b - k).proportion_ci(method="wilson")
    assert (row["jaccard"], row["jaccard_low"], row["jaccard_high"]) == pytest.approx(
        (k / (a + b - k), either.low, either.high)
    )
    assert row["npmi"] == pytest.approx(math.log(k * n / (a * b)) / -math.log(k / n))
    table = [[k, a - k], [b - k, n - a - b + k]]
    found = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert row["likelihood"] == pytest.approx(found)
    assert row["npmi"] > 0


def test_a_filter_for_a_name_leaves_the_measures_as_they_are():
    tables = make_library()
    (whole,) = count_pairs(tables, Filter(), KINDS).to_dict("records")
    for filter in (Filter(countries=PAIR[:1]), Filter(countries=PAIR[1:]), Filter(countries=PAIR)):
        (row,) = count_pairs(tables, filter, KINDS).to_dict("records")
        assert {name: row[name] for name in (*MADE_OF, "npmi")} == {
            name: whole[name] for name in (*MADE_OF, "npmi")
        }
        assert row["total"] < whole["total"]
    (row,) = count_pairs(tables, Filter(outlets=("Courier",)), KINDS).to_dict("records")
    assert tuple(row[name] for name in MADE_OF) == (1, 1, 3, 30)


@often
@given(libraries(), filters, couples, units)
def test_as_many_units_hold_a_pair_as_its_evidence_shows(library, filter, kinds, unit):
    tables = build(library)
    for row in count_pairs(tables, filter, kinds, unit).to_dict("records"):
        shown = find_evidence(tables, drop_names(filter), (row["a"], row["b"]), unit)
        units_of = (
            1 if unit == "article" else len({sentence[unit] for sentence in sentences})
            for sentences in shown["sentences"]
        )
        assert sum(units_of) == row["units"]
        assert row["count"] <= row["units"] <= min(row["units_a"], row["units_b"])
        assert row["units_a"] + row["units_b"] - row["units"] <= row["units_total"]


@often
@given(libraries(), filters, couples, units, st.sampled_from(("article", "story", "outlet")))
def test_a_pair_named_together_more_often_than_by_independence_is_positive(
    library, filter, kinds, unit, counted_in
):
    for row in count_pairs(build(library), filter, kinds, unit, counted_in).to_dict("records"):
        k, a, b, n = (row[name] for name in MADE_OF)
        assert (row["npmi"] > 0) == (k * n > a * b) or (k and k == n)
        if k * n > a * b and k >= 3:
            assert row["likelihood"] > 0


def test_paragraphs_are_those_of_the_reading():
    texts = ["", "One.", "One.\n\nTwo.\n \n\n\nThree.", "One.\nAnd one.\n\nTwo.", "One.\n\u00a0\u2003\nTwo."]
    rows = [
        make_row(f"a{n}", title="t", day=date(2021, 1, 1 + n)) | {"text": text}
        for n, text in enumerate(texts)
    ]
    tables = build_tables(make_table(rows))
    assert count_units(tables, "paragraph").tolist() == [
        len(find_paragraphs(f"t\n\n{text}")) for text in texts
    ]
    assert replace(Filter(), text="x") == drop_names(Filter(text="x", people=("person:a",)))
