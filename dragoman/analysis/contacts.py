"""Who met, called, visited, wrote to or signed with whom, as the articles of a filter tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dragoman.analysis.filtering import list_passing
from dragoman.analysis.tables import Tables
from dragoman.library.schema import unpack_contact
from dragoman.model import CONTACT_KINDS, CONTACT_STATUSES, Contact, ContactKind, ContactStatus, Filter
from dragoman.reading.contacts import reckon_day
from dragoman.resolution.contacts import JoinedContact, Told, join_contacts

SURE = ("stated", "parsed", "fetched")  # origins of dates from which days are reckoned
COLUMNS = (
    "contact",
    "day",
    "kind",
    "status",
    "who",
    "whom",
    "place",
    "articles",
    "outlets",
    "sentence",
    "days",
    "places",
    "held",
    "parties",
    "evidence",
)


@dataclass(frozen=True, slots=True)
class ToldContacts:
    """All contacts of a library: each telling with its article, and what they tell of."""

    articles: Sequence[int]
    contacts: Sequence[Contact]  # as readings have them
    told: Sequence[Told]
    joined: Sequence[JoinedContact]


def load_contacts(tables: Tables) -> ToldContacts:
    """What all articles tell, joined; made when first asked for."""
    return tables.remember(("contacts", ""), lambda: _gather(tables))


def list_contacts(
    tables: Tables,
    filter: Filter = Filter(),  # noqa: B008 - frozen
    kinds: Collection[ContactKind] = CONTACT_KINDS,
    statuses: Collection[ContactStatus] = CONTACT_STATUSES,
) -> pd.DataFrame:
    """One row a contact that the articles of a filter tell, newest day first, those without a day last.

    `contact` is its number in this library, `day` YYYY-MM-DD, YYYY-MM or "", `who` and `whom` labels (of a
    visit the visitor and the state), `place` as it is told; `articles` and `outlets` count those that pass
    the filter, `sentence` is the one that tells it first; `days` and `places` hold all that are told, `held`
    the number of the contact by which a planned one took place (-1: none is told), `parties` identifiers,
    `evidence` one (article id, sentence, start, end) a telling. A filter that chooses names wants them among
    the parties.
    """
    found = load_contacts(tables)
    passing = set(list_passing(tables, filter).tolist())
    chosen, rows = set(filter.entities), list[dict[str, Any]]()
    for number, contact in enumerate(found.joined):
        if contact.kind not in kinds or contact.status not in statuses:
            continue
        if chosen and not _has_chosen(contact, chosen, filter.match):
            continue
        numbers = [telling for telling in contact.tellings if found.articles[telling] in passing]
        if numbers:
            rows.append(_describe(tables, found, number, numbers))
    rows.sort(key=lambda row: (row["day"] or "0", row["articles"]), reverse=True)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _has_chosen(contact: JoinedContact, chosen: set[str], match: str) -> bool:
    parties = set(contact.parties)
    return chosen <= parties if match == "all" else bool(chosen & parties)


def _describe(tables: Tables, found: ToldContacts, number: int, numbers: Sequence[int]) -> dict[str, Any]:
    contact = found.joined[number]
    labels = [_label(tables, party) for party in contact.parties]
    evidence = [_find_sentence(tables, found, telling) for telling in numbers]
    articles = {found.articles[telling] for telling in numbers}
    return {
        "contact": number,
        "day": contact.day or "",
        "kind": contact.kind,
        "status": contact.status,
        "who": labels[0],
        "whom": ", ".join(labels[1:]),
        "place": contact.places[0] if contact.places else "",
        "articles": len(articles),
        "outlets": len({int(tables.outlet[article]) for article in articles}),
        "sentence": evidence[0][1],
        "days": list(contact.days),
        "places": list(contact.places),
        "held": -1 if contact.held is None else contact.held,
        "parties": list(contact.parties),
        "evidence": evidence,
    }


def _label(tables: Tables, id: str) -> str:
    entity = tables.entity_of.get(id)
    return id if entity is None else str(tables.labels[entity])


def _find_sentence(tables: Tables, found: ToldContacts, telling: int) -> tuple[str, str, int, int]:
    """The id of a telling's article, its sentence, and where in the article its words stand."""
    article, contact = found.articles[telling], found.contacts[telling]
    place = int(tables.opening[int(tables.row[article])]) + contact.sentence
    start, end = int(tables.sentences[0][place]), int(tables.sentences[1][place])
    text = tables.read_text(article)
    return tables.article_ids[article], text[start:end], contact.start, contact.end


def _gather(tables: Tables) -> ToldContacts:
    articles, contacts, told = list[int](), list[Contact](), list[Told]()
    if tables.contacts is None:
        return ToldContacts(articles, contacts, told, [])
    ids = _list_ids(tables)
    column = tables.contacts
    for article, row in enumerate(tables.row.tolist()):
        packed = column[row].as_py()
        if not packed:
            continue
        day = tables.day[article].item() if str(tables.origin[article]) in SURE else None
        text = tables.read_text(article)
        for contact in map(unpack_contact, packed):
            parties = tuple(dict.fromkeys(ids.get((row, key), key) for key in contact.parties))
            if len(parties) < 2:
                continue
            place = text[slice(*contact.place)] if contact.place else ""
            articles.append(article)
            contacts.append(contact)
            told.append(Told(contact.kind, parties, contact.status, reckon_day(contact.day, day), place, day))
    return ToldContacts(articles, contacts, told, join_contacts(told))


def _list_ids(tables: Tables) -> Mapping[tuple[int, str], str]:
    """Row and key -> identifier, of persons and bodies that are called otherwise in the library."""
    found = tables.query("SELECT row, key, id FROM listed WHERE key <> id")
    columns = (found[name].to_pylist() for name in ("row", "key", "id"))
    return {(row, key): id for row, key, id in zip(*columns, strict=True)}


def count_by_pair(rows: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Pairs of parties -> contacts: what a network of contacts is drawn from."""
    counts = defaultdict[tuple[str, str], int](int)
    for parties in rows["parties"]:
        for place, one in enumerate(parties):
            for other in parties[place + 1 :]:
                counts[min(one, other), max(one, other)] += 1
    return dict(counts)
