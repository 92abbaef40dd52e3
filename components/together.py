"""Who and what stands together with one name: bars that open the pair's rows on the same page."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from components.state import make_link
from components.text import escape, show
from components.words import count_in
from dragoman.model import View


def show_together(view: View, frame: pd.DataFrame) -> None:
    """Entities as of count_together, the first of the view's selection with each of them."""
    most = int(frame["count"].max()) if len(frame) else 1
    items = []
    for row in frame.to_dict("records"):
        number = int(row["count"])
        href = make_link(replace(view, selection=(view.selection[0], row["id"]), sort="", number=1))
        items.append(
            f'<a class="d-bar" href="{escape(href)}" title="{escape(count_in(number, view.counted_in))}"><bdi>{escape(row["label"])}</bdi>'
            f'<span class="d-value">{number:,}</span><span class="d-track"><span class="d-fill {escape(row["kind"])}" '
            f'style="width:{100 * number / most:.1f}%"></span></span></a>'
        )
    show(f'<div class="d d-bars">{"".join(items)}</div>')
