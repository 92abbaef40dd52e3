"""The sample articles are what data/SOURCES.md says: short, dated, referenced, our own words, some copies."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
ARTICLES = [
    json.loads(line)
    for line in (ROOT / "data/sample/articles.jsonl").read_text(encoding="utf-8").splitlines()
]
ORIGINALS = [article for article in ARTICLES if not article["reference"].startswith("reprint of ")]


def shingle(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_there_are_enough_and_none_twice():
    assert len(ARTICLES) >= 150
    assert len({article["id"] for article in ARTICLES}) == len(ARTICLES)
    assert 15 <= len(ARTICLES) - len(ORIGINALS) <= 30


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
def test_each_is_short_dated_labelled_and_without_quotations(article):
    assert 80 <= len(article["text"].split()) <= 300
    assert "\n\n" in article["text"]
    assert date(2014, 1, 1) <= date.fromisoformat(article["date"]) <= date(2025, 3, 31)
    assert article["outlet"].startswith("Sample ")
    assert not re.search('["“”«»]', article["text"]), "no quotation is invented, so none is there"
    assert re.match(r"(facts/|corpora/|document: |reprint of sample-)", article["reference"])


def test_reprints_name_an_original():
    ids = {article["id"] for article in ORIGINALS}
    reprints = [
        article["reference"].removeprefix("reprint of ") for article in ARTICLES if article not in ORIGINALS
    ]
    assert reprints
    assert set(reprints) <= ids


def test_originals_are_different_texts():
    shingles = [(article["id"], shingle(article["text"], 5)) for article in ORIGINALS]
    for i, (a, ours) in enumerate(shingles):
        for b, theirs in shingles[:i]:
            assert len(ours & theirs) <= 0.2 * min(len(ours), len(theirs)), (a, b)


def test_the_rome_meeting_is_there():
    assert any(
        "Lapid" in a["title"] and "Rome" in a["title"] and "27 June 2021" in a["text"] for a in ORIGINALS
    )


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_cited_rows_and_articles_exist():
    corpora = {}
    for path in (SHARED / "corpora").glob("*.jsonl"):
        corpora |= {
            row["id"]: row["text"] for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        }
    values = {}
    for path in (SHARED / "facts").glob("*.csv"):
        values[path.name] = {
            value for row in csv.reader(path.read_text(encoding="utf-8").splitlines()) for value in row
        }
    for article in ORIGINALS:
        for name, day in re.findall(r"facts/(\w+\.csv): [^;]*?(\d{4}-\d{2}-\d{2})", article["reference"]):
            assert day in values[name], (article["id"], name, day)
        for cited in re.findall(r"\b(?:kr:\d+|wn:\w+)", article["reference"]):
            assert not shingle(article["text"], 9) & shingle(corpora[cited], 9), (article["id"], cited)
