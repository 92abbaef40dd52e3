"""Scores answers to questions on offices: ``python tests/office_questions.py [FILE] [--errors]``.

A line of FILE is role, of, day and the right holders, with tabs; `|` between holders that may be named,
nothing
where nobody is known. An answer is right when every holder named is one of them, and one is named; wrong
when one is
named who is none of them, or more are named than there are; else it is missing.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.knowledge.names.likeness import Policy, is_one_person
from dragoman.knowledge.spells.answers import Holder, ask_office
from dragoman.knowledge.spells.merging import read_form

QUESTIONS = Path(__file__).parent / "knowledge" / "office_questions.tsv"
MORE_QUESTIONS = QUESTIONS.with_name("office_questions_2.tsv")  # the usual words for roles, and bodies


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the names that are right."""

    role: str
    of: str
    on: date
    holders: tuple[str, ...]


def read_questions(path: Path) -> Iterator[Question]:
    for line in path.read_text(encoding="utf-8").splitlines():
        role, of, on, holders = [*line.split("\t"), ""][:4]
        yield Question(role, of, date.fromisoformat(on), tuple(filter(None, holders.strip().split("|"))))


def is_called(holder: Holder, name: str) -> bool:
    """Whether a holder is of a name."""
    there = frozenset({holder.spell.of})
    form = read_form(name)
    if len(form.words) == 1:  # a king
        return form.words[0] in read_form(holder.spell.person).words
    names = (holder.spell.person, *holder.spell.aliases)
    return any(is_one_person(form, read_form(other), Policy.TABLE, there, there) for other in names)


def judge_answer(question: Question, holders: Iterable[Holder]) -> str:
    """right, wrong or missing."""
    named = list(holders)
    if not named:
        return "missing" if question.holders else "right"
    fitting = [any(is_called(holder, name) for name in question.holders) for holder in named]
    return "right" if all(fitting) and len(named) <= len(question.holders) else "wrong"


def score(questions: Iterable[Question]) -> tuple[dict[str, Counter[str]], list[str]]:
    """Counts by role, and a line for each answer that is not right."""
    counts: dict[str, Counter[str]] = {}
    errors = []
    for question in questions:
        holders = ask_office(question.role, question.of, question.on)
        verdict = judge_answer(question, holders)
        counts.setdefault(question.role, Counter())[verdict] += 1
        if verdict != "right":
            said = "; ".join(
                f"{h.spell.person} ({h.certainty}{', ' + h.why if h.why else ''})" for h in holders
            )
            errors.append(
                f"{verdict}: {question.role} of {question.of} on {question.on}: "
                f"{'|'.join(question.holders)} <- {said}"
            )
    return counts, errors


def format_scores(counts: dict[str, Counter[str]]) -> str:
    """A line a class, in plain text."""
    total: Counter[str] = sum(counts.values(), Counter())
    lines = [f"{'':28}{'questions':>10}{'right':>8}{'wrong':>8}{'missing':>9}"]
    for role, count in [*sorted(counts.items()), ("all", total)]:
        lines.append(
            f"{role:28}{count.total():>10}{count['right']:>8}{count['wrong']:>8}{count['missing']:>9}"
            f"{count['right'] / count.total():>8.1%}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    paths = [Path(word) for word in sys.argv[1:] if not word.startswith("--")]
    counts, errors = score(read_questions(paths[0] if paths else QUESTIONS))
    if "--errors" in sys.argv:
        print("\n".join(errors))
    print(format_scores(counts))
