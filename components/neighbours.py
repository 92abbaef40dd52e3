"""Who and what stands with one name: a name leads to its dossier, a number opens rows on the same page."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from components.safe_text import escape, show
from components.view_state import link_dossier, make_link
from components.words import count_in
from dragoman.model import Reason, View


def show_neighbours(view: View, frame: pd.DataFrame) -> None:
    """Entities as of count_neighbours, the first of the view's selection with each of them."""
    most = int(frame["count"].max()) if len(frame) else 1
    items = []
    for row in frame.to_dict("records"):
        number = int(row["count"])
        href = make_link(
            replace(view, selection=(view.selection[0], row["id"]), reason=Reason(), number=1, opened=None)
        )
        said = count_in(number, view.counted_in)
        tip, name = escape(f"Read the {said}"), escape(f"{row['label']}, {said}")
        items.append(
            f'<div class="d-bar"><a href="{escape(link_dossier(row["id"], view))}" tabindex="-1">'
            f"<bdi>{escape(row['label'])}</bdi></a>"
            f'<a class="d-value" href="{escape(href)}" title="{tip}" aria-label="{name}">{number:,}</a>'
            f'<a class="d-track" href="{escape(href)}" title="{tip}" tabindex="-1" aria-hidden="true">'
            f'<span class="d-fill {escape(row["kind"])}" '
            f'style="width:{100 * number / most:.1f}%"></span></a></div>'
        )
    show(f'<div class="d d-bars">{"".join(items)}</div>')
