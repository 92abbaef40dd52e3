"""By which rule, or by which sign, somebody holds an office, and whence its country comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman.knowledge import load_countries
from dragoman.model import Office
from dragoman.reading.countries import CountryMention
from dragoman.reading.explaining.explanation import Stage, Step
from dragoman.reading.explaining.wording import LIKE, NO_COUNTRY, SIGNS, TAKEN_FROM
from dragoman.reading.offices.acts import DELEGATE
from dragoman.reading.offices.office_countries import COUNTRY_RULES
from dragoman.reading.offices.officials import Reason, StatedOffices
from dragoman.reading.offices.public_offices import StatedRole, find_rule
from dragoman.reading.offices.statement import Statement
from dragoman.reading.offices.statements import RULES_BEFORE, RULES_BEHIND
from dragoman.reading.offices.text_offices import TextOffices

# What states an office -> its example; whose it is -> its example.
EXAMPLES = {rule.id: rule.example for rule in (*RULES_BEFORE, *RULES_BEHIND)} | {
    DELEGATE: "X (Kenya) said so."
}
COUNTRY_EXAMPLES = {rule.id: rule.example for rule in COUNTRY_RULES}
BESIDE = 60  # characters around title and name in which the country that is stated with them stands


class OfficeSteps:
    """What the stage of offices told of one text."""

    def __init__(
        self,
        countries: Sequence[CountryMention],
        offices: TextOffices,
        said: Mapping[int, Sequence[Statement]],
        stated: Sequence[StatedOffices],
    ) -> None:
        """`said`: all that is said of people, also what makes no official; `stated`: what came of it."""
        self.offices, self.said, self.stated, self.countries = offices, said, stated, countries
        self.words = offices.words

    def list_steps(self, number: int, office: Office) -> tuple[Step, ...]:
        """How the text gives an office to a person, by the person's number, and whence its country comes."""
        person = self.stated[number]
        reason = person.reasons[person.offices.index(office)]
        statement = self._find_statement(number, office, reason)
        start, end = self._find_words(number, statement, office.country)
        says = SIGNS[reason.office] if statement is None else LIKE.format(example=EXAMPLES[reason.office])
        return (
            self._step("stated", reason.office, start, end, says),
            self._tell_country(office, reason, start, end),
        )

    def list_refused(self) -> Iterator[Step]:
        """What is said of people and makes no official: "professor"; a body that is no state's."""
        for number, statements in self.said.items():
            for statement in statements:
                if any(statement is kept for kept in self.offices.said[number]):
                    continue
                start, end = self._find_words(number, statement, "")
                title = statement.role.name or statement.role.head
                rule = find_rule(StatedRole(statement, self.offices.get_body(statement), False)).id
                yield self._step(
                    "stated", statement.rule, start, end, f"turned down: “{title}” makes no official ({rule})"
                )

    def _find_statement(self, number: int, office: Office, reason: Reason) -> Statement | None:
        """The statement that an office was made of: the one of its title, if there is one."""
        made = [s for s in self.offices.said[number] if s.rule == reason.office and s.former == office.former]
        return next((s for s in made if s.role.name == office.role), made[0] if made else None)

    def _tell_country(self, office: Office, reason: Reason, start: int, end: int) -> Step:
        name, rule = load_countries().name(office.country), reason.country or "none"
        example = COUNTRY_EXAMPLES.get(rule)
        says = LIKE.format(example=example) if example else TAKEN_FROM[rule]
        return self._step("country", rule, start, end, f"{name or NO_COUNTRY}: {says}")

    def _find_words(self, number: int, statement: Statement | None, iso3: str) -> tuple[int, int]:
        """The characters from the title to the nearest name of the person, with the country beside them."""
        spans = [(start, end) for start, end, _ in self.offices.people[number].spans]
        if statement is None or statement.role.first < 0:
            return spans[0]
        first, last = self.words.starts[statement.role.first], self.words.ends[statement.role.last - 1]
        start, end = min(spans, key=lambda span: max(span[0] - last, first - span[1]))
        start, end = min(start, first), max(end, last)
        if iso3 and statement.country == iso3:
            near = min(
                (c for c in self.countries if c.iso3 == iso3),
                key=lambda c: max(c.start - end, start - c.end),
                default=None,
            )
            if near and near.end >= start - BESIDE and near.start <= end + BESIDE:
                between = self.words.text[min(start, near.start) : max(end, near.end)]
                if "\n" not in between:
                    start, end = min(start, near.start), max(end, near.end)
        return start, end

    def _step(self, stage: Stage, rule: str, start: int, end: int, verdict: str) -> Step:
        return Step(stage, rule, start, end, self.words.text[start:end], verdict)
