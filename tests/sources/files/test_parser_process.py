"""Files read apart are read as here; one that meets a limit costs itself, not those around it."""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.model import Article, Rejected
from dragoman.sources import Upload, build_article, parse_in_process, read_source, read_upload
from dragoman.sources.files.parser_process import MOST_STOPS, Row
from dragoman.sources.parsing_apart import Limits

TEXT = (
    "The foreign ministers of Egypt and Jordan met in Cairo on Tuesday and spoke of the border as a "
    "spokesman told reporters. "
) * 3
SHORT = Limits(seconds=0.4, seconds_a_megabyte=0)
REASON = "Reading was stopped: it took more than 0.4 seconds of processor time."
ADVICE = "Split it, or save it in another of the kinds, and add it again."


def make_table(rows: int) -> bytes:
    """A table that takes a third of a millisecond a row."""
    return (
        "title,text\n" + "".join(f"Talks {number},{TEXT * 5} Number {number}.\n" for number in range(rows))
    ).encode()


HEAVY = make_table(6000)  # some seconds


def pack(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return stream.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a text, a zip of two, a broken file and one of no kind that is read."""
    inside = tmp_path / "folder"
    (inside / "deeper").mkdir(parents=True)
    (inside / "a.txt").write_text(f"Talks in Cairo\n\n{TEXT}", "utf-8")
    (inside / "b.zip").write_bytes(pack(one_csv=make_table(3), two_txt=f"More talks\n\n{TEXT}".encode()))
    (inside / "c.docx").write_bytes(b"no document")
    (inside / "deeper" / "d.xyz").write_bytes(b"?")
    return inside


def test_a_folder_is_read_as_it_is_here(folder: Path) -> None:
    found = list(parse_in_process(folder))
    assert found == list(read_source(folder))
    assert [type(item) for item in found] == [Article] * 5 + [Rejected] * 2


def test_an_upload_and_a_row_are_read_as_they_are_here() -> None:
    columns, data = (
        {"title": "Kopf", "outlet": ""},
        f"Kopf,text,title,source\nTalks,{TEXT},No,Wire\n".encode(),
    )
    [article] = parse_in_process(Upload("export.csv", data), columns)
    assert [article] == list(read_upload("export.csv", data, columns))
    assert (article.title, article.outlet) == ("Talks", "")
    fields = {"Kopf": "Talks", "text": TEXT}
    assert list(parse_in_process(Row(fields, "export.csv", "row 2"), columns)) == [
        build_article(fields, columns, "export.csv", "row 2")
    ]


def test_a_path_is_meant_from_where_one_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(parse_in_process(folder))  # its process was started elsewhere
    monkeypatch.chdir(folder)
    assert [item.title for item in parse_in_process("a.txt")] == ["Talks in Cairo"]


def test_what_is_wrong_at_once_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        parse_in_process(tmp_path / "nowhere.csv")
    with pytest.raises(SourceError, match="no field 'headline'"):
        parse_in_process(Upload("a.csv", b""), {"headline": "x"})


def test_what_came_before_the_stop_is_had() -> None:
    *before, last = parse_in_process(Upload("heavy.csv", HEAVY), limits=SHORT)
    assert 0 < len(before) < 6000
    assert before == list(islice(read_upload("heavy.csv", HEAVY), len(before)))
    assert last == Rejected(
        f"{REASON} What came before, {len(before):,} of its items, was read. {ADVICE}", last.raw, "heavy.csv"
    )


def test_the_files_after_it_are_read(tmp_path: Path) -> None:
    archive = pack(a_txt=f"First\n\n{TEXT}".encode(), b_csv=HEAVY, c_txt=f"Last\n\n{TEXT}".encode())
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / "a.zip").write_bytes(archive)
    (tmp_path / "all" / "b.txt").write_text(f"Beside\n\n{TEXT}", "utf-8")
    for place, before in ((Upload("a.zip", archive), ""), (tmp_path / "all", "all/")):
        found = list(parse_in_process(place, limits=SHORT))
        titles = [
            item.title
            for item in found
            if isinstance(item, Article) and item.source != f"{before}a.zip/b.csv"
        ]
        assert titles == ["First", "Last", "Beside"][: 3 if before else 2]
        [refused] = [item for item in found if isinstance(item, Rejected)]
        assert refused.reason.startswith(REASON)
        assert refused.source == f"{before}a.zip/b.csv"


def test_a_zip_of_nothing_else_is_given_up() -> None:
    files = {f"{letter}_csv": HEAVY for letter in "abcd"}
    refused = [
        item
        for item in parse_in_process(Upload("a.zip", pack(**files)), limits=replace(SHORT, seconds=0.2))
        if isinstance(item, Rejected)
    ]
    assert [item.source for item in refused] == ["a.zip/a.csv", "a.zip/b.csv", "a.zip/c.csv", "a.zip"]
    assert refused[-1].reason == (
        f"Reading was stopped at {MOST_STOPS} of its files, so the rest of them was not "
        "read. Add the rest by itself."
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not count addresses")
def test_a_file_that_takes_too_much_memory_is_refused(folder: Path) -> None:
    greedy = b"[" + b"[]," * 6_000_000 + b"1]"
    [refused] = parse_in_process(
        Upload("greedy.json", greedy), limits=Limits(memory=700 << 20, memory_a_byte=0)
    )
    assert refused.reason == (
        "Reading the file takes more memory than there is for it. Split it, or save "
        "it in another of the kinds."
    )
    assert len(list(parse_in_process(folder / "a.txt"))) == 1


def test_the_text_of_a_file_is_kept_for_a_retry() -> None:
    page = f"<html><body><h1>Talks</h1>{f'<p>{TEXT}</p>' * 500}</body></html>"
    [refused] = parse_in_process(Upload("page.html", page.encode()), limits=replace(SHORT, seconds=0.01))
    assert (
        refused.reason == f"Reading was stopped: it took more than 0.01 seconds of processor time. {ADVICE}"
    )
    assert refused.raw == page
