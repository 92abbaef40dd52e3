"""The World page in a real browser: a dot opens its country, a line of the list the pair's rows."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect
from serving import await_drawn, open_page


def test_a_dot_opens_its_country_and_a_line_its_rows(page: Any, address: str) -> None:
    open_page(page, f"{address}/world?unit=article")
    dot = page.locator(".js-plotly-plot .point").first.bounding_box()
    page.mouse.click(dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2)
    page.wait_for_url("**select=country*")
    await_drawn(page)
    line = page.locator("a.d-value").first
    number = int(line.inner_text())
    line.click()
    page.wait_for_url("**select=country*&select=country*")
    assert number > 0
    expect(page.locator(".d-row")).to_have_count(number)
