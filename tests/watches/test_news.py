"""What a watch tells, of each kind: what is new, and only that."""

from __future__ import annotations

from datetime import timedelta

from clock import Days
from hypothesis import given
from hypothesis import strategies as st

from dragoman.library.watches import Watch
from dragoman.model import Filter, View
from dragoman.questions.evidence import find_rows_of
from dragoman.view import parse_view
from dragoman.watches.news import NEWS, find_windows

PAIRS = View("connections", kinds=("person", "country"))


def tell(days: Days) -> list[tuple[str, str]]:
    return [(item.kind, item.said) for _, item in days.look()]


def test_an_article_is_told_once_with_its_sentence_and_its_copies_are_not(days: Days) -> None:
    days.library.watches.add(Watch("Lapid", View(filter=Filter(people=("person:yair-lapid",))), ("article",)))
    assert days.look() == []
    days.pass_on()
    article = days.add("Nobody asked.", "Yair Lapid went to Rome.")
    days.add("Antony Blinken slept.")
    [(name, item)] = days.look()
    assert (name, item.kind, item.said) == ("Lapid", "article", f"New article: {article.title}")
    assert item.sentence == "Yair Lapid went to Rome."
    assert (item.outlet, item.day, item.title, item.url) == (
        article.outlet, article.date, article.title, article.url,
    )  # fmt: skip
    assert parse_view(item.view).article == article.id
    assert item.articles == (article.id,)
    days.library.add_items([
        type(article)(**{**{n: getattr(article, n) for n in article.__slots__}, "id": "copy", "outlet": "B"})
    ])  # fmt: skip
    days.pass_on()
    assert days.look() == []


def test_two_who_were_never_together_are_told_with_exactly_their_rows(days: Days) -> None:
    days.library.watches.add(Watch("pairs", PAIRS, ("pair",)))
    days.look()
    days.pass_on()
    one = days.add("Yair Lapid met nobody.", "Then Yair Lapid spoke of Italy.")
    days.add("Sergey Lavrov spoke of Italy.")  # was never here before: whomever he is with is no news
    days.add("Sergey Lavrov spoke of NATO.")
    [(_, item)] = days.look()
    assert item.said == "First time together: Yair Lapid and Italy"
    assert item.sentence == "Then Yair Lapid spoke of Italy."
    rows = find_rows_of(days.library.tables(), parse_view(item.view))
    assert tuple(rows["article"]) == item.articles == (one.id,)
    days.pass_on()
    days.add("Yair Lapid spoke of Italy again.")
    assert days.look() == []


def test_a_pair_that_stood_together_outside_the_view_is_not_new(days: Days) -> None:
    days.add("Yair Lapid spoke of Italy.", outlet="Other Paper")
    days.library.watches.add(Watch("pairs", View("connections", Filter(outlets=("Sample Wire",))), ("pair",)))
    days.look()
    days.pass_on()
    days.add("Yair Lapid spoke of Italy.")
    assert days.look() == []


def test_a_watch_of_a_name_tells_pairs_of_that_name_alone(days: Days) -> None:
    view = View("connections", Filter(people=("person:antony-blinken",)))
    days.library.watches.add(Watch("Blinken", view, ("pair",)))
    days.look()
    days.pass_on()
    days.add("Antony Blinken spoke of Russia.", "Yair Lapid spoke of Italy.")
    assert [said for _, said in tell(days)] == ["First time together: Antony Blinken and Russia"]


def test_a_pair_stronger_than_its_own_past_is_told_once_a_time(days: Days) -> None:
    for number in range(60):
        days.add(f"Antony Blinken spoke {number}.", ago=40 + number * 4)
    days.add("Antony Blinken thanked Italy once.", ago=200)
    days.library.watches.add(Watch("pairs", PAIRS, ("stronger",)))
    days.look()
    found = []
    for day in range(14):
        days.pass_on()
        days.add(f"Antony Blinken spoke of the number {day}.")
        days.add(f"Antony Blinken thanked Italy {day} times.")
        found.append(tell(days))
    told = [item for news in found for item in news]
    assert len(told) == 1
    assert told[0][1].startswith("Stronger: Antony Blinken and Italy, ")
    watch = days.library.watches.find("pairs")
    view = parse_view(watch.news[0].view)
    rows = find_rows_of(days.library.tables(), view)
    assert {id for ids in rows["ids"] for id in ids} >= set(watch.news[0].articles)
    assert view.changes.window is not None
    assert view.changes.window[1] == watch.news[0].found.date()


def test_what_was_strong_at_the_first_look_is_old(days: Days) -> None:
    for number in range(60):
        days.add(f"Antony Blinken spoke {number}.", ago=40 + number * 4)
    for number in range(20):
        days.add(f"Antony Blinken thanked Italy {number} times.", f"It was {number}.", ago=number)
    days.library.watches.add(Watch("pairs", PAIRS, ("stronger",)))
    assert days.look() == []
    days.pass_on()
    days.add("Antony Blinken thanked Italy for good.")
    assert days.look() == []


def test_silence_is_told_once_until_it_has_ended(days: Days) -> None:
    days.add("Yair Lapid spoke of today.")
    view = View(filter=Filter(people=("person:yair-lapid",)))
    days.library.watches.add(Watch("Lapid", view, ("silence",), silence=3))
    days.look()
    found = []
    for _ in range(7):
        days.pass_on()
        found.append(len(days.look()))
    assert found == [0, 0, 1, 0, 0, 0, 0]
    days.add("Yair Lapid spoke again.")
    days.pass_on(3)
    [(_, item)] = days.look()
    assert item.said == "Silence: no article for 3 days, the last on 2023-05-08"
    rows = find_rows_of(days.library.tables(), parse_view(item.view))
    assert tuple(rows["article"]) == item.articles


def test_who_is_silent_at_the_first_look_is_not_told(days: Days) -> None:
    view = View(filter=Filter(people=("person:yair-lapid",)))
    days.library.watches.add(Watch("Lapid", view, ("silence",), silence=3))
    assert days.look() == []
    days.pass_on()
    assert days.look() == []


def test_every_kind_of_news_has_words() -> None:
    assert all(row.words for row in NEWS.values())


@given(st.dates())
def test_the_days_that_are_tested_touch_their_past(day) -> None:
    if day.year < 3:
        return
    (first, last), (before, until) = find_windows(day)
    assert before <= until < first <= last == day
    assert until + timedelta(days=1) == first
