"""Texts of any size, odd in one way each, in every kind of file, as ill will or a program makes them.

For growth.py.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from docx import Document

LEAD = (
    "Foreign Minister Anna Berg met Mikko Laine in Helsinki on Monday to discuss the treaty and the border. "
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True, slots=True)
class Case:
    """One way of being odd, at one door. `make` makes an input that grows with the number given."""

    door: str
    name: str
    make: Callable[[int], Any]


def spell(number: int, letters: int = 6) -> str:
    """A word that no other number gives."""
    number = number * 2654435761 % 26**letters
    return "".join(chr(97 + number // 26**place % 26) for place in range(letters))


def name(number: int) -> str:
    """A given name and a surname that nobody else has."""
    return f"{spell(number).title()} {spell(number + 10**6).title()}"


# What stands in a text over and over: name -> what is repeated.
REPEATED = {
    "quotes": "\"'", "brackets": "(", "square brackets": "[]", "dots": ".", "ellipses": "…", "dashes": "-",
    "commas": ",", "percents": "%", "underscores": "_", "stars": "*", "equals": "=", "marks": "!.",
    "smileys": ":)", "letter": "a", "capital": "A", "dotted": "a.", "states": "U.S.", "hyphens": "Israel-",
    "possessives": "'s", "apostrophes": "o'", "thousands": "1,", "ampersands": "a&b", "colons": "x:",
    "slashes": "ab/", "ats": "a@", "emoji": "😀", "joined emoji": "👩‍", "accents": "e\u0301",
    "combining": "\u0301", "ideographs": "漢", "no-break spaces": "\u00a0", "spaces": " ", "line ends": "\n",
    "spaced lines": "\n ", "tabs": "\t", "one-letter paragraphs": "a\n\n", "one-letter lines": "a\n",
    "mojibake": "Ã©", "entities": "&amp;", "open tags": "<b>", "closed": "</p ", "comments": "<!--",
    "less than": "<", "words": "the talks that he ", "capitals": "AAAA BBBB ", "President": "President ",
    "titles": "Mr. ", "advisers": "adviser to the Secretary of State for ", "deputies": "Deputy ",
    "councils": "Security Council ", "of": "Republic of ", "Georgia": "Georgia, ",
    "countries": "Israel, Iran and Washington ", "sentences": "He met her. ", "quoted": '"Yes," he said. ',
    "in brackets": "(UN) ", "a president": "President Anna Berg met Mr. Laine. ",
    "credits": "By Anna Berg\n", "reported": "(Reporting by ", "White House": "The White House, ",
    "points": "- X, France ", "addresses": "https://example.org/a?b=c ", "labels": "Title: ",
    "rules": "---\n", "sources": "Source: ", "form": "name ",
}  # fmt: skip
# What differs from one time to the next: name -> what stands there for a number.
COUNTED: dict[str, Callable[[int], str]] = {
    "people": lambda n: f"{name(n)} met {name(n + 7)}. ",
    "list of people": lambda n: f"{name(n)}, ",
    "ministers": lambda n: f"Trade Minister {name(n)} of France and ",
    "one surname": lambda n: f"{spell(n).title()} Smith met Smith. ",
    "one given name": lambda n: f"John {spell(n).title()} met John. ",
    "surnames": lambda n: f"Mr. {spell(n).title()} said so. ",
    "bodies": lambda n: f"The Ministry of {spell(n).title()} said so. ",
    "abbreviations": lambda n: f"The {name(n)} Council (A{spell(n, 4).upper()}) met. ",
    "counterparts": lambda n: f"{name(n)} met his French counterpart {name(n + 9)}. ",
    "compounds": lambda n: f"Berg-{spell(n).title()} talks. ",
    "loud people": lambda n: f"{name(n).upper()} ",
}


def repeat(unit: str) -> Callable[[int], str]:
    """A text in which one thing stands over and over."""
    return lambda size: LEAD + unit * size


def number(unit: Callable[[int], str]) -> Callable[[int], str]:
    """A text in which another thing of one kind stands each time."""
    return lambda size: LEAD + "".join(map(unit, range(size)))


TEXTS: dict[str, Callable[[int], str]] = {label: repeat(unit) for label, unit in REPEATED.items()}
TEXTS |= {label: number(unit) for label, unit in COUNTED.items()}


def nest(opening: str, inside: str, closing: str, head: str = "", tail: str = "") -> Callable[[int], bytes]:
    """One thing in another in another."""
    return lambda size: f"{head}{opening * size}{inside}{closing * size}{tail}".encode()


def pack(files: dict[str, str]) -> bytes:
    """A zip of texts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return stream.getvalue()


EMPTY_WORD = io.BytesIO()
Document().save(EMPTY_WORD)


def make_word(body: str) -> bytes:
    """A Word document of this content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(EMPTY_WORD) as empty, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for path in empty.namelist():
            content = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
            archive.writestr(path, content if path == "word/document.xml" else empty.read(path))
    return stream.getvalue()


def write_run(text: str) -> str:
    """A paragraph of Word."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def make_portable(content: str) -> bytes:
    """A PDF of one page with this content."""
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 5 0 R >> >> "
            "/Contents 4 0 R >>"
        ),
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = "%PDF-1.4\n", []
    for place, part in enumerate(parts, 1):
        places.append(len(made))
        made += f"{place} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n"
        f"{table}trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\n"
    )
    return f"{made}{end}startxref\n{len(made)}\n%%EOF".encode("latin-1", "replace")


def make_book(rows: list[list[str]]) -> bytes:
    """A workbook of these rows."""
    book, stream = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(stream)
    return stream.getvalue()


def make_parquet(columns: dict[str, list[str]]) -> bytes:
    """A Parquet file of these columns."""
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream)
    return stream.getvalue()


def make_feed(items: str, head: str = "") -> bytes:
    """RSS of these items."""
    return f'{head}<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode()


def make_item(text: str) -> bytes:
    """RSS of one item with a text."""
    item = (
        "<item><title>Talks</title><link>https://a.example/1</link>"
        f"<description><![CDATA[{text}]]></description></item>"
    )
    return make_feed(item)


def write_row(text: str) -> str:
    """A JSON object with a text."""
    return json.dumps({"title": "Talks", "text": text, "date": "2024-05-01"})


def write_reference(text: str) -> str:
    """A reference of CSL-JSON."""
    row = {
        "type": "article-newspaper",
        "title": "Talks",
        "container-title": "The Post",
        "issued": {"date-parts": [[2024]]},
    }
    return json.dumps([row | {"abstract": text}])


ROW = LEAD * 2
OUTLINE = '<outline xmlUrl="https://a.example/f"/>'
JSON_FEED = "https://jsonfeed.org/version/1"
CONTAINERS: dict[str, Callable[[str], Any]] = {
    "extract": lambda text: ("Talks", text),
    "txt": lambda text: text.encode(),
    "md": lambda text: f"# Talks\n\n{text}".encode(),
    "html": lambda text: f"<html><body><h1>Talks</h1><p>{ROW}</p><p>{text}</p></body></html>".encode(),
    "page": lambda text: (
        f"<html><body><article><h1>Talks</h1><p>{ROW}</p><p>{text}</p></article></body></html>"
    ),
    "docx": lambda text: make_word("".join(write_run(escape(part)) for part in text.split("\n\n"))),
    "rtf": lambda text: (
        "{\\rtf1 " + text.encode("ascii", "replace").decode().replace("\n\n", "\\par ") + "}"
    ).encode(),
    "pdf": lambda text: make_portable(f"BT /F 12 Tf ({text.replace('(', '[').replace(')', ']')}) Tj ET"),
    "csv": lambda text: f'title,text\nTalks,"{text.replace(chr(34), chr(34) * 2)}"\n'.encode(),
    "tsv": lambda text: f'title\ttext\nTalks\t"{text.replace(chr(34), chr(34) * 2)}"\n'.encode(),
    "json": lambda text: write_row(text).encode(),
    "jsonl": lambda text: write_row(text).encode(),
    "ris": lambda text: f"TY  - NEWS\nTI  - Talks\nAB  - {text}\nER  - \n".encode(),
    "csl": lambda text: write_reference(text).encode(),
    "xml": make_item,
    "feed": make_item,
    "zip": lambda text: pack({"a.txt": text}),
    "search": lambda text: (text, "talks the"),
    "stories": lambda text: text,
}
IN_EVERY = ("spaces", "line ends", "spaced lines", "one-letter paragraphs", "quotes", "letter", "people")
WHOLE = ("extract", "txt", "page", "feed")  # where every odd text is tried, and not only some


def escape(text: str) -> str:
    """For XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def list_texts() -> Iterator[Case]:
    """Every odd text through the doors that look at all of it, the oddest through each."""
    for door, contain in CONTAINERS.items():
        for label in TEXTS if door in WHOLE else IN_EVERY:
            yield Case(door, label, lambda size, make=TEXTS[label], contain=contain: contain(make(size)))  # type: ignore[misc]
