"""What the tests of this folder share: a server, a Chromium, and a page that may talk to nobody else."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from nasty import ALONE
from playwright.sync_api import expect
from serving import CHROMIUM, PATIENCE, launch, serve

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session", autouse=True)
def need_chromium() -> None:
    """Skip where there is no Chromium; where CI says so there must be one."""
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip(f"Chromium is not at {CHROMIUM}; set CHROMIUM to where it is.")


@pytest.fixture(scope="session")
def address(library_folder: Path) -> Iterator[str]:
    """A server of a tiny library that nobody changes."""
    with serve(str(library_folder)) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium.

    Of a module, no longer: while Playwright runs, nothing else can run a loop of its own.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, launch(playwright, ALONE) as launched:
        yield launched


@pytest.fixture(scope="module")
def context(browser: Any) -> Iterator[Any]:
    """A window of that Chromium; what the pages of a module load, they load once."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: Any) -> Iterator[Any]:
    """A page that asks nobody but 127.0.0.1, runs no script of a text and keeps the policy, or fails."""
    broken: list[str] = []
    own = re.compile(r"(https?|ws)://127\.0\.0\.1[:/]|data:|blob:")

    def judge(request: Any) -> None:
        if not own.match(request.url):
            broken.append(request.url)

    context.on("request", judge)
    opened = context.new_page()
    opened.on("dialog", lambda dialog: (broken.append(dialog.message), dialog.dismiss()))
    opened.on(
        "console",
        lambda message: broken.append(message.text) if "Content Security Policy" in message.text else None,
    )
    opened.on("pageerror", lambda error: broken.append(str(error)))
    yield opened
    opened.close()
    context.remove_listener("request", judge)
    assert broken == []
