"""The organizations of data/knowledge/organizations.csv where a text names them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from dragoman.knowledge.organizations import Organization, load_organizations
from dragoman.reading.words import Words

KnownBody = tuple[int, int, Organization]  # first word, past the last, the table's row

# Abbreviations that are words as well, and bodies that every other state or party has too.
WORD_LIKE = frozenset(["IS", "PA", "WHO", "NAM", "Quad"])
COMMON = frozenset(["Congress", "Senate", "Parliament", "Duma", "Quad", "Fatah", "Mossad"])
# Without one of these in a text "the Security Council" is not theirs, but most likely a state's own; "the
# Foreign Office" likewise.
UNITED_NATIONS = frozenset(["un", "u.n.", "unsc", "unga", "nations"])
BRITISH = frozenset(["uk", "u.k.", "britain", "british", "kingdom", "london", "fco", "fcdo"])
BEFORE_IS = frozenset(["the", "with", "against", "by", "and", "of", "(", "from", "-"])


@lru_cache(maxsize=1)
def load_known() -> dict[str, list[tuple[tuple[str, ...], Organization]]]:
    """First word -> the table's names that begin with it, as words, longest first."""
    index: dict[str, list[tuple[tuple[str, ...], Organization]]] = defaultdict(list)
    for surface, organization in load_organizations().by_surface.items():
        forms = tuple(Words(surface).forms)
        index[forms[0]].append((forms, organization))
    for rows in index.values():
        rows.sort(key=lambda row: -len(row[0]))
    return dict(index)


def match_known(words: Words) -> list[KnownBody]:
    """The names of the table that a text holds, in order, the longest at each place."""
    index, forms = load_known(), words.forms
    matches: list[KnownBody] = []
    others: dict[str, bool] = {}  # abbreviations that stand for something else here
    spoken = words.list_forms()
    united_nations, british = not UNITED_NATIONS.isdisjoint(spoken), not BRITISH.isdisjoint(spoken)
    end = 0
    for number in words.capitals:
        if number < end:
            continue
        for pattern, organization in index.get(forms[number], ()):
            if tuple(forms[number : number + len(pattern)]) == pattern and _stands_alone(
                words, number, len(pattern)
            ):
                end = number + len(pattern)
                short = forms[number] if len(pattern) == 1 else ""
                if short not in others:
                    others[short] = is_something_else(words, short, organization)
                name = " ".join(pattern)
                theirs = organization.kind == "intergovernmental" and organization.name.endswith(f" {name}")
                if (theirs and not united_nations) or (name == "Foreign Office" and not british):
                    organization = Organization(name, "state", "", (name,))
                if organization.kind not in ("treaty", "government") and not others[short]:
                    matches.append((number, end, organization))
                break
    return matches


def is_something_else(words: Words, short: str, organization: Organization) -> bool:
    """Whether a text spells an abbreviation out as what is not the table's: "Inflation Reduction Act" in a
    text that says "IRA"."""
    if len(short) < 3 or not short.isalpha() or not short.isupper():
        return False
    spelt = re.findall(rf"\b{' '.join(rf'{letter}[a-z]+' for letter in short)}\b", words.text)
    return bool(spelt) and not any(name in words.text for name in organization.names if " " in name)


def _stands_alone(words: Words, first: int, length: int) -> bool:
    """Whether a table's name is the body here: "IS" may be a verb in capitals, "Congress" a meeting of
    economists."""
    form = words.forms[first]
    if length > 1:
        return True
    if form in WORD_LIKE and shouts(words, first):
        return False
    before = words.forms[first - 1] if first else "\n"
    if form == "PA":  # Pennsylvania, or a firm's form
        return before != "," and not {"palestinian", "palestinians", "palestine", "abbas"}.isdisjoint(
            words.list_forms()
        )
    if form in COMMON and first > words.title_end:
        return (
            not before[0].isdigit() and not (before[0].isupper() and before.isalpha() and len(before) > 3)
        ) or before in ("The", "Both")
    return form != "IS" or before.lower() in BEFORE_IS


def shouts(words: Words, number: int) -> bool:
    """Whether all is in capitals around a word."""
    forms = words.forms
    near: list[str] = []
    for step in (-1, 1):
        for i in range(number + min(step, 0), number + 5 * step, step):
            if not 0 <= i < len(forms) or forms[i] == "\n":
                break
            near.append(forms[i])
    capitals = [form for form in near if form.isalpha() and len(form) > 2]
    return len(capitals) > 1 and all(form.isupper() for form in capitals)
