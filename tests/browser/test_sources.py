"""The Sources page in a real browser: a feed is added, chosen in the table, looked at and removed."""

from __future__ import annotations

import re
from typing import Any

from serving import await_drawn, launch, open_page, serve
from site_on_loopback import Site

from dragoman.library.store import Library

NAUGHTY = '<script>alert(1)</script><img src="https://example.org/x.png">**The Wire**'


def choose_first(page: Any) -> None:
    """Tick the first row of the table, which is drawn on a canvas, once what was done before has been drawn."""
    await_drawn(page)
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 52)


def test_a_feed_is_added_looked_at_and_removed(site: Site, empty_library: Library) -> None:
    from playwright.sync_api import sync_playwright

    escaped = NAUGHTY.replace("<", "&lt;")
    feed = site.put("/feed", f"<rss version='2.0'><channel><title>{escaped}</title></channel></rss>", Content_Type="application/rss+xml")
    broken: list[str] = []
    with serve(empty_library.uri) as address, sync_playwright() as playwright, launch(playwright) as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on("request", lambda request: None if re.match(r"\w+://127\.0\.0\.1|data:|blob:", request.url) else broken.append(request.url))
        open_page(page, f"{address}/library")
        page.get_by_text("Feeds: sites that bring new articles").click()
        page.get_by_placeholder("https://…").last.fill(feed)
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_text("is in the list").wait_for()
        choose_first(page)
        page.get_by_role("button", name="Look now at 1 feed").click()
        page.get_by_text("nothing new").wait_for()
        [held] = empty_library.feeds.all()
        assert held.succeeded
        choose_first(page)
        page.get_by_role("button", name="Remove").click()
        page.get_by_text("1 feed removed").wait_for()
        page.get_by_text("No feed yet").wait_for()
    assert empty_library.feeds.all() == []
    assert broken == []
