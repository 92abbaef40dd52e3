"""A sentence as patterns read it: names are one sign each, and titles before and after them are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.reading.contacts.words import (
    ADJECTIVE,
    BODY,
    CITY,
    ONE,
    PERSON,
    SEVERAL,
    SPEAKER,
    STATE,
    load_table,
)

_TOKEN = re.compile(
    r"[’']s\b|[^\W_]+(?:(?![’']s\b)[.’'&-][^\W_]+)*\.?(?=\s|[^\w.])|[^\W_]+(?:(?![’']s\b)[.’'&-][^\W_]+)*|[^\w\s]"
)
LONGEST = 12  # tokens of an apposition
CONNECTORS = frozenset(["of", "for", "the", "and", "to", "-", "’s", "&"])
FOR_SUBJECTS = frozenset(["the", "a", "an", "his", "her", "their", "its", "our", "both", "two", "these"])


@dataclass(slots=True)
class Token:
    """A word, or a name by its sign, with the keys of whom it may stand for."""

    text: str
    start: int
    end: int
    key: str = ""
    role: str = ""  # of somebody who is named by an office alone
    side: bool = False  # a state's officials or delegation

    @property
    def is_name(self) -> bool:
        """Whether it stands for somebody or a place."""
        return "\ue000" <= self.text <= "\ue007"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence made ready: its tokens, and the string of them that patterns are read over."""

    tokens: Sequence[Token]
    string: str
    places: Sequence[int]  # of each character of the string: its token

    def list_names(self, start: int, end: int) -> list[Token]:
        """The names among characters of the string, in order."""
        return [self.tokens[self.places[i]] for i in range(start, end) if self.string[i] >= "\ue000"]


Spot = tuple[int, int, str, str]  # a mention: start, end, sign, key


@lru_cache(maxsize=1)
def _load_titles() -> tuple[frozenset[str], frozenset[str]]:
    """Words of titles, and the main words among them."""
    roles, words = load_lexicon("roles"), load_table().words
    heads = roles["official"] | roles["open"] | words["heads"] | roles["private"]
    others = ("qualifiers", "former", "markers", "portfolio_words", "ranks", "clergy", "state_words")
    return frozenset().union(heads, words["honorifics"], *(roles[name] for name in others)), heads


def split_tokens(string: str, start: int, end: int, spots: Sequence[Spot]) -> list[Token]:
    """The words of a sentence in small letters, and its names."""
    tokens, at = list[Token](), start
    for first, last, sign, key in (*spots, (end, end, "", "")):
        for match in _TOKEN.finditer(string, at, first):
            text = match[0].lower().replace("'", "’")
            tokens.append(Token(text.rstrip(".") if len(text) > 4 else text, *match.span()))
            if match[0].endswith(".") and len(text) > 4:
                tokens[-1].end -= 1
                tokens.append(Token(".", match.end() - 1, match.end()))
        if sign:
            tokens.append(Token(sign, first, last, key))
        at = last
    return tokens


def make_line(tokens: Sequence[Token]) -> Line:
    """The string of tokens, one blank between any two."""
    places = list[int]()
    for number, token in enumerate(tokens):
        places += [number] * (len(token.text) + 1)
    return Line(tokens, " ".join(token.text for token in tokens), places[:-1])


def reduce_tokens(tokens: list[Token]) -> list[Token]:
    """Tokens without titles, appositions and short brackets; officials of a state in its place."""
    tokens = list(_drop_states(list(_drop_brackets(tokens))))
    tokens = _drop_titles(tokens)
    tokens = list(_drop_appositions(list(_drop_offices(tokens))))
    tokens = _name_sides(tokens)
    return list(_name_pronouns(tokens))


def _drop_brackets(tokens: Sequence[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        if tokens[at].text == "(":
            close = next((i for i in range(at, min(at + 10, len(tokens))) if tokens[i].text == ")"), None)
            if close is not None:
                at = close + 1
                continue
        yield tokens[at]
        at += 1


def _drop_states(tokens: Sequence[Token]) -> Iterator[Token]:
    """Tokens without a town's state after it: "Aqaba, Jordan,"."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        yield token
        at += 1
        if token.text == CITY and at + 1 < len(tokens) and tokens[at].text == ",":
            k = at + 1 + (tokens[at + 1].text == "the")
            if k < len(tokens) and tokens[k].text == STATE and tokens[k].key == token.key:
                at = k + 1
                if at < len(tokens) and tokens[at].text == ",":
                    at += 1


def _drop_titles(tokens: list[Token]) -> list[Token]:
    """Leave out the titles before persons; who is named by his office alone stands as a person."""
    titles, heads = _load_titles()
    gone = set[int]()
    for i, token in enumerate(tokens):
        if token.text == PERSON:
            gone.update(_find_title(tokens, i, titles, heads))
    kept = [token for i, token in enumerate(tokens) if i not in gone]
    return list(_name_offices(kept, titles, heads))


def _find_title(tokens: Sequence[Token], i: int, titles: frozenset[str], heads: frozenset[str]) -> range:
    """The tokens before a person that are his title."""
    first, headed, k = i, False, i - 1
    while k >= 0:
        text = tokens[k].text
        if text in titles or text.partition("-")[0] in titles and text.partition("-")[2] in titles:
            headed = headed or text in heads
            first = k
        elif text in (STATE, BODY, CITY, ADJECTIVE):
            before = tokens[k - 1].text if k else ""
            if text != ADJECTIVE and before in ("and", ",") and not headed:
                break
            first = k
        elif text == "’s" and k and tokens[k - 1].text in (STATE, BODY, CITY):
            pass
        elif text in ("of", "for", "the", "to", "and", ",", "-", "&") and first <= i and k:
            if not _goes_on(tokens, k, titles, first < i):
                break
        else:
            break
        k -= 1
    if first < i and first and tokens[first - 1].text in ("the", "his", "her", "its", "their"):
        first -= 1
    # a state alone before a person is none of his title: "in Russia Putin said"
    if first == i - 1 and tokens[first].text in (STATE, CITY):
        return range(i, i)
    return range(first, i)


def _goes_on(tokens: Sequence[Token], k: int, titles: frozenset[str], begun: bool) -> bool:
    """Whether a small word at a place joins two parts of a title."""
    text, before = tokens[k].text, tokens[k - 1].text
    after = tokens[k + 1].text
    if text == ",":
        return before in titles and after in ("the",) and False
    if text == "and":
        return begun and before in titles
    if text == "to":
        return before in titles and after == "the"
    if text == "the":
        return before in ("of", "to", "for") and k > 1 and tokens[k - 2].text in titles
    if text == "-":
        return before in titles or before in (STATE, ADJECTIVE)
    return before in titles or before in (BODY,)


def _name_offices(tokens: Sequence[Token], titles: frozenset[str], heads: frozenset[str]) -> Iterator[Token]:
    """Tokens with one person in the place of an office that stands alone: "the Russian President"."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.text in (ADJECTIVE, STATE):
            k = at + 1
            if k < len(tokens) and tokens[k].text == "’s":
                k += 1
            last = k
            while last < len(tokens) and tokens[last].text in titles and tokens[last].text != "visiting":
                last += 1
            if (
                last > k
                and tokens[last - 1].text in heads
                and (token.text == ADJECTIVE or k > at + 1 or True)
            ):
                role = " ".join(it.text for it in tokens[k:last])
                yield Token(PERSON, token.start, tokens[last - 1].end, token.key, role)
                at = last
                continue
        elif token.text in heads and at + 2 < len(tokens):
            k = at + 1
            if tokens[k].text in ("of", "for"):
                k += 1 + (tokens[k + 1].text == "the")
                if k < len(tokens) and tokens[k].text == STATE:
                    first = at
                    yield Token(PERSON, tokens[first].start, tokens[k].end, tokens[k].key, token.text)
                    at = k + 1
                    continue
        yield token
        at += 1


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
    titles, heads = _load_titles()
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
                and tokens[k].text in FOR_SUBJECTS | {ADJECTIVE, STATE, "’s", BODY} | titles - heads
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
        if tokens[k].text == "," and not (k + 1 < len(tokens) and tokens[k + 1].text in _load_titles()[0]):
            return k + 1
        if tokens[k].text in (".", ";") or (tokens[k].text == PERSON and not tokens[k].role):
            return k
    return min(head + LONGEST, len(tokens))


def _name_sides(tokens: list[Token]) -> list[Token]:
    """Tokens with a state in the place of its officials, and of the lists after "leaders of"."""
    words = load_table().words
    out, at = list[Token](), 0
    while at < len(tokens):
        token = tokens[at]
        if token.text in (ADJECTIVE, STATE):
            k = at + 1
            while k < len(tokens) and tokens[k].text in words["sides"]:
                k += 1
            ahead = next(
                (n for n in range(k, min(k + 3, len(tokens))) if tokens[n].text == "delegation"), None
            )
            if ahead is not None and all(tokens[n].text.isalpha() for n in range(k, ahead)):
                k = ahead + 1
            if k > at + 1:
                while out and out[-1].text in words["sides"]:
                    out.pop()
                out.append(Token(STATE, token.start, tokens[k - 1].end, token.key, side=True))
                at = k
                continue
            if (
                token.text == ADJECTIVE
                and k + 1 < len(tokens)
                and tokens[k].text == "and"
                and tokens[k + 1].text in (ADJECTIVE, STATE)
            ):  # "Russian and Turkish officials"
                out += [
                    Token(STATE, token.start, token.end, token.key),
                    Token("and", tokens[k].start, tokens[k].end),
                ]
                at = k + 1
                continue
        if (
            token.text in words["of_states"]
            and at + 2 < len(tokens)
            and tokens[at + 1].text in ("of", "from")
        ):
            k = at + 2 + (tokens[at + 2].text in ("the", "both"))
            if k < len(tokens) and tokens[k].text in (STATE, BODY):
                while out and (out[-1].text in FOR_SUBJECTS or out[-1].text in words["sides"]):
                    out.pop()
                at = k
                continue
        out.append(token)
        at += 1
    return out


def _name_pronouns(tokens: Sequence[Token]) -> Iterator[Token]:
    words = load_table().words
    at = 0
    while at < len(tokens):
        token = tokens[at]
        text = token.text
        if text in words["single_pronouns"]:
            yield Token(ONE, token.start, token.end)
        elif text in words["plural_pronouns"] and not (
            text == "both" and at + 1 < len(tokens) and tokens[at + 1].text not in words["pairs"]
        ):
            yield Token(SEVERAL, token.start, token.end)
        elif text in words["speakers"]:
            yield Token(SPEAKER, token.start, token.end)
        elif text == "the" and (role := _find_bare_office(tokens, at)):
            yield Token(PERSON, token.start, tokens[at + len(role.split())].end, "", role)
            at += len(role.split())
        elif text in ("the", "two", "both") and (k := _find_pair(tokens, at, words["pairs"])):
            yield Token(SEVERAL, token.start, tokens[k].end)
            at = k
        else:
            yield token
        at += 1


def _find_bare_office(tokens: Sequence[Token], at: int) -> str:
    """ "vice president" where an office stands alone, without a state: "the Vice President"; else ""."""
    words = load_table().words["offices"]
    for size in (2, 1):
        role = " ".join(token.text for token in tokens[at + 1 : at + 1 + size])
        after = tokens[at + 1 + size].text if at + 1 + size < len(tokens) else ""
        if role in words and after not in ("of", "for", PERSON, "’s"):
            return role
    return ""


def _find_pair(tokens: Sequence[Token], at: int, pairs: frozenset[str]) -> int:
    """The place of "leaders" in "the two leaders" or "both leaders"; 0 where it is not said."""
    for k in range(at + 1, min(at + 5, len(tokens))):
        text = tokens[k].text
        if text in pairs:
            return (
                k
                if tokens[at].text != "the"
                or k == at + 2
                and tokens[at + 1].text == "two"
                or text in ("leaders", "presidents", "sides")
                and k == at + 1
                and (k + 1 >= len(tokens) or tokens[k + 1].text not in ("of", "from"))
                else 0
            )
        if text not in ("two", "foreign", "prime", "heads", "of", "state", "’"):
            return 0
    return 0


def spot_mentions(mentions: Mapping[int, Sequence[Spot]], sentence: int) -> Sequence[Spot]:
    """The mentions of a sentence, in order, none over another."""
    kept, last = list[Spot](), -1
    for spot in sorted(mentions.get(sentence, ()), key=lambda spot: (spot[0], -spot[1])):
        if spot[0] >= last:
            kept.append(spot)
            last = spot[1]
    return kept
