"""By keyboard: one stop a row of a list, whose name says which."""

from __future__ import annotations

import re
from typing import Any

import pytest
from serving import await_drawn, open_page

NAMED = re.compile(r".+, \d[\d,]* (articles?|stor(y|ies)|outlets?)$")


@pytest.mark.parametrize(
    "path",
    ["", "connections?unit=article", "world?unit=article&select=country:ITA", "dossier?select=country:ITA"],
)
def test_a_row_is_one_stop_that_says_which(page: Any, address: str, path: str) -> None:
    open_page(page, f"{address}/{path}")
    rows = page.locator(".d-bar").all()
    assert rows
    for row in rows:
        stops = [link for link in row.locator("a").all() if link.get_attribute("tabindex") != "-1"]
        assert len(stops) == 1
        assert NAMED.fullmatch(stops[0].get_attribute("aria-label") or "")


def test_enter_on_a_row_opens_what_it_counts(page: Any, address: str) -> None:
    open_page(page, f"{address}/connections?unit=article")
    stop = page.locator(".d-bar a.d-value").first
    number = int(re.search(r"(\d+) article", stop.get_attribute("aria-label")).group(1))
    stop.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**select=*")
    await_drawn(page)
    assert page.locator(".d-row").count() == number
