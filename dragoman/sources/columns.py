"""Which column of a table is which field of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dragoman.errors import SourceError

# Likeliest first. Compared without case, spaces and punctuation: "Pub_Date" is "pubdate". What is said to be
# the day of publication goes before what may be any day; days of downloading, indexing and changing are none
# of the article's.
_WORDS = {
    "id": "id articleid docid documentid guid uuid uid identifier accessionnumber storiesid",
    "title": """
        title headline articletitle newstitle ogtitle heading header articleheadline webtitle storytitle
        pagetitle documenttitle posttitle newsheadline headlinemain titlerendered titletext headlines
        headertext titleofarticle nameofarticle contenttitle doctitle titel titre titolo titulo título name
        subject
    """,
    "text": """
        text body content articletext articlebody articlecontent fulltext bodytext maintext storytext newstext
        contenttext contenthtml contentencoded contentrendered cleantext plaintext rawtext article story
        articlefulltext fullarticle textofarticle storybody contents textcontent fullcontent fullbody
        bodycontent bodyhtml htmlbody bodyplain textbody textplain textclean cleanedtext cleancontent
        maincontent articlemaintext articlebodytext newsbody newscontent postcontent posttext documenttext
        doctext bodytextsummary articlefullcontent fullarticletext completetext selftext speechtext volltext
        texte testo texto transcript paragraphs description summary abstract abstractnote leadparagraph lead
        trailtext snippet excerpt openingtext hitsentence
    """,
    "date": """
        publishdate datepublished publicationdate publisheddate pubdate datepublish datetimepub publishedat
        publishingdate webpublicationdate firstpublicationdate firstpublishedat firstpublisheddate
        firstpublished originalpublicationdate publicationdatetime publisheddatetime publishdatetime
        datetimepublished pubdatetime articlepublishedtime articlepublisheddate articlepublicationdate
        articlepubdate ogpublishedtime publishtime publishedtime publicationtime pubtime publishedtimestamp
        publishtimestamp publishedutc publishedgmt publishedatutc pubdateutc dateofpublication publishedon
        dateissued issued issuedate printdate releasedate datereleased
        date published articledate newsdate storydate dateofarticle documentdate docdate posted posteddate
        dateposted postdate postedon postedat postedtime posttime dateutc dategmt isodate datetime
        articledatetime datetimeutc seendate timestamp created createdat createdon createdutc createddate
        datecreated createdtime loaddate datum fecha v21date pubday time day
    """,
    "outlet": """
        outlet source publication publicationname publicationtitle newspaper newspapername newspapertitle
        pubtitle sitename ogsitename sourcename sourcetitle outletname outlettitle medianame mediaoutlet
        mediasource mediatitle papername journaltitle newsoutlet newssource newssite newsagency namesource
        publishername publishertitle publisher medium mediumname media site sitefull sourcedomain domain
        sourcecommonname v2sourcecommonname mentionsourcename sourcehostname hostname cleanurl website
        websitename journal containertitle feed feedtitle paper agency provider providername channel sourceid
        quelle
    """,
    "url": """
        url link articleurl canonicalurl permalink weburl sourceurl href uri address ogurl sourcelink pageurl
        pagelink articlelink storyurl newsurl weblink documenturl documentidentifier v2documentidentifier
        mentionidentifier posturl originalurl finalurl requestedurl respondedurl webpageurl fullurl urllink
        linkurl
    """,
    "language": "language lang languagecode inlanguage articlelanguage sourcelanguage",
}
NAMES: dict[str, tuple[str, ...]] = {field: tuple(words.split()) for field, words in _WORDS.items()}
# How flattened answers and pages' metadata name a column within another, or a name of a vocabulary.
WITHIN = re.compile(
    r"(?:fields|_source|attributes|article|node|data|item|document|doc|story|properties|dc|dcterms|og|prism)[:.](?=\w)",
    re.I,
)
MOST_REMEMBERED = 200  # names: what is known of a row of more is not kept
FIELDS = tuple(NAMES)


def guess_columns(names: Sequence[str]) -> dict[str, str]:
    """Field -> column, for the fields whose usual names are among `names`. The fields are `FIELDS`."""
    return {field: ranked[0] for field, ranked in rank_columns(names, {}).items()}


def rank_columns(names: Sequence[str], columns: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    """Field -> its columns, likeliest first: the one mapped, else those of usual names not mapped.

    A field mapped to "" has none.
    """
    rank = _rank_again if len(names) <= MOST_REMEMBERED else _rank
    return rank(tuple(names), tuple(columns.items()))


def _rank(names: tuple[str, ...], columns: tuple[tuple[str, str], ...]) -> Mapping[str, Sequence[str]]:
    mapped = {field: (column,) for field, column in columns if column and column in names}
    taken = {column for (column,) in mapped.values()}
    plain = _simplify_all([name for name in names if name not in taken])
    ranked = {
        field: tuple(dict.fromkeys(plain[alias] for alias in aliases if alias in plain))
        for field, aliases in NAMES.items()
    }
    without = {field for field, column in columns if not column}
    return {field: found for field, found in ranked.items() if found and field not in without} | mapped


_rank_again = lru_cache(maxsize=1024)(_rank)  # the rows of a table have the same few names


def _simplify_all(names: Sequence[str]) -> dict[str, str]:
    """Simple name -> the first name that it is of; one as it stands goes before one within another."""
    plain: dict[str, str] = {}
    for within in (False, True):
        for name in names:
            plain.setdefault(_simplify(name, within), name)
    return plain


@lru_cache(maxsize=4096)  # the same few names come with every row
def _simplify(name: str, within: bool) -> str:
    inner = within or name.startswith("_source.")  # which is no source
    return re.sub(r"[\W_]+", "", (WITHIN.sub("", name, count=1) if inner else name).casefold())


def check_columns(columns: Mapping[str, str] | None) -> dict[str, str]:
    """The mapping field -> column as it was given.

    SourceError when it names a field that an article does not have.
    """
    for field in columns or {}:
        if field not in FIELDS:
            raise SourceError(
                f"An article has no field {field!r}. Columns can be mapped to {', '.join(FIELDS)}."
            )
    return dict(columns or {})


def choose_columns(names: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Field -> column: what was mapped and exists, then what the names suggest among the rest.

    A field mapped to "" has no column.
    """
    return {field: ranked[0] for field, ranked in rank_columns(names, columns).items()}
