"""One way through the application in a real browser that may talk to nobody but the server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from serving import await_drawn, open_page, serve


@pytest.fixture(scope="module")
def address(library_folder: Path) -> Iterator[str]:
    """A fresh server of a tiny library."""
    with serve(str(library_folder)) as served:
        yield served


def test_from_a_deep_link_to_the_evidence_behind_an_edge(page: Any, address: str) -> None:
    # A deep link on a fresh server
    open_page(page, f"{address}/article?article=rome-1")
    assert "Blinken meets Yair Lapid in Rome" in page.locator("h1.d-title").inner_text()
    assert page.locator(".d-text .mark.person").count() >= 3

    # Filter by a person
    page.get_by_role("link", name="Connections").click()
    page.wait_for_url("**/connections**")
    await_drawn(page, "Connections")
    page.locator(".st-key-filter_people input").click()
    page.get_by_role("option", name=re.compile("Yair Lapid")).click()
    page.wait_for_url("**person=person*lapid*")
    await_drawn(page)

    # Click an edge, read the evidence
    _click_edge(page)
    page.wait_for_url("**select=**")
    await_drawn(page)
    number = int(re.search(r"in (\d+) article", page.locator(".d-note", has_text="named in the same sentence in").inner_text()).group(1))
    rows = page.locator(".d-row", has=page.locator(".d-quote"))
    assert number > 0
    expect(rows).to_have_count(number)
    assert rows.first.locator(".mark.person").count() > 0
    assert rows.first.locator(".mark.country").count() > 0

    # A pasted link shows the same
    before = rows.all_inner_texts()
    open_page(page, page.url)
    expect(rows).to_have_count(number)
    assert rows.all_inner_texts() == before

    # From the sentence to the article
    rows.first.locator("h3 a").click()
    page.wait_for_url("**/article?**")
    expect(page.locator(".d-text")).to_have_count(1)


def _click_edge(page: Any) -> None:
    """Click around in the network until an edge has been hit: where edges lie is the drawing's own business."""
    box = page.locator("[data-testid=stEChartsChart] svg").first.bounding_box()
    for row in range(1, 20):
        for column in range(1, 20):
            page.mouse.move(box["x"] + box["width"] * column / 20, box["y"] + box["height"] * row / 20)
            page.mouse.click(box["x"] + box["width"] * column / 20, box["y"] + box["height"] * row / 20)
            page.wait_for_timeout(30)
            if "select=" in page.url:
                return
    raise AssertionError("No edge could be clicked.")


def test_every_answer_carries_the_policy(page: Any, address: str) -> None:
    answer = page.request.get(f"{address}/connections")
    assert "script-src 'self' blob: 'sha256-" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
