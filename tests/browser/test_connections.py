"""Connections in a real browser: a click on a name and its neighbours, and the time player by itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import CHROMIUM, await_drawn, launch, open_page, serve

pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists() and not os.environ.get("CI"), reason=f"Chromium is not at {CHROMIUM}; set CHROMIUM to where it is."
)


@pytest.fixture(scope="module")
def page(library_folder: Path) -> Iterator[tuple[Any, str]]:
    """A page of a headless Chromium, and a server of a tiny library; no script fails, and nobody else is asked for anything."""
    from playwright.sync_api import sync_playwright

    with serve(str(library_folder)) as address, sync_playwright() as playwright, launch(playwright) as browser:
        opened = browser.new_page(viewport={"width": 1400, "height": 1200})
        broken: list[str] = []
        opened.on("pageerror", lambda error: broken.append(str(error)))
        opened.on(
            "request", lambda request: None if re.match(r"\w+://127\.0\.0\.1|data:|blob:", request.url) else broken.append(request.url)
        )
        yield opened, address
        assert broken == []


def test_a_name_shows_its_neighbours_and_time_plays(page: tuple[Any, str]) -> None:
    opened, address = page
    open_page(opened, f"{address}/connections?unit=article&select=person%3Aantony-blinken")
    opened.get_by_role("button", name=re.compile("Only the neighbours of")).click()
    opened.wait_for_url("**around=person%3Aantony-blinken*")
    await_drawn(opened)
    lines = opened.locator("div.d-bar")
    assert lines.count() == 3
    assert all("Antony Blinken" in text for text in lines.all_inner_texts())

    opened.locator(".st-key-player_step").get_by_text("Month", exact=True).click()
    opened.wait_for_url("**opened=2022-01-01&opened=2022-01-31**")
    await_drawn(opened)
    opened.locator(".st-key-player_play button").first.click()  # from the last month it begins anew, and ends there by itself
    opened.wait_for_url("**opened=2021-06-01&opened=2021-06-30**")
    opened.wait_for_url("**opened=2022-01-01&opened=2022-01-31**")
    opened.locator(".st-key-player_back button").first.click()
    opened.wait_for_url("**opened=2021-06-01**")
    await_drawn(opened)
    line = opened.locator("a.d-value").first
    number = int(line.inner_text())
    line.click()
    opened.wait_for_url("**select=*")
    await_drawn(opened)
    assert opened.locator(".d-row").count() == number > 0
    assert "2021-06" in opened.locator(".d-row").first.inner_text()
