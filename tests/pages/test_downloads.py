"""The popover of downloads offers what fits the page, and the address of the view."""

from __future__ import annotations

from pathlib import Path


def test_connections_offers_pairs_and_the_network(draw, library_folder: Path) -> None:
    app = draw(library_folder, "connections", {"unit": "article"})
    labels = [item.proto.label for item in app.get("download_button")]
    assert labels == ["CSV", "Parquet", "JSON lines", "GEXF (Gephi)", "GraphML"]
    assert any("unit=article" in code.value for code in app.code)


def test_a_selection_offers_its_evidence(draw, library_folder: Path) -> None:
    app = draw(library_folder, "connections", {"select": ["person:yair-lapid", "country:ITA"]})
    assert len(app.get("download_button")) == 8
    assert "Sentences of what is selected" in " ".join(item.value for item in app.markdown)


def test_articles_offers_its_list(draw, library_folder: Path) -> None:
    app = draw(library_folder, "articles")
    assert [item.proto.label for item in app.get("download_button")] == ["CSV", "Parquet", "JSON lines"]
