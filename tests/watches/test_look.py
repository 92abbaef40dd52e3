"""When is looked, and what a look remembers: nothing is told twice, nothing is lost."""

from __future__ import annotations

from clock import Days

from dragoman.library.watches import Watch
from dragoman.model import Filter, View
from dragoman.watches import look

LAPID = View(filter=Filter(people=("person:yair-lapid",)))


def test_seven_days_tell_each_thing_on_its_day_and_once(days: Days) -> None:
    days.library.watches.add(Watch("articles", LAPID, ("article",)))
    days.library.watches.add(Watch("pairs", View("connections"), ("pair",)))
    days.library.watches.add(Watch("silence", LAPID, ("silence",), silence=3))
    days.look()
    added = {
        1: "Yair Lapid spoke of Italy.",
        2: "Yair Lapid spoke of Italy anew.",
        6: "Antony Blinken saw Russia.",
    }
    found: dict[int, list[tuple[str, str]]] = {}
    for day in range(1, 8):
        days.pass_on()
        if day in added:
            days.add(added[day])
        found[day] = [(name, item.kind) for name, item in days.look()]
        assert days.look() == []  # once more on the same day
    assert found == {
        1: [("articles", "article"), ("pairs", "pair")],
        2: [("articles", "article")],
        3: [],
        4: [],
        5: [("silence", "silence")],
        6: [("pairs", "pair")],
        7: [],
    }
    for watch in days.library.watches.list():
        assert len({item.id for item in watch.news}) == len(watch.news)


def test_a_watch_is_looked_at_only_so_often(days: Days) -> None:
    days.library.watches.add(Watch("articles", LAPID, ("article",), hours=24))
    days.look()
    days.pass_on(0.5)
    days.add("Yair Lapid spoke of Italy.")
    assert days.look() == []
    days.pass_on(0.5)
    assert len(days.look()) == 1


def test_what_another_process_found_first_is_kept_once(days: Days) -> None:
    days.library.watches.add(Watch("articles", LAPID, ("article",)))
    days.look()
    days.pass_on()
    days.add("Yair Lapid spoke of Italy.")
    stale = days.library.watches.find("articles")
    assert len(look(days.library, days.moment)) == 1
    assert not days.library.watches.put_back(stale)
    assert len(days.library.watches.find("articles").news) == 1


def test_an_article_that_another_process_committed_late_is_told(days: Days) -> None:
    days.library.watches.add(Watch("articles", LAPID, ("article",)))
    days.pass_on()
    days.add("Antony Blinken spoke of this day.")
    days.look()
    days.pass_on(-0.1)  # it was read before, and committed behind
    late = days.add("Yair Lapid spoke of Italy.")
    days.pass_on(0.2)
    assert [item.articles for _, item in days.look()] == [(late.id,)]
