"""The rules of the house: each test names the rule that it holds."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Collection, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

import networkx
import pytest
from radon.complexity import cc_visit
from radon.visitors import Class

from dragoman.settings import SETTINGS

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CORE = sorted((ROOT / "dragoman").rglob("*.py"))
SCREENS = sorted([*(ROOT / "pages").rglob("*.py"), *(ROOT / "components").rglob("*.py"), ROOT / "app.py"])

LONGEST = 300  # lines of a module: a longer one becomes a folder of the same name
KNOTTY = 15  # what radon may count in a function; dragoman/reading is not held to it yet
KNOTS = {
    "components/dossier.py:show_facts": 17,
    "components/web.py:show_feeds": 16,
    "dragoman/analysis/evidence.py:_find_sentences": 17,
    "dragoman/analysis/passing.py:_apply": 17,
    "dragoman/analysis/search.py:find_snippet": 19,
    "dragoman/analysis/windows.py:count_windows": 16,
    "dragoman/knowledge/names/forms.py:take_apart": 16,
    "dragoman/knowledge/names/likeness.py:_holds": 17,
    "dragoman/knowledge/offices.py:Offices._find_person": 19,
    "dragoman/knowledge/offices.py:Offices._reckon_days": 16,
}  # those above it, with what is counted now: none may grow, and one that is untied leaves the list
SOCKETS = {"aiohttp", "ftplib", "http", "httpcore", "httpx", "requests", "smtplib", "socket", "socketserver", "ssl"}
SOCKETS |= {"urllib3", "websockets"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
AGGREGATION = {"groupby", "merge", "pivot", "pivot_table", "crosstab", "value_counts", "resample", "agg", "aggregate"}
COUNTING = re.compile(r"^dragoman\.analysis\.\w+\.((count|compare|list)_|find_(articles|\w*evidence)$)")
# Circles that still stand; none may come.
CIRCLES = {frozenset({"dragoman.analysis.building", "dragoman.analysis.tables"})}
SQL = re.compile(r"\b(SELECT\b.+\bFROM|INSERT INTO|DELETE FROM|GROUP BY|ORDER BY|CREATE TABLE)\b", re.DOTALL)


def name_file(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def list_imports(path: Path) -> Iterator[str]:
    """Modules that a file imports, with their full dotted names."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", CORE, ids=name_file)
def test_the_core_never_imports_streamlit_or_the_screens(path: Path) -> None:
    assert not {name.partition(".")[0] for name in list_imports(path)} & {"streamlit", "components", "pages", "app"}


@pytest.mark.parametrize("path", [path for path in CORE if path.parent.name == "resolution"], ids=name_file)
def test_resolution_stands_below_the_library(path: Path) -> None:
    above = ("dragoman.library", "dragoman.analysis", "dragoman.figures", "dragoman.cli")
    assert not [name for name in list_imports(path) if name.startswith(above)]


@pytest.mark.parametrize("path", [*CORE, *SCREENS], ids=name_file)
def test_one_room_opens_sockets(path: Path) -> None:
    if name_file(path) != "dragoman/sources/fetch.py":
        opened = [name for name in list_imports(path) if name.partition(".")[0] in SOCKETS or name.startswith("urllib.request")]
        assert not opened


@pytest.mark.parametrize("path", SCREENS, ids=name_file)
def test_screens_hold_no_sql_and_no_aggregation(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert not {name.partition(".")[0] for name in list_imports(path)} & {"duckdb", "lancedb", "spacy"}
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not called & AGGREGATION
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert not [string for string in strings if SQL.search(string)]


@pytest.mark.parametrize("path", SCREENS, ids=name_file)
def test_screens_ask_for_rows_in_one_place(path: Path) -> None:
    """What is counted, listed and opened is asked of dragoman/questions, which property tests hold together, and of nothing below it."""
    below = {name for module in (ROOT / "dragoman" / "questions").glob("*.py") for name in list_imports(module) if COUNTING.search(name)}
    assert not set(list_imports(path)) & below


@pytest.mark.parametrize("path", [*CORE, *SCREENS], ids=name_file)
def test_files_are_short_and_named_for_what_they_hold(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST
    assert not set(path.relative_to(ROOT).with_suffix("").parts) & VAGUE


def test_no_room_stands_in_a_circle() -> None:
    """What imports what, within functions too but for types alone not, has no circle but those that are named here."""
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in CORE}
    edges = [(module, name) for module, path in modules.items() for name in find_modules(path, modules) if name != module]
    circles = [frozenset(circle) for circle in networkx.strongly_connected_components(networkx.DiGraph(edges)) if len(circle) > 1]
    assert not [sorted(circle) for circle in circles if not any(circle <= known for known in CIRCLES)]


def find_modules(path: Path, modules: Collection[str]) -> Iterator[str]:
    """Of these modules those that a file imports when it runs."""
    for node in list_running(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module in modules:
            yield from (name if (name := f"{node.module}.{alias.name}") in modules else node.module for alias in node.names)


def list_running(node: ast.AST) -> Iterator[ast.AST]:
    """What stands within a node, without what is for types alone."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield child
            yield from list_running(child)


@pytest.mark.parametrize("path", CORE, ids=name_file)
def test_public_functions_say_what_they_do(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    definitions = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.FunctionDef)]
    inner = {child for node in definitions if isinstance(node, ast.FunctionDef) for child in ast.walk(node) if child is not node}
    public = [node for node in definitions if not node.name.startswith("_") and node not in inner and not _is_private(tree, node)]
    assert not [node.name for node in public if not ast.get_docstring(node)]


@pytest.mark.parametrize("path", [path for path in (*CORE, *SCREENS) if ROOT / "dragoman" / "reading" not in path.parents], ids=name_file)
def test_functions_are_no_knots(path: Path) -> None:
    counts = count_branches(path)
    known = {knot: most for knot, most in KNOTS.items() if knot.partition(":")[0] == name_file(path)}
    assert not {name: count for name, count in counts.items() if count > known.get(name, KNOTTY)}
    assert not [knot for knot in known if counts.get(knot, 0) <= KNOTTY], "untied or gone: take it off the list"


def test_every_listed_knot_is_in_a_file() -> None:
    assert {knot.partition(":")[0] for knot in KNOTS} <= {name_file(path) for path in (*CORE, *SCREENS)}


def count_branches(path: Path) -> dict[str, int]:
    """file:function -> its cyclomatic complexity as radon counts it, each and/or too."""
    found = cc_visit(path.read_text("utf-8"))
    return {f"{name_file(path)}:{block.fullname}": block.complexity for block in found if not isinstance(block, Class)}


def _is_private(tree: ast.Module, node: ast.AST) -> bool:
    """Whether it stands in a class that is private."""
    return any(isinstance(owner, ast.ClassDef) and owner.name.startswith("_") and node in ast.walk(owner) for owner in tree.body)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_documented(setting) -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if path.exists()]
    assert any(setting.variable in text for text in texts)


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
    needed = [re.split(r"[><=~! ;\[]", line)[0].lower().replace("_", "-") for line in PROJECT["project"]["dependencies"]]
    assert not [name for name in needed if f"\n{name}==" not in f"\n{text}"]


def test_licences_are_permissive_or_weak() -> None:
    """No dependency under the GPL or AGPL. One that offers a choice of licences is fine when one of them is."""
    locked = {
        match.lower().replace("_", "-") for match in re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.M)
    }
    installed = [package for package in distributions() if package.metadata["Name"].lower().replace("_", "-") in locked]
    assert len(installed) > 50
    assert not {package.metadata["Name"]: licence for package in installed if is_strong_copyleft(licence := read_licence(package))}


def read_licence(package: Distribution) -> str:
    """What a package's metadata say of its licence."""
    metadata = package.metadata
    classifiers = [line for line in metadata.get_all("Classifier") or () if line.startswith("License")]
    stated = metadata.get("License-Expression") or "; ".join(classifiers) or (metadata.get("License") or "").partition("\n")[0]
    return str(stated)


def is_strong_copyleft(licence: str) -> bool:
    """Whether all of the licences on offer are GPL or AGPL."""
    offers = re.split(r"\bOR\b|;|/|,", licence)
    return bool(licence) and all(re.search(r"(?<!L)(?<!Lesser )\bA?GPL|Affero|(?<!Lesser )General Public", offer) for offer in offers)


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
    kept = [path for folder in ("dragoman", "pages", "components", "docs", "benchmarks", "tests") for path in (ROOT / folder).rglob("*.*")]
    kept += [path for path in ROOT.iterdir() if path.suffix in {".py", ".md", ".toml", ".lock"} or path.name == "Makefile"]
    texts = [path for path in kept if path.suffix in {".py", ".md", ".toml", ".lock", ".css", ""} and path != Path(__file__)]
    assert not [name_file(path) for path in texts if path.is_file() and suspicious.search(path.read_text("utf-8"))]
