"""Random libraries and filters over few names, so that filters hit."""

from datetime import date, timedelta

from hypothesis import strategies as st
from rows import make_entity, make_mention, make_row

from dragoman.model import ROUTES, Filter

SOUGHT = ("odd", "odd even", "odd -even", '(even OR "odd") NOT (odd even)')  # see by_hand.SOUGHT
PEOPLE = ("person:ada-alpha", "person:bo-beta", "person:cy-gamma")
COUNTRIES = ("country:FRA", "country:ISR", "country:USA")
ORGANIZATIONS = ("organization:nato",)
TOPICS = ("topic:energy", "topic:sanctions")
NAMES = (*PEOPLE, *COUNTRIES, *ORGANIZATIONS, *TOPICS)
OFFICIALS = frozenset(PEOPLE[:2])
OUTLETS = ("", "Courier", "Wire")
ROLES = ("Foreign Minister", "President")
# Nobody is of two countries: that would make two people of one name
HOMES = {"person:ada-alpha": "FRA", "person:bo-beta": "ISR"}
START = date(2021, 1, 1)

TITLES = ("t", "odd", "even")
PARAGRAPHS = ("none", "odd", "even", "odd even")

days = st.integers(0, 80).map(lambda number: START + timedelta(days=number))


def offices(home):
    """(role, country, body, former) of an official of a country."""
    return st.tuples(
        st.sampled_from(ROLES),
        st.sampled_from(("", home, home)),
        st.sampled_from(("", "", "NATO")),
        st.booleans(),
    )


@st.composite
def articles(draw, number):
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=6))
    places = st.integers(0, 3)
    mentions = []
    for name in names:
        for place in draw(st.lists(places, min_size=0, max_size=3)):
            route = (
                "lexicon"
                if name.startswith("topic")
                else draw(st.sampled_from(("name", "surname", "place", "demonym")))
            )
            mentions.append(make_mention(name, place, place // 2, route, 10 * place, 10 * place + 4))
    entities = [
        make_entity(
            name,
            name.partition(":")[2].replace("-", " ").title(),
            name in OFFICIALS,
            draw(st.lists(offices(HOMES[name]), max_size=2)) if name in OFFICIALS else [],
        )
        for name in names
    ]
    if draw(st.booleans()):  # a surname that could be two people counts nowhere
        entities.append(make_entity("person:alpha", "Alpha", candidates=PEOPLE[:2]))
        mentions.append(make_mention("person:alpha", draw(places), 0, "surname"))
    topics = (
        [name.partition(":")[2] for name in names if name in TOPICS] if draw(st.booleans()) else ["energy"]
    )
    day = draw(st.none() | days)
    origin = "none" if day is None else draw(st.sampled_from(("stated", "guessed", "parsed")))
    return make_row(
        f"a{number}",
        entities,
        mentions,
        topics,
        day,
        origin,
        draw(st.sampled_from(OUTLETS)),
        title=draw(st.sampled_from(TITLES)),
        text="\n\n".join(draw(st.lists(st.sampled_from(PARAGRAPHS), min_size=2, max_size=2)))
        + " "
        + "x" * 80,
    )


@st.composite
def libraries(draw, most=10):
    """(rows as dictionaries, story of some articles)."""
    size = draw(st.integers(0, most))
    rows = [draw(articles(number)) for number in range(size)]
    ids = [row["id"] for row in rows]
    stories = {id: draw(st.sampled_from(ids)) for id in ids if draw(st.booleans())}
    return rows, {
        id: stories.get(story, story) if story in stories else story for id, story in stories.items()
    }


def some(values):
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


filters = st.builds(
    Filter,
    people=st.just(()) | some(PEOPLE),
    countries=st.just(()) | some((*COUNTRIES, "country:XXX")),
    topics=st.just(()) | some(TOPICS),
    offices=st.just(()) | some(("foreign minister", "president")),
    outlets=st.just(()) | some(OUTLETS),
    start=st.none() | days,
    end=st.none() | days,
    text=st.sampled_from(("", "", "odd", *SOUGHT)),
    routes_off=st.just(()) | some(ROUTES),
    match=st.sampled_from(("all", "any")),
    officials_only=st.booleans(),
    guessed_dates=st.booleans(),
    undated=st.sampled_from(("with", "with", "without", "only")),
    groups=st.just(()) | st.just(()) | some(("group:nato", "group:european-union", "group:nowhere")),
    rolled_up=st.booleans(),
    excluded=st.just(()) | some((*NAMES, "country:XXX")),
    excluded_outlets=st.just(()) | some(OUTLETS),
    paragraphs_only=st.booleans(),
)
