"""Tables of libraries: random ones, with what is asked of them, and one of three articles."""

from datetime import date

from by_hand import Search
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from rows import make_entity, make_mention, make_row, make_table
from strategies import some

from dragoman.analysis.building import build_tables
from dragoman.model import KINDS, Filter

TEXT = (
    "Ministers met in Rome. They spoke of a cease-fire in the north and of Sánchez's plan.\n\n"
    "Later the ministers left for home."
)

kinds = st.sampled_from(KINDS)
units = st.sampled_from(("sentence", "paragraph", "article"))
couples = st.sampled_from(
    [
        ("person", "country"),
        ("country", "country"),
        ("country", "person"),
        ("topic", "person"),
        ("organization", "topic"),
    ]
)
loose = st.builds(
    Filter, routes_off=some(("name", "surname", "place", "demonym", "official")), rolled_up=st.booleans()
)  # lets most through: what counts is tried, not what passes
counted = st.sampled_from(("article", "story", "outlet"))
periods = st.sampled_from(("day", "week", "month", "quarter", "year"))
often = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


class Ranked(Search):
    """Whatever is asked for is found in two articles."""

    def find(self, query):
        return {"undated": 2.0, "old": 1.0}


def build(library):
    rows, stories = library
    return build_tables(make_table(rows), stories=stories, search=Search(rows))


def make_library():
    blinken = make_entity("person:antony-blinken", "Antony Blinken", True, [("Secretary of State", "USA")])
    israel = make_entity("country:ISR", "Israel")
    rows = [
        make_row(
            "old", [blinken], [make_mention("person:antony-blinken", 0, 0)], day=date(2020, 1, 1), title="Old"
        ),
        make_row(
            "new",
            [blinken, israel],
            [make_mention("person:antony-blinken", 1, 1)],
            day=date(2022, 1, 1),
            title="New",
        ),
        make_row(
            "undated", [israel], [make_mention("country:ISR", 1, 1, "place")], title="Undated", text=TEXT
        ),
    ]
    return build_tables(make_table(rows), search=Ranked(rows))
