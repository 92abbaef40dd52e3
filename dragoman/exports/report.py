"""A view as one HTML file that needs nothing else: charts, rows, sentences, and the recipe that makes it."""

from __future__ import annotations

from numbers import Integral
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from dragoman.analysis.tables import Tables
from dragoman.evaluation import read_records, say_certainty
from dragoman.exports.markup import build as _build
from dragoman.exports.markup import hold_data as _data
from dragoman.exports.markup import is_web as _is_web
from dragoman.exports.view_words import TITLES, describe_view, label_entity
from dragoman.figures.page_charts import draw_page
from dragoman.figures.palette import find_colour
from dragoman.model import KINDS, View
from dragoman.questions.evidence import count_rows_of, find_rows_of
from dragoman.questions.recipes import Recipe, write_recipe

Element = ElementTree.Element

MOST_ROWS, MOST_EVIDENCE, MOST_SENTENCES = 100, 25, 4
_IDENTIFIERS = ("a", "b")  # are not printed beside their labels
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:"
)
_DARK = (
    ":root { color-scheme: dark; --text: #e6ebf0; --ground: #11171e; "
    "--quiet: #9aa7b5; --line: #2e3945; --link: #8fc7ec; --soft: #1b232c; }"
)
_STYLE = """
:root { --text: #1d2733; --ground: #fff; --quiet: #566372; \
--line: #dde3e9; --link: #1f5f8b; --soft: #f4f6f8; }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground);
  max-width: 68rem; margin: 2rem auto; padding: 0 1.2rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .4rem; } \
h3 { font-size: 1rem; margin: 1rem 0 0; }
.quiet { color: var(--quiet); font-size: .88rem; margin: .15rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; } \
a { color: var(--link); } bdi { unicode-bidi: isolate; }
.wide { overflow-x: auto; } \
table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--line); \
vertical-align: top; white-space: nowrap; }
blockquote { border-left: 3px solid var(--line); margin: .4rem 0; padding-left: .7rem; \
overflow-wrap: anywhere; }
mark { color: inherit; border-radius: 3px; padding: 0 .12em; background: var(--ground); \
box-shadow: inset 0 -2px 0 var(--kind); }
@page { size: A4; margin: 16mm 14mm; }
@media print { body { font-size: 10.5pt; max-width: none; margin: 0; padding: 0; }
  [data-chart], tr, blockquote { break-inside: avoid; } h2, h3 { break-after: avoid; }
  table { font-size: 8pt; } th, td { white-space: normal; padding-right: .4rem; } details { display: none; } }
pre { font-size: .8rem; white-space: pre-wrap; overflow-wrap: anywhere; \
background: var(--soft); padding: .7rem; }
"""
_DRAW = """
const draw = (dark) => {
for (const box of document.querySelectorAll("[data-chart]")) {
  const { data, layout } = \
JSON.parse(document.getElementById(box.dataset.chart + (dark ? "-dark" : "")).textContent);
  const picture = { format: "svg", filename: "dragoman" };
  Plotly.react(box, data, layout, { responsive: true, displaylogo: false, toImageButtonOptions: picture });
}
};
const night = matchMedia("screen and (prefers-color-scheme: dark)");
draw(night.matches);
night.addEventListener("change", () => draw(night.matches));
addEventListener("beforeprint", () => draw(false));
addEventListener("afterprint", () => draw(night.matches));
"""


def write_report(tables: Tables, view: View, recipe: Recipe, rows: pd.DataFrame) -> bytes:
    """The report of a view; `rows` are those of its page, `recipe` makes it again."""
    selected = [label_entity(tables, item) for item in view.selection]
    title = TITLES.get(view.page, view.page.capitalize()) + (
        f": {' and '.join(selected)}" if selected else ""
    )
    charts = draw_page(tables, view, rows)
    body = _build(
        "body",
        _build("h1", title),
        _build(
            "p",
            f"A view of a Dragoman library, as it was on {recipe.made}{_say_corrections(recipe)}. "
            f"{say_certainty(read_records())}",
            **{"class": "quiet"},
        ),
        *_write_view(tables, view),
        *(part for number, (head, _) in enumerate(charts) for part in _place_chart(number, head)),
        *_write_table(rows),
        *_write_evidence(tables, view),
        *_write_recipe_part(recipe),
        _script(get_plotlyjs()) if charts else "",
        *(_data(f"chart-{number}", _write_json(figure)) for number, (_, figure) in enumerate(charts)),
        *(
            _data(f"chart-{number}-dark", _write_json(figure))
            for number, (_, figure) in enumerate(draw_page(tables, view, rows, dark=True))
        ),
        _script(_DRAW) if charts else "",
    )
    light, dark = (
        " ".join(f"mark.{kind} {{ --kind: {find_colour(kind, dark)}; }}" for kind in KINDS)
        for dark in (False, True)
    )
    head = _build(
        "head",
        _build("meta", charset="utf-8"),
        _build("meta", **{"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        _build("meta", name="referrer", content="no-referrer"),
        _build("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _build("title", f"{title} - Dragoman"),
        _build(
            "style", f"{_STYLE}{light} @media screen and (prefers-color-scheme: dark) {{ {_DARK} {dark} }}"
        ),
    )
    written: bytes = ElementTree.tostring(
        _build("html", head, body, lang="en"), encoding="utf-8", method="html"
    )
    return b"<!DOCTYPE html>\n" + written + b"\n"


def _script(code: str) -> Element:
    """A script, whose text the serializer leaves as it is."""
    if "</script" in code.lower():
        raise AssertionError("A script must not end itself.")
    element = Element("script")
    element.text = code
    return element


def _write_json(figure: go.Figure) -> str:
    written: str = figure.to_json()
    return written


def _place_chart(number: int, head: str) -> tuple[Element, Element]:
    told = {"data-chart": f"chart-{number}", "role": "img", "aria-label": f"{head}; its rows stand below"}
    return _build("h2", head), _build("div", **told)


def _write_view(tables: Tables, view: View) -> list[Element]:
    """The filter and the settings in words, those that are not as by default."""
    lines = describe_view(tables, view) or [("Filter", "everything that the library holds")]
    items = [
        part for word, value in lines for part in (_build("dt", word), _build("dd", _build("bdi", value)))
    ]
    return [_build("h2", "What is looked at"), _build("dl", *items)]


def _write_table(rows: pd.DataFrame) -> list[Element]:
    named = [name for name in rows.columns if name not in _IDENTIFIERS or f"{name}_label" not in rows]
    named = [name for name in named if name != "id" or "label" not in rows]
    shown = rows[named].head(MOST_ROWS)
    more = f", the first {len(shown)}" if len(shown) < len(rows) else ""
    head = _build("tr", *(_build("th", str(name).replace("_", " ")) for name in shown.columns))
    lines = [
        _build("tr", *(_build("td", _build("bdi", _write_cell(cell))) for cell in row))
        for row in shown.itertuples(index=False)
    ]
    table = _build("table", _build("thead", head), _build("tbody", *lines))
    return [
        _build("h2", f"The rows behind it: {len(rows):,}{more}"),
        _build("div", table, **{"class": "wide"}),
    ]


def _write_cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if pd.isna(value):
        return ""
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    if isinstance(value, Integral) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)[:10] if hasattr(value, "strftime") else str(value)


def _write_evidence(tables: Tables, view: View) -> list[Element]:
    """The rows of the number that is open, none where nothing is."""
    if not (view.selection or view.opened or view.side):
        return []
    number = count_rows_of(tables, view)
    found = find_rows_of(tables, view, limit=MOST_EVIDENCE)
    first = f", the first {len(found)}" if len(found) < number else ""
    parts = [_build("h2", f"The evidence: {number:,} {'row' if number == 1 else 'rows'}{first}")]
    for row in found.to_dict("records"):
        parts.extend(_write_article(row, len(row["ids"]) - 1))
    return parts


def _write_article(row: dict[Any, Any], others: int) -> list[Element]:
    url, name = str(row["url"] or ""), _build("bdi", str(row["title"] or "(without a title)"))
    day = (
        "no date"
        if pd.isna(row["date"])
        else f"{str(row['date'])[:10]}{' (guessed)' if row['date_origin'] == 'guessed' else ''}"
    )
    also = f", and {others:,} more of it" if others else ""
    parts = [
        _build("h3", _build("a", name, href=url, rel="noopener noreferrer") if _is_web(url) else name),
        _build("p", day, " ", _build("bdi", str(row["outlet"] or "")), also, **{"class": "quiet"}),
    ]
    parts += [_build("blockquote", *_mark(sentence)) for sentence in row["sentences"][:MOST_SENTENCES]]
    rest = len(row["sentences"]) - MOST_SENTENCES
    return (
        [*parts, _build("p", f"and {rest:,} more in the article", **{"class": "quiet"})]
        if rest > 0
        else parts
    )


def _mark(sentence: dict[str, Any]) -> list[Element | str]:
    """A sentence in pieces, the selection's spans marked; of spans that overlap the first and longest."""
    text, pieces, position = sentence["text"], list[Element | str](), 0
    for span in sorted(sentence["spans"], key=lambda span: (span["start"], -span["end"])):
        start, end = span["start"] - sentence["start"], min(span["end"] - sentence["start"], len(text))
        if start < position or end <= start:
            continue
        kind = span["id"].partition(":")[0]
        pieces += [
            text[position:start],
            _build("mark", text[start:end], **{"class": kind, "title": f"{span['label']}: {span['route']}"}),
        ]
        position = end
    return [*pieces, text[position:]]


def _say_corrections(recipe: Recipe) -> str:
    return f", {recipe.corrections}" if recipe.corrections else ""


def _write_recipe_part(recipe: Recipe) -> list[Element]:
    how = (
        "dragoman export --recipe THIS-FILE makes it again from the same library, "
        "or says what has changed since."
    )
    query = _build(
        "p",
        "The view's link, behind the address of your Dragoman: ",
        _build("code", f"/{_split_page(recipe.view)}"),
    )
    told = _build("details", _build("summary", "Recipe"), _build("pre", write_recipe(recipe)))
    held = _data("recipe", write_recipe(recipe))  # before the one to be read: `read_recipe` takes the first
    return [_build("h2", "Where this comes from"), held, query, _build("p", how, **{"class": "quiet"}), told]


def _split_page(query: str) -> str:
    """The view's query as path and query of the dashboard."""
    parts = [part for part in query.split("&") if part]
    page = next((part.partition("=")[2] for part in parts if part.startswith("page=")), "")
    rest = "&".join(part for part in parts if not part.startswith("page="))
    return f"{page}?{rest}" if rest else page
