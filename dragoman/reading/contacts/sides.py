"""Who stands in a line for others: officials for their state, pronouns and offices for persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.reading.contacts.lines import Token
from dragoman.reading.contacts.titles import DETERMINERS, drop_titles
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

ALWAYS_PAIRS = ("leaders", "presidents", "sides")  # "the leaders" are two even where "two" is not said
BETWEEN = ("two", "foreign", "prime", "heads", "of", "state", "’")


def reduce_tokens(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without titles, appositions and short brackets; officials of a state in its place, and signs for
    pronouns."""
    kept = list(_drop_states(list(_drop_brackets(tokens))))
    return list(_name_pronouns(_name_sides(drop_titles(kept))))


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


def _name_sides(tokens: Sequence[Token]) -> list[Token]:
    """Tokens with a state in the place of its officials, and of the lists after "leaders of"."""
    words = load_table().words
    out, at = list[Token](), 0
    while at < len(tokens):
        token, last = tokens[at], at
        if token.text in (ADJECTIVE, STATE):
            last = _find_officials(tokens, at, words["sides"])
        if last > at:
            _take_back(out, words["sides"])
            out.append(Token(STATE, token.start, tokens[last].end, token.key, side=True))
        elif token.text == ADJECTIVE and [it.text for it in tokens[at + 1 : at + 3]] in AND_ANOTHER:
            out.append(Token(STATE, token.start, token.end, token.key))  # "Russian and Turkish officials"
        elif token.text in words["of_states"] and (last := _find_list(tokens, at)) > at:
            _take_back(out, words["sides"] | DETERMINERS)
        else:
            out.append(token)
        at = last + 1
    return out


AND_ANOTHER = (["and", ADJECTIVE], ["and", STATE])


def _take_back(out: list[Token], words: frozenset[str]) -> None:
    """Leave out the last tokens that are such words."""
    while out and out[-1].text in words:
        out.pop()


def _find_officials(tokens: Sequence[Token], at: int, sides: frozenset[str]) -> int:
    """The last token of a state's officials or delegation; the state's own where there are none."""
    k = at + 1
    while k < len(tokens) and tokens[k].text in sides:
        k += 1
    ahead = [token.text for token in tokens[k : k + 3]]
    if "delegation" in ahead and all(text.isalpha() for text in ahead[: ahead.index("delegation")]):
        k += ahead.index("delegation") + 1
    return k - 1


def _find_list(tokens: Sequence[Token], at: int) -> int:
    """The token before a list of states, of "leaders of (the)"; the place itself where none follows."""
    if at + 2 < len(tokens) and tokens[at + 1].text in ("of", "from"):
        k = at + 2 + (tokens[at + 2].text in ("the", "both"))
        if k < len(tokens) and tokens[k].text in (STATE, BODY):
            return k - 1
    return at


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
        if tokens[k].text in pairs:
            return k if _is_pair(tokens, at, k) else 0
        if tokens[k].text not in BETWEEN:
            return 0
    return 0


def _is_pair(tokens: Sequence[Token], at: int, k: int) -> bool:
    if tokens[at].text != "the" or (k == at + 2 and tokens[at + 1].text == "two"):
        return True
    after = tokens[k + 1].text if k + 1 < len(tokens) else ""
    return tokens[k].text in ALWAYS_PAIRS and k == at + 1 and after not in ("of", "from")
