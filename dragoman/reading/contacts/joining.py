"""One contact once an article, however often it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dragoman.model import Contact, DayWords
from dragoman.reading.contacts.tellings import Telling

NEAR = 2  # sentences within which what a party does is of one day


def join_tellings(
    tellings: Sequence[Telling], find_countries: Callable[[str], frozenset[str]]
) -> tuple[Contact, ...]:
    """The contacts that tellings are of, in the order of the text.

    `find_countries` gives the states of a party.
    """
    joined = list[Telling]()
    tellings = list(_lend_days(tellings))
    for telling in sorted(tellings, key=lambda it: (-len(it.parties), it.sentence)):
        for place, other in enumerate(joined):
            if _is_same(telling, other):
                joined[place] = _join(other, telling)
                break
        else:
            joined.append(telling)
    joined = [it for it in joined if not any(_covers(other, it, find_countries) for other in joined)]
    joined.sort(key=lambda it: (it.sentence, it.start))
    return tuple(
        Contact(it.kind, it.parties, it.status, it.sentence, it.start, it.end, it.day, it.place)
        for it in joined
    )


def _covers(other: Telling, one: Telling, find_countries: Callable[[str], frozenset[str]]) -> bool:
    """Whether a contact of states is told with their people too: that one stands for both."""
    if (
        other.kind != one.kind
        or other.status != one.status
        or not all(k.startswith("country:") for k in one.parties)
    ):
        return False
    if one.kind == "visit" or not any(key.startswith("person:") for key in other.parties):
        return False
    if one.day and other.day and not _agree(one.day, other.day):
        return False
    return set(one.parties) <= frozenset().union(*map(find_countries, other.parties))


def _lend_days(tellings: Sequence[Telling]) -> Iterator[Telling]:
    """Tellings with the day of one just before, of the same status, by the same party."""
    last = dict[tuple[str, str], Telling]()
    for telling in tellings:
        before = last.get((telling.parties[0], telling.status))
        if (
            telling.day is None
            and not telling.title
            and before is not None
            and before.day is not None
            and telling.sentence - before.sentence <= NEAR
            and telling.kind in ("meeting", "visit")
            and before.kind in ("meeting", "visit")
            and (before.kind, before.parties) != (telling.kind, telling.parties)
        ):
            telling = replace(telling, day=before.day)
        if telling.day is not None:
            last[telling.parties[0], telling.status] = telling
        yield telling


def _is_same(one: Telling, other: Telling) -> bool:
    """Whether two tellings are of one contact: `other` has as many parties or more."""
    if one.kind != other.kind or (one.status != other.status and not (one.weak or other.weak)):
        return False
    if not set(one.parties) <= set(other.parties):
        return False
    return not (one.day and other.day and not _agree(one.day, other.day))


def _agree(one: DayWords, other: DayWords) -> bool:
    """Whether two words of days may mean one day."""
    pairs = (
        (getattr(one, name), getattr(other, name)) for name in ("offset", "weekday", "month", "day", "year")
    )
    return all(a is None or b is None or a == b for a, b in pairs)


def _join(one: Telling, other: Telling) -> Telling:
    """The better telling of the two, with the day and place that either has."""
    better = other if (not other.title, bool(other.day)) > (not one.title, bool(one.day)) else one
    firm = one if other.weak and not one.weak else other if one.weak and not other.weak else better
    worse = one if better is other else other
    place = better if better.place else worse
    return replace(
        better,
        parties=one.parties,
        day=better.day or worse.day,
        place=place.place,
        title=one.title or other.title,
        weak=one.weak and other.weak,
        status=firm.status,
    )
