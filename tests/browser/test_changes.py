"""What changed in a real browser: two periods, a number's rows, the way to a dossier, a named view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect
from serving import await_drawn, open_page, serve

from dragoman.analysis.library import Library
from dragoman.model import Article

PERIODS = "window=2022-02-01&window=2022-02-28&baseline=2022-01-01&baseline=2022-01-31"


@pytest.fixture
def address(library: Library) -> Iterator[str]:
    """A server of a library in which one pair is new."""
    items = []
    for number in range(12):
        for month, named in ((1, "Sergey Lavrov spoke in Italy"), (2, "Antony Blinken spoke in Israel")):
            day = number + 1
            text = (
                f"{named} on day {day} about matter {number * 7}.\n"
                f"\nNothing else of note {number} was said that day."
            )
            items.append(
                Article(f"m{month}-{day}", f"Day {day} of {month}", text, date(2022, month, day), "stated")
            )
    library.add_items(items)
    with serve(library.uri) as served:
        yield served


def test_a_changed_pair_opens_its_rows_and_leads_to_its_dossier(page: Any, address: str) -> None:
    open_page(page, f"{address}/changes?{PERIODS}")
    # Of the first line, half-way
    between = page.locator(".js-plotly-plot .scatterlayer .trace").first.locator(".points path").nth(12)
    between.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # until the page stands still
    box = between.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(200)  # Plotly has to see what is under the mouse
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url("**select=person*")
    expect(page.locator(".d-row")).to_have_count(12)

    page.get_by_role("button", name="Close").click()
    expect(page.locator(".d-row")).to_have_count(0)
    line = page.locator(".d-sides tbody tr", has_text="Antony Blinken")
    assert "new" in line.inner_text()
    number = line.locator("td a[href^=changes]").first
    said = int(re.match(r"\d+", number.inner_text()).group())
    number.click()
    page.wait_for_url("**side=1**")
    await_drawn(page)
    assert said == 12
    expect(page.locator(".d-row")).to_have_count(12)

    page.get_by_role("radio", name="Oldest first").or_(
        page.get_by_role("button", name="Oldest first")
    ).first.click()
    page.wait_for_url("**order=oldest**")
    expect(page.locator(".d-row").first).to_contain_text("2022-02-01")

    page.locator(".st-key-views button").first.click()
    name = page.get_by_placeholder("a name; Enter saves it")
    name.fill("New in February")
    name.press("Enter")
    page.locator("a.d-bar", has_text="New in February").wait_for()

    open_page(page, f"{address}/methods")
    page.locator(".st-key-views button").first.click()
    page.locator("a.d-bar", has_text="New in February").click()
    page.wait_for_url("**/changes?**order=oldest**")
    await_drawn(page, "What changed")
    expect(page.locator(".d-row")).to_have_count(12)

    page.locator("a.d-chip[href^=dossier]", has_text="Antony Blinken").click()
    page.wait_for_url("**/dossier?**")
    expect(page.locator(".d-title")).to_have_text("Antony Blinken")
