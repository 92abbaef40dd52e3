"""Titles and appositions of persons, which are left out of a line, and offices that stand for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.reading.contacts.lines import Token
from dragoman.reading.contacts.words import ADJECTIVE, BODY, CITY, PERSON, STATE, load_table

LONGEST = 12  # tokens of an apposition
PLACES = (STATE, BODY, CITY)
OWNERS = frozenset(["the", "his", "her", "its", "their"])
DETERMINERS = frozenset(["the", "a", "an", "his", "her", "their", "its", "our", "both", "two", "these"])


@lru_cache(maxsize=1)
def load_titles() -> tuple[frozenset[str], frozenset[str]]:
    """Words of titles, and the main words among them."""
    roles, words = load_lexicon("roles"), load_table().words
    heads = roles["official"] | roles["open"] | words["heads"] | roles["private"]
    others = ("qualifiers", "former", "markers", "portfolio_words", "ranks", "clergy", "state_words")
    return frozenset().union(heads, words["honorifics"], *(roles[name] for name in others)), heads


def drop_titles(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without what stands around persons' names: titles, "of Germany", ", President of Germany,"; who
    is named by an office alone stands as a person with that role."""
    titles, heads = load_titles()
    gone = set[int]()
    for i, token in enumerate(tokens):
        if token.text == PERSON:
            gone.update(_find_title(tokens, i, titles, heads))
    kept = [token for i, token in enumerate(tokens) if i not in gone]
    named = list(_name_offices(kept, titles, heads))
    return list(_drop_appositions(list(_drop_offices(named))))


def _find_title(tokens: Sequence[Token], i: int, titles: frozenset[str], heads: frozenset[str]) -> range:
    """The tokens before a person that are his title."""
    first, headed, k = i, False, i - 1
    while k >= 0:
        text = tokens[k].text
        if _is_title(text, titles):
            headed = headed or text in heads
            first = k
        elif text in (*PLACES, ADJECTIVE):
            if text != ADJECTIVE and not headed and k and tokens[k - 1].text in ("and", ","):
                break
            first = k
        elif not _joins(tokens, k, titles, begun=first < i):
            break
        k -= 1
    if first < i and first and tokens[first - 1].text in OWNERS:
        first -= 1
    alone = first == i - 1 and tokens[first].text in (STATE, CITY)  # "in Russia Putin said"
    return range(i, i) if alone else range(first, i)


def _is_title(text: str, titles: frozenset[str]) -> bool:
    """Whether a word is one of titles, or two of them: "president-elect"."""
    one, _, other = text.partition("-")
    return text in titles or (one in titles and other in titles)


def _joins(tokens: Sequence[Token], k: int, titles: frozenset[str], begun: bool) -> bool:
    """Whether a small word at a place joins two parts of a title."""
    if not k:
        return False
    text, before = tokens[k].text, tokens[k - 1].text
    if text == "’s":
        return before in PLACES
    if text == "and":
        return begun and before in titles
    if text == "to":
        return before in titles and tokens[k + 1].text == "the"
    if text == "the":
        return before in ("of", "to", "for") and k > 1 and tokens[k - 2].text in titles
    if text == "-":
        return before in titles or before in (STATE, ADJECTIVE)
    return text in ("of", "for", "&") and (before in titles or before == BODY)


def _name_offices(tokens: Sequence[Token], titles: frozenset[str], heads: frozenset[str]) -> Iterator[Token]:
    """Tokens with one person in the place of an office that stands alone: "the Russian President"."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        last, key, role = at, "", ""
        if token.text in (ADJECTIVE, STATE):
            last, key, role = *_find_office_after(tokens, at, titles, heads), ""
            first = at + 1 + (tokens[at + 1].text == "’s") if last > at else at
            role = " ".join(it.text for it in tokens[first : last + 1])
        elif token.text in heads:
            last, key = _find_state_after(tokens, at)
            role = token.text
        if last > at:
            yield Token(PERSON, token.start, tokens[last].end, key, role)
        else:
            yield token
        at = last + 1


def _find_office_after(
    tokens: Sequence[Token], at: int, titles: frozenset[str], heads: frozenset[str]
) -> tuple[int, str]:
    """The last token of an office that follows a state, "Russian Foreign Minister", and the state's key."""
    first = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text == "’s")
    last = first
    while last < len(tokens) and tokens[last].text in titles and tokens[last].text != "visiting":
        last += 1
    if last > first and tokens[last - 1].text in heads:
        return last - 1, tokens[at].key
    return at, ""


def _find_state_after(tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """The last token of "president of (the) state", begun by its head, and the state's key."""
    if at + 2 < len(tokens) and tokens[at + 1].text in ("of", "for"):
        k = at + 2 + (tokens[at + 2].text == "the")
        if k < len(tokens) and tokens[k].text == STATE:
            return k, tokens[k].key
    return at, ""


def _drop_offices(tokens: Sequence[Token]) -> Iterator[Token]:
    """Tokens without an office that a name follows: "his Turkish counterpart, Hakan Fidan"."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        named = at + 2 < len(tokens) and tokens[at + 1].text == "," and tokens[at + 2].text == PERSON
        if token.role and named and not tokens[at + 2].role:
            at += 2
        elif token.role and at + 1 < len(tokens) and tokens[at + 1].text == PERSON:
            at += 1
        else:
            yield token
            at += 1


def _drop_appositions(tokens: Sequence[Token]) -> Iterator[Token]:
    """Tokens without "of Germany" and ", President of Germany," after persons."""
    titles, heads = load_titles()
    at = 0
    while at < len(tokens):
        yield tokens[at]
        named = tokens[at].text == PERSON
        at += 1
        if not named:
            continue
        at = _skip_state(tokens, at)
        if at + 1 < len(tokens) and tokens[at].text == ",":
            k = at + 1
            while (
                k < len(tokens)
                and tokens[k].text in DETERMINERS | {ADJECTIVE, STATE, "’s", BODY} | titles - heads
            ):
                k += 1
            if k < len(tokens) and (tokens[k].text in heads or (tokens[k].text == PERSON and tokens[k].role)):
                at = _skip_apposition(tokens, k)


def _skip_state(tokens: Sequence[Token], at: int) -> int:
    """The place after "of (the) Germany"."""
    if at + 1 < len(tokens) and tokens[at].text == "of":
        k = at + 1 + (tokens[at + 1].text == "the")
        if k < len(tokens) and tokens[k].text in (STATE, CITY, BODY):
            k += 1
            if k + 1 < len(tokens) and tokens[k].text == "and" and tokens[k + 1].text == "all":
                k += 3
            return k
    return at


def _skip_apposition(tokens: Sequence[Token], head: int) -> int:
    """The place after an apposition that has its main word there: past its comma, or at its end."""
    for k in range(head + 1, min(head + LONGEST, len(tokens))):
        if tokens[k].text == "," and not (k + 1 < len(tokens) and tokens[k + 1].text in load_titles()[0]):
            return k + 1
        if tokens[k].text in (".", ";") or (tokens[k].text == PERSON and not tokens[k].role):
            return k
    return min(head + LONGEST, len(tokens))
