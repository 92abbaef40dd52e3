"""JSON Lines: one article a line; a broken line is refused by its number, the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.model import Item
from dragoman.sources.files.decoding import open_text
from dragoman.sources.files.json_documents import parse_json, read_json_document, read_value
from dragoman.sources.files.origin import Origin


def read_json_lines(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """Each line an Article or a Rejected with its number. One document over several lines is read as that, whatever the file's ending."""
    if not _parses(next((line for line in open_text(stream) if line.strip()), "")) and _parses(open_text(stream).read()):
        yield from read_json_document(stream, origin)
        return
    empty = True
    for number, line in enumerate(open_text(stream), 1):
        if not line.strip():
            continue
        empty = False
        try:
            value = parse_json(line)
        except ValueError as fault:
            reason = f"Line {number} is not valid JSON: {fault}. Mend the line and add the file again."
            yield origin.reject(reason, line.strip(), f"line {number}")
            continue
        yield from read_value(value, origin, f"line {number}")
    if empty:
        yield origin.reject("The file is empty. Check that it was saved or downloaded in full.", "", "line 1")


def _parses(text: str) -> bool:
    try:
        parse_json(text)
    except ValueError:
        return False
    return True
