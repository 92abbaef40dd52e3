"""Networks and matrices as Plotly draws them, of the same ECharts options: for reports, without ECharts."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dragoman.figures.palette import Theme, find_theme, lay_ground
from dragoman.figures.words import escape_markup, shorten_label

_SIDES = {"right": "middle right", "left": "middle left", "top": "top center", "bottom": "bottom center"}
_SYMBOLS = {"rect": "square", "roundRect": "square", "diamond": "diamond", "triangle": "triangle-up"}


def redraw_network(option: dict[str, Any], dark: bool = False) -> go.Figure:
    """The network of an option of `draw_network`, its nodes and edges where they stand there."""
    series, theme = option["series"][0], find_theme(dark)
    nodes = {node["id"]: node for node in series["data"]}
    figure = go.Figure()
    for link in series["links"]:
        _add_edge(figure, link, nodes, theme)
    for number, category in enumerate(series["categories"]):
        _add_nodes(figure, category, [node for node in nodes.values() if node["category"] == number], theme)
    figure.update_layout(**_lay_out(dark), height=620, legend={"orientation": "h", "y": 1.06})
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, autorange="reversed")  # in ECharts y grows downward
    return figure


def _add_edge(
    figure: go.Figure, link: dict[str, Any], nodes: dict[str, dict[str, Any]], theme: Theme
) -> None:
    ends = nodes[link["source"]], nodes[link["target"]]
    figure.add_scatter(
        x=[end["x"] for end in ends],
        y=[end["y"] for end in ends],
        mode="lines",
        line={"width": link["lineStyle"]["width"], "color": theme.quiet},
        opacity=1 if link["selected"] else 0.35,
        hoverinfo="skip",
        showlegend=False,
    )


def _add_nodes(
    figure: go.Figure, category: dict[str, Any], members: list[dict[str, Any]], theme: Theme
) -> None:
    figure.add_scatter(
        x=[node["x"] for node in members],
        y=[node["y"] for node in members],
        mode="markers+text",
        name=escape_markup(category["name"]),
        marker={
            "size": [node["symbolSize"] for node in members],
            "symbol": [_SYMBOLS.get(node["symbol"], "circle") for node in members],
            "color": category["itemStyle"]["color"],
            "line": {"color": theme.ground, "width": 1.5},
            "opacity": [node["itemStyle"].get("opacity", 1) for node in members],  # faint: not in the window
        },
        text=[
            escape_markup(shorten_label(node["name"], 26)) if node["label"]["show"] else ""
            for node in members
        ],
        textposition=[_SIDES[node["label"]["position"]] for node in members],
        hovertext=[node["tooltip"]["formatter"] for node in members],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )


def redraw_matrix(option: dict[str, Any], dark: bool = False) -> go.Figure:
    """The matrix of an option of `draw_matrix`, with its shades, numbers and order."""
    across, down = option["xAxis"]["data"], option["yAxis"]["data"]
    shades: list[list[float | None]] = [[None] * len(across) for _ in down]
    words = [[""] * len(across) for _ in down]
    tips = [[""] * len(across) for _ in down]
    for cell in option["series"][0]["data"]:
        column, row, _, shade = cell["value"]
        shades[row][column], words[row][column] = shade, cell["label"]["formatter"]
        tips[row][column] = cell["tooltip"]["formatter"]
    scale, numbered = option["visualMap"], option["series"][0]["label"]["show"]
    low, high = scale["inRange"]["color"]
    figure = go.Figure(
        go.Heatmap(
            z=shades,
            zmin=scale["min"],
            zmax=scale["max"],
            colorscale=[[0, low], [1, high]],
            showscale=False,
            xgap=1,
            ygap=1,
            text=words,
            texttemplate="%{text}" if numbered else "",
            hovertext=tips,
            hovertemplate="%{hovertext}<extra></extra>",
            hoverongaps=False,
        )
    )
    figure.update_layout(**_lay_out(dark), height=140 + 24 * len(down))
    # Places, not names, are the coordinates: two of one short label stay two.
    figure.update_xaxes(
        side="top",
        tickvals=list(range(len(across))),
        ticktext=[escape_markup(name) for name in across],
        tickangle=-50,
    )
    figure.update_yaxes(
        autorange="reversed", tickvals=list(range(len(down))), ticktext=[escape_markup(name) for name in down]
    )
    return figure


def _lay_out(dark: bool) -> dict[str, Any]:
    return {
        **lay_ground(find_theme(dark)),
        "margin": {"l": 8, "r": 120, "t": 8, "b": 8},
        "xaxis": {"automargin": True, "showgrid": False, "zeroline": False},
        "yaxis": {"automargin": True, "showgrid": False, "zeroline": False},
    }
