"""What can be said of the words that are searched for: what they are found as, and what was meant by them."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.analysis.searching import find_spans, list_wanted
from dragoman.analysis.tables import Tables
from dragoman.library.patterns import compile_pattern
from dragoman.library.word_forms import list_forms


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is searched for."""

    word: str
    spellings: tuple[str, ...]  # that it is found by besides, as a name
    meant: str  # the word nearest to it, where no article has it; else ""


def describe_words(tables: Tables, text: str) -> tuple[Word, ...]:
    """The words of a search of which there is something to say. QueryError for what cannot be understood."""
    terms = [term for term in list_wanted(tables, text) if len(term.words) == 1]
    meant = tables.search.suggest(text) if tables.search and terms else {}
    described = []
    for term in terms:
        spelt = tuple(form[0] for form in term.forms if form[0] not in list_forms(term.words[0]))
        if spelt or term.words[0] in meant:
            described.append(Word(term.words[0], spelt, meant.get(term.words[0], "")))
    return tuple(described)


def find_hits(tables: Tables, text: str, article: str) -> list[tuple[int, int]]:
    """Where an article holds what is searched for, as characters of title + "\\n\\n" + text."""
    number = tables.article_of.get(article)
    return [] if number is None else find_spans(tables.read_text(number), list_wanted(tables, text))


def replace_word(text: str, word: str, other: str) -> str:
    """A search with another word in place of one, wherever it stands and however it is written."""
    return compile_pattern(((word,),)).sub(other, text)
