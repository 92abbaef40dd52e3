"""Topics of a library: its own file is seen at once, and a change of it reads nothing but topics again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.analysis.library import Library
from dragoman.errors import KnowledgeError
from dragoman.model import Filter

HOSTS = {"label": "Hosts and guests", "strong": ["rome", "host", "thanked"], "unless": ["host of problems"]}


def test_a_new_topic_is_found_and_nothing_else_is_read(library: Library, readers) -> None:
    for change in (lambda: library.topics.change("hosts", HOSTS), lambda: library.topics.restore("hosts")):
        change()
        library.reread(only_topics=True)  # the hand that read them before knows other topics
    before, revision, read = library.reading("rome-1"), library.revision, len(readers.texts)
    assert library.topics.count_outdated() == 0
    library.topics.change("hosts", HOSTS)
    assert library.topics.count_outdated() == 4
    told: list[int] = []
    assert library.reread(told.append, only_topics=True) == 4
    assert told == [1, 2, 3, 4]
    assert (len(readers.texts), library.topics.count_outdated(), library.reread(only_topics=True)) == (
        read,
        0,
        0,
    )
    after = library.reading("rome-1")
    assert "hosts" in after.topics
    assert [mention for mention in after.mentions if mention.key != "topic:hosts"] == list(before.mentions)
    assert [entity for entity in after.entities if entity.key != "topic:hosts"] == list(before.entities)
    spans = [
        library.article("rome-1").full_text[m.start : m.end] for m in after.mentions if m.key == "topic:hosts"
    ]
    assert spans == ["Rome", "Rome", "host", "thanked"]
    assert library.revision != revision
    found = library.pairs(Filter(), kinds=("country", "topic"), unit="sentence")
    assert found[(found["a"] == "country:ITA") & (found["b"] == "topic:hosts")]["count"].tolist() == [2]
    library.topics.restore("hosts")
    assert library.reread(only_topics=True) == 4
    assert (library.reading("rome-1"), library.revision) == (before, revision)


def test_a_topic_switched_off_is_gone_and_comes_back(library: Library) -> None:
    library.topics.change("hosts", HOSTS)
    library.reread(only_topics=True)
    library.topics.change("hosts", {"off": True})
    library.reread(only_topics=True)
    assert "hosts" not in library.reading("rome-1").topics
    assert [row.state for row in library.topics.list() if row.topic.id == "hosts"] == ["off"]
    library.topics.change("hosts", {"off": False})
    library.reread(only_topics=True)
    assert "hosts" in library.reading("rome-1").topics


def test_a_full_rereading_does_topics_alone_where_nothing_else_differs(library: Library, readers) -> None:
    read = len(readers.texts)
    library.topics.change("hosts", HOSTS)
    assert library.reread() == 4
    assert len(readers.texts) == read
    readers.rules = "r2"
    assert library.reread() == 4
    assert len(readers.texts) == read + 4


def test_another_library_object_sees_the_file_at_once(library: Library, readers) -> None:
    other = Library(library.uri, readers)
    library.topics.change("hosts", HOSTS)
    assert other.topics.count_outdated() == 4
    assert other.topics.path == Path(library.uri) / "topics.toml"


def test_a_preview_changes_nothing(library: Library) -> None:
    revision = library.revision
    preview = library.topics.preview("hosts", HOSTS)
    assert (preview.mentioning, preview.filed, preview.before) == (2, 2, 0)
    assert [one.article for one in preview.examples] == ["rome-copy", "rome-1"]
    assert preview.examples[0].pieces == (
        ("Blinken meets Yair Lapid in ", False),
        ("Rome", True),
        ("", False),
    )
    assert not library.topics.path.exists()
    assert library.revision == revision
    with pytest.raises(KnowledgeError, match="it has no terms"):
        library.topics.preview("hosts", {"label": "Hosts"})


def test_a_broken_file_stops_an_add_with_its_sentence(library: Library) -> None:
    library.topics.path.write_text("[[topic]]\nid = 3\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"topics\.toml, line 1, topic 1: 'id' is 3\. Give it an id"):
        library.add_items(())
    assert sum(library.status().values()) == 4


def test_topics_are_read_again_without_a_model(library: Library) -> None:
    script = (
        "import sys, dragoman\n"
        f"library = dragoman.open({library.uri!r})\n"
        "assert library.reread(only_topics=True) == 4\n"
        "sys.exit('spacy' in sys.modules or 'thinc' in sys.modules)"
    )
    library.topics.change("hosts", HOSTS)
    for workers in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", script],
            env=None if workers == "1" else _with_workers(),
            capture_output=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr.decode()
        assert "hosts" in library.reading("rome-1").topics
        library.topics.change("hosts", {"label": "Hosts"})


def _with_workers() -> dict[str, str]:
    import os

    return os.environ | {"DRAGOMAN_WORKERS": "2"}


def test_topics_read_again_are_those_of_a_new_reading(read_library: Library, tmp_path: Path) -> None:
    one, other = Library(tmp_path / "one"), Library(tmp_path / "other")
    other.topics.change("hosts", HOSTS)
    for library in (one, other):
        library.add_items(read_library.articles())
    assert one.revision != other.revision
    one.topics.change("hosts", HOSTS)
    one.reread(only_topics=True)
    assert one.revision == other.revision
    assert all(one.reading(article.id) == other.reading(article.id) for article in one.articles())
