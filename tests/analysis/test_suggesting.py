"""Suggestions: what is likely wrong, settled by an answer, later where such are mostly refused."""

from by_corrections import build_plainly
from made_decisions import make
from rows import make_entity, make_mention, make_row

from dragoman.analysis.suggesting import find_suggestions, quote_sentences
from dragoman.corrections.meaning import find_meaning

NAMES = (
    ("person:kassym-jomart-tokayev", "Kassym-Jomart Tokayev"),
    ("person:kasymzhomart-tokayev", "Kasymzhomart Tokayev"),
    ("person:moscow", "Moscow"),
    ("person:green-growth", "Green Growth"),
)
OFFICES = [("President", "KAZ")]
TEXT = "It was about green growth and more green growth. " * 8


def make_library():
    rows = [
        make_row(
            f"{key}-{copy}", [make_entity(key, name, True, OFFICES if "Tokayev" in name else [])],
            [make_mention(key, 0, 0, start=0, end=4)], title="Title", text=TEXT,
        )
        for key, name in NAMES for copy in range(2)
    ]  # fmt: skip
    two = make_entity("person:two", "Two Lands", True, [("Minister", "FRA")])
    other = make_entity("person:two", "Two Lands", True, [("Minister", "DEU")])
    rows += [make_row(f"f{n}", [two], [make_mention("person:two", 0, 0)]) for n in range(3)]
    rows += [make_row(f"d{n}", [other], [make_mention("person:two", 0, 0)]) for n in range(3)]
    return build_plainly(rows, {})


def list_sorts(tables, decisions=()):
    return {(item.sort, item.ids) for item in find_suggestions(tables, find_meaning(decisions), decisions)}


def test_each_sort_of_fault_is_suggested_and_goes_when_it_is_settled():
    tables = make_library()
    found = find_suggestions(tables, find_meaning([]))
    assert {item.sort for item in found} == {"double", "two in one", "nobody"}
    assert {item.ids[0] for item in found if item.sort == "nobody"} == {
        "person:moscow",
        "person:green-growth",
    }
    for answer in ("accept", "refuse"):
        kinds = [getattr(item, answer) for item in found]
        decisions = [make(kind, f"d{place}", place, **what) for place, (kind, what) in enumerate(kinds)]
        left = {item.sort for item in find_suggestions(tables, find_meaning(decisions), decisions)}
        assert left == (set() if answer == "refuse" else {"two in one", "nobody"})  # of tables before it


def test_what_is_mostly_refused_comes_later():
    tables = make_library()
    first = find_suggestions(tables, find_meaning([]))[0]
    refusals = [
        make("keep", f"k{number}", number, **{"id": f"person:x{number}", "as": "one"}) for number in range(40)
    ]
    refusals = [
        type(item)(item.id, item.kind, item.who, item.when, first.reason, item.what) for item in refusals
    ]
    after = find_suggestions(tables, find_meaning(refusals), refusals)
    assert after[0].reason != first.reason
    assert len(after) == len(find_suggestions(tables, find_meaning([])))
    assert len(find_suggestions(tables, find_meaning([]), limit=1)) == 1


def test_a_suggestion_shows_a_sentence_of_each():
    tables = make_library()
    double = next(item for item in find_suggestions(tables, find_meaning([])) if item.sort == "double")
    assert [quoted.id for quoted in quote_sentences(tables, double)] == list(double.ids)
    two = next(item for item in find_suggestions(tables, find_meaning([])) if item.sort == "two in one")
    assert len({quoted.article for quoted in quote_sentences(tables, two)}) == 2
