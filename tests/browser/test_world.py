"""The World page in a real browser: a click on a dot opens its country, a click on a line of the list the pair's rows."""

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
        opened = browser.new_page(viewport={"width": 1400, "height": 900})
        broken: list[str] = []
        opened.on("pageerror", lambda error: broken.append(str(error)))
        opened.on(
            "request", lambda request: None if re.match(r"\w+://127\.0\.0\.1|data:|blob:", request.url) else broken.append(request.url)
        )
        yield opened, address
        assert broken == []


def test_a_dot_opens_its_country_and_a_line_its_rows(page: tuple[Any, str]) -> None:
    opened, address = page
    open_page(opened, f"{address}/world?unit=article")
    dot = opened.locator(".js-plotly-plot .point").first.bounding_box()
    opened.mouse.click(dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2)
    opened.wait_for_url("**select=country*")
    await_drawn(opened)
    line = opened.locator("a.d-value").first
    number = int(line.inner_text())
    line.click()
    opened.wait_for_url("**select=country*&select=country*")
    await_drawn(opened)
    assert opened.locator(".d-row").count() == number > 0
