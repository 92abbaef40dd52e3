"""What decides, in words: a row a proposer, a way of joining, a sign of office, an origin of a country."""

from __future__ import annotations

PROPOSERS = {
    "model": "the model of names",
    "table": "the table of organizations",
    "gazetteer": "the gazetteer of bodies",
    "people": "the rules for people's names",
    "title or given name": "a title before it or a known given name",
    "capitals": "its capitals",
    "acronym": "the shape of an abbreviation",
    "small": "a word of bodies written small",
    "ministries": "the shape of a ministry's name",
}
LABELS = {
    "PERSON": "a person",
    "ORG": "an organization",
    "GPE": "a state or town",
    "NORP": "a people or party",
    "LOC": "a place",
    "FAC": "a building",
    "PRODUCT": "a product",
    "EVENT": "an event",
    "LAW": "a law",
    "WORK_OF_ART": "a work",
}  # of the model
KINDS = {
    "person": "a person",
    "organization": "an organization",
    "intergovernmental": "a body of several states",
    "state": "a body of a state",
    "armed": "an armed group",
    "party": "a party",
    "company": "a company",
    "ngo": "a society",
    "academic": "a university or institute",
}

# By what a mention is a person's ({name}), and is theirs.
PERSON_WAYS = {
    "surname first": "a name that is written surname first, which a rule reads as {name}",
    "in capitals": "a name of a line in capitals, which a rule reads as {name}",
    "full name": "a name of two parts or more: {name}",
    "full name again": "the full name of {name} once more, where nothing had proposed it",
    "name of a state": "a state's name that is a part of the name of {name} here",
    "single name": "a single name that no fuller name has, and that a title, model or table vouches for",
    "other title": "its title belongs to somebody else than the fuller name of the text: a person of its own",
    "only bearer": "a surname that nobody but {name} has in this text",
    "same title": "of several bearers of the surname the one who has this title: {name}",
    "meant here": "of several bearers of the surname the one whom the text means by then: {name}",
    "particle": "the surname with the particle before it, of {name} alone",
    "several": "a surname that could be several people's: it stays open",
    "inside a word": "the surname of {name} inside a word with a hyphen",
}
BODY_WAYS = {
    "own name": "the first mention of {name}",
    "same words": "the same words as another mention of {name}, links and the order of a state's name aside",
    "table": "the table of organizations lists it as {name}",
    "capitals": "the name of {name} in capitals",
    "gazetteer": "the gazetteer lists it as the same body as {name}",
    "shorter form": "a shorter form that no fuller name but {name} fits",
    "abbreviation": "an abbreviation that the text introduces behind {name}",
    "introduced": "a name by which the text says that {name} goes",
    "initials": "the initials of {name} and of no other body here",
    "word of the name": "a word that the name of {name}, and of no other body here, begins or ends with",
    "called": "called so after it was named in full: {name}",
    "inside a word": "the abbreviation of {name} inside a word with a hyphen",
}
# By what a string stands for a country, {name}.
COUNTRY_WAYS = {
    "place": "the table of countries lists it under {name}, as a name",
    "demonym": "the table of countries lists it under {name}, as its adjective or people",
    "city": "the table of countries lists it under {name}, as a town or region; it acts as no government",
    "government": "the table of countries has it as a seat of {name}; here its government is meant",
    "state of a town": "a town whose state stands right after it, there or elsewhere in the text: {name}",
    "realm": "what the text calls {name}, the only state of this word that it names",
}
# A rule that is a row, by the example of that row.
LIKE = "as in “{example}”"
# What shows an official of whom no office is stated.
SIGNS = {
    "has an administration": (
        "shown, not stated: an administration, government or presidency is called after the name"
    ),
    "party": (
        "shown, not stated: it reports what a head of state did, and the table of offices knows the name"
    ),
    "signs": "shown, not stated: the name signs the text in capitals, and the table of offices knows it",
    "leaves": "shown, not stated: the end of an office follows the name, and the table of offices knows it",
    "acts": "shown, not stated: an act of state follows the name, and the table of offices knows it",
    "styled": "shown, not stated: a style of office stands before the name",
    "bears a bare title of a known post": (
        "shown, not stated: the text has the bare title of an office that the table knows the name for"
    ),
    "in a row with officials": (
        "shown, not stated: the name stands in a row with officials, and the table of offices knows it"
    ),
}
# Whence the country comes of an office that is shown.
TAKEN_FROM = {
    "of a known holder": "the table of offices knows this name in an office there",
    "the text's own": "the country where this text is at home",
    "none": "neither the text nor a table says whose",
}
NO_COUNTRY = "no country"

REFUSED_BODIES = {
    "person": "turned down: a person's name holds its words",
    "media": "turned down: it names a medium, which only reports",
    "introduced": "turned down: the text introduces this abbreviation for what is no body",
    "title": "turned down: its end belongs to a title of office",
    "nameless": "turned down: a word for a kind of body, and the text names none that it could mean",
}
REFUSED_PEOPLE = {
    "credit": "turned down: it stands in a credit or byline",
    "rule": "turned down: another name that a rule of its own reads holds its words",
    "single": "turned down: a single name that no title, fuller name or known surname vouches for",
}
REFUSED_COUNTRIES = {
    "boilerplate": "turned down: a dateline, a credit or what a publisher adds, which speaks of no country",
    "person": "turned down: it is a part of a person's name, {other}",
    "organization": "turned down: it is a part of the name of a body that is no state's, {other}",
    "other thing": "turned down: another thing than a country by the words around, or nothing places it",
}

# Features of the judge, as they are said where they hold and where they do not.
SIDES = {
    "word before": "the word before",
    "word after": "the word after",
    "first word": "its first word",
    "last word": "its last word",
    "begins": "it begins",
    "ends": "it ends",
    "is": "it is",
}
NEGATED = {
    "is": "is not",
    "ends": "does not end",
    "opens": "does not open",
    "describes": "does not describe",
    "belongs": "does not belong",
    "stands": "does not stand",
    "bears": "does not bear",
    "starts": "does not start",
    "names": "does not name",
}
FLAGS = {
    "has a capital": ("has a capital", "has no capital"),
    "has a digit": ("has a digit", "has no digit"),
    "is no word": ("is a mark", "is no mark"),
    "is no part of people's names": ("is never in people's names", "may be in people's names"),
}
WEIGHED = {
    "only": "the word itself",
    "first": "its first word",
    "last": "its last word",
    "inside": "what stands inside",
    "before": "the word before",
    "after": "the word after",
    "two before": "the second word before",
    "two after": "the second word after",
}
MEASURES = {
    "begins within a name of the model": (
        "it begins inside a name of the model",
        "it begins inside no name of the model",
    ),
    "ends within a name of the model": (
        "it ends inside a name of the model",
        "it ends inside no name of the model",
    ),
    "begins within a name of a known name": (
        "it begins inside a name of the table",
        "it begins inside no name of the table",
    ),
    "ends within a name of a known name": (
        "it ends inside a name of the table",
        "it ends inside no name of the table",
    ),
    "begins within a name of a listed name": (
        "it begins inside a name of the gazetteer",
        "it begins inside no name of the gazetteer",
    ),
    "ends within a name of a listed name": (
        "it ends inside a name of the gazetteer",
        "it ends inside no name of the gazetteer",
    ),
    "begins within a name of a person's name": (
        "it begins inside a person's name",
        "it begins inside no person's name",
    ),
    "ends within a name of a person's name": (
        "it ends inside a person's name",
        "it ends inside no person's name",
    ),
    "words": ("its words: {n}",) * 2,
    "letters": ("its characters: {n}",) * 2,
    "place in the text": ("the share of the text before it: {share}",) * 2,
    "in the title": ("it stands in the title", "it does not stand in the title"),
    "proposers": ("how many propose it: {n}",) * 2,
    "proposals over its first word": ("proposals over its first word: {n}",) * 2,
    "proposals over its last word": ("proposals over its last word: {n}",) * 2,
    "words also written small": (
        "{share} of its words are also written small",
        "none of its words is also written small",
    ),
    "times in the text": ("times in the text: {n}",) * 2,
    "times an organization to the model": (
        "times that the model calls it an organization: {n}",
        "the model never calls it an organization",
    ),
    "times a person to the model": (
        "times that the model calls it a person: {n}",
        "the model never calls it a person",
    ),
    "times another name to the model": (
        "times that the model calls it something else: {n}",
        "the model never calls it something else",
    ),
    "names that it begins or ends": (
        "longer names of bodies that it begins or ends: {n}",
        "no longer name of a body begins or ends with it",
    ),
    "is a place's name": ("it is a place's name", "it is no place's name"),
    "begins with a place's name": ("it begins with a place's name", "it begins with no place's name"),
    "is in brackets": ("it is in brackets", "it is not in brackets"),
    "abbreviation in brackets follows": (
        "an abbreviation in brackets follows",
        "no abbreviation in brackets follows",
    ),
    "initials of another proposal": (
        "it is the initials of another name",
        "it is the initials of no other name",
    ),
    "its initials are in the text": ("its initials are in the text", "its initials are not in the text"),
    "last word ends a person's name elsewhere": (
        "its last word ends a person's name elsewhere",
        "its last word ends no person's name elsewhere",
    ),
    "listed bodies of this name": (
        "bodies of this name in the gazetteer: {n}",
        "the gazetteer has no body of this name",
    ),
}


def say_feature(name: str, value: float) -> str:
    """A feature of the judge and its value in words: "its first word is a given name"."""
    if name in MEASURES:
        return MEASURES[name][not value].format(n=f"{value:.0f}", share=f"{value:.0%}")
    for mark, say in _MANNERS.items():
        before, found, after = name.partition(mark)
        if found:
            return say(before, after, value)
    side = next(side for side in SIDES if name.startswith(f"{side} "))
    return f"{SIDES[side]} {_say_flag(name.removeprefix(f'{side} '), bool(value))}"


def _say_weight(kind: str, place: str, value: float) -> str:
    says = f"speaks {'for' if value > 0 else 'against'}" if value else "says nothing of"
    return f"{WEIGHED[place.removesuffix(' word')]} {says} {KINDS[kind]}"


def _say_proposer(_: str, proposer: str, value: float) -> str:
    return f"{PROPOSERS[proposer]} {'proposes' if value else 'does not propose'} it"


def _say_kind(table: str, kind: str, value: float) -> str:
    if table == "model":
        return f"the model {'calls' if value else 'does not call'} it {LABELS[kind]}"
    called = PROPOSERS["table" if table == "known" else "gazetteer"]
    return f"{called} {'knows' if value else 'does not know'} {KINDS[kind]} of this name"


def _say_inside(_: str, flag: str, value: float) -> str:
    many = "each" if value == 1 else "one" if value else "none"
    return f"{many} of its words {FLAGS.get(flag, (flag,))[0]}"


# What the name of a feature holds, before what is the same for all of its manner, and how that is said.
_MANNERS = {
    " by the ": _say_weight,
    "proposed by ": _say_proposer,
    ": ": _say_kind,
    "words inside ": _say_inside,
}


def _say_flag(flag: str, holds: bool) -> str:
    """A flag of a word where it holds, or does not."""
    if flag in FLAGS:
        return FLAGS[flag][not holds]
    verb, _, rest = flag.partition(" ")
    return flag if holds else f"{NEGATED[verb]} {rest}"
