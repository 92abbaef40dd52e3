"""Each number of each chart and list, again by a few lines of pandas, each measure again with scipy.

What is asked goes through `list_rows`, the door of all charts and exports. Which test holds which chart:

| chart or list                                            | test
  |
| -------------------------------------------------------- |
  --------------------------------------------------------------- |
| pairs table, network, matrix, dyads, their measures      | test_pairs
  |
| time player of the network                               | test_time_player
  |
| names of Overview and World; World's lines, dossier lists | test_names_and_what_is_together
  |
| routes and outlets of a dossier                          | test_routes_and_outlets
  |
| timeline (counts, shares), lines, stream, a pair, each with its interval | test_over_time
  |
| what changed: counts, shares, p and q                    | test_changes
  |
| compare: names, pairs, over time, interval of the difference | test_compare
  |
| offices of a dossier, stated and learnt                  | test_dossier.py test_spells, test_learnt.py
  |
| list of articles, options of the filters                 | test_options.py test_lists_and_options
  |

Filters by office, group, route, text or officials, and officials as countries, are tried by `test_pairs.py`,
`test_entities.py` and `test_timeline.py` against `by_hand.py`, which is plain Python; that each number has as
many rows of evidence, by both and by `tests/questions/test_evidence.py`.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows import make_table
from scipy.stats import binomtest, false_discovery_control, hypergeom, power_divergence
from strategies import COUNTRIES, NAMES, OUTLETS, START, days, libraries, some

from dragoman.analysis.building import build_tables
from dragoman.analysis.changes import count_changes
from dragoman.analysis.dossier import count_routes
from dragoman.analysis.evidence import count_outlets
from dragoman.analysis.pairs_over_time import count_windows
from dragoman.model import Filter, View
from dragoman.questions.evidence import count_rows_of
from dragoman.questions.rows import list_rows

often = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
filters = st.builds(
    Filter,
    countries=st.just(()) | some(COUNTRIES[:2]),
    outlets=st.just(()) | some(OUTLETS[1:]),
    start=st.none() | days,
    guessed_dates=st.booleans(),
    undated=st.sampled_from(("with", "with", "without")),
)
units = st.sampled_from(("sentence", "paragraph", "article"))
counted = st.sampled_from(("article", "story", "outlet"))
couples = st.sampled_from(
    [("person", "country"), ("country", "country"), ("topic", "person"), ("organization", "country")]
)
LENGTHS = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}


class Stored:
    """A library's stored readings as frames: `articles`, and `named`, a row a mention or unplaced topic."""

    def __init__(self, library) -> None:
        rows, stories = library
        self.tables = build_tables(make_table(rows), stories=stories)
        heads = [
            (row["id"], stories.get(row["id"], row["id"]), row["outlet"], row["date"], row["date_origin"])
            for row in rows
        ]
        self.articles = pd.DataFrame(
            heads, columns=["article", "story", "outlet", "day", "origin"], dtype=object
        )
        self.articles["day"] = pd.to_datetime(self.articles["day"])
        self.paragraphs = {row["id"]: 2 + row["text"].count("\n\n") for row in rows}
        unclear = {
            (row["id"], entity["key"]) for row in rows for entity in row["entities"] if entity["candidates"]
        }
        spots = [
            (row["id"], mention["key"], mention["sentence"], mention["paragraph"], mention["route"])
            for row in rows
            for mention in row["mentions"]
            if (row["id"], mention["key"]) not in unclear
        ]
        spots += [
            (row["id"], f"topic:{topic}", None, None, "lexicon") for row in rows for topic in row["topics"]
        ]
        named = pd.DataFrame(
            spots, columns=["article", "key", "sentence", "paragraph", "route"], dtype=object
        )
        self.named = named.merge(self.articles, on="article")

    def passing(self, filter: Filter) -> pd.DataFrame:
        """The articles that pass."""
        frame = self.articles
        for key in filter.countries:
            frame = frame[frame["article"].isin(self.named.loc[self.named["key"] == key, "article"])]
        frame = frame[frame["outlet"].isin(filter.outlets or OUTLETS)]
        for sign, day in ((1, filter.start), (-1, filter.end)):
            if day:
                frame = frame[(frame["day"] - pd.Timestamp(day)) * sign >= pd.Timedelta(0)]
        frame = frame[frame["day"].notna()] if filter.undated == "without" else frame
        return frame if filter.guessed_dates else frame[frame["origin"] != "guessed"]

    def units(
        self,
        filter: Filter,
        unit: str,
        counted_in: str,
        a: str,
        b: str,
        window: tuple[str, object] | None = None,
    ) -> tuple[int, ...]:
        """Units of the population (of a period's first day) that name both, the one, the other, and all."""
        copies = self.passing(replace(filter, countries=())).sort_values(["day", "article"])
        if window:
            copies = cut(copies, window[0])
            copies = copies[copies["period"] == window[1]]
        if counted_in != "article":
            copies = copies.drop_duplicates(["story", *(["outlet"] if counted_in == "outlet" else [])])
        named = self.named[self.named["article"].isin(copies["article"])]
        on = ["article"] if unit == "article" else ["article", unit]
        spots = [
            set(named.loc[named["key"] == key, on].dropna().itertuples(index=False, name=None))
            for key in (a, b)
        ]
        size = {"sentence": 8, "article": 1}
        sizes = [size.get(unit) or self.paragraphs[article] for article in copies["article"]]
        return len(spots[0] & spots[1]), *map(len, spots), sum(sizes)

    def names(self, passing: pd.DataFrame) -> pd.DataFrame:
        """What passing articles name."""
        return self.named[self.named["article"].isin(passing["article"])]

    def together(self, passing: pd.DataFrame, kinds: tuple[str, str], unit: str) -> pd.DataFrame:
        """Pairs (a, b) of two kinds that share a unit of passing articles, each as often as they do."""
        on = ["article", "story", "outlet", "day", *([] if unit == "article" else [unit])]
        named = self.names(passing).dropna(subset=on[4:])
        both = (
            named[[*on, "key"]]
            .rename(columns={"key": "a"})
            .merge(named[[*on, "key"]].rename(columns={"key": "b"}), on=on)
        )
        both = (
            both[both["a"].str.startswith(kinds[0]) & both["b"].str.startswith(kinds[1])]
            if len(both)
            else both
        )
        return both[both["a"] < both["b"]] if kinds[0] == kinds[1] else both


def list_counts(frame: pd.DataFrame, by: list[str], counted_in: str) -> dict:
    """Distinct articles, stories or outlets of each group."""
    return frame.groupby(by)[counted_in].nunique().to_dict() if len(frame) else {}


def find_wilson(count: int, total: int) -> tuple[float, float]:
    found = binomtest(int(count), int(total)).proportion_ci(method="wilson")
    return found.low, found.high


@often
@given(libraries(), filters, couples, units, counted)
def test_pairs(library, filter, kinds, unit, counted_in):
    stored = Stored(library)
    passing = stored.passing(filter)
    view = View("connections", filter, kinds=kinds, unit=unit, counted_in=counted_in)
    frame = list_rows(stored.tables, view, "pairs")
    pd.testing.assert_frame_equal(frame, list_rows(stored.tables, view, "network"))
    assert dict(zip(zip(frame["a"], frame["b"], strict=True), frame["count"], strict=True)) == list_counts(
        stored.together(passing, kinds, unit), ["a", "b"], counted_in
    )
    single = list_counts(stored.names(passing), ["key"], counted_in)
    for row in frame.to_dict("records"):
        k, a, b, n = row["count"], single[row["a"]], single[row["b"]], passing[counted_in].nunique()
        assert (row["count_a"], row["count_b"], row["total"]) == (a, b, n)
        assert count_rows_of(stored.tables, replace(view, selection=(row["a"], row["b"]))) == k
        check_measures(row, *stored.units(filter, unit, counted_in, row["a"], row["b"]))


def check_measures(row: dict, k: int, a: int, b: int, n: int) -> None:
    """Each measure and interval from its definition: scipy's Wilson and G2, NPMI over its largest value."""
    assert (row["units"], row["units_a"], row["units_b"], row["units_total"]) == (k, a, b, n)
    if not a + b:  # of a story that is named in a shorter copy alone
        assert np.isnan(row["jaccard"])
        return
    if not k:  # named together in a shorter copy alone
        assert row["npmi"] == -1
        return
    low, high = find_wilson(k, a + b - k)
    assert (row["jaccard"], row["jaccard_low"], row["jaccard_high"]) == pytest.approx(
        (k / (a + b - k), low, high)
    )
    low, high = (share * n for share in find_wilson(k, n))
    expected = [find_npmi(share, a, b, n) for share in (k, low, min(high, a, b))]
    assert [row["npmi"], row["npmi_low"], row["npmi_high"]] == pytest.approx(expected)
    observed = np.array([k, a - k, b - k, n - a - b + k])
    chance = np.array([a * b, a * (n - b), (n - a) * b, (n - a) * (n - b)]) / n
    assert observed.min() >= 0
    if chance[0] < 1 and k < 3:
        assert np.isnan(row["likelihood"])
        return
    kept = chance > 0  # a cell that cannot be filled says nothing
    found = power_divergence(observed[kept], chance[kept], lambda_="log-likelihood").statistic
    assert row["likelihood"] == pytest.approx(found if k >= chance[0] else -found, abs=1e-9)


def find_npmi(together: float, a: int, b: int, n: int) -> float:
    """Of nltk's formula, log2 of what is over what chance has, the share of its largest value."""
    if together == n:
        return 1.0
    return float(np.log2(together * n / (a * b)) / -np.log2(together / n))


@often
@given(libraries(), filters, couples, units, counted, st.sampled_from(("month", "quarter", "year")))
def test_time_player(library, filter, kinds, unit, counted_in, period):
    stored = Stored(library)
    pairs = list_rows(
        stored.tables, View("connections", filter, kinds=kinds, unit=unit, counted_in=counted_in), "pairs"
    )
    film = count_windows(
        stored.tables, filter, list(zip(pairs["a"], pairs["b"], strict=True)), unit, counted_in, period
    )
    passing = cut(stored.passing(filter), period)
    both = list_counts(cut(stored.together(passing, kinds, unit), period), ["period", "a", "b"], counted_in)
    names = list_counts(cut(stored.names(passing), period), ["period", "key"], counted_in)
    total = list_counts(passing, ["period"], counted_in)
    assert dict(zip(film.periods["period"], film.periods["count"], strict=True)) == total
    assert {
        (row.period, row.a, row.b): row.count for row in film.pairs.itertuples(index=False, name="Row")
    } == both
    drawn = {*pairs["a"], *pairs["b"]}
    assert {(row.period, row.id): row.count for row in film.names.itertuples(index=False, name="Row")} == {
        key: count for key, count in names.items() if key[1] in drawn
    }
    for row in film.pairs.to_dict("records"):
        window = (period, row["period"])
        check_measures(row, *stored.units(filter, unit, counted_in, row["a"], row["b"], window))


def cut(frame: pd.DataFrame, period: str) -> pd.DataFrame:
    """What has a date, with the first day of its period."""
    dated = frame[frame["day"].notna()]
    return dated.assign(
        period=dated["day"].dt.to_period(LENGTHS[period]).dt.start_time.astype("datetime64[s]")
    )


@often
@given(libraries(), filters, units, counted, st.sampled_from(NAMES))
def test_names_and_what_is_together(library, filter, unit, counted_in, name):
    stored = Stored(library)
    passing = stored.passing(filter)
    single = list_counts(stored.names(passing), ["key"], counted_in)
    mentions = stored.names(passing).dropna(subset="sentence").groupby("key").size().to_dict()
    for page in ("overview", "world"):
        frame = list_rows(stored.tables, View(page, filter, counted_in=counted_in), "names")
        expected = {
            key: count for key, count in single.items() if page == "overview" or key.startswith("country")
        }
        assert dict(zip(frame["id"], frame["count"], strict=True)) == expected
        assert dict(zip(frame["id"], frame["mentions"], strict=True)) == {
            key: mentions.get(key, 0) for key in expected
        }
        together = list_rows(
            stored.tables, View(page, filter, unit=unit, counted_in=counted_in, selection=(name,)), "together"
        )
        # Of one kind a before b: both ways round
        both = stored.together(passing, ("", "country" if page == "world" else ""), unit)
        both = pd.concat([both, both.rename(columns={"a": "b", "b": "a"})])
        both = both[
            (both["a"] == name)
            & (both["b"] != name)
            & both["b"].str.startswith("country" if page == "world" else "")
        ]
        assert dict(zip(together["id"], together["count"], strict=True)) == list_counts(
            both, ["b"], counted_in
        )


@often
@given(libraries(), filters, counted, st.sampled_from(NAMES))
def test_routes_and_outlets(library, filter, counted_in, name):
    stored = Stored(library)
    plain = replace(filter, countries=())  # a route that is off takes from what the filter finds, too
    named = stored.names(stored.passing(plain))
    named = named[named["key"] == name]
    routes = count_routes(stored.tables, plain, name, counted_in)
    assert dict(zip(routes["route"], routes["count"], strict=True)) == list_counts(
        named, ["route"], counted_in
    )
    outlets = count_outlets(stored.tables, plain, (name,))
    assert dict(zip(outlets["outlet"], outlets["count"], strict=True)) == list_counts(
        named, ["outlet"], "article"
    )


@often
@given(
    libraries(),
    filters,
    units,
    counted,
    st.sampled_from(tuple(LENGTHS)),
    st.lists(st.sampled_from(NAMES), unique=True, min_size=2, max_size=2),
)
def test_over_time(library, filter, unit, counted_in, period, names):
    stored = Stored(library)
    view = View("timeline", filter, unit=unit, counted_in=counted_in, period=period)
    passing, everything = (
        cut(stored.passing(filter), period),
        cut(stored.passing(replace(filter, countries=())), period),
    )
    total, coverage = (list_counts(frame, ["period"], counted_in) for frame in (passing, everything))
    check_points(list_rows(stored.tables, view, "timeline"), total, coverage)
    named = cut(stored.names(passing), period)
    by_name = {name: list_counts(named[named["key"] == name], ["period"], counted_in) for name in NAMES}
    ranks = pd.Series(list_counts(stored.names(stored.passing(filter)), ["key"], counted_in), dtype=float)
    topics = [name for name in ranks.index if name.startswith("topic")]
    for asked, ids in ((replace(view, lines=tuple(names)), names), (replace(view, chart="stream"), topics)):
        frame = list_rows(stored.tables, asked, "timeline")
        assert set(frame["id"]) == (set(ids) if total else set())
        for name, points in frame.groupby("id"):
            check_points(points, by_name[name], total)
    a, b = sorted(names)
    both = stored.together(passing, ("", ""), unit)
    both = both[(both["a"] == a) & (both["b"] == b)]
    pair = list_rows(stored.tables, replace(view, lines=tuple(names), chart="pair"), "timeline")
    check_points(pair, list_counts(cut(both, period), ["period"], counted_in), total)


def check_points(frame: pd.DataFrame, counts: dict, coverage: dict) -> None:
    """The points of a line: covered periods only, 0 where nothing else, each with Wilson's interval."""
    assert set(frame["period"]) == set(coverage)
    for row in frame.to_dict("records"):
        count, total = counts.get(row["period"], 0), coverage[row["period"]]
        assert (row["count"], row["coverage"]) == (count, total)
        assert [row["share"], row["low"], row["high"]] == pytest.approx(
            [count / total, *find_wilson(count, total)], abs=1e-12
        )


@often
@given(libraries(), filters, couples, units, counted, days, days)
def test_changes(library, filter, kinds, unit, counted_in, one, two):
    stored = Stored(library)
    one, two = sorted((one, two))
    spans = ((one, two), (START, one))
    sides = [stored.passing(replace(filter, start=first, end=last)) for first, last in spans]
    counts = [list_counts(stored.together(side, kinds, unit), ["a", "b"], counted_in) for side in sides]
    totals = [side[counted_in].nunique() for side in sides]
    frame = count_changes(stored.tables, replace(filter, start=None), *spans, kinds, unit, counted_in)
    assert set(zip(frame["a"], frame["b"], strict=True)) == {*counts[0], *counts[1]}
    for row in frame.to_dict("records"):
        now, before = (side.get((row["a"], row["b"]), 0) for side in counts)
        assert (row["count"], row["count_before"], row["total"], row["total_before"]) == (
            now,
            before,
            *totals,
        )
        assert [row["share"], row["share_before"]] == pytest.approx(
            [among / total if total else np.nan for among, total in zip((now, before), totals, strict=True)],
            nan_ok=True,
        )
        if not np.isnan(row["p"]):
            law = hypergeom(sum(totals), now + before, totals[0])
            below, above = (tail - law.pmf(now) / 2 for tail in (law.cdf(now), law.sf(now - 1)))
            assert row["p"] == pytest.approx(min(1, 2 * min(below, above)), abs=1e-9)
    tested = frame.dropna(subset="p")
    if len(tested):
        assert tested["q"].to_numpy() == pytest.approx(false_discovery_control(tested["p"].to_numpy()))


@often
@given(libraries(), filters, couples, units, counted, st.sampled_from(("week", "month")), days)
def test_compare(library, filter, kinds, unit, counted_in, period, day):
    stored = Stored(library)
    sides = (Filter(outlets=OUTLETS[1:2]), Filter(start=day))
    filter = replace(filter, countries=())
    narrowed = [replace(filter, outlets=OUTLETS[1:2]), replace(filter, start=day, end=None)]
    passing = [stored.passing(side) for side in narrowed]
    totals = [side[counted_in].nunique() for side in passing]
    view = View("compare", filter, unit=unit, counted_in=counted_in, sides=sides, period=period)
    names = [list_counts(stored.names(side), ["key"], counted_in) for side in passing]
    for kind in ("person", "country", "topic"):
        frame = list_rows(stored.tables, replace(view, listed=kind), "sides")
        check_sides(
            frame.set_index("id"),
            [{k: v for k, v in side.items() if k.startswith(kind)} for side in names],
            totals,
        )
    frame = list_rows(stored.tables, replace(view, listed="pair"), "sides").set_index(["a", "b"])
    both = [
        list_counts(stored.together(side, ("person", "country"), unit), ["a", "b"], counted_in)
        for side in passing
    ]
    check_sides(frame, both, totals)
    points = list_rows(stored.tables, view, "timeline")
    for id, side in zip(("one", "two"), passing, strict=True):
        cover = list_counts(cut(side, period), ["period"], counted_in)
        check_points(points[points["id"] == id], cover, cover)


def check_sides(frame: pd.DataFrame, counts: list[dict], totals: list[int]) -> None:
    """Counts of both sides, and Newcombe's interval of their difference: from scipy's Wilson intervals."""
    assert set(frame.index) == {*counts[0], *counts[1]}
    for key, row in zip(frame.index, frame.to_dict("records"), strict=True):
        (k, m), (n, o) = (side.get(key, 0) for side in counts), totals
        assert (row["count_one"], row["count_two"], row["total_one"], row["total_two"]) == (k, m, n, o)
        if n and o:
            (low_one, high_one), (low_two, high_two) = find_wilson(k, n), find_wilson(m, o)
            p, q = k / n, m / o
            low, high = (
                p - q - np.hypot(p - low_one, high_two - q),
                p - q + np.hypot(high_one - p, q - low_two),
            )
            assert [row["difference"], row["low"], row["high"]] == pytest.approx(
                [p - q, low, high], abs=1e-12
            )
