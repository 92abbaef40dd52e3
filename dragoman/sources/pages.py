"""Articles on the web by their addresses."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import courlan

from dragoman.errors import SourceError, name_fault
from dragoman.model import Article, Rejected
from dragoman.sources import fetch as room
from dragoman.sources.articles import build_article, dump_row
from dragoman.sources.fetch import Fetch, Fetched
from dragoman.sources.files.decoding import open_text
from dragoman.sources.files.saved_page import find_charset
from dragoman.sources.parsing_apart import parse_apart
from dragoman.sources.redirects import follow_redirect
from dragoman.sources.walls import find_wall
from dragoman.sources.webpage import read_page

AMP = "ampproject.org"  # keeps copies of the pages of all sites
NO_ARTICLE = (
    "No article was found on the page. Add the article's own address, or save the page from your "
    "browser and add the file."
)


@dataclass(frozen=True, slots=True)
class Pages:
    """The articles at some addresses."""

    urls: Sequence[str]

    def read(self, fetch: Fetch) -> Iterator[Article | Rejected]:
        """One item an address, in order: what cannot be had is a Rejected too, and stops no other."""
        for url in self.urls:
            try:
                yield read_url(url, fetch)
            except SourceError as error:
                yield reject_url(url, error)


def read_url(
    url: str, fetch: Fetch, known: Mapping[str, object] | None = None, source: str = ""
) -> Article | Rejected:
    """The article at an address, read in a process of its own; a page that holds none is a Rejected.

    FetchError when it cannot be fetched, StoppedError when reading it was stopped, SourceError when no
    process can be started for it.

    `known` are fields that are known from elsewhere, such as a feed; they stand where the page states none,
    but for "text" and "url", which the page alone gives, and "published", a date that goes before the page's.
    `source` is what the article comes from, else the address.
    """
    fetched = fetch(follow_redirect(url))
    return parse_apart(build_page, fetched, dict(known or {}), source or fetched.url)


def read_again(url: str, known: Mapping[str, object], source: str) -> Article | Rejected:
    """What an address that could not be read before holds now; `known` and `source` as of `read_url`.

    Never raises.
    """
    try:
        return read_url(url, room.SHARED.fetch, known, source)
    except SourceError as error:
        return reject_url(url, error, known, source)


def build_page(fetched: Fetched, known: Mapping[str, object], source: str) -> Article | Rejected:
    """The article of a page that was fetched; `known` and `source` as of `read_url`.

    Raises MemoryError only.
    """
    try:
        return _build_page(decode_page(fetched), fetched, known, source)
    except SourceError as error:
        reason = str(error)
    except MemoryError:
        raise
    except Exception as fault:  # a page that breaks its reader must not stop the ones after it
        reason = (
            f"The page could not be read ({name_fault(fault)}). Save it from your browser and add the file."
        )
    return Rejected(reason, dump_row({**known, "url": fetched.address}), source, fetched.url)


def _build_page(html: str, fetched: Fetched, known: Mapping[str, object], source: str) -> Article | Rejected:
    row = read_page(html, fetched.address)
    row["url"] = _choose_address(str(row.get("url", "")), fetched.address)
    stated = {
        name: value for name, value in known.items() if value and name not in ("text", "url", "published")
    }
    host = urlsplit(fetched.address).netloc.removeprefix("www.")
    if str(row.get("outlet", "")).removeprefix("www.") in (host, host.partition(":")[0]):
        row.pop("outlet", None)  # that is no name, but what stands for one where the page gives none
    row = stated | row
    if known.get("published"):
        row["date"] = known["published"]
    if not row.get("text"):
        reason = find_wall(html, "", "", fetched.address, fetched.url) or NO_ARTICLE
        return Rejected(reason, dump_row(row), source, fetched.url)
    if reason := find_wall(html, str(row.get("title", "")), str(row["text"]), fetched.address, fetched.url):
        return Rejected(reason, dump_row(row), source, fetched.url)
    item = build_article(row, source=source, where=fetched.url)
    return (
        replace(item, date_origin="parsed")
        if isinstance(item, Article) and item.date_origin == "stated"
        else item
    )


def decode_page(fetched: Fetched) -> str:
    """The HTML of a page, in the encoding that the answer or the page states, or that it is in.

    SourceError for what is no text.
    """
    try:
        return open_text(io.BytesIO(fetched.body), fetched.charset or find_charset(fetched.body)).read()
    except ValueError as fault:
        raise SourceError(str(fault)) from fault


def reject_url(
    url: str, error: SourceError, known: Mapping[str, object] | None = None, source: str = ""
) -> Rejected:
    """What could not be had, for the quarantine."""
    return Rejected(str(error), dump_row({"url": url, **(known or {})}), source or url, url)


def _choose_address(stated: str, address: str) -> str:
    """The address that a page says is its own, unless that is another site's, or the front page of all."""
    if stated and _find_site(address) == AMP:
        return stated
    if not stated or _find_site(stated) != _find_site(address):
        return address
    return (
        address if urlsplit(stated).path in ("", "/") and urlsplit(address).path not in ("", "/") else stated
    )


def _find_site(url: str) -> str:
    return courlan.extract_domain(url) or urlsplit(url).hostname or ""
