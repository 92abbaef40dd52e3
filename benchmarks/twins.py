"""How many people of a library may stand in it twice.

    python benchmarks/twins.py --library FOLDER [--people 300]

Takes the people whom most articles name and looks for others of the library with a near spelling: all words
but one the same and that one a few letters off, the same sound, or all words of the one in the other. Prints
the pairs with their articles, the commonest first, and how many of the people have such a neighbour. A pair
is a suspicion, not an error: a father and a son are one too.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator

import pyarrow.compute as pc
from rapidfuzz.distance import Levenshtein

from dragoman.analysis.library import Library
from dragoman.knowledge.names.forms import NameForm, take_apart
from dragoman.knowledge.names.sounds import sound_arabic, sound_out
from dragoman.resolution.people import resolve_people

NEAR = 0.75  # how much of the two words' letters must be the same


def list_keys(form: NameForm) -> Iterator[tuple[str, str]]:
    """Under what a near spelling is looked for: any word, as it is written and as it sounds."""
    for word in form.words:
        yield "word", word
        yield "sound", sound_out(word)
        yield "arabic", sound_arabic(word)


def is_near(form: NameForm, other: NameForm) -> bool:
    """Whether two names may be spellings of one."""
    words, others = sorted(form.words), sorted(other.words)
    if set(words) <= set(others) or set(others) <= set(words):
        return True
    if len(words) != len(others):
        return False
    for hear in (sound_out, sound_arabic):
        if sorted(map(hear, words)) == sorted(map(hear, others)):
            return True
    here, there = sorted(set(words) - set(others)), sorted(set(others) - set(words))
    return (
        len(here) == len(there) == 1
        and len(words) > 1
        and Levenshtein.normalized_similarity(here[0], there[0]) >= NEAR
    )


def main() -> None:
    """Look and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--library", required=True)
    parser.add_argument("--people", type=int, default=300)
    options = parser.parse_args()
    identities, named = resolve_people(Library(options.library).rows(["entities"]))
    people = {row["id"]: row for row in identities.to_pylist() if row["kind"] == "person"}
    counts = {row["values"]: row["counts"] for row in pc.value_counts(named["id"]).to_pylist()}
    forms = {id: take_apart(people[id]["label"]) for id in counts}
    near: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id, form in forms.items():
        if form.full:
            for key in set(list_keys(form)):
                near[key].append(id)
    order = sorted((id for id in counts if forms[id].full), key=lambda id: (-counts[id], id))
    top = order[: options.people]
    seen, twins = set[str](), 0
    for id in top:
        beside = {other for key in list_keys(forms[id]) for other in near[key]} - {id}
        found = sorted(
            (other for other in beside if is_near(forms[id], forms[other])),
            key=lambda other: (-counts[other], other),
        )
        twins += bool(found)
        for other in found:
            if other not in seen:
                print(f"{describe(people[id], counts[id])}  |  {describe(people[other], counts[other])}")
        seen.add(id)
    print(
        f"{twins} of the {len(top)} people named most have a near spelling beside them; "
        f"{len(order):,} people with full names in all"
    )


def describe(person: dict[str, str], articles: int) -> str:
    """The name, the country of the office and the articles."""
    return f"{person['label']} ({person['country'] or '-'}, {articles:,})"


if __name__ == "__main__":
    main()
