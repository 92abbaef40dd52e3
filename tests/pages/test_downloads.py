"""The popover of downloads offers what fits the page, and the address of the view."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawing import read_html


def test_connections_offers_pairs_and_the_network(draw, library_folder: Path) -> None:
    app = draw(library_folder, "connections", {"unit": "article"})
    labels = [item.proto.label for item in app.get("download_button")]
    assert labels[1:3] == ["HTML, to print", "Markdown"]
    assert labels[3:] == [
        "CSV", "Parquet", "JSON lines", "GEXF (Gephi)", "GraphML", "Notes (Obsidian)", "CSV (Neo4j)",
        "JSON (FollowTheMoney)",
    ]  # fmt: skip
    assert any("unit=article" in code.value for code in app.code)


def test_a_selection_offers_its_evidence(draw, library_folder: Path) -> None:
    app = draw(library_folder, "connections", {"select": ["person:yair-lapid", "country:ITA"]})
    assert len(app.get("download_button")) == 17
    assert "Sentences of what is open" in " ".join(item.value for item in app.markdown)


def test_articles_offers_its_list(draw, library_folder: Path) -> None:
    app = draw(library_folder, "articles")
    assert [item.proto.label for item in app.get("download_button")][3:] == ["CSV", "Parquet", "JSON lines"]


@pytest.mark.parametrize(
    ("page", "query", "offered"),
    [
        ("overview", {}, ["timeline", "names", "pairs", "articles"]),
        ("world", {}, ["names"]),
        ("world", {"select": "country:ISR", "unit": "article"}, ["names", "together", "evidence"]),
        ("timeline", {}, ["timeline"]),
        ("timeline", {"opened": ["2021-06-01", "2021-06-30"]}, ["timeline", "evidence"]),
        ("changes", {}, ["changes"]),
        ("compare", {}, ["timeline", "sides"]),
        ("compare", {"side": "1"}, ["timeline", "sides", "evidence"]),
        ("dossier", {"select": "person:yair-lapid"}, ["timeline", "offices", "together", "evidence"]),
        ("dossier", {"select": "topic:sanctions"}, ["timeline", "together", "evidence"]),
    ],
)
def test_every_page_offers_the_rows_of_what_it_shows(
    draw, library_folder: Path, page: str, query, offered: list[str]
) -> None:
    if page == "changes":  # of a tiny library no two whole months are there
        query = {"window": ["2022-01-01", "2022-01-31"], "baseline": ["2021-06-01", "2021-06-30"]}
    app = draw(library_folder, page, query)
    names = [item.proto.id.rpartition("download_")[2] for item in app.get("download_button")]
    assert names == ["report_html", "brief_html", "brief_md"] + [
        f"{what}_{format}" for what in offered for format in ("csv", "parquet", "jsonl")
    ]
    assert "How often right" in read_html(app)
    assert any(code.value.startswith("." if page == "overview" else page) for code in app.code)


def test_evidence_is_put_in_order_and_leads_to_dossiers(draw, library_folder: Path) -> None:
    query = {"select": ["person:yair-lapid", "country:ITA"], "unit": "article"}
    rows = {
        order: read_html(draw(library_folder, "connections", query | {"order": order}))
        for order in ("newest", "oldest")
    }
    places = {
        order: [shown.index(f"article=rome-{name}") for name in ("1", "copy")]
        for order, shown in rows.items()
    }
    assert places["oldest"][0] < places["oldest"][1]
    assert places["newest"][0] > places["newest"][1]
    for name in ("person%3Ayair-lapid", "country%3AITA"):
        assert f"dossier?select={name}" in rows["newest"]
    assert "How often is this right?" in rows["newest"]
