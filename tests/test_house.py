"""The rules of the house: each test names the rule that it holds."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest
from imports import CORE, ROOT, SCREENS, list_imports, name_file
from radon.complexity import cc_visit
from radon.visitors import Class

from dragoman.settings import SETTINGS

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

LONGEST = 400  # lines of a module, of which one thing needs seldom more: complexity is what is capped, below
KNOTTY = 15  # what radon may count in a function
SOCKETS = {
    "aiohttp",
    "ftplib",
    "http",
    "httpcore",
    "httpx",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
}
SOCKETS |= {"urllib3", "websockets"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
AGGREGATION = {
    "groupby",
    "merge",
    "pivot",
    "pivot_table",
    "crosstab",
    "value_counts",
    "resample",
    "agg",
    "aggregate",
}
COUNTING = re.compile(r"^dragoman\.analysis\.\w+\.((count|compare|list)_|find_(articles|\w*evidence)$)")
SQL = re.compile(r"\b(SELECT\b.+\bFROM|INSERT INTO|DELETE FROM|GROUP BY|ORDER BY|CREATE TABLE)\b", re.DOTALL)


@cache
def parse(path: Path) -> ast.Module:
    """A file's syntax tree, made once."""
    return ast.parse(path.read_text("utf-8"))


def list_packages(path: Path) -> set[str]:
    """The first parts of what a file imports."""
    return {name.partition(".")[0] for name in list_imports(path)}


def list_offenders(paths: Iterable[Path], find: Callable[[Path], object]) -> dict[str, object]:
    """file -> what is found in it against a rule, where anything is."""
    found = {name_file(path): find(path) for path in paths}
    assert found, "the rule is about files that are gone"
    return {name: broken for name, broken in found.items() if broken}


def test_the_core_never_imports_streamlit_or_the_screens() -> None:
    assert not list_offenders(
        CORE, lambda path: list_packages(path) & {"streamlit", "components", "pages", "app"}
    )


def test_two_files_open_sockets() -> None:
    def find(path: Path) -> list[str]:
        return [
            name
            for name in list_imports(path)
            if name.partition(".")[0] in SOCKETS or name.startswith("urllib.request")
        ]

    assert list(list_offenders([*CORE, *SCREENS], find)) == [
        "dragoman/sources/fetch.py",
        "dragoman/watches/send.py",
    ]


def test_screens_hold_no_sql_and_no_aggregation() -> None:
    def find(path: Path) -> set[str]:
        nodes = list(ast.walk(parse(path)))
        called = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        strings = {
            node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        return (
            list_packages(path) & {"duckdb", "lancedb", "spacy"}
            | called & AGGREGATION
            | set(filter(SQL.search, strings))
        )

    assert not list_offenders(SCREENS, find)


def test_screens_ask_for_rows_in_one_place() -> None:
    """What is counted, listed and opened is asked of dragoman/questions alone, of nothing below it.

    Property tests hold that room together.
    """
    below = {
        name
        for module in (ROOT / "dragoman" / "questions").glob("*.py")
        for name in list_imports(module)
        if COUNTING.search(name)
    }
    assert below
    assert not list_offenders(SCREENS, lambda path: below.intersection(list_imports(path)))


def test_files_are_short_and_named_for_what_they_hold() -> None:
    assert not list_offenders(
        [*CORE, *SCREENS], lambda path: len(path.read_text("utf-8").splitlines()) > LONGEST
    )
    assert not list_offenders(
        [*CORE, *SCREENS], lambda path: set(path.relative_to(ROOT).with_suffix("").parts) & VAGUE
    )


def test_public_functions_say_what_they_do() -> None:
    def find(path: Path) -> list[str]:
        tree = parse(path)
        definitions = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.FunctionDef)]
        inner = {
            child
            for node in definitions
            if isinstance(node, ast.FunctionDef)
            for child in ast.walk(node)
            if child is not node
        }
        public = [
            node
            for node in definitions
            if not node.name.startswith("_") and node not in inner and not _is_private(tree, node)
        ]
        return [node.name for node in public if not ast.get_docstring(node)]

    assert not list_offenders(CORE, find)


def test_functions_are_no_knots() -> None:
    counts = {name: count for path in (*CORE, *SCREENS) for name, count in count_branches(path).items()}
    assert not {name: count for name, count in counts.items() if count > KNOTTY}


def count_branches(path: Path) -> dict[str, int]:
    """file:function -> its cyclomatic complexity as radon counts it, each and/or too."""
    found = cc_visit(path.read_text("utf-8"))
    return {
        f"{name_file(path)}:{block.fullname}": block.complexity
        for block in found
        if not isinstance(block, Class)
    }


def _is_private(tree: ast.Module, node: ast.AST) -> bool:
    """Whether it stands in a class that is private."""
    return any(
        isinstance(owner, ast.ClassDef) and owner.name.startswith("_") and node in ast.walk(owner)
        for owner in tree.body
    )


def test_every_setting_is_documented() -> None:
    told = "".join(
        path.read_text("utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    )
    assert SETTINGS
    assert not [setting.variable for setting in SETTINGS if setting.variable not in told]


def test_every_package_is_in_the_wheel() -> None:
    folders = {path.parent for path in CORE}
    packages = {folder.relative_to(ROOT).as_posix().replace("/", ".") for folder in folders}
    assert packages <= set(PROJECT["tool"]["setuptools"]["packages"])


@pytest.mark.parametrize("name", ["requirements.lock", "tests/requirements.lock"])
def test_locks_have_hashes_and_name_no_registry(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)
    requirements = re.split(r"\n(?=\S)", text.replace("\\\n", " ").strip())
    pinned = [line for line in requirements if not line.startswith("#")]
    assert pinned
    assert not [line.split()[0] for line in pinned if "==" not in line or "--hash=sha256:" not in line]


def test_everything_that_the_project_needs_is_locked() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8").lower().replace("_", "-")
    needed = [
        re.split(r"[><=~! ;\[]", line)[0].lower().replace("_", "-")
        for line in PROJECT["project"]["dependencies"]
    ]
    assert not [name for name in needed if f"\n{name}==" not in f"\n{text}"]


def test_licences_are_permissive_or_weak() -> None:
    """No dependency under the GPL or AGPL.

    One that offers a choice of licences is fine when one of them is.
    """
    locked = {
        match.lower().replace("_", "-")
        for match in re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.M)
    }
    installed = [
        package for package in distributions() if package.metadata["Name"].lower().replace("_", "-") in locked
    ]
    assert len(installed) > 50
    assert not {
        package.metadata["Name"]: licence
        for package in installed
        if is_strong_copyleft(licence := read_licence(package))
    }


def read_licence(package: Distribution) -> str:
    """What a package's metadata say of its licence."""
    metadata = package.metadata
    classifiers = [line for line in metadata.get_all("Classifier") or () if line.startswith("License")]
    stated = (
        metadata.get("License-Expression")
        or "; ".join(classifiers)
        or (metadata.get("License") or "").partition("\n")[0]
    )
    return str(stated)


def is_strong_copyleft(licence: str) -> bool:
    """Whether all of the licences on offer are GPL or AGPL."""
    offers = re.split(r"\bOR\b|;|/|,", licence)
    return bool(licence) and all(
        re.search(r"(?<!L)(?<!Lesser )\bA?GPL|Affero|(?<!Lesser )General Public", offer) for offer in offers
    )


@pytest.mark.parametrize(
    ("licence", "strong"),
    [
        ("MIT", False),
        ("GPL-3.0-or-later", True),
        ("AGPLv3", True),
        ("LGPL-2.1-or-later", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)", False),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", False),
        ("MPL-2.0 AND MIT", False),
        ("", False),
    ],
)
def test_licences_are_told_apart(licence: str, strong: bool) -> None:
    assert is_strong_copyleft(licence) == strong


def test_nothing_committed_names_this_machine() -> None:
    """No path of a machine and no registry's address in what is kept."""
    suspicious = re.compile(r"/(home|Users|root|work)/\w|pypi\.org/simple|files\.pythonhosted\.org")
    kept = [
        path
        for folder in ("dragoman", "pages", "components", "docs", "benchmarks", "tests")
        for path in (ROOT / folder).rglob("*.*")
    ]
    kept += [
        path
        for path in ROOT.iterdir()
        if path.suffix in {".py", ".md", ".toml", ".lock"} or path.name == "Makefile"
    ]
    texts = [
        path
        for path in kept
        if path.suffix in {".py", ".md", ".toml", ".lock", ".css", ""} and path != Path(__file__)
    ]
    assert not [
        name_file(path) for path in texts if path.is_file() and suspicious.search(path.read_text("utf-8"))
    ]
