"""The rules of the tests themselves: where a module's test is, what none may measure, through which doors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import imports

CORE = imports.ROOT / "dragoman"
TESTS = imports.ROOT / "tests"
list_imports = cache(lambda path: frozenset(imports.list_imports(path)))

UNTESTED = {
    "analysis.building": "makes what analysis.tables holds: every test of analysis asks it, "
    "and test_tables.py",
    "analysis.counting": "the arithmetic of counts, which no one else's counts by hand would miss "
    "(test_pairs.py, test_entities.py)",
    "figures.page_charts": "the charts of a report, which test_report.py makes of every page",
    "library.side_tables": "schemas without a line that runs: tests of feeds, views, decisions, imports and "
    "watches write and read them",
    "resolution.rules": "two numbers, which test_golden.py guards "
    "and library/test_people.py and test_copies.py raise",
    "sources.source": "an interface without a line that runs",
}  # module -> why it has no test of its own

CLOCKS = {"monotonic", "perf_counter", "process_time", "thread_time", "time", "timeit"}
# Who looks at a clock all the same: none of them to say how long something took, which is for benchmarks/.
CLOCKED = {
    "browser/provider.py": "stamps the tokens of a provider of sign-ins",
    "cli/test_web.py": "hands the clock on to the watcher whose sleep it replaces",
    "library/test_polling.py": "waits for a process, not for ever",
    "library/test_processes.py": "waits for processes to end, not for ever",
}


@cache
def parse(path: Path) -> ast.Module:
    """A file's syntax tree, made once."""
    return ast.parse(path.read_text("utf-8"))


def list_modules() -> Iterator[tuple[str, ...]]:
    """Of each module that does something its path from dragoman/ on; a folder's own is called like it."""
    for path in sorted(CORE.rglob("*.py")):
        if path.name != "__main__.py" and any(
            isinstance(node, ast.FunctionDef | ast.ClassDef) for node in parse(path).body
        ):
            parts = path.relative_to(CORE).with_suffix("").parts
            yield parts[:-1] if parts[-1] == "__init__" else parts


def find_tests(module: tuple[str, ...]) -> Iterator[Path]:
    """The tests of x/y/z.py that stand where one looks, x/y/test_z.py or test_y.py beside folder y."""
    *folders, name = module or ("dragoman",)
    places = [TESTS.joinpath(*folders, f"test_{name}.py")]
    if folders:
        places.append(TESTS.joinpath(*folders[:-1], f"test_{folders[-1]}.py"))
    yield from (
        path
        for path in places
        if path.exists() and any(name.startswith("dragoman") for name in list_imports(path))
    )


def test_each_module_has_its_test_where_one_looks() -> None:
    without = {".".join(module) for module in list_modules() if not any(find_tests(module))}
    assert not sorted(without - UNTESTED.keys()), "write a test, or say in UNTESTED why there is none"
    assert not sorted(UNTESTED.keys() - without), "has a test, or is gone: take it off the list"


def test_no_test_measures_time() -> None:
    """A machine may be slow: what takes too long is shown by benchmarks, and a test counts what is done."""
    found = {path.relative_to(TESTS).as_posix() for path in TESTS.rglob("*.py") if list(list_clocks(path))}
    assert found == CLOCKED.keys()


def list_clocks(path: Path) -> Iterator[str]:
    """The clocks that a file asks, through whatever name."""
    yield from (
        name
        for name in list_imports(path)
        if name.startswith(("time.", "timeit")) and name.rpartition(".")[2] in CLOCKS
    )
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {f"time.{clock}" for clock in CLOCKS}:
            yield ast.unparse(node)


OTHERS = {"etree", "writer"}  # lxml and pypdf, which have no other names for it


def test_tests_go_through_public_doors() -> None:
    found = {
        path.relative_to(TESTS).as_posix(): names
        for path in TESTS.rglob("*.py")
        if (names := sorted(list_private(path)))
    }
    assert not found


def list_private(path: Path) -> Iterator[str]:
    """What a test takes of a module, or of an object not its own, though its name begins with a line."""
    for name in list_imports(path):
        if name.startswith("dragoman") and "._" in name:
            yield name
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.endswith("_"):
            owner = ast.unparse(node.value)
            if owner.partition(".")[0] not in {"self", "cls", "sys", "os", *OTHERS}:
                yield f"{owner}.{node.attr}"
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value.startswith("dragoman.")
            and "._" in node.value
        ):
            yield node.value  # the target of monkeypatch.setattr
