"""What a source on the web is: the small interface behind which each of them is one file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from dragoman.model import Article, Rejected
from dragoman.sources.fetch import Fetch


class Source(Protocol):
    """Articles from somewhere on the web: pages, a feed, a search."""

    def read(self, fetch: Fetch) -> Iterator[Article | Rejected]:
        """Every item, lazily, an Article or a Rejected with its reason; all from outside through `fetch`.

        FetchError when the source itself, and not one of its items, cannot be had.
        """
