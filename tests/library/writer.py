"""A process that adds articles, for tests of several at once: writer.py LIBRARY FIRST LAST CHUNK [PAUSE]."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterator, Sequence

from dragoman.analysis.library import Library
from dragoman.library import adding
from dragoman.model import Article, Entity, Mention, Reading


class PlainReaders:
    """Finds Russia in every text."""

    model = "plain"
    chunk = 1
    rules = "1"

    def __init__(self, pause: float) -> None:
        self.pause = pause

    def key(self, title: str, text: str) -> str:
        return hashlib.sha256(f"{title}\0{text}".encode()).hexdigest()

    def use_topics(self, topics: Sequence[object]) -> None: ...

    def prepare(self, articles: int) -> None: ...

    def read(self, articles: Sequence[Article]) -> Iterator[Reading]:
        for article in articles:
            time.sleep(self.pause)
            start, end = article.full_text.index("Russia"), len(article.full_text)
            mention = Mention(start, start + 6, "country:RUS", "place", 0, 1)
            entity = Entity("country:RUS", "country", "Russia")
            yield Reading(
                self.key(article.title, article.text),
                self.model,
                self.rules,
                ((0, end),),
                (entity,),
                (mention,),
            )

    def rest(self) -> None: ...


def make_article(number: int) -> Article:
    return Article(f"id-{number}", f"Title {number}", f"Text {number} is about Russia.")


if __name__ == "__main__":
    uri, first, last, chunk, *pause = sys.argv[1:]
    adding.CHUNK = int(chunk)
    library = Library(uri, PlainReaders(float(pause[0]) if pause else 0))
    print("ready", flush=True)
    print(library.add_items(make_article(number) for number in range(int(first), int(last))).sentence())
