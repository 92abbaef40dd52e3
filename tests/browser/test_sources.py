"""Library and Sources in a real browser: a table is read; a feed is added, chosen, looked at, removed."""

from __future__ import annotations

from datetime import date
from typing import Any

from playwright.sync_api import expect
from serving import await_drawn, open_page, serve
from site_on_loopback import Site

from dragoman.analysis.library import Library

TABLE = (
    b"Headline;Body;Published\nTalks in Rome;Antony Blinken met "
    b"Yair Lapid in Rome on Sunday to speak of Iran.;2021-06-27\n"
)
NAUGHTY = '<script>alert(1)</script><img src="https://example.org/x.png">**The Wire**'


def test_a_table_is_looked_at_its_columns_are_changed_and_it_is_read(
    page: Any, empty_library: Library
) -> None:
    text = (
        "Antony Blinken met Yair Lapid in Rome on Sunday to "
        "speak of Iran, and Italy was the host of the talks. "
    )
    rows = "".join(f"Talks {n};Kicker {n};{text}{n}.;2021-06-{n:02}\n" for n in range(1, 5))
    table = f"Headline;Kicker;Body;Published\n{rows}Bare;;;\n".encode()
    with serve(empty_library.uri) as address:
        open_page(page, f"{address}/library")
        page.locator("input[type=file]").first.set_input_files(
            [{"name": "export.csv", "mimeType": "text/csv", "buffer": table}]
        )
        preview = page.locator(".d-preview")
        expect(preview).to_contain_text("4 articles, 1 refused")
        expect(preview.locator("h3")).to_have_text(["Talks 1", "Talks 2", "Talks 3"])
        assert empty_library.count() == 0
        page.get_by_role("combobox", name="Title").click()
        page.get_by_role("option", name="Kicker").click()
        expect(preview.locator("h3")).to_have_text(["Kicker 1", "Kicker 2", "Kicker 3"])
        page.get_by_role("button", name="Read these files").click()
        page.get_by_text("4 read: 4 new, 0 updated, 0 already there, 1 quarantined").wait_for()
        expect(preview).to_have_count(0)
    assert sorted(article.title for article in empty_library.articles()) == [
        f"Kicker {n}" for n in range(1, 5)
    ]
    assert empty_library.quarantine.count() == 1


def choose_first(page: Any) -> Any:
    """Tick the table's first row (drawn on a canvas) once none is chosen; gives the button that says so."""
    page.get_by_role("button", name="Look now at all that are due").wait_for()
    await_drawn(page)
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 52)
    button = page.get_by_role("button", name="Look now at 1 feed")
    button.wait_for()
    return button


def test_a_table_is_read_and_a_feed_is_added_looked_at_and_removed(
    page: Any, site: Site, empty_library: Library
) -> None:
    escaped = NAUGHTY.replace("<", "&lt;")
    feed = site.put(
        "/feed",
        f"<rss version='2.0'><channel><title>{escaped}</title></channel></rss>",
        Content_Type="application/rss+xml",
    )
    with serve(empty_library.uri) as address:
        open_page(page, f"{address}/library")
        page.locator("input[type=file]").first.set_input_files(
            [{"name": "export.csv", "mimeType": "text/csv", "buffer": TABLE}]
        )
        page.get_by_text("Which column holds what").wait_for()
        page.get_by_role("button", name="Read these files").click()
        page.get_by_text("1 new").wait_for()
        [article] = empty_library.articles()
        assert (article.title, article.date) == ("Talks in Rome", date(2021, 6, 27))

        page.get_by_text("Feeds: sites that bring new articles").click()
        page.wait_for_url("**/sources**")
        await_drawn(page, "Sources")
        page.get_by_label("Address of a feed or site").fill(feed)
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_text("is in the list").wait_for()
        choose_first(page).click()
        page.get_by_text("nothing new").wait_for()
        [held] = empty_library.feeds.all()
        assert held.succeeded
        choose_first(page)
        page.get_by_role("button", name="Remove").click()
        page.get_by_text("1 feed removed").wait_for()
        page.get_by_text("No feed yet").wait_for()
        expect(page.locator("[data-testid=stDataFrame]")).to_have_count(0)
    assert empty_library.feeds.all() == []
