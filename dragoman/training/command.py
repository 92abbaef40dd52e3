"""The command line of the training; see the package."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

import dragoman.training
from dragoman.knowledge import find_data_folder
from dragoman.reading.judging import Verdict
from dragoman.reading.spacy_names import BASE, TRAINED
from dragoman.reading.topics.learnt import LEARNT_FILE, write_learnt
from dragoman.training import judge as judging
from dragoman.training import topics as filing
from dragoman.training.crossing import cross_validate
from dragoman.training.evidence import complete_names, gather, name_unseen
from dragoman.training.marked import Marked, compile_marks, load_marked, place_marks, read_lines, read_texts
from dragoman.training.meanings import load_meanings
from dragoman.training.names import Recipe, find_names, train_names, write_names
from dragoman.training.scores import Spans, score_all

MARKS = find_data_folder().parent / "training" / "names.jsonl"
FILED = MARKS.with_name("topics.jsonl")
NAMES_FOLDS = 2  # trainings by which the judge's names are found outside the training
WRITTEN = MARKS.with_name("written.jsonl")  # reports of our own, with their marks


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one of the commands."""
    options = read_options(arguments)
    with threadpool_limits(1):  # so that sums are added in one order, and neighbours are left their core
        {"marks": write_marks, "names": make_names, "judge": make_judge, "topics": make_topics}[
            options.command
        ](options)


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(
        "dragoman.training",
        description=dragoman.training.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    marks = commands.add_parser("marks", help="compile marks into what the project keeps")
    marks.add_argument("labels", nargs="+", type=Path)
    names = commands.add_parser("names", help="train the model of names")
    names.add_argument(
        "--folds", type=int, default=0, help="measure first outside the training, by so many trainings"
    )
    names.add_argument(
        "--measure", nargs="*", type=Path, default=[], help="articles with right answers, never trained on"
    )
    names.add_argument("--found", type=Path, help="keep here what the folds found, for the judge's --names")
    names.add_argument("--rounds", type=int, default=Recipe().rounds)
    names.add_argument("--out", type=Path, default=find_data_folder() / TRAINED)
    judge = commands.add_parser("judge", help="train the judge, which says what of the names proposed is one")
    judge.add_argument(
        "--names", type=Path, help="by models that had not seen the article; else found in two folds"
    )
    judge.add_argument(
        "--folds", type=int, default=0, help="measure first outside the training, by so many trainings"
    )
    judge.add_argument(
        "--measure", nargs="*", type=Path, default=[], help="articles with right answers, never trained on"
    )
    judge.add_argument("--out", type=Path, default=find_data_folder(), help="a folder for the two tables")
    topics = commands.add_parser("topics", help="train the model of topics")
    topics.add_argument(
        "--labels", nargs="*", type=Path, default=[], help="compile these first into what the project keeps"
    )
    topics.add_argument(
        "--folds", type=int, default=0, help="measure first outside the training, by so many trainings"
    )
    topics.add_argument(
        "--measure", nargs="*", type=Path, default=[], help="articles with right answers, never trained on"
    )
    topics.add_argument("--out", type=Path, default=find_data_folder() / LEARNT_FILE)
    for command in (marks, names, judge, topics):
        command.add_argument(
            "--texts",
            nargs="+",
            type=Path,
            required=True,
            help="JSONL files of the articles: id, title, text",
        )
        command.add_argument("--marks", type=Path, default=FILED if command is topics else MARKS)
    return parser.parse_args(arguments)


def write_marks(options: argparse.Namespace) -> None:
    """Compiles labels into ids, hashes and spans; the first file that has an article is believed."""
    rows = {row["id"]: row for path in reversed(options.labels) for row in read_lines(path)}
    marks = compile_marks((rows[id_] for id_ in sorted(rows)), read_texts(options.texts))
    lines = [json.dumps(row, separators=(",", ":")) for row in marks]
    options.marks.parent.mkdir(parents=True, exist_ok=True)
    options.marks.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} articles marked in {options.marks}")


def make_names(options: argparse.Namespace) -> None:
    """Trains on the corpora and on the written reports, measures where that is asked for, and writes the
    component.
    """
    articles = [*load_marked(options.marks, read_texts(options.texts)), *read_marked(WRITTEN)]
    recipe = Recipe(rounds=options.rounds)
    if options.folds:
        found = cross_validate(BASE, articles, recipe, options.folds, print)
        for label, chosen in part_written([article.id for article in articles]):
            told = [found[n] for n in chosen]
            show_scores(f"{options.folds} folds, articles {label}", [articles[n] for n in chosen], told)
        if options.found:
            write_found(options.found, articles, found)
    language = train_names(BASE, articles, recipe, print)
    for path in options.measure:
        gold = read_marked(path)
        show_scores(path.name, gold, list(find_names(language, [article.text for article in gold])))
    version = write_names(language, options.out, recipe, articles)
    print(f"version {version} in {options.out}")


def make_judge(options: argparse.Namespace) -> None:
    """Trains on the corpora and on what was written for it, measures where that is asked for, and writes the
    tables.
    """
    articles, written = load_marked(options.marks, read_texts(options.texts)), read_marked(WRITTEN)
    weights = [1.0] * len(articles) + [judging.WRITTEN] * len(written)
    articles += written
    if options.names:
        names = {
            row["id"]: [(start, end, label) for start, end, label in row["spans"]]
            for row in read_lines(options.names)
        }
    else:
        spans = cross_validate(BASE, articles, Recipe(), NAMES_FOLDS, print)
        names = {article.id: found for article, found in zip(articles, spans, strict=True)}
    evidence = gather(articles, complete_names(articles, names), weights)
    if options.folds:
        verdicts = judging.cross_validate(evidence.examples, evidence.folds, options.folds)
        for label, chosen in part_written([example.id for example in evidence.examples]):
            examples, told = [evidence.examples[n] for n in chosen], [verdicts[n] for n in chosen]
            show_judged(f"{options.folds} folds, articles {label}", examples, told)
    judge = judging.train_judge(evidence.examples, evidence.folds)
    for path in options.measure:
        gold = read_marked(path)
        named = zip(gold, name_unseen(gold), strict=True)
        examples = [judging.make_examples(one.id, one.text, one.spans, spans)[0] for one, spans in named]
        show_judged(path.name, examples, [judging.judge_example(judge, example) for example in examples])
    judging.write_judge(judge, options.out)
    print(f"{len(evidence.examples)} examples, {len(judge.weights.rows)} weights of words, in {options.out}")


def make_topics(options: argparse.Namespace) -> None:
    """Compiles the topics of labels where there are any, measures, and writes the model."""
    texts = read_texts(options.texts)
    if options.labels:
        rows = {row["id"]: row for path in reversed(options.labels) for row in read_lines(path)}
        filing.write_topics(filing.compile_topics((rows[id_] for id_ in sorted(rows)), texts), options.marks)
    articles = [*filing.load_filed(options.marks, texts), *filing.load_filed(WRITTEN, {})]
    seen = filing.see_articles(articles)
    meanings = load_meanings(filing.list_words(seen))
    threshold = filing.THRESHOLD
    if options.folds:
        chances = filing.cross_validate(articles, seen, meanings, options.folds)
        for number, name in enumerate(("of others", "written for this")):
            chosen = [n for n, article in enumerate(articles) if article.id.startswith("w:") == bool(number)]
            for at in filing.THRESHOLDS:
                score = filing.score_topics([articles[n] for n in chosen], chances[chosen], at)
                print(
                    f"{options.folds} folds, {len(chosen)} articles {name}, from {at:.2f} on: F1 {score:.1f}",
                    flush=True,
                )
    model = filing.train_topics(articles, seen, meanings, threshold)
    for path in options.measure:
        others = [
            filing.Filed(row["id"], row["title"], row["text"], tuple(row["topics"]))
            for row in read_lines(path)
        ]
        chances = np.array([filing.judge(model, one) for one in filing.see_articles(others)])
        print(f"{path.name}: F1 {filing.score_topics(others, chances, threshold):.1f}", flush=True)
    write_learnt(model, options.out)
    print(f"{len(model.rarity)} words, from {len(articles)} articles, in {options.out}")


def read_marked(path: Path) -> list[Marked]:
    """The articles of a file that has texts and marks."""
    texts = read_texts([path])
    return [
        Marked(row["id"], texts[row["id"]], place_marks(row, texts[row["id"]])) for row in read_lines(path)
    ]


def part_written(ids: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    """The numbers of the articles of the corpora, then of those written for the training, with a name."""
    for label, own in (("of the corpora", False), ("written for this", True)):
        yield label, [number for number, id_ in enumerate(ids) if id_.startswith("w:") is own]


def write_found(path: Path, articles: Sequence[Marked], found: Sequence[Spans]) -> None:
    """Keeps the names found in articles, an object a line."""
    rows = ({"id": article.id, "spans": spans} for article, spans in zip(articles, found, strict=True))
    path.write_text("".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows), encoding="utf-8")


def show_judged(label: str, examples: Sequence[judging.Example], found: Sequence[Sequence[Verdict]]) -> None:
    """Prints how well the names of examples were judged."""
    print(label)
    for kind, (precision, recall, f1) in judging.score(examples, found).items():
        print(f"  {kind:12} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}", flush=True)


def show_scores(label: str, articles: Sequence[Marked], found: Sequence[Spans]) -> None:
    """Prints the scores of both labels."""
    print(label)
    for line in score_all([(article.spans, spans) for article, spans in zip(articles, found, strict=True)]):
        print(f"  {line}", flush=True)
