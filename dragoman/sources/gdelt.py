"""A search of GDELT's DOC 2.0 API, written after its public documentation.

Experimental: it has not met the live service yet. `dragoman gdelt --check` asks it and says what it found.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from dragoman.errors import FetchError, SourceError
from dragoman.model import Article, Rejected
from dragoman.sources.articles import canonicalise_url, dump_row, is_link
from dragoman.sources.boilerplate import strip_markup
from dragoman.sources.fetch import Fetch
from dragoman.sources.pages import read_url, reject_url
from dragoman.sources.parsing_apart import parse_apart
from dragoman.sources.text_cleaning import normalise_line

ADDRESS = "https://api.gdeltproject.org/api/v2/doc/doc"
MOST = 250  # articles in one answer
SHORTEST = timedelta(minutes=15)  # how often GDELT looks at the world: a shorter window tells no more apart
FIRST = datetime(2017, 1, 1)  # what the documentation gives as the beginning
PAUSE = 5.0  # seconds between two requests that the service asks for
ATTEMPTS = 4  # when it is asked too often
STAMP = "%Y%m%d%H%M%S"
BUSY = re.compile(r"limit requests|too many requests|rate limit", re.I)
ESCAPE = re.compile(r'\\(["\\/bfnrt]|u[0-9a-fA-F]{4})?')


@dataclass(frozen=True, slots=True)
class Found:
    """What GDELT says of an article."""

    url: str
    title: str = ""
    seen: str = ""  # when it saw it: "20240131T120000Z"
    domain: str = ""
    language: str = ""
    country: str = ""  # of the outlet


@dataclass(frozen=True, slots=True)
class Gdelt:
    """The articles that GDELT finds for a query between two moments in UTC, the last one included.

    `language` and `country` (of the outlet) are GDELT's own words for them: english, france. `known` are
    addresses that need not be fetched again. At most `most` pages are fetched.
    """

    query: str
    start: datetime
    end: datetime
    language: str = "english"
    country: str = ""
    most: int = 250
    known: Collection[str] = field(default=frozenset())
    pause: float = PAUSE
    address: str = ADDRESS

    def read(self, fetch: Fetch) -> Iterator[Article | Rejected]:
        """The articles in full, from their own pages. FetchError when the service cannot be asked."""
        count = 0
        for found in self.search(fetch):
            if isinstance(found, Rejected):
                yield found
            elif canonicalise_url(found.url) not in self.known:
                count += 1
                if count > self.most:
                    return
                known = {"title": found.title, "date": found.seen[:8], "outlet": found.domain}
                try:
                    yield read_url(found.url, fetch, known, self.name)
                except SourceError as error:
                    yield reject_url(found.url, error, known, self.name)

    @property
    def name(self) -> str:
        """What articles name as their source."""
        return f"GDELT: {self.query}"

    def search(self, fetch: Fetch) -> Iterator[Found | Rejected]:
        """What GDELT finds, oldest first, each address once; a Rejected where it holds more than it gives.

        A window of time that is answered with as many articles as an answer can hold is halved until it is
        not.
        """
        if not self.query.strip():
            raise SourceError('The query is empty. Say what to look for, such as "foreign minister".')
        if self.start > self.end:
            raise SourceError("The first day comes after the last. Turn them round.")
        waiting, seen = [(max(self.start, FIRST), self.end)], set[str]()
        while waiting:
            start, end = waiting.pop()
            rows = self.ask(fetch, start, end)
            if len(rows) >= MOST and end - start > SHORTEST:
                middle = (start + (end - start) / 2).replace(microsecond=0)
                waiting += [(middle + timedelta(seconds=1), end), (start, middle)]
                continue
            for found in rows:
                if found.url not in seen:
                    seen.add(found.url)
                    yield found
            if len(rows) >= MOST:
                yield Rejected(
                    f"GDELT gives at most {MOST} articles for a quarter of an hour, and had as many: others "
                    "of that time may be missing. Make the query narrower, by a language, "
                    "a country or another word.",
                    dump_row({"query": self.query, "from": f"{start:{STAMP}}", "to": f"{end:{STAMP}}"}),
                    self.name,
                    f"{start:%Y-%m-%d %H:%M} to {end:%H:%M}",
                )

    def ask(self, fetch: Fetch, start: datetime, end: datetime) -> list[Found]:
        """One answer: at most `MOST` articles of a window. FetchError when the service gives none."""
        for attempt in range(ATTEMPTS):
            try:
                fetched = fetch(self.write_address(start, end), wanted="json", rules=False, delay=self.pause)
                return parse_apart(parse_answer, fetched.body)
            except FetchError as error:
                if error.status != 429 or attempt == ATTEMPTS - 1:
                    raise
                time.sleep(max(min(error.wait, 300.0), self.pause * 2 ** (attempt + 1)))
        raise AssertionError("unreachable")

    def write_address(self, start: datetime, end: datetime) -> str:
        """The address that asks for a window."""
        parts = [self.query.strip()]
        parts += [
            f"{name}:{value.strip().lower().replace(' ', '')}"
            for name, value in self._places()
            if value.strip()
        ]
        asked = {
            "query": " ".join(parts),
            "mode": "ArtList",
            "format": "json",
            "maxrecords": str(MOST),
            "sort": "DateAsc",
        }
        asked |= {"startdatetime": f"{start:{STAMP}}", "enddatetime": f"{end:{STAMP}}"}
        return f"{self.address}?{urlencode(asked)}"

    def _places(self) -> tuple[tuple[str, str], ...]:
        return ("sourcelang", self.language), ("sourcecountry", self.country)


def parse_answer(body: bytes) -> list[Found]:
    """The articles in an answer.

    FetchError for an answer that is an error, whatever its status: GDELT writes them as text or HTML.
    """
    text = body.decode("utf-8-sig", "replace").strip()
    if not text:
        return []
    try:
        # Titles come as sites wrote them
        mended = ESCAPE.sub(lambda escape: escape[0] if escape[1] else r"\\", text)
        answer = json.loads(mended, strict=False)
    except (ValueError, RecursionError) as fault:
        said = normalise_line(strip_markup(text[:2000]))[:200]
        if BUSY.search(said):
            raise FetchError(
                f"GDELT was asked too often ({said!r}). Wait a while and do the same again.", 429
            ) from fault
        raise FetchError(
            f"GDELT answers with an error and not with articles: {said!r}. Change the "
            "query, or try again later.",
            200,
        ) from fault
    rows = answer.get("articles", []) if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        raise FetchError(
            "GDELT's answer has no list of articles: the service may have changed. Try "
            "`dragoman gdelt --check`.",
            200,
        )
    return [found for row in rows if isinstance(row, dict) and is_link((found := _read_row(row)).url)]


def _read_row(row: dict[str, object]) -> Found:
    names = ("url", "title", "seendate", "domain", "language", "sourcecountry")
    return Found(*(value.strip() if isinstance(value := row.get(name), str) else "" for name in names))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check of the live service looked at."""

    what: str
    good: bool
    said: str


def check_service(fetch: Fetch, pause: float = PAUSE, address: str = ADDRESS) -> Iterator[Finding]:
    """Ask the service what this module takes for granted, one by one, as far as it can be asked."""
    end = datetime.now(UTC).replace(tzinfo=None, microsecond=0) - timedelta(hours=6)
    start = end - timedelta(hours=6)
    search = Gdelt('"foreign minister"', start, end, pause=pause, address=address)
    try:
        rows = search.ask(fetch, start, end)
    except FetchError as error:
        reached = "GDELT's service answers" if error.status else "GDELT's service can be reached from here"
        yield Finding(reached, False, f"{error} Nothing else could be looked at.")
        return
    yield Finding(
        "GDELT's service answers with articles", bool(rows), f"{len(rows)} of six hours for {search.query}"
    )
    if not rows:
        return
    stamps = sorted(found.seen for found in rows if re.fullmatch(r"\d{8}T\d{6}Z", found.seen))
    yield Finding("Each article has a moment", len(stamps) == len(rows), f"{len(stamps)} of {len(rows)}")
    first, last = f"{start:%Y%m%dT%H%M%SZ}", f"{end:%Y%m%dT%H%M%SZ}"
    inside = sum(first <= stamp <= last for stamp in stamps)
    yield Finding(
        "The window of time is kept",
        inside == len(rows),
        f"{inside} of {len(rows)} lie between {first} and {last}",
    )
    english = sum(found.language.lower() == "english" for found in rows)
    yield Finding(
        "The language asked for is given", english == len(rows), f"{english} of {len(rows)} are in English"
    )
    yield Finding(
        "Every article has a title and an outlet",
        all(found.title and found.domain for found in rows),
        f"first: {rows[0].title!r}",
    )
    try:
        french = Gdelt(search.query, start, end, country="france", pause=pause, address=address).ask(
            fetch, start, end
        )
        right = sum(found.country.lower() == "france" for found in french)
        yield Finding(
            "The country asked for is given",
            right == len(french),
            f"{right} of {len(french)} are of French outlets",
        )
        item = read_url(rows[0].url, fetch)
        read = isinstance(item, Article)
        yield Finding(
            "The page of the first can be read",
            read,
            rows[0].url if read else f"{rows[0].url}: {getattr(item, 'reason', '')}",
        )
    except SourceError as error:
        yield Finding("Further questions are answered", False, str(error))
