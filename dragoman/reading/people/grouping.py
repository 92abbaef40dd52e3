"""Which full names of a text are one person's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.knowledge.names.forms import NameForm, Parts, is_initial, take_apart
from dragoman.knowledge.names.likeness import Policy, drop_initials, is_one_person
from dragoman.knowledge.names.sounds import join_words, sound_out
from dragoman.knowledge.names.words import PARTICLES
from dragoman.reading.people.candidates import Candidate
from dragoman.reading.words import Words

MANY = 300  # different full names that are compared each with each
MOST_ALIKE = 30  # names with one part in common that another is compared with, where there are more


@dataclass(slots=True)
class Referent:
    """Someone whom the text names: words of every mention, and the names used."""

    name: str
    parts: Parts
    spans: list[tuple[int, int, str]] = field(default_factory=list)  # first word, past the last, route
    # Characters of mentions inside a word: "Putin" in "anti-Putin"
    inside: list[tuple[int, int]] = field(default_factory=list)
    candidates: list[Referent] = field(default_factory=list)  # whom an unresolved surname could be

    @property
    def form(self) -> NameForm:
        """The name, taken apart."""
        return take_apart(self.name)


def group_full_names(candidates: Sequence[Candidate], words: Words) -> list[tuple[Referent, list[Candidate]]]:
    """The people whom names of two parts and more stand for, in order of appearance, each with its
    candidates."""
    forms: dict[NameForm, list[Candidate]] = {}
    for candidate in candidates:
        forms.setdefault(read_form(words, candidate), []).append(candidate)
    groups: list[list[NameForm]] = []
    relatives = _Relatives(len(forms) > MANY)
    for form in sorted(forms, key=lambda form: (-len(form.words), -len(form.initials))):
        # "Donald J. Trump Jr." is no formal Donald Trump where the text has Donald Trump Jr. too
        everyday = drop_initials(form)
        asked = everyday if form.generation and everyday in forms else form
        near = relatives.list_near(form, len(groups))
        fitting = [
            n for n in near if any(is_one_person(asked, other, Policy.WITHIN) for other in groups[n][:MANY])
        ]
        if not fitting:
            fitting = [len(groups)]
            groups.append([])
        # "George Bush" beside "George H. Bush" and "George W. Bush": whose forms it shares most
        number = (
            max(fitting, key=lambda n: sum(len(forms[other]) for other in groups[n]))
            if len(fitting) > 1
            else fitting[0]
        )
        groups[number].append(form)
        relatives.add(form, number)
    people = []
    for group in groups:
        members = sorted((c for form in group for c in forms[form]), key=lambda c: c.first)
        fullest = max(
            members,
            key=lambda c: (len(c.parts), sum(map(len, c.parts)), not c.name, c.last - c.first, -c.first),
        )
        people.append(
            (Referent(fullest.name or words.quote(fullest.first, fullest.last), fullest.parts), members)
        )
    people.sort(key=lambda row: row[1][0].first)
    return people


class _Relatives:
    """The groups that a name may belong to.

    All of them, as long as a text has no more names than articles have. Of a list of thousands, where
    comparing each with each would take hours, those that share a first or last part as it sounds, and of
    these the first.
    """

    def __init__(self, many: bool) -> None:
        self.many = many
        self.by_sound: dict[tuple[str, ...], list[int]] = defaultdict(list)

    def list_near(self, form: NameForm, count: int) -> Iterable[int]:
        """The numbers of the groups to compare with, of `count`."""
        if not self.many:
            return range(count)
        return sorted(
            {number for key in _list_keys(form) for number in self.by_sound.get(key, ())[:MOST_ALIKE]}
        )

    def add(self, form: NameForm, number: int) -> None:
        """A name is of this group from now on."""
        if self.many:
            for key in _list_keys(form):
                if len(self.by_sound[key]) < MOST_ALIKE:
                    self.by_sound[key].append(number)


def _list_keys(form: NameForm) -> tuple[tuple[str, ...], ...]:
    words = form.words or ("",)
    return (
        ("same", *sorted(words)),
        ("joined", join_words(words)),
        ("first", sound_out(words[0])),
        ("last", sound_out(words[-1])),
    )


def read_form(words: Words, candidate: Candidate) -> NameForm:
    """The name that a candidate writes, taken apart."""
    forms = candidate.name.split() or words.forms[candidate.first : candidate.last]
    return take_apart(" ".join(form for form in forms if form[0].isalnum()))


def is_full(candidate: Candidate) -> bool:
    """Whether a candidate is more than a surname: two parts that are no initials, or a numbered name
    ("Abdullah II")."""
    whole = [part for part in candidate.parts if not is_initial(part) and part not in PARTICLES]
    return len(whole) > 1 or (len(candidate.parts) == 1 and candidate.last - candidate.first > 1)
