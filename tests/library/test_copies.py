"""Stories of a library that grows and shrinks are those that comparing everything anew would find."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.analysis.library import Library
from dragoman.library import copies
from dragoman.library.database import Database
from dragoman.library.resolving import find_outdated
from dragoman.model import Article
from dragoman.resolution import rules, stories
from dragoman.resolution.stories import find_stories

DAY = date(2021, 6, 27)
PIECES = """\
The foreign ministers of Italy and Norway met in Rome and agreed to send a joint mission to the ports \
before the summer ends.
The mission will look at customs, storage and rail links, and is to report to both governments by \
the first week of October.
Norway has put 40 million euros aside for the work, of which a quarter goes to training \
harbour pilots from Albania in Bergen.
Neither side would say whether Greece, which asked in March to be heard on the plan, \
is going to be invited to the second round.
Kenya opened a second line of its coastal railway on Friday with a train that carried farmers, \
pupils and two cabinet ministers.
The line was built in four years and cost a tenth more than planned, the transport ministry said, \
mostly because of two floods.
""".splitlines()
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4, unique=True).map("\n\n".join)
DAYS = st.none() | st.integers(0, 40).map(lambda days: DAY + timedelta(days=days))


def check(library: Library) -> None:
    """What is kept is what is found anew."""
    found = find_stories([(article.id, article.date, article.text) for article in library.articles()])
    sizes = Counter(found.values())
    assert library.stories() == {article: story for article, story in found.items() if sizes[story] > 1}


@settings(deadline=None, max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_order_of_adds_gives_the_same_stories(
    tmp_path_factory: pytest.TempPathFactory, readers, data: st.DataObject
) -> None:
    library = Library(tmp_path_factory.mktemp("copies") / "library", readers)
    rows = data.draw(st.lists(st.tuples(DAYS, TEXTS), min_size=3, max_size=12))
    articles = [
        Article(f"id-{number}", f"Title {number}", text, day) for number, (day, text) in enumerate(rows)
    ]
    articles = data.draw(st.permutations(articles))
    first, second = sorted(data.draw(st.tuples(*[st.integers(1, len(articles))] * 2)))
    for part in (articles[:first], articles[first:second], articles[second:]):
        library.add_items(part)
        check(library)
    changed = replace(data.draw(st.sampled_from(articles)), text=data.draw(TEXTS), date=data.draw(DAYS))
    library.add_items([changed])
    check(library)
    library.delete([articles[0].id])
    library.add_items([])
    check(library)


def test_only_relatives_of_what_is_new_are_compared(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[list[str]] = []

    def note(rows: Any, threshold: float) -> dict[str, str]:
        compared.append([row[0] for row in rows])
        return {id: id for id in compared[-1]}

    monkeypatch.setattr(stories, "find_stories", note)
    text = "\n\n".join(PIECES[3:])
    library.add_items([Article("far", "Rail", text)])
    library.add_items([Article("near", "More rail", text + "\n\n" + PIECES[0])])
    library.add_items([])
    assert compared == [["far", "near"]]
    monkeypatch.setenv("DRAGOMAN_COPY_THRESHOLD", "0.5")
    library.add_items([])
    assert sorted(map(len, compared)) == [2, 2, 2]


def test_nothing_is_kept_that_is_of_no_use(library: Library) -> None:
    library.add_items([Article("far", "Rail", PIECES[4]), Article("near", "Rail", PIECES[4])])
    names = ("marks", "relatives")
    assert [Database(library.uri).count(name) for name in names] == [4, 2]
    library.delete(["rome-copy", "far"])
    library.add_items([])
    assert [Database(library.uri).count(name) for name in names] == [4, 0]
    check(library)


def test_marks_are_made_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    marked: list[str] = []
    make = stories.mark_text
    monkeypatch.setattr(stories, "mark_text", lambda text: marked.append(text) or make(text))
    library.add_items([Article("far", "Rail", PIECES[4])])
    library.edit("far", date=DAY)
    library.add_items([])
    assert marked == [PIECES[4]]
    assert find_outdated(Database(library.uri)) == []
    monkeypatch.setattr(rules, "STORIES", rules.STORIES + 1)
    assert find_outdated(Database(library.uri)) == ["stories"]
    library.add_items([])
    assert len(marked) == 1 + 4
    assert find_outdated(Database(library.uri)) == []


def test_more_than_a_batch(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "BATCH", 2)
    library.add_items(
        [Article(f"id-{number}", "Rail", piece) for number, piece in enumerate([*PIECES, *PIECES])]
    )
    check(library)
    assert Path(library.uri, "marks.lance").is_dir()
