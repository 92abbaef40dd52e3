"""Spoils files of every kind at random and reads them: nothing may be raised, hang or go unexplained.

    python benchmarks/fuzz_files.py [SECONDS] [SEED]

Prints the number of runs, the slowest and the peak of memory. Stops with an error at the first fault, and
names the file in the folder for temporary files that holds its bytes.
"""

from __future__ import annotations

import io
import json
import random
import resource
import runpy
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd

from dragoman.model import Rejected
from dragoman.sources import list_columns, read_upload

SLOWEST = 5.0  # seconds of processor time for one file
PIECES = (b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff", b'"\n,"', b"<p><", b"[[[[", b"\\u")
TESTS = Path(__file__).parents[1] / "tests"
PAGE = TESTS / "fixtures" / "sources" / "courier.html"


def make_documents() -> dict[str, bytes]:
    """The documents that the tests make: references, exports of databases, a locked PDF."""
    made = runpy.run_path(str(TESTS / "sources" / "files" / "test_documents.py"))
    pages = [[*made["NEXIS"][:12], str(number)] for number in range(3)]
    return {
        "a.ris": made["RIS"].encode(),
        "b.json": json.dumps(made["CSL"]).encode(),
        "a.docx": made["make_word"](made["NEXIS"], ["in a", "table"]),
        "a.rtf": made["make_rich_text"](made["FACTIVA"]),
        "a.pdf": made["make_pdf"](pages),
        "b.pdf": made["lock"](made["make_pdf"](pages), ""),
        **{
            f"{name.lower()}.txt": "\n".join(made[name]).encode()
            for name in ("COUNTED", "COVERED", "CODED", "PROQUEST")
        },
    }


def make_feed(rows: list[dict[str, Any]]) -> str:
    """A saved feed that has the texts of some of its items."""
    items = (
        f"<item><title>{row['title']}</title><link>https://wire.example/{number}</link>"
        f"<description><![CDATA[<p>{row['text'] * number}</p>]]></description>"
        f"<pubDate>{row['date']}T10:00:00Z</pubDate></item>"
        for number, row in enumerate(rows)
    )
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel>'
        f"<title>Wire</title>{''.join(items)}</channel></rss>"
    )


def make_files() -> dict[str, bytes]:
    """One good file of every kind."""
    text = "Antony Blinken met Yair Lapid in Rome. They spoke about Iran. "
    rows = [
        {"title": f"Rome {number}", "text": text * 5, "date": f"2021-06-{number:02}", "tags": ["a", "b"]}
        for number in range(1, 21)
    ]
    frame = pd.DataFrame(rows)
    parquet, excel, packed = io.BytesIO(), io.BytesIO(), io.BytesIO()
    frame.to_parquet(parquet)
    frame.drop(columns="tags").to_excel(excel, index=False)
    files = {
        "a.parquet": parquet.getvalue(),
        "a.xlsx": excel.getvalue(),
        "a.csv": frame.to_csv(index=False).encode(),
        "a.tsv": frame.to_csv(index=False, sep="\t").encode("utf-16"),
        "a.jsonl": "\n".join(map(json.dumps, rows)).encode(),
        "a.json": json.dumps({"articles": rows}, indent=1).encode(),
        "a.xml": make_feed(rows).encode(),
        "a.html": PAGE.read_bytes(),
        "a.txt": f"Title: Rome\nDate: 27 June 2021\n\n{text}".encode("cp1252"),
    }
    files |= make_documents()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return files | {"a.zip": packed.getvalue()}


def spoil(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to twelve changes: a byte, a cut, a copy or a nasty piece."""
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        place, other = chance.randrange(len(spoilt)), chance.randrange(len(spoilt))
        kind = chance.random()
        if kind < 0.5:
            spoilt[place] = chance.randrange(256)
        elif kind < 0.7:
            del spoilt[place : place + min(chance.randint(1, 200), len(spoilt) - 1)]
        elif kind < 0.9:
            spoilt[place:place] = spoilt[other : other + chance.randint(1, 300)]
        else:
            spoilt[place : place + 4] = chance.choice(PIECES)
    return bytes(spoilt)


def main() -> None:
    """Spoils and reads until the time is over."""
    seconds, seed = float(next(iter(sys.argv[1:]), 600)), int(next(iter(sys.argv[2:]), 1))
    chance, files = random.Random(seed), make_files()
    runs, slowest, start = Counter[str](), 0.0, time.monotonic()
    while time.monotonic() - start < seconds:
        name = chance.choice(list(files))
        data = spoil(files[name], chance)
        kept = Path(tempfile.gettempdir(), f"dragoman-fuzz-{name}")
        kept.write_bytes(data)
        begun = time.process_time()
        items = list(read_upload(name, data))
        list_columns(name, data)
        taken = time.process_time() - begun
        for item in items:
            repr(item).encode()
            if isinstance(item, Rejected) and ("cannot be read (" in item.reason or not item.reason):
                sys.exit(f"{kept}: {item.reason}")
        if not items or taken > SLOWEST:
            sys.exit(f"{kept}: {len(items)} items in {taken:.1f} s")
        runs[Path(name).suffix] += 1
        slowest = max(slowest, taken)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{runs.total():,} files in {seconds:.0f} s, seed {seed}: "
        f"no fault; slowest {slowest:.2f} s, peak {peak} MB"
    )
    print(", ".join(f"{suffix} {times:,}" for suffix, times in sorted(runs.items())))


if __name__ == "__main__":
    main()
