"""The public tables that offices.csv is compiled from, each read into sightings of someone in an office."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from office_names import are_one, fold_name

from dragoman.knowledge import load_countries
from dragoman.model import Office

COUNTRIES = load_countries()

# Names of states in the sources that no table of countries has. States that are gone map to nothing.
STATES = {
    "Bosnian Federation": "BIH",
    "Burma": "MMR",
    "China, People’s Republic of": "CHN",
    "China, Republic of": "TWN",
    "Congo, Democratic Republic of": "COD",
    "Congo, Republic of": "COG",
    "Democratic Republic of the Congo (Zaire)": "COD",
    "Germany, Federal Republic of": "DEU",
    "Korea": "KOR",
    "Korea, Republic of": "KOR",
    "Korea, South": "KOR",
    "Macedonia, Former Yugoslav Republic of": "MKD",
    "Micronesia": "FSM",
    "Slovak Republic": "SVK",
    "Somoa": "WSM",
    "Vatican City": "VAT",
}
GONE = {
    "U.S.S.R.",
    "Yugoslavia",
    "Czechoslovakia",
    "German Democratic Republic",
    "Hawaii",
    "Democratic Yemen",
    "South Yemen",
    "Soviet Union",
}
# What a state calls its prime minister, whatever a source's clerk wrote.
HEADS = {"CHN": "Premier", "IRL": "Taoiseach", "DEU": "Chancellor", "AUT": "Chancellor"}
# Rows of the sources that are plainly slips: the person, the role and the day or year.
SLIPS = {
    ("Tzipi Livni", "Prime Minister", "2007"),  # foreign minister then
    ("Benigno S. Aquino", "President", "2022-05-12"),  # out of office since 2016
    ("Pedro Sánchez", "President", "2024-07-09"),  # of the government: Spain has a king
    ("Li Liqiang", "Premier", "2013-04-13"),  # Li Keqiang, misspelt
    ("Li Luong Minh", "Secretary General", "2014-02-16"),  # Le Luong Minh, misspelt
    ("Boutrous-Ghali", "Secretary General", "1996-06-27"),  # Boutros-Ghali, misspelt, without a given name
}
BODIES = {
    "EU": ("President of the European Council", "European Council"),
    "EC": ("President of the European Council", "European Council"),
}

TITLES = (
    "Interim President|Acting President|Provisional President|President|"
    "Acting Prime Minister|Interim Prime Minister|Prime Minister|"
    "Premier|Federal Chancellor|Chancellor|Taoiseach|"
    "Foreign Minister|Foreign Secretary|Minister of Foreign Affairs|"
    "King|Queen|Emperor|Shah|Amir|Emir|Sultan|Grand Duke|Grand Duchess|Pope|"
    "Chairman of the Presidency|Head of State"
)
WORD = r"(?:[A-Z][\w’'-]+|al-\w+|el-\w+)"
NAME = rf"(?:Dr\. )?[A-Z][\w’'-]+(?: (?:[A-Z]\.|{WORD}|bin|de|da|dos|di|van|von|der|la|del))* {WORD}"
VISITOR = re.compile(rf"(Prime Minster|Prime Ministere|{TITLES})\s*(?=[A-Z])(.+)")
MET = re.compile(rf"(?:([A-Z]\w+) )?\b({TITLES}) ({NAME})")
BODY = re.compile(
    r"(NATO|UN|U\.N\.|EU|European Commission|European Council|IAEA|OSCE|OAS|OECD|ASEAN|CARICOM|"
    r"World Health Organization|Arab League|Council of Europe) "
    r"(Secretary[- ]General|High Representative|President|Director[- ]General) "
    rf"(?:Dr\. |Lady )?({NAME}|[A-Z][\w’'-]+)"
)
MANY = re.compile(
    r"summit|conference|ministerial|g-?\d|nato|council|general assembly|funeral|forum|organization|talks|"
    r"inaugurat|treaty|also met",
    re.I,
)
# Before a title: it is not the office, or not any more.
NOT_NOW = re.compile(
    r"\b(?:[Ff]ormer|late|elect|Vice|Deputy|Commission|Council|League|Alternate|Assembly|"
    r"Senate)\b[\w' ]{0,25}$"
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
HONORIFICS = re.compile(
    r"^(?:(?:H\.?E\.?|His|Her|Excellency|Majesty|Highness|Mr|Mrs|Ms|Miss|Dr|Dato.?|Sri|Sir|Lord|Sheikh|"
    r"Shaikh|General|Colonel|Hon|Prof|"
    r"Crown|Prince|King|Queen|Dame|Daw|Sayyid|Haji|El Hadj|Lyonchoen|Emir)\.? )+"
)


@dataclass(frozen=True)
class Sighting:
    """A table's word that someone held an office: from and to, on a day (2021-06-27) or in a year (2021)."""

    name: str
    role: str
    country: str
    body: str
    source: str
    seen: str = ""
    start: str = ""
    end: str = ""

    @property
    def office(self) -> Office:
        return Office(self.role, self.country, self.body)

    @property
    def when(self) -> str:
        """A string that sorts by time; a year alone counts as the General Debate's September."""
        when = self.start or self.seen
        return when if len(when) > 4 else f"{when}-09-25"


def find_country(name: str, code: str = "") -> str:
    """ISO code for a state as the sources call it; empty for one that is gone or unknown."""
    name, code = name.strip(), code.strip()
    if code in COUNTRIES.by_code:
        return code
    if name in GONE or code in {"YUG", "CSK", "DDR", "YDYE"}:
        return ""
    plain = re.sub(r"\s*\(.*\)|^The ", "", name)
    found = STATES.get(name) or next((f[0] for f in map(COUNTRIES.lookup, (name, plain)) if f), "")
    return found


def clean_name(name: str) -> str:
    """A name without titles and suffixes, no word of it in capitals only; "" where the source garbled it."""
    name = "".join(
        c if not "\x80" <= c <= "\x9f" else c.encode("latin-1").decode("cp1252", "ignore") for c in name
    )
    name = re.sub(r"\s+", " ", re.sub(r"\bA1\b", "Al", name)).strip(" ,.;")
    name = re.sub(r"\b(Al|al|El|el)- ", r"\1-", HONORIFICS.sub("", name))
    name = re.sub(rf",.*$| (?:and|&) .*$| Jr\.?$|\(.*?\)|(?<!Theresa) (?:{MONTHS})$", "", name)
    if (
        not re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[ .'’‘`-])*", name)
        or not name[0].isupper()
        or not fold_name(name)
    ):
        return ""
    return " ".join(
        word.title() if len(re.sub(r"\W", "", word)) > 2 and word.isupper() and not is_number(word) else word
        for word in name.split()
    )


def is_number(word: str) -> bool:
    """Whether a word is a ruler's number."""
    return re.fullmatch(r"[IVX]+", word) is not None


def read_roles(post: str, country: str) -> list[str]:
    """The offices of ours in a speaker's post; "Prime Minister and Minister for Foreign Affairs" has two."""
    post = re.sub(r"\s+", " ", re.sub("Foregn", "Foreign", post))
    post = post.replace("Minsiter", "Minister").replace("Cairman", "Chairman").strip()
    low = post.lower()
    roles = []
    if country == "USA" and low == "secretary of state":
        return ["Secretary of State"]
    if re.search(
        r"deputy minister|vice minister|minister of state for|assistant|second minister|representative|"
        r"delegation|permanent",
        low,
    ):
        return []
    if re.search(
        r"council of (?:state and of )?ministers|president of (?:the )?government|head of government$", low
    ) and not re.match("president and", low):
        roles.append(HEADS.get(country, "Prime Minister"))
    elif re.match(
        r"(?:(?:interim|acting|constitutional|executive) )?president\b|chairman of the presiden", low
    ):
        roles.append(
            "Interim President"
            if "interim" in low
            else "Acting President"
            if "acting" in low
            else "President"
        )
    elif found := re.match(
        r"(king|queen|emir|amir|sultan|emperor|pope|sovereign prince|prince|(?:federal )?chancellor|"
        r"head of state)\b",
        low,
    ):
        role = (
            found[1]
            .removeprefix("federal ")
            .removeprefix("sovereign ")
            .title()
            .replace("Amir", "Emir")
            .replace("Of", "of")
        )
        if role != "Prince" or country in {"MCO", "LIE"}:
            roles.append(role)
    elif re.match(r"(?:acting |interim )?prime minister|rime minister|premier\b|taoiseach", low):
        roles.append(HEADS.get(country, "Prime Minister"))
    if re.search(
        r"(?:minister|secretary)\b.*\b(?:foreign|external)\b.*\b(?:affairs|relations)|foreign minister|"
        r"federal minister for european and international affairs|"
        r"international relations and cooperation",
        low,
    ):
        roles.append("Foreign Minister")
    return roles


def clean_title(title: str, country: str) -> str:
    """The role that a title before a name stands for."""
    role = {
        "Minister of Foreign Affairs": "Foreign Minister",
        "Foreign Secretary": "Foreign Minister",
        "Federal Chancellor": "Chancellor",
        "Provisional President": "Interim President",
        "Amir": "Emir",
    }.get(title, title)
    return HEADS.get(country, "Prime Minister") if re.search("Prime Min|Premier|Taoiseach", role) else role


def read_rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def read_visits(folder: Path) -> Iterator[Sighting]:
    """Heads of state and government who came to the United States: seen on the day of arrival."""
    source = "visits_to_the_us.csv"
    for row in read_rows(folder, source):
        country, match = find_country(row["from"]), VISITOR.match(row["visitor"].strip())
        if country and match:
            yield Sighting(
                clean_name(match[2]), clean_title(match[1], country), country, "", source, seen=row["start"]
            )


def read_speakers(folder: Path) -> Iterator[Sighting]:
    """Who spoke in the General Debate: seen in that year."""
    source = "unga_speakers.csv"
    for row in read_rows(folder, source):
        name = clean_name(row["Name of Person Speaking"])
        if row["ISO Code"] in BODIES:
            role, body = BODIES[row["ISO Code"]]
            if row["Post"].strip().startswith("President"):
                yield Sighting(name, role.split(" of ")[0], "", body, source, seen=row["Year"])
        elif country := find_country(row["Country"], row["ISO Code"]):
            for role in read_roles(row["Post"], country):
                yield Sighting(name, role, country, "", source, seen=row["Year"])


def read_ministers(folder: Path) -> Iterator[Sighting]:
    """Foreign ministers with the day on which they took office."""
    source = "foreign_ministers_wikidata.csv"
    for row in read_rows(folder, source):
        name, label = clean_name(row["name"]), row["countryLabel"]
        if not name or len(row["start"]) != 10:
            continue
        if label == "European Union":
            yield Sighting(name, "High Representative", "", label, source, start=row["start"])
        elif (
            (found := COUNTRIES.lookup(label))
            and found[1] == "place"
            and label not in ("Puerto Rico", "United States of America")
        ):  # not Scotland, Tibet, Quebec
            yield Sighting(name, "Foreign Minister", found[0], "", source, start=row["start"])


def read_us_terms(folder: Path) -> Iterator[Sighting]:
    """Secretaries of State, their deputies and the representatives to the United Nations: from and to."""
    source = "us_officials.csv"
    posts = {
        "secretary": "Secretary of State",
        "deputy-secretary": "Deputy Secretary of State",
        "representative-to-un": "Ambassador to the United Nations",
    }
    for row in read_rows(folder, source):
        if row["post"] in posts and row["started"]:
            surname, *others = (part.title() for part in row["person_id"].split("-"))
            name = " ".join(part + "." if len(part) == 1 else part for part in (*others, surname))
            yield Sighting(
                name, posts[row["post"]], "USA", "", source, start=row["started"], end=row["ended"]
            )


def read_travels(folder: Path, known: Mapping[str, Sequence[str]]) -> Iterator[Sighting]:
    """US presidents, and those whom they and their secretaries met: seen on the first day of the trip.

    Whom they met is of the country visited, unless a demonym says otherwise; at a meeting of many states, or
    where another country has somebody of that name (`known`), a name without one is passed over unless that
    country has it already.
    """
    source = "us_travels_abroad.csv"
    for row in read_rows(folder, source):
        if row["role"] == "president":
            yield Sighting(clean_name(row["name"]), "President", "USA", "", source, seen=row["start"])
        remarks = row["remarks"]
        for body, role, name in BODY.findall(remarks):
            body = {"UN": "United Nations", "U.N.": "United Nations", "EU": "European Union"}.get(body, body)
            if body != "European Union" or role == "High Representative":
                yield Sighting(clean_name(name), role.replace("-", " "), "", body, source, seen=row["start"])
        visited = find_country(row["country"])
        for match in MET.finditer(remarks):
            before, title, name = match[1] or "", match[2], clean_name(match[3])
            if len(fold_name(name)) < 2 or NOT_NOW.search(remarks[: match.start(2)][-40:]):
                continue
            if before in {"Acting", "Interim"}:
                before, title = "", f"{before} {title}"
            found = COUNTRIES.lookup({"Authority": "Palestinian", "Emirates": "Emirati"}.get(before, before))
            country = found[0] if found else visited
            homes = {home for home, names in known.items() if any(are_one(name, other) for other in names)}
            if country and (country in homes or (not homes and (found or not MANY.search(remarks)))):
                yield Sighting(name, clean_title(title, country), country, "", source, seen=row["start"])


def read_all(folder: Path) -> list[Sighting]:
    """Every sighting in the tables of a folder, without the slips."""
    sightings = [
        *read_visits(folder),
        *read_speakers(folder),
        *read_ministers(folder),
        *read_us_terms(folder),
    ]
    known: dict[str, list[str]] = defaultdict(list)
    for sighting in sightings:
        if len(fold_name(sighting.name)) > 1 and sighting.name not in known[sighting.country]:
            known[sighting.country].append(sighting.name)
    sightings += read_travels(folder, known)
    return [s for s in dict.fromkeys(sightings) if s.name and (s.name, s.role, s.seen) not in SLIPS]
