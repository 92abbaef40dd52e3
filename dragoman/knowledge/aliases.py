"""What else the tables call a country, an organization, a topic or a group of countries: for looking it up.

Names of people are in no table of names; how theirs are written is in `names/`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.countries import load_countries, split_list
from dragoman.knowledge.folder import LOOKUP_FILE, find_data_folder
from dragoman.knowledge.gazetteer import read_bodies
from dragoman.knowledge.organizations import load_organizations
from dragoman.knowledge.topics import load_topics


@dataclass(frozen=True, slots=True)
class Aliases:
    """Other names of one thing.

    `sure` are its own: names, abbreviations, codes. `names` may be another's too, `loose` are words that only
    lead to it: a country's people, capital and cities, a topic's terms.
    """

    sure: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


NONE = Aliases()


def list_aliases(kind: str, key: str, label: str) -> Aliases:
    """What the tables call an entity besides: its kind, its identifier without the kind, and its label."""
    find = _TABLES.get(kind)
    return find(key, label) if find else NONE


def _list_country(key: str, label: str) -> Aliases:
    return _load_country_aliases().get(key, Aliases((key, label)))


def _list_body(key: str, label: str) -> Aliases:
    body = load_organizations().lookup(label)
    names = _load_body_names().get(label.replace("’", "'"), ())
    return Aliases(body.names if body else (), names)


def _list_topic(key: str, label: str) -> Aliases:
    topic = next((topic for topic in load_topics() if topic.id == key), None)
    terms = topic.terms if topic else ()
    return Aliases((label, key), (), tuple(term.words.replace("...", " ").replace("*", "") for term in terms))


def _list_group(key: str, label: str) -> Aliases:
    return Aliases((label, *_list_body(key, label).sure))


_TABLES: dict[str, Callable[[str, str], Aliases]] = {
    "country": _list_country,
    "organization": _list_body,
    "topic": _list_topic,
    "group": _list_group,
}


@lru_cache(maxsize=1)
def _load_country_aliases() -> dict[str, Aliases]:
    """ISO code -> its aliases, of the tables of countries and of lookup.csv, which no reading rests on."""
    countries = load_countries()
    sure: dict[str, list[str]] = {code: [code] for code in countries.by_code}
    loose: dict[str, list[str]] = {code: [] for code in countries.by_code}
    for text, meanings in countries.surfaces.items():
        for meaning in meanings:
            if meaning.iso3 and (meaning.route == "place" or not meaning.caution or meaning.seat):
                (sure if meaning.route == "place" else loose)[meaning.iso3].append(text)
    try:
        with (find_data_folder() / LOOKUP_FILE).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, strict=True):
                sure[row["iso3"]] += split_list(row["codes"]) + split_list(row["names"])
    except (OSError, UnicodeDecodeError, csv.Error, KeyError) as error:
        raise KnowledgeError(
            f"The table {LOOKUP_FILE} in data/knowledge cannot be read: {error}. Install Dragoman again."
        ) from error
    return {code: Aliases(tuple(sure[code]), (), tuple(loose[code])) for code in countries.by_code}


@lru_cache(maxsize=1)
def _load_body_names() -> dict[str, tuple[str, ...]]:
    """A name of the gazetteer -> all names of the body that it stands for, where it stands for one alone."""
    found: dict[str, tuple[str, ...]] = {}
    for body, names in read_bodies():
        for name in names:
            found[name] = () if name in found and name != body.name else tuple(names)
    return found
