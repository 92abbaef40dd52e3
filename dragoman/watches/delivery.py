"""What is told goes its ways: gathered into messages that are kept first, then sent, then marked as sent.

A row a way. Who is killed between a look and here has lost nothing, for the news stand with their watches;
who is killed while sending sends this one message again, as the same: one Message-ID, Idempotency-Key, file
name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import DragomanError, SendError, SettingError
from dragoman.library.messages import Message, name_message
from dragoman.library.schema import now
from dragoman.library.watches import Watch
from dragoman.setting_kinds import fault_of_address
from dragoman.sources.addresses import parse_target
from dragoman.watches.feed import write_feed
from dragoman.watches.letters import Told, write_json, write_mail, write_markdown
from dragoman.watches.send import send_hook, send_mail

if TYPE_CHECKING:
    from dragoman.analysis.library import Library

RHYTHMS = {"each": timedelta(0), "daily": timedelta(days=1), "weekly": timedelta(days=7)}
ALL_FEEDS = "all"  # the name of the feed of all watches


def deliver(library: Library, moment: datetime | None = None) -> list[Message]:
    """Send all news whose time has come; the messages that were tried, as they are now.

    What cannot be sent is tried again at later calls, and said in the message's note.
    """
    moment = moment or now()
    watches = library.watches.list()
    _gather(library, watches, moment)
    told = {item.id: (watch.name, item) for watch in watches for item in watch.news}
    tried = []
    for message in library.messages.list():
        if message.status == "waiting" and message.next <= moment:
            taken = library.messages.take(message, moment)
            if taken is not None:
                tried.append(_try(library, taken, told, moment))
    for watch in watches:
        for way in watch.ways:
            if way.startswith("feed:"):
                _put_file(Path(way.partition(":")[2]).expanduser(), write_feed(watches, watch.name))
    return tried


def set_ways(library: Library, name: str, ways: Iterable[str], moment: datetime | None = None) -> Watch:
    """Say where a watch's news go from now on; what it told before is not sent by a new way.

    SendError for what is no way.
    """
    ways = tuple(dict.fromkeys(map(check_way, ways)))
    watch = library.watches.find(name)
    for way in ways:
        if way not in watch.ways:
            library.messages.skip(way, (item.id for item in watch.news), moment or now())
    return library.watches.change(name, ways=ways)


def check_way(way: str) -> str:
    """A way as it is kept: "mail:desk@example.org", "hook:https://…", "folder:PATH", "feed:FILE".

    SendError for what is none.
    """
    kind, _, place = way.strip().partition(":")
    place = place.strip()
    if kind == "mail" and not fault_of_address(place):
        return f"mail:{place}"
    if kind == "hook":
        return f"hook:{parse_target(place).url}"
    if kind in ("folder", "feed") and place:
        return f"{kind}:{Path(place).expanduser().absolute()}"
    raise SendError(
        f"{way!r} is no way: say mail:desk@example.org, hook:https://example.org/news, folder:PATH or "
        "feed:FILE.",
        lasting=True,
    )


def _gather(library: Library, watches: Sequence[Watch], moment: datetime) -> None:
    """Make the messages of what no message of its way holds yet, where their time has come."""
    groups: dict[tuple[str, str], list[Watch]] = {}
    for watch in watches:
        for way in watch.ways:
            if way.partition(":")[0] in WAYS:
                groups.setdefault((way, watch.rhythm), []).append(watch)
    for (way, rhythm), group in groups.items():
        made = [message for message in library.messages.list() if message.way == way]
        if message := _make_message(way, rhythm, group, made, moment):
            library.messages.add(message)


def _make_message(
    way: str, rhythm: str, group: Sequence[Watch], made: Sequence[Message], moment: datetime
) -> Message | None:
    """The next message of a way and rhythm, after those `made`; None where it is not time, or nothing new."""
    held = {item for message in made for item in message.items}
    items = tuple(item.id for watch in group for item in watch.news if item.id not in held)
    own = [message for message in made if message.rhythm == rhythm and message.status != "skipped"]
    since = max((message.made for message in own), default=min(watch.made or moment for watch in group))
    # by days, not hours: who runs it each morning is sometimes a little early
    if not items or moment.date() - since.date() < RHYTHMS[rhythm]:
        return None
    names = tuple(watch.name for watch in group)
    return Message(name_message(way, rhythm, len(own) + 1), way, rhythm, items, names, moment, moment)


def _try(library: Library, message: Message, told: Mapping[str, Told], moment: datetime) -> Message:
    items = [told[id] for id in message.items if id in told]
    kind, _, place = message.way.partition(":")
    try:
        if items:  # none where the watch was removed
            WAYS[kind](message, items, place)
    except DragomanError as error:
        lasting = bool(getattr(error, "lasting", False)) and not isinstance(error, SettingError)
        return library.messages.settle(message, moment, str(error), lasting)
    return library.messages.settle(message, moment)


def _mail(message: Message, told: Sequence[Told], place: str) -> None:
    send_mail(write_mail(message, told, place))


def _hook(message: Message, told: Sequence[Told], place: str) -> None:
    send_hook(place, message.id, write_json(message, told))


def _put_notes(message: Message, told: Sequence[Told], place: str) -> None:
    for name, item in told:
        words = re.sub(r"[^\w]+", "-", item.said.lower()).strip("-")[:60]
        path = Path(place) / f"{item.found:%Y-%m-%d} {words} {item.id[:8]}.md"
        _put_file(path, write_markdown(name, item).encode("utf-8", "replace"))


def _put_file(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all. SendError when it cannot be written."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.read_bytes() == data:
            return
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        raise SendError(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        draft.unlink(missing_ok=True)


# What each message goes by: a feed is none, for it is written whole each time.
WAYS: dict[str, Callable[[Message, Sequence[Told], str], None]] = {
    "mail": _mail,
    "hook": _hook,
    "folder": _put_notes,
}
