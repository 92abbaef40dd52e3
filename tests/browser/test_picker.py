"""The field to choose names by, in a real browser: by keyboard, and as a screen reader has it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect
from serving import await_drawn, open_page


def test_a_name_is_typed_chosen_and_taken_away_by_keyboard(page: Any, address: str) -> None:
    open_page(page, f"{address}/articles")
    field = page.get_by_role("combobox", name="People")
    field.focus()
    field.press_sequentially("blink")
    option = page.get_by_role("listbox", name="People").get_by_role("option")
    expect(option).to_have_count(1)
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("ArrowDown")
    expect(option).to_have_count(1)
    field.press("Enter")
    page.wait_for_url("**person=person%3Aantony-blinken**")
    await_drawn(page)
    expect(page.get_by_role("button", name="Remove Antony Blinken")).to_be_visible()
    field.focus()
    field.press("Backspace")
    page.wait_for_url(lambda url: "person" not in url)


def test_enter_waits_for_the_answer(page: Any, address: str) -> None:
    open_page(page, f"{address}/articles")
    field = page.get_by_role("combobox", name="Countries")
    field.focus()
    field.press_sequentially("ITA")
    field.press("Enter")
    page.wait_for_url("**country=country%3AITA**")
