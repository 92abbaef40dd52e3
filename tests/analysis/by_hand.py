"""The same counts over stored readings in plain Python, from the definitions, without dragoman.analysis."""

from dataclasses import replace
from itertools import combinations

from strategies import OFFICIALS

from dragoman.library.query import All, Not, Term, map_terms, parse_query, split_words

# Of the countries of these tests
GROUPS = {"group:nato": {"country:FRA", "country:USA"}, "group:european-union": {"country:FRA"}}


# What these tests search for, of the words of an article or a paragraph
SOUGHT = {
    "odd": lambda words: "odd" in words,
    "odd even": lambda words: {"odd", "even"} <= words,
    "odd -even": lambda words: "odd" in words and "even" not in words,
    '(even OR "odd") NOT (odd even)': lambda words: len(words & {"odd", "even"}) == 1,
}


class Search:
    """The search of these tests: rows of articles, whose texts are looked through."""

    def __init__(self, rows):
        self.rows = rows

    def expand(self, text):
        query = parse_query(text)
        return query and map_terms(query, lambda term: replace(term, forms=(term.words,)))

    def find(self, query):
        return {row["id"]: 1.0 for row in self.rows if holds(query, split_words(" ".join(list_texts(row))))}


def holds(query, words):
    """Whether words hold a query of single words."""
    if isinstance(query, Term):
        return query.words[0] in words
    if isinstance(query, Not):
        return not holds(query.part, words)
    return (all if isinstance(query, All) else any)(holds(part, words) for part in query.parts)


def list_texts(row):
    """The title and the paragraphs."""
    return [row["title"], *row["text"].split("\n\n")]


def find_paragraphs(row, filter):
    """The paragraphs that a filter counts in, by their numbers; None: in all, and in no paragraph too."""
    if not (filter.paragraphs_only and filter.text):
        return None
    holds_it = SOUGHT[filter.text]
    return {number for number, text in enumerate(list_texts(row)) if holds_it(set(text.split()))}


def list_counted(row, filter):
    """The mentions that a filter does not pass over for where they stand."""
    where = find_paragraphs(row, filter)
    return [mention for mention in row["mentions"] if where is None or mention["paragraph"] in where]


def list_named(row, filter):
    """Entity -> {(sentence, paragraph)} where it stands by a route that is on; a topic may stand nowhere."""
    counted = {entity["key"] for entity in row["entities"] if not entity["candidates"]}
    named = {}
    for mention in list_counted(row, filter):
        if mention["key"] in counted and mention["route"] not in filter.routes_off:
            named.setdefault(mention["key"], set()).add((mention["sentence"], mention["paragraph"]))
    if filter.rolled_up and "official" not in filter.routes_off:
        for person, country in list_represented(row).items():
            spots = list_spots(row, filter, person)
            if spots:
                named.setdefault(country, set()).update(spots)
    if "lexicon" not in filter.routes_off and find_paragraphs(row, filter) is None:
        for topic in row["topics"]:
            named.setdefault(f"topic:{topic}", set())
    return named


def list_spots(row, filter, key):
    """(sentence, paragraph) of each mention by whatever route."""
    return [
        (mention["sentence"], mention["paragraph"])
        for mention in list_counted(row, filter)
        if mention["key"] == key
    ]


def list_represented(row):
    """Official -> the country of the present office that the article states.

    The people of these tests are in no table of offices.
    """
    stated = {
        entity["key"]: [office["country"] for office in entity["offices"] if not office["former"]]
        for entity in row["entities"]
    }
    return {person: f"country:{next(filter(None, homes))}" for person, homes in stated.items() if any(homes)}


def count_mentions(row, filter, key):
    """How often an entity is named by routes that are on."""
    own = sum(
        mention["key"] == key and mention["route"] not in filter.routes_off
        for mention in list_counted(row, filter)
    )
    if not filter.rolled_up or "official" in filter.routes_off:
        return own
    return own + sum(
        len(list_spots(row, filter, person))
        for person, country in list_represented(row).items()
        if country == key
    )


def name_pair(row, filter, pair):
    """What is named as a pair sees it: an official is no pair with the country they alone stand for."""
    return list_named(row, replace(filter, rolled_up=False) if is_own(row, pair) else filter)


def is_own(row, pair):
    """Whether a pair is an official and the country of their office."""
    represented = list_represented(row)
    return any(represented.get(a) == b for a, b in (pair, pair[::-1]))


def is_looked_at(key, filter, officials):
    return not (filter.officials_only and key.startswith("person:") and key not in officials)


def find_officials(rows):
    return {entity["key"] for row in rows for entity in row["entities"] if entity["official"]} & OFFICIALS


def passes(row, filter, officials):
    named = {key for key in list_named(row, filter) if is_looked_at(key, filter, officials)}
    wanted = [{key} for key in (*filter.people, *filter.countries, *filter.organizations, *filter.topics)]
    wanted += [GROUPS.get(group, set()) for group in filter.groups]
    if wanted and not (all if filter.match == "all" else any)(keys & named for keys in wanted):
        return False
    roles = {
        office["role"].lower()
        for entity in row["entities"]
        for office in entity["offices"]
        if not entity["candidates"]
    }
    if filter.offices and not roles & set(filter.offices):
        return False
    if filter.outlets and row["outlet"] not in filter.outlets:
        return False
    day = row["date"]
    if (filter.undated == "only" and day) or (filter.undated == "without" and not day):
        return False
    ranged = filter.undated != "only" and (filter.start or filter.end)
    if ranged and (not day or (filter.start and day < filter.start) or (filter.end and day > filter.end)):
        return False
    if not filter.guessed_dates and row["date_origin"] == "guessed":
        return False
    if row["outlet"] in filter.excluded_outlets:
        return False
    if set(list_named(row, replace(filter, paragraphs_only=False))) & set(filter.excluded):
        return False
    if filter.text and filter.paragraphs_only:
        return bool(find_paragraphs(row, filter))
    return not filter.text or SOUGHT[filter.text](set(" ".join(list_texts(row)).split()))


def list_together(row, filter, unit):
    """All pairs (a before b) that share a unit of an article."""
    place = {"sentence": 0, "paragraph": 1}.get(unit)
    pairs = set()
    everything, plain = list_named(row, filter), list_named(row, replace(filter, rolled_up=False))
    for a, b in combinations(sorted(everything), 2):
        named = plain if is_own(row, (a, b)) else everything
        if a in named and b in named:
            where_a, where_b = named[a], named[b]
            if place is None or {spot[place] for spot in where_a} & {spot[place] for spot in where_b}:
                pairs.add((a, b))
    return pairs


def count_in(rows, counted_in, stories):
    """Distinct articles, stories or outlets of some rows."""
    value = {
        "article": lambda row: row["id"],
        "story": lambda row: stories.get(row["id"], row["id"]),
        "outlet": lambda row: row["outlet"],
    }
    return len({value[counted_in](row) for row in rows})
