"""Adding: what is new, what is known, what is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.analysis.library import Library
from dragoman.errors import SourceError
from dragoman.library import adding
from dragoman.library.summary import Summary
from dragoman.model import Article, Notice, Rejected


def make_articles(number: int) -> list[Article]:
    return [
        Article(f"id-{i}", f"Title {i}", f"Text {i} about Russia.", outlet="Wire", source="tests")
        for i in range(number)
    ]


def test_a_copy_is_kept_but_read_once(library: Library, readers) -> None:
    assert library.count() == 4
    assert len(readers.texts) == 3
    assert library.reading("rome-1") == library.reading("rome-copy")
    library.add_items([replace(library.article("lavrov-1"), id="lavrov-reprint", outlet="Sample Post")])
    assert len(readers.texts) == 3


def test_adding_again_reads_and_changes_nothing(library: Library, readers) -> None:
    revision = library.revision
    assert library.add_items(library.articles()) == Summary(unchanged=4)
    assert (len(readers.texts), library.revision) == (3, revision)


def test_only_a_new_text_is_read_again(library: Library, readers) -> None:
    article = library.article("lavrov-1")
    added = library.rows(["id", "added"]).to_pydict()
    summary = library.add_items(
        [
            replace(article, text=article.text + "\n\nItaly agreed."),
            replace(library.article("rome-1"), outlet="Sample Post"),
        ]
    )
    assert (summary.texts, summary.read, summary.updated, len(readers.texts)) == (1, 2, 2, 4)
    assert "country:ITA" in {entity.key for entity in library.reading("lavrov-1").entities}
    assert library.article("rome-1").outlet == "Sample Post"
    assert dict(zip(*library.rows(["id", "added"]).to_pydict().values(), strict=True)) == dict(
        zip(*added.values(), strict=True)
    )


def test_progress_rises_article_by_article(empty_library: Library) -> None:
    seen: list[Summary] = []
    empty_library.add_items(make_articles(5), seen.append)
    assert [summary.texts for summary in seen] == [1, 2, 3, 4, 5, 5]
    assert [summary.new for summary in seen] == [0, 0, 0, 0, 0, 5]


def test_a_stop_leaves_whole_chunks_and_the_next_add_does_the_rest(
    empty_library: Library, readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "CHUNK", 4)

    def break_off() -> Iterator[Article]:
        yield from make_articles(10)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        empty_library.add_items(break_off())
    assert empty_library.count() == 8
    assert len(empty_library.search('"about russia"')) == 8
    assert empty_library.add_items(make_articles(12)) == Summary(4, 4, 0, 8)
    assert len(readers.texts) == 12
    assert empty_library.search("russia").keys() == {article.id for article in make_articles(12)}


def test_what_came_before_a_source_that_cannot_be_read_is_in(empty_library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Talks in Rome\n\n" + "The two ministers spoke about the border for an hour. Israel was named. " * 5,
        "utf-8",
    )
    with pytest.raises(SourceError, match="nowhere"):
        empty_library.add(tmp_path / "a.txt", tmp_path / "nowhere.csv")
    assert empty_library.count() == 1
    assert empty_library.search("ministers")


def test_a_stop_while_reading_leaves_nothing_of_the_chunk(
    empty_library: Library, readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(summary: Summary) -> None:
        if summary.texts == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        empty_library.add_items(make_articles(5), stop)
    assert empty_library.count() == 0


def test_a_later_version_in_the_same_add_wins(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_articles(1)[0]
    versions = [first, replace(first, text="A later text.")]
    summary = empty_library.add_items(versions)
    assert (summary.new, summary.updated, summary.texts, summary.read) == (1, 1, 1, 2)
    assert empty_library.article("id-0").text == "A later text."
    assert empty_library.add_items(versions) == Summary(unchanged=2)


SPEECHES = (
    "Sergey Lavrov told reporters that the treaty had served its purpose and would not be renewed.",
    "Grain prices fell for a third week as ships left the harbour after months of waiting for a pilot.",
)


@pytest.mark.parametrize("chunk", [1, 2])
def test_two_exports_that_number_their_rows_alike_lose_nothing(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(adding, "CHUNK", chunk)
    exports = [
        Article("1", f"Title {number}", text, source=f"export-{number}.csv")
        for number, text in enumerate(SPEECHES)
    ]
    assert empty_library.add_items(exports).new == 2
    assert {article.text for article in empty_library.articles()} == set(SPEECHES)
    assert empty_library.article("1").text == SPEECHES[0]
    assert empty_library.add_items(exports) == Summary(unchanged=2)
    assert empty_library.add_items(reversed(exports)) == Summary(unchanged=2)


@pytest.mark.parametrize("chunk", [1, 2])
def test_rows_that_all_have_the_front_page_as_address_lose_nothing(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(adding, "CHUNK", chunk)
    rows = [
        Article("https://example.org", f"Title {number}", text, source="export.csv")
        for number, text in enumerate(SPEECHES)
    ]
    assert empty_library.add_items(rows).new == 2
    assert empty_library.add_items(rows) == Summary(unchanged=2)


def test_a_version_from_another_source_is_an_update(empty_library: Library) -> None:
    empty_library.add_items([Article("1", "Title", SPEECHES[0], source="monday.csv")])
    summary = empty_library.add_items(
        [Article("1", "Another title", SPEECHES[0] + " He left at noon.", source="tuesday.csv")]
    )
    assert (summary.new, summary.updated, empty_library.count()) == (0, 1, 1)


def test_a_source_that_is_added_anew_may_replace_any(empty_library: Library) -> None:
    empty_library.add_items([Article("1", "Title", SPEECHES[0], source="export.csv")])
    assert empty_library.add_items([Article("1", "Another", SPEECHES[1], source="export.csv")]).updated == 1


@pytest.mark.parametrize(
    "text",
    [
        "\ud800",
        "a\x00b",
        "'; DROP TABLE articles; --",
        "‮right to left",
        "\ufeff",
        "𝒯𝑒𝓍𝓉",
        "%s{0}\\n",
        "\r\n\t",
    ],
)
def test_any_string_is_kept(empty_library: Library, text: str) -> None:
    article = Article(
        text, text, f"{text} in Rome", outlet=text, url=text, source=text, extra=((text, text),)
    )
    empty_library.add_items([article, Rejected(text, text, text, text)])
    kept = adding.make_storable(article)
    assert empty_library.article(kept.id) == kept
    assert empty_library.add_items([article]).unchanged == 1
    assert len(empty_library.quarantine.items()) == 1
    empty_library.edit(kept.id, title="Mended")
    empty_library.delete([kept.id])
    assert empty_library.count() == 0


ITEMS = st.lists(
    st.builds(
        lambda key, text, outlet, source: Article(
            key, "Title", f"{SPEECHES[text % 2]} {text}.", outlet=outlet, source=source
        ),
        st.sampled_from("123"),
        st.integers(0, 3),
        st.sampled_from(["", "Wire", "Post"]),
        st.sampled_from(["a.csv", "b.csv"]),
    )
    | st.builds(
        Rejected,
        st.sampled_from(["No text.", "Not English."]),
        st.sampled_from(["{}", "Oui"]),
        st.just("a.csv"),
    )
    | st.just(Notice("The answer holds 20 of 177 articles.", "a.csv")),
    max_size=12,
)


@given(items=ITEMS, chunk=st.sampled_from([1, 3, 256]))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_item_is_counted_once(
    empty_library: Library, items: list[Article | Rejected | Notice], chunk: int
) -> None:
    before = empty_library.count()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(adding, "CHUNK", chunk)
        summary = empty_library.add_items(items, settle=False)
    articles = sum(isinstance(item, Article) for item in items)
    refused = sum(isinstance(item, Rejected) for item in items)
    assert summary.read == summary.new + summary.updated + summary.unchanged == articles
    assert (summary.quarantined, summary.items) == (refused, articles + refused)
    assert sum(number for _, number in summary.reasons) == refused
    assert summary.new == empty_library.count() - before
    assert summary.texts <= summary.read
    assert summary.sentence().startswith(f"{articles:,} read: {summary.new:,} new, ")


def test_copies_are_read_as_articles_though_the_model_reads_them_once(empty_library: Library) -> None:
    first = make_articles(1)[0]
    summary = empty_library.add_items([first, replace(first, id="copy"), replace(first, id="copy")])
    assert (summary.texts, summary.figures) == (1, "3 read: 2 new, 0 updated, 1 already there, 0 quarantined")
