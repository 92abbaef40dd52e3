"""What the rules find in a fixed set of texts, kept in fixtures/golden.json: it changes only with a version.

    python tests/golden.py              what the rules find now is compared with what is kept
    python tests/golden.py --write      it is kept, unless a version must be raised first
    python tests/golden.py --show ID    what is found in one text, so that two commits can be compared

Each part has a version in code (`RULES`). Its entries are "hash of what is given, hash of what is found".
What is found is written as the library stores it, so that a name in the code may change. Given are the sample
articles, the cases of tests/reading, reports that were written for the training, and texts that use each word
of tables written by hand (golden_words.py); to the rules for people what version 1 read in the sample
articles (fixtures/golden_people.jsonl), so that they are not moved by other readings, and the hard pairs of
names.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from dragoman.knowledge import load_topics
from dragoman.library.schema import ARTICLES, pack_row
from dragoman.model import Article
from dragoman.reading import Reader
from dragoman.reading import rules as read_by
from dragoman.reading.topics import find_topics
from dragoman.resolution import rules as resolved_by
from dragoman.resolution.people import resolve_people
from dragoman.resolution.stories import find_stories, mark_text

TESTS = Path(__file__).parent
FILE = TESTS / "fixtures" / "golden.json"
PEOPLE = TESTS / "fixtures" / "golden_people.jsonl"
WORDS = TESTS / "fixtures" / "golden_words.jsonl"  # see golden_words.py
TERMS = TESTS / "fixtures" / "golden_terms.jsonl"  # those of topics
WRITTEN = TESTS.parent / "data" / "training" / "written.jsonl"  # reports in the manner of newspapers
MOST_WRITTEN = 150
COMMAND = "python tests/golden.py --write"
SHOWN = 5  # names that a sentence lists

# part -> the module that holds its version, and the version's name there
RULES = {
    "reading": (read_by, "READING"),
    "topics": (read_by, "TOPICS"),
    "people": (resolved_by, "PEOPLE"),
    "stories": (resolved_by, "STORIES"),
}

Found = dict[str, tuple[Any, Any]]  # name of what is given -> it, and what is found in it: plain data
Golden = dict[str, Any]  # "model", and each part with its version and its entries: what the file holds


def load_articles() -> list[Article]:
    """The texts that are read: sample articles, and the cases of tests/reading."""
    lines = (TESTS.parent / "data" / "sample" / "articles.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    days = [date.fromisoformat(row["date"]) for row in rows]
    articles = [
        Article(row["id"], row["title"], row["text"], day) for row, day in zip(rows, days, strict=True)
    ]
    for path in sorted((TESTS / "reading" / "cases").glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            articles.append(Article(f"{path.stem}: {case['rule']}", case.get("title", ""), case["text"]))
    articles += list(_load_rows(WRITTEN))[:MOST_WRITTEN]
    return articles + list(_load_rows(WORDS))


def _load_rows(file: Path) -> Iterator[Article]:
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Article(row["id"], row["title"], row["text"])


def find_all(reader: Reader) -> dict[str, Found]:
    """What each part's rules find now."""
    articles = load_articles()
    reader.use_topics(load_topics())
    readings = reader.read((article.title, article.text) for article in articles)
    rows = [pack_row(article, reading) for article, reading in zip(articles, readings, strict=True)]
    return {
        "reading": {row["id"]: ((row["title"], row["text"]), _pick_reading(row)) for row in rows},
        "topics": {row["id"]: ((row["title"], row["text"]), _pick_topics(row)) for row in rows}
        | dict(_find_topics_alone()),
        "people": dict(_find_people()),
        "stories": _find_stories([article for article in articles if article.date]),
    }


def _pick_reading(row: Mapping[str, Any]) -> Any:
    """All that a row holds of a reading but its topics."""
    return {
        "sentences": row["sentences"],
        "entities": [entity for entity in row["entities"] if entity["kind"] != "topic"],
        "mentions": [mention for mention in row["mentions"] if not mention["key"].startswith("topic:")],
    }


def _pick_topics(row: Mapping[str, Any]) -> Any:
    """What a row holds of topics, but for the sentences and paragraphs of mentions."""
    mentions = [mention for mention in row["mentions"] if mention["key"].startswith("topic:")]
    return {
        "topics": row["topics"],
        "entities": [entity for entity in row["entities"] if entity["kind"] == "topic"],
        "mentions": [[mention[name] for name in ("start", "end", "key", "route")] for mention in mentions],
    }


def _find_topics_alone() -> Iterator[tuple[str, tuple[Any, Any]]]:
    """What is found of topics in the texts of their terms, which need no reading."""
    for article in _load_rows(TERMS):
        found = find_topics(article.title, article.text, load_topics())
        yield article.id, ((article.title, article.text), [found.topics, found.mentions])


def _find_people() -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Who is one person among the people of golden_people.jsonl, and in each of the hard pairs alone."""
    given = [json.loads(line) for line in PEOPLE.read_text("utf-8").splitlines()]
    table = _make_table([row["people"] for row in given], [row["countries"] for row in given])
    identities, people = resolve_people(table)
    ids: list[dict[str, str]] = [{} for _ in given]
    for row in people.to_pylist():
        ids[row["row"]][row["key"]] = row["id"]
    yield from ((row["id"], (row, found)) for row, found in zip(given, ids, strict=True))
    yield "all identities", (given, sorted(identities.to_pylist(), key=lambda row: str(row["id"])))
    with (TESTS / "knowledge" / "names" / "hard_pairs.csv").open(encoding="utf-8", newline="") as lines:
        for pair in csv.DictReader(lines):
            names, country = [pair["one"], pair["other"]], pair["country"]
            offices = [["Minister", country]] if country else []
            two = _make_table(
                [{f"person:{place}": [name, *offices]} for place, name in enumerate(names)], [[], []]
            )
            ids_of_two = [row["id"] for row in resolve_people(two)[1].to_pylist()]
            yield f"{names[0]} and {names[1]}, {country or 'no office'}", ([*names, country], ids_of_two)


def _make_table(people: Sequence[Mapping[str, Any]], countries: Sequence[Sequence[str]]) -> pa.Table:
    """The column entities: from each article's people (key -> name, roles and countries) and countries."""
    rows = []
    for persons, named in zip(people, countries, strict=True):
        entities = [
            {
                "key": key,
                "kind": "person",
                "name": name,
                "official": bool(offices),
                "offices": [
                    {"role": role, "country": country, "body": "", "former": False}
                    for role, country in offices
                ],
                "candidates": [],
            }
            for key, (name, *offices) in persons.items()
        ]
        blank = {"kind": "country", "official": False, "offices": [], "candidates": []}
        rows.append(
            {"entities": [*entities, *({**blank, "key": f"country:{code}", "name": code} for code in named)]}
        )
    return pa.Table.from_pylist(rows, schema=pa.schema([ARTICLES.field("entities")]))


def _find_stories(articles: Sequence[Article]) -> Found:
    """The story of each article, and the marks by which its relatives are looked up."""
    stories = find_stories((article.id, article.date, article.text) for article in articles)
    given = [[article.id, str(article.date), article.text] for article in articles]
    return {row[0]: (row, [stories[row[0]], mark_text(row[2])]) for row in given}


def make_golden(model: str, found: Mapping[str, Found]) -> Golden:
    """What is found, as the file holds it."""
    parts = {}
    for part, (module, name) in RULES.items():
        entries = {
            key: f"{hash_value(given)} {hash_value(it)}" for key, (given, it) in sorted(found[part].items())
        }
        parts[part] = {"version": getattr(module, name), "found": entries}
    return {"model": model, **parts}


def hash_value(value: Any) -> str:
    """Ten hexadecimal digits of plain data."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:10]


def find_unraised(kept: Golden, now: Golden) -> list[str]:
    """A sentence for each version that must be raised, or that has sunk."""
    sentences = []
    for part, (module, name) in RULES.items():
        before, after, place = kept[part], now[part], f"{name} in {module.__name__.replace('.', '/')}.py"
        if after["version"] < before["version"]:
            sentences.append(
                f"{place} is {after['version']}, but {before['version']} was kept: a version never sinks."
            )
        same = after["version"] == before["version"] and (part != "reading" or kept["model"] == now["model"])
        changed = find_changed(before["found"], after["found"]) if same else []
        if changed:
            sentences.append(
                f"What is found of {part} has changed in {len(changed)} of {len(after['found'])} texts "
                f"({_list_some(changed)}), and its version has not: if that is meant, raise {place} to "
                f"{after['version'] + 1}, then run {COMMAND}."
            )
    return sentences


def find_stale(kept: Golden, now: Golden) -> list[str]:
    """A sentence for each part that was kept for other texts, another version or another model."""
    sentences = []
    for part in RULES:
        before, after = kept[part], now[part]
        others = sorted(
            key for key in before["found"].keys() | after["found"].keys() if _differ(before, after, key)
        )
        if others:
            sentences.append(f"Other texts were kept for {part} ({_list_some(others)}): run {COMMAND}.")
        if before["version"] != after["version"]:
            sentences.append(
                f"Version {before['version']} of {part} was kept, not {after['version']}: run {COMMAND}."
            )
    if kept["model"] != now["model"]:
        sentences.append(f"What {kept['model']} finds was kept, not what {now['model']} does: run {COMMAND}.")
    return sentences


def find_changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The names of what is given as it was, and in which something else is found."""
    both = ((key, before[key].split(), after[key].split()) for key in before.keys() & after.keys())
    return sorted(
        key
        for key, (given, found), (given_now, found_now) in both
        if given == given_now and found != found_now
    )


def _differ(before: Mapping[str, Any], after: Mapping[str, Any], key: str) -> bool:
    """Whether what is given under a name was not the same, or not there."""
    return len({part["found"].get(key, "").partition(" ")[0] for part in (before, after)}) > 1


def _list_some(names: Sequence[str]) -> str:
    return "; ".join(names[:SHOWN]) + (f"; and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def read_golden() -> Golden:
    """What is kept."""
    golden: Golden = json.loads(FILE.read_text("utf-8"))
    return golden


def main() -> int:
    """Compare, keep or show."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", metavar="ID")
    asked = parser.parse_args()
    reader = Reader()
    found = find_all(reader)
    if asked.show:
        shown = {part: entries[asked.show][1] for part, entries in found.items() if asked.show in entries}
        print(json.dumps(shown, indent=1, ensure_ascii=False, default=str))
        return not shown
    now = make_golden(reader.model, found)
    kept = read_golden() if FILE.exists() else now
    faults = find_unraised(kept, now) + ([] if asked.write else find_stale(kept, now))
    print("\n".join(faults) or "Nothing is found otherwise than its version says.")
    if asked.write and not faults:
        FILE.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n", "utf-8")
        print(f"Kept in {FILE.relative_to(TESTS.parent)}.")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
