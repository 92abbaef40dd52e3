"""Several processes at one library, and processes that are killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.analysis.library import Library
from dragoman.model import Article

WRITER = Path(__file__).with_name("writer.py")


def start_writer(uri: str, first: int, last: int, chunk: int, pause: float = 0) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), uri, str(first), str(last), str(chunk), str(pause)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(writer: subprocess.Popen[str]) -> str:
    out, problems = writer.communicate(timeout=60)
    # Lance may log that it left the tidying of files to the next writer; no article is concerned.
    told = [
        line
        for line in problems.splitlines()
        if "WARN  lance::dataset::optimize] Compaction commit failed" not in line
    ]
    assert (writer.returncode, told) == (0, [])
    return out.splitlines()[-1]


def check_whole(library: Library, ids: set[str] | None = None) -> int:
    """Each article once (those of `ids`), each with its own reading; how many."""
    rows = library.rows(["id", "title", "text", "mentions"]).to_pylist()
    assert len({row["id"] for row in rows}) == len(rows)
    assert ids is None or {row["id"] for row in rows} == ids
    for row in rows:
        [mention] = row["mentions"]
        assert f"{row['title']}\n\n{row['text']}"[mention["start"] : mention["end"]] == "Russia"
    return len(rows)


def test_two_writers_and_a_reader_at_once(library: Library) -> None:
    library.delete([article.id for article in library.articles()])
    revision, tables = library.revision, library.tables()
    writers = [start_writer(library.uri, 0, 60, 5), start_writer(library.uri, 30, 90, 5)]
    seen = [0]
    while any(writer.poll() is None for writer in writers):
        seen.append(check_whole(library))
        time.sleep(0.05)
    for writer in writers:
        finish(writer)
    assert seen == sorted(seen)
    assert check_whole(library, {f"id-{number}" for number in range(90)}) == 90
    assert library.search('"about russia"').keys() == {f"id-{number}" for number in range(90)}
    assert library.revision != revision
    assert library.tables() is not tables


def test_killed_at_any_moment_and_completed(empty_library: Library) -> None:
    dice = random.Random(1)
    for _ in range(2):
        writer = start_writer(empty_library.uri, 0, 80, 4, 0.005)
        writer.stdout.readline()
        time.sleep(dice.uniform(0.1, 0.6))
        writer.kill()
        writer.communicate()
        check_whole(empty_library)
    held = empty_library.count()
    sentence = finish(start_writer(empty_library.uri, 0, 80, 4))
    assert sentence.startswith(f"80 read: {80 - held} new, 0 updated, {held} already there")
    check_whole(empty_library, {f"id-{number}" for number in range(80)})
    assert len(empty_library.search("russia")) == 80


def test_what_is_deleted_while_others_change_it_stays_deleted(empty_library: Library) -> None:
    ids = [f"id-{number:02}" for number in range(24)]
    empty_library.add_items(
        Article(id, f"Talks {id}", f"Sergey Lavrov spoke of NATO, for the {id}th time.") for id in ids
    )
    command = [sys.executable, str(WRITER.with_name("changer.py")), empty_library.uri]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    changers = [subprocess.Popen([*command, job], env=environment, **pipes) for job in ("reread", "edit")]
    assert [changer.stdout.readline() for changer in changers] == ["ready\n"] * 2
    for id in ids[::2]:
        time.sleep(0.05)
        empty_library.delete([id])
    for changer in changers:
        finish(changer)
    rows = empty_library.rows(["id", "title", "text_key"]).to_pylist()
    assert sorted(row["id"] for row in rows) == ids[1::2]
    assert all(row["title"].startswith("Title ") for row in rows)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through /proc")
def test_reading_processes_end_with_who_started_them() -> None:
    script = (
        "from dragoman.library.reading_processes import Readers; r = Readers(); r.prepare(9); "
        "print('ready', flush=True); input()"
    )
    environment = os.environ | {"DRAGOMAN_WORKERS": "2"}
    parent = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert parent.stdout.readline() == "ready\n"
    children = list(find_children(parent.pid))
    assert len(children) == 2
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    limit = time.monotonic() + 10
    while any(is_running(child) for child in children) and time.monotonic() < limit:
        time.sleep(0.05)
    assert not any(is_running(child) for child in children)


def find_children(parent: int) -> Iterator[int]:
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(status.read_text().rpartition(")")[2].split()[1]) == parent:
                yield int(status.parent.name)
        except OSError:
            continue  # it has ended meanwhile


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
