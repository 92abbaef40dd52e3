"""What a person types into the search field, as a query of the full-text index."""

from __future__ import annotations

import re

from lancedb.query import BooleanQuery, FullTextQuery, Occur, PhraseQuery

from dragoman.errors import LibraryError
from dragoman.library.database import SEARCHED, Database

TERMS = 40  # words and phrases that one query may have; what follows is left out

_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))


def parse_query(text: str) -> tuple[str, ...]:
    """The words and the "quoted phrases" of a query, in order, without those that hold no letter or digit."""
    found = ((quoted or word).strip() for quoted, word in _TERM.findall(text.translate(_QUOTES)))
    return tuple(dict.fromkeys(term for term in found if any(character.isalnum() for character in term)))[
        :TERMS
    ]


def build_query(terms: tuple[str, ...]) -> FullTextQuery:
    """All terms must occur, each in the title or in the text.

    A word with a hyphen or a dot in it counts as a phrase.
    """
    return BooleanQuery([(Occur.MUST, _find_anywhere(term)) for term in terms])


def check_index(database: Database) -> bool:
    """Whether the full-text index answers: it is asked for the words of some titles."""
    try:
        titles = (
            database.table("articles").search().select(["title"]).limit(20).to_arrow()["title"].to_pylist()
        )
        for terms in filter(None, (parse_query(title or "") for title in (*titles, "the"))):
            database.search(build_query(terms))
        return database.has_index()
    except (LibraryError, RuntimeError, OSError):
        return False


def _find_anywhere(term: str) -> FullTextQuery:
    return BooleanQuery(
        [(Occur.SHOULD, PhraseQuery(term, column, slop=0, document_granularity=None)) for column in SEARCHED]
    )
