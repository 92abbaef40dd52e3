"""Rich text (.rtf): an article, or the export of a news database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from striprtf.striprtf import rtf_to_text

from dragoman.model import Article, Rejected
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.plain_text import read_lines

LARGEST = 64 << 20  # bytes


def read_rich_text(stream: BinaryIO, origin: Origin) -> Iterator[Article | Rejected]:
    """The article or articles of a document."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield origin.reject(
            f"The file has more than {LARGEST >> 20} MB, mostly pictures, perhaps. Save it "
            "without them, or split it."
        )
        return
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        yield origin.reject(
            "This is no rich text: it does not begin with {\\rtf. Save it anew, or give it its own ending."
        )
        return
    try:
        text: str = rtf_to_text(data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except Exception as fault:  # striprtf raises what its codecs do
        raise ValueError(
            f"The file cannot be read as rich text ({type(fault).__name__}). Save it anew."
        ) from None
    yield from read_lines(text.splitlines(), origin)
