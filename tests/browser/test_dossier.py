"""The Dossier in a real browser: from a person to a country and on, a number and a bar of the chart opening their rows."""

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


def test_from_a_person_on_to_a_country_and_its_rows(page: tuple[Any, str]) -> None:
    opened, address = page
    open_page(opened, f"{address}/dossier?select=person:antony-blinken&unit=article")
    number = opened.locator(".d-held .d-number a").first
    stated = int(number.inner_text())
    number.click()
    opened.wait_for_url("**sort=*")
    await_drawn(opened)
    assert opened.locator(".d-row").count() == stated
    opened.locator('a[href*="select=country%3A"]').first.click()
    opened.wait_for_url("**dossier?select=country*")
    await_drawn(opened)
    assert "A country named in" in opened.locator(".d-lead").first.inner_text()


def test_a_bar_of_the_chart_opens_its_articles(page: tuple[Any, str]) -> None:
    opened, address = page
    open_page(opened, f"{address}/dossier?select=country:ISR&period=year")
    bars = opened.locator(".js-plotly-plot .point path")
    bars.first.scroll_into_view_if_needed()
    opened.wait_for_timeout(500)  # until the page stands still
    box = max((bar.bounding_box() for bar in bars.all()), key=lambda box: box["height"])
    opened.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    opened.wait_for_timeout(200)  # Plotly has to see what is under the mouse
    opened.mouse.down()
    opened.mouse.up()
    opened.wait_for_url("**opened=*")
    await_drawn(opened)
    assert opened.locator(".d-row").count() > 0
