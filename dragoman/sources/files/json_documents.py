"""JSON documents: an array of articles or references, an object with one, one article, or a table.

JSON Lines: one of these a line; a broken line is refused by its number, the rest goes on. Each of the two
forms is met under the other's ending."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from dragoman.model import Article, Item, Notice, Rejected
from dragoman.sources.articles import dump_row
from dragoman.sources.files.csl_json import flatten_reference, is_reference
from dragoman.sources.files.decoding import open_text
from dragoman.sources.files.json_lists import find_rows, looks_like_article, unwrap
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.ris import NO_ABSTRACT
from dragoman.sources.text_cleaning import shorten

CONSTANT = re.compile(r'"(?:\\.|[^"\\])*"|(-?Infinity|NaN)')  # a string, or what JavaScript has, not JSON
DEEPEST = 6  # lists within the items of lists
FAILED = ("error", "errors", "fault", "fail", "failed", "failure")
SAID = (
    "message", "errormessage", "error", "errors", "fault", "faultstring", "detail", "reason", "msg",
    "description",
)  # fmt: skip


class BrokenJSONError(ValueError):
    """What is wrong with a JSON text, and in which line."""

    def __init__(self, fault: str, line: int) -> None:
        super().__init__(fault)
        self.line = line


def parse_json(text: str) -> Any:
    """The value of a JSON text, after RFC 8259: NaN and Infinity are refused.

    BrokenJSONError for what is none.
    """
    try:
        return json.loads(
            text.removeprefix("\ufeff"), parse_constant=_refuse_constant, parse_int=_read_integer
        )
    except json.JSONDecodeError as fault:
        place = f"line {fault.lineno}, column {fault.colno}" if fault.lineno > 1 else f"column {fault.colno}"
        said = fault.msg.removesuffix(" at")
        raise BrokenJSONError(f"{said[0].lower()}{said[1:]} at {place}", fault.lineno) from None
    except RecursionError:
        raise BrokenJSONError("it is nested too deeply", 1) from None
    except ValueError as fault:  # of _refuse_constant
        start = next((found.start() for found in CONSTANT.finditer(text) if found[1]), 0)
        raise BrokenJSONError(str(fault), text.count("\n", 0, start) + 1) from None


def read_json_document(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """Every article of one document. Several lines that are each a document are read as JSON Lines."""
    text = open_text(stream).read()
    if not text.strip():
        yield origin.reject("The file is empty. Check that it was saved or downloaded in full.", "", "line 1")
        return
    try:
        value = parse_json(text)
    except BrokenJSONError as fault:
        if _starts_json_lines(text):
            yield from read_json_lines(stream, origin)
        else:
            yield origin.reject(
                f"The file is not valid JSON: {fault}. Mend it and add the file again.",
                text,
                f"line {fault.line}",
            )
        return
    yield from read_value(value, origin, "")


def read_json_lines(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """Each line an Article or a Rejected with its number.

    One document over several lines is read as that, whatever the file's ending.
    """
    if not _parses(next((line for line in open_text(stream) if line.strip()), "")) and _parses(
        open_text(stream).read()
    ):
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


def read_value(value: Any, origin: Origin, where: str, depth: int = 0) -> Iterator[Item]:
    """The article or articles of a JSON value; `where` is its place in the file ("line 7"), or ""."""
    found = find_rows(value, origin) if depth < DEEPEST else None
    if found is None:
        if isinstance(value, dict):
            yield _build(value, origin, where)
        else:
            shown = json.dumps(value, ensure_ascii=False)
            named = where.rpartition(", ")[2].capitalize() if "item" in where else "Here"
            yield origin.reject(
                f"{named} is {_name_type(value)} where an article with named fields should be.", shown, where
            )
        return
    if found.refusal:  # in a list, so that Retry looks at all of it again
        yield origin.reject(found.refusal, json.dumps([value], ensure_ascii=False), where)
        return
    if not found.rows:
        yield origin.reject("The list of articles is empty.", "[]", where)
    for sentence in found.told:
        yield Notice(sentence, origin.source)
    for place, row in found.rows:
        yield from read_value(row, origin, f"{where}, {place}" if where else place, depth + 1)


def _build(row: dict[str, Any], origin: Origin, where: str) -> Article | Rejected:
    if is_reference(row):
        flat = flatten_reference(row)
        return (
            origin.build(flat, where)
            if str(flat.get("text", "")).strip() or flat.get("url")
            else origin.reject(NO_ABSTRACT, dump_row(row), where)
        )
    if not looks_like_article(row, origin, loosely=True) and (said := _find_error(row)):
        return origin.reject(
            f"The service has answered with an error: {said} Ask it again.",
            json.dumps([row], ensure_ascii=False),
            where,
        )
    row = unwrap(row, origin)
    return origin.build(row, where) if where else origin.build_whole(row)


def _find_error(row: dict[str, Any]) -> str:
    """What an answer without articles says went wrong, as a sentence, or ""."""
    names = {re.sub(r"[\W_]+", "", name).lower(): name for name in row}
    failed = str(row.get(names.get("status", ""), "")).lower() in (
        "error",
        "fail",
        "failed",
        "failure",
    ) or names.keys() & {
        "error",
        "errors",
        "fault",
    }
    for name in SAID if failed else ():
        if said := _find_words(row.get(names.get(name, ""))):
            return shorten(said, 200).rstrip(".") + "."
    return ""


def _find_words(value: Any) -> str:
    """The words in a value, or in what it holds, however deep: what is called as messages are comes first."""
    while isinstance(value, list | dict) and value:
        values = (
            value
            if isinstance(value, list)
            else [value[key] for key in (*(k for k in value if k.lower() in SAID), *value)]
        )
        value = next((one for one in values if isinstance(one, str | list | dict) and one), None)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _starts_json_lines(text: str) -> bool:
    """Whether the first line is an object by itself and others follow."""
    first, _, rest = text.strip().partition("\n")
    try:
        return bool(rest) and isinstance(parse_json(first), dict)
    except ValueError:
        return False


def _parses(text: str) -> bool:
    try:
        parse_json(text)
    except ValueError:
        return False
    return True


def _name_type(value: Any) -> str:
    names = {
        str: "a string",
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        type(None): "null",
    }
    return names.get(type(value), "a value")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _read_integer(digits: str) -> int | str:
    """A number with more digits than any column means stays a string: Python refuses very long ones."""
    return int(digits) if len(digits) <= 30 else digits
