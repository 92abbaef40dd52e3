"""Which words of a text could be the name of a person or a body, and who proposes them. What they are is for
the judge to say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.knowledge.names.words import HONORIFICS, PARTICLES
from dragoman.reading.boilerplate import find_boilerplate, find_credits
from dragoman.reading.judging.scene import Scene, Span
from dragoman.reading.people.headlines import VERBS
from dragoman.reading.places import Places
from dragoman.reading.roles.vocabulary import PORTFOLIO_WORDS
from dragoman.reading.words import Words

_LISTS = load_lexicon("bodies")
BODIES: frozenset[str] = _LISTS["bodies"]
OPENERS: frozenset[str] = _LISTS["openers"]
PROPOSERS = (
    "model",
    "table",
    "gazetteer",
    "people",
    "title or given name",
    "capitals",
    "acronym",
    "small",
    "ministries",
)
BELIEVED = frozenset(
    map(PROPOSERS.index, ("table", "gazetteer", "people", "title or given name"))
)  # whose proposals are whole names
# The model's labels of what is no name at all.
NUMBERS = frozenset(["DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE"])
LINKS = frozenset("of for and & on the a at to in de du des la del against with ’s 's ’ ' - –".split())  # noqa: SIM905
POSSESSIVES = frozenset(["’s", "'s"])
CUTS = POSSESSIVES | {"and", "&", ",", "(", ")", "-", "/"}
ARTICLES = frozenset(["the", "a", "an", "this"])
SMALL: frozenset[str] = _LISTS["written_small"]
ALONE = frozenset(["parliament", "congress", "senate"])
DOTTED: frozenset[str] = _LISTS["dotted"]
PARTS: frozenset[str] = _LISTS["parts"]
BASED = re.compile(
    r".+-(?:based|registered|backed|led|owned|run|linked|controlled|aligned|listed)", re.IGNORECASE
)
SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "inc", "inc.", "ltd", "ltd.", "llc"])
NEVER_INSIDE = HONORIFICS | VERBS | _LISTS["days"] | {"amir", "emir"}
SMALL_FIRST = ARTICLES | {
    "on",
    "in",
    "at",
    "for",
    "from",
    "by",
    "with",
    "and",
    "but",
    "as",
    "if",
    "it",
}  # they begin sentences
LONGEST_SMALL = 4  # words from a capital to a word of bodies that is written small
JOINS = frozenset("and of & for to in on with".split())  # noqa: SIM905
MOST_JOINS = 4  # of them within one name
STATES = re.compile(r"[A-Z][\w.]*(?:-[A-Z][\w.]*)+|NATO")  # "U.S.-Japan | Alliance", "NATO | Alliance"
NEVER_LAST: frozenset[str] = _LISTS["never_last"]
LONGEST = 12  # words between capitals that are combined

Proposals = dict[Span, int]  # words -> who proposes them, a bit each of PROPOSERS


def propose(scene: Scene) -> Proposals:
    """All proposals of a text, in order."""
    found: dict[Span, int] = defaultdict(int)
    closed = _close(scene.words)
    titles = {(role.first, role.last) for role in scene.roles if role.last - role.first == 1}
    for number, spans in enumerate(
        (
            _from_model(scene),
            _from_table(scene),
            scene.listed,
            scene.people,
            scene.vouched,
            _from_capitals(scene),
            _from_acronyms(scene.words),
            _from_small(scene.words, scene.places),
            _list_ministries(scene.words),
        )
    ):
        for first, last in spans:
            if first < last and (
                (first, last) in found or number in BELIEVED or _is_whole(scene.words, first, last)
            ):
                found[first, last] |= 1 << number
    return {
        span: found[span] for span in sorted(found) if span not in titles and not _is_within(*span, closed)
    }


def _is_within(first: int, last: int, closed: Iterable[Span]) -> bool:
    return any(start <= first and last <= end for start, end in closed)


def _close(words: Words) -> list[Span]:
    """Words of datelines, credits and what publishers add, which name nobody."""
    spans = [
        *find_credits(words.text),
        *find_boilerplate(words.text, words.starts[words.title_end] if words.title_end < len(words) else 0),
    ]
    return [(words.find(start), words.find(end)) for start, end in spans]


def _from_model(scene: Scene) -> Iterator[Span]:
    """The model's names without articles and possessives, and cut at their possessives and small words."""
    words = scene.words
    for first, last, label in scene.labelled:
        if label in NUMBERS:
            continue
        start, end = strip(words, first, last)
        yield start, end
        cuts = [i for i in range(start + 1, end - 1) if words.lowers[i] in CUTS]
        for left, right in (
            zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True) if cuts else ()
        ):
            yield strip(words, left, right)


def strip(words: Words, first: int, last: int) -> Span:
    """A span without an article before and a possessive or mark behind it."""
    while first < last and (words.lowers[first] in ARTICLES or not words.forms[first][0].isalnum()):
        first += 1
    while last > first and (words.forms[last - 1] in POSSESSIVES or not words.forms[last - 1][0].isalnum()):
        last -= 1
    return first, last


def _from_table(scene: Scene) -> Iterator[Span]:
    """The table's names, with a people's adjective before and a state behind: "Iraqi | Parliament",
    "Democratic Party | of Japan"."""
    words, places = scene.words, scene.places
    for first, last, _ in scene.known:
        ends = sorted({last, _pass_state(words, places, last)})
        starts = [first]
        if first and words.forms[first - 1][0].isupper() and places.measure(words, first - 1):
            starts.append(first - 1)
        for start in starts:
            for end in ends:
                yield start, end


def _pass_state(words: Words, places: Places, last: int) -> int:
    """Past the state that a name is of: "embassy | of Mexico"; `last`, where the name ends, if of none."""
    if words.lowers[last : last + 1] != ["of"] or last + 1 == len(words):
        return last
    length = places.measure(words, last + 1)
    return last + 1 + length if length else last


def _from_acronyms(words: Words) -> Iterator[Span]:
    """Words in capitals of two letters and more, and single words that name a house, a party or a force
    before any other name."""
    for i in words.capitals:
        form = words.forms[i]
        if words.lowers[i] in PARTS:
            yield i, i + 1
        if len(form) > 1 and not form[1:].islower() and sum(map(str.isupper, form)) * 2 > len(form):
            yield i, i + 1


def _from_small(words: Words, places: Places) -> Iterator[Span]:
    """What a word of bodies written small ends: "Turkish | parliament", "Thai Raksa Chart | party", "Iraqi
    security | forces"."""
    for i in words.list_places(SMALL):
        if not words.forms[i][0].islower():
            continue
        if words.lowers[i] in ALONE:
            yield i, i + 1
        if (end := _pass_state(words, places, i + 1)) > i + 1:
            yield i, end  # "the | embassy of Mexico"
        first = _find_capital(words, i)
        if first > 1 and words.forms[first - 1] in POSSESSIVES and places.measure(words, first - 2):
            yield first - 2, i + 1  # "Russia's | central bank"
        for start in range(first, max(-1, i - LONGEST_SMALL - 3), -1):
            if start == i or not words.forms[start][0].isupper():
                break
            yield start, i + 1


def _find_capital(words: Words, i: int) -> int:
    """The nearest capitalised word before a small one, with small words between: "Iraqi | security forces".

    Where there is none, the first of the small words.
    """
    first = i
    while (
        first > 0
        and i - first < LONGEST_SMALL
        and words.forms[first - 1][0].isalpha()
        and not words.forms[first][0].isupper()
    ):
        first -= 1
    return first


def _list_ministries(words: Words) -> Iterator[Span]:
    """Ministries written small: "the | foreign ministry", "Russian | defence ministry", "its | ministry of
    justice"."""
    for i in words.list_places({"ministry"}):
        if not words.forms[i].islower():
            continue
        first = i
        while first > 0 and words.forms[first - 1].islower() and words.lowers[first - 1] in PORTFOLIO_WORDS:
            first -= 1
        if first < i:
            yield first, i + 1
            if first and words.forms[first - 1][0].isupper() and words.forms[first - 1].isalpha():
                yield first - 1, i + 1
        last = i + 2 if words.lowers[i + 1 : i + 2] == ["of"] else i
        while i < last < len(words) and words.lowers[last] in PORTFOLIO_WORDS:
            last += 1
        if last > i + 2:
            yield i, last


@dataclass(frozen=True, slots=True)
class _Seams:
    """Words of a text at which titles and the model's names say that something begins or ends."""

    in_role: Set[int]
    opening: Set[int]  # first words of the model's names
    closing: Set[int]  # words past them
    people: Set[int]  # first words of people's names


def _find_seams(scene: Scene) -> _Seams:
    names = [(first, last) for first, last, label in scene.labelled if label not in NUMBERS]
    people = [first for first, _, label in scene.labelled if label == "PERSON"]
    return _Seams(
        in_role={i for role in scene.roles for i in range(role.first, role.last)},
        opening={first for first, _ in names},
        closing={last for _, last in names},
        people={first for first, _ in scene.people}.union(people),
    )


def _from_capitals(scene: Scene) -> Iterator[Span]:
    """Runs of capitalised words, also over small words between them, from wherever a name may begin to
    wherever one may end."""
    words, seams = scene.words, _find_seams(scene)
    for run in _list_runs(words):
        ends = [i + 1 for i in run if _may_end(words, i, run, seams)]
        for start in (i for i in run if _may_begin(scene, i, run, seams)):
            for end in ends[bisect_right(ends, start) : bisect_right(ends, start + LONGEST)]:
                yield start, end
                yield from _extend(words, start, end)


def _extend(words: Words, start: int, end: int) -> Iterator[Span]:
    """A name with what belongs to it on either side: "van | Biljon", "58th | Army", "Holm | , Jr.", "Power
    Corp | ."."""
    if start and words.forms[start - 1][0].isdigit():
        yield start - 1, end
    if words.lowers[end - 1] in DOTTED and words.forms[end : end + 1] == ["."]:
        yield start, end + 1
    if start and words.lowers[start - 1] in PARTICLES:
        yield start - 1, end
    if words.lowers[end : end + 1] == [","] and not SUFFIXES.isdisjoint(words.lowers[end + 1 : end + 2]):
        yield start, end + 2


def _list_runs(words: Words) -> Iterator[list[int]]:
    """The capitalised words of each run that small words hold together."""
    run: list[int] = []
    for i in words.capitals:
        if not words.forms[i][0].isupper() and not any(map(str.isupper, words.forms[i])):
            continue
        if run and not _is_linked(words, run[-1] + 1, i):
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _is_linked(words: Words, first: int, last: int) -> bool:
    """Whether only small words stand between two capitalised ones."""
    between = words.lowers[first:last]
    if between == [","]:
        return _lists_on(words, first) or words.lowers[last] in SUFFIXES
    if between == [",", "and"] or between == [",", "&"]:
        return True
    return (
        len(between) < 4
        and between != ["the"]
        and all(lower in LINKS or lower[0].isdigit() for lower in between)
    )


def _lists_on(words: Words, comma: int) -> bool:
    """Whether a comma goes on with a list that an "and" ends: "Foreign Affairs, Trade and Development"."""
    ahead = words.lowers[comma + 2 : comma + 6]
    return (
        any(lower in ("and", "&") for lower in ahead)
        and "\n" not in ahead
        and words.lowers[comma - 1] not in BODIES
    )


def _may_begin(scene: Scene, i: int, run: list[int], seams: _Seams) -> bool:
    """Whether a name may begin at a capitalised word of a run."""
    lower = scene.words.lowers[i]
    if lower in SMALL_FIRST:
        return False
    if i == run[0] or i in seams.opening or lower in OPENERS:
        return True
    return _is_set_off(scene.words, i, seams) or _follows_attribute(scene, i, run)


def _is_set_off(words: Words, i: int, seams: _Seams) -> bool:
    """Whether a title or a word of no name ends before a word, or it is an abbreviation."""
    past_role = i - 1 in seams.in_role and i not in seams.in_role
    return (
        past_role
        or words.lowers[i - 1] in NEVER_INSIDE
        or (words.forms[i].isupper() and len(words.forms[i]) > 1)
    )


def _follows_attribute(scene: Scene, i: int, run: list[int]) -> bool:
    """Whether the word before may stand outside the name: it is small, a place, "London-based", or has its
    capital from the beginning of a sentence."""
    words, before = scene.words, scene.words.lowers[i - 1]
    return (
        not words.forms[i - 1][0].isupper()
        or bool(BASED.fullmatch(before))
        or bool(scene.places.measure(words, i - 1))
        or before in SMALL_FIRST
        or (run[0] == i - 1 and (i - 1 == 0 or not words.forms[i - 2][0].isalnum()))
    )


def _may_end(words: Words, i: int, run: list[int], seams: _Seams) -> bool:
    """Whether a name may end with a capitalised word of a run."""
    if i == run[-1] or i + 1 in seams.closing or i + 1 in seams.people:
        return True
    after = words.lowers[i + 1]
    if words.lowers[i] in BODIES and after not in NEVER_LAST:
        return True
    return (
        not words.forms[i + 1][0].isupper()
        or (i + 1 in seams.in_role and i not in seams.in_role)
        or after in BODIES
        or after in NEVER_INSIDE
    )


def _is_whole(words: Words, start: int, end: int) -> bool:
    """Whether a span may be one name: not two bodies, a building, or an alliance of states."""
    lowers = words.lowers[start:end]
    if end - start > 1 and (sum(map(JOINS.__contains__, lowers)) > MOST_JOINS or lowers[-1] in NEVER_LAST):
        return False
    if (
        not NEVER_LAST.isdisjoint(words.lowers[end : end + 1]) and words.forms[end][0].isupper()
    ):  # "Public Service | Award"
        return False
    if lowers[-1] == "alliance" and end - start > 1 and STATES.fullmatch(words.quote(start, end - 1)):
        return False
    return find_second(words, start, end) == end


def find_second(words: Words, start: int, end: int) -> int:
    """Where a second body begins in a span that names two: "Center for Biological Diversity and | Center for
    Food Safety"; else its end."""
    lowers = words.lowers
    if lowers[start] not in OPENERS:
        return end
    return next(
        (i for i in range(start + 2, end) if lowers[i] in OPENERS and lowers[i - 1] in ("and", "&")), end
    )
