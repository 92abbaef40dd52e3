"""A view for where analysts work: a vault of notes for Obsidian, CSV for Neo4j, JSON of FollowTheMoney.

Each is made of the view's pairs (a frame of `count_pairs`) and of the sentences behind them.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dragoman.analysis.evidence import find_evidence
from dragoman.analysis.tables import Tables
from dragoman.exports.graphs import list_nodes
from dragoman.exports.markup import is_web
from dragoman.formats import write_csv
from dragoman.model import View
from dragoman.watches.letters import escape_markdown
from dragoman.watches.scene import choose_sentence, make_id

MOST_PAIRS = 300  # whose sentences are written
MOST_SENTENCES = 5  # articles of one pair
UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f<>:\"/\\|?*#^\[\]\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
SCHEMAS = {"person": "Person", "organization": "Organization", "country": "PublicBody"}  # of FollowTheMoney

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence that names both of a pair, letter by letter."""

    a: str
    b: str
    article: str
    text: str


def list_quotes(
    tables: Tables, view: View, pairs: pd.DataFrame
) -> tuple[list[Quoted], dict[str, dict[str, Any]]]:
    """The sentences of the strongest pairs, and the articles that they are of by identifier."""
    quotes, articles = list[Quoted](), dict[str, dict[str, Any]]()
    for row in pairs.head(MOST_PAIRS).to_dict("records"):
        found = find_evidence(tables, view.filter, (row["a"], row["b"]), view.unit, limit=MOST_SENTENCES)
        for article in found.to_dict("records"):
            day = "" if pd.isna(article["date"]) else str(article["date"])[:10]
            kept = {name: str(article[name] or "") for name in ("article", "title", "outlet", "url")}
            articles[kept["article"]] = kept | {"date": day}
            if article["sentences"]:
                quotes.append(Quoted(row["a"], row["b"], kept["article"], choose_sentence(tables, article)))
    return quotes, articles


def write_vault(tables: Tables, view: View, pairs: pd.DataFrame) -> Files:
    """Notes for Obsidian: one a name and one an article, with the sentences, linked both ways."""
    nodes = list_nodes(pairs)
    quotes, articles = list_quotes(tables, view, pairs)
    notes = _name_notes({id: node["label"] for id, node in nodes.items()}, "Names")
    places = _name_notes(
        {id: f"{row['date']} {row['title']}".strip() for id, row in articles.items()}, "Articles"
    )
    named: dict[str, list[str]] = defaultdict(list)
    for row in pairs.to_dict("records"):
        for one, other in ((row["a"], row["b"]), (row["b"], row["a"])):
            named[one].append(f"- {_link(notes[other], nodes[other]['label'])}: {row['count']}")
    said: dict[str, list[str]] = defaultdict(list)
    for quote in quotes:
        row = articles[quote.article]
        source = _link(places[quote.article], f"{row['outlet']}, {row['date'] or 'no date'}")
        for id in (quote.a, quote.b):
            line = f"> {escape_markdown(quote.text)}\n> {source}\n"
            said[id] += [line] if line not in said[id] else []
        both = ", ".join(_link(notes[id], nodes[id]["label"]) for id in (quote.a, quote.b))
        said[quote.article].append(f"> {escape_markdown(quote.text)}\n\n{both}\n")
    files = {
        notes[id]: _write_note(
            {"id": id, "kind": node["kind"]}, node["label"], "Named with", named[id], said[id]
        )
        for id, node in nodes.items()
    }
    for id, row in articles.items():
        head = {"id": id, "date": row["date"], "outlet": row["outlet"]} | (
            {"url": row["url"]} if is_web(row["url"]) else {}
        )
        files[places[id]] = _write_note(head, row["title"] or "(without a title)", "", [], said[id])
    return files


def write_neo4j(tables: Tables, view: View, pairs: pd.DataFrame) -> Files:
    """CSV with the headers that `neo4j-admin database import` reads: names, articles, pairs, sentences."""
    quotes, articles = list_quotes(tables, view, pairs)
    nodes = [(id, node["label"], node["kind"].capitalize()) for id, node in list_nodes(pairs).items()]
    held = [
        (f"article:{id}", row["title"], row["outlet"], row["date"], row["url"], "Article")
        for id, row in articles.items()
    ]
    ties = [
        (row["a"], row["b"], row["count"], _day(row["first"]), _day(row["last"]), "NAMED_WITH")
        for row in pairs.to_dict("records")
    ]
    named = {
        (id, f"article:{quote.article}", quote.text, "NAMED_IN")
        for quote in quotes
        for id in (quote.a, quote.b)
    }
    tables_of: dict[str, tuple[tuple[str, ...], list[Any]]] = {
        "names.csv": (("id:ID", "label", ":LABEL"), nodes),
        "articles.csv": (("id:ID", "title", "outlet", "date:date", "url", ":LABEL"), held),
        "pairs.csv": ((":START_ID", ":END_ID", "count:int", "first:date", "last:date", ":TYPE"), ties),
        "sentences.csv": ((":START_ID", ":END_ID", "sentence", ":TYPE"), sorted(named)),
    }
    return {
        name: write_csv(pd.DataFrame(rows, columns=list(head), dtype=object))
        for name, (head, rows) in tables_of.items()
    }


def write_follow_the_money(tables: Tables, view: View, pairs: pd.DataFrame) -> Files:
    """Entities of FollowTheMoney as JSON lines: names, articles, a link a pair and a mention a sentence.

    Topics are no entities there and are left out, with their pairs.
    """
    lines = "".join(
        json.dumps(entity, ensure_ascii=False) + "\n" for entity in _list_entities(tables, view, pairs)
    )
    return {"entities.ftm.json": lines.encode("utf-8", "replace")}


def _list_entities(tables: Tables, view: View, pairs: pd.DataFrame) -> Iterator[dict[str, Any]]:
    pairs = pairs[~(pairs["a"] + pairs["b"]).str.contains("topic:", regex=False)]
    quotes, articles = list_quotes(tables, view, pairs)
    nodes = list_nodes(pairs)
    for id, node in nodes.items():
        yield _entity(id, SCHEMAS[node["kind"]], {"name": [node["label"]]})
    for id, row in articles.items():
        kept = {"title": row["title"], "publisher": row["outlet"], "publishedAt": row["date"]}
        if is_web(row["url"]):
            kept["sourceUrl"] = row["url"]
        yield _entity(f"article:{id}", "Article", {name: [value] for name, value in kept.items() if value})
    for row in pairs.to_dict("records"):
        days = {"startDate": _day(row["first"]), "endDate": _day(row["last"])}
        yield _entity(
            f"pair:{row['a']}:{row['b']}",
            "UnknownLink",
            {"subject": [make_id(row["a"])], "object": [make_id(row["b"])]}
            | {"role": [f"named together in {row['count']} {'article' if row['count'] == 1 else 'articles'}"]}
            | {name: [day] for name, day in days.items() if day},
        )
    for id, article, text in sorted({(id, q.article, q.text) for q in quotes for id in (q.a, q.b)}):
        properties = {
            "document": [make_id(f"article:{article}")], "resolved": [make_id(id)],
            "name": [nodes[id]["label"]], "detectedSchema": [SCHEMAS[nodes[id]["kind"]]], "summary": [text],
        }  # fmt: skip
        yield _entity(f"mention:{id}:{article}:{text}", "Mention", properties)


def _entity(id: str, schema: str, properties: Mapping[str, list[str]]) -> dict[str, Any]:
    return {"id": make_id(id), "schema": schema, "properties": dict(properties)}


def _name_notes(labels: Mapping[str, str], folder: str) -> dict[str, str]:
    """A file for each identifier: its label, and where two would have one a part that tells them apart."""
    taken, names = set[str](), dict[str, str]()
    for id, label in labels.items():
        plain = " ".join(UNFIT.sub(" ", label).split()).strip(". ")[:80].strip() or "Without a name"
        name = plain if plain.casefold() not in taken else f"{plain} {make_id(id)[:6]}"
        taken.add(name.casefold())
        names[id] = f"{folder}/{name}.md"
    return names


def _link(path: str, words: str) -> str:
    plain = " ".join(UNFIT.sub(" ", words).split())
    return f"[[{path.removesuffix('.md')}|{plain}]]"


def _write_note(head: Mapping[str, str], title: str, over: str, lines: list[str], said: list[str]) -> bytes:
    front = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in head.items())
    parts = [f"---\n{front}---", f"# {escape_markdown(title)}"]
    parts += [f"## {over}\n\n" + "\n".join(lines)] if lines else []
    parts += ["## Sentences\n\n" + "\n".join(said)] if said else []
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def _day(value: Any) -> str:
    return "" if pd.isna(value) else str(value)[:10]


WORKPLACES: dict[str, Callable[[Tables, View, pd.DataFrame], Files]] = {
    "vault": write_vault,
    "neo4j": write_neo4j,
    "ftm": write_follow_the_money,
}
