"""Searching through the browser: a mistake, a search, an article and the way on, and what empties a list."""

from __future__ import annotations

from urllib.parse import urlencode

from serving import await_drawn, open_page


def test_from_a_search_to_the_next_article_and_back(page, address):
    open_page(page, f"{address}/articles")
    field = page.get_by_role("textbox", name="Search the text")
    field.fill("lapid OR (nato")
    field.press("Enter")
    page.locator(".st-key-nothing, .d-mistake").first.wait_for()
    assert "never closed" in page.locator(".d-mistake").first.inner_text()
    await_drawn(page)  # what is typed into a page that is still being drawn is lost
    field.fill("lap* OR nato")
    field.press("Enter")
    page.locator(".d-row .hit").first.wait_for()
    page.locator(".d-row h2 a").first.click()
    page.get_by_role("link", name="Next →").click()
    page.get_by_text("2 of").wait_for()
    page.locator(".d-text .hit, .d-title .hit").first.wait_for()
    page.get_by_role("link", name="All articles").click()
    page.locator(".d-row .hit").first.wait_for()
    assert "q=lap" in page.url


def test_a_button_drops_what_empties_a_list(page, address):
    open_page(page, f"{address}/articles?" + urlencode({"q": "nosuchword", "not": "country:FJI"}))
    page.get_by_role("button", name="Without the words “nosuchword”").click()
    page.locator(".d-row h2 a").first.wait_for()
    assert "not=country" in page.url
    assert "q=" not in page.url
