"""Articles out of files, folders, zips and uploads: one small module a format."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from dragoman.errors import SourceError
from dragoman.model import Item
from dragoman.sources.columns import check_columns
from dragoman.sources.files.archive import Reader, is_hidden, read_archive
from dragoman.sources.files.delimited import read_delimited
from dragoman.sources.files.excel import read_excel
from dragoman.sources.files.file_columns import list_columns
from dragoman.sources.files.json_documents import read_json_document, read_json_lines
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.parquet import read_parquet
from dragoman.sources.files.pdf import read_portable
from dragoman.sources.files.plain_text import read_plain
from dragoman.sources.files.rich_text import read_rich_text
from dragoman.sources.files.ris import read_ris
from dragoman.sources.files.saved_feed import FEEDS, FILE, read_saved_feed
from dragoman.sources.files.saved_page import read_saved_page
from dragoman.sources.files.word import read_word
from dragoman.sources.text_cleaning import shorten

READERS: dict[str, Reader] = {
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json_document,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".tab": read_delimited,
    ".parquet": read_parquet,
    ".xlsx": read_excel,
    ".xlsm": read_excel,
    ".ris": read_ris,
    ".docx": read_word,
    ".rtf": read_rich_text,
    ".pdf": read_portable,
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".markdown": read_plain,
    ".mdx": read_plain,
    ".html": read_saved_page,
    ".htm": read_saved_page,
    ".xhtml": read_saved_page,
    ".xml": read_saved_feed,
    ".rss": read_saved_feed,
    ".atom": read_saved_feed,
}
SUPPORTED: tuple[str, ...] = (*READERS, ".zip")
OTHERS = {
    **dict.fromkeys(
        (".gz", ".7z", ".tar", ".rar", ".bz2", ".tgz", ".xz"), "Unpack it and add the files in it."
    ),
    **dict.fromkeys(
        (".doc", ".odt", ".pages", ".docm", ".dot", ".wps", ".wpd", ".gdoc"), "Save it as .docx."
    ),
    **dict.fromkeys((".xls", ".ods", ".xlsb", ".numbers", ".gsheet"), "Save it as .xlsx."),
    **dict.fromkeys((".bib", ".enw", ".nbib", ".ciw", ".enl"), "Export the references as RIS or CSL-JSON."),
    **dict.fromkeys(
        (".eml", ".msg", ".mbox", ".pst"),
        "Save the text of the message as .txt, or print it to a PDF; add its attachments by themselves.",
    ),
    **dict.fromkeys(
        (".epub", ".mobi", ".ppt", ".pptx", ".odp", ".key", ".djvu"),
        "Print it to a PDF, or save its text as .txt.",
    ),
    **dict.fromkeys(
        (".mht", ".mhtml", ".webarchive", ".maff"), "Open it in a browser and save the page as .html."
    ),
    **dict.fromkeys((".url", ".webloc", ".lnk"), "Add the address itself."),
    **dict.fromkeys(
        (".db", ".sqlite", ".sqlite3", ".mdb", ".accdb", ".feather", ".rds", ".sav", ".dta"),
        "Export the table as .csv or .parquet.",
    ),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".heic", ".webp"),
        "Let a program recognise the text of the picture (OCR).",
    ),
    **dict.fromkeys(
        (".mp3", ".mp4", ".m4a", ".wav", ".mov", ".avi", ".ogg"), "Add a transcript of it as .txt."
    ),
    ".opml": FEEDS,
}

__all__ = ["SUPPORTED", "list_columns", "read_source", "read_upload"]


def read_source(
    path: Path | str, columns: Mapping[str, str] | None = None, read: Reader | None = None
) -> Iterator[Item]:
    """Every item of a file, zip, folder (and its folders) or web address, lazily, in order of name.

    `columns` maps fields to columns (see `build_article`), `read` reads each file, alone, in a folder or in a
    zip, instead of `read_stream`; `dragoman.sources.files.parser_process` does the same in a process of its
    own. SourceError at once when the path is not there or not readable, or when `columns` names an unknown
    field; whatever is wrong inside comes as Rejected.
    """
    mapped = check_columns(columns)
    if isinstance(path, str) and "://" in path:
        return _read_address(path)
    path = Path(path)
    if path.is_dir():
        return _read_folder(path, mapped, read or read_stream)
    if not path.exists():
        raise SourceError(f"There is no file or folder {str(path)!r}. Check the path.")
    if not path.is_file():
        raise SourceError(f"{str(path)!r} is neither a file nor a folder.")
    return _read_file(path, Origin(path.name, mapped), read or read_stream)


def read_upload(
    name: str, data: bytes, columns: Mapping[str, str] | None = None, read: Reader | None = None
) -> Iterator[Item]:
    """Every item of an uploaded file, by the ending of its name.

    SourceError only for an unknown field in `columns`.
    """
    return (read or read_stream)(
        io.BytesIO(data), Origin(PurePosixPath(name).name or name, check_columns(columns))
    )


def _read_address(url: str) -> Iterator[Item]:
    from dragoman.sources import fetch, pages  # only who fetches waits for their libraries

    return pages.Pages([url]).read(fetch.SHARED.fetch)


def _read_folder(folder: Path, columns: Mapping[str, str], read: Reader) -> Iterator[Item]:
    empty = True
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        for name in sorted(files):
            path = Path(parent, name)
            if not is_hidden(name) and path.is_file():
                empty = False
                inside = path.relative_to(folder).as_posix()
                yield from _read_file(path, Origin(f"{folder.resolve().name}/{inside}", columns), read)
    if empty:
        yield Origin(folder.resolve().name).reject("The folder holds no file. Check the path.")


def _read_file(path: Path, origin: Origin, read: Reader) -> Iterator[Item]:
    try:
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
        stream = path.open("rb")
    except (OSError, OverflowError, ValueError) as fault:
        yield origin.reject(
            f"The file cannot be opened: {getattr(fault, 'strerror', None) or fault}. Check who may read it."
        )
        return
    with stream:
        yield from read(stream, replace(origin, modified=modified))


def read_stream(stream: BinaryIO, origin: Origin, read: Reader | None = None) -> Iterator[Item]:
    """Every item of one file, by the ending of its name; `read` reads each file of a zip."""
    suffix = PurePosixPath(origin.source).suffix.lower()
    if suffix not in SUPPORTED:
        what = f"Files of kind {suffix!r}" if suffix else "Files without an ending"
        advice = OTHERS.get(suffix) or f"Readable are {', '.join(SUPPORTED)}."
        yield origin.reject(f"{what} are not read. {advice.replace(FILE, origin.command_name)}")
        return
    try:
        if suffix == ".zip":
            yield from read_archive(stream, origin, read or read_stream)
        else:
            yield from READERS[suffix](stream, origin)
    except ValueError as fault:
        yield origin.reject(str(fault))
    except MemoryError:
        yield origin.reject(
            "Reading the file takes more memory than there is for it. Split it, or save "
            "it in another of the kinds."
        )
    except Exception as fault:  # a file that breaks a reader must not stop the ones after it
        yield origin.reject(
            f"The file cannot be read ({type(fault).__name__}: {shorten(str(fault), 200)}). Save it anew, "
            "or in another of the kinds."
        )
