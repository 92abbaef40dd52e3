"""What imports what in Dragoman: `python -m tests.imports` prints it, and circles and breaches of the layers.

The layers are those of the table in docs/architecture.md, from the bottom; tests/test_imports.py holds them.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import networkx

ROOT = Path(__file__).parents[1]
CORE = sorted((ROOT / "dragoman").rglob("*.py"))
SCREENS = sorted([*(ROOT / "pages").rglob("*.py"), *(ROOT / "components").rglob("*.py"), ROOT / "app.py"])


@dataclass(frozen=True, slots=True)
class Layer:
    """A row of the table: its rooms, each a folder ("dragoman/library/"), a file, or a folder's files."""

    name: str
    rooms: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """An import of a module by another."""

    module: str
    imported: str


def name_file(path: Path) -> str:
    """The path of a file within the project."""
    return path.relative_to(ROOT).as_posix()


def read_layers(text: str = "") -> tuple[Layer, ...]:
    """The layers from the bottom, as the table in a text has them (by default docs/architecture.md)."""
    text = text or (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("| ")
    ]
    return tuple(Layer(row[0], tuple(re.findall(r"`([^`]+)`", row[1]))) for row in rows if "`" in row[1])


def find_room(file: str, rooms: Iterable[str]) -> str:
    """The room that a file is in: itself if it is one, else its folder, else the plain files; "" for none."""
    folders = [f"{parent.as_posix()}/" for parent in Path(file).parents]
    return next(
        (place for place in (file, *folders, f"{Path(file).parent.as_posix()}/*.py") if place in set(rooms)),
        "",
    )


def list_modules(paths: Iterable[Path] = (*CORE, *SCREENS)) -> dict[str, Path]:
    """Dotted name -> file."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in paths
    }


def list_imports(path: Path) -> Iterator[str]:
    """Modules that a file imports, with their full dotted names."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def list_edges(modules: Mapping[str, Path], types: bool) -> set[Edge]:
    """What imports what of these modules, within functions too; with `types` what is for types alone, too."""
    return {
        Edge(module, name)
        for module, path in modules.items()
        for name in _find_modules(path, modules, types)
        if name != module
    }


def _find_modules(path: Path, modules: Collection[str], types: bool) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree) if types else _list_running(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module in modules:
            yield from (
                name if (name := f"{node.module}.{alias.name}") in modules else node.module
                for alias in node.names
            )


def _list_running(node: ast.AST) -> Iterator[ast.AST]:
    """What stands within a node, without what is for types alone."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield child
            yield from _list_running(child)


def find_circles(edges: Iterable[Edge]) -> list[list[str]]:
    """Modules that import one another, directly or over others; each circle in the order of names."""
    graph = networkx.DiGraph((edge.module, edge.imported) for edge in edges)
    return sorted(
        sorted(circle) for circle in networkx.strongly_connected_components(graph) if len(circle) > 1
    )


def find_upward(edges: Iterable[Edge], modules: Mapping[str, Path], layers: Iterable[Layer]) -> list[Edge]:
    """The imports from a layer above, or from another room of the same layer."""
    heights = {room: height for height, layer in enumerate(layers) for room in layer.rooms}
    room_of = {module: find_room(name_file(path), heights) for module, path in modules.items()}

    def rises(edge: Edge) -> bool:
        here, there = room_of[edge.module], room_of[edge.imported]
        return here != there and heights[there] >= heights[here]

    return sorted(edge for edge in edges if rises(edge))


def write_graph() -> tuple[str, bool]:
    """The layers from the top with what each room imports, then what is wrong; and whether nothing is.

    With each import stands how many of the room's modules have it. Wrong are circles and upward imports.
    """
    modules, layers = list_modules(), read_layers()
    rooms = [room for layer in layers for room in layer.rooms]
    room_of = {module: find_room(name_file(path), rooms) for module, path in modules.items()}
    uses: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for edge in list_edges(modules, types=True):
        if room_of[edge.module] != room_of[edge.imported]:
            uses[room_of[edge.module]][room_of[edge.imported]].add(edge.module)
    lines = [f"{'layer':12}{'room':15}{'files':>5}  imports (how many of its files do)"]
    for layer in reversed(layers):
        for number, room in enumerate(layer.rooms):
            files = sum(there == room for there in room_of.values())
            used = ", ".join(
                f"{_shorten(name)} {len(uses[room][name])}" for name in rooms if name in uses[room]
            )
            lines.append(
                f"{'' if number else layer.name:12}{_shorten(room):15}{files:5}  {used or 'nothing'}"
            )
    circles = find_circles(list_edges(modules, types=False))
    upward = find_upward(list_edges(modules, types=True), modules, layers)
    lines += ["", "circles: " + ("; ".join(" <-> ".join(circle) for circle in circles) or "none")]
    lines.append("upward: " + ("; ".join(f"{edge.module} -> {edge.imported}" for edge in upward) or "none"))
    return "\n".join(lines), not circles and not upward


def _shorten(room: str) -> str:
    return room.removeprefix("dragoman/").removesuffix("/")


if __name__ == "__main__":
    text, sound = write_graph()
    print(text)
    sys.exit(not sound)
