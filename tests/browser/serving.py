"""A fresh server of the application, and a Chromium that may talk to nobody else."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
PATIENCE = 60_000  # milliseconds; a machine that does other things at once is several times slower
SETTLED = (
    "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'",
    "() => !document.querySelector('[data-testid=stSkeleton]')",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_port() -> int:
    """A free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(library: str, port: int = 0, **settings: str) -> Iterator[str]:
    """Serve a library on a port of 127.0.0.1 (0: a free one); gives the address.

    `settings` are environment variables.
    """
    port = port or find_port()
    command = [
        sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port),
        "--server.address", "127.0.0.1",
    ]  # fmt: skip
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"DRAGOMAN_LIBRARY": library} | settings,
        stdout=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _await_server(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def _await_server(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError("The server ended before it answered.")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The server did not answer within 60 s.")


@contextmanager
def launch(playwright: Any, *flags: str) -> Iterator[Any]:
    """A headless Chromium."""
    browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*FLAGS, *flags])
    try:
        yield browser
    finally:
        browser.close()


def open_page(page: Any, address: str) -> None:
    """Go to an address and wait until it is drawn."""
    page.goto(address)
    await_drawn(page)


def await_drawn(page: Any, title: str = "", pause: int = 300) -> None:
    """Wait until the script has run and its drawing has settled; with a title, until that page is drawn.

    `pause` is in milliseconds.

    After a click on the way to another page the page before stands there, drawn and settled, until the new
    one begins.
    """
    page.locator(".d-title", has_text=title).first.wait_for(timeout=PATIENCE)
    for settled in SETTLED:
        page.wait_for_function(settled, timeout=PATIENCE)
    page.wait_for_timeout(pause)


def find_pair(library: Any) -> tuple[tuple[str, str], str]:
    """The strongest pair of a person and a country, and an article that names both."""
    pairs = library.pairs(kinds=("person", "country"), limit=1)
    pair = (str(pairs["a"].iloc[0]), str(pairs["b"].iloc[0]))
    return pair, str(library.evidence(dragoman_filter(), pair)["article"].iloc[0])


def dragoman_filter() -> Any:
    """The filter that leaves nothing out."""
    from dragoman.model import Filter

    return Filter()
