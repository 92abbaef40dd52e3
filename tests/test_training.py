"""The training: marks joined with texts, folds, pieces, scores, a model trained on a handful of articles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ModelError
from dragoman.knowledge import find_data_folder
from dragoman.reading.judging.judge import TREES, WORDS
from dragoman.reading.spacy_names import BASE, CARD, TRAINED, load_language
from dragoman.settings import OWN_MODEL
from dragoman.training import command
from dragoman.training.command import main
from dragoman.training.folds import deal_folds
from dragoman.training.marked import Marked, compile_marks, load_marked, place_marks, read_lines, read_texts
from dragoman.training.names import Recipe, cut_pieces, find_names, write_headline
from dragoman.training.scores import Score, score, score_all

GOLD = Path(__file__).parent / "fixtures" / "gold_sample.jsonl"
MARKS = Path(__file__).parents[1] / "data" / "training" / "names.jsonl"
WRITTEN = MARKS.with_name("written.jsonl")

TEXT = (
    "Lavrov meets Blinken\n\nSergei Lavrov of the\xa0Foreign\xa0Ministry met Blinken. The ministry said so."
)
ROW = {
    "id": "a",
    "people": [["Sergei Lavrov", "Lavrov"], ["Blinken"]],
    "organizations": [["Foreign\xa0Ministry", {"s": "ministry", "at": [1]}]],
}


def test_marks_are_placed_whole_words_and_longest_first() -> None:
    named = [(TEXT[start:end].replace("\xa0", " "), label) for start, end, label in place_marks(ROW, TEXT)]
    assert named == [
        ("Lavrov", "PERSON"),
        ("Blinken", "PERSON"),
        ("Sergei Lavrov", "PERSON"),
        ("Foreign Ministry", "ORG"),
        ("Blinken", "PERSON"),
        ("ministry", "ORG"),
    ]


def test_marks_are_kept_without_texts_and_joined_again(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in compile_marks([ROW], {"a": TEXT})), "utf-8")
    assert "Lavrov" not in path.read_text("utf-8")
    spaced = TEXT.replace("\xa0", " ")  # a corpus that wrote spaces is the same text
    assert load_marked(path, {"a": spaced}) == [Marked("a", spaced, place_marks(ROW, TEXT))]


@pytest.mark.parametrize("texts", [{}, {"a": TEXT + " More."}])
def test_marks_of_another_text_are_refused(tmp_path: Path, texts: dict[str, str]) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in compile_marks([ROW], {"a": TEXT})), "utf-8")
    with pytest.raises(ValueError, match="not the one that was marked"):
        load_marked(path, texts)


def test_copies_share_a_fold() -> None:
    words = " ".join(f"word{n}" for n in range(60))
    articles = [(f"id{n}", f"{n} stands alone in article {n} of this row {n}") for n in range(40)]
    articles += [
        ("copy", words),
        ("shortened", words[:200]),
        ("longer", f"A new beginning. {words} And an end."),
    ]
    dealt = deal_folds(articles, 5)
    assert set(dealt) == set(range(5))
    assert len(set(dealt[-3:])) == 1


@given(st.lists(st.text("abc ", max_size=30), unique=True, max_size=12), st.integers(1, 5))
def test_more_articles_move_none_to_another_fold_but_copies(texts: list[str], folds: int) -> None:
    articles = [(f"{n}", f"{n} {n}1 {n}2 {n}3 {n}4 {n}5 {text}") for n, text in enumerate(texts)]
    dealt = deal_folds(articles, folds)
    assert all(0 <= fold < folds for fold in dealt)
    assert deal_folds(articles[: len(articles) // 2], folds) == dealt[: len(articles) // 2]


@given(
    st.lists(st.sampled_from(["Rome", "met", "on", "U.S.", "Monday.", "Yes!", "\n\n"]), max_size=80),
    st.integers(1, 20),
)
def test_pieces_hold_every_word_once_and_end_with_sentences(words: list[str], least: int) -> None:
    text = " ".join(words)
    pieces = [text[start:end] for start, end in cut_pieces(text, least)]
    assert " ".join(pieces).split() == text.split()
    assert all(len(piece.split(" ")) >= least for piece in pieces[:-1])


def test_headlines_have_capitals_and_keep_their_offsets() -> None:
    assert (
        write_headline("Biden announces a plan for Kim's visit to NATO")
        == "Biden Announces a Plan for Kim's Visit to NATO"
    )


def test_scores_by_hand() -> None:
    marked = [(0, 5, "PERSON"), (6, 9, "ORG"), (10, 12, "ORG")]
    found = [(0, 5, "ORG"), (6, 9, "ORG"), (10, 13, "ORG")]
    assert score([(marked, found)], "ORG") == Score("ORG", right=1, found=3, marked=2)
    assert score([(marked, found)], "ORG").f1 == pytest.approx(0.4)
    assert [row.f1 for row in score_all([(marked, marked)])] == [1.0, 1.0]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with marks of the sample's articles, a few written reports, and two models trained on all
    these: `one` and `two`.
    """
    folder = tmp_path_factory.mktemp("training")
    lines = WRITTEN.read_text("utf-8").splitlines(keepends=True)
    (folder / "written.jsonl").write_text("".join(lines[:8]), "utf-8")
    given = ["--texts", str(GOLD), "--marks", str(folder / "names.jsonl")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "WRITTEN", folder / "written.jsonl")
        main(["marks", str(GOLD), *given])
        for name in ("one", "two"):
            main(["names", *given, "--rounds", "3", "--out", str(folder / name)])
        yield folder


def test_the_same_marks_give_the_same_weights(trained: Path) -> None:
    assert (trained / "one" / "model").read_bytes() == (trained / "two" / "model").read_bytes()
    assert (trained / "one" / CARD).read_text() == (trained / "two" / CARD).read_text()


def test_a_model_learns_what_is_marked(trained: Path) -> None:
    articles = load_marked(trained / "names.jsonl", read_texts([GOLD]))

    def measure(name: str) -> float:
        language = load_language(name, trained / "one")
        found = find_names(language, [article.text for article in articles])
        return sum(
            row.f1 for row in score_all([(a.spans, spans) for a, spans in zip(articles, found, strict=True)])
        )

    assert measure(OWN_MODEL) > measure(BASE)


def test_folds_are_measured_outside_the_training_and_kept_for_the_judge(
    trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--texts", str(GOLD), "--marks", str(trained / "names.jsonl"), "--rounds", "1"]
    given += ["--found", str(trained / "found.jsonl"), "--out", str(trained / "three")]
    main(["names", *given, "--folds", "2", "--measure", str(GOLD)])
    shown = capsys.readouterr().out
    assert "2 folds, articles of the corpora\n  PERSON" in shown
    assert "2 folds, articles written for this\n  PERSON" in shown
    assert f"{GOLD.name}\n  PERSON" in shown
    found = {row["id"] for row in read_lines(trained / "found.jsonl")}
    assert found == {row["id"] for path in (GOLD, trained / "written.jsonl") for row in read_lines(path)}


@pytest.mark.parametrize("names", ["given", "found first"])
def test_the_judge_is_made_by_one_command(
    names: str,
    trained: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command, "Recipe", lambda: Recipe(rounds=1))
    marked = load_marked(trained / "names.jsonl", read_texts([GOLD]))
    marked += command.read_marked(trained / "written.jsonl")
    rows = [{"id": article.id, "spans": article.spans} for article in marked]
    (tmp_path / "found.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    given = ["--texts", str(GOLD), "--marks", str(trained / "names.jsonl"), "--folds", "2"]
    given += ["--names", str(tmp_path / "found.jsonl")] if names == "given" else []
    main(["judge", *given, "--measure", str(GOLD), "--out", str(tmp_path)])
    shown = capsys.readouterr().out
    assert "2 folds, articles of the corpora\n  organization" in shown
    assert "2 folds, articles written for this\n  organization" in shown
    assert f"{GOLD.name}\n  organization" in shown
    assert (
        (tmp_path / TREES)
        .read_text("utf-8")
        .startswith("judged,questions,proposer,values\nthreshold,organization,,")
    )
    assert "last,council," in (tmp_path / WORDS).read_text("utf-8")


def test_the_delivered_model_is_the_one_that_its_card_names() -> None:
    folder = find_data_folder() / TRAINED
    card = json.loads((folder / CARD).read_text("utf-8"))
    assert card["version"] == hashlib.sha256((folder / "model").read_bytes()).hexdigest()[:8]
    learnt = [row["id"] for path in (MARKS, WRITTEN) for row in read_lines(path)]
    assert card["articles"] == len(learnt) == len(set(learnt))
    assert sum(path.stat().st_size for path in folder.iterdir()) < 15_000_000


def test_a_model_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="Install Dragoman again"):
        load_language(OWN_MODEL, tmp_path)
