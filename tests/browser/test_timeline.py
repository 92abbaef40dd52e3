"""Over time and Compare in a real browser: a click and a brush open the rows that they stand for."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect
from serving import await_drawn, open_page


def test_a_bar_and_a_brushed_stretch_open_their_rows(page: Any, address: str) -> None:
    open_page(page, f"{address}/timeline?chart=all&period=month")
    page.locator(".js-plotly-plot .bars .point path").first.wait_for()
    box = page.locator(".js-plotly-plot .bars .point path").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**opened=2021-06-01&opened=2021-06-30**")
    expect(page.locator(".d-note", has_text="June 2021:")).to_contain_text("June 2021: 2 articles")
    expect(page.locator(".d-row")).to_have_count(2)
    await_drawn(page)

    page.get_by_text("Draw over a stretch").click()
    field = page.locator(".js-plotly-plot .cursor-crosshair .nsewdrag")  # the chart before may still stand
    field.wait_for()
    expect(page.locator(".js-plotly-plot .nsewdrag")).to_have_count(1)
    await_drawn(page)
    plot = field.bounding_box()
    page.mouse.move(plot["x"] + 3, plot["y"] + 20)
    page.mouse.down()
    page.mouse.move(plot["x"] + plot["width"] / 2, plot["y"] + 60, steps=5)
    page.mouse.move(plot["x"] + plot["width"] - 3, plot["y"] + 100, steps=5)
    page.mouse.up()
    page.wait_for_url("**opened=2021-06-01&opened=2022-01-31**")
    await_drawn(page)
    expect(page.locator(".d-row")).to_have_count(3)

    page.get_by_role("button", name="Keep only this time").click()
    page.wait_for_url("**from=2021-06-01&to=2022-01-31**")
    await_drawn(page)
    expect(page.locator(".d-row")).to_have_count(0)


def test_a_number_of_a_side_opens_its_rows(page: Any, address: str) -> None:
    open_page(
        page, f"{address}/compare?one.person=person%3Aantony-blinken&two.country=country%3ARUS&sort=country"
    )
    cell = page.locator(".d-sides td a", has_text=re.compile(r"^\d")).first
    number = int(re.match(r"\d+", cell.inner_text()).group())
    cell.click()
    page.wait_for_url("**side=1**")
    await_drawn(page)
    assert number > 0
    expect(page.locator(".d-row")).to_have_count(number)
