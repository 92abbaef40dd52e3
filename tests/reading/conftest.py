"""One reader for all tests of reading: loading the model takes longer than they do."""

from __future__ import annotations

import pytest

from dragoman.reading import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()
