"""The Dossier in a real browser: from a person to a country and on; a number and a bar open their rows."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect
from serving import open_page


def test_from_a_person_on_to_a_country_and_its_rows(page: Any, address: str) -> None:
    open_page(page, f"{address}/dossier?select=person:antony-blinken&unit=article")
    number = page.locator(".d-held .d-number a").first
    stated = int(number.inner_text())
    number.click()
    page.wait_for_url("**learnt=*")
    expect(page.locator(".d-row")).to_have_count(stated)
    page.locator('a[href*="select=country%3A"]').first.click()
    page.wait_for_url("**dossier?select=country*")
    expect(page.locator(".d-lead").first).to_contain_text("A country named in")


def test_a_bar_of_the_chart_opens_its_articles(page: Any, address: str) -> None:
    open_page(page, f"{address}/dossier?select=country:ISR&period=year")
    bars = page.locator(".js-plotly-plot .point path")
    bars.first.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # until the page stands still
    box = max((bar.bounding_box() for bar in bars.all()), key=lambda box: box["height"])
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(200)  # Plotly has to see what is under the mouse
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url("**opened=*")
    expect(page.locator(".d-row")).not_to_have_count(0)
