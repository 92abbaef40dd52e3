"""The Topics page: the table, a topic of one's own, switching off and back, and what a change would bring."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from drawing import find_button, read_html

from dragoman.analysis.library import Library


@pytest.fixture
def folder(library_folder: Path, tmp_path: Path) -> Path:
    """A library that may be changed."""
    return Path(shutil.copytree(library_folder, tmp_path / "library"))


def test_all_topics_are_listed(draw, folder: Path) -> None:
    app = draw(folder, "topics")
    shown, topics = read_html(app), Library(folder).topics.list()
    assert len(topics) > 30
    for row in topics:
        assert f'href="topics?select=topic%3A{row.topic.id}"' in shown
        assert row.topic.iptc[0].removeprefix("medtop:") in shown
    assert app.text_input(key="topic_label_").value == ""
    assert "IPTC codes are the numbers that news agencies give to subjects." in app.caption[-1].value


def test_a_topic_of_ones_own_is_looked_at_saved_and_found(draw, folder: Path) -> None:
    app = draw(folder, "topics")
    app.text_input(key="topic_label_").set_value("Hosts & guests")
    app.text_area(key="topic_strong_").set_value("rome\nhost\nguest* (with: dinner, lunch)")
    submit(app, "See what changes")
    assert (
        "2 articles of the library hold one of the words. 2 would be filed under the topic; 0 are now."
        in read_html(app)
    )
    assert 'Blinken meets Yair Lapid in <span class="mark hit">Rome</span>' in read_html(app)
    assert not (folder / "topics.toml").exists()
    submit(app, "Save and read topics again")
    assert "Topics were read again in 4 articles" in app.success[0].value
    library = Library(folder)
    (own,) = [row for row in library.topics.list() if row.state == "yours"]
    assert (own.topic.id, own.row["strong"]) == (
        "hosts-guests",
        ["rome", "host", {"words": "guest*", "needs": ["dinner", "lunch"]}],
    )
    assert "hosts-guests" in library.reading("rome-1").topics
    assert library.topics.count_outdated() == 0


def test_a_built_in_topic_is_switched_off_and_comes_back(draw, folder: Path) -> None:
    app = draw(folder, "topics", {"select": "topic:sanctions"})
    find_button(app, "topic_switch").click().run()
    assert "is switched off" in app.success[0].value
    assert [row.topic.id for row in Library(folder).topics.list() if row.state == "off"] == ["sanctions"]
    assert find_button(app, "topic_switch").label == "Switch on"
    find_button(app, "topic_restore").click().run()
    assert "as Dragoman has it" in app.success[0].value
    assert {row.state for row in Library(folder).topics.list()} == {"built in"}


def test_what_cannot_be_is_said(draw, folder: Path) -> None:
    app = draw(folder, "topics")
    submit(app, "Save and read topics again")
    assert app.warning[0].value == "Give the topic a name."
    app.text_input(key="topic_label_").set_value("Sanctions")
    submit(app, "See what changes")
    assert "There is a topic of this name" in app.warning[0].value
    app.text_input(key="topic_label_").set_value("Chess")
    submit(app, "Save and read topics again")
    assert "it has no terms" in app.error[0].value.replace(chr(92), "")
    (folder / "topics.toml").write_text("[[topic]]\nid = 3\n", encoding="utf-8")
    app = draw(folder, "topics")
    assert "line 1, topic 1: 'id' is 3" in app.error[0].value


def test_a_file_changed_by_hand_is_noticed(draw, folder: Path) -> None:
    (folder / "topics.toml").write_text(
        '[[topic]]\nid = "sanctions"\nlabel = "Embargoes"\n', encoding="utf-8"
    )
    app = draw(folder, "topics")
    assert "In 4 articles other topics were looked for" in read_html(app)
    assert "changed by you" in read_html(app)
    find_button(app, "topics_reread").click().run()
    assert "other topics were looked for" not in read_html(app)
    assert {e.name for e in Library(folder).reading("lavrov-1").entities if e.key == "topic:sanctions"} <= {
        "Embargoes"
    }


def submit(app, label: str) -> None:
    """Press a button of the form."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, [item.message for item in app.exception]
