"""Why a topic is one of an article's, which words say so, and which topics came near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dragoman.knowledge.topics import Topic
from dragoman.model import Mention
from dragoman.reading.explaining.explanation import Step
from dragoman.reading.filing import KIND
from dragoman.reading.topics import BEST, MOST
from dragoman.reading.topics.learnt import TITLE, Judged
from dragoman.reading.topics.terms import ENOUGH, Heard, Matcher

NEAR = 0.5  # of the smallest chance, from which a topic that was not taken is told
MOST_WORDS = 5


class TopicSteps:
    """What the finder of topics told of one text."""

    def __init__(
        self,
        string: str,
        topics: Sequence[Topic],
        matcher: Matcher,
        heard: Heard,
        decided: frozenset[str],
        judged: Judged | None,
        chances: Mapping[str, float],
    ) -> None:
        """`decided`: the topics that the model decides on, `chances` those that were taken."""
        self.string, self.heard, self.decided, self.judged, self.chances = (
            string,
            heard,
            decided,
            judged,
            chances,
        )
        self.labels = {topic.id: topic.label for topic in topics}
        self.terms = {
            (hit.start, hit.end, matcher.ids[hit.pattern.topic]): (
                hit.pattern.source,
                hit.pattern.term.weight,
            )
            for hit in matcher.find_hits(string)
            if hit.pattern.term
        }

    def tell_mention(self, mention: Mention) -> Step:
        """Which term, or which word of the model, a mention of a topic is."""
        start, end, topic = mention.start, mention.end, mention.key.removeprefix(KIND)
        words = self.string[start:end]
        if term := self.terms.get((start, end, topic)):
            source, weight = term
            return Step(
                "topic",
                "term",
                start,
                end,
                words,
                f"the term “{source}” of the table of topics, weight {weight:g}",
            )
        return Step(
            "topic",
            "learnt word",
            start,
            end,
            words,
            "one of the words that weigh most for this topic in the learnt model",
        )

    def tell_topic(self, topic: str) -> Step:
        """Why a topic was taken."""
        if topic in self.decided:
            return self._step("learnt model", f"{self._say_chance(topic)}; {self._say_words(topic)}")
        score = self.heard.scores.get(topic, 0.0)
        return self._step(
            "terms",
            f"its terms come to {score:.1f}, where {ENOUGH:g} is enough, or {BEST:g} for the best topic",
        )

    def list_refused(self, taken: Sequence[str]) -> Iterator[Step]:
        """The topics that came near, or whose terms were enough, and were not taken."""
        for topic in self.labels:
            chance = self._find_chance(topic) if topic in self.decided else 0.0
            enough = self.heard.scores.get(topic, 0.0) >= ENOUGH
            near = self.judged is not None and chance >= NEAR * self.judged.threshold
            if topic in taken or not (near or enough):
                continue
            if topic in self.chances:
                said = f"there are {MOST} likelier ones"
            elif topic in self.decided:
                said = f"{self._say_chance(topic)}; {self._say_words(topic)}"
            else:
                said = "its terms come to too small a share of the best topic's"
            yield self._step(
                "learnt model" if topic in self.decided else "terms",
                f"the topic {self.labels[topic]} turned down: {said}",
            )

    def _find_chance(self, topic: str) -> float:
        assert self.judged is not None
        return float(self.judged.chances[self.judged.topics.index(topic)])

    def _say_chance(self, topic: str) -> str:
        assert self.judged is not None
        chance, least = self._find_chance(topic), self.judged.threshold
        return f"the learnt model gives it {chance:.0%}, where {least:.0%} is enough"

    def _say_words(self, topic: str) -> str:
        """The score of the terms, and the words of the article that weigh most."""
        assert self.judged is not None
        judged, number = self.judged, self.judged.topics.index(topic)
        says = {
            word: weight * judged.model.find_weights([word])[0][number]
            for word, weight in judged.weights.items()
        }
        most = [word for word in sorted(says, key=lambda word: -says[word])[:MOST_WORDS] if says[word] > 0]
        said = ", ".join(
            f"“{word.removeprefix(TITLE)}”{' in the title' if word.startswith(TITLE) else ''}"
            for word in most
        )
        terms = f"its terms come to {self.heard.scores.get(topic, 0.0):.1f}"
        return f"{terms}, its heaviest words are {said}" if said else terms

    def _step(self, rule: str, verdict: str) -> Step:
        return Step("topic", rule, 0, 0, "", verdict)


def build_topics(string: str, topics: Sequence[Topic], told: tuple[Any, ...]) -> TopicSteps:
    """What `find_topics` has told."""
    return TopicSteps(string, topics, *told)
