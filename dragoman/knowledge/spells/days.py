"""The first and the last day of a spell, out of what several sources say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dragoman.knowledge.spells.claims import Claim, find_span, get_source
from dragoman.knowledge.spells.spell import Sureness

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
EARLY = timedelta(days=120)  # within this, days of several sources are taken to mean one beginning or end
BELIEVED = 0.7  # share of right days from which a day is not called weak
# Of a post, start or end, and a day: who begins (ends) then, by what family of sources
Seams = dict[tuple[str, str, str], set[tuple[str, str]]]


def find_seams(claims: Iterable[Claim]) -> Seams:
    """For each post, who begins, who ends and who is seen on a day, by what family of sources."""
    seams: Seams = defaultdict(set)
    for claim in claims:
        for which in ("start", "end"):
            if len(when := getattr(claim, which)) == 10:
                seams[claim.post, which, when].add(
                    (claim.wikidata or claim.person, find_family(claim.source))
                )
        for when in claim.seen:
            if len(when) == 10:
                seams[claim.post, "seen", when].add((claim.person, "sightings"))
    return seams


def find_family(source: str) -> str:
    """Sources that copy one another: both tables out of Wikidata, both of the Factbook."""
    return source.split("-")[0]


def choose_day(claims: Sequence[Claim], which: str, seams: Seams) -> tuple[date | None, Sureness, list[str]]:
    """The first or last day of a spell, how sure it is, and what sources differ by more than a week.

    Each source speaks by its first beginning or last end. Days near one another are one opinion; the opinion
    that is most likely right counts, and of it the best source's day. That another family of sources has
    somebody else end (or begin) on the day speaks for it.
    """
    begin = which == "start"
    outer = [claim for claim in claims if is_outer(claim, claims, which)]
    if not outer:
        return None, "open", []
    opinions = group_opinions(outer, which)
    # Of opinions that are alike the one that makes the spell longer: a source may lack a term, not invent one
    order = opinions if begin else opinions[::-1]
    opinion = max(order, key=lambda claims: round(weigh_opinion(claims, which, seams), 2))
    claim = choose_claim(opinion, which, seams)
    chosen = find_edge(getattr(claim, which), begin)
    others = [
        f"{other.source}: {which} {getattr(other, which)}"
        for other in outer
        if min(abs(day - chosen) for day in find_span(getattr(other, which))) > WEEK
    ]
    return chosen, find_sureness(claim, which, seams), others


def group_opinions(claims: Sequence[Claim], which: str) -> list[list[Claim]]:
    """Claims whose days are near one another, by day."""
    opinions: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda claim: count_days(claim, which)):
        if opinions and count_days(claim, which) - count_days(opinions[-1][0], which) <= EARLY.days:
            opinions[-1].append(claim)
        else:
            opinions.append([claim])
    return opinions


def count_days(claim: Claim, which: str) -> int:
    """A number for the day of a claim."""
    return find_edge(getattr(claim, which), which == "start").toordinal()


def choose_claim(opinion: Sequence[Claim], which: str, seams: Seams) -> Claim:
    """The claim whose day counts: of those that agree with the likeliest to a week, the best source's."""
    first = count_days(opinion[0], which)
    likeliest = max(
        opinion, key=lambda claim: (rate(claim, which, seams), -abs(count_days(claim, which) - first))
    )
    day = count_days(likeliest, which)
    agreeing = [claim for claim in opinion if abs(count_days(claim, which) - day) <= WEEK.days]
    return max(
        agreeing,
        key=lambda claim: (
            len(getattr(claim, which)),
            get_source(claim.source).trust,
            rate(claim, which, seams),
        ),
    )


def find_sureness(claim: Claim, which: str, seams: Seams) -> Sureness:
    """How sure a claim's day is."""
    when = getattr(claim, which)
    if which == "end" and len(when) == 7 and claim.source == "factbook-editions":
        return "inferred"  # the last edition that names the person
    if len(when) == 10:
        return "weak" if rate(claim, which, seams) < BELIEVED else "day"
    return "month" if len(when) == 7 else "year"


def is_outer(claim: Claim, claims: Sequence[Claim], which: str) -> bool:
    """Whether a claim is its source's first (or last) of a spell: terms between are no other opinion."""
    own = [getattr(other, which) for other in claims if other.source == claim.source]
    return bool(getattr(claim, which) == (min(own) if which == "start" else max(own)))


def weigh_opinion(claims: Sequence[Claim], which: str, seams: Seams) -> float:
    """How likely an opinion is right, 0 to 1: a second source of one family adds less than one of another."""
    doubt, families = 1.0, set()
    for claim in sorted(claims, key=lambda c: -rate(c, which, seams)):
        family = find_family(claim.source)
        own = 1 - min(rate(claim, which, seams), 0.98)
        doubt *= own ** (0.5 if family in families else 1.0)
        families.add(family)
    return 1 - doubt


def rate(claim: Claim, which: str, seams: Seams) -> float:
    """The share of a source's days that are right, less for those that are no day, more at a seam."""
    source, when = get_source(claim.source), getattr(claim, which)
    share = source.starts if which == "start" else source.ends
    if claim.source == "wikidata-heads" and when.endswith("-01-01"):
        return 0.3  # a year written as its first day
    return share * {10: 1.0, 7: 0.8, 4: 0.5}[len(when)] + (0.12 if is_seam(claim, which, seams) else 0.0)


def is_seam(claim: Claim, which: str, seams: Seams) -> bool:
    """Whether another family of sources has somebody else end (begin) where this begins (ends).

    Ends of the Factbook are made out of the next one's beginning, and speak for nothing.
    """
    when = getattr(claim, which)
    if len(when) < 10:
        return False
    day, other = date.fromisoformat(when), "end" if which == "start" else "start"
    own = {claim.wikidata or claim.person}
    mute = {find_family(claim.source), "factbook" if other == "end" else ""}
    return any(
        who not in own and family not in mute
        for near in (day - DAY, day, day + DAY)
        for who, family in seams.get((claim.post, other, near.isoformat()), ())
    )


def find_edge(when: str, begin: bool) -> date:
    """The day that stands for a month or a year: its first as a beginning, its last as an end."""
    return find_span(when)[0 if begin else 1]
