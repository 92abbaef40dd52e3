"""Given names alone across articles: "Jill" in an article that names a Biden is Jill Biden.

A reading knows only its own article, which may never say more than "Jill and I" and "President Biden". Here a given name alone becomes
the full name that the library has for it with a surname of the same article, if articles use that name at least half as often as the
given one alone, in five articles at the least, and `dominance` times as often as all others that would fit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from dragoman.analysis.names import fold_text, take_apart
from dragoman.resolution.person import Seen

LEAST = 5  # articles with the full name
Occurrence = tuple[int, str, Seen]  # row, key, what is seen of a person there


def complete_forenames(occurrences: Sequence[Occurrence], dominance: int) -> list[Occurrence]:
    """The same people of articles, those with a given name alone under their full name where the library and the article settle it."""
    full: Counter[str] = Counter(item[0] for *_, item in occurrences)
    bearers: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))  # given name -> surname -> full names
    for name, times in full.items():
        form = take_apart(name)
        if form.full and len(form.words) == 2 and not form.initials and not form.generation:
            bearers[fold_text(name).split()[0]][form.surname][name] += times
    surnames: dict[int, set[str]] = defaultdict(set)
    for row, _, item in occurrences:
        surnames[row].add(take_apart(item[0]).surname)

    def complete(row: int, item: Seen) -> Seen:
        form = take_apart(item[0])
        given = form.surname  # as it is written: "Joseph" is not Joe Biden
        if len(form.words) != 1 or form.generation or item[2] or given not in bearers:
            return item
        fitting = [names for surname, names in bearers[given].items() if surname in surnames[row] and surname != given]
        fitting.sort(key=lambda names: (-names.total(), min(names)))
        if not fitting or fitting[0].total() < dominance * sum(names.total() for names in fitting[1:]):
            return item
        enough = fitting[0].total() >= max(LEAST, full[item[0]] / 2)
        return (min(fitting[0], key=lambda name: (-fitting[0][name], name)), *item[1:]) if enough else item

    return [(row, key, complete(row, item)) for row, key, item in occurrences]
