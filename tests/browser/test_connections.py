"""Connections in a real browser: a click on a name and its neighbours, and the time player by itself."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect
from serving import await_drawn, open_page


def test_a_name_shows_its_neighbours_and_time_plays(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 1400, "height": 1200})
    open_page(page, f"{address}/connections?unit=article&select=person%3Aantony-blinken")
    page.get_by_role("button", name=re.compile("Only the neighbours of")).click()
    page.wait_for_url("**around=person%3Aantony-blinken*")
    await_drawn(page)
    lines = page.locator("div.d-bar")
    expect(lines).to_have_count(3)
    assert all("Antony Blinken" in text for text in lines.all_inner_texts())

    page.locator(".st-key-player_step").get_by_text("Month", exact=True).click()
    page.wait_for_url("**opened=2022-01-01&opened=2022-01-31**")
    await_drawn(page)
    page.locator(".st-key-player_play button").first.click()  # from the last month it begins anew
    page.wait_for_url("**opened=2021-06-01&opened=2021-06-30**")
    page.wait_for_url("**opened=2022-01-01&opened=2022-01-31**")
    page.locator(".st-key-player_back button").first.click()
    page.wait_for_url("**opened=2021-06-01**")
    await_drawn(page)
    line = page.locator("a.d-value[href*='opened=2021-06-01']").first
    number = int(line.inner_text())
    line.click()
    page.wait_for_url("**select=*")
    assert number > 0
    expect(page.locator(".d-row")).to_have_count(number)
    expect(page.locator(".d-row").first).to_contain_text("2021-06")
