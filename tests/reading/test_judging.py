"""The judge of names: who proposes what, what is said of a proposal, and which of them are kept."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.errors import KnowledgeError
from dragoman.reading.judging import judge as room
from dragoman.reading.judging import load_judge
from dragoman.reading.judging.features import FEATURES, describe
from dragoman.reading.judging.judge import Forest, Judge
from dragoman.reading.judging.proposals import PROPOSERS, propose
from dragoman.reading.judging.weights import JUDGED, WordWeights
from dragoman.reading.pipeline import look

NAMED = (
    "Envoy speaks\n\nThe Iraqi Parliament met. "
    "Greta Holm of the Massachusetts Institute of Technology (MIT) spoke, and MIT agreed."
)


def read_table(text: str, named: list[tuple[str, str]] | None = None) -> dict[str, dict[str, float]]:
    """The features of every proposal of a text, by its words.

    `named`: what the model finds, and its label.
    """
    spans = [(text.index(name), text.index(name) + len(name), label) for name, label in named or []]
    scene = look(text, spans)[1]
    proposals = propose(scene)
    table = describe(scene, proposals, load_judge().weights)
    return {
        scene.words.quote(*span): dict(zip(FEATURES, row.tolist(), strict=True))
        for span, row in zip(proposals, table, strict=True)
    }


def test_every_way_to_a_name_proposes_it() -> None:
    table = read_table(NAMED, [("Greta Holm", "PERSON")])
    assert {
        "Parliament",
        "Iraqi Parliament",
        "Greta Holm",
        "Massachusetts Institute of Technology",
        "MIT",
    } <= table.keys()
    assert table["Greta Holm"]["proposed by model"] == table["Greta Holm"]["proposed by people"] == 1
    assert table["Massachusetts Institute of Technology"]["listed: academic"] == 1
    assert table["MIT"]["initials of another proposal"] == 1
    assert table["MIT"]["listed bodies of this name"] > 1
    assert table["Iraqi Parliament"]["times in the text"] == 1
    assert table["MIT"]["times in the text"] == 2


def test_a_ministry_is_proposed_in_small_letters_and_other_small_words_are_not() -> None:
    table = read_table(
        "Talks\n\nThe Russian foreign ministry and its ministry of justice denied it, "
        "said a ministry in the north."
    )
    assert {"Russian foreign ministry", "foreign ministry", "ministry of justice"} <= table.keys()
    assert not {"ministry", "a ministry", "ministry in the north"} & table.keys()


def test_a_name_goes_to_the_end_of_a_list_and_not_over_the_end_of_a_sentence() -> None:
    table = read_table(
        "Talks\n\nThe Department of Foreign Affairs, Trade and Development wrote. Greta Holm left."
    )
    assert "Department of Foreign Affairs, Trade and Development" in table
    assert not any("wrote" in name or "Development wrote. Greta" in name for name in table)


def test_a_dateline_proposes_nothing() -> None:
    assert "AP" not in read_table("Talks end\n\nNEW DELHI (AP) — The talks ended.")
    assert "AP" in read_table("Talks end\n\nThe AP was sued in New Delhi.")


@example("A.A(")
@given(st.text(alphabet="AaBn .,’'-\n(U", max_size=200))
def test_any_text_gives_one_row_a_proposal_and_no_number_that_is_none(text: str) -> None:
    scene = look(f"T\n\n{text}", [])[1]
    proposals = propose(scene)
    table = describe(scene, proposals, load_judge().weights)
    assert table.shape == (len(proposals), len(FEATURES))
    assert np.isfinite(table).all()
    assert all(
        0 <= first < last <= len(scene.words) and 0 < bits < 1 << len(PROPOSERS)
        for (first, last), bits in proposals.items()
    )


def build_judge(threshold: float = 0.4) -> Judge:
    nothing = Forest(
        0.0,
        np.zeros((1, 1), dtype=np.intp),
        np.zeros((1, 1), dtype=np.float32),
        np.zeros((1, 2), dtype=np.float32),
    )
    return Judge(dict.fromkeys(JUDGED, nothing), WordWeights(), {(kind, ""): threshold for kind in JUDGED})


SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4)), min_size=1, max_size=7, unique=True).map(
    lambda rows: sorted((first, first + length) for first, length in rows)
)


@given(SPANS, st.data())
def test_the_choice_is_the_best_one_without_overlaps(
    spans: list[tuple[int, int]], data: st.DataObject
) -> None:
    rated = np.array([[data.draw(st.integers(0, 100)) / 100 for _ in JUDGED] for _ in spans])
    chosen = build_judge().choose(dict.fromkeys(spans, 1), rated)
    kept = [(verdict.first, verdict.last) for verdict in chosen]
    assert kept == sorted(kept)
    assert all(a[1] <= b[0] for a, b in pairwise(kept))
    gains = (rated - 0.4).max(axis=1)

    def weigh(rows: tuple[int, ...]) -> float:
        free = all(spans[a][1] <= spans[b][0] or spans[b][1] <= spans[a][0] for a, b in combinations(rows, 2))
        return float(sum(gains[n] for n in rows)) if free else -1.0

    best = max(
        weigh(rows) for size in range(len(spans) + 1) for rows in combinations(range(len(spans)), size)
    )
    assert sum(verdict.certainty - 0.4 for verdict in chosen) == pytest.approx(best)


def test_a_forest_asks_one_question_a_level() -> None:
    forest = Forest(
        0.5,
        np.array([[0, 1]]),
        np.array([[0.5, 2.5]], dtype=np.float32),
        np.array([[1.0, 2.0, 3.0, 4.0]], dtype=np.float32),
    )
    rows = np.array([[0, 2], [0, 3], [1, 2], [1, 3]], dtype=np.float32)
    assert forest.weigh(rows).tolist() == [1.5, 2.5, 3.5, 4.5]
    assert forest.share(rows[3]) == {0: 1.0, 1: 0.5}


def test_the_shares_of_the_features_are_the_judge_s_answer() -> None:
    scene = look(NAMED, [(NAMED.index("Greta"), NAMED.index("Greta") + 10, "PERSON")])[1]
    judge, proposals = load_judge(), propose(scene)
    table = describe(scene, proposals, judge.weights)
    row = table[[scene.words.quote(*span) for span in proposals].index("Greta Holm")]
    forest = judge.forests["person"]
    moved = forest.share(row)
    start = forest.base + float(forest.values.mean(axis=1).sum())
    assert start + sum(moved.values()) == pytest.approx(float(forest.weigh(row[None])[0]), abs=1e-3)
    assert sum(moved.values()) > 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("judge_trees.csv", "judged,questions,proposer,values\nperson,no such feature > 1,,0 1\n"),
        ("judge_words.csv", "position,word,organization,person\nnowhere,x,1,1\n"),
        ("judge_trees.csv", None),
    ],
)
def test_tables_that_cannot_be_read_say_what_to_do(
    name: str, text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for table in (room.TREES, room.WORDS):
        (tmp_path / table).write_bytes((room.find_data_folder() / table).read_bytes())
    (tmp_path / name).unlink()
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(room, "find_data_folder", lambda: tmp_path)
    with pytest.raises(KnowledgeError, match="Install Dragoman again"):
        load_judge.__wrapped__()
