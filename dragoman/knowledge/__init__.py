"""The tables of data/knowledge: countries, organizations, offices and topics, each loaded once."""

from dragoman.knowledge.countries import Countries, Country, Membership, Surface, load_countries
from dragoman.knowledge.folder import find_data_folder, hash_knowledge
from dragoman.knowledge.offices import KnownOffice, Offices, find_office, load_offices
from dragoman.knowledge.organizations import Organization, Organizations, load_organizations
from dragoman.knowledge.spells.answers import Holder, ask_office
from dragoman.knowledge.topics import Topic, hash_topics, load_topics

__all__ = [
    "Countries",
    "Country",
    "Holder",
    "KnownOffice",
    "Membership",
    "Offices",
    "Organization",
    "Organizations",
    "Surface",
    "Topic",
    "ask_office",
    "find_data_folder",
    "find_office",
    "hash_knowledge",
    "hash_topics",
    "load_countries",
    "load_offices",
    "load_organizations",
    "load_topics",
]
