"""News go their ways: each once, also where the process was killed on the way."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from clock import Days
from receiving import Box, Hook

from dragoman.errors import SendError
from dragoman.library.messages import HELD
from dragoman.library.watches import Watch
from dragoman.model import Filter, View
from dragoman.watches import deliver, look, set_ways
from dragoman.watches.delivery import check_way

LAPID = View(filter=Filter(people=("person:yair-lapid",)))
KILLED = """
import os, sys
from datetime import datetime
from dragoman.analysis.library import Library
from dragoman.watches import deliver, delivery, look

def die(*arguments):
    real(*arguments)
    os.kill(os.getpid(), 9)  # it has been sent, and nobody knows

library, moment = Library(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
if sys.argv[3] == "looked":
    look(library, moment)
    os.kill(os.getpid(), 9)
real = delivery.WAYS[sys.argv[3]]
delivery.WAYS[sys.argv[3]] = die
deliver(library, moment)
"""


def kill(days: Days, where: str) -> None:
    """Look or deliver in another process that is killed at this place."""
    command = [sys.executable, "-c", KILLED, days.library.uri, days.moment.isoformat(), where]
    assert subprocess.run(command, check=False).returncode == -9


def watch(days: Days, *ways: str, rhythm: str = "each") -> None:
    days.library.watches.add(Watch("Lapid", LAPID, ("article",), rhythm=rhythm))
    set_ways(days.library, "Lapid", ways, days.moment)
    days.look()
    days.pass_on()


def test_a_mail_has_every_item_with_its_sentence_and_link(days: Days, box: Box) -> None:
    watch(days, "mail:desk@example.org")
    days.add("Yair Lapid spoke of <b>Italy</b>.")
    days.look()
    [message] = deliver(days.library, days.moment)
    assert message.status == "sent"
    [mail] = box.mails
    plain, html = (part.get_content() for part in mail.iter_parts())
    assert "“Yair Lapid spoke of <b>Italy</b>.”" in plain
    assert "Sample Wire, 2023-05-02" in plain
    assert "http://127.0.0.1:8501/article?" in plain
    assert "&lt;b&gt;Italy&lt;/b&gt;" in html
    assert "<script" not in html
    assert mail["Message-ID"] == f"<{message.id}@127.0.0.1>"
    assert deliver(days.library, days.moment) == []
    assert len(box.mails) == 1


def test_nothing_is_lost_by_who_is_killed_after_a_look(days: Days, box: Box) -> None:
    watch(days, "mail:desk@example.org")
    days.add("Yair Lapid spoke of Italy.")
    kill(days, "looked")
    assert look(days.library, days.moment) == []
    deliver(days.library, days.moment)
    assert len(box.mails) == 1


@pytest.mark.parametrize("kind", ["mail", "hook"])
def test_who_is_killed_while_sending_sends_the_same_once_more(
    days: Days, box: Box, hook: Hook, kind: str
) -> None:
    watch(days, {"mail": "mail:desk@example.org", "hook": f"hook:{hook.address}/in"}[kind])
    days.add("Yair Lapid spoke of Italy.")
    days.look()
    kill(days, kind)
    assert deliver(days.library, days.moment) == []  # it may still be under way
    days.add("Yair Lapid spoke of Italy again.")
    days.pass_on(0.1)
    assert timedelta(days=0.1) > HELD
    days.look()
    deliver(days.library, days.moment)
    deliver(days.library, days.moment)
    ids = [mail["Message-ID"] for mail in box.mails] or [
        headers["idempotency-key"] for headers, _ in hook.sent
    ]
    assert len(ids) == 3
    assert sorted(map(ids.count, set(ids))) == [1, 2]


def test_a_folder_and_a_feed_have_nothing_twice(days: Days, tmp_path: Path) -> None:
    watch(days, f"folder:{tmp_path / 'notes'}", f"feed:{tmp_path / 'lapid.atom'}")
    days.add("Yair Lapid spoke of Italy.")
    days.look()
    kill(days, "folder")
    days.pass_on(0.1)
    deliver(days.library, days.moment)
    [note] = (tmp_path / "notes").iterdir()
    assert "> Yair Lapid spoke of Italy." in note.read_text("utf-8")
    assert (tmp_path / "lapid.atom").read_text("utf-8").count("<entry>") == 1


def test_a_weekly_digest_is_one_message_of_all_watches(days: Days, hook: Hook) -> None:
    way = f"hook:{hook.address}/in"
    watch(days, way, rhythm="weekly")
    days.library.watches.add(Watch("pairs", View("connections"), ("pair",), rhythm="weekly", ways=(way,)))
    for day in range(14):
        days.look()
        deliver(days.library, days.moment)
        if day in (1, 8, 9):
            days.add(f"Yair Lapid spoke of Italy {day}.")
        days.pass_on()
    told = [json.loads(body) for _, body in hook.sent]
    assert [sorted(item["watch"] for item in message["items"]) for message in told] == [
        ["Lapid", "pairs"],
        ["Lapid"] * 2,
    ]
    assert len({message["id"] for message in told}) == 2


def test_what_cannot_be_sent_is_tried_again_and_given_up_at_last(days: Days, hook: Hook) -> None:
    watch(days, f"hook:{hook.address}/in")
    days.add("Yair Lapid spoke of Italy.")
    days.look()
    hook.answer = lambda _: (503, {}, b"")
    statuses = []
    for _ in range(12):
        statuses += [message.status for message in deliver(days.library, days.moment)]
        days.pass_on(1.01)
    assert statuses == ["waiting"] * 7 + ["failed"]
    assert len({headers["idempotency-key"] for headers, _ in hook.sent}) == 1
    assert "503" in days.library.messages.list()[0].note


def test_a_hook_elsewhere_is_refused_at_once(days: Days, hook: Hook) -> None:
    watch(days, f"hook:{hook.address}/in")
    days.add("Yair Lapid spoke of Italy.")
    days.look()
    hook.answer = lambda _: (302, {"Location": "http://10.0.0.1/"}, b"")
    assert [message.status for message in deliver(days.library, days.moment)] == ["failed"]


def test_a_new_way_is_not_sent_the_history(days: Days, hook: Hook) -> None:
    watch(days)
    days.add("Yair Lapid spoke of Italy.")
    days.look()
    set_ways(days.library, "Lapid", [f"hook:{hook.address}/in"], days.moment)
    assert deliver(days.library, days.moment) == []
    days.pass_on()
    days.add("Yair Lapid spoke of Italy again.")
    days.look()
    assert len(deliver(days.library, days.moment)) == 1
    days.library.watches.remove("Lapid")
    assert deliver(days.library, days.moment) == []


@pytest.mark.parametrize("way", ["mail:desk", "desk@example.org", "hook:ftp://x", "folder:", "sms:1"])
def test_what_is_no_way_is_refused(way: str) -> None:
    with pytest.raises(Exception, match=r"is no way|is not fetched") as refused:
        check_way(way)
    assert isinstance(refused.value, SendError) or "ftp" in way
