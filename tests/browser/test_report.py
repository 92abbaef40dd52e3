"""A report in a real browser, as a file without a network: it asks nothing, breaks and runs nothing."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from serving import launch

from dragoman.analysis.library import Library
from dragoman.exports import export
from dragoman.model import Article, Filter, View

NAUGHTY = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"
SIDES = (Filter(people=("person:antony-blinken",)), Filter(countries=("country:RUS",)))
VIEWS = {
    "network": (View("connections", unit="article", selection=("person:yair-lapid", "country:ISR")), 2),
    "matrix": (View("connections", unit="article", chart="matrix"), 1),
    "world": (View("world", selection=("country:ISR",), unit="article"), 1),
    "compare": (View("compare", sides=SIDES, side=1), 1),
    "dossier": (View("dossier", selection=("person:yair-lapid",), unit="article"), 2),
}


def test_reports_open_offline(library: Library, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    library.add_items(
        [Article("n", NAUGHTY, f"Yair Lapid spoke in Israel. {NAUGHTY}", date(2021, 7, 1), "stated", NAUGHTY)]
    )
    with sync_playwright() as playwright, launch(playwright) as browser:
        context = browser.new_context(viewport={"width": 1200, "height": 900}, offline=True)
        for name, (view, charts) in VIEWS.items():
            path = tmp_path / f"{name}.html"
            path.write_bytes(export(library, view, "report", "html")[0])
            page = context.new_page()
            said: list[str] = []
            page.on(
                "console",
                lambda message, said=said: (
                    said.append(message.text) if message.type in ("error", "warning") else None
                ),
            )
            page.on("pageerror", lambda error, said=said: said.append(str(error)))
            page.on(
                "request",
                lambda request, said=said, own=path: (
                    said.append(request.url) if request.url != own.as_uri() else None
                ),
            )
            page.goto(path.as_uri())
            page.wait_for_function(
                f"document.querySelectorAll('.js-plotly-plot .main-svg').length >= {charts}"
            )
            assert page.locator(".js-plotly-plot").count() == charts
            assert page.evaluate("window.hacked") is None
            if folder := os.environ.get("DRAGOMAN_LOOK"):
                page.screenshot(path=f"{folder}/report-{name}.png", full_page=True)
            assert [line for line in said if not line.startswith(("data:", "blob:"))] == []
            page.close()
