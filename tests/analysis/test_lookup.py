"""Looking names up: sixty typed strings with their right first answer, and what holds for every name."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import make_entity, make_mention, make_row, make_table

from dragoman.analysis.building import build_tables
from dragoman.analysis.lookup import MOST, look_up
from dragoman.analysis.name_index import read_typed
from dragoman.model import KINDS

PEOPLE = {  # name -> in how many articles
    "Joe Biden": 9, "Biden": 1, "Jill Biden": 4, "Hunter Biden": 5, "Antony Blinken": 6,
    "Volodymyr Zelenskyy": 8, "Olena Zelenska": 2, "Recep Tayyip Erdoğan": 5, "Vladimir Putin": 9,
    "Emmanuel Macron": 6, "Benjamin Netanyahu": 6, "Kim Jong-un": 3, "Kim Yo-jong": 2, "Moon Jae-in": 3,
    "Xi Jinping": 7, "Sergey Lavrov": 6, "Alexander Lukashenko": 4, "Bill Clinton": 2, "Hillary Clinton": 3,
    "Muammar Gaddafi": 2, "Mahmoud Ahmadinejad": 2, "Mohammed bin Salman": 3, "Ursula von der Leyen": 4,
    "Giorgia Meloni": 2, "Luiz Inácio Lula da Silva": 3, "Lech Wałęsa": 1, "Jens Stoltenberg": 3,
    "António Guterres": 4, "Viktor Yanukovych": 2, "John Kerry": 4, "Bobby Kennedy": 1, "Li Keqiang": 2,
}  # fmt: skip
COUNTRIES = {
    "GBR": 5, "USA": 9, "UKR": 8, "ECU": 1, "TUR": 4, "MMR": 2, "RUS": 9, "IND": 3, "IDN": 2, "CIV": 1,
    "PRK": 3, "KOR": 3, "COD": 2, "COG": 1, "DEU": 4, "PHL": 2, "KGZ": 1, "KAZ": 2, "CZE": 1, "NLD": 1,
    "SWZ": 1, "GEO": 2, "MKD": 1, "IRN": 4, "IRQ": 3, "ISR": 5, "THA": 1, "AZE": 2, "CHN": 6,
}  # fmt: skip
BODIES = {
    "European Union": 6, "United Nations": 7, "UN Security Council": 4, "NATO": 6, "European Commission": 3,
    "World Health Organization": 2, "International Atomic Energy Agency": 3, "African Union": 2,
    "Peace Party": 1, "Peace Party of Norland": 4,
}  # fmt: skip
TOPICS = {"topic:migration": 5, "topic:sanctions": 6, "topic:food-agriculture": 2}
ALL = KINDS

TYPED = (  # what is typed, among which kinds, the label that must be first
    ("Biden", ("person",), "Joe Biden"),
    ("biden", ALL, "Joe Biden"),
    ("bid", ("person",), "Joe Biden"),
    ("Joseph Biden", ("person",), "Joe Biden"),
    ("jill b", ("person",), "Jill Biden"),
    ("Blinkin", ("person",), "Antony Blinken"),
    ("Tony Blinken", ("person",), "Antony Blinken"),
    ("Zelensky", ("person",), "Volodymyr Zelenskyy"),
    ("Zelenskiy", ALL, "Volodymyr Zelenskyy"),
    ("Zelenksyy", ("person",), "Volodymyr Zelenskyy"),
    ("zelenskyy volodymyr", ("person",), "Volodymyr Zelenskyy"),
    ("Erdogan", ("person",), "Recep Tayyip Erdoğan"),
    ("Erdoğan", ("person",), "Recep Tayyip Erdoğan"),
    ("erdo", ("person",), "Recep Tayyip Erdoğan"),
    ("Putn", ("person",), "Vladimir Putin"),
    ("Macorn", ("person",), "Emmanuel Macron"),
    ("Nethanyahu", ("person",), "Benjamin Netanyahu"),
    ("Kim Jong Un", ("person",), "Kim Jong-un"),
    ("kim jongun", ("person",), "Kim Jong-un"),
    ("Moon Jaein", ("person",), "Moon Jae-in"),
    ("xi", ("person",), "Xi Jinping"),
    ("Sergei Lavrov", ("person",), "Sergey Lavrov"),
    ("Lukashenka", ("person",), "Alexander Lukashenko"),
    ("William Clinton", ("person",), "Bill Clinton"),
    ("clinton", ("person",), "Hillary Clinton"),
    ("Qaddafi", ("person",), "Muammar Gaddafi"),
    ("Ahmedinejad", ("person",), "Mahmoud Ahmadinejad"),
    ("bin salman", ("person",), "Mohammed bin Salman"),
    ("von der leyen", ("person",), "Ursula von der Leyen"),
    ("lula", ("person",), "Luiz Inácio Lula da Silva"),
    ("Walesa", ("person",), "Lech Wałęsa"),
    ("Guterres", ALL, "António Guterres"),
    ("Antonio Guterres", ("person",), "António Guterres"),
    ("Yanukovich", ("person",), "Viktor Yanukovych"),
    ("Robert Kennedy", ("person",), "Bobby Kennedy"),
    ("UK", ("country",), "United Kingdom"),
    ("uk", ALL, "United Kingdom"),
    ("EU", ALL, "European Union"),
    ("US", ALL, "United States"),
    ("U.S.A.", ("country",), "United States"),
    ("Türkiye", ("country",), "Turkey"),
    ("turkiye", ALL, "Turkey"),
    ("Burma", ("country",), "Myanmar"),
    ("MMR", ("country",), "Myanmar"),
    ("TR", ("country",), "Turkey"),
    ("ind", ("country",), "India"),
    ("Cote d'Ivoire", ("country",), "Ivory Coast"),
    ("DPRK", ("country",), "North Korea"),
    ("Swaziland", ("country",), "Eswatini"),
    ("Siam", ("country",), "Thailand"),
    ("USSR", ("country",), "Russia"),
    ("Moscow", ("country",), "Russia"),
    ("Phillipines", ("country",), "Philippines"),
    ("Isreal", ("country",), "Israel"),
    ("Kyrgistan", ("country",), "Kyrgyzstan"),
    ("U.N.", ("organization",), "United Nations"),
    ("security council", ("organization",), "UN Security Council"),
    ("IAEA", ALL, "International Atomic Energy Agency"),
    ("European Comission", ALL, "European Commission"),
    ("sanction", ("topic",), "Sanctions and export controls"),
)


def make_entities():
    """Key, name, number of articles."""
    for name, number in PEOPLE.items():
        yield "person:" + "-".join(read_typed(name).words), name, number
    for code, number in COUNTRIES.items():
        yield f"country:{code}", code, number
    for name, number in BODIES.items():
        yield "organization:" + "-".join(read_typed(name).words), name, number
    for key, number in TOPICS.items():
        yield key, key.partition(":")[2], number


@cache
def make_tables():
    entities = list(make_entities())
    rows = []
    for number in range(max(count for _, _, count in entities)):
        named = [(key, name) for key, name, count in entities if number < count]
        rows.append(
            make_row(
                f"a{number}",
                [make_entity(*item, *_hold(item[1])) for item in named if not item[0].startswith("topic:")],
                [
                    make_mention(key, 0, 1, "lexicon" if key.startswith("topic:") else "name")
                    for key, _ in named
                ],
                topics=[key.partition(":")[2] for key, _ in named if key.startswith("topic:")],
                day=date(2022, 1, 1 + number),
                outlet=("Sample Wire", "Sample Gazette")[number % 2],
            )
        )
    return build_tables(make_table(rows))


def _hold(name):
    held = {"Antony Blinken": ("Secretary of State", "USA"), "Sergey Lavrov": ("Foreign Minister", "RUS")}
    return (True, [held[name]]) if name in held else ()


def test_there_are_sixty_typed_strings() -> None:
    assert len({(text, kinds) for text, kinds, _ in TYPED}) == 60


@pytest.mark.parametrize(("text", "kinds", "label"), TYPED)
def test_what_is_typed_finds_its_name_first(text: str, kinds: tuple[str, ...], label: str) -> None:
    hits = look_up(make_tables(), text, kinds)
    assert [hit.label for hit in hits[:1]] == [label]


def test_words_are_no_run_of_letters() -> None:
    assert [hit.label for hit in look_up(make_tables(), "grain", ("topic",))] == ["Food and agriculture"]
    assert look_up(make_tables(), "EU", ("country",)) == []
    assert look_up(make_tables(), "nosuchname") == []


def test_namesakes_go_by_their_articles_and_longer_names_after_the_very_name() -> None:
    found = [(hit.label, hit.articles) for hit in look_up(make_tables(), "Biden", ("person",))]
    assert found[:3] == [("Joe Biden", 9), ("Hunter Biden", 5), ("Jill Biden", 4)]
    assert [count for _, count in found] == sorted((count for _, count in found), reverse=True)
    bodies = [hit.label for hit in look_up(make_tables(), "Peace Party", ("organization",))]
    assert bodies == ["Peace Party", "Peace Party of Norland"]


def test_a_hit_says_its_kind_its_office_and_the_form_that_fits() -> None:
    (blinken,) = look_up(make_tables(), "blinken")
    assert (blinken.kind, blinken.office) == ("person", "Secretary of State, United States")
    assert (blinken.form, blinken.guessed) == ("", False)
    (burma,) = look_up(make_tables(), "burma")
    assert (burma.id, burma.kind, burma.form) == ("country:MMR", "country", "Burma")
    assert [hit.guessed for hit in look_up(make_tables(), "Blinkin")] == [True]


def test_offices_outlets_and_groups_are_looked_up_alike() -> None:
    assert [hit.id for hit in look_up(make_tables(), "minister", ("office",))] == ["foreign minister"]
    assert [hit.id for hit in look_up(make_tables(), "gazette", ("outlet",))] == ["Sample Gazette"]
    assert look_up(make_tables(), "EU", ("group",))[0].label == "European Union"
    assert look_up(make_tables(), "nato", ("group",))[0].label == "NATO"


def test_nothing_typed_lists_the_most_frequent() -> None:
    assert {hit.label for hit in look_up(make_tables(), "  ", ("person", "country"), 4)} == {
        "Joe Biden", "Vladimir Putin", "Russia", "United States",
    }  # fmt: skip


LABELS = st.sampled_from([(hit.label, hit.kind) for hit in look_up(make_tables(), "", limit=10_000)])


@settings(deadline=None)
@given(named=LABELS, kinds=st.sampled_from((None, KINDS)), limit=st.integers(1, 8))
def test_every_name_is_found_by_its_label_first_or_among_its_namesakes(named, kinds, limit) -> None:
    label, kind = named
    hits = look_up(make_tables(), label, kinds or (kind,), limit)
    assert 0 < len(hits) <= limit
    place = [(hit.label, hit.kind) for hit in hits].index((label, kind))
    words = set(read_typed(label).words)
    assert all(words <= set(read_typed(hit.form or hit.label).words) for hit in hits[:place])


@settings(deadline=None)
@given(text=st.text(max_size=30), limit=st.integers(1, 60))
def test_whatever_is_typed_gives_no_more_than_the_limit_and_each_name_once(text: str, limit: int) -> None:
    hits = look_up(make_tables(), text, limit=limit)
    assert len(hits) <= limit
    assert len({hit.id for hit in hits}) == len(hits)
    assert len(look_up(make_tables(), text)) <= MOST


def test_a_number_of_wikidata_stands_for_its_people() -> None:
    tables = make_tables()
    assert [(hit.label, hit.form) for hit in look_up(tables, "Q7747")] == [("Vladimir Putin", "Q7747")]
    assert [hit.label for hit in look_up(tables, " q7747 ", ("person", "country"))] == ["Vladimir Putin"]
    assert look_up(tables, "Q1") == []
