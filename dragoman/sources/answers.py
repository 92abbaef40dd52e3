"""Answers of sites: their packing undone, their statuses in sentences."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dragoman.errors import FetchError

REFUSALS = {
    401: (
        "it asks for a name and password, and Dragoman signs in nowhere. Save the page from your "
        "browser and add the file."
    ),
    402: "it asks for money. Save the page from your browser, if you may, and add the file.",
    403: "it is closed to programs. Save the page from your browser and add the file.",
    404: "there is nothing at this address. Check it.",
    407: "the proxy asks for a name and password. Write them into DRAGOMAN_FETCH_PROXY: http://name:password@host:port.",
    410: "it is gone for good. Take it out.",
    429: "it was asked too often. Wait a while and do the same again.",
    451: "it is withheld for legal reasons.",
}
GZIP = b"\x1f\x8b"
KINDS = {
    "page": re.compile(r"text/(html|plain)|application/xhtml\+xml|$"),
    "feed": re.compile(
        r"text/|application/([\w.+-]*(xml|json)|octet-stream|(x-)?gzip)\b|binary/octet-stream|$"
    ),
    "json": re.compile(r"text/|application/[\w.+-]*json|$"),
}
FEED = re.compile(r"\b(rss|atom|feed|xml)\b")


@dataclass(slots=True)
class Answer:
    """An answer of a site: its status, its headers by their names in lower case, and its body unpacked."""

    status: int
    headers: dict[str, str]
    body: bytearray = field(default_factory=bytearray)

    def header(self, name: str) -> str:
        """A header, or ""."""
        return self.headers.get(name, "")


def read_headers(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by name in lower case; the last of a name stays.

    Old sites write them in Latin-1, new ones in UTF-8.
    """
    return {_decode(name).lower(): _decode(value).strip() for name, value in headers}


def _decode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def unpack(chunks: Iterable[bytes], encoding: str, largest: int) -> Iterator[bytes]:
    """The bytes of an answer unpacked, piece by piece, none larger than `largest`.

    FetchError for a packing that was not asked for.
    """
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(
            f"The answer is packed as {encoding[:40]!r}, which was not asked for. Save the page by hand.",
            200,
            lasting=True,
        )
    inflater, first = zlib.decompressobj(zlib.MAX_WBITS | 32), True
    try:
        for chunk in chunks:
            # Some leave out the wrapper
            if first and encoding == "deflate" and chunk[:1] and chunk[0] & 0x0F != 8:
                inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            first = False
            while chunk:
                yield inflater.decompress(chunk, largest + 1)
                chunk = inflater.unconsumed_tail
                if rest := inflater.unused_data:  # another member of gzip, or nothing that counts
                    if not GZIP.startswith(rest[:2]):
                        return
                    if len(rest) > 1:
                        chunk, inflater = rest, zlib.decompressobj(zlib.MAX_WBITS | 16)
        yield inflater.flush()
    except zlib.error as fault:
        raise FetchError(
            f"The answer is damaged: it cannot be unpacked ({fault}). Try again later.", 200
        ) from fault


def check_kind(url: str, kind: str, wanted: str) -> None:
    """FetchError when content of this kind cannot be what is wanted: "page", "feed" or "json"."""
    if not KINDS[wanted].match(kind):
        told = (
            "If it is a feed, add it as one: dragoman feed add"
            if FEED.search(kind)
            else "Download it and add the file"
        )
        raise FetchError(f"{url} is not read: it is of the kind {kind}. {told}.", 200, lasting=True)


def explain_status(url: str, answer: Answer) -> FetchError:
    """Why an answer is not what was asked for, from its status."""
    wait, stated = 0.0, answer.header("retry-after").strip()
    if stated.isascii() and stated.isdigit():
        wait = float(stated[:9])
    elif stated:
        try:
            wait = max(
                0.0, (parsedate_to_datetime(stated).astimezone(UTC) - datetime.now(UTC)).total_seconds()
            )
        except (ValueError, TypeError, OverflowError):
            wait = 0.0
    temporary = answer.status >= 500 or answer.status in (407, 408, 425, 429)
    why = REFUSALS.get(
        answer.status,
        "the site has trouble. Try again later." if temporary else "there is no page. Check the address.",
    )
    return FetchError(
        f"{url} cannot be fetched ({answer.status}): {why}", answer.status, wait, lasting=not temporary
    )
