"""What decided a reading: as many steps as decisions, the reading as it is without them, and plain words."""

from __future__ import annotations

import pickle
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import SourceError
from dragoman.knowledge.topics import Term, Topic
from dragoman.reading import Reader
from dragoman.reading.explaining import LONGEST, Explanation, Step, explain, wording
from dragoman.reading.explaining.offices import COUNTRY_EXAMPLES, EXAMPLES
from dragoman.reading.judging.features import FEATURES
from dragoman.reading.judging.proposals import PROPOSERS
from dragoman.reading.offices.acts import POWER_SIGN, ROW, SIGNS_OF_OFFICE, TITLE_SIGN

CASES = [
    (case.get("title", ""), case["text"])
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
TALKS = (
    "Blinken meets Lapid in Rome",
    "U.S. Secretary of State Antony Blinken met Israeli Foreign Minister Yair Lapid in Rome. Blinken "
    "thanked Italy.\n\nThe International Atomic Energy Agency (IAEA) was silent. Professor Anna Berg of the "
    "University of Oslo wrote that the IAEA knew, and the Kremlin denied it.",
)


def list_all(explanation: Explanation) -> list[Step]:
    """Every step but those of what was turned down."""
    offices = chain.from_iterable(explanation.offices.values())
    return [*chain.from_iterable([*explanation.mentions, *offices, *explanation.topics.values()])]


def find_rules(explanation: Explanation, words: str) -> list[str]:
    """The rules that decided the first mention that is written so."""
    return [step.rule for step in next(steps for steps in explanation.mentions if steps[-1].words == words)]


def check(explanation: Explanation, title: str, text: str) -> None:
    """Each mention, office and topic has its steps, the last of a name saying whose it is, on its words."""
    reading, string = explanation.reading, f"{title}\n\n{text}"
    assert len(explanation.mentions) == len(reading.mentions)
    for mention, steps in zip(reading.mentions, explanation.mentions, strict=True):
        assert steps[-1].stage == ("topic" if mention.route == "lexicon" else "joined")
        assert (steps[-1].start, steps[-1].end) == (mention.start, mention.end)
    people = {entity.key: entity for entity in reading.entities if entity.kind == "person"}
    assert explanation.offices.keys() == people.keys()
    for key, steps in explanation.offices.items():
        assert [[step.stage for step in office] for office in steps] == [["stated", "country"]] * len(
            people[key].offices
        )
    assert [key.removeprefix("topic:") for key in explanation.topics] == list(reading.topics)
    assert all(explanation.topics.values())
    for step in [*list_all(explanation), *explanation.refused]:
        assert step.words == string[step.start : step.end]
        assert step.rule
        assert "{" not in step.verdict


def test_every_case_is_read_as_without_explaining_and_every_decision_has_its_step(reader: Reader) -> None:
    told: set[str] = set()
    for (title, text), reading in zip(CASES, reader.read(CASES), strict=True):
        explanation = explain(reader, title, text)
        assert explanation.reading == reading, title + text
        check(explanation, title, text)
        told |= {step.rule for step in list_all(explanation)}
    assert told >= EXAMPLES.keys()
    assert told >= {"only bearer", "full name", "meant here", "several", "own name", "abbreviation", "called"}
    assert COUNTRY_EXAMPLES.keys() - told <= {"of another party's counterpart"}


@given(st.lists(st.sampled_from(CASES), min_size=1, max_size=5))
def test_any_article_of_them_is_explained(reader: Reader, parts: list[tuple[str, str]]) -> None:
    title, text = parts[0][0], "\n\n".join(text for _, text in parts)
    explanation = explain(reader, title, text)
    assert [explanation.reading] == list(reader.read([(title, text)]))
    check(explanation, title, text)


@given(st.text(alphabet="AaBn .,’'-\n(U", max_size=120))
def test_any_text_is_explained(reader: Reader, text: str) -> None:
    check(explain(reader, "President Anna Berg", text), "President Anna Berg", text)


def test_a_name_says_who_proposed_it_what_the_judge_said_and_whose_it_is(reader: Reader) -> None:
    explanation = explain(reader, *TALKS)
    proposed, judged, joined = next(
        steps for steps in explanation.mentions if steps[-1].words == "Yair Lapid"
    )
    assert {"model", "people"} <= set(proposed.rule.split(" + "))
    assert "the model of names (a person)" in proposed.verdict
    assert judged.rule == "judge"
    assert judged.verdict.startswith("a person at ")
    assert "for it: " in judged.verdict
    assert joined.rule == "full name"
    assert find_rules(explanation, "Blinken")[-1] == "only bearer"
    assert find_rules(explanation, "International Atomic Energy Agency")[-1] == "table"
    assert find_rules(explanation, "IAEA")[-1] == "table"
    assert find_rules(explanation, "University of Oslo")[-1] == "own name"
    assert find_rules(explanation, "Rome") == ["city"]
    assert find_rules(explanation, "Italy") == ["place"]
    assert find_rules(explanation, "Israeli") == ["demonym"]
    assert find_rules(explanation, "Kremlin") == ["government"]
    [rome] = next(steps for steps in explanation.mentions if steps[-1].words == "Rome")
    assert "by the rule “" in rome.verdict


def test_an_office_says_how_it_is_stated_with_which_words_and_whence_its_country_comes(
    reader: Reader,
) -> None:
    explanation = explain(
        reader,
        "Talks",
        "Israeli Foreign Minister Yair Lapid met President Joe Biden. Volodymyr Zelensky, who served as "
        "president of Ukraine, and Deputy Minister Omar Karimi came too.",
    )
    told = {
        key.removeprefix("person:"): [(step.rule, step.words) for step in offices[0]]
        for key, offices in explanation.offices.items()
    }
    words = "Israeli Foreign Minister Yair Lapid"
    assert told["yair-lapid"] == [("title before the name", words), ("stated", words)]
    assert told["joe-biden"] == [
        ("title before the name", "President Joe Biden"),
        ("of the same person", "President Joe Biden"),
    ]
    words = "Volodymyr Zelensky, who served as president of Ukraine"
    assert told["volodymyr-zelensky"] == [("office behind the name", words), ("stated", words)]
    assert told["omar-karimi"][0] == ("title before the name", "Deputy Minister Omar Karimi")


def test_what_was_turned_down_has_its_reason(reader: Reader) -> None:
    explanation = explain(
        reader,
        "Talks",
        "KYIV, Ukraine (AP) — Professor Anna Berg of the University of Oslo wrote of Jordan Smith. "
        "The Inheritance Relief Act (IRA) was read, and the Council met.",
    )
    refused = {step.words: (step.stage, step.rule) for step in explanation.refused}
    assert refused["KYIV"] == ("country", "boilerplate")
    assert refused["Jordan"] == ("country", "person")
    assert refused["IRA"] == ("joined", "introduced")
    assert refused["Council"] == ("joined", "nameless")
    assert refused["Oslo"] == ("country", "organization")
    assert refused["Professor Anna Berg"] == ("stated", "title before the name")
    assert all(step.verdict.count("turned down") == 1 for step in explanation.refused)


def test_a_topic_says_the_words_that_made_it_whoever_decides(reader: Reader) -> None:
    explanation = explain(reader, *TALKS)
    [met] = next(steps for steps in explanation.mentions if steps[-1].words == "met")
    assert (met.rule, "weight" in met.verdict) == ("term", True)
    assert {steps[0].rule for steps in explanation.topics.values()} == {"learnt model"}
    own = Reader(topics=[Topic("atoms", "Atoms", terms=(Term("atomic energy", 8.0),))])
    [step] = explain(own, *TALKS).topics["topic:atoms"]
    assert (step.rule, "its terms come to" in step.verdict) == ("terms", True)


def test_mentions_that_the_same_rules_decided_on_the_same_words_are_one_group(reader: Reader) -> None:
    explanation = explain(reader, "Talks", "Yair Lapid met Anna Berg. Lapid spoke. Lapid left.")
    groups = explanation.group_mentions("person:yair-lapid")
    assert [(times, steps[-1].words) for times, steps in groups] == [(1, "Yair Lapid"), (2, "Lapid")]


def test_an_explanation_travels_between_processes_and_into_json(reader: Reader) -> None:
    explanation = explain(reader, *TALKS)
    assert pickle.loads(pickle.dumps(explanation)) == explanation
    rows = explanation.describe()["entities"]
    assert [row["key"] for row in rows] == [entity.key for entity in explanation.reading.entities]
    assert sum(len(row["mentions"]) for row in rows) == len(explanation.mentions)
    assert rows[0]["mentions"][0]["steps"][0].keys() == {
        "stage", "rule", "start", "end", "words", "verdict",
    }  # fmt: skip


def test_a_text_that_is_too_long_says_so(reader: Reader) -> None:
    with pytest.raises(SourceError, match=rf"{LONGEST + 1:,} characters. At most {LONGEST:,}"):
        explain(reader, "T", "a" * LONGEST)


def test_whatever_decides_has_its_words() -> None:
    assert wording.PROPOSERS.keys() == set(PROPOSERS)
    assert wording.SIGNS.keys() == {*SIGNS_OF_OFFICE, POWER_SIGN, TITLE_SIGN, ROW}
    said = [wording.say_feature(name, value) for name in FEATURES for value in (0.0, 0.5, 1.0, 3.0)]
    assert all(sentence and "{" not in sentence for sentence in said)
    assert wording.say_feature("first word is a given name", 1.0) == "its first word is a given name"
    assert wording.say_feature("last word is in capitals", 0.0) == "its last word is not in capitals"
    assert wording.say_feature("person by the two after word", -0.3).endswith("speaks against a person")
    assert wording.say_feature("words inside is a link", 0.0) == "none of its words is a link"
