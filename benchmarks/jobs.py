"""Eight jobs of an analyst, done through a browser, with their clicks.

    python benchmarks/jobs.py LIBRARY [--only NUMBER]

LIBRARY is one of the corpora (Kremlin.ru, The White House, Wikinews); nothing in it is changed. Each job
begins on the Overview of a fresh window and is done by what a person sees: links, buttons and fields, by
their names. A step is a press of the mouse, or what is typed into one field with the key that ends it.
Printed are the steps of each job against the most that it may take, and whether what then stands on the page
is right, by a count of its own over texts and readings. Ends with an error where a job takes more, or shows
something else.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "browser")]

from serving import PATIENCE, await_drawn, launch, open_page, serve  # noqa: E402

import dragoman  # noqa: E402
from dragoman.model import Article, Reading  # noqa: E402

TYPED = 900  # milliseconds from the last letter typed until a list has surely come
LOCATION = "known => location.href !== known"
Found = tuple[Article, Reading]


class Corpus:
    """What a library holds, to be counted again in plain Python."""

    def __init__(self, uri: str) -> None:
        self.library = dragoman.open(uri)
        self.articles = list(self.library.articles())

    @cached_property
    def readings(self) -> list[Found]:
        """Each article with its reading."""
        found = ((article, self.library.reading(article.id)) for article in self.articles)
        return [(article, reading) for article, reading in found if reading]

    def list_together(self, *keys: str) -> Iterator[Found]:
        """The articles that name all of these in one sentence."""
        for article, reading in self.readings:
            sentences = [{m.sentence for m in reading.mentions if m.key == key} for key in keys]
            if set.intersection(*sentences):
                yield article, reading


@dataclass
class Hand:
    """Who works with a page, and the steps that that took."""

    page: Any
    steps: list[str] = field(default_factory=list)

    def click(self, seen: Any, said: str) -> None:
        """Press the mouse on something."""
        self.steps.append(said)
        seen.click()
        await_drawn(self.page, pause=700)

    def go(self, title: str) -> None:
        """Press a link of the navigation."""
        self.steps.append(title)
        self.page.get_by_role("link", name=title, exact=True).first.click()
        await_drawn(self.page, title)

    def choose(self, name: str | re.Pattern[str]) -> None:
        """Press one of a row of choices."""
        role = self.page.get_by_role
        said = name if isinstance(name, str) else name.pattern
        self.click(role("radio", name=name).or_(role("button", name=name)).first, said)

    def pick(self, label: str, name: str) -> None:
        """Type a name into a field, and Enter takes the first that is found."""

        def enter(box: Any) -> None:
            box.press_sequentially(name, delay=20)
            self.page.wait_for_timeout(TYPED)
            box.press("Enter")

        self._enter(self.page.get_by_role("combobox", name=label).first, f"{label}: {name}", enter)

    def type(self, label: str, text: str) -> None:
        """Type words into a field, and Enter."""
        box = self.page.get_by_role("textbox", name=label).first
        self._enter(box, f"{label}: {text}", lambda box: (box.fill(text), box.press("Enter")))

    def date(self, label: str, day: str) -> None:
        """Type a day into a field that has a part for the year, the month and the day."""

        def enter(_: Any) -> None:
            self.page.keyboard.type(day.replace("-", ""), delay=60)
            self.page.keyboard.press("Tab")
            self.page.keyboard.press("Tab")  # past the calendar: a day is taken when the field is left

        box = self.page.get_by_test_id("stDateInput").filter(has_text=label).get_by_role("spinbutton").first
        self._enter(box, f"{label}: {day}", enter)

    def _enter(self, box: Any, said: str, enter: Callable[[Any], object]) -> None:
        self.steps.append(said)
        known = self.page.url
        box.click()
        enter(box)
        self.page.wait_for_function(LOCATION, arg=known, timeout=PATIENCE)
        await_drawn(self.page, pause=700)

    def read(self) -> str:
        """What the page says."""
        return str(self.page.get_by_test_id("stMain").inner_text())

    def list_rows(self, selector: str) -> list[str]:
        """What each of some rows says."""
        return [str(text) for text in self.page.locator(selector).all_inner_texts()]


def find_karabakh(hand: Hand, corpus: Corpus) -> bool:
    """The rows are the articles of 2016 with these words, each with a sentence that has them."""
    hand.go("Articles")
    hand.type("Search the text", "Nagorno-Karabakh")
    hand.date("From", "2016-01-01")
    hand.date("To", "2016-12-31")
    words = re.compile(r"\bnagorno\W+karabakh\b", re.IGNORECASE)
    expected = {
        article.title
        for article in corpus.articles
        if article.date and article.date.year == 2016 and words.search(f"{article.title}\n{article.text}")
    }
    rows = hand.list_rows(".d-row")
    titles = set(hand.list_rows(".d-row h3"))
    return titles == expected and all("karabakh" in row.lower() for row in rows)


def draw_china_with_taiwan(hand: Hand, corpus: Corpus) -> bool:
    """As a pair, as a share, by quarter: the articles behind the points are those that name both together."""
    hand.go("Over time")
    hand.pick("Names to draw", "China")
    hand.pick("Names to draw", "Taiwan")
    hand.choose("As a pair")
    hand.choose("Share of coverage")
    expected = [article for article, _ in corpus.list_together("country:CHN", "country:TWN") if article.date]
    with hand.page.expect_download() as waiting:  # not of the job: to see what is drawn
        hand.page.locator(".st-key-downloads button").first.click()
        hand.page.locator(".st-key-download_timeline_csv button").click()
    rows = read_rows(waiting.value.path())
    quarters = {row["period"][5:10] for row in rows} <= {"01-01", "04-01", "07-01", "10-01"}
    shown = "share" in hand.page.url and hand.page.get_by_text("Auto: quarter").count() > 0
    return shown and quarters and sum(int(row["count"]) for row in rows) == len(expected) > 0


def find_new_with_iran(hand: Hand, corpus: Corpus) -> bool:
    """Each row has no article of 2021, and as many of 2022 as name somebody of this name with Iran."""
    hand.go("What changed")
    hand.pick("Pairs of", "Officials")
    hand.pick("only of", "Iran")
    hand.pick("or the year", "2022")
    hand.choose(re.compile("New, too few to test"))
    named: dict[tuple[int, str], set[str]] = {}
    for article, reading in corpus.list_together("country:IRN"):
        here = {m.sentence for m in reading.mentions if m.key == "country:IRN"}
        keys = {m.key for m in reading.mentions if m.sentence in here}
        for entity in reading.entities:
            for word in entity.name.split() if entity.kind == "person" and entity.key in keys else ():
                named.setdefault((article.date.year if article.date else 0, word), set()).add(article.id)
    rows = hand.list_rows(".d-sides tbody tr")
    right = 0
    for row in rows:
        label, now, before = (part.strip() for part in row.split("\t")[:3])
        words = label.removesuffix(" and Iran").split()
        most = max(len(named.get((2022, word), ())) for word in words)
        known = min(len(named.get((2021, word), ())) for word in words)  # of a whole name's words none is new
        right += before.startswith("0 ") and 0 < int(now.split()[0]) <= most and known == 0
    said = re.search(r"New, too few to test \((\d+)\)", hand.read())
    return bool(said) and int(said[1]) == len(rows) == right > 0


def compare_on_ukraine(hand: Hand, corpus: Corpus) -> bool:
    """The totals are the articles of each that name Ukraine, and a warning says that their times differ."""
    hand.go("Compare")
    hand.choose("Two sets of outlets")
    hand.pick("Countries", "Ukraine")
    said = hand.read()
    for outlet in ("Kremlin.ru", "The White House"):
        naming = [
            article
            for article, reading in corpus.readings
            if article.outlet == outlet and any(m.key == "country:UKR" for m in reading.mentions)
        ]
        if not re.search(rf"{len(naming):,}\s+articles: {re.escape(outlet)}", said):
            return False
    return "lie in different times" in said or "never overlap in time" in said


def list_presidents_of_china(hand: Hand, corpus: Corpus) -> bool:
    """The number beside Xi Jinping, President, is that of the articles that call him so, and opens them."""
    hand.click(hand.page.locator('a[href*="select=country%3ACHN"]').first, "China")
    row = hand.page.locator("tr", has_text=re.compile(r"Xi Jinping\s*President\s*2")).first
    number = int(row.locator("td a").last.inner_text())
    hand.click(row.locator("td a").last, "its number")
    stating = [
        article
        for article, reading in corpus.readings
        for entity in reading.entities
        if "Xi" in entity.name.split()
        for office in entity.offices
        if (office.role, office.country, office.former) == ("President", "CHN", False)
    ]
    return number == len({article.id for article in stating})


def take_sentences_of_a_pair(hand: Hand, corpus: Corpus) -> bool:
    """The file holds the articles that name both in a sentence: those that the number says."""
    pair = "select=person%3Avladimir-putin&select=country%3AUKR"
    link = hand.page.locator(f'a[href^="connections"][href*="{pair}"]').first
    number = int(re.findall(r"[\d,]+", link.inner_text())[-1].replace(",", ""))
    hand.click(link, "the number of Vladimir Putin and Ukraine")
    hand.click(hand.page.locator(".st-key-downloads button").first, "Download")
    with hand.page.expect_download() as waiting:
        hand.click(hand.page.locator(".st-key-download_evidence_csv button"), "CSV")
    rows = read_rows(waiting.value.path())
    both = {
        article.id
        for article, reading in corpus.list_together("country:UKR")
        for entity in reading.entities
        if entity.name.endswith("Putin") and not entity.unresolved
        if {m.sentence for m in reading.mentions if m.key == entity.key}
        & {m.sentence for m in reading.mentions if m.key == "country:UKR"}
    }
    return number == len({row["article"] for row in rows}) and {row["article"] for row in rows} <= both


def find_sanctions_without_russia(hand: Hand, corpus: Corpus) -> bool:
    """The page says how many articles have the word in one of its forms and do not name Russia."""
    hand.go("Articles")
    hand.type("Search the text", "sanctions")
    hand.click(hand.page.get_by_text("Leave out").first, "Leave out")
    hand.pick("Articles that name", "Russia")
    words = re.compile(r"\bsanction(?:s|ed|ing)?\b", re.IGNORECASE)
    expected = [
        article
        for article, reading in corpus.readings
        if words.search(f"{article.title}\n{article.text}")
        and not any(m.key == "country:RUS" for m in reading.mentions)
    ]
    return f"{len(expected):,} articles" in hand.read()


def tell_how_it_was_read(hand: Hand, corpus: Corpus) -> bool:
    """Each name of the article has a fold that says which rule, table or model decided."""
    hand.type("Search the text", '"Karabakh conflict"')
    hand.go("Articles")
    hand.click(hand.page.locator(".d-row h3 a").first, "the first")
    hand.click(hand.page.get_by_test_id("stCheckbox").filter(has_text="how this was read"), "the switch")
    folds = hand.page.locator("details.d-how summary", has_text="How this was read")
    folds.first.wait_for(timeout=PATIENCE)
    hand.click(folds.first, "the fold of the first name")
    article = re.search(r"article=([^&]+)", hand.page.url)
    reading = next(r for a, r in corpus.readings if article and a.id == unquote(article[1]))
    said = hand.page.locator("details.d-how[open]").first.inner_text()
    return folds.count() == len(reading.entities) and "a name of two parts" in said and "as in “" in said


JOBS: tuple[tuple[str, int, Callable[[Hand, Corpus], bool]], ...] = (
    ("sentences about Nagorno-Karabakh in 2016", 4, find_karabakh),
    ("China with Taiwan by quarter, as a share", 5, draw_china_with_taiwan),
    ("officials who are new with Iran in 2022", 5, find_new_with_iran),
    ("Ukraine by the White House and the Kremlin, with the warning", 6, compare_on_ukraine),
    ("when articles call Xi Jinping President of China", 2, list_presidents_of_china),
    ("every sentence of Putin with Ukraine, as a file", 4, take_sentences_of_a_pair),
    ("articles about sanctions that do not name Russia", 4, find_sanctions_without_russia),
    ("why the names of an article were read so", 5, tell_how_it_was_read),
)


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of the CSV in a downloaded zip."""
    with zipfile.ZipFile(path) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".csv"))
        return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def do_jobs(uri: str, only: int) -> int:
    """Do all jobs, or one, and print what each took; how many took too much or showed what is not so."""
    from playwright.sync_api import Error, sync_playwright

    corpus, failed = Corpus(uri), 0
    with sync_playwright() as playwright, launch(playwright) as browser, serve(uri) as address:
        for number, (title, most, do) in enumerate(JOBS, start=1):
            if only not in (0, number):
                continue
            context = browser.new_context(viewport={"width": 1400, "height": 900}, accept_downloads=True)
            context.set_default_timeout(PATIENCE)
            hand = Hand(context.new_page())
            open_page(hand.page, address)
            try:
                right = do(hand, corpus)
                verdict = "what is shown is right" if right else "WHAT IS SHOWN IS NOT RIGHT"
            except Error as error:
                right, verdict = False, f"NOT DONE: {str(error).splitlines()[0]}"
            took = len(hand.steps)
            print(f"{number}. {title}: {took} of at most {most} steps; {verdict}", flush=True)
            print(f"   {' > '.join(hand.steps)}")
            failed += not right or took > most
            context.close()
    return failed


def main() -> None:
    """Do the jobs of a library and print them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library")
    parser.add_argument("--only", type=int, default=0, help="the number of one job")
    arguments = parser.parse_args()
    if failed := do_jobs(arguments.library, arguments.only):
        sys.exit(f"{failed} of the jobs took too many steps, or showed what is not so.")


if __name__ == "__main__":
    main()
