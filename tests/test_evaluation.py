"""Precision, recall and F1 against right answers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import KnowledgeError
from dragoman.evaluation import Record, evaluate, find_records_file, list_errors, read_records, write_record
from dragoman.model import Article
from dragoman.reading import Reader, extract
from dragoman.reading.rules import name_parts

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold"


def describe(name: str, surfaces: list[str], **stated: Any) -> dict[str, Any]:
    """A person of the right answers, by default without office."""
    nothing = {"official": False, "role": None, "country": None, "former": False}
    return {"kind": "person", "name": name, "surfaces": surfaces, **nothing, **stated}


GOLD: dict[str, Any] = {
    "id": "a1",
    "title": "Talks in Rome",
    "text": "Yair Lapid met Antony Blinken. Lapid thanked the U.S. Congress.\n\n"
    "Former president Jo Doe wrote to Hamas.",
    "entities": [
        describe(
            "Yair Lapid",
            ["Yair Lapid", "Lapid"],
            official=True,
            role="Minister of Foreign Affairs",
            country="ISR",
        ),
        describe("Antony Blinken", ["Antony Blinken"]),
        describe("Jo Doe", ["Jo Doe"], official=True, role="President", former=True),
        {"kind": "country", "iso3": "ITA", "surfaces": ["Rome"], "routes": ["city"]},
        {"kind": "country", "iso3": "USA", "surfaces": ["U.S."], "routes": ["place"]},
        {"kind": "organization", "name": "U.S. Congress", "surfaces": ["U.S. Congress"]},
        {"kind": "organization", "name": "Hamas", "surfaces": [{"s": "Hamas", "at": [1]}]},
    ],
    "topics": ["meetings-visits"],
}


def predict(**changes: Any) -> dict[str, Any]:
    """The right answers as a prediction."""
    text = f"{GOLD['title']}\n\n{GOLD['text']}"
    entities = [
        {"key": str(number), **{k: v for k, v in entity.items() if k not in ("surfaces", "routes")}}
        for number, entity in enumerate(GOLD["entities"])
    ]
    listed = [
        (surface if isinstance(surface, str) else surface["s"], str(number), route)
        for number, entity in enumerate(GOLD["entities"])
        for surface, route in zip(entity["surfaces"], entity.get("routes", ["name"] * 9), strict=False)
    ]
    mentions: list[dict[str, Any]] = []
    for string, key, route in sorted(listed, key=lambda row: -len(row[0])):
        for match in re.finditer(rf"\b{re.escape(string)}", text):
            if not any(m["start"] <= match.start() < m["end"] for m in mentions):
                mentions.append({"start": match.start(), "end": match.end(), "key": key, "route": route})
    return {"id": "a1", "entities": entities, "mentions": mentions, "topics": ["meetings-visits"]} | changes


def test_right_answers_score_full() -> None:
    figures = evaluate([GOLD], [predict()])
    assert {figure.name: figure.f1 for figure in figures.rows} == dict.fromkeys(
        [figure.name for figure in figures.rows], 1.0
    )
    assert list_errors([GOLD], [predict()]) == []


def test_an_article_without_prediction_is_missed_whole() -> None:
    figures = evaluate([GOLD], [])
    assert figures["people"].recall == 0
    assert figures["people"].gold == 3
    assert {error.what for error in list_errors([GOLD], []) if error.figure == "people"} == {
        "Yair Lapid",
        "Antony Blinken",
        "Jo Doe",
    }


def test_an_error_comes_with_its_sentence() -> None:
    prediction = predict()
    prediction["mentions"] = [m for m in prediction["mentions"] if m["key"] != "1"]
    prediction["entities"] = [e for e in prediction["entities"] if e["key"] != "1"]
    (error,) = [error for error in list_errors([GOLD], [prediction]) if error.figure == "people"]
    assert (error.article, error.missed, error.what, error.sentence) == (
        "a1",
        True,
        "Antony Blinken",
        "Yair Lapid met Antony Blinken.",
    )


def test_roles_are_compared_by_their_meaning() -> None:
    prediction = predict()
    prediction["entities"][0]["role"] = "foreign minister"
    assert evaluate([GOLD], [prediction])["roles"].f1 == 1.0
    prediction["entities"][0]["role"] = "finance minister"
    assert evaluate([GOLD], [prediction])["roles"].precision == 0.5


def test_a_country_inside_a_body_is_neither_right_nor_wrong() -> None:
    prediction = predict()
    text = f"{GOLD['title']}\n\n{GOLD['text']}"
    place = text.index("U.S. Congress")
    prediction["mentions"].append({"start": place, "end": place + 4, "key": "4", "route": "place"})
    assert evaluate([GOLD], [prediction])["mentions of countries"].f1 == 1.0


def test_a_mention_of_a_stranger_is_refused() -> None:
    with pytest.raises(ValueError, match="a1: mentions of entities that are not listed: x"):
        evaluate([GOLD], [predict(mentions=[{"start": 0, "end": 5, "key": "x"}])])


@pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="the maintainers' articles are not here")
def test_figures_agree_with_the_maintainers_scorer(tmp_path: Path) -> None:
    with (SHARED / "dev.jsonl").open(encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    articles = [Article(row["id"], row["title"], row["text"]) for row in gold[::2]]
    readings = Reader().read([(article.title, article.text) for article in articles])
    predicted = [extract(reading, article) for reading, article in zip(readings, articles, strict=True)]
    for row in predicted[::3]:  # some mistakes that a reading may make
        row["entities"] = row["entities"][1:]
        row["mentions"] = [m for m in row["mentions"] if m["key"] in {e["key"] for e in row["entities"]}]
    path = tmp_path / "predicted.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in predicted), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score.py"), str(SHARED / "dev.jsonl"), str(path)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    theirs = re.findall(
        r"^(\w[\w -]*?)(?: \(same person\))?\s+P\s+([\d.]+)\s+R\s+([\d.]+)\s+F1\s+([\d.]+)",
        printed,
        re.MULTILINE,
    )
    ours = {figure.name: figure for figure in evaluate(gold, predicted).rows}
    assert len(theirs) == len(ours)
    for name, precision, recall, f1 in theirs:
        figure = ours[name]
        assert [100 * figure.precision, 100 * figure.recall, 100 * figure.f1] == pytest.approx(
            [float(precision), float(recall), float(f1)], abs=0.1
        )


def test_records_are_kept_one_for_each_set_of_articles(tmp_path: Path) -> None:
    path = tmp_path / "evaluation.json"
    assert read_records(path) == ()
    record = Record("gold.jsonl", date(2025, 1, 2), "hand 1", "a.b.c", evaluate([GOLD], [predict()]))
    write_record(path, record)
    write_record(path, replace(record, gold="other.jsonl"))
    write_record(path, replace(record, rules="d.b.c"))
    assert read_records(path) == (replace(record, rules="d.b.c"), replace(record, gold="other.jsonl"))


def test_a_file_without_figures_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "evaluation.json"
    for content in ("{", '[{"gold": "x"}]', "[1]", "3"):
        path.write_text(content, "utf-8")
        with pytest.raises(KnowledgeError, match="dragoman evaluate"):
            read_records(path)


def test_the_kept_figures_say_what_they_were_measured_on() -> None:
    assert find_records_file().name == "evaluation.json"
    for record in read_records():
        assert record.gold.endswith(".jsonl")
        assert record.model
        assert name_parts(record.rules).keys() >= {"rules", "topics"}
        assert record.figures["pairs"].f1 > 0.9
