"""Ways through the application in a real browser that may talk to nobody but the server."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect
from serving import await_drawn, open_page

MIDDLE_OF_A_LINE = """() => {
    for (const path of document.querySelectorAll('[data-testid=stEChartsChart] svg path')) {
        if (path.getTotalLength() < 60 || getComputedStyle(path).fill !== 'none') continue;
        const point = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
        if (document.elementFromPoint(point.x, point.y) === path) return [point.x, point.y];
    }
    return null;
}"""


def test_from_a_deep_link_to_the_evidence_behind_an_edge(page: Any, address: str) -> None:
    # A deep link
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
    page.wait_for_url("**select=*select=*")
    await_drawn(page)
    number = int(
        re.search(
            r"in (\d+) article",
            page.locator(".d-note", has_text="named in the same sentence in").inner_text(),
        ).group(1)
    )
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
    rows.first.locator("h2 a, h3 a").click()
    page.wait_for_url("**/article?**")
    expect(page.locator(".d-text")).to_have_count(1)


def test_from_the_overview_over_a_search_to_the_words_and_on_to_topics_and_methods(
    page: Any, address: str
) -> None:
    open_page(page, address)
    number = page.locator(".d-bar .d-value[href^=articles]").first
    said = int(number.inner_text())
    number.click()
    page.wait_for_url("**/articles?**")
    await_drawn(page, "Articles")
    expect(page.locator(".d-row")).to_have_count(said)

    page.get_by_role("textbox", name="Search the text").fill("Rome")
    page.get_by_role("textbox", name="Search the text").press("Enter")
    page.wait_for_url("**q=Rome**")
    await_drawn(page, "Articles")
    expect(page.locator(".d-row .mark.hit").first).to_have_text("Rome")
    page.locator(".d-row h2 a").first.click()
    page.wait_for_url("**/article?**")
    expect(page.locator(".d-text")).to_contain_text("Rome")

    page.get_by_role("link", name="Library").click()
    page.get_by_role("link", name="Topics").click()
    page.wait_for_url("**/topics**")
    await_drawn(page, "Topics")
    expect(page.get_by_role("row").filter(has_text="Agreements and treaties")).to_be_visible()
    page.get_by_role("link", name="Methods").click()
    await_drawn(page, "Methods")
    expect(page.get_by_text("How often it is right")).to_be_visible()


def _click_edge(page: Any) -> None:
    """Click on the middle of a line of the network that nothing lies over."""
    page.locator("[data-testid=stEChartsChart] svg").first.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)  # until it has come in
    x, y = page.evaluate(MIDDLE_OF_A_LINE)
    page.mouse.move(x, y)
    page.wait_for_timeout(100)
    page.mouse.click(x, y)


def test_every_answer_carries_the_policy(page: Any, address: str) -> None:
    answer = page.request.get(f"{address}/connections")
    assert "script-src 'self' blob: 'sha256-" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
