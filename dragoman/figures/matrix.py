"""The matrix of pairs: a row an entity, a column an entity, a cell a pair; neighbours have like ties."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering
from scipy.spatial.distance import pdist

from dragoman.figures.measures import weigh_pairs, write_shorts
from dragoman.figures.network import NARROW, write_tip
from dragoman.figures.palette import FONT, find_theme
from dragoman.figures.words import shorten_label
from dragoman.model import Measure

MOST_SIDE = 40  # rows and columns
CROWD = 24  # columns over which the names of a narrow matrix are smaller
NUMBERED_SIDE = 24  # up to this many columns the numbers stand in the cells


def draw_matrix(
    pairs: pd.DataFrame,
    dark: bool = False,
    *,
    most: int = MOST_SIDE,
    selection: tuple[str, ...] = (),
    counted_in: str = "article",
    measure: Measure = "count",
) -> tuple[dict[str, Any], pd.DataFrame]:
    """An ECharts option for the strongest entities' pairs, and the rows of `pairs` (as of count_pairs) drawn.

    At most `most` rows and columns; a cell's shade is how strong the pair is by the measure. Pairs of one
    kind stand on both sides of the diagonal. A click is read by `clicks.find_clicked`: the two identifiers of
    a cell.
    """
    theme = find_theme(dark)
    same = len(pairs) > 0 and pairs["a"].iloc[0].partition(":")[0] == pairs["b"].iloc[0].partition(":")[0]
    weighed = pairs.assign(weight=weigh_pairs(pairs, measure))
    rows = _choose_rows(weighed, most, same)
    # Few pairs are named very often and most seldom: colours go by the logarithm; shares are even enough.
    shades = rows["weight"] if measure in ("jaccard", "npmi") else np.log1p(rows["weight"])
    labels = dict(zip(rows["a"], rows["a_label"], strict=True)) | dict(
        zip(rows["b"], rows["b_label"], strict=True)
    )
    down, across = order_entities(rows, same)
    place_down = {entity: place for place, entity in enumerate(down)}
    place_across = {entity: place for place, entity in enumerate(across)}
    cells = []
    for row, shade, said in zip(rows.to_dict("records"), shades, write_shorts(rows, measure), strict=True):
        tip = write_tip(row, measure, counted_in)
        for a, b in ((row["a"], row["b"]), (row["b"], row["a"])) if same else ((row["a"], row["b"]),):
            cells.append(
                {
                    "ids": [row["a"], row["b"]],
                    "name": f"{labels[a]} and {labels[b]}",
                    "value": [place_across[b], place_down[a], int(row["count"]), round(float(shade), 4)],
                    "selected": {a, b} == set(selection),
                    "tooltip": {"formatter": tip},
                    "label": {"formatter": said},
                }
            )
    low, top = (float(shades.min()), float(shades.max()) or 1.0) if len(rows) else (0.0, 1.0)
    axis = {
        "type": "category",
        "axisTick": {"show": False},
        "axisLine": {"lineStyle": {"color": theme.line}},
        "splitArea": {"show": False},
    }
    upright = {"rotate": 90, "fontSize": 9 if len(across) > CROWD else 11}
    option = {
        "media": [{"query": {"maxWidth": NARROW}, "option": {"xAxis": {"axisLabel": upright}}}]
        if len(across) > 8
        else [],
        "animation": False,
        "backgroundColor": "transparent",
        "textStyle": {"color": theme.text, "fontFamily": FONT},
        "tooltip": {
            "confine": True,
            "backgroundColor": theme.ground,
            "borderColor": theme.line,
            "textStyle": {"color": theme.text, "fontFamily": FONT},
        },
        "grid": {"left": 8, "right": 16, "top": 8, "bottom": 34, "containLabel": True},
        "xAxis": axis
        | {
            "position": "top",
            "data": [shorten_label(labels[entity]) for entity in across],
            "axisLabel": {
                "rotate": 50 if len(across) > 8 else 0,
                "interval": 0,
                "color": theme.text,
                "hideOverlap": False,
            },
        },
        "yAxis": axis
        | {
            "inverse": True,
            "data": [shorten_label(labels[entity]) for entity in down],
            "axisLabel": {"interval": 0, "color": theme.text, "hideOverlap": False},
        },
        "visualMap": {
            "show": len(rows) > 0,
            "orient": "horizontal",
            "right": 16,
            "bottom": 0,
            "itemWidth": 12,
            "itemHeight": 90,
            "text": ["stronger", "weaker"],
            "textStyle": {"color": theme.text, "fontSize": 11},
            "hoverLink": False,
            "dimension": 3,
            "min": low * 0.8,
            "max": top,
            "inRange": {"color": [theme.faint, theme.strong]},
        },
        "series": [
            {
                "type": "heatmap",
                "id": "matrix",
                "selectedMode": "single",
                "data": cells,
                "label": {"show": len(across) <= NUMBERED_SIDE, "fontSize": 11},
                "itemStyle": {"borderColor": theme.ground, "borderWidth": 1},
                "emphasis": {"itemStyle": {"borderColor": theme.text, "borderWidth": 2}},
                "select": {"itemStyle": {"borderColor": theme.text, "borderWidth": 3}},
            }
        ],
    }
    return option, rows.drop(columns="weight")


def order_entities(rows: pd.DataFrame, same: bool) -> tuple[list[str], list[str]]:
    """The order of rows and columns: entities with like ties adjoin (average linkage, leaves ordered)."""
    sides = (
        pd.concat(
            [rows[["a", "b", "weight"]], rows.rename(columns={"a": "b", "b": "a"})[["a", "b", "weight"]]]
        )
        if same
        else rows
    )
    if not len(rows):
        return [], []
    table = (
        sides.pivot_table(index="a", columns="b", values="weight", aggfunc="sum", fill_value=0)
        .sort_index()
        .sort_index(axis=1)
    )
    values = np.log1p(table.to_numpy(dtype=float))
    if same:
        # An entity is like itself: else the strongest pairs would look unlike
        np.fill_diagonal(values, values.max(axis=1))
        order = [table.index[place] for place in _order_rows(values)]
        return order, list(order)
    return [table.index[place] for place in _order_rows(values)], [
        table.columns[place] for place in _order_rows(values.T)
    ]


def _order_rows(values: Any) -> list[int]:
    if len(values) < 3:
        return sorted(range(len(values)), key=lambda place: (-values[place].sum(), place))
    distances = np.clip(np.nan_to_num(pdist(values, "cosine"), nan=1.0), 0, None)
    order: list[int] = leaves_list(optimal_leaf_ordering(linkage(distances, "average"), distances)).tolist()
    # Of the two directions the one that begins with the stronger half.
    half = len(order) // 2
    strength = values.sum(axis=1)
    return order if strength[order[:half]].sum() >= strength[order[-half:]].sum() else order[::-1]


def _choose_rows(pairs: pd.DataFrame, most: int, same: bool) -> pd.DataFrame:
    """Pairs of the strongest entities on each side."""
    sides = [pd.concat([pairs["a"], pairs["b"]])] * 2 if same else [pairs["a"], pairs["b"]]
    counts = pd.concat([pairs["weight"], pairs["weight"]]) if same else pairs["weight"]
    kept = []
    for side in sides:
        sums = counts.groupby(side.to_numpy()).sum().reset_index()
        sums.columns = ["entity", "sum"]
        kept.append(set(sums.sort_values(["sum", "entity"], ascending=[False, True])["entity"].head(most)))
    return pairs[pairs["a"].isin(kept[0]) & pairs["b"].isin(kept[1])].reset_index(drop=True)
