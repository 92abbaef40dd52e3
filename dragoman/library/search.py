"""What a person types into the search field, asked of the full-text index.

The index has words as they are written, but for case and accents. So a library of before needs no other one:
the other forms of a word and the other spellings of a name are asked for besides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc
from lancedb.query import BooleanQuery, FullTextOperator, FullTextQuery, MatchQuery, Occur, PhraseQuery
from rapidfuzz.distance import OSA

from dragoman.errors import LibraryError, QueryError
from dragoman.library.database import SEARCHED, Database
from dragoman.library.patterns import write_pattern
from dragoman.library.people import load_identities
from dragoman.library.query import (
    All,
    Either,
    Not,
    Query,
    Term,
    list_terms,
    map_terms,
    parse_query,
    split_words,
)
from dragoman.library.spellings import NameWords
from dragoman.library.word_forms import list_forms

Hits = Mapping[str, float]  # article id -> how well it fits

NEAREST = 2  # letters that may be wrong in a word for which another is suggested
LOOKED_AT = 20  # articles in which that other word is looked for


@dataclass(frozen=True, eq=False)
class Search:
    """What a library's texts are searched by."""

    database: Database
    load_names: Callable[[], NameWords]
    texts: pa.Table | None = None  # [id, title, text], where somebody has them in memory

    def expand(self, text: str) -> Query | None:
        """The query of a text with the forms of each of its words, as `find` looks for them; None of a blank
        text. QueryError for what cannot be understood."""
        query = parse_query(text)
        return query and map_terms(query, self._expand)

    def find(self, query: Query) -> Hits:
        """The articles in which a query holds, title and text together, each with its score."""
        return _Asked(self.database, self.texts).find(query)

    def suggest(self, text: str) -> dict[str, str]:
        """For each word of a text that no article has in any form: the word nearest to it that one has."""
        asked = _Asked(self.database, self.texts)
        missing = [
            term
            for term in dict.fromkeys(list_terms(self.expand(text)))
            if len(term.words) == 1 and not term.prefix and not asked.find(term)
        ]
        found = {term.words[0]: self._find_near(term.words[0]) for term in missing}
        return {word: near for word, near in found.items() if near}

    def _expand(self, term: Term) -> Term:
        if term.exact or term.prefix:
            return replace(term, forms=(term.words,))
        spelt = self.load_names().list_spellings(term.words[0])
        return replace(term, forms=tuple((form,) for form in dict.fromkeys((*list_forms(spelt[0]), *spelt))))

    def _find_near(self, word: str) -> str:
        limit = 1 if len(word) <= 5 else NEAREST
        near = [_match(word, column, fuzziness=NEAREST, prefix_length=1) for column in SEARCHED]
        texts = self.database.find_texts(_join(Occur.SHOULD, near), LOOKED_AT)
        met: dict[str, int] = {}
        for text in texts:
            for other in set(split_words(text)):
                met[other] = met.get(other, 0) + 1
        ranked = sorted(
            (distance, -times, other)
            for other, times in met.items()
            if (distance := OSA.distance(word, other, score_cutoff=limit)) <= limit
        )
        return ranked[0][2] if ranked else ""


def check_index(database: Database) -> bool:
    """Whether the full-text index answers: it is asked for the words of some titles."""
    try:
        titles = (
            database.table("articles").search().select(["title"]).limit(20).to_arrow()["title"].to_pylist()
        )
        for words in filter(None, (split_words(title or "")[:LOOKED_AT] for title in (*titles, "the"))):
            _Asked(database).find(All(tuple(Term((word,), forms=((word,),)) for word in words)))
        return database.has_index()
    except (LibraryError, QueryError, RuntimeError, OSError):
        return False


@dataclass(frozen=True, eq=False)
class _Asked:
    """One query asked of a library: what it needs of all articles is fetched once."""

    database: Database
    held: pa.Table | None = None

    @cached_property
    def everything(self) -> Hits:
        return dict.fromkeys(self.database.fetch("articles", ["id"])["id"].to_pylist(), 0.0)

    @cached_property
    def texts(self) -> pa.Table:
        return self.database.fetch("articles", ["id", *SEARCHED]) if self.held is None else self.held

    def find(self, query: Query) -> Hits:
        if isinstance(query, Term):
            return self._find_begun(query) if query.prefix else self.database.search(build_query(query))
        if isinstance(query, Not):
            lacking = self.find(query.part).keys()
            return {id: score for id, score in self.everything.items() if id not in lacking}
        if isinstance(query, Either):
            found: dict[str, float] = {}
            for part in query.parts:
                for id, score in self.find(part).items():
                    found[id] = found.get(id, 0.0) + score
            return found
        return self._find_all(query)

    def _find_all(self, query: All) -> Hits:
        """The words and phrases among the parts are asked for at once, as the index answers that fastest."""
        plain = [part for part in query.parts if isinstance(part, Term) and not part.prefix]
        found: Hits | None = None
        if plain:
            found = self.database.search(_join(Occur.MUST, [build_query(term) for term in plain]))
        others = [part for part in query.parts if part not in plain]
        for part in sorted(others, key=lambda part: isinstance(part, Not)):  # last: from little
            found = self.find(part) if found is None else self._narrow(found, part)
        return found or {}

    def _narrow(self, found: Hits, part: Query) -> Hits:
        """Those articles in which a part of a query holds too."""
        if isinstance(part, Not):
            lacking = self.find(part.part).keys()
            return {id: score for id, score in found.items() if id not in lacking}
        more = self.find(part)
        return {id: score + more[id] for id, score in found.items() if id in more}

    def _find_begun(self, term: Term) -> Hits:
        """The articles with a word that begins so. The index knows whole words only: the texts are looked
        through."""
        pattern = write_pattern(term.forms, prefix=True)
        one, other = (
            pc.fill_null(pc.match_substring_regex(self.texts[name], pattern), False) for name in SEARCHED
        )
        return dict.fromkeys(self.texts["id"].filter(pc.or_(one, other)).to_pylist(), 1.0)


def build_query(term: Term) -> FullTextQuery:
    """A word or phrase in any of its forms, in the title or in the text, as LanceDB asks it."""
    words = " ".join(form[0] for form in term.forms if len(form) == 1)
    parts: list[FullTextQuery] = []
    for column in SEARCHED:
        if words:
            parts.append(_match(words, column))
        parts += [
            PhraseQuery(" ".join(form), column, slop=0, document_granularity=None)
            for form in term.forms
            if len(form) > 1
        ]
    return _join(Occur.SHOULD, parts)


def _match(words: str, column: str, fuzziness: int = 0, prefix_length: int = 0) -> FullTextQuery:
    """Any of some words, of whose letters as many may differ as `fuzziness` says, but not the first."""
    return MatchQuery(
        words,
        column,
        boost=1.0,
        fuzziness=fuzziness,
        max_expansions=50,
        operator=FullTextOperator.OR,
        prefix_length=prefix_length,
        document_granularity=None,
    )


def _join(occur: Occur, parts: Sequence[FullTextQuery]) -> FullTextQuery:
    return BooleanQuery([(occur, part) for part in parts])


def load_names(database: Database) -> NameWords:
    """The words of the names of all people that a library's articles have named."""
    return NameWords(load_identities(database).select(["names", "country"]).to_pylist())
