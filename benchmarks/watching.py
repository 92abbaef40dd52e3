"""Kills `dragoman watch` over feeds that grow and fail.

    python benchmarks/watching.py [--minutes 8] [--feeds 20] [--seed 1]

A site on 127.0.0.1 has feeds of summaries that gain an item every twenty seconds. One look in seven meets a
server in trouble, and one page in twenty. `dragoman watch`, read by the real model, looks at each feed once a
minute and is killed (SIGKILL) at moments drawn by lot, a quarter of a minute to a minute apart. Then the
trouble ends, and `dragoman watch --once` completes. Prints the figures; stops with an error when an item is
missing, there twice, or not whole, or when `watch` ends by itself.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from site_on_loopback import Answer, Asked, Site, serve_site

from dragoman.analysis.library import Library
from dragoman.library.feeds import Feed

EVERY = 20.0  # seconds after which a feed has another item
PEOPLE = ("Antony Blinken", "Sergey Lavrov", "Annalena Baerbock", "Wang Yi", "Hakan Fidan")
PLACES = ("Rome", "Vienna", "Ankara", "Geneva", "Doha")


class Press:
    """Feeds that grow until they are stopped, and the pages of their items."""

    def __init__(self, site: Site, feeds: int, dice: random.Random) -> None:
        self.site, self.dice, self.begun, self.ended = site, dice, time.monotonic(), 0.0
        self.served: dict[str, str] = {}  # title -> text of all items that a feed has named
        for feed in range(feeds):
            site.answers[f"/feed/{feed}"] = lambda asked, feed=feed: self.answer_feed(feed, asked)

    def answer_feed(self, feed: int, asked: Asked) -> Answer:
        """What the feed says now."""
        if not self.ended and self.dice.random() < 1 / 7:
            return Answer("trouble", 503)
        count = int(((self.ended or time.monotonic()) - self.begun) / EVERY) + 1
        if asked.headers.get("if-none-match") == f'"{count}"':
            return Answer(status=304)
        items = []
        for number in range(count):
            title, path = f"Talks {feed} {number}", f"/page/{feed}/{number}"
            if title not in self.served:
                self.served[title] = write_text(feed, number)
                self.site.answers[path] = lambda _, title=title: self.answer_page(title)
            items.append(
                f"<item><title>{title}</title><link>{self.site.address}{path}</link>"
                "<description>Talks.</description></item>"
            )
        body = f"<rss version='2.0'><channel><title>Feed {feed}</title>{''.join(items)}</channel></rss>"
        return Answer(body, headers={"Content-Type": "application/rss+xml", "ETag": f'"{count}"'})

    def answer_page(self, title: str) -> Answer:
        """The page of an item."""
        if not self.ended and self.dice.random() < 1 / 20:
            return Answer("trouble", 503)
        article = f"<article><h1>{title}</h1><p>{self.served[title]}</p></article>"
        body = f"<html lang='en'><head><title>{title}</title></head><body>{article}</body></html>"
        return Answer(body, headers={"Content-Type": "text/html"})


def write_text(feed: int, number: int) -> str:
    """The text of an item, unlike that of any other."""
    dice = random.Random(1000 * feed + number)
    sentences = (
        (
            f"{dice.choice(PEOPLE)} met {dice.choice(PEOPLE)} in {dice.choice(PLACES)} "
            f"and promised {dice.randrange(10**9)} dollars to Ukraine."
        )
        for _ in range(14)
    )
    return " ".join(sentences)


def start(library: str, *options: str) -> subprocess.Popen[bytes]:
    """`dragoman watch` as a process of its own."""
    settings = {
        "DRAGOMAN_FETCH_HOSTS": "127.0.0.1",
        "DRAGOMAN_FETCH_DELAY": "0.01",
        "DRAGOMAN_FEED_MINUTES": "1",
    }
    command = [sys.executable, "-m", "dragoman.cli", "watch", *options, "--library", library]
    return subprocess.Popen(
        command, env=os.environ | settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def watch_and_kill(library: str, end: float, dice: random.Random) -> int:
    """Watch until this moment; how many times it was killed."""
    kills = 0
    while time.monotonic() < end:
        process, moment = start(library), time.monotonic() + dice.uniform(15, 60)
        while time.monotonic() < moment:
            if process.poll() is not None:
                sys.exit(f"`dragoman watch` ended by itself with exit code {process.returncode}.")
            time.sleep(0.1)
        process.send_signal(signal.SIGKILL)
        process.wait()
        kills += 1
    return kills


def complete(library: Library) -> None:
    """Look at every feed, until none has anything left to try."""
    for _ in range(3):
        for feed in library.feeds.all():
            held = library.feeds.get(feed.url)
            library.feeds.put(replace(held or feed, next=None, etag="", modified=""))
        if start(library.uri, "--once").wait():
            sys.exit("`dragoman watch --once` failed.")


def main() -> None:
    """Watch, kill, complete, compare, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--feeds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    dice = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder, serve_site() as site:
        press, library = Press(site, arguments.feeds, random.Random(arguments.seed)), Library(folder)
        for number in range(arguments.feeds):
            library.feeds.put(Feed(f"{site.address}/feed/{number}"))
        kills = watch_and_kill(library.uri, time.monotonic() + 60 * arguments.minutes, dice)
        before, press.ended = library.count(), time.monotonic()
        complete(library)
        held = Counter(article.title for article in library.articles())
        missing = press.served.keys() - held.keys()
        twice = [title for title, count in held.items() if count > 1]
        partial = [
            article.title
            for article in library.articles()
            if article.text.strip() != press.served.get(article.title)
        ]
        unread = [article.id for article in library.articles() if library.reading(article.id) is None]
        print(
            f"{kills} kills of `dragoman watch` over {arguments.feeds} feeds "
            f"in {arguments.minutes:g} minutes, seed {arguments.seed}:"
        )
        print(
            f"  {len(site.asked):,} requests, {len(press.served):,} items, "
            f"{before:,} of them in at the last kill"
        )
        print(
            f"  completed: {library.count():,} articles, {len(missing)} missing, "
            f"{len(twice)} twice, {len(partial)} not whole,"
        )
        print(f"  {len(unread)} without a reading, {library.quarantine.count()} left in the quarantine")
        if missing or twice or partial or unread or library.quarantine.count():
            sys.exit("An item is missing, twice, not whole or left.")


if __name__ == "__main__":
    main()
