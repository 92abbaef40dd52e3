"""What imports what: no circle, and nothing against the layers of docs/architecture.md."""

from __future__ import annotations

from imports import (
    CORE,
    ROOT,
    SCREENS,
    Edge,
    find_circles,
    find_room,
    find_upward,
    list_edges,
    list_modules,
    name_file,
    read_layers,
)


def test_no_files_import_one_another_in_a_circle() -> None:
    """Within functions too; for types alone they may."""
    assert not find_circles(list_edges(list_modules(), types=False))


def test_every_file_stands_in_a_layer() -> None:
    rooms = [room for layer in read_layers() for room in layer.rooms]
    assert len(rooms) == len(set(rooms))
    held = {find_room(name_file(path), rooms) for path in (*CORE, *SCREENS)}
    assert held == set(rooms), "a file without a room, or a room without files"


def test_no_import_goes_against_the_layers() -> None:
    """Those for types too: who names what stands above it is not below it."""
    modules = list_modules()
    assert not find_upward(list_edges(modules, types=True), modules, read_layers())


def test_circles_and_upward_imports_are_seen() -> None:
    layers = read_layers(
        "| layer | rooms |\n|---|---|\n| low | `a/`, `b/`, `c/*.py` |\n| high | `c/d.py` |\n"
    )
    modules = {
        name: ROOT / f"{name.replace('.', '/')}.py" for name in ("a.one", "a.two", "b.one", "c.one", "c.d")
    }
    down = {Edge("c.d", "a.one"), Edge("c.d", "c.one"), Edge("a.one", "a.two")}
    wrong = {Edge("a.one", "b.one"), Edge("c.one", "c.d")}
    assert find_upward(down | wrong, modules, layers) == sorted(wrong)
    assert find_circles(down | wrong) == [["c.d", "c.one"]]
    assert not find_circles(down)
