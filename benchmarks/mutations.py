"""Deletes one thing of the reading at a time, and counts what no test notices.

    python benchmarks/mutations.py [--number 300] [--seed 1] [--processes 1] [--kind condition] [--list]

Things are of three kinds, a third of the sample each: a condition in the code of dragoman/reading (one term
of an "and" or "or", an "if" without "else", the "if" of a comprehension), a row of rules (of a table in the
code of dragoman/reading, or of a table that is written by hand in data/knowledge), and a word of one.
Rows of compiled tables and weights are none. Each is deleted in a copy of the project, and the tests of the
reading are run there until one fails; a run of more than --seconds of processor time has noticed it too.
Prints what no test noticed, and the share of each kind; the same seed deletes the same things.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import re
import resource
import shutil
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from random import Random
from typing import Any

ROOT = Path(__file__).parents[1]
CODE = "dragoman/reading"
KINDS = ("condition", "row", "word")
# Tables of data/knowledge that are written by hand; the others are compiled, or lists of places.
BY_HAND = (
    "bodies.toml",
    "countries_cautions.csv",
    "countries_traps.csv",
    "countries_words.toml",
    "names.toml",
    "nicknames.toml",
    "roles.toml",
    "sentences.toml",
    "topics.toml",
    "transliterations.toml",
)
TESTS = ("tests/test_golden.py", "tests/reading", "tests/knowledge", "tests/test_sample.py")
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "look")


@dataclass(frozen=True)
class Deletion:
    """A thing that can be deleted: where it stands (characters of the file), and what stands there then."""

    kind: str
    file: str
    start: int
    end: int
    instead: str = ""

    def apply(self, text: str) -> str:
        """The file's text without it."""
        return text[: self.start] + self.instead + text[self.end :]


def list_deletions() -> list[Deletion]:
    """All that can be deleted, in the order of files."""
    found: list[Deletion] = []
    for path in sorted((ROOT / CODE).rglob("*.py")):
        found += find_in_code(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    for name in BY_HAND:
        file = f"data/knowledge/{name}"
        text = (ROOT / file).read_text("utf-8")
        found += find_in_csv(file, text) if name.endswith(".csv") else find_in_toml(file, text)
    return found


def find_in_code(file: str, text: str) -> Iterator[Deletion]:
    """Conditions, and rows and words of the tables that stand at the top of a module."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line.encode()))
    data = text.encode()

    def place(line: int, column: int) -> int:
        return len(data[: starts[line - 1] + column].decode())

    def span(node: Any) -> tuple[int, int]:
        return place(node.lineno, node.col_offset), place(node.end_lineno, node.end_col_offset)

    tree = ast.parse(text)
    for node in ast.walk(tree):
        match node:
            case ast.BoolOp(op, values):
                neutral = "True" if isinstance(op, ast.And) else "False"
                yield from (Deletion("condition", file, *span(value), neutral) for value in values)
            case ast.If(test, _, orelse) if not orelse:
                yield Deletion("condition", file, *span(test), "False")
            case ast.comprehension(ifs=ifs):
                yield from (Deletion("condition", file, *span(value), "True") for value in ifs)
    for statement in tree.body:
        value = getattr(statement, "value", None)
        if isinstance(statement, ast.Assign | ast.AnnAssign) and value is not None:
            yield from _find_in_table(file, text, value, span)


def _find_in_table(
    file: str, text: str, value: ast.expr, span: Callable[[Any], tuple[int, int]]
) -> Iterator[Deletion]:
    """Elements of tuples, lists, sets and dictionaries, and words of a long string that is split."""
    behind = re.compile(r"\s*,")
    for node in ast.walk(value):
        parts: list[tuple[str, int, int]] = []
        match node:
            case ast.Tuple(elts) | ast.List(elts) | ast.Set(elts) if len(elts) > 2:
                for element in elts:
                    if not isinstance(element, ast.Constant):
                        parts.append(("row", *span(element)))
                    elif isinstance(element.value, str):
                        parts.append(("word", *span(element)))
            case ast.Dict(keys, entries) if len(keys) > 1:
                parts += [
                    ("row", span(key or entry)[0], span(entry)[1])
                    for key, entry in zip(keys, entries, strict=True)
                ]
            case ast.Attribute(ast.Constant() as words, "split"):
                start, end = span(words)
                for word in re.compile(r"[^\s\"']+").finditer(text, start, end):
                    yield Deletion("word", file, *word.span())
        for kind, start, end in parts:
            if comma := behind.match(text, end):
                yield Deletion(kind, file, start, comma.end())


def find_in_toml(file: str, text: str) -> Iterator[Deletion]:
    """Words of texts and lists, and whole tables of a list of tables."""
    for table in re.finditer(r"^\[\[.*?(?=^\[|\Z)", text, re.M | re.S):
        yield Deletion("row", file, *table.span())
    for words in re.finditer(r'"""(.*?)"""', text, re.S):
        for word in re.finditer(r"\S+", words[1]):
            start = words.start(1)
            yield Deletion("word", file, start + word.start(), start + word.end())
    for row in re.finditer(r"^\s*(?:\"[^\"\n]+\"|[\w-]+)\s*=\s*(\[[^\]]*\])", text, re.M):
        words = [
            Deletion("word", file, row.start(1) + word.start(), row.start(1) + word.end())
            for word in re.finditer(r"\"[^\"\n]*\"\s*,?\s*", row[1])
        ]
        yield from words if words and _is_toml(words[0].apply(text)) else ()
    for pair in re.finditer(
        r"^(?!id|label|description)(?:\"[^\"\n]+\"|[\w-]+)\s*=\s*\"[^\"\n]*\"\n", text, re.M
    ):
        if _is_toml(text[: pair.start()] + text[pair.end() :]):
            yield Deletion("row", file, *pair.span())


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def find_in_csv(file: str, text: str) -> Iterator[Deletion]:
    """Rows below the head."""
    lines = list(re.finditer(r".+\n?", text))
    yield from (Deletion("row", file, *line.span()) for line in lines[1:])


def draw(found: list[Deletion], number: int, seed: int, kinds: tuple[str, ...]) -> list[Deletion]:
    """As many of each kind, by lot, and in the order of files."""
    lot, drawn = Random(seed), []
    for kind in KINDS:
        those = [deletion for deletion in found if deletion.kind == kind]
        some = lot.sample(those, min(number // len(KINDS), len(those)))
        drawn += some if kind in kinds else []
    return sorted(drawn, key=lambda deletion: (deletion.file, deletion.start))


def is_noticed(folder: Path, deletion: Deletion, seconds: int) -> bool:
    """Whether a test of the copy in a folder fails without it."""
    file = folder / deletion.file
    before = file.read_text("utf-8")
    file.write_text(deletion.apply(before), "utf-8")
    try:
        return run_tests(folder, seconds) != 0
    finally:
        file.write_text(before, "utf-8")


def run_tests(folder: Path, seconds: int) -> int:
    """0 when all pass. In a child of this process, which has imported what takes long to import."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os.chdir(folder)
        sys.path.insert(0, str(folder))
        os.environ["PYTHONPATH"] = str(folder)
        import pytest

        os._exit(int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *TESTS])))
    finally:
        os._exit(99)


def copy_project(folder: Path) -> Path:
    """A copy in which things can be deleted."""
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=300, help="of processor time for one run of the tests")
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--list", action="store_true", help="only say what would be deleted")
    asked = parser.parse_args()
    found = list_deletions()
    number = Counter(deletion.kind for deletion in found)
    print("Can be deleted:", ", ".join(f"{number[kind]:,} of kind {kind}" for kind in KINDS), flush=True)
    drawn = draw(found, asked.number, asked.seed, tuple(asked.kind or KINDS))
    if asked.list:
        print("\n".join(describe(deletion) for deletion in drawn))
        return 0
    for name in (
        "hypothesis",
        "pandas",
        "pyarrow",
        "pytest",
        "spacy",
    ):  # once, before the tests' processes part
        importlib.import_module(name)
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    with tempfile.TemporaryDirectory() as temporary:
        folders: Queue[Path] = Queue()
        for place in range(asked.processes):
            folders.put(copy_project(Path(temporary) / str(place)))
        first = folders.get()
        if run_tests(first, asked.seconds):
            print("The tests fail before anything is deleted.")
            return 2
        folders.put(first)

        def judge(deletion: Deletion) -> bool:
            folder = folders.get()
            try:
                return is_noticed(folder, deletion, asked.seconds)
            finally:
                folders.put(folder)

        unnoticed: Counter[str] = Counter()
        with ThreadPoolExecutor(asked.processes) as pool:
            for deletion, noticed in zip(drawn, pool.map(judge, drawn), strict=True):
                if not noticed:
                    unnoticed[deletion.kind] += 1
                    print(describe(deletion), flush=True)
    tried = Counter(deletion.kind for deletion in drawn)
    for kind in KINDS:
        if tried[kind]:
            print(
                f"{kind}: {unnoticed[kind]} of {tried[kind]} unnoticed, {unnoticed[kind] / tried[kind]:.0%}"
            )
    print(f"all: {unnoticed.total()} of {tried.total()} unnoticed, {unnoticed.total() / tried.total():.1%}")
    return 0


def describe(deletion: Deletion) -> str:
    """Its kind, its line, and its words."""
    text = (ROOT / deletion.file).read_text("utf-8")
    line = text.count("\n", 0, deletion.start) + 1
    words = " ".join(text[deletion.start : deletion.end].split())
    return f"  {deletion.kind:9} {deletion.file}:{line}  {words[:90]}"


if __name__ == "__main__":
    sys.exit(main())
