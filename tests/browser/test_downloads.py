"""A download in a real browser: the file is a zip with the rows and their recipe."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import CHROMIUM, launch, open_page, serve

pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists() and not os.environ.get("CI"), reason=f"Chromium is not at {CHROMIUM}; set CHROMIUM to where it is."
)


@pytest.fixture(scope="module")
def address(library_folder: Path) -> Iterator[str]:
    """A server of a tiny library."""
    with serve(str(library_folder)) as served:
        yield served


def test_the_evidence_of_a_pair_is_downloaded(address: str, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, launch(playwright) as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 900})
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
