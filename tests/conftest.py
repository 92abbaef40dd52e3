"""What tests share: a tiny library with readings made by hand, without a model, and one of the real model."""

from __future__ import annotations

import functools
import gc
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from dragoman.analysis.library import Library
from dragoman.model import Article
from dragoman.sources.fetch import Fetcher

sys.path.insert(0, str(Path(__file__).parent))  # where tests find reading_by_hand.py and site_on_loopback.py

from reading_by_hand import HandReaders
from site_on_loopback import Site, serve_site

# The same examples each time, and half as many as hypothesis tries by itself; `pytest --hypothesis-profile
# default` looks for others.
settings.register_profile("suite", settings.get_profile("ci"), max_examples=50)
settings.load_profile("suite")


def pytest_collection_finish() -> None:
    """Keep the garbage collector off what stays to the end: half a million objects of tests and libraries."""
    gc.collect()
    gc.freeze()


ARTICLES = (
    Article(
        "rome-1",
        "Blinken meets Yair Lapid in Rome",
        "Antony Blinken met Yair Lapid in Rome. They spoke of Israel.\n\nItaly was the host. "
        "Blinken thanked Italy.",
        date(2021, 6, 27),
        "stated",
        "Sample Wire",
        "https://example.org/rome-1",
        source="tests",
    ),
    Article(
        "rome-copy",
        "Blinken meets Yair Lapid in Rome",
        "Antony Blinken met Yair Lapid in Rome. They spoke of Israel.\n\nItaly was the host. "
        "Blinken thanked Italy.",
        date(2021, 6, 28),
        "stated",
        "Sample Courier",
        "https://example.org/rome-copy",
        source="tests",
    ),
    Article(
        "lavrov-1",
        "NATO and Russia",
        "Sergey Lavrov spoke of NATO.\n\nBlinken answered that sanctions on Russia stay.",
        date(2022, 1, 21),
        "parsed",
        "Sample Wire",
        "https://example.org/lavrov-1",
        source="tests",
        extra=(("section", "World"),),
    ),
    Article(
        "undated",
        "Israeli minister",
        "Yair Lapid spoke in Israel.\n\nNothing else was said.",
        outlet="Sample Courier",
        source="tests",
    ),
)


@pytest.fixture
def readers() -> HandReaders:
    """A reader by hand."""
    return HandReaders()


@pytest.fixture
def empty_library(tmp_path: Path, readers: HandReaders) -> Library:
    """A library without articles that reads by hand."""
    return Library(tmp_path / "library", readers)


@pytest.fixture
def library(empty_library: Library) -> Library:
    """A library of four articles: two copies of one text, one of another, one without a date."""
    empty_library.add_items(ARTICLES)
    return empty_library


@pytest.fixture(scope="session")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library of those four, made once: to be read or copied, not to be changed."""
    folder = tmp_path_factory.mktemp("tiny") / "library"
    Library(folder, HandReaders()).add_items(ARTICLES)
    return folder


@pytest.fixture(scope="session")
def read_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The same four articles as the real model reads them: for tests of the whole way."""
    library = Library(tmp_path_factory.mktemp("read") / "library")
    library.add_items(ARTICLES)
    return library


@pytest.fixture(scope="session")
def bare_streamlit() -> Iterator[None]:
    """Streamlit without a server, drawing in a moment; for whoever makes an AppTest.

    It looks through all installed packages for components, a server once, an AppTest at each drawing. And
    for each new library the garbage collector would look through all that the tests hold.
    """
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        scan = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        patch.setattr(gc, "unfreeze", lambda: None)
        yield


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on 127.0.0.1 that the setting allows, and that may be asked without a pause."""
    monkeypatch.setenv("DRAGOMAN_FETCH_HOSTS", "127.0.0.1")
    monkeypatch.setenv("DRAGOMAN_FETCH_DELAY", "0")
    monkeypatch.setattr("dragoman.sources.fetch.SHARED", Fetcher(seconds=5))
    with serve_site() as served:
        yield served
