"""What a click on a chart of this room meant.

`st.echarts_chart(option, on_select=...)` returns, under selection.selected, groups of {"data_type": "node" |
"edge" | "main", "data_indices": [...]}. Each node, edge and cell of our options carries its identifiers under
"ids": one for a node, two for an edge or a cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any


def find_clicked(option: Mapping[str, Any], hit: tuple[str, int] | None) -> tuple[str, ...]:
    """The identifiers that a click stands for: () for none, one of a node, two of an edge or a cell.

    `hit` is (data_type, index) as Streamlit returns them. An index that is no longer there is no click: a
    selection outlives a redraw.
    """
    if hit is None:
        return ()
    data_type, index = hit
    series = option["series"][0]
    items = series.get("links" if data_type == "edge" else "data", [])
    return tuple(items[index]["ids"]) if 0 <= index < len(items) else ()


def find_change(point: Mapping[str, Any]) -> tuple[tuple[str, str], int] | None:
    """The pair and the side, 1 or 2, of a clicked point of `draw_changes`; None where it carries none."""
    carried = _list_carried(point)
    return (
        ((str(carried[0]), str(carried[1])), int(carried[2]))
        if len(carried) == 3 and carried[2] in (1, 2)
        else None
    )


def find_points(points: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, date], ...]:
    """The (identifier, first day) of points of a chart over time that were clicked or brushed, as Streamlit
    returns them in selection.points. The identifier is "" where all is one series. Points that carry none are
    passed over."""
    found = []
    for point in points:
        carried = _list_carried(point)
        if len(carried) >= 2:
            try:
                found.append((str(carried[0]), date.fromisoformat(str(carried[1])[:10])))
            except ValueError:
                continue
    return tuple(found)


def _list_carried(point: Mapping[str, Any]) -> list[Any]:
    """The customdata of a point, which Streamlit returns as a list or as a mapping by place."""
    carried = point.get("customdata")
    if isinstance(carried, Mapping):
        carried = [carried[key] for key in sorted(carried)]
    return list(carried) if isinstance(carried, list | tuple) else []
