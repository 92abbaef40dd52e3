"""A fault of ours in one article costs that article and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

import pytest

from dragoman.analysis.library import Library
from dragoman.errors import ModelError
from dragoman.library.database import Database
from dragoman.library.reading_processes import BATCH, Readers, Unread, read_each
from dragoman.model import Article, Reading
from dragoman.reading import Reader

TEXT = (
    "Sergey Lavrov spoke in Rome about what Russia and Italy had agreed on the day before, officials of both "
    "said. " * 3
)
ARTICLES = [
    Article(
        f"id-{number}",
        f"Talks {number}",
        f"{TEXT.strip()} Number {number}.",
        date(2021, 6, 27),
        "guessed",
        "Wire",
        f"https://example.org/{number}",
        source="export.csv",
        extra=(("section", "World"), ("title", "of a column")),
    )
    for number in range(40)
]
SENTENCE = (
    "The article could not be read: ZeroDivisionError: by nothing. "
    "Retry it with a newer Dragoman, or discard it."
)


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch, reader) -> set[str]:
    """Titles at which the real reader fails."""
    titles: set[str] = set()
    read = Reader.read

    def fail(self: Reader, texts: Sequence[tuple[str, str]]) -> Iterator[Reading]:
        for found, (title, _) in zip(read(self, texts), texts, strict=True):
            if title in titles:
                raise ZeroDivisionError("by\nnothing")
            yield found

    monkeypatch.setattr(Reader, "read", fail)
    return titles


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_the_rest_of_a_batch_is_read(fragile: set[str], reader: Reader) -> None:
    fragile.add("Talks 7")
    texts = [(article.title, article.text) for article in ARTICLES[:12]]
    found = read_each(reader.read, texts)
    assert [isinstance(one, Unread) for one in found] == [title == "Talks 7" for title, _ in texts]
    assert found[7] == Unread(SENTENCE)


def test_what_the_user_can_mend_stops_it() -> None:
    def fail(texts: Sequence[tuple[str, str]]) -> Iterator[Reading]:
        raise ModelError("Install it.")

    with pytest.raises(ModelError, match="Install it"):
        read_each(fail, [("a", "b"), ("c", "d")])


def test_it_goes_to_the_quarantine_and_becomes_itself_on_retry(
    tmp_path, fragile: set[str], reader: Reader
) -> None:
    library = Library(tmp_path / "library", InThisProcess(reader))
    fragile |= {"Talks 3", "Talks 20"}
    summary = library.add_items(ARTICLES)
    assert (summary.read, summary.new, summary.quarantined, summary.items) == (38, 38, 2, 40)
    assert summary.reasons == ((SENTENCE, 2),)
    assert {article.id for article in ARTICLES} - {article.id for article in library.articles()} == {
        "id-3",
        "id-20",
    }
    items = library.quarantine.items()
    assert list(items["reason"]) == [SENTENCE] * 2
    assert library.add_items(ARTICLES).quarantined == 2  # the same items again
    for item in items["item"]:
        assert library.quarantine.retry(item).quarantined == 1
    assert list(library.quarantine.items()["item"]) == list(items["item"])
    fragile.clear()
    for item in items["item"]:
        assert library.quarantine.retry(item).new == 1
    assert library.quarantine.count() == 0
    renamed = (("section", "World"), ("title (of the source)", "of a column"))
    assert library.article("id-3") == replace(ARTICLES[3], extra=renamed)


def test_a_mended_item_that_fails_again_is_one_item(tmp_path, fragile: set[str], reader: Reader) -> None:
    library = Library(tmp_path / "library", InThisProcess(reader))
    fragile |= {"Talks 3", "Another title"}
    library.add_items(ARTICLES[3:4])
    (item,) = library.quarantine.items()["item"]
    assert (
        library.quarantine.retry(
            item, library.quarantine.fields(item) | {"title": "Another title"}
        ).quarantined
        == 1
    )
    (item,) = library.quarantine.items()["item"]
    assert library.quarantine.fields(item)["title"] == "Another title"


def test_what_is_held_stays_as_it_was(tmp_path, fragile: set[str], reader: Reader) -> None:
    library = Library(tmp_path / "library", InThisProcess(reader))
    library.add_items(ARTICLES[:3])
    fragile.add("Talks 1")
    before = library.reading("id-1")
    assert library.add_items([replace(ARTICLES[1], text=ARTICLES[1].text + " More.")]).quarantined == 1
    with pytest.raises(ModelError, match=r"stays as it was.*ZeroDivisionError"):
        library.edit("id-2", title="Talks 1")
    Database(library.uri).put(
        "articles", [row | {"rules": "old.rules.topics"} for row in library.rows().to_pylist()]
    )
    with pytest.raises(ModelError, match=r"2 articles were read again\. 'Talks 1' kept what was read before"):
        library.reread()
    assert library.article("id-1") == ARTICLES[1]
    assert library.reading("id-1").mentions == before.mentions


class InThisProcess(Readers):
    """Readers that read with a model that is loaded here, so that a test can make it fail."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    @property
    def model(self) -> str:
        return self.reader.model

    def prepare(self, articles: int) -> None:
        self.reader.use_topics(self._chosen)

    def read(self, articles: Sequence[Article]) -> Iterator[Reading | Unread]:
        texts = [(article.title, article.text) for article in articles]
        return chain.from_iterable(
            read_each(self.reader.read, texts[first : first + BATCH]) for first in range(0, len(texts), BATCH)
        )
