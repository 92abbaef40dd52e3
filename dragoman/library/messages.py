"""Messages that tell news of watches: each is kept before it is sent, and marked when it was.

A message's key says to whom it goes and the how manieth it is, so that of two processes that make it at once
one does; what is in it stands with it. So who is killed while sending sends at most this one again, and as
the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any, Literal

from dragoman.library.database import Database, match_any, quote
from dragoman.library.side_tables import MESSAGES

Status = Literal["waiting", "sent", "failed", "skipped"]
HELD = timedelta(minutes=15)  # after which one that was begun is sent again
WAITS = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440)
)  # before each try more


@dataclass(frozen=True, slots=True)
class Message:
    """News for one way. Moments are in UTC."""

    key: str
    way: str  # "mail:desk@example.org"
    rhythm: str
    items: tuple[str, ...]  # identifiers of news
    watches: tuple[str, ...]  # that they are of
    made: datetime
    next: datetime  # when it may be tried
    status: Status = "waiting"
    sent: datetime | None = None
    tries: int = 0
    note: str = ""  # what the last try said

    @property
    def id(self) -> str:
        """What it is known by wherever it is sent: the same at each try."""
        return blake2b("\n".join((self.key, *self.items)).encode(), digest_size=16).hexdigest()


class Messages:
    """A library's messages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self) -> list[Message]:
        """All of them, the oldest first."""
        rows = self._database.fetch("messages", MESSAGES.names).to_pylist()
        return sorted(map(_unpack, rows), key=lambda message: (message.made, message.key))

    def add(self, message: Message) -> bool:
        """Keep a new message; False where there is one of its key."""
        return bool(self._database.put_absent("messages", [asdict(message)]))

    def take(self, message: Message, moment: datetime) -> Message | None:
        """Take a message for a try; None where another has it. Who is killed then holds it for HELD."""
        until = moment + HELD + timedelta(microseconds=random.randrange(10**6))
        condition = (
            f"{match_any('key', [message.key])} AND status = 'waiting' AND tries = {message.tries} AND "
            f"next = TIMESTAMP '{message.next:%Y-%m-%d %H:%M:%S.%f}'"
        )
        if not self._database.update("messages", condition, {"next": until, "tries": message.tries + 1}):
            return None
        return replace(message, next=until, tries=message.tries + 1)

    def settle(self, message: Message, moment: datetime, fault: str = "", lasting: bool = False) -> Message:
        """Keep what became of a try: sent, or to be tried again, or failed for good."""
        if not fault:
            after = replace(message, status="sent", sent=moment, note="")
        elif lasting or message.tries > len(WAITS):
            after = replace(message, status="failed", note=fault)
        else:
            after = replace(message, next=moment + WAITS[message.tries - 1], note=fault)
        values = {name: getattr(after, name) for name in ("status", "note", "next", "sent")}
        where = f"key = {quote(message.key)} AND tries = {message.tries}"
        self._database.update(
            "messages", where, {name: value for name, value in values.items() if value is not None}
        )
        return after

    def list_taken(self, way: str) -> set[str]:
        """The news that messages of a way hold, sent or not."""
        return {item for message in self.list() if message.way == way for item in message.items}

    def skip(self, way: str, items: Iterable[str], moment: datetime) -> None:
        """Keep news from being sent by a way, for they were there before it was."""
        left = sorted(set(items) - self.list_taken(way))
        if left:
            key = name_message(way, "skipped", int(moment.timestamp() * 10**6))
            self.add(Message(key, way, "each", tuple(left), (), moment, moment, "skipped"))


def name_message(way: str, rhythm: str, number: int) -> str:
    """The key of the how manieth message of a way and rhythm."""
    return f"{way} {rhythm} {number}"


def _unpack(row: dict[str, Any]) -> Message:
    return Message(**{**row, "items": tuple(row["items"] or ()), "watches": tuple(row["watches"] or ())})
