"""A download in a real browser: the file is a zip with the rows and their recipe."""

from __future__ import annotations

import json
import os
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from serving import open_page

from dragoman.exports import read_recipe
from dragoman.view import parse_view


def test_the_evidence_of_a_pair_is_downloaded(page: Any, address: str, tmp_path: Path) -> None:
    open_page(page, f"{address}/connections?select=person:yair-lapid&select=country:ITA")
    page.locator(".st-key-downloads button").first.click()
    button = page.locator(".st-key-download_evidence_csv button")
    button.wait_for()
    if folder := os.environ.get("DRAGOMAN_LOOK"):
        page.screenshot(path=f"{folder}/downloads.png")
    with page.expect_download() as waiting:
        button.click()
    assert waiting.value.suggested_filename == "dragoman-evidence-csv.zip"
    path = tmp_path / "download.zip"
    waiting.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["dragoman-evidence.csv", "recipe.json"]
        assert b"rome-copy" in archive.read("dragoman-evidence.csv")
        assert "select=person%3Ayair-lapid" in json.loads(archive.read("recipe.json"))["view"]


@pytest.mark.parametrize("path", ["timeline", "connections?unit=article"])
def test_a_chart_is_saved_as_a_picture_that_carries_its_recipe(
    page: Any, address: str, tmp_path: Path, path: str
) -> None:
    open_page(page, f"{address}/{path}")
    page.locator(".st-key-downloads button").first.click()
    files = {}
    for kind in ("svg", "png"):
        with page.expect_download() as waiting:
            page.locator(".st-key-downloads, [data-testid=stPopoverBody]").locator(
                f"button.{kind}"
            ).first.click()
        files[kind] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(files[kind])
        assert parse_view(read_recipe(files[kind]).view).page == path.partition("?")[0]
    if folder := os.environ.get("DRAGOMAN_LOOK"):
        page.screenshot(path=f"{folder}/pictures-{path.partition('?')[0]}.png")
        for kind, file in files.items():
            Path(folder, f"picture-{path.partition('?')[0]}.{kind}").write_bytes(file.read_bytes())
    page.get_by_role("button", name=re.compile("^PNG: ")).first.wait_for()  # each chart is named
    drawing = files["svg"].read_text("utf-8")
    assert ElementTree.fromstring(drawing).tag == "{http://www.w3.org/2000/svg}svg"
    words = [
        text.text or "" for text in ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")
    ]
    title = {"timeline": "Over time: ", "connections": "Connections: "}[path.partition("?")[0]]
    assert any(word.startswith(title) for word in words)
    assert any("4 articles of " in word for word in words)
    assert {"timeline": "2021", "connections": "Lapid"}[path.partition("?")[0]] in drawing
    assert files["png"].read_bytes().startswith(b"\x89PNG")
