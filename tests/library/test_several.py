"""Several handles at one library as several processes, one at work amid another's, against a plain model.

The seams are where a job waits: while it reads. The reader of the handle that is at work calls back, and
other handles then add, edit, delete, read again and retry. What comes out must be what some order of these
would have given, in which deletion wins.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from reading_by_hand import HandReaders

from dragoman import sources
from dragoman.analysis.library import Library
from dragoman.errors import LibraryError
from dragoman.library import resolving, saved_views, staging
from dragoman.library.database import Database
from dragoman.library.summary import Summary
from dragoman.model import Article, Reading, Rejected, View
from dragoman.reading.topics import TopicsFound

KEYS = ("a", "b")
WORDS = (
    "Antony Blinken and Yair Lapid spoke for an hour about Israel and about what Russia had said on the day "
    "before. " * 3
)


class BusyReaders(HandReaders):
    """Reads by hand; while it does, what is in `meanwhile` happens, once."""

    def __init__(self, meanwhile: list[Callable[[], None]], rules: str = "r1") -> None:
        super().__init__(rules=rules)
        self.meanwhile = meanwhile

    def read(self, articles: Sequence[Article]) -> Iterator[Reading]:
        """One reading an article, after what happens meanwhile."""
        while self.meanwhile:
            self.meanwhile.pop()()
        yield from super().read(articles)


def make_article(key: str, version: int) -> Article:
    return Article(
        f"id-{key}", f"Talks {key}", f"{WORDS}Version {version} of {key}.", outlet="Wire", source="export.csv"
    )


def make_item(key: str) -> Rejected:
    fields = {
        "id": f"id-{key}",
        "title": f"Talks {key}",
        "text": f"{WORDS}Version 0 of {key}.",
        "outlet": "Wire",
    }
    return Rejected("It could not be read.", json.dumps(fields), "export.csv", key)


class Several(RuleBasedStateMachine):
    """`texts` and `titles` are what the library should hold; `waiting` what the quarantine should."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.meanwhile: list[Callable[[], None]] = []
        self.near = Library(Path(self.folder, "library"), BusyReaders(self.meanwhile))
        self.far = Library(Path(self.folder, "library"), HandReaders())
        self.texts: dict[str, int] = {}
        self.titles: dict[str, str] = {}
        self.waiting: set[str] = set()
        self.clock = 0
        self.far_add("a")

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    # What the other process does, wholly, while this one reads or before. Each also changes the model.

    def far_add(self, key: str) -> None:
        self.clock += 1
        self.far.add_items([make_article(key, self.clock)], settle=False)
        self.texts[key] = self.clock

    def far_edit(self, key: str) -> None:
        self.clock += 1
        if key in self.texts:
            self.far.edit(f"id-{key}", title=f"Title {self.clock}")
            self.titles[key] = f"Title {self.clock}"

    def far_delete(self, key: str) -> None:
        self.far.delete([f"id-{key}"])
        self.texts.pop(key, None)
        self.titles.pop(key, None)

    def far_reread(self, key: str) -> None:
        self.far._readers.rules = self.near._readers.rules.partition(".")[0]
        self.far.reread()

    def far_retry(self, key: str) -> None:
        self.far.quarantine.retry_all(self.items(self.far, key))
        if key in self.waiting:
            self.texts[key] = 0
            self.waiting.discard(key)

    def far_discard(self, key: str) -> None:
        self.far.quarantine.discard(self.items(self.far, key))
        self.waiting.discard(key)

    FAR = (far_delete, far_add, far_edit, far_delete, far_reread, far_retry, far_discard)
    acts = st.lists(st.tuples(st.sampled_from(FAR), st.sampled_from(KEYS)), min_size=1, max_size=2)

    def items(self, library: Library, key: str) -> list[str]:
        frame = library.quarantine.items()
        return list(frame["item"][frame["where"] == key])

    def plan(self, acts: Sequence[tuple[Callable[..., None], str]]) -> None:
        """Let these happen when this process reads next."""
        self.meanwhile[:] = [lambda: [do(self, key) for do, key in acts]]

    @rule(acts=acts)
    def leave_it_to_the_other(self, acts: Sequence[tuple[Callable[..., None], str]]) -> None:
        for do, key in acts:
            do(self, key)

    @rule(keys=st.sets(st.sampled_from(KEYS), min_size=1), acts=acts)
    def add(self, keys: set[str], acts: Sequence[tuple[Callable[..., None], str]]) -> None:
        before = set(self.texts)
        self.clock += 1
        version = self.clock
        self.plan(acts)
        summary = self.near.add_items([make_article(key, version) for key in sorted(keys)], settle=False)
        assert summary.items == len(keys)
        assert not self.meanwhile, "what was to happen meanwhile did"
        # Else it was deleted meanwhile
        self.texts |= {key: version for key in keys if key in self.texts or key not in before}

    @rule(key=st.sampled_from(KEYS), acts=acts)
    def edit(self, key: str, acts: Sequence[tuple[Callable[..., None], str]]) -> None:
        self.clock += 1
        title, there = f"Title {self.clock}", key in self.texts
        self.plan(acts if there else ())
        try:
            self.near.edit(f"id-{key}", title=title)
        except LibraryError:
            title = ""
        assert bool(title) == (key in self.texts), (
            "what was deleted meanwhile is not edited, and that is said"
        )
        self.titles |= {key: title} if title else {}
        assert not there or not self.meanwhile

    @rule(acts=acts)
    def reread(self, acts: Sequence[tuple[Callable[..., None], str]]) -> None:
        self.clock += 1
        self.near._readers.rules = f"r{self.clock}"
        before = dict(self.texts)
        self.plan(acts)
        done = self.near.reread()
        assert bool(before) != bool(self.meanwhile)
        assert done <= len(before)

    @rule(key=st.sampled_from(KEYS))
    def reject(self, key: str) -> None:
        self.near.add_items([make_item(key)], settle=False)
        self.waiting.add(key)

    @rule(key=st.sampled_from(KEYS), acts=acts)
    def retry(self, key: str, acts: Sequence[tuple[Callable[..., None], str]]) -> None:
        items, before = self.items(self.near, key), set(self.texts)
        assert bool(items) == (key in self.waiting)
        self.plan(acts)
        self.near.quarantine.retry_all(items)
        self.waiting.discard(key)
        if items and (key in self.texts or key not in before):
            self.texts[key] = 0

    @invariant()
    def all_is_as_it_should_be(self) -> None:
        rows = self.near.rows(["id", "title", "text", "text_key"]).to_pylist()
        wanted = {
            f"id-{key}": (self.titles.get(key, f"Talks {key}"), make_article(key, version).text)
            for key, version in self.texts.items()
        }
        assert sorted((row["id"], row["title"], row["text"]) for row in rows) == sorted(
            (id, *said) for id, said in wanted.items()
        )
        assert all(row["text_key"] == self.near._readers.key(row["title"], row["text"]) for row in rows)
        assert sorted(self.near.quarantine.items()["where"]) == sorted(self.waiting)


TestSeveral = Several.TestCase
TestSeveral.settings = settings(
    max_examples=6, stateful_step_count=8, deadline=None, phases=(Phase.generate,)
)


@pytest.fixture
def far(empty_library: Library) -> Library:
    """Another process at the empty library."""
    return Library(empty_library.uri, HandReaders())


def let(library: Library, *meanwhile: Callable[[], None]) -> Library:
    """The library as a process sees it during whose next reading this happens."""
    return Library(library.uri, BusyReaders(list(meanwhile)))


@pytest.mark.parametrize("job", ["edit", "reread", "add"])
def test_what_is_deleted_while_it_is_read_stays_deleted(
    job: str, empty_library: Library, far: Library
) -> None:
    far.add_items([make_article("a", 1), make_article("b", 1)])
    busy = let(far, lambda: far.delete(["id-a"]))
    if job == "edit":
        with pytest.raises(LibraryError, match="may have been deleted meanwhile"):
            busy.edit("id-a", title="Another")
    elif job == "reread":
        busy = Library(far.uri, BusyReaders([lambda: far.delete(["id-a"])], rules="r2"))
        assert busy.reread() == 1
    else:
        summary = busy.add_items([make_article(key, 2) for key in "abc"])
        assert (summary.new, summary.updated) == (1, 2)  # it was updated, then deleted
    assert [article.id for article in empty_library.articles()] == (
        ["id-b", "id-c"] if job == "add" else ["id-b"]
    )
    assert "id-a" not in empty_library.stories()
    assert far.add_items([make_article("a", 1)]).new == 1  # an add after the deletion brings it back


def test_what_is_deleted_while_its_topics_are_found_stays_deleted(
    empty_library: Library, far: Library
) -> None:
    far.add_items([make_article("a", 1), make_article("b", 1)])
    Database(far.uri).put("articles", [row | {"rules": "r1.0000"} for row in far.rows().to_pylist()])

    class Busy(HandReaders):
        def read_topics(self, texts: Sequence[tuple[str, str]]) -> Iterator[TopicsFound]:
            for found in super().read_topics(texts):
                empty_library.delete(["id-a"])
                yield found

    assert Library(far.uri, Busy()).reread(only_topics=True) == 1
    assert [article.id for article in far.articles()] == ["id-b"]


@pytest.mark.parametrize("gone", ["id-a", "id-b"])
def test_what_is_deleted_while_stories_are_found_is_in_none(
    gone: str, empty_library: Library, far: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = make_article("a", 1).text
    far.add_items(
        [
            replace(make_article(key, 1), text=text, date=date(2021, 6, day))
            for day, key in enumerate("abcd", 1)
        ],
        settle=False,
    )
    find = resolving.find_copies

    def busy(*given):
        found = find(*given)
        far.delete([gone])
        return found

    monkeypatch.setattr(resolving, "find_copies", busy)
    empty_library.settle()
    stories = empty_library.stories()
    assert stories.keys() == {"id-a", "id-b", "id-c", "id-d"} - {gone}
    assert set(stories.values()) == {"id-b" if gone == "id-a" else "id-a"}
    monkeypatch.undo()
    empty_library.settle()
    assert empty_library.stories() == stories
    far.delete([*stories][1:])
    assert empty_library.stories() == {}


def test_what_is_discarded_while_it_is_refused_stays_discarded(
    empty_library: Library, far: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    far.add_items(
        [Rejected("It has no text.", json.dumps({"title": key}), "export.csv", key) for key in "ab"]
    )
    items, read = list(far.quarantine.items()["item"]), sources.parse_in_process

    def busy(*given):
        far.quarantine.discard(items[:1])
        return read(*given)

    monkeypatch.setattr(sources, "parse_in_process", busy)
    empty_library.quarantine.retry(items[0])
    assert list(far.quarantine.items()["item"]) == items[1:]


def test_two_that_retry_the_same_items_make_each_an_article_once(
    empty_library: Library, far: Library
) -> None:
    keys = [f"k{number}" for number in range(6)]
    far.add_items([*map(make_item, keys), Rejected("It has no text.", "{}", "export.csv", "refused")])
    items, start = list(far.quarantine.items()["item"]), Barrier(2)

    def retry(library: Library) -> Summary:
        start.wait()
        return library.quarantine.retry_all(items)

    with ThreadPoolExecutor(2) as both:
        summaries = list(both.map(retry, [empty_library, far]))
    assert sorted(article.id for article in far.articles()) == [f"id-{key}" for key in keys]
    assert sum(summary.new for summary in summaries) == len(keys)
    assert list(far.quarantine.items()["where"]) == ["refused"]


def test_a_view_deleted_while_it_is_renamed_stays_deleted(
    empty_library: Library, far: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    far.views.save("one", View("timeline"))
    write = saved_views.write_view

    def busy(view: View) -> str:
        far.views.delete("one")
        return write(view)

    monkeypatch.setattr(saved_views, "write_view", busy)
    with pytest.raises(LibraryError, match="deleted or renamed meanwhile"):
        empty_library.views.rename("one", "two")
    assert far.views.list() == []


@pytest.mark.skipif(staging.fcntl is None, reason="locks")
def test_several_change_topics_at_once_and_each_change_stays(empty_library: Library, far: Library) -> None:
    start = Barrier(3)

    def change(library: Library, who: str) -> None:
        start.wait()
        for number in range(5):
            library.topics.change(
                f"{who}-{number}", {"label": f"{who} {number}", "terms": [f"{who} {number}"]}
            )

    with ThreadPoolExecutor(3) as pool:
        for done in [
            pool.submit(change, library, who)
            for who, library in (("a", empty_library), ("b", far), ("c", far))
        ]:
            done.result()
    own = {topic.id for topic in far.topics.load()}
    assert {f"{who}-{number}" for who in "abc" for number in range(5)} <= own
