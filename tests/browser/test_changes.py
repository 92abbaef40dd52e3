"""What changed in a real browser: two periods, a number that opens its rows, the way to a dossier, and the view kept under a name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from serving import CHROMIUM, await_drawn, launch, open_page, serve

from dragoman.library.store import Library
from dragoman.model import Article

pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists() and not os.environ.get("CI"), reason=f"Chromium is not at {CHROMIUM}; set CHROMIUM to where it is."
)

PERIODS = "window=2022-02-01&window=2022-02-28&baseline=2022-01-01&baseline=2022-01-31"


@pytest.fixture
def page(library: Library) -> Iterator[tuple[Any, str]]:
    """A page of a headless Chromium at a library in which one pair is new; no script fails and nobody else is asked."""
    from playwright.sync_api import sync_playwright

    items = []
    for number in range(12):
        for month, named in ((1, "Sergey Lavrov spoke in Italy"), (2, "Antony Blinken spoke in Israel")):
            day = number + 1
            text = f"{named} on day {day} about matter {number * 7}.\n\nNothing else of note {number} was said that day."
            items.append(Article(f"m{month}-{day}", f"Day {day} of {month}", text, date(2022, month, day), "stated"))
    library.add_items(items)
    with serve(library.uri) as address, sync_playwright() as playwright, launch(playwright) as browser:
        opened = browser.new_page(viewport={"width": 1400, "height": 900})
        broken: list[str] = []
        opened.on("pageerror", lambda error: broken.append(str(error)))
        opened.on(
            "request", lambda request: None if re.match(r"\w+://127\.0\.0\.1|data:|blob:", request.url) else broken.append(request.url)
        )
        yield opened, address
        assert broken == []


def test_a_changed_pair_opens_its_rows_and_leads_to_its_dossier(page: tuple[Any, str]) -> None:
    opened, address = page
    open_page(opened, f"{address}/changes?{PERIODS}")
    line = opened.locator(".d-sides tbody tr", has_text="Antony Blinken")
    assert "new" in line.inner_text()
    number = line.locator("td a[href^=changes]").first
    said = int(re.match(r"\d+", number.inner_text()).group())
    number.click()
    opened.wait_for_url("**side=1**")
    await_drawn(opened)
    assert opened.locator(".d-row").count() == said == 12

    opened.get_by_role("radio", name="Oldest first").or_(opened.get_by_role("button", name="Oldest first")).first.click()
    opened.wait_for_url("**order=oldest**")
    await_drawn(opened)
    assert "2022-02-01" in opened.locator(".d-row").first.inner_text()

    opened.locator(".st-key-views button").first.click()
    name = opened.get_by_placeholder("a name; Enter saves it")
    name.fill("New in February")
    name.press("Enter")
    opened.locator("a.d-bar", has_text="New in February").wait_for()

    open_page(opened, f"{address}/methods")
    opened.locator(".st-key-views button").first.click()
    opened.locator("a.d-bar", has_text="New in February").click()
    opened.wait_for_url("**/changes?**order=oldest**")
    await_drawn(opened)
    assert opened.locator(".d-row").count() == 12

    opened.locator("a.d-chip[href^=dossier]", has_text="Antony Blinken").click()
    opened.wait_for_url("**/dossier?**")
    await_drawn(opened)
    assert opened.locator(".d-title").inner_text() == "Antony Blinken"
