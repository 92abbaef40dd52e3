"""How loudly the terms of a table of topics speak for each of them in an article.

What an article is about, it says early and in several ways; what it mentions in passing, late or in one. So a
topic's score is the sum of its terms' weights, where a term counts more in the title and in the first words
of the text, less further down and whenever one of its words has spoken for the topic before, and a little
less in a long article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.knowledge.topics import Term, Topic

ENOUGH = 7.5  # score from which the terms alone make a topic the article's: two strong ones
TITLE = 1.75  # what a hit in the title counts
LEAD = 1.5  # what a hit in the first words of the text counts
LEAD_WORDS = 40  # how many words those are: one sentence or two, which in the news say what happened
LATE = 0.7  # what a hit counts further down, where the background stands
LATE_WORDS = 150  # after how many words that is
REPEAT = 0.6  # what a hit counts for each earlier one of the same topic that shares a word with it
USUAL_WORDS = 150  # a longer article's scores are divided by the cube root of how much longer it is
GAP = 5  # most words that "..." stands for
STEM = 5  # letters by which two words count as one: "sanctions" and "sanctioned"

_WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[^\S\n]|[-‐‑–/&'’.,]")  # what may stand between two words of a term


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Words of a term, of an exception (`unless`) or of a condition (`needs`), ready for matching."""

    words: tuple[str, ...]  # "...", "word" or "stem*"
    topic: int
    exact: bool  # capitals matter
    source: str
    term: Term | None = None
    excepts: bool = False
    stems: tuple[str, ...] = ()  # of its words of three letters and more


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    paragraph: int  # 0 is the title
    word: int  # how many words of the text stand before it
    pattern: _Pattern


@dataclass(frozen=True, slots=True)
class _Start:
    """The patterns that may begin with one word: those whose next word is known, by that word, and the
    others."""

    following: Mapping[str, Sequence[_Pattern]]
    others: Sequence[_Pattern]


_NOTHING = _Start({}, ())


class Matcher:
    """The terms of a table of topics, found by their first words."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.ids = [topic.id for topic in topics]
        self._words: dict[str, list[_Pattern]] = defaultdict(list)
        self._stems: dict[str, list[_Pattern]] = defaultdict(list)
        self._starts: dict[str, _Start] = {}
        for number, topic in enumerate(topics):
            for term in topic.terms:
                self._add(term.words, number, term)
                for words in term.needs:
                    self._add(words, number)
            for words in topic.unless:
                self._add(words, number, excepts=True)
        # Letters of a stem: a word of a megabyte has no more beginnings
        self._longest = max(map(len, self._stems), default=0)

    def _add(self, source: str, topic: int, term: Term | None = None, excepts: bool = False) -> None:
        exact = source.isupper()
        words = tuple(re.findall(r"\.\.\.|[^\W_]+\*?", source if exact else source.lower()))
        first = words[0].lower()
        table = self._stems if first.endswith("*") else self._words
        stems = (
            tuple({word.lower().rstrip("*")[:STEM] for word in words if len(word) > 2 and word != "..."})
            or words
        )
        table[first.rstrip("*")].append(_Pattern(words, topic, exact, source, term, excepts, stems))

    def _start(self, word: str) -> _Start:
        """The patterns that may begin with a word in small letters; remembered, so that each word is
        looked up once."""
        if len(self._starts) > 200_000:  # more than English has: odd input must not fill the memory
            self._starts.clear()
        found = list(self._words.get(word, ()))
        for end in range(2, min(len(word), self._longest) + 1):
            found += self._stems.get(word[:end], ())
        following: dict[str, list[_Pattern]] = defaultdict(list)
        others = []
        for pattern in found:
            if len(pattern.words) == 1 or pattern.words[1] == "..." or pattern.words[1].endswith("*"):
                others.append(pattern)
            else:
                following[pattern.words[1].lower()].append(pattern)
        self._starts[word] = _Start(dict(following), others) if found else _NOTHING
        return self._starts[word]

    def find_hits(self, string: str) -> Iterator[_Hit]:
        """All places where a term, an exception or a condition stands."""
        tokens = [match.span() for match in _WORD.finditer(string)]
        words = [match.lower() for match in _WORD.findall(string)]
        paragraphs = [match.end() for match in re.finditer(r"\n\n", string)]
        starts = self._starts
        title_words = bisect_left(tokens, (paragraphs[0], 0)) if paragraphs else len(tokens)
        for position, (word, after) in enumerate(zip(words, (*words[1:], ""), strict=False)):
            start = starts.get(word) or self._start(word)
            if start is _NOTHING:
                continue
            for pattern in (*start.following.get(after, ()), *start.others):
                end = _match(pattern, string, tokens, words, position)
                if end is not None:
                    begin = tokens[position][0]
                    yield _Hit(begin, end, bisect_right(paragraphs, begin), position - title_words, pattern)


def _match(
    pattern: _Pattern, string: str, tokens: list[tuple[int, int]], words: list[str], position: int
) -> int | None:
    """Where the pattern ends that begins at the word of this position, or None."""
    left = 0  # words that a "..." may still skip
    wanted = iter(pattern.words)
    want = next(wanted)
    while True:
        start, end = tokens[position]
        have = string[start:end] if pattern.exact else words[position]
        if have.startswith(want[:-1]) if want.endswith("*") else have == want:
            want, left = next(wanted, ""), 0
            if want == "...":
                want, left = next(wanted), GAP
        elif left:
            left -= 1
        else:
            return None
        if not want:
            return end
        position += 1
        if position == len(tokens) or not _is_joint(string[end : tokens[position][0]], bool(left)):
            return None


def _is_joint(between: str, loose: bool) -> bool:
    """Whether what stands between two words lets one term hold both: a space, a hyphen; a comma and a dot
    in a gap."""
    if loose:
        return "\n" not in between and not re.search(r"[!?;:]|\. ", between)
    return len(between) == 1 and _JOINT.match(between) is not None


@dataclass(frozen=True, slots=True)
class Heard:
    """What the terms of a table say of one article: topic -> score, and the spans (start, end, topic) of
    title + two newlines + text."""

    scores: Mapping[str, float]
    spans: Sequence[tuple[int, int, str]]


def hear_terms(matcher: Matcher, string: str) -> Heard:
    """Scores of the topics that have a term in a string (title, two newlines, text); the spans in order."""
    hits = _choose_hits(matcher.find_hits(string))
    scores = {matcher.ids[topic]: score for topic, score in _score(hits, len(string) / 6).items()}
    return Heard(scores, sorted((hit.start, hit.end, matcher.ids[hit.pattern.topic]) for hit in hits))


def _choose_hits(hits: Iterator[_Hit]) -> list[_Hit]:
    """The hits of terms that stand: their conditions met, no exception around them, the longest of those
    that overlap in a topic."""
    terms: list[_Hit] = []
    conditions: set[tuple[int, str, int]] = set()
    for hit in hits:
        if hit.pattern.term is None and not hit.pattern.excepts:
            conditions.add((hit.pattern.topic, hit.pattern.source, hit.paragraph))
        elif hit.pattern.term is None or not (hit.pattern.term.title_only and hit.paragraph):
            terms.append(hit)
    # An exception comes before the terms that it covers and takes their place.
    terms.sort(
        key=lambda hit: (
            hit.pattern.topic,
            hit.start,
            hit.pattern.term is not None,
            hit.start - hit.end,
            -_weigh(hit),
        )
    )
    chosen: list[_Hit] = []
    topic, end = -1, 0
    for hit in terms:
        pattern = hit.pattern
        if pattern.topic != topic:
            topic, end = pattern.topic, 0
        if hit.start < end:
            continue
        term = pattern.term
        if (
            term
            and term.needs
            and not any((pattern.topic, words, hit.paragraph) in conditions for words in term.needs)
        ):
            continue
        end = hit.end
        if term:
            chosen.append(hit)
    return chosen


def _score(hits: Sequence[_Hit], words: float) -> dict[int, float]:
    """Score of each topic that has a hit."""
    scores: dict[int, float] = defaultdict(float)
    earlier: Counter[tuple[int, str]] = Counter()  # hits of a topic that hold a word
    for hit in sorted(hits, key=lambda hit: hit.start):
        keys = [(hit.pattern.topic, stem) for stem in hit.pattern.stems]
        scores[hit.pattern.topic] += _weigh(hit) * REPEAT ** max(earlier[key] for key in keys)
        earlier.update(keys)
    length = max(0.5, words / USUAL_WORDS) ** (1 / 3)
    return {topic: score / length for topic, score in scores.items()}


def _weigh(hit: _Hit) -> float:
    """What a term is worth where it stands."""
    term = hit.pattern.term
    if term is None or term.title_only:
        return term.weight if term else 0.0
    if hit.paragraph == 0:
        return term.weight * TITLE
    return term.weight * (LEAD if hit.word < LEAD_WORDS else LATE if hit.word >= LATE_WORDS else 1.0)
