"""Merges claims of many sources into spells: one row a person's time in one post.

Whose a claim is: the Wikidata number says it, else the one verdict on names (knowledge/names/likeness),
within one
state or body. Claims of one person in one post that overlap, or follow within a week, are one spell. Of
each end
the better source's day is taken; others that differ by more than a week are kept beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from dragoman.knowledge.names.forms import NameForm, drop_titles, take_apart
from dragoman.knowledge.names.likeness import NOWHERE, Policy, is_one_person
from dragoman.knowledge.names.sounds import sound_arabic, sound_out
from dragoman.knowledge.spells.claims import Claim, find_span, get_source
from dragoman.knowledge.spells.days import WEEK, Seams, choose_day, find_seams
from dragoman.knowledge.spells.spell import Spell

SIGHTINGS = timedelta(days=6 * 366)  # between two sightings, beyond which nothing is said of the time between
LATIN = "\u02af"  # the last of the letters of names that are shown


@dataclass
class Person:
    """Claims of one person, within one state or body."""

    forms: set[NameForm] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)  # Wikidata
    claims: list[Claim] = field(default_factory=list)

    def add(self, claim: Claim) -> None:
        """Take one claim more."""
        self.claims.append(claim)
        self.forms |= {form for form in map(read_form, (claim.person, *claim.aliases)) if form.words}
        if claim.wikidata:
            self.numbers.add(claim.wikidata)


def merge_claims(claims: Iterable[Claim]) -> list[Spell]:
    """The spells of all claims, by state or body, post and first day."""
    by_owner: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_owner[claim.of].append(claim)
    spells: list[Spell] = []
    for of in sorted(by_owner):
        seams = find_seams(by_owner[of])
        for person in group_people(by_owner[of]):
            spells += build_spells(person, seams)
    return sorted(spells, key=lambda spell: (spell.of, spell.post, spell.first, spell.person))


def group_people(claims: Sequence[Claim]) -> list[Person]:
    """The people of one state or body.

    Claims with a Wikidata number come first: the number tells people of one name apart. A claim without one
    goes
    to whom its name is, the nearest in time where two are called so; in one post, the same first day and a
    word
    of the name suffice.
    """
    people: list[Person] = []
    numbered: dict[str, Person] = {}
    sounds: dict[str, list[Person]] = defaultdict(list)
    order = sorted(
        claims,
        key=lambda c: (
            not c.wikidata,
            not c.start,
            -get_source(c.source).trust,
            c.start or c.seen[0],
            c.person,
        ),
    )
    for claim in order:
        person = numbered.get(claim.wikidata) if claim.wikidata else find_person(claim, sounds)
        if person is None:
            person = Person()
            people.append(person)
        before = set(person.forms)
        person.add(claim)
        if claim.wikidata:
            numbered[claim.wikidata] = person
        for sound in {s for form in person.forms - before for s in list_sounds(form)}:
            if all(person is not other for other in sounds[sound]):
                sounds[sound].append(person)
    return people


def find_person(claim: Claim, sounds: dict[str, list[Person]]) -> Person | None:
    """Whose a claim without a Wikidata number is; None when it is nobody's yet."""
    forms = [form for form in map(read_form, (claim.person, *claim.aliases)) if form.words]
    near: dict[int, Person] = {}
    for form in forms:
        for sound in list_sounds(form):
            near |= {id(person): person for person in sounds.get(sound, ())}
    there = frozenset({claim.of}) if len(claim.of) == 3 else NOWHERE
    fitting = [
        person
        for person in near.values()
        if any(is_one_person(a, b, Policy.TABLE, there, there) for a in forms for b in person.forms)
        or begins_alike(claim, person)
    ]
    return min(
        fitting,
        key=lambda person: (measure_gap(claim, person), not person.numbers, person.claims[0].person),
        default=None,
    )


def begins_alike(claim: Claim, person: Person) -> bool:
    """Whether somebody took or left the same post within a week: with a word of the name, one person."""
    return any(
        other.post == claim.post and (are_near(claim.start, other.start) or are_near(claim.end, other.end))
        for other in person.claims
    )


def are_near(one: str, other: str) -> bool:
    """Whether two days agree."""
    if len(one) < 10 or len(other) < 10:
        return False
    return abs(date.fromisoformat(one) - date.fromisoformat(other)) <= WEEK


def measure_gap(claim: Claim, person: Person) -> tuple[int, int]:
    """How far in time a claim is from a person's; those in the same post come first."""
    first, last = find_reach(claim)
    gaps = []
    for other in person.claims:
        begin, end = find_reach(other)
        gaps.append((other.post != claim.post, max(0, (begin - last).days, (first - end).days)))
    return min((gap, int(post)) for post, gap in gaps)


def find_reach(claim: Claim) -> tuple[date, date]:
    """The first and the last day that a claim speaks of."""
    days = [find_span(when) for when in (claim.start, claim.end, *claim.seen) if when]
    first, last = min(day[0] for day in days), max(day[1] for day in days)
    if not claim.end and claim.snapshot:
        last = max(last, claim.snapshot)
    return first, last


def build_spells(person: Person, seams: Seams) -> Iterator[Spell]:
    """One person's spells: claims of one post that overlap or follow at once are one."""
    posts: dict[str, list[Claim]] = defaultdict(list)
    for claim in person.claims:
        posts[claim.post].append(claim)
    name, aliases = choose_name(person)
    number = min(person.numbers, key=lambda q: (len(q), q), default="")
    for post, claims in posts.items():
        claims = cut_gaps(claims, person, seams)
        for run in cut_runs(claims, find_others(claims, person, seams)):
            yield build_spell(name, aliases, number, post, run, seams)


def cut_gaps(claims: Sequence[Claim], person: Person, seams: Seams) -> list[Claim]:
    """Claims of one post, cut where a source has a gap in which others held it, to the day."""
    own = person.numbers | {claim.person for claim in claims}
    gaps = list(find_gaps(claims, own, seams))
    cut = list(claims)
    for end, start in gaps:
        cut = [
            part
            for claim in cut
            for part in (
                (replace(claim, end=end, snapshot=None), replace(claim, start=start, seen=()))
                if claim.start and claim.start < end and (claim.end or start) >= start
                else (claim,)
            )
        ]
    return cut


def find_gaps(claims: Sequence[Claim], own: Set[str], seams: Seams) -> Iterator[tuple[str, str]]:
    """The last day before and the first after each gap of a source that somebody else filled."""
    for source in sorted({claim.source for claim in claims}):
        terms = sorted(
            (claim.start, claim.end) for claim in claims if claim.source == source and len(claim.start) == 10
        )
        for (_, end), (start, _) in pairwise(terms):
            if len(end) == 10 and date.fromisoformat(start) - date.fromisoformat(end) > WEEK:
                post = claims[0].post
                if is_taken(("start", end), own, post, seams) and is_taken(("end", start), own, post, seams):
                    yield end, start


def is_taken(edge: tuple[str, str], own: Set[str], post: str, seams: Seams) -> bool:
    """Whether somebody else began or ended within a day of one."""
    which, when = edge
    days = (date.fromisoformat(when) + timedelta(days=shift) for shift in (-1, 0, 1))
    return any(who not in own for day in days for who, _ in seams.get((post, which, day.isoformat()), ()))


def find_others(claims: Sequence[Claim], person: Person, seams: Seams) -> list[str]:
    """Days on which somebody else began in the post, or was seen in it."""
    own = person.numbers | {claim.person for claim in person.claims}
    return [
        when
        for (post, which, when), who in seams.items()
        if post == claims[0].post and which != "end" and any(name not in own for name, _ in who)
    ]


def cut_runs(claims: Sequence[Claim], others: Sequence[str] = ()) -> list[list[Claim]]:
    """Claims of one person in one post, as those that are one spell.

    A sighting goes to the spell whose days it is in, or that it follows while no end is known and nobody else
    came between (`others`, days); else sightings near one another are a spell of their own.
    """
    runs: list[list[Claim]] = []
    last = date.min
    for claim in sorted((c for c in claims if c.start), key=lambda c: (find_reach(drop_seen(c)), c.source)):
        first, end = find_reach(drop_seen(claim))
        # Who stands in and then takes over has two spells, though both have the day in common
        margin = WEEK if runs and claim.acting == runs[-1][-1].acting else -WEEK
        if runs and first - last <= margin:
            runs[-1].append(drop_seen(claim))
            last = max(last, end)
        else:
            runs.append([drop_seen(claim)])
            last = end
    loose: list[list[Claim]] = []
    for sighting in sorted(
        (s for c in claims for s in split_seen(c)), key=lambda c: (find_reach(c), c.source)
    ):
        if home := find_home(sighting, runs, others):
            home.append(sighting)
        elif loose and find_reach(sighting)[0] - find_reach(loose[-1][-1])[1] <= SIGHTINGS:
            loose[-1].append(sighting)
        else:
            loose.append([sighting])
    return runs + loose


def drop_seen(claim: Claim) -> Claim:
    """A claim without its sightings."""
    return replace(claim, seen=())


def split_seen(claim: Claim) -> Iterator[Claim]:
    """The sightings of a claim, one by one."""
    for when in claim.seen:
        yield replace(claim, seen=(when,), start="", end="", snapshot=None)


def span_run(run: Sequence[Claim]) -> tuple[date, date]:
    """The first and the last day that claims with a beginning reach to."""
    reach = [find_reach(drop_seen(claim)) for claim in run if claim.start]
    return min(first for first, _ in reach), max(last for _, last in reach)


def find_home(sighting: Claim, runs: Sequence[list[Claim]], others: Sequence[str]) -> list[Claim] | None:
    """The spell that a sighting is in, or that it follows: the last one before it, if no source ends that."""
    first, last = find_reach(sighting)
    for run in runs:
        begin, end = span_run(run)
        if begin - WEEK <= last and first <= end + WEEK:
            return run
    before = [run for run in runs if find_reach(run[0])[0] <= first]
    return before[-1] if before and is_open_until(before[-1], first, others) else None


def is_open_until(run: Sequence[Claim], day: date, others: Sequence[str]) -> bool:
    """Whether no source ends a spell, and nobody else came between it and a day."""
    known = max(find_last(claim) for claim in run).isoformat()
    return not any(claim.end for claim in run) and not any(
        known < other < day.isoformat() for other in others
    )


def build_spell(
    name: str, aliases: tuple[str, ...], number: str, post: str, run: Sequence[Claim], seams: Seams
) -> Spell:
    """The spell of claims that are one."""
    start, start_sure, starts = choose_day([c for c in run if c.start], "start", seams)
    end, end_sure, ends = choose_day([c for c in run if c.end and not goes_on(c, run)], "end", seams)
    last = max(find_last(claim) for claim in run)
    stated = [claim for claim in run if claim.start]
    best = choose_role(stated or run)
    if end is not None:
        last = max(last, end) if end_sure == "inferred" else end
    return Spell(
        person=name,
        aliases=aliases,
        wikidata=number,
        of=run[0].of,
        post=post,
        role=best,
        acting=all(claim.acting for claim in stated or run),
        start=start,
        start_sure=start_sure,
        end=None if end_sure == "inferred" else end,
        end_sure=end_sure,
        last=last,
        seen=list_seen(run),
        sources=rank_sources(run),
        disputed=tuple(dict.fromkeys((*starts, *ends))),
    )  # fmt: skip


def goes_on(claim: Claim, run: Sequence[Claim]) -> bool:
    """Whether the source of a claim has the person in office again from its end on, with no end."""
    end = find_span(claim.end)[1]
    return any(
        other.source == claim.source and other.start and not other.end
        and find_span(other.start)[0] >= end - WEEK
        for other in run
    )  # fmt: skip


def rank_sources(run: Sequence[Claim]) -> tuple[str, ...]:
    """The sources of a spell, the best first."""
    return tuple(sorted({claim.source for claim in run}, key=lambda key: (-get_source(key).trust, key)))


def list_seen(run: Sequence[Claim]) -> tuple[str, ...]:
    """The sightings of a spell, in order."""
    return tuple(sorted({when for claim in run for when in claim.seen}))


def choose_role(run: Sequence[Claim]) -> str:
    """What the best source calls the post, if it has more than the class."""
    best = max(run, key=lambda c: (c.role not in PLAIN_ROLES, get_source(c.source).trust, c.start, c.role))
    return best.role


PLAIN_ROLES = frozenset({"head of state", "head of government", "chief of state", "monarch", "Head of State"})


def find_last(claim: Claim) -> date:
    """The last day on which a source knew of the person in office."""
    days = [find_span(when)[0 if len(when) == 7 else 1] for when in (claim.end, *claim.seen) if when]
    if claim.start:
        days.append(find_span(claim.start)[0])
        if not claim.end and claim.snapshot:
            days.append(claim.snapshot)
    return max(days)


def choose_name(person: Person) -> tuple[str, tuple[str, ...]]:
    """The name to show, and the others: in Latin letters, out of Wikidata, in most sources, of the best."""
    ranks: dict[str, tuple[bool, bool, int, float]] = {}
    spelt: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for claim in person.claims:
        for name in (claim.person, *claim.aliases):
            spelt[read_form(name).words].add(claim.source)
    for claim in person.claims:
        for place, name in enumerate((claim.person, *claim.aliases)):
            latin = all(
                letter <= LATIN or not letter.isalpha() or "\u1e00" <= letter <= "\u1eff" for letter in name
            )
            shared = len(spelt[read_form(name).words])
            rank = (latin and place == 0, bool(claim.wikidata), shared, get_source(claim.source).trust)
            ranks[name] = max(ranks.get(name, rank), rank)
    first = max(ranks, key=lambda name: (ranks[name], -len(name), name))
    return first, tuple(sorted(name for name in ranks if name != first))


def read_form(name: str) -> NameForm:
    """A name taken apart, without titles."""
    return take_apart(drop_titles(name))


def list_sounds(form: NameForm) -> frozenset[str]:
    """How the words of a name sound: one person's names share one."""
    return frozenset(sound_arabic(sound_out(word)) for word in form.words)
