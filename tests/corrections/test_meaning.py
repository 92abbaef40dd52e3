"""What decisions mean, tried on mentions: (article, name) as they were read, and whom they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from made_decisions import ARTICLES, PEOPLE, WHATS, decisions, make, make_undo, number

from dragoman.corrections.meaning import NOWHERE, Overlay, find_meaning
from dragoman.corrections.model import Decision

MENTIONS = tuple(product(ARTICLES, PEOPLE))
A, B, C, D, E = PEOPLE


def stand(overlay: Overlay) -> dict[tuple[str, str], str]:
    """Whom each mention stands for: the moves one after another, slowly."""
    found = {mention: mention[1] for mention in MENTIONS}
    for move in overlay.moves:
        for (article, name), now in found.items():
            inside = move.where is None or not move.where.articles or article in move.where.articles
            if now in move.sources and inside:
                found[article, name] = move.target
    return found


def mean(made: Iterable[Decision]) -> tuple[object, ...]:
    """All that decisions mean, as plain data that can be compared."""
    overlay = find_meaning(made)
    return (
        stand(overlay), overlay.leads, overlay.labels, overlay.names, set(overlay.offices), overlay.topics,
        overlay.outlets, overlay.outlet_of, overlay.day_of, overlay.gone, set(overlay.never),
    )  # fmt: skip


@given(decisions, st.randoms())
def test_rows_come_in_any_order(made: list[Decision], random: object) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert mean(shuffled) == mean(made)


APART = {  # kinds that speak of one name, and what each may say of the name of a place in the list
    "merge": lambda place: {"ids": [f"person:p{place}"], "into": f"person:other{place}"},
    "split": lambda place: {
        "id": f"person:p{place}", "into": f"person:part{place}", "articles": list(ARTICLES[:2]),
    },
    "rename": lambda place: {"id": f"person:p{place}", "label": f"Number {place}"},
    "retype": lambda place: {"id": f"person:p{place}", "type": "organization"},
    "hide": lambda place: {"id": f"person:p{place}"},
    "office": lambda place: {"id": f"person:p{place}", "role": "Envoy"},
    "leave-out": lambda place: {"id": f"person:p{place}", "articles": [ARTICLES[0]]},
    "topic": lambda place: {"topic": "topic:trade", "articles": [f"x{place}"], "present": True},
    "outlets": lambda place: {"names": [f"Old {place}"], "into": f"New {place}"},
    "outlet": lambda place: {"articles": [f"x{place}"], "outlet": "Herald"},
    "date": lambda place: {"articles": [f"x{place}"], "day": "2026-01-02"},
    "take-back": lambda place: {"import": str(place), "articles": [f"x{place}"]},
}  # fmt: skip


@given(st.lists(st.sampled_from(sorted(APART)), max_size=5).flatmap(
    lambda kinds: st.permutations(range(len(kinds))).map(lambda order: (kinds, order))
))  # fmt: skip
def test_independent_decisions_may_be_made_in_any_order(drawn: tuple[list[str], list[int]]) -> None:
    kinds, order = drawn
    saids = [(kind, APART[kind](place)) for place, kind in enumerate(kinds)]
    assert mean(number([saids[place] for place in order])) == mean(number(saids))


@given(decisions, st.sampled_from(sorted(WHATS)).flatmap(lambda kind: WHATS[kind].map(lambda w: (kind, w))))
def test_undo_gives_back_exactly_what_was(made: list[Decision], said: tuple[str, dict]) -> None:
    new = make(said[0], "new", 50, **said[1])
    assert mean([*made, new, make_undo("new", "u", 51)]) == mean(made)
    again = [*made, new, make_undo("new", "u", 51), make_undo("u", "r", 52)]
    assert mean(again) == mean([*made, new])


@given(decisions)
def test_said_twice_is_said_once(made: list[Decision]) -> None:
    """Also as a row of its own that says the same right after."""
    twice = number([(item.kind, dict(item.what)) for item in made for _ in range(2)])
    assert mean(twice) == mean(made)


@given(decisions)
def test_links_lead_where_unlimited_moves_went(made: list[Decision]) -> None:
    overlay = find_meaning(made)
    for id in overlay.leads:
        assert overlay.find(id) not in overlay.leads
    for first, second in overlay.never:
        assert overlay.find(first) != overlay.find(second)


def test_merges_lead_on_and_can_be_turned_round() -> None:
    chain = number([("merge", {"ids": [A], "into": B}), ("merge", {"ids": [B], "into": C})])
    assert find_meaning(chain).leads == {A: C, B: C}
    turned = number([("merge", {"ids": [A], "into": B}), ("merge", {"ids": [B], "into": A})])
    assert find_meaning(turned).leads == {B: A}
    assert set(stand(find_meaning(turned)).values()) == {A, C, D, E}


def test_a_split_speaks_of_the_merged_name_and_can_be_merged_back() -> None:
    part = f"{B}-part"
    made = number([
        ("merge", {"ids": [A], "into": B}), ("split", {"id": B, "into": part, "articles": ["a0"]}),
    ])  # fmt: skip
    found = stand(find_meaning(made))
    assert (found["a0", A], found["a0", B], found["a1", A]) == (part, part, B)
    found = stand(find_meaning([*made, make_undo("d00", "u", 9)]))
    assert (found["a0", A], found["a0", B], found["a1", A]) == (A, part, A)
    back = [*made, make("merge", "m", 8, ids=[part], into=B)]
    assert stand(find_meaning(back))["a0", A] == B


def test_a_merge_of_two_who_are_never_one_has_no_effect_not_even_by_a_third() -> None:
    made = number([
        ("never-merge", {"ids": [A, B]}), ("merge", {"ids": [A], "into": C}),
        ("merge", {"ids": [B], "into": C}), ("merge", {"ids": [D], "into": C}),
    ])  # fmt: skip
    overlay = find_meaning(made)
    assert overlay.refused == (("d02", "d00"),)
    assert overlay.leads == {A: C, D: C}


def test_outlets_articles_and_days_take_what_was_said_last() -> None:
    made = number([
        ("outlets", {"names": ["NYT"], "into": "New York Times"}),
        ("outlet", {"articles": ["a0"], "outlet": "New York Times"}),
        ("outlets", {"names": ["New York Times"], "into": "The New York Times"}),
        ("date", {"articles": ["a0"], "day": "2026-01-01"}), ("date", {"articles": ["a0"], "day": ""}),
    ])  # fmt: skip
    overlay = find_meaning(made)
    assert overlay.outlets == {"NYT": "The New York Times", "New York Times": "The New York Times"}
    assert overlay.outlet_of == {"a0": "The New York Times"}
    assert overlay.day_of == {"a0": ""}


def test_only_what_moves_something_marks_tables() -> None:
    assert find_meaning([]).mark == ""
    assert find_meaning([make("never-merge", ids=[A, B])]).mark == ""
    hidden = find_meaning([make("hide", id=A)])
    assert hidden.mark
    assert hidden.mark != find_meaning([make("hide", id=B)]).mark
    assert hidden.moves[0].target == NOWHERE
