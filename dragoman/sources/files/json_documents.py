"""JSON documents: an array of articles or of references, an object with such an array inside, one article, or a table by columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from dragoman.model import Article, Rejected
from dragoman.sources.articles import dump_row
from dragoman.sources.columns import choose_columns
from dragoman.sources.files.csl_json import flatten_reference, is_reference
from dragoman.sources.files.decoding import open_text
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.ris import NO_ABSTRACT

LISTS = ("articles", "items", "results", "data", "docs", "documents", "records", "rows", "news", "stories", "entries", "hits", "response")
CONSTANT = re.compile(r'"(?:\\.|[^"\\])*"|(-?Infinity|NaN)')  # a string, or what JavaScript has and JSON has not
WRAPPERS = ("fields", "_source", "attributes", "article", "document", "doc", "node", "item", "story", "news", "properties", "data")
DEEPEST = 4  # objects within objects that are looked into for the list of articles


class BrokenJSONError(ValueError):
    """What is wrong with a JSON text, and in which line."""

    def __init__(self, fault: str, line: int) -> None:
        super().__init__(fault)
        self.line = line


def parse_json(text: str) -> Any:
    """The value of a JSON text, after RFC 8259: NaN and Infinity are refused. BrokenJSONError for what is none."""
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse_constant, parse_int=_read_integer)
    except json.JSONDecodeError as fault:
        place = f"line {fault.lineno}, column {fault.colno}" if fault.lineno > 1 else f"column {fault.colno}"
        said = fault.msg.removesuffix(" at")
        raise BrokenJSONError(f"{said[0].lower()}{said[1:]} at {place}", fault.lineno) from None
    except RecursionError:
        raise BrokenJSONError("it is nested too deeply", 1) from None
    except ValueError as fault:  # of _refuse_constant
        start = next((found.start() for found in CONSTANT.finditer(text) if found[1]), 0)
        raise BrokenJSONError(str(fault), text.count("\n", 0, start) + 1) from None


def read_json_document(stream: BinaryIO, origin: Origin) -> Iterator[Article | Rejected]:
    """Every article of one document. Several lines that are each a document are read as JSON Lines."""
    text = open_text(stream).read()
    if not text.strip():
        yield origin.reject("The file is empty. Check that it was saved or downloaded in full.", "", "line 1")
        return
    try:
        value = parse_json(text)
    except BrokenJSONError as fault:
        if _starts_json_lines(text):
            from dragoman.sources.files.json_lines import read_json_lines  # each of the two forms is met under the other's ending

            yield from read_json_lines(stream, origin)
        else:
            yield origin.reject(f"The file is not valid JSON: {fault}. Mend it and add the file again.", text, f"line {fault.line}")
        return
    yield from read_value(value, origin, "")


def read_value(value: Any, origin: Origin, where: str) -> Iterator[Article | Rejected]:
    """The article or articles that a JSON value holds; `where` is the place of the value in its file ("line 7", or "" for all of it)."""
    rows = find_rows(value, origin)
    if rows is None:
        if isinstance(value, dict):
            yield _build(value, origin, where)
        else:
            shown = json.dumps(value, ensure_ascii=False)
            yield origin.reject(f"Here is {_name_type(value)} where an article with named fields should be.", shown, where)
        return
    if not rows:
        yield origin.reject("The list of articles is empty.", "[]", where)
    for number, row in enumerate(rows, 1):
        place = f"{where}, item {number}" if where else f"item {number}"
        if isinstance(row, dict):
            yield _build(row, origin, place)
        else:
            shown = json.dumps(row, ensure_ascii=False)
            yield origin.reject(f"Item {number} is {_name_type(row)} where an article with named fields should be.", shown, place)


def _build(row: dict[str, Any], origin: Origin, where: str) -> Article | Rejected:
    if is_reference(row):
        flat = flatten_reference(row)
        return (
            origin.build(flat, where)
            if str(flat.get("text", "")).strip() or flat.get("url")
            else origin.reject(NO_ABSTRACT, dump_row(row), where)
        )
    row = _unwrap(row, origin)
    return origin.build(row, where) if where else origin.build_whole(row)


def _unwrap(row: dict[str, Any], origin: Origin) -> dict[str, Any]:
    """The row with the fields of the object in it that holds the text, as search engines and news services answer."""
    if "text" in choose_columns(list(row), origin.columns):
        return row
    for key in WRAPPERS:
        inside = row.get(key)
        if isinstance(inside, dict) and "text" in choose_columns(list(inside), origin.columns):
            return {name: value for name, value in row.items() if name != key} | inside
    return row


def find_rows(value: Any, origin: Origin, depth: int = 0) -> list[Any] | None:
    """The list of rows in a value, or None if the value itself is a row (or nothing of use)."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or depth > DEEPEST:
        return None
    text = value.get(choose_columns(list(value), origin.columns).get("text", ""))
    if isinstance(text, str) or (isinstance(text, dict) and any(isinstance(cell, str) for cell in value.values())):
        return None
    if isinstance(text, dict | list) and all(isinstance(cells, type(text)) for cells in value.values()):
        return _turn_columns(value)
    for key in sorted(value, key=lambda key: LISTS.index(key) if key in LISTS else len(LISTS)):
        inside = value[key]
        if isinstance(inside, list) and any(isinstance(item, dict) for item in inside):
            return inside
        if isinstance(inside, dict) and (rows := find_rows(inside, origin, depth + 1)) is not None:
            return rows
    if len(value) > 1 and all(isinstance(item, dict) for item in value.values()):
        return [{"id": key} | item for key, item in value.items()]
    return None


def _turn_columns(value: dict[str, Any]) -> list[Any]:
    """Rows of a table that is stored by columns: {"title": {"0": ...}} as pandas writes it, or {"title": [...]}."""
    columns = {
        name: cells if isinstance(cells, dict) else dict(enumerate(cells))
        for name, cells in value.items()
        if isinstance(cells, dict | list)
    }
    keys = dict.fromkeys(key for cells in columns.values() for key in cells)
    return [{name: cells.get(key) for name, cells in columns.items()} for key in keys]


def _starts_json_lines(text: str) -> bool:
    """Whether the first line is an object by itself and others follow."""
    first, _, rest = text.strip().partition("\n")
    try:
        return bool(rest) and isinstance(parse_json(first), dict)
    except ValueError:
        return False


def _name_type(value: Any) -> str:
    names = {str: "a string", bool: "true or false", int: "a number", float: "a number", list: "a list", type(None): "null"}
    return names.get(type(value), "a value")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _read_integer(digits: str) -> int | str:
    """A number of more digits than any column means stays the string that it is: Python refuses to convert very long ones."""
    return int(digits) if len(digits) <= 30 else digits
