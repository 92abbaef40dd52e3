"""The one field to choose names by: what is typed is looked up on the server, which sends the best hits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from components.library import find_label, find_tables, open_library
from components.words import KIND_WORDS
from dragoman.analysis.lookup import Hit, Nameable, look_up
from dragoman.errors import DragomanError
from dragoman.knowledge import load_countries

_HTML = """
<div class="picker">
  <label for="field"></label>
  <div class="field">
    <ul class="chips"></ul>
    <input id="field" type="text" role="combobox" aria-autocomplete="list" aria-expanded="false"
      aria-controls="list" aria-haspopup="listbox" autocomplete="off" spellcheck="false">
  </div>
  <ul class="list" id="list" role="listbox" popover="manual"></ul>
  <p class="said"></p>
  <span class="unseen" role="status"></span>
</div>
"""
_SCRIPT = Path(__file__).with_name("picker.js").read_text("utf-8")
_STYLE = Path(__file__).with_name("picker.css").read_text("utf-8")
GUESSED = "Nothing is called so: these are spelt nearly so."
NOTHING = "Nothing in this library is called so."


@dataclass(frozen=True, slots=True)
class Picker:
    """What a field asks for.

    `kinds` are the kinds of names that it offers, `most` how many may be chosen (None: any number), `bare`
    leaves its label to those who do not see it.
    """

    label: str
    key: str
    kinds: tuple[Nameable, ...]
    placeholder: str = ""
    help: str = ""
    most: int | None = None
    bare: bool = False
    disabled: bool = False


def pick_names(picker: Picker, chosen: Sequence[str], write: Callable[[tuple[str, ...]], None]) -> None:
    """Draw a field with the names that are chosen, identifiers as the filter has them.

    `write` is given those that a person has chosen; then the page is drawn anew.
    """
    _pick(picker, tuple(chosen), write)


@st.fragment
def _pick(picker: Picker, chosen: tuple[str, ...], write: Callable[[tuple[str, ...]], None]) -> None:
    typed = (st.session_state.get(picker.key) or {}).get("typed")
    draw = st.components.v2.component("dragoman_picker", html=_HTML, css=_STYLE, js=_SCRIPT)
    result = draw(
        key=picker.key,
        data=_make_data(picker, chosen, typed if isinstance(typed, str) else None),
        on_typed_change=_do_nothing,
        on_chosen_change=_do_nothing,
    )
    if isinstance(result.chosen, list):
        write(tuple(dict.fromkeys(str(item) for item in result.chosen)))
        st.rerun()


def _do_nothing() -> None:
    """Streamlit takes an event for one of a component only where something is called for it."""


def _make_data(picker: Picker, chosen: Sequence[str], typed: str | None) -> dict[str, Any]:
    """What the field shows; hits only where something was typed just now."""
    data: dict[str, Any] = {
        "label": picker.label,
        "placeholder": picker.placeholder,
        "help": picker.help,
        "most": picker.most,
        "bare": picker.bare,
        "disabled": picker.disabled,
        "nothing": NOTHING,
    }
    try:
        library = open_library()
        data["chosen"] = [{"id": item, "label": name_chosen(library, item)} for item in chosen]
        if typed is not None:
            hits = look_up(find_tables(library), typed, picker.kinds)
            said = GUESSED if hits and hits[0].guessed else ""
            data |= {"typed": typed, "said": said, "hits": [_write_hit(hit, picker) for hit in hits]}
    except DragomanError as error:
        data.setdefault("chosen", [{"id": item, "label": item} for item in chosen])
        data |= {"typed": typed, "hits": [], "nothing": str(error)}
    return data


def name_chosen(library: Any, item: str) -> str:
    """What a chosen thing is called: an entity, a group of countries, or an office or outlet as it is."""
    kind = item.partition(":")[0]
    if kind in KIND_WORDS:
        return find_label(library, item)
    if kind == "group":
        return load_countries().identify_groups().get(item, item.partition(":")[2])
    return item


def _write_hit(hit: Hit, picker: Picker) -> dict[str, str]:
    kind = KIND_WORDS.get(hit.kind, "") if len(picker.kinds) > 1 else ""
    return {
        "id": hit.id,
        "label": hit.label,
        "detail": " · ".join(filter(None, (kind, hit.office, hit.form and f"also “{hit.form}”"))),
        "number": f"{hit.articles:,}" if hit.articles else "",
    }
