"""One contact over many articles: the same parties and kind within a day or two, with all its tellings.

By blocks: tellings of other parties or another kind never meet, so an addition moves its own block alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.model import ContactKind, ContactStatus

NEAR = timedelta(days=2)  # how far apart two tellings of one contact may set it
LATER = timedelta(days=60)  # how long after an article without a day what it announces may be held


@dataclass(frozen=True, slots=True)
class Told:
    """A contact as one article tells it: parties by identifier, the day (YYYY-MM-DD or YYYY-MM) if known.

    `written` is the article's own date, None where it has none or a guessed one.
    """

    kind: ContactKind
    parties: tuple[str, ...]
    status: ContactStatus
    day: str | None
    place: str
    written: date | None


@dataclass(frozen=True, slots=True)
class JoinedContact:
    """A contact with the tellings of it, by their number.

    `days` and `places` hold all that are told, those told most often first: two of them are a contradiction.
    `held` is the number, among all contacts, of that by which a planned one took place.
    """

    kind: ContactKind
    parties: tuple[str, ...]
    status: ContactStatus
    days: tuple[str, ...]
    places: tuple[str, ...]
    tellings: tuple[int, ...]
    held: int | None = None

    @property
    def day(self) -> str | None:
        """The day that most tell."""
        return self.days[0] if self.days else None


def join_contacts(told: Sequence[Told]) -> list[JoinedContact]:
    """The contacts that tellings are of, by the number of their first telling."""
    blocks = defaultdict[tuple[str, tuple[str, ...]], list[int]](list)
    for number, telling in enumerate(told):
        blocks[telling.kind, _sort_parties(telling)].append(number)
    joined = [contact for numbers in blocks.values() for contact in _join_block(told, numbers)]
    joined.sort(key=lambda contact: contact.tellings[0])
    return _link_planned(told, joined)


def _sort_parties(telling: Told) -> tuple[str, ...]:
    """The parties of a block: who visits and what is visited are not the same."""
    return telling.parties if telling.kind == "visit" else tuple(sorted(telling.parties))


def _join_block(told: Sequence[Told], numbers: Sequence[int]) -> list[JoinedContact]:
    """The contacts of one block: tellings in the order of time, each with the group that it is nearest to."""
    groups = list[list[int]]()
    for number in sorted(numbers, key=lambda number: (str(find_when(told[number]) or "~"), number)):
        for group in reversed(groups):
            if all(_may_be_one(told[number], told[other]) for other in group):
                group.append(number)
                break
        else:
            groups.append([number])
    return [_make_contact(told, sorted(group)) for group in groups]


def find_when(telling: Told) -> date | None:
    """About when it was: its day, the middle of its month, or the day of the article."""
    if telling.day and len(telling.day) == len("2021-06-27"):
        return date.fromisoformat(telling.day)
    if telling.day:
        return date.fromisoformat(f"{telling.day}-15")
    return telling.written


def _may_be_one(one: Told, other: Told) -> bool:
    """Whether two tellings of the same parties may be of one contact."""
    if one.status != other.status:
        return False
    if one.day and other.day and len(one.day) != len(other.day):
        return one.day[:7] == other.day[:7]
    if one.day and other.day and len(one.day) < len("2021-06-27"):
        return one.day == other.day
    first, second = find_when(one), find_when(other)
    return first is not None and second is not None and abs(first - second) <= NEAR


def _make_contact(told: Sequence[Told], numbers: Sequence[int]) -> JoinedContact:
    first = told[numbers[0]]
    days = Counter(day for number in numbers if (day := told[number].day))
    full = sorted(days, key=lambda day: (-len(day), -days[day], day))
    days_told = [day for day in full if not any(other.startswith(day) and other != day for other in full)]
    places = Counter(place for number in numbers if (place := told[number].place))
    return JoinedContact(
        first.kind,
        first.parties,
        first.status,
        tuple(days_told),
        tuple(place for place, _ in places.most_common()),
        tuple(numbers),
    )


def _link_planned(told: Sequence[Told], joined: Sequence[JoinedContact]) -> list[JoinedContact]:
    """The contacts, planned ones with that by which they took place."""
    held = defaultdict[tuple[str, tuple[str, ...]], list[int]](list)
    for number, contact in enumerate(joined):
        if contact.status == "held":
            held[contact.kind, _sort_parties(told[contact.tellings[0]])].append(number)
    return [
        JoinedContact(
            it.kind,
            it.parties,
            it.status,
            it.days,
            it.places,
            it.tellings,
            _find_held(told, joined, it, held),
        )
        if it.status == "planned"
        else it
        for it in joined
    ]


def _find_held(
    told: Sequence[Told],
    joined: Sequence[JoinedContact],
    planned: JoinedContact,
    held: dict[tuple[str, tuple[str, ...]], list[int]],
) -> int | None:
    """The number of the held contact that a planned one became; None where none is told."""
    first = told[planned.tellings[0]]
    start = find_when(first)
    if start is None:
        return None
    best: tuple[timedelta, int] | None = None
    for number in held.get((planned.kind, _sort_parties(first)), ()):
        other = joined[number]
        when = find_when(told[other.tellings[0]])
        if other.day:
            when = find_when(Told(other.kind, other.parties, other.status, other.day, "", None))
        if when is None:
            continue
        exact = len(first.day or "") == len("2021-06-27")
        ahead = NEAR if exact else LATER
        if start - NEAR <= when <= start + ahead:
            best = min(best or (abs(when - start), number), (abs(when - start), number))
    return best[1] if best else None
