"""A brief: one or two pages of counted facts and quoted sentences, as HTML that prints on A4, or Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from dragoman.exports.brief_facts import Brief, Quote
from dragoman.exports.brief_pictures import draw_network, draw_weeks, write_picture
from dragoman.exports.markup import Element, build, hold_data, is_web
from dragoman.exports.summary import Summary
from dragoman.questions.recipes import Recipe, write_recipe
from dragoman.watches.letters import escape_markdown as _plain

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
@page { size: A4; margin: 14mm 15mm; }
body { font: 10pt/1.38 system-ui, sans-serif; color: #1d2733; background: #fff; max-width: 180mm;
  margin: 8mm auto; padding: 0 4mm; }
h1 { font-size: 16pt; margin: 0; } h2 { font-size: 11pt; margin: 4mm 0 1mm; break-after: avoid; }
p, ul, table { margin: .6mm 0; } ul { padding-left: 5mm; } li { margin: .3mm 0; }
.quiet { color: #566372; font-size: 8.5pt; }
blockquote { margin: 1.2mm 0; padding-left: 3mm; border-left: .7mm solid #c3ccd6; break-inside: avoid;
  overflow-wrap: anywhere; }
table { border-collapse: collapse; font-size: 9pt; } td, th { text-align: left; padding: .2mm 5mm .2mm 0; }
svg { width: 100%; height: auto; display: block; }
pre { font-size: 6.5pt; white-space: pre-wrap; overflow-wrap: anywhere; margin: 1mm 0; columns: 2; }
.machine { border: .3mm dashed #8a96a3; padding: 1.5mm 3mm; } a { color: inherit; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
"""
Part = tuple[str, list[Element], list[str]]  # a heading, what is under it, and that in Markdown


def write_html(brief: Brief, recipe: Recipe, summary: Summary | None = None) -> bytes:
    """The brief as one HTML file that loads nothing."""
    head = build(
        "head",
        build("meta", charset="utf-8"),
        build("meta", **{"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        build("meta", name="referrer", content="no-referrer"),
        build("title", f"Brief: {brief.title}"),
        build("style", _STYLE),
    )
    body = build(
        "body", build("h1", build("bdi", brief.title)), build("p", _say_span(brief, recipe), **_QUIET)
    )
    for title, elements, _ in _list_parts(brief, recipe, summary):
        body.append(build("h2", title))
        body.extend(elements)
    body.append(hold_data("recipe", write_recipe(recipe)))  # whole: in the one to be read & and < are escaped
    page: bytes = ElementTree.tostring(build("html", head, body, lang="en"), encoding="utf-8", method="html")
    return b"<!DOCTYPE html>\n" + page + b"\n"


def write_markdown(brief: Brief, recipe: Recipe, summary: Summary | None = None) -> bytes:
    """The brief as Markdown; its pictures are SVG within it."""
    lines = [f"# {_plain(brief.title)}", "", _plain(_say_span(brief, recipe)), ""]
    for title, _, written in _list_parts(brief, recipe, summary):
        lines += [f"## {title}", "", *written, ""]
    return "\n".join(lines).encode("utf-8", "replace")


_QUIET = {"class": "quiet"}


def _list_parts(brief: Brief, recipe: Recipe, summary: Summary | None) -> Iterator[Part]:
    if summary is not None:
        yield _part_summary(summary)
    yield _part_changed(brief)
    yield _part_quotes(brief)
    yield _part_pairs(brief)
    if brief.offices:
        yield _part_offices(brief)
    yield (
        "What is uncertain",
        [build("ul", *(build("li", line) for line in brief.unsure))],
        [f"- {_plain(line)}" for line in brief.unsure],
    )
    told = write_recipe(recipe)
    how = (
        "`dragoman export --recipe THIS-FILE` makes it again from the same library, or says what has changed "
        "since."
    )
    yield (
        "Recipe",
        [build("p", how.replace("`", ""), **_QUIET), build("pre", told.replace("{\n  ", "{ ", 1))],
        [how, "", "```json", told + "```"],
    )


def _part_summary(summary: Summary) -> Part:
    who = (
        f"Written by a language model ({summary.model}), not by Dragoman. Numbers in brackets are those of "
        f"sentences below, and after them of counted facts. Of its sentences {summary.dropped:,} "
        f"{'was' if summary.dropped == 1 else 'were'} left out, for a name, number, day or office that the "
        "evidence does not have, or for citing none."
    )
    text = " ".join(summary.sentences) or "Nothing of it was left."
    return (
        "Summary by a machine",
        [build("div", build("p", build("bdi", text)), build("p", who, **_QUIET), **{"class": "machine"})],
        [_plain(text), "", f"*{_plain(who)}*"],
    )


def _part_changed(brief: Brief) -> Part:
    numbers = [
        f"{now:,} {name} ({then:,} in as many days before)" for name, (now, then) in brief.counts.items()
    ]
    lines = [", ".join(numbers) + ".", *(f"{line}." for line in brief.changed)]
    if not brief.changed:
        lines.append("No pair changed so much that it is surely no chance.")
    weeks = draw_weeks(brief.weeks, brief.span[0])
    return (
        "What changed",
        [build("ul", *(build("li", build("bdi", line)) for line in lines)), weeks],
        [*(f"- {_plain(line)}" for line in lines), "", write_picture(weeks)],
    )


def _part_quotes(brief: Brief) -> Part:
    elements, lines = [], list[str]()
    for number, quote in enumerate(brief.quotes, 1):
        elements.append(build("blockquote", f"[{number}] ", build("bdi", quote.text), _write_source(quote)))
        title = (
            f", [{_plain(quote.title or quote.url)}](<{quote.url}>)"
            if is_web(quote.url)
            else f", {_plain(quote.title)}"
        )
        lines += [
            f"> \\[{number}\\] {_plain(quote.text)}",
            "",
            f"{_plain(quote.source)}{title}; {_plain(quote.why)}",
            "",
        ]
    nothing = "No sentence of this period names what the brief is of."
    return "In the articles' own words", elements or [build("p", nothing)], lines or [nothing]


def _write_source(quote: Quote) -> Element:
    title: Element = build("bdi", quote.title or "(without a title)")
    link = build("a", title, href=quote.url, rel="noopener noreferrer") if is_web(quote.url) else title
    return build("div", build("bdi", quote.source), ": ", link, f" ({quote.why})", **_QUIET)


def _part_pairs(brief: Brief) -> Part:
    lines = [
        f"{row['a_label']} and {row['b_label']}: {row['count']:,} "
        f"{'story' if row['count'] == 1 else 'stories'}"
        + (", for the first time in this library" if (row["a"], row["b"]) in brief.first_time else "")
        for row in brief.pairs.to_dict("records")
    ] or ["Nobody and nothing of these kinds stands together in this period."]
    network = draw_network(brief.pairs)
    listed = build("ul", *(build("li", build("bdi", line)) for line in lines))
    return (
        "Who is named with whom",
        [listed, network] if network is not None else [listed],
        [
            *(f"- {_plain(line)}" for line in lines),
            *(["", write_picture(network)] if network is not None else []),
        ],
    )


def _part_offices(brief: Brief) -> Part:
    head = ("Name", "Articles state", "Known for the day")
    rows = [build("tr", *(build("td", build("bdi", cell)) for cell in row)) for row in brief.offices]
    table = build("table", build("tr", *(build("th", cell) for cell in head)), *rows)
    lines = [f"| {' | '.join(head)} |", "|---|---|---|"]
    lines += [f"| {' | '.join(_plain(cell) for cell in row)} |" for row in brief.offices]
    return f"Offices on {brief.span[1]}", [table], lines


def _say_span(brief: Brief, recipe: Recipe) -> str:
    return (
        f"{brief.span[0]} to {brief.span[1]}, made by Dragoman on {recipe.made}. Counted facts and quoted "
        f"sentences of a library of articles; compared with {brief.before[0]} to {brief.before[1]}."
    )
