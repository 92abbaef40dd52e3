"""How strongly a measure has a pair drawn, and how it reads."""

import json

import numpy as np
import pytest
from made_pairs import MEASURED, make_pairs, measured, people_and_countries

from dragoman.analysis.measures import find_strength
from dragoman.analysis.pairs import MADE_OF, measure_pairs
from dragoman.figures.matrix import draw_matrix
from dragoman.figures.measures import write_measure
from dragoman.figures.network import draw_network


@pytest.mark.parametrize("measure", ["count", "jaccard", "npmi", "likelihood"])
def test_width_and_shade_go_by_the_measure(measure):
    pairs = measured(people_and_countries(40))
    strength = find_strength(measure, *(pairs[name] for name in ("count", *MADE_OF)))
    option, rows = draw_network(pairs, measure=measure)
    widths = [link["lineStyle"]["width"] for link in option["series"][0]["links"]]
    weights = np.clip(np.nan_to_num(strength), 0, None)[: len(rows)]
    assert [widths[place] for place in np.argsort(weights, kind="stable")] == sorted(widths)
    json.dumps(option, allow_nan=False)
    option, rows = draw_matrix(pairs, measure=measure)
    json.dumps(option, allow_nan=False)
    assert list(rows.columns) == list(pairs.columns)
    said = {cell["label"]["formatter"] for cell in option["series"][0]["data"]}
    assert ("" in said) == bool(np.isnan(strength).any())


def test_a_measure_reads_with_its_interval_or_says_that_it_cannot():
    row = measured(make_pairs(("person:x", "country:y", 10))).assign(units_a=40, units_b=20, units_total=200)
    row = row.assign(
        **dict(zip(MEASURED, measure_pairs(*(row[name].to_numpy() for name in MADE_OF)), strict=True))
    )
    first = row.to_dict("records")[0]
    assert write_measure(first, "count") == "10 articles"
    assert write_measure(first, "jaccard") == "overlap 20 % (11 to 33 %)"
    assert write_measure(first, "npmi") == "tie 0.31 (0.09 to 0.62)"
    assert write_measure(first, "likelihood") == "log-likelihood 10.2"
    assert write_measure(first | {"count": 2}, "npmi") == "tie: too few to say"
