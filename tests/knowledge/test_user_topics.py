"""A user's own topics: what a file changes, what is wrong with a bad one, what a change leaves as it was."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import KnowledgeError
from dragoman.knowledge import hash_topics, load_topics
from dragoman.knowledge.user_topics import (
    change_topic,
    check_topics,
    find_topics_file,
    list_topics,
    load_chosen_topics,
    remove_topic,
    write_topics,
)

MINE = """\
# what we follow

[[topic]]
id = "chess"   # since 2020
label = "Chess"
terms = ["chess"]

# too many of these
[[topic]]
id = "sanctions"
off = true

[[topic]]
id = "armed-conflict"
label = "War"

# the end
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "topics.toml"
    path.write_text(MINE, encoding="utf-8")
    return path


def test_it_adds_changes_and_switches_off(mine: Path) -> None:
    before, after = ({topic.id: topic for topic in load_topics(changes=changes)} for changes in (None, mine))
    assert after.keys() - before.keys() == {"chess"}
    assert before.keys() - after.keys() == {"sanctions"}
    assert after["armed-conflict"].label == "War"
    assert after["armed-conflict"].terms == before["armed-conflict"].terms
    assert {
        row.topic.id: (row.state, row.built_in) for row in list_topics(mine) if row.state != "built in"
    } == {
        "chess": ("yours", False),
        "sanctions": ("off", True),
        "armed-conflict": ("changed", True),
    }


def test_no_file_and_an_empty_one_change_nothing(tmp_path: Path) -> None:
    assert load_topics(changes=tmp_path / "none.toml") == load_topics()
    (tmp_path / "topics.toml").write_text("# nothing yet\n", encoding="utf-8")
    assert hash_topics(load_topics(changes=tmp_path / "topics.toml")) == hash_topics()
    assert {row.state for row in list_topics(None)} == {"built in"}


def test_what_makes_no_difference_to_a_reading_changes_no_hash() -> None:
    described = change_topic("", "sanctions", {"description": "Other words.", "iptc": ["medtop:1"]})
    assert hash_topics(check_topics(described, "mine")) == hash_topics()
    assert (
        hash_topics(check_topics(change_topic("", "sanctions", {"label": "Embargoes"}), "mine"))
        != hash_topics()
    )


def test_the_setting_goes_before_the_librarys_folder(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_topics_file(str(tmp_path / "library")) == tmp_path / "library" / "topics.toml"
    assert find_topics_file("s3://bucket/library") is None
    assert find_topics_file() is None
    monkeypatch.setenv("DRAGOMAN_TOPICS", str(mine))
    assert find_topics_file("s3://bucket/library") == mine
    assert "chess" in {topic.id for topic in load_chosen_topics()}
    monkeypatch.setenv("DRAGOMAN_TOPICS", str(tmp_path / "none.toml"))
    with pytest.raises(
        KnowledgeError, match=r"DRAGOMAN_TOPICS names .*none\.toml, which is no file\. Make it"
    ):
        load_chosen_topics()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('label = "Chess"', "label = ", r"not valid TOML: .*line 5"),
        ('id = "chess"', 'id = "Chess!"', r"line 3, topic 1: 'id' is 'Chess!'\. Give it an id"),
        ('id = "chess"', 'id = "sanctions"', r"line 9 has two topics with the id 'sanctions'"),
        ('terms = ["chess"]', "terms = []", r"line 3, topic 1 \('chess'\): it has no terms"),
        (
            'label = "Chess"\n',
            "",
            r"line 3, topic 1 \('chess'\): there is no topic 'chess' to change\. Correct the id",
        ),
        ("off = true", "of = true", r"line 9, topic 2 \('sanctions'\): unknown field 'of'\. Use one of"),
        ("off = true", "terms = [3]", r"'sanctions'\): 'terms' holds 3\. Write words in quotation marks"),
        ("[[topic]]", "[topic]", r"not valid TOML"),
    ],
)
def test_a_bad_file_says_where_and_what_to_do(mine: Path, old: str, new: str, message: str) -> None:
    mine.write_text(MINE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        load_topics(changes=mine)
    with pytest.raises(KnowledgeError, match=message):
        list_topics(mine)


def test_a_change_leaves_all_else_as_it_was_written() -> None:
    changed = change_topic(
        MINE, "chess", {"label": "Chess and go", "terms": ["chess", {"words": "go", "needs": ["board"]}]}
    )
    assert changed.startswith(
        '# what we follow\n\n[[topic]]\nid = "chess"   # since 2020\nlabel = "Chess and go"\n'
    )
    assert changed[changed.index("# too many") :] == MINE[MINE.index("# too many") :]
    added = change_topic(MINE, "go", {"label": "Go", "terms": ["go"]})
    assert added.startswith(MINE.rstrip())
    assert remove_topic(added, "go").rstrip() == MINE.rstrip()
    without = remove_topic(MINE, "sanctions")
    assert without == MINE.replace('[[topic]]\nid = "sanctions"\noff = true\n', "")


def test_what_is_as_dragoman_has_it_is_not_written() -> None:
    own = {topic.id: topic for topic in load_topics()}
    assert "armed-conflict" not in change_topic(
        MINE, "armed-conflict", {"label": own["armed-conflict"].label}
    )
    assert change_topic(MINE, "sanctions", {"off": False}) == remove_topic(MINE, "sanctions")


def test_a_file_of_another_form_is_left_to_its_writer() -> None:
    listed = 'topic = [{ id = "chess", label = "Chess", terms = ["chess"] }]\n'
    assert "chess" in {topic.id for topic in check_topics(listed, "mine")}
    with pytest.raises(KnowledgeError, match="change it by hand"):
        change_topic(listed, "go", {"label": "Go", "terms": ["go"]})


def test_nothing_bad_is_written(mine: Path) -> None:
    with pytest.raises(KnowledgeError, match="it has no terms"):
        write_topics(mine, change_topic(MINE, "chess", {"terms": None}))
    assert mine.read_text(encoding="utf-8") == MINE
    write_topics(mine.parent / "new" / "topics.toml", MINE)
    assert [path.name for path in (mine.parent / "new").iterdir()] == ["topics.toml"]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).map(
    lambda text: f"a{text}b".replace("*", "")
)


@given(
    label=WORDS,
    terms=st.lists(
        WORDS | st.builds(lambda a, b: {"words": a, "needs": [b]}, WORDS, WORDS), min_size=1, max_size=4
    ),
)
def test_any_words_come_back_as_they_were_given(label: str, terms: list[object]) -> None:
    text = change_topic(MINE, "new-one", {"label": label, "terms": terms})
    row = next(row for row in tomllib.loads(text)["topic"] if row["id"] == "new-one")
    assert (row["label"], row["terms"]) == (label, terms)
    assert tomllib.loads(remove_topic(text, "new-one")) == tomllib.loads(MINE)
