"""Stories: copies are joined, what is only alike is not, and the order of the articles plays no part."""

import json
import random
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.resolution.stories import find_stories, group_relatives, mark_text

DAY = date(2021, 6, 27)

WIRE = """The foreign ministers of Italy and Norway met in Rome on Sunday and agreed to send a joint mission
to the ports of the eastern Adriatic before the summer ends.

The mission will look at customs, storage and rail links, and is to report to both governments by the first
week of October, officials of the two ministries said after the meeting.

Norway has put 40 million euros aside for the work, of which a quarter goes to training harbour pilots from
Albania and Montenegro in Bergen.

Neither side would say whether Greece, which asked in March to be heard on the plan, is going to be invited to
the second round of talks.

Trade unions in Trieste welcomed the step but asked for written promises on wages, since earlier projects had
brought contractors from outside the region.

The two ministers meet again in Oslo in November, when the parliaments of both countries are expected to have
passed the money that is needed."""

OTHER = """Kenya opened a second line of its coastal railway on Friday with a train that carried farmers,
pupils and two cabinet ministers from Mombasa to Malindi.

The line was built in four years and cost a tenth more than planned, the transport ministry said, mostly
because of floods that washed away two bridges.

Fares will be held down by a subsidy until the end of next year, after which parliament is to look at the
accounts again and decide."""

NOTICE = """On May 16, {year}, by Executive Order {order}, the President declared a national emergency to deal
with the unusual threat to peace that the actions of certain members of the government of {country}
constitute.

The actions and policies of certain members of the government of {country} continue to threaten the peace,
security and stability of the region. For this reason the national emergency declared in Executive Order
{order} must continue in effect beyond May 16, {until}. Therefore I am continuing for one year the national
emergency with respect to {country} that was declared in Executive Order {order}, under the law as it stands.

This notice shall be published in the register and transmitted to both houses of the legislature without
delay."""

CONDOLENCES = """The President sent his condolences to {who} over {what}.

The message says, in part, that the people of the country share the grief of those who lost their relatives
and friends, wishes a speedy recovery to all who were injured, and offers whatever help may be of use to
{state} in these days."""


def paragraphs(first: int, last: int) -> str:
    return "\n\n".join(WIRE.split("\n\n")[first:last])


def test_exact_copies_are_one_story_under_the_earliest() -> None:
    stories = find_stories(
        [("late", DAY + timedelta(days=2), WIRE), ("early", DAY, WIRE), ("other", DAY, OTHER)]
    )
    assert stories == {"late": "early", "early": "early", "other": "other"}


def test_without_dates_the_longest_copy_is_the_original() -> None:
    assert find_stories([("short", None, paragraphs(0, 3)), ("whole", None, WIRE)]) == {
        "short": "whole",
        "whole": "whole",
    }


def test_a_dated_copy_comes_before_an_undated_one() -> None:
    assert set(find_stories([("undated", None, WIRE), ("dated", DAY, paragraphs(0, 5))]).values()) == {
        "dated"
    }


@pytest.mark.parametrize(("first", "last"), [(0, 2), (0, 1), (0, 4), (2, 4), (1, 6)])
def test_shortened_reprints_join(first: int, last: int) -> None:
    assert (
        len(
            set(
                find_stories(
                    [("a", DAY, WIRE), ("b", DAY + timedelta(days=1), paragraphs(first, last))]
                ).values()
            )
        )
        == 1
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "ROME, June 27 (Sample Wire) - " + text,
        lambda text: text + "\n\nReporting by A. Writer in Rome; editing by B. Reader.",
        lambda text: text.replace("\n\n", " "),
        str.lower,
        lambda text: text.replace("agreed to send", "decided to send").replace(
            "officials of the two ministries", "officials"
        ),
        lambda text: text.replace("on Sunday", "on June 27"),
        lambda text: text.replace("Montenegro", "Montenegroo"),
        lambda text: text.replace("40 million", "45 million"),
    ],
    ids=[
        "dateline",
        "credit",
        "one paragraph",
        "small letters",
        "rewording",
        "date for weekday",
        "spelling",
        "figure corrected",
    ],
)
def test_near_copies_join(change: Callable[[str], str]) -> None:
    assert (
        len(set(find_stories([("a", DAY, WIRE), ("b", DAY + timedelta(days=1), change(WIRE))]).values())) == 1
    )


def test_texts_by_formula_stay_apart() -> None:
    notices = [
        NOTICE.format(country=country, order=order, year=year, until=until)
        for country, order, year in (
            ("Yemen", 13611, 2012),
            ("Belarus", 13405, 2006),
            ("Burundi", 13712, 2015),
        )
        for until in (2022, 2023)
    ]
    for dates in ([None] * len(notices), [DAY] * 6, [DAY, DAY + timedelta(days=362)] * 3):
        stories = find_stories(
            [(str(i), day, text) for i, (day, text) in enumerate(zip(dates, notices, strict=True))]
        )
        if dates[0] is None or dates[1] != DAY:
            assert len(set(stories.values())) == len(notices)
        else:  # two countries are never one story, whatever the dates say
            assert all(
                {s for i, s in stories.items() if int(i) // 2 == country}.isdisjoint(
                    {s for i, s in stories.items() if int(i) // 2 != country}
                )
                for country in range(3)
            )


def test_condolences_to_two_countries_stay_apart() -> None:
    texts = [
        CONDOLENCES.format(
            who="President of Turkey Recep Tayyip Erdogan",
            what="the terrorist attack at Ataturk Airport",
            state="Turkey",
        ),
        CONDOLENCES.format(
            who="Prime Minister of Nepal Sushil Koirala", what="the earthquake near Kathmandu", state="Nepal"
        ),
        CONDOLENCES.format(
            who="King Philippe of Belgium", what="the explosions in Brussels", state="Belgium"
        ),
    ]
    assert len(set(find_stories([(str(i), DAY, text) for i, text in enumerate(texts)], 0.5).values())) == 3


def test_an_identical_text_joins_however_late_and_a_changed_one_does_not() -> None:
    late = DAY + timedelta(days=400)
    assert find_stories([("a", DAY, WIRE), ("b", late, WIRE)])["b"] == "a"
    assert (
        find_stories([("a", DAY, WIRE), ("b", late, WIRE.replace("a joint mission", "a mission"))])["b"]
        == "b"
    )


def test_the_threshold_decides() -> None:
    half = paragraphs(0, 3) + "\n\n" + OTHER
    assert find_stories([("a", DAY, WIRE), ("b", DAY, half)], 0.9)["b"] == "b"
    assert len(set(find_stories([("a", DAY, WIRE), ("b", DAY, half)], 0.4).values())) == 1


def test_very_short_texts_join_only_if_identical_and_near() -> None:
    text = "The minister arrived in Oslo this morning."
    articles = [
        ("a", DAY, text),
        ("b", DAY + timedelta(days=1), text),
        ("c", DAY + timedelta(days=90), text),
        ("d", DAY, text[:-9] + "."),
    ]
    assert find_stories(articles) == {"a": "a", "b": "a", "c": "c", "d": "d"}


def test_odd_input() -> None:
    turkish = WIRE.replace("Rome", "İstanbul").replace("Oslo", "Straße ﬁ İzmir")  # longer in small letters
    assert find_stories([("a", None, turkish), ("b", None, turkish + " More.")])["a"] == "b"
    assert find_stories([]) == {}
    assert find_stories([("a", None, ""), ("b", None, "…"), ("c", None, WIRE)])["c"] == "c"
    with pytest.raises(ValueError, match="same id"):
        find_stories([("a", None, WIRE), ("a", None, OTHER)])


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_the_order_of_articles_plays_no_part(data: st.DataObject) -> None:
    pieces = (WIRE + "\n\n" + OTHER).split("\n\n")
    text = st.lists(st.sampled_from(pieces), min_size=1, max_size=6, unique=True).map("\n\n".join)
    day = st.none() | st.integers(0, 40).map(lambda days: DAY + timedelta(days=days))
    rows = data.draw(st.lists(st.tuples(day, text), min_size=1, max_size=10))
    articles = [(f"article {number}", *row) for number, row in enumerate(rows)]
    stories = find_stories(articles)
    assert find_stories(data.draw(st.permutations(articles))) == stories
    assert stories.keys() == {article[0] for article in articles}
    assert all(stories[original] == original for original in stories.values())


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_relatives_by_themselves_have_the_stories_that_all_have_together(data: st.DataObject) -> None:
    pieces = [
        *(WIRE + "\n\n" + OTHER).split("\n\n"),
        CONDOLENCES,
        "The minister arrived in Oslo this morning.",
        "",
    ]
    text = st.lists(st.sampled_from(pieces), min_size=1, max_size=3, unique=True).map("\n\n".join)
    day = st.none() | st.integers(0, 40).map(lambda days: DAY + timedelta(days=days))
    rows = data.draw(st.lists(st.tuples(day, text), min_size=1, max_size=10))
    articles = [(f"article {number}", *row) for number, row in enumerate(rows)]
    stories = {article[0]: article[0] for article in articles}
    groups = group_relatives([mark_text(text) for *_, text in articles])
    assert all(len(group) > 1 for group in groups)
    assert len({place for group in groups for place in group}) == sum(map(len, groups))
    for group in groups:
        stories |= find_stories([articles[place] for place in group])
    assert stories == find_stories(articles)


def test_texts_without_a_common_mark_have_no_relatives() -> None:
    assert group_relatives([]) == []
    assert group_relatives([[], []]) == []
    assert group_relatives([mark_text(WIRE), mark_text(OTHER), mark_text(paragraphs(0, 2)), []]) == [[0, 2]]


CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "whitehouse_2021_2023.jsonl"


@pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared")
def test_notices_of_a_real_corpus_stay_apart() -> None:
    with CORPUS.open(encoding="utf-8") as lines:
        rows = [
            row
            for row in map(json.loads, lines)
            if "national emergency with respect to" in row["title"].lower()
        ]
    random.Random(1).shuffle(rows)
    rows = rows[:120]
    stories = find_stories([(row["id"], date.fromisoformat(row["date"]), row["text"]) for row in rows])
    groups = defaultdict(set)
    for row in rows:
        groups[stories[row["id"]]].add(row["date"][:7])
    assert all(len(months) == 1 for months in groups.values())
