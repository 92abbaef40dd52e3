"""By which rules an article was read: the version of the reading, a dot, and that of its topics ("1.1").

A version is raised when readings change, which tests/golden.py sees to; docs/architecture.md says how. Until
then no stored reading looks old, whatever became of the code and the tables. The topics' part is a part of
its own, so that a change in them reads nothing but topics again. A user's own topics stand in it as a hash of
their words ("1.1+0c2d4e6f8a0b2c4e").
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from dragoman.knowledge import Topic, hash_topics, load_topics

READING = 4
TOPICS = 3
CONTACTS = 1  # stands in a reading by itself: what is found of contacts moves nothing else

# Before there were versions, hashes of the code and of the tables stood in their place. The last of them read
# as version 1 does; any other reads otherwise. Where a user had own topics, theirs was made of all topics and
# of a hash of the code.
FORMER_READINGS = {"eaeab2b1408582ed.ae31228f1354581d": "1"}
FORMER_TOPICS = {"0cc6974975658ad2": "1"}
FORMER_TOPICS_CODE = "c92d8f84dced09dc"

OWN = "+"  # what parts the version of the topics from a user's own
SHORT = 6  # digits of a hash that people are shown


def mark_rules(topics: Sequence[Topic]) -> str:
    """What a reading was read by, besides the model: versions of the rules and the topics, a dot between."""
    return join_rules(str(READING), mark_topics(topics))


def mark_topics(topics: Sequence[Topic]) -> str:
    """The part of the rules that topics rest on: the version, and what of these topics is a user's own."""
    return str(TOPICS) + mark_own_topics(tuple(topics))


@lru_cache(maxsize=8)
def mark_own_topics(topics: tuple[Topic, ...]) -> str:
    """What tells topics from Dragoman's: a hash of what it has not, or not so, and of what is off; or ""."""
    built_in, own = ({topic.id: hash_topics([topic]) for topic in table} for table in (load_topics(), topics))
    changes = sorted(own.items() - built_in.items()) + sorted(built_in.keys() - own.keys())
    return OWN + hashlib.sha256(repr(changes).encode()).hexdigest()[:16] if changes else ""


@lru_cache(maxsize=8)
def _reckon_former(topics: tuple[Topic, ...]) -> str:
    """The topics' part as it was written before there were versions."""
    return hashlib.sha256(f"{FORMER_TOPICS_CODE} {hash_topics(topics)}".encode()).hexdigest()[:16]


def mark_contacts() -> str:
    """What contacts of a reading were found by."""
    return str(CONTACTS)


def split_rules(rules: str) -> tuple[str, str]:
    """The rules without their topics, and the topics' part."""
    others, _, topics = rules.rpartition(".")
    return others, topics


def join_rules(others: str, topics: str) -> str:
    """The inverse of `split_rules`."""
    return f"{others}.{topics}"


def list_reading_marks(mark: str) -> tuple[str, ...]:
    """All that stands in stored rules, but for their topics, for this version: its own form first."""
    return mark, *(former for former, version in FORMER_READINGS.items() if version == mark)


def list_topic_marks(topics: Sequence[Topic]) -> tuple[str, ...]:
    """All that stands in stored rules for these topics as they are found now: its own form first."""
    mark = mark_topics(topics)
    return mark, *(former for former, version in _list_former(topics).items() if version == mark)


def modernize_rules(rules: str, topics: Sequence[Topic] = ()) -> str:
    """Rules as they are written now, where they are those of a version; `topics` are the library's."""
    others, found = split_rules(rules)
    modern = FORMER_READINGS.get(others, others), _list_former(topics).get(found, found)
    return join_rules(*modern) if others else rules


def _list_former(topics: Sequence[Topic]) -> dict[str, str]:
    """Former form of the topics' part -> the form of now, for Dragoman's own topics and for these."""
    return {_reckon_former(tuple(topics)): "1" + mark_own_topics(tuple(topics))} | FORMER_TOPICS


def name_parts(rules: str) -> dict[str, str]:
    """What the parts of rules stand for -> the part: a version or a hash; "" where no topics are own."""
    others, topics = split_rules(modernize_rules(rules))
    version, _, own = topics.partition(OWN)
    parts = dict(zip(("rules", "tables"), others.split("."), strict=False))
    return parts | {"topics": version, "own topics": own}


def describe_rules(rules: str) -> str:
    """Rules as people are shown them: "rules 1, topics 1"; hashes are cut short."""
    return ", ".join(f"{name} {part[:SHORT]}" for name, part in name_parts(rules).items() if part)
