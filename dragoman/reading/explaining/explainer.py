"""From what the stages told to the steps of each mention and office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.knowledge import load_countries
from dragoman.model import Entity, Mention
from dragoman.reading.boilerplate import find_boilerplate
from dragoman.reading.countries import CountryMention
from dragoman.reading.countries.scan import scan_text
from dragoman.reading.explaining.explanation import Explanation, Stage, Step, check_length
from dragoman.reading.explaining.names import Names
from dragoman.reading.explaining.offices import OfficeSteps
from dragoman.reading.explaining.topics import build_topics
from dragoman.reading.explaining.wording import (
    BODY_WAYS,
    COUNTRY_WAYS,
    PERSON_WAYS,
    REFUSED_BODIES,
    REFUSED_COUNTRIES,
    REFUSED_PEOPLE,
)
from dragoman.reading.filing import KIND
from dragoman.reading.judging import Scene, Verdict
from dragoman.reading.organizations import NamedOrganization, is_medium, list_strangers, list_titles
from dragoman.reading.people import PeopleFinder
from dragoman.reading.pipeline import Reader
from dragoman.reading.trace import Fact, listen


def explain(reader: Reader, title: str, text: str) -> Explanation:
    """The reading of one article with what decided each mention, office and topic.

    SourceError for a text that is too long.
    """
    check_length(title, text)
    with listen() as facts:
        (reading,) = reader.read([(title, text)])
    told = {fact.name: fact.told for fact in facts}
    steps = Explainer(f"{title}\n\n{text}", reading.entities, facts)
    topics = build_topics(f"{title}\n\n{text}", reader.topics, told["topics"])
    named = {entity.key: entity for entity in reading.entities}
    people = [entity for entity in reading.entities if entity.kind == "person"]
    return Explanation(
        reading,
        tuple(
            (topics.tell_mention(mention),)
            if mention.key.startswith(KIND)
            else tuple(steps.list_steps(named[mention.key], mention))
            for mention in reading.mentions
        ),
        {
            person.key: tuple(steps.offices.list_steps(number, office) for office in person.offices)
            for number, person in enumerate(people)
        },
        {KIND + topic: (topics.tell_topic(topic),) for topic in reading.topics},
        tuple(
            sorted(
                [*steps.list_refused(reading.mentions), *topics.list_refused(reading.topics)],
                key=lambda step: step.start,
            )
        ),
    )


class Explainer:
    """Tells of one text what made its people, organizations and countries."""

    def __init__(self, string: str, entities: Sequence[Entity], facts: Sequence[Fact]) -> None:
        self.string = string
        self.finder: PeopleFinder
        self.scene: Scene
        self.judged: Sequence[Verdict]
        self.bodies: Sequence[NamedOrganization]
        self.countries: Sequence[CountryMention]
        told = {fact.name: fact.told for fact in facts}
        self.finder, self.scene, self.judged, self.bodies, self.countries = told["looked"]
        self.capitals = {
            end: (governs, rule) for end, governs, rule in (f.told for f in facts if f.name == "capital")
        }
        self.words, self.names = self.scene.words, Names(self.scene)
        self.joined = [fact.told for fact in facts if fact.name == "joined"]
        self.offices = OfficeSteps(self.countries, *told["offices"])
        bodies = (entity.key for entity in entities if entity.kind == "organization")
        self.body_of = dict(zip(bodies, self.bodies, strict=True))

    def list_steps(self, entity: Entity, mention: Mention) -> list[Step]:
        """Who proposed a mention, what the judge said, and by what it is the entity's."""
        if entity.kind == "country":
            return [self._tell_country(entity, mention)]
        steps = self.names.list_steps(mention.start, mention.end, entity.kind)
        ways = self._list_ways(entity, mention)
        table = PERSON_WAYS if entity.kind == "person" else BODY_WAYS
        steps += [
            self._step("joined", way, mention.start, mention.end, table[way].format(name=entity.name))
            for way in ways
        ]
        return steps

    def _list_ways(self, entity: Entity, mention: Mention) -> list[str]:
        """The rules that joined a mention to its entity, in order."""
        told = [
            way
            for kind, way, start, end in self.joined
            if kind == entity.kind and mention.start <= start and end <= mention.end
        ]
        ways = list(dict.fromkeys(told))
        if entity.kind == "person":
            read = any(c.name and self.words.starts[c.first] == mention.start for c in self.finder.candidates)
            form = "in capitals" if self.string[mention.start : mention.end].isupper() else "surname first"
            return [form, *ways] if read else ways
        body = self.body_of[entity.key]
        first = (mention.start, mention.end) == body.spans[0]
        if body.known:
            return [*ways, "table"]
        return ways or (["own name"] if first else ["same words"])

    def _tell_country(self, entity: Entity, mention: Mention) -> Step:
        """By what a mention stands for a country."""
        words = self.string[mention.start : mention.end]
        meanings = load_countries().surfaces.get(" ".join(words.split()), ())
        iso3 = entity.key.removeprefix("country:")
        listed = any(meaning.iso3 == iso3 for meaning in meanings)
        rule = mention.route if listed else "state of a town" if mention.route == "city" else "realm"
        says = COUNTRY_WAYS[rule].format(name=entity.name)
        if decided := self.capitals.get(mention.end, (False, ""))[1]:
            says = f"{says}, by the rule “{decided}”"
        step = self._step("joined", rule, mention.start, mention.end, says)
        others = [
            load_countries().name(meaning.iso3) for meaning in meanings if meaning.iso3 not in (iso3, "")
        ]
        if not others:
            return step
        return self._step(
            "joined",
            rule,
            mention.start,
            mention.end,
            f"{step.verdict}; it could also be of {', '.join(others)}",
        )

    def list_refused(self, mentions: Sequence[Mention]) -> Iterator[Step]:
        """What was proposed and is not in the reading, with the reason."""
        named = {(mention.start, mention.end) for mention in mentions}
        yield from (step for step in self.names.list_refused() if (step.start, step.end) not in named)
        yield from self._list_dropped(mentions)
        yield from self._list_no_countries(mentions)
        yield from self.offices.list_refused()

    def _list_dropped(self, mentions: Sequence[Mention]) -> Iterator[Step]:
        """What the judge kept and a later stage did not."""
        found = {
            kind: [(m.start, m.end) for m in mentions if m.key.startswith(kind)]
            for kind in ("person", "organization")
        }
        bodies = {
            (verdict.first, verdict.last): None for verdict in self.judged if verdict.kind == "organization"
        }
        strangers, titles = (
            list_strangers(self.words, bodies),
            list_titles(self.words, bodies, self.scene.roles),
        )
        for verdict in self.judged:
            span, (start, end) = (verdict.first, verdict.last), self._find_characters(verdict)
            if _overlaps(found[verdict.kind], start, end):
                continue
            if verdict.kind == "person":
                rule = (
                    "credit"
                    if verdict.first in self.finder.reporters
                    else "single"
                    if span[1] - span[0] == 1
                    else "rule"
                )
                yield self._step("joined", rule, start, end, REFUSED_PEOPLE[rule])
                continue
            rules = {
                "person": _overlaps(found["person"], start, end),
                "media": is_medium(self.words, span),
                "introduced": span in strangers,
                "title": span in titles,
            }
            rule = next((rule for rule, holds in rules.items() if holds), "nameless")
            yield self._step("joined", rule, start, end, REFUSED_BODIES[rule])

    def _list_no_countries(self, mentions: Sequence[Mention]) -> Iterator[Step]:
        """What the table of countries knows, and was none here; each string once."""
        told: set[str] = set()
        closed = list(find_boilerplate(self.words.text, self.string.find("\n\n") + 2))
        here = [(m.start, m.end) for m in mentions if m.key.startswith("country")]
        for possible in scan_text(self.words.text):
            start, end, words = possible.start, possible.end, self.string[possible.start : possible.end]
            if words in told or _overlaps(here, start, end):
                continue
            told.add(words)
            holder = next(
                (m for m in mentions if m.start < end and start < m.end and not m.key.startswith(KIND)), None
            )
            kind = holder.key.partition(":")[0] if holder else "other thing"
            rule = "boilerplate" if _overlaps(closed, start, end) else kind
            other = f"“{self.string[holder.start : holder.end]}”" if holder else ""
            yield self._step("country", rule, start, end, REFUSED_COUNTRIES[rule].format(other=other))

    def _find_characters(self, verdict: Verdict) -> tuple[int, int]:
        return self.words.starts[verdict.first], self.words.ends[verdict.last - 1]

    def _step(self, stage: Stage, rule: str, start: int, end: int, verdict: str) -> Step:
        return Step(stage, rule, start, end, self.string[start:end], verdict)


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in spans)
