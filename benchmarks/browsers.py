"""Ten browsers on one server while feeds are watched.

    python benchmarks/browsers.py LIBRARY [--browsers 10] [--minutes 15] [--cases FOLDER]

A copy of the library is served by `streamlit run app.py` and read in so many windows of a headless Chromium.
Each goes from page to page, filters and searches, with a pause as of one who looks. Meanwhile `dragoman
watch` looks at feeds on 127.0.0.1 that gain an article every ten seconds each, and at others that hold what
breaks careless readers: those of --cases and some of the forms of benchmarks/nasty.py. Printed are how long
the draws took in the browser, what each cost the server in processor time, its memory over the minutes, and
whether every article of the feeds is in. Stops with an error when fewer than 99 of 100 draws came within 5 s,
one cost over 2 s of processor time, memory rose by more than a tenth over the second half, or an article is
missing.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "browser"), str(Path(__file__).parent)]

from serving import CHROMIUM, FLAGS, PATIENCE, SETTLED, await_drawn, find_port, launch  # noqa: E402
from site_on_loopback import Answer, Site, serve_site  # noqa: E402
from watching import write_text  # noqa: E402

from dragoman.analysis.library import Library  # noqa: E402
from dragoman.library.feeds import Feed  # noqa: E402

WATCH = [sys.executable, "-m", "dragoman.cli", "watch"]
SETTINGS = os.environ | {
    "DRAGOMAN_FETCH_HOSTS": "127.0.0.1",
    "DRAGOMAN_FETCH_DELAY": "0.01",
    "DRAGOMAN_FEED_MINUTES": "1",
}
QUOTES = "\"'" * 10_000  # unbroken punctuation
PAUSE = (8.0, 25.0)  # seconds for which somebody looks at a page
EVERY = 10.0  # seconds after which a feed has another item
FEEDS = 6
SLOW, COSTLY = 5.0, 2.0  # seconds: of a draw in the browser, of the server's processor
MEASURED = """
import sys, threading, time
from streamlit.runtime.scriptrunner import script_runner
told_to, whole, lock = sys.argv[1], script_runner.ScriptRunner._run_script, threading.Lock()
def run(self, rerun_data):
    began = time.thread_time()
    try:
        whole(self, rerun_data)
    finally:
        with lock, open(told_to, "a") as told:
            told.write(f"{time.thread_time() - began:.3f} ?{rerun_data.query_string}\\n")
script_runner.ScriptRunner._run_script = run
from streamlit.web import cli
sys.argv = ["streamlit", "run", "app.py", *sys.argv[2:]]
cli.main()
"""  # the server as it is, but for a line a draw with the processor time of its thread and the page's query
# From page to page as the browser's Back and Forward go, without loading the application again; gives the
# seconds until it is drawn.
GO = """to => new Promise(resolve => {
    const began = performance.now();
    let running = false;
    const look = () => {
        const state = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState;
        running ||= state === 'running';
        if (running && state === 'notRunning' && !document.querySelector('[data-testid=stSkeleton]')) {
            watching.disconnect();
            resolve((performance.now() - began) / 1000);
        }
    };
    const watching = new MutationObserver(look);
    const attributeFilter = ['data-test-script-state'];
    watching.observe(document.body, {subtree: true, childList: true, attributeFilter});
    window.history.pushState({}, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
})"""
HOSTILE = (
    "<!---->" * 24 + "<rss><channel><title>x</title></channel></rss>",
    "<rss><channel>" + "<item>" * 5_000 + "</channel></rss>",
    "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaa'>]><rss><channel><title>&a;</title></channel></rss>",
    '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 5_000,
    (
        "<rss version='2.0'><channel><title>q</title><item>"
        "<title>Talks</title><link>{site}/quotes</link></item></channel></rss>"
    ),
)


class Press:
    """A site whose feeds gain articles until they are stopped; its other feeds break careless readers."""

    def __init__(self, site: Site, minutes: float, cases: Sequence[bytes]) -> None:
        self.site, self.begun = site, time.monotonic()
        self.end = self.begun + 60 * minutes
        self.served: dict[str, str] = {}  # title -> text of all items that a feed has named
        self.feeds = [f"/feed/{feed}" for feed in range(FEEDS)]
        for feed, path in enumerate(self.feeds):
            site.answers[path] = lambda _, feed=feed: self.answer_feed(feed)
        body = f"<html lang='en'><body><article><h1>Talks</h1><p>{QUOTES}</p></article></body></html>"
        site.answers["/quotes"] = Answer(body, headers={"Content-Type": "text/html"})
        for number, case in enumerate(
            [*(text.replace("{site}", site.address).encode() for text in HOSTILE), *cases]
        ):
            site.answers[f"/hostile/{number}"] = Answer(case, headers={"Content-Type": "application/rss+xml"})
            self.feeds.append(f"/hostile/{number}")

    def answer_feed(self, feed: int) -> Answer:
        """What a feed says now."""
        items = []
        for number in range(int((min(time.monotonic(), self.end) - self.begun) / EVERY) + 1):
            title, path = f"Report {feed} {number}", f"/page/{feed}/{number}"
            if title not in self.served:
                self.served[title] = write_text(feed, number)
                body = f"<article><h1>{title}</h1><p>{self.served[title]}</p></article>"
                page = f"<html lang='en'><head><title>{title}</title></head><body>{body}</body></html>"
                self.site.answers[path] = Answer(page, headers={"Content-Type": "text/html"})
            items.append(
                f"<item><title>{title}</title><link>{self.site.address}{path}</link>"
                "<description>Talks.</description></item>"
            )
        body = f"<rss version='2.0'><channel><title>Feed {feed}</title>{''.join(items)}</channel></rss>"
        return Answer(body, headers={"Content-Type": "application/rss+xml"})

    def follow(self, library: Library) -> None:
        """Have a library follow all feeds, and look at each anew."""
        for path in self.feeds:
            library.feeds.put(Feed(f"{self.site.address}{path}"))


@contextmanager
def serve_measured(library: str, told: Path) -> Iterator[tuple[str, int]]:
    """The dashboard, with a line a draw in `told`; its address and the number of its process."""
    port = find_port()
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    command = [sys.executable, "-c", MEASURED, str(told), *options]
    server = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"DRAGOMAN_LIBRARY": library}, stdout=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


def list_ways(library: Library) -> list[tuple[str, str]]:
    """Pages to go to, each with a query."""
    tables = library.tables()
    pairs = library.pairs(kinds=("person", "country"), limit=8)
    countries = sorted(set(pairs["b"]))
    people = sorted(set(pairs["a"]))
    ways = [
        ("", ""), ("articles", ""), ("connections", ""), ("world", ""), ("timeline", ""), ("changes", ""),
        ("library", ""),
    ]  # fmt: skip
    ways += [
        ("articles", urlencode({"q": word}))
        for word in ("sanctions", "ceasefire talks", '"foreign minister"', "president")
    ]
    ways += [
        (page, urlencode({"country": country}))
        for page in ("", "articles", "connections", "timeline")
        for country in countries
    ]
    ways += [("dossier", urlencode({"select": name})) for name in (*people, *countries)]
    ways += [
        ("connections", urlencode({"select": list(pair)}, doseq=True))
        for pair in zip(pairs["a"], pairs["b"], strict=True)
    ]
    ways += [
        ("connections", "chart=matrix&unit=article"),
        ("connections", "chart=table&kinds=country&kinds=country"),
    ]
    return [
        *ways,
        *(
            ("article", urlencode({"article": name}))
            for name in tables.article_ids[:: max(1, tables.size // 8)]
        ),
    ]


@dataclass
class Figures:
    """What was measured: seconds of draws, MiB of memory, and what went wrong."""

    took: list[float] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)  # the first of each window, with the application
    costs: list[tuple[float, str]] = field(default_factory=list)  # and the query of the page
    memory: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def judge(self) -> bool:
        """Print them; whether all is as it should be."""
        took, costs, half = sorted(self.took), sorted(self.costs), self.memory[len(self.memory) // 2 :]
        late = sum(seconds > SLOW for seconds in took)
        middle, last = took[len(took) // 2], took[int(len(took) * 0.99)]
        print(f"  the application loaded in {max(self.loads, default=0):.1f} s at most;")
        print(
            f"  {len(took):,} draws in the browser: median {middle:.2f} s, "
            f"99 of 100 within {last:.2f} s, {late} over {SLOW:g} s;"
        )
        (usual, _), (most, where) = costs[len(costs) // 2], costs[-1]
        print(
            f"  {len(costs):,} runs of the server after the first: "
            f"median {usual:.2f} s of CPU, most {most:.2f} s ({where})"
        )
        print(
            f"  memory {min(half):,.0f} to {max(half):,.0f} MiB "
            f"over the second half; {len(self.faults)} faults"
        )
        for fault in self.faults[:10]:
            print(f"  {fault}")
        return late <= len(took) / 100 and most <= COSTLY and max(half) <= 1.1 * half[0] and not self.faults


async def browse_all(
    address: str, browsers: int, ways: list[tuple[str, str]], end: float, figures: Figures
) -> None:
    """So many windows of one Chromium, each with somebody who goes from page to page until this moment."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        people = [
            browse(address, chromium, ways, random.Random(seed), end, figures) for seed in range(browsers)
        ]
        await asyncio.gather(*people)
        await chromium.close()


async def browse(
    address: str,
    chromium: Any,
    ways: list[tuple[str, str]],
    dice: random.Random,
    end: float,
    figures: Figures,
) -> None:
    """One who goes from page to page until this moment, in a window of their own."""
    from playwright.async_api import Error

    page = await (await chromium.new_context(viewport={"width": 1400, "height": 900})).new_page()
    await asyncio.sleep(dice.uniform(0, PAUSE[1]))
    while time.monotonic() < end:
        path, query = dice.choice(ways)
        began, loaded = time.monotonic(), page.url.startswith(address)
        try:
            if loaded:
                figures.took.append(await asyncio.wait_for(page.evaluate(GO, f"/{path}?{query}"), 60))
            else:
                await page.goto(f"{address}/{path}?{query}")
                for settled in SETTLED:
                    await page.wait_for_function(settled, timeout=PATIENCE)
                figures.loads.append(time.monotonic() - began)
            if await page.locator("[data-testid=stException]").count():
                figures.faults.append(f"{path}?{query}: an exception")
        except (Error, TimeoutError) as error:
            figures.faults.append(f"{path}?{query}: {str(error)[:200] or 'not drawn within 60 s'}")
        await asyncio.sleep(dice.uniform(*PAUSE))


def warm_up(address: str) -> None:
    """The first draw of a server, which everybody after it need not wait for."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, launch(playwright) as browser:
        page = browser.new_page()
        for _ in range(100):
            try:
                page.goto(address)
                break
            except Exception:  # the server is not there yet
                time.sleep(0.5)
        await_drawn(page)


def read_memory(pid: int) -> float:
    """Resident memory of a process, in MiB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def measure(library: Library, press: Press, browsers: int, told: Path) -> Figures:
    """Watch the feeds while so many browse, until the press ends."""
    figures = Figures()
    with serve_measured(library.uri, told) as (address, pid):
        ways = list_ways(library)
        warm_up(address)
        told.unlink()  # the first draw of a server makes the tables
        watch = subprocess.Popen(
            [*WATCH, "--library", library.uri],
            env=SETTINGS,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        people = threading.Thread(
            target=lambda: asyncio.run(browse_all(address, browsers, ways, press.end, figures))
        )
        people.start()
        while time.monotonic() < press.end:
            time.sleep(min(30, max(0.1, press.end - time.monotonic())))
            figures.memory.append(read_memory(pid))
            minutes = (time.monotonic() - press.begun) / 60
            print(
                f"  {minutes:4.1f} min: {figures.memory[-1]:,.0f} MiB, "
                f"{len(figures.took):,} draws, {library.count():,} articles",
                flush=True,
            )
        people.join()
        if watch.poll() is not None:
            figures.faults.append(f"`dragoman watch` ended by itself with exit code {watch.returncode}")
        watch.terminate()
        watch.wait(timeout=120)
    lines = [line.split(" ", 1) for line in told.read_text("utf-8").splitlines()]
    figures.costs = [(float(seconds), query) for seconds, query in lines]
    return figures


def main() -> None:
    """Serve, browse, watch, compare, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library")
    parser.add_argument("--browsers", type=int, default=10)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument(
        "--cases", type=Path, default=None, help="folder of files that are served as feeds too"
    )
    arguments = parser.parse_args()
    cases = (
        [path.read_bytes() for path in sorted(arguments.cases.iterdir()) if path.is_file()]
        if arguments.cases
        else []
    )
    with tempfile.TemporaryDirectory() as scratch, serve_site() as site:
        library = Library(shutil.copytree(arguments.library, Path(scratch, "library")))
        before, press = library.count(), Press(site, arguments.minutes, cases)
        press.follow(library)
        figures = measure(library, press, arguments.browsers, Path(scratch, "draws"))
        press.follow(library)
        subprocess.run(
            [*WATCH, "--once", "--library", library.uri], env=SETTINGS, check=True, stdout=subprocess.DEVNULL
        )
        missing = press.served.keys() - {article.title for article in library.articles()}
        if missing:
            figures.faults.append(f"{len(missing)} articles of the feeds are missing")
        print(
            f"{arguments.browsers} browsers, {arguments.minutes:g} minutes, "
            f"{before:,} articles and {len(press.served):,} more from feeds:"
        )
        if not figures.judge():
            sys.exit("Too slow, too costly, growing, or something is missing.")


if __name__ == "__main__":
    main()
