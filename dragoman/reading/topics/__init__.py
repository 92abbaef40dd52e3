"""What an article is about: the topics that an editor would file it under.

Of Dragoman's own topics a model decides that was trained on marked articles (learnt.py), which hears the
terms of the table and the words of the article. Of a user's own, and of those whose terms a user has changed,
the terms alone decide (terms.py): the strongest that reach a smallest score and a share of the best one's are
taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.knowledge.topics import Topic, hash_topics, load_topics
from dragoman.reading.topics.learnt import Learnt, load_learnt
from dragoman.reading.topics.terms import ENOUGH, Matcher, hear_terms
from dragoman.reading.trace import tell

__all__ = ["MOST", "TopicsFound", "find_topics"]

MOST = 5  # topics of one article
BEST = 5.0  # score from which the best topic is taken where none reaches that
SHARE = 0.3  # of the best topic's score, below which a topic is left out


@dataclass(frozen=True, slots=True)
class TopicsFound:
    """Topics of an article, strongest first, and the spans (start, end, topic) of title + two newlines +
    text that speak for them."""

    topics: tuple[str, ...] = ()
    mentions: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Finder:
    """What finds a table of topics: all terms, and the model with those of the topics that it decides on."""

    matcher: Matcher
    listener: Matcher  # for the terms that the model has learnt from, whatever a user has changed
    learnt: Learnt
    decided: frozenset[str]


@lru_cache(maxsize=8)
def _build_finder(topics: tuple[Topic, ...]) -> _Finder:
    built_in = load_topics()
    same = {topic.id: hash_topics([topic]) for topic in built_in}
    learnt = load_learnt()
    decided = frozenset(
        topic.id
        for topic in topics
        if topic.id in learnt.topics and same.get(topic.id) == hash_topics([topic])
    )
    matcher = Matcher(topics)
    whole = len(decided) == len(topics) == len(built_in)
    return _Finder(matcher, matcher if whole else Matcher(built_in), learnt, decided)


def find_topics(title: str, text: str, topics: Sequence[Topic]) -> TopicsFound:
    """The one to five topics that an editor would file the article under, and the spans that speak for them.

    None at all where no topic reaches the smallest score. Spans of one topic do not overlap; those of two
    topics may.
    """
    finder, string = _build_finder(tuple(topics)), f"{title}\n\n{text}"
    heard, judged = hear_terms(finder.matcher, string), None
    chances = _take_by_terms(heard.scores, finder.decided)
    spans = [span for span in heard.spans if span[2] in chances]
    if finder.decided:
        listened = (
            heard.scores if finder.listener is finder.matcher else hear_terms(finder.listener, string).scores
        )
        judged = finder.learnt.judge(title, text, listened)
        taken = {topic: chance for topic, chance in judged.choose().items() if topic in finder.decided}
        spans += [span for span in heard.spans if span[2] in taken]
        unheard = taken.keys() - heard.scores.keys()
        spans += [(start, end, topic) for topic in unheard for start, end in judged.find_words(topic)]
        chances |= taken
    tell("topics", finder.matcher, heard, finder.decided, judged, chances)
    ranked = sorted(chances, key=lambda topic: (-chances[topic], topic))[:MOST]
    return TopicsFound(tuple(ranked), tuple(sorted(span for span in spans if span[2] in ranked)))


def _take_by_terms(scores: Mapping[str, float], decided: frozenset[str]) -> dict[str, float]:
    """The topics that their terms alone take: how sure, from 0 to 1, and a half at the smallest score.

    Those decided otherwise are not.
    """
    best = max(scores.values(), default=0.0)
    least = max(ENOUGH, SHARE * best) if best >= ENOUGH else max(BEST, best)
    return {
        topic: score / (score + ENOUGH)
        for topic, score in scores.items()
        if score >= least and topic not in decided
    }
