"""Writes texts that use each word of some tables written by hand, and each term of the topics, for golden.py.

    python tests/golden_words.py        fixtures/golden_words.jsonl and golden_terms.jsonl

The texts are kept, not made anew at each run: a word that leaves its table leaves the texts as they are, and
what is found in them changes. Run it again when tables have grown, then `make golden`.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

TESTS = Path(__file__).parent
WORDS = TESTS / "fixtures" / "golden_words.jsonl"
TERMS = TESTS / "fixtures" / "golden_terms.jsonl"
TABLES = TESTS.parent / "data" / "knowledge"
# How a word of each table, or of one list of it, is used; {w} is the word, {W} the same with a capital.
FRAMES = {
    "bodies": "The {W} of Kenya met the Ovax {W}. The Kenyan {w} and the {W} Committee of Ovax spoke.",
    "bodies media": "The Ovax {W} said so. {W} reported it, and {W} News did. Omar Karimi told {W}.",
    "roles": "The Kenyan {w} Omar Karimi met {W} Anna Berg, {w} of Nepal. Berg {w} the {W} of Defense.",
    "sentences": "Omar Karimi met {w}. Anna Berg of Kenya. {W} Omar Karimi spoke. {w}. {W} it. {W}. Berg.",
    "nicknames": "{W} Karimi met President Anna Berg. Karimi spoke of {W} Berg.",
}
EACH = {"roles": 4, "bodies": 6, "sentences": 8, "nicknames": 8, "topics": 14}  # words of a text
Row = dict[str, str]


def _write_table(table: str) -> Iterator[Row]:
    """Each word of a table once in its frame, those of a list that has one in that."""
    text = re.sub(r"^#.*", "", (TABLES / f"{table}.toml").read_text("utf-8"), flags=re.MULTILINE)
    lists = {"": text} | {name: rows for name, rows in tomllib.loads(text).items() if isinstance(rows, str)}
    for name, rows in lists.items():
        frame = FRAMES.get(f"{table} {name}".strip())
        if frame is None:
            continue
        words = sorted(set(re.findall(r"[^\W\d_][\w.'’-]*", rows)))
        for number, some in enumerate(_cut(words, EACH[table])):
            used = (frame.format(w=word, W=word[:1].upper() + word[1:]) for word in some)
            together = "\n\n".join(used)
            yield {"id": f"words: {table} {name} {number}", "title": "Talks in Kenya", "text": together}


def _write_topic(topic: dict[str, object]) -> Iterator[Row]:
    """Each term of a topic, its title's terms in titles; few a text, for terms of one word weigh less."""
    terms = [_spell(term) for name in ("strong", "terms", "hints", "unless") for term in _list(topic, name)]
    titles = [_spell(term) for term in _list(topic, "title")]
    best = [_spell(term) for term in _list(topic, "strong")[:3]]
    for number, some in enumerate(_cut(terms, EACH["topics"])):
        yield {
            "id": f"words: {topic['id']} {number}",
            "title": titles[number] if number < len(titles) else "",
            "text": "\n\n".join(f"They spoke of {term} here." for term in [*best, *some]),
        }
    for title in titles[-(-len(terms) // EACH["topics"]) :]:
        yield {
            "id": f"words: {topic['id']} {title}",
            "title": title,
            "text": f"They spoke of {best[0]} here.",
        }


def _list(topic: dict[str, object], name: str) -> list[str]:
    terms = topic.get(name, ())
    assert isinstance(terms, list | tuple)
    return [" ".join([term["words"], *term["needs"]]) if isinstance(term, dict) else term for term in terms]


def _spell(term: str) -> str:
    """A term as a text may have it."""
    return term.replace("*", "").replace("...", "the")


def _cut(words: list[str], length: int) -> Iterator[list[str]]:
    rest = iter(words)
    while some := list(islice(rest, length)):
        yield some


if __name__ == "__main__":
    topics = tomllib.loads((TABLES / "topics.toml").read_text("utf-8"))["topic"]
    texts = {
        WORDS: chain.from_iterable(map(_write_table, [table for table in EACH if table != "topics"])),
        TERMS: chain.from_iterable(map(_write_topic, topics)),
    }
    for file, rows in texts.items():
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
