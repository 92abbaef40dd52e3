"""Strings made to break what shows them, in every field, as names and columns; and what came of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Any
from urllib.parse import quote, urlencode

from serving import PATIENCE, ROOT, await_drawn

from dragoman.analysis.library import Library
from dragoman.errors import LibraryError
from dragoman.library.feeds import Feed
from dragoman.model import Article, Entity, Mention, Reading, Rejected, View

COLLECTION = ROOT.parent / "shared" / "nasty" / "naughty_strings.json"
HACK = "window.hacked=1;alert(1)"
OWN = (
    f"<script>{HACK}</script>",
    f'"><img src="https://example.org/x.png" onerror="{HACK}">',
    f"<svg/onload={HACK}>",
    "![x](https://example.org/y.png) [y](javascript:alert(1)) **bold** :red[x] $x^2$",
    f"<iframe srcdoc='<script>parent.{HACK}</script>'></iframe><style>*{{display:none}}</style>",
    "{b} {@[0]} %{x} {{7*7}} ${7*7} \u202egnp.exe",
    "javascript:alert(1)",
    f"data:text/html,<script>{HACK}</script>",
    'https://example.org/"onmouseover=alert(1)',
    "//example.org",
    f"#{HACK}",
)
# A script that ran would call one of these, or leave a mark; a test of the texts themselves cannot see it.
WATCH = """
for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => { window.hacked = name; };
"""
# Keeps requests from leaving the machine without Playwright's routes, which take the browser's cache away:
# pages draw three times as fast.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
# To another page of the application as its links lead there, without loading the application anew; `runs`
# counts the pages drawn since.
WALK = """path => {
    window.runs = 0;
    window.runsSeen ??= new MutationObserver(changes => {
        for (const {target, oldValue} of changes)
            if (oldValue !== 'notRunning' && target.dataset.testScriptState === 'notRunning') window.runs++;
    }).observe(document.body, {
        subtree: true, attributeFilter: ['data-test-script-state'], attributeOldValue: true,
    }) ?? true;
    history.pushState({}, '', path);
    dispatchEvent(new PopStateEvent('popstate', {state: {}}));
}"""
TABS = 3  # pages that are drawn at a time
PAUSE = 300  # milliseconds after pages have been drawn, for what still loads


class NaughtyReaders:
    """Finds in every text a person who is called like the title, and Russia."""

    model, rules, chunk = "naughty", "1", 1

    def key(self, title: str, text: str) -> str:
        return str(hash((title, text)))

    def prepare(self, articles: int) -> None: ...

    def rest(self) -> None: ...

    def use_topics(self, topics: Sequence[object]) -> None: ...

    def read(self, articles: Sequence[Article]) -> Iterator[Reading]:
        for article in articles:
            text, name = article.full_text, article.title[:80] or "x"
            start = len(article.title) + 2
            ends = (len(name), start, len(text))
            person, country = (
                Entity(f"person:{article.id}", "person", f"Ann {name}", True),
                Entity("country:RUS", "country", "Russia"),
            )
            found = text.rindex("Russia")
            mentions = (
                Mention(0, ends[0], person.key, "name", 0, 0),
                Mention(start, min(start + 9, ends[2]), person.key, "surname", 1, 1),
                Mention(found, found + 6, country.key, "place", 1, 1),
            )
            yield Reading(
                self.key(article.title, article.text),
                self.model,
                self.rules,
                ((0, ends[0]), (start, ends[2])),
                (person, country),
                mentions,
            )


def list_strings() -> list[str]:
    """The collection, where it is, and those of our own."""
    collection = json.loads(COLLECTION.read_text("utf-8")) if COLLECTION.exists() else []
    return [*OWN, *collection]


def fill(library: Library, strings: Sequence[str], together: int) -> list[str]:
    """Articles with so many of the strings each, in every field, and refused items; the articles' ids."""
    items: list[Article | Rejected] = []
    groups = list(_group(strings, together))
    for number, group in enumerate(groups):
        title, day = (
            " ".join(group) if any(map(str.strip, group)) else "",
            date(2021, 1, 1) + timedelta(30 * number % 900),
        )
        text = "\n\n".join([f"Ann Other: {title}", *group, "Ann Other spoke of Russia."])
        extra = tuple((text or "empty", text) for text in group)
        items.append(
            Article(
                f"{number} {group[0]}",
                title,
                text,
                day if number % 7 else None,
                "stated",
                " ".join(group[:3]),
                group[-1],
                source=title,
                extra=extra,
            )
        )
        items.append(
            Rejected(" ".join(group[:3]), json.dumps({text: text for text in group}), title, group[0])
        )
        library.feeds.put(Feed(f"https://feeds.example/{number}", title, group[0], note=title))
        library.feeds.put(Feed(group[-1], group[-1], group[-1], status="gone", note=group[-1]))
        with suppress(LibraryError):  # of a name without a letter
            library.views.save(title[:80], View(selection=("country:RUS",)))
    library.add_items(items)
    return [item.id for item in library.articles()]


def list_pages(
    library: Library, ids: Sequence[str], strings: Sequence[str], brief: bool = False
) -> list[str]:
    """Paths of all pages and of the articles; unless `brief`, also of each page's other ways to show."""
    names = re.findall(r'"(\w+)": st\.Page', (ROOT / "components" / "shell.py").read_text("utf-8"))
    assert {"overview", "articles", "connections", "library"} <= set(names)
    person = next(row["id"] for row in library.identities().to_pylist() if row["kind"] == "person")
    pair = urlencode({"select": [person, "country:RUS"], "unit": "article"}, doseq=True)
    searched = urlencode(
        {"q": strings[0], "outlet": strings[1], "article": strings[2], "person": f"person:{strings[3]}"}
    )
    # Of one page, what it shows needs something chosen
    own = {"overview": "", "dossier": f"dossier?select={quote(person)}"}
    paths = [own.get(name, f"{name}?{pair}") for name in names if name != "article"]
    paths += [f"article?{urlencode({'article': id})}" for id in ids] + [f"articles?{searched}"]
    if not brief:
        paths += [name for name in names if name not in ("overview", "article")]
        paths += [
            "?sort=outlet",
            "?sort=person",
            f"connections?sort=table&{pair}",
            f"connections?sort=matrix&{pair}",
            "articles?q=Russia",
        ]
        paths += [f"{name}?{searched}" for name in names if name != "article"]
    return paths


@dataclass
class Findings:
    """What went wrong while pages were drawn."""

    drawn: int = 0
    # Requests to others, which find none of them: see ALONE
    strangers: list[str] = field(default_factory=list)
    # Dialogs, errors of scripts, breaches of the policy, pages that did not draw
    broken: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        """Everything."""
        return self.strangers + self.broken


def visit(
    browser: Any, address: str, paths: Iterable[str], told: Callable[[int], None] | None = None
) -> Findings:
    """Draw the pages, several at a time, and look for what they must not do.

    Each tab loads its first page and walks to the others.
    """
    findings, context = Findings(), browser.new_context(viewport={"width": 1400, "height": 900})

    def judge(request: Any) -> None:
        if not re.match(r"(https?|ws)://127\.0\.0\.1[:/]|data:|blob:", request.url):
            findings.strangers.append(request.url)

    context.on("request", judge)
    context.add_init_script(WATCH)
    tabs = [context.new_page() for _ in range(TABS)]
    for tab in tabs:
        tab.on("dialog", lambda dialog: (findings.broken.append(dialog.message), dialog.dismiss()))
        tab.on(
            "console",
            lambda message: (
                findings.broken.append(message.text) if "Content Security Policy" in message.text else None
            ),
        )
        tab.on("pageerror", lambda error: findings.broken.append(f"script error: {error}"))
    for some in _group(list(paths), TABS):
        for tab, path in zip(tabs, some, strict=False):
            if tab.url.startswith(address):
                tab.evaluate(WALK, f"/{path}")
            else:
                tab.goto(f"{address}/{path}", wait_until="commit")
        drawn = []
        for tab, path in zip(tabs, some, strict=False):
            try:
                tab.wait_for_function("() => window.runs !== 0", timeout=PATIENCE)
                await_drawn(tab, pause=0)
                drawn.append((tab, path))
            except Exception as error:  # Playwright's own, on a page that does not draw
                findings.broken.append(f"{path}: {str(error).splitlines()[0]}")
                tab.goto("about:blank")
        tabs[0].wait_for_timeout(PAUSE)
        for tab, path in drawn:
            if (mark := tab.evaluate("window.hacked")) is not None:
                findings.broken.append(f"{path}: a script ran ({mark})")
            if tab.locator("[data-testid=stException]").count():
                findings.broken.append(f"{path}: the page failed")
            findings.drawn += 1
        if told is not None:
            told(findings.drawn)
    context.close()
    return findings


def _group(items: Sequence[str], size: int) -> Iterator[list[str]]:
    stream = iter(items)
    while group := list(islice(stream, size)):
        yield group
