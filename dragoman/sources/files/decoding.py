"""Bytes of unknown encoding as text."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO, TextIO

from charset_normalizer import from_bytes

from dragoman.sources.files.alphabets import (
    ENCODINGS,
    correct_latin,
    find_alphabet,
    find_foreign,
    find_seven_bits,
)

CHUNK = 1 << 20  # bytes read at a time while the encoding is looked for
SAMPLE = 1 << 17  # bytes that the detector looks at
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What English is written in; without the list the detector takes a short cp1252 text for something exotic.
USUAL = ["cp1252", "iso8859_15", "mac_roman", "cp1250", "cp1254"]
OTHERS = [
    "iso8859_2", "iso8859_3", "iso8859_4", "iso8859_9", "iso8859_10", "iso8859_13", "iso8859_16", "cp1257",
    "cp1258", "mac_latin2",
]  # fmt: skip
OTHERS += [
    "mac_turkish",
    "gb2312",
    "gbk",
    "big5hkscs",
    "shift_jis",
    "euc_kr",
    "iso2022_jp",
    "iso2022_kr",
    "hz",
    "tis_620",
    "cp437",
    "cp850",
]
DECLARED = (*USUAL, *ENCODINGS, *OTHERS)
UNCLEAR = (
    "The encoding of the text is not clear, so its letters would come out wrong. Save it "
    "as UTF-8 and add it again."
)
SIGNATURES = {
    b"PK\x03\x04": "a zip or Office file",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a gzip file",
    b"PAR1": "a Parquet file",
}


class _Text(io.TextIOWrapper):
    """Text over a stream that stays open when the text goes: a reader looks at a file more than once."""

    def close(self) -> None:
        pass


def open_text(stream: BinaryIO, declared: str = "") -> TextIO:
    """The stream as text from its start, line ends as they are; ValueError with a sentence if none.

    `declared` is the encoding that the file claims: it is believed when the file is not UTF-8 and the claim
    is a usual one.
    """
    stream.seek(0)
    head = stream.read(SAMPLE)
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            raise ValueError(f"This is {kind} under another name. Give it its own ending.")
    encoding = _find_encoding(head, stream, declared)
    stream.seek(0)
    text = _Text(stream, encoding=encoding, errors="replace", newline="")
    sample = head.decode(encoding, "replace")
    strange = sum(character < " " and character not in "\t\n\r\f" for character in sample)
    if strange > max(8, 0.05 * len(sample)):  # a stray one or two in a text are dropped later
        raise ValueError(
            "This is not a text: it holds binary data. Save it in one of the kinds that can be read."
        )
    return text


def _find_encoding(head: bytes, rest: BinaryIO, declared: str) -> str:
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    zeros = head[:4096].count(0)
    if zeros > 0.2 * len(head[:4096]):  # ASCII letters in UTF-16 without a mark: every other byte is 0
        return "utf-16-le" if head[1:4096:2].count(0) > zeros // 2 else "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = head
    try:
        while chunk:
            decoder.decode(chunk)
            chunk = rest.read(CHUNK)
        decoder.decode(b"", final=True)
        return find_seven_bits(head) or "utf-8"
    except UnicodeDecodeError:
        sample = chunk[:SAMPLE] if chunk else head
        return _know_encoding(declared, sample) or _guess_encoding(sample)


def _know_encoding(declared: str, sample: bytes) -> str:
    """Python's name of a declared encoding, if usual and possible, else ""; Latin-1 is cp1252."""
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return ""
    if name in ("iso8859-1", "ascii"):
        name = "cp1252"
    known = {codecs.lookup(usual).name for usual in DECLARED}
    latin = name in {codecs.lookup(usual).name for usual in USUAL}
    return name if name in known and not (latin and find_foreign(sample)) else ""


def _guess_encoding(sample: bytes) -> str:
    """The encoding of a sample that is not clean UTF-8: that with a few broken places, or an older one.

    ValueError when none is sure.
    """
    decoded = sample.decode("utf-8", "replace")
    broken = decoded.count("\ufffd")
    if sum(character > "\x7f" for character in decoded) - broken > 4 * broken:
        return "utf-8"
    if foreign := find_foreign(sample):
        if encoding := find_alphabet(foreign):
            return encoding
        raise ValueError(UNCLEAR)
    found = from_bytes(sample, cp_isolation=USUAL, preemptive_behaviour=False)
    best = found.best()
    if best is None:
        return correct_latin(sample, "cp1252")
    # The articles are English: among encodings that fit alike, what Windows writes English in.
    usual = next((match for match in found if "cp1252" in match.could_be_from_charset), None)
    return correct_latin(
        sample, "cp1252" if usual is not None and usual.chaos <= best.chaos + 0.02 else best.encoding
    )
