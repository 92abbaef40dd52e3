"""Colours: one a kind, the same on every chart, told apart by people who see colours differently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dragoman.model import Kind


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a chart that are not a kind's, as CSS. Charts have no background of their own."""

    text: str
    quiet: str
    line: str
    ground: str  # of tooltips
    faint: str  # the lowest step of a scale
    strong: str  # its highest step


LIGHT = Theme(
    text="#1c2733", quiet="#566372", line="#dde3e9", ground="#ffffff", faint="#e8f1f8", strong="#08406f"
)
DARK = Theme(
    text="#e6ebf0", quiet="#9aa7b5", line="#2e3945", ground="#1b232c", faint="#1d2f40", strong="#8fd0ff"
)

FONT = "Arial, sans-serif"  # that a picture of the chart has too: it cannot carry the font of the page

# Blue, vermilion, green and purple stay apart in common colour blindness; each has 3:1 against its ground.
_KINDS: dict[Kind, tuple[str, str]] = {
    "person": ("#0072b2", "#56b4e9"),
    "country": ("#c75300", "#f0a04b"),
    "organization": ("#00805e", "#3cc79a"),
    "topic": ("#a8467f", "#e39cc6"),
}

# For groups that are not kinds (communities, several entities on one chart), in the order of use.
_SERIES = (
    ("#0072b2", "#56b4e9"),
    ("#c75300", "#f0a04b"),
    ("#00805e", "#3cc79a"),
    ("#a8467f", "#e39cc6"),
    ("#8a6d00", "#e8d34b"),
    ("#4b4bb0", "#a3a3f5"),
    ("#5b6670", "#b4bec8"),
    ("#a03030", "#ff8f85"),
)


def find_theme(dark: bool) -> Theme:
    """The colours of text, lines and grounds."""
    return DARK if dark else LIGHT


def lay_ground(theme: Theme) -> dict[str, Any]:
    """What the layouts of all Plotly charts share: no ground, one font, tooltips in the theme's colours."""
    return {
        "template": None,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": theme.text, "size": 12, "family": FONT},
        "hoverlabel": {
            "bgcolor": theme.ground,
            "bordercolor": theme.line,
            "font": {"color": theme.text},
            "align": "left",
        },
    }


def find_colour(kind: str, dark: bool) -> str:
    """The colour of a kind; of text for what is no kind."""
    pair = {str(name): colours for name, colours in _KINDS.items()}.get(kind)
    return pair[dark] if pair else find_theme(dark).quiet


def find_series_colour(number: int, dark: bool) -> str:
    """The colour of the group with a number from 0; they repeat after eight."""
    return _SERIES[number % len(_SERIES)][dark]


def find_side_colour(side: int, dark: bool) -> str:
    """The colour of side 1 or 2 of a comparison: indigo and gold, which are no kind's."""
    return find_series_colour(5 if side == 1 else 4, dark)
