"""From title and text to a reading: the model's names first, then people, organizations, countries,
offices and topics."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.knowledge import load_countries
from dragoman.knowledge.names.forms import make_slug
from dragoman.knowledge.names.words import fold
from dragoman.knowledge.topics import Topic
from dragoman.knowledge.user_topics import load_chosen_topics
from dragoman.model import Article, Entity, Mention, Reading, Route
from dragoman.reading.casing import soften
from dragoman.reading.contacts import find_contacts
from dragoman.reading.countries import CountryMention, Taken, find_countries
from dragoman.reading.filing import file_topics
from dragoman.reading.judging import Scene, find_second, load_judge, match_listed
from dragoman.reading.layout import find_paragraphs, find_sentences, locate
from dragoman.reading.offices import StatedOffices, find_offices
from dragoman.reading.organizations import NamedOrganization, find_organizations, match_known
from dragoman.reading.people import NamedPerson, PeopleFinder
from dragoman.reading.people.lexicon import load_given_names
from dragoman.reading.places import load_places
from dragoman.reading.roles import find_roles
from dragoman.reading.rules import mark_contacts, mark_rules
from dragoman.reading.text_limits import mask
from dragoman.reading.topics import find_topics
from dragoman.reading.trace import tell
from dragoman.reading.words import Words
from dragoman.settings import read_setting

if TYPE_CHECKING:
    from spacy.tokens import Doc

BATCH = 16  # articles at a time through the model: 8 to 32 are fastest, 256 take gigabytes
LARGEST_BATCH = 400_000  # characters of them: the one that reaches it is the last


class Reader:
    """Reads articles with one spaCy pipeline, of which only the names are used."""

    def __init__(self, model: str | None = None, topics: Sequence[Topic] | None = None) -> None:
        """`model`: the name of an installed pipeline, `topics` those to be found; by default the settings'.

        ModelError when the pipeline is missing or unfit.
        """
        from threadpoolctl import ThreadpoolController

        from dragoman.reading.spacy_names import load_language

        name = model or read_setting("model")
        self._language = load_language(name)
        meta = self._language.meta
        self.model = f"{name} {meta.get('version', '')}".strip()
        self._threads = ThreadpoolController()
        self.use_topics(load_chosen_topics() if topics is None else topics)

    def use_topics(self, topics: Sequence[Topic]) -> None:
        """Find these topics from now on."""
        self.topics = tuple(topics)
        self.rules = mark_rules(self.topics)

    def read(self, texts: Iterable[tuple[str, str]]) -> Iterator[Reading]:
        """One reading for each (title, text), in order, as they come."""
        for batch in _batch(texts):
            # One thread: the matrices are small, and more articles at once, not more threads, are what other
            # cores are for.
            with self._threads.limit(limits=1, user_api="blas"):
                docs = list(
                    self._language.pipe(
                        [mask(soften(f"{title}\n\n{text}")) for title, text in batch], batch_size=BATCH
                    )
                )
            for (title, text), doc in zip(batch, docs, strict=True):
                yield self._read_doc(title, text, doc)

    def _read_doc(self, title: str, text: str, doc: Doc) -> Reading:
        string = f"{title}\n\n{text}"
        shown = mask(string)
        paragraphs = find_paragraphs(string)
        sentences = find_sentences(string, paragraphs)
        finder, scene = look(shown, [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents])
        words, places = scene.words, scene.places
        judged = load_judge().decide(scene)
        bodies, persons = (
            [(verdict.first, verdict.last) for verdict in judged if verdict.kind == kind]
            for kind in ("organization", "person")
        )
        people = finder.resolve(persons, {i for first, last in bodies for i in range(first, last)})
        held = [(start, end) for person in people for start, end, _ in person.spans]
        organizations = find_organizations(
            words, bodies, held, scene.known, scene.listed, scene.roles, places
        )
        taken = [Taken(start, end, "person") for start, end in held]
        taken += [Taken(start, end, "organization") for body in organizations for start, end in body.spans]
        countries = find_countries(shown, sorted(taken, key=lambda t: t.start))
        statements = find_offices(words, scene.roles, people, organizations, countries)
        tell("looked", finder, scene, judged, organizations, countries)

        entities, spans = _list_entities(people, statements, organizations, countries)
        sentence_starts, paragraph_starts = (
            [start for start, _ in sentences],
            [start for start, _ in paragraphs],
        )
        mentions = tuple(
            Mention(start, end, key, route, locate(sentence_starts, start), locate(paragraph_starts, start))
            for start, end, key, route in spans
        )
        reading = Reading(
            key_text(title, text), self.model, self.rules, tuple(sentences), tuple(entities), mentions
        )
        reading = file_topics(reading, string, find_topics(title, text, self.topics), self.topics)
        return replace(reading, contacts=find_contacts(string, reading), contact_rules=mark_contacts())


def _list_entities(
    people: Sequence[NamedPerson],
    statements: Sequence[StatedOffices],
    organizations: Sequence[NamedOrganization],
    countries: Sequence[CountryMention],
) -> tuple[list[Entity], list[tuple[int, int, str, Route]]]:
    """The entities of a text, each with a key of its own, and their mentions: characters, key and route.

    `statements`: what is said of each person, in order.
    """
    entities: list[Entity] = []
    spans: list[tuple[int, int, str, Route]] = []
    keys = mint_keys("person", [person.name for person in people])
    for key, person, stated in zip(keys, people, statements, strict=True):
        candidates = tuple(keys[number] for number in person.candidates)
        entities.append(Entity(key, "person", person.name, stated.official, stated.offices, candidates))
        spans += [(start, end, key, route) for start, end, route in person.spans]
    for key, body in zip(
        mint_keys("organization", [body.name for body in organizations]), organizations, strict=True
    ):
        entities.append(Entity(key, "organization", body.name))
        spans += [(start, end, key, "name") for start, end in body.spans]
    for iso3 in dict.fromkeys(country.iso3 for country in countries):
        entities.append(Entity(f"country:{iso3}", "country", load_countries().name(iso3)))
    spans += [(country.start, country.end, f"country:{country.iso3}", country.route) for country in countries]
    return entities, spans


def look(text: str, named: Iterable[tuple[int, int, str]]) -> tuple[PeopleFinder, Scene]:
    """What a text shows before anything in it is decided, and who then finds its people.

    `text`: title, blank line and body, masked; `named`: the model's names as characters and label.
    """
    words, places = Words(text), load_places()
    labelled = [
        row for start, end, label in named for row in _cut_twins(words, *words.cover(start, end), label)
    ]
    persons = {i for first, last, label in labelled if label == "PERSON" for i in range(first, last)}
    given = load_given_names()
    known = match_known(words)
    bodies = {i for first, last, _ in known for i in range(first, last)}
    roles = find_roles(
        words,
        lambda i: places.measure(words, i),
        lambda i: i in persons or fold(words.forms[i]) in given,
        bodies,
    )
    finder = PeopleFinder(words, labelled, roles, bodies, places)
    candidates = [(candidate.first, candidate.last) for candidate in finder.candidates]
    return finder, Scene(
        words, labelled, roles, known, candidates, finder.vouched, match_listed(words), places
    )


def _cut_twins(words: Words, first: int, last: int, label: str) -> Iterator[tuple[int, int, str]]:
    """A name of the model; two where it runs the names of two bodies into one."""
    second = find_second(words, first, last) if first < last else last
    yield first, second - 1 if second < last else last, label
    if second < last:
        yield second, last, label


def _batch(texts: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """The texts, so many at a time as the model takes at once: of long ones fewer, for it holds all of a
    batch in memory."""
    batch: list[tuple[str, str]] = []
    size = 0
    for title, text in texts:
        batch.append((title, text))
        size += len(title) + len(text)
        if len(batch) == BATCH or size >= LARGEST_BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def read_articles(
    articles: Sequence[Article], model: str | None = None, progress: Callable[[int], None] | None = None
) -> Iterator[Reading]:
    """One reading for each article, in order, read in this process; `dragoman.library.reading_processes`
    reads in several.

    `progress` is called with 1 after each. ModelError when the pipeline is missing.
    """
    if not articles:
        return
    for reading in Reader(model).read((article.title, article.text) for article in articles):
        yield reading
        if progress:
            progress(1)


def key_text(title: str, text: str) -> str:
    """A hash of title and text: the same for the same article, whoever published it. 32 hexadecimal
    digits."""
    return hashlib.sha256(f"{title}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def mint_keys(kind: str, names: Sequence[str]) -> list[str]:
    """One key for each name, unlike all others of the reading."""
    keys: dict[str, None] = {}
    # The next one to try, so that a thousand of one name do not try a thousand each
    numbers: dict[str, int] = {}
    for name in names:
        first = key = f"{kind}:{make_slug(name)}"
        while key in keys:
            number = numbers[first] = numbers.get(first, 1) + 1
            key = f"{first}-{number}"
        keys[key] = None
    return list(keys)
