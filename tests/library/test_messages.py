"""Messages are kept before they are sent, and taken by one."""

from __future__ import annotations

from datetime import datetime, timedelta

from dragoman.analysis.library import Library
from dragoman.library.messages import HELD, WAITS, Message, name_message

NOON = datetime(2023, 5, 1, 12)
MESSAGE = Message(name_message("mail:a@b", "each", 1), "mail:a@b", "each", ("n1", "n'2"), ("w",), NOON, NOON)


def test_a_message_is_kept_once_and_taken_by_one(library: Library) -> None:
    messages = library.messages
    assert messages.add(MESSAGE)
    assert not messages.add(MESSAGE)
    assert messages.list() == [MESSAGE]
    taken = messages.take(MESSAGE, NOON)
    assert taken is not None
    assert NOON + HELD <= taken.next < NOON + HELD + timedelta(seconds=1)
    assert messages.take(MESSAGE, NOON) is None
    assert taken.id == MESSAGE.id
    assert messages.settle(taken, NOON).status == "sent"
    assert messages.list()[0].sent == NOON
    assert messages.take(messages.list()[0], NOON) is None


def test_a_failure_waits_longer_each_time(library: Library) -> None:
    library.messages.add(MESSAGE)
    message = MESSAGE
    for wait in WAITS:
        taken = library.messages.take(message, NOON)
        assert taken is not None
        message = library.messages.settle(taken, NOON, "It was closed.")
        assert (message.status, message.next, message.note) == ("waiting", NOON + wait, "It was closed.")
    taken = library.messages.take(library.messages.list()[0], NOON)
    assert taken is not None
    assert library.messages.settle(taken, NOON, "Closed.").status == "failed"


def test_what_was_there_before_a_way_is_taken(library: Library) -> None:
    library.messages.add(MESSAGE)
    library.messages.skip("mail:a@b", ["n1", "n3"], NOON)
    library.messages.skip("mail:a@b", ["n1"], NOON)
    assert library.messages.list_taken("mail:a@b") == {"n1", "n'2", "n3"}
    assert library.messages.list_taken("mail:other") == set()
    assert len(library.messages.list()) == 2
