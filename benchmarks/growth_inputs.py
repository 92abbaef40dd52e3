"""Inputs of any size that are odd in one way each: what somebody made to do harm, or a program by mistake. For growth.py."""

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

LEAD = "Foreign Minister Anna Berg met Mikko Laine in Helsinki on Monday to discuss the treaty and the border. "
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
    "quotes": "\"'", "brackets": "(", "square brackets": "[]", "dots": ".", "ellipses": "…", "dashes": "-", "commas": ",", "percents": "%",
    "underscores": "_", "stars": "*", "equals": "=", "marks": "!.", "smileys": ":)", "letter": "a", "capital": "A", "dotted": "a.",
    "states": "U.S.", "hyphens": "Israel-", "possessives": "'s", "apostrophes": "o'", "thousands": "1,", "ampersands": "a&b",
    "colons": "x:", "slashes": "ab/", "ats": "a@", "emoji": "😀", "joined emoji": "👩‍", "accents": "e\u0301", "combining": "\u0301",
    "ideographs": "漢", "no-break spaces": "\u00a0", "spaces": " ", "line ends": "\n", "spaced lines": "\n ", "tabs": "\t",
    "one-letter paragraphs": "a\n\n", "one-letter lines": "a\n", "mojibake": "Ã©", "entities": "&amp;",
    "open tags": "<b>", "closed": "</p ",
    "comments": "<!--", "less than": "<", "words": "the talks that he ", "capitals": "AAAA BBBB ", "President": "President ",
    "titles": "Mr. ", "advisers": "adviser to the Secretary of State for ", "deputies": "Deputy ", "councils": "Security Council ",
    "of": "Republic of ", "Georgia": "Georgia, ", "countries": "Israel, Iran and Washington ", "sentences": "He met her. ",
    "quoted": '"Yes," he said. ', "in brackets": "(UN) ", "a president": "President Anna Berg met Mr. Laine. ",
    "credits": "By Anna Berg\n", "reported": "(Reporting by ", "White House": "The White House, ", "points": "- X, France ",
    "addresses": "https://example.org/a?b=c ", "labels": "Title: ", "rules": "---\n", "sources": "Source: ", "form": "name ",
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
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = "%PDF-1.4\n", []
    for place, part in enumerate(parts, 1):
        places.append(len(made))
        made += f"{place} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\n"
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
    item = f"<item><title>Talks</title><link>https://a.example/1</link><description><![CDATA[{text}]]></description></item>"
    return make_feed(item)


def write_row(text: str) -> str:
    """A JSON object with a text."""
    return json.dumps({"title": "Talks", "text": text, "date": "2024-05-01"})


def write_reference(text: str) -> str:
    """A reference of CSL-JSON."""
    row = {"type": "article-newspaper", "title": "Talks", "container-title": "The Post", "issued": {"date-parts": [[2024]]}}
    return json.dumps([row | {"abstract": text}])


ROW = LEAD * 2
OUTLINE = '<outline xmlUrl="https://a.example/f"/>'
JSON_FEED = "https://jsonfeed.org/version/1"
CONTAINERS: dict[str, Callable[[str], Any]] = {
    "extract": lambda text: ("Talks", text),
    "txt": lambda text: text.encode(),
    "md": lambda text: f"# Talks\n\n{text}".encode(),
    "html": lambda text: f"<html><body><h1>Talks</h1><p>{ROW}</p><p>{text}</p></body></html>".encode(),
    "page": lambda text: f"<html><body><article><h1>Talks</h1><p>{ROW}</p><p>{text}</p></article></body></html>",
    "docx": lambda text: make_word("".join(write_run(escape(part)) for part in text.split("\n\n"))),
    "rtf": lambda text: ("{\\rtf1 " + text.encode("ascii", "replace").decode().replace("\n\n", "\\par ") + "}").encode(),
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


def wide(size: int, delimiter: str = ",") -> bytes:
    """A table of very many columns."""
    names = delimiter.join(["title", "text", *(f"c{place}" for place in range(size))])
    return f"{names}\n{delimiter.join(['Talks', ROW, *['x'] * size])}\n".encode()


def list_forms() -> Iterator[Case]:
    """What is odd about a form and not about a text."""
    cell = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    yield from (
        Case("extract", "title", lambda n: ("President Anna Berg met Mr. Laine. " * n, ROW)),
        Case("extract", "title of people", lambda n: ("".join(f"{name(i)}, " for i in range(n)), ROW)),
        Case("docx", "tables in tables", lambda n: make_word(cell[0] * n + write_run(ROW) + cell[1] * n)),
        Case("docx", "rows", lambda n: make_word("<w:tbl>" + f"<w:tr><w:tc>{write_run('Talks')}</w:tc></w:tr>" * n + "</w:tbl>")),
        Case("docx", "runs", lambda n: make_word("<w:p>" + "<w:r><w:t>talks </w:t></w:r>" * n + "</w:p>")),
        Case("docx", "paragraphs", lambda n: make_word(write_run(LEAD) * n)),
        Case("rtf", "groups", nest("{\\b ", LEAD, "}", "{\\rtf1 ", "}")),
        Case("rtf", "words of control", lambda n: ("{\\rtf1 " + "\\b0" * n + LEAD + "}").encode()),
        Case("rtf", "bytes", lambda n: ("{\\rtf1 " + LEAD + "\\'e9" * n + "}").encode()),
        Case("rtf", "unicode", lambda n: ("{\\rtf1 " + LEAD + "\\u233?" * n + "}").encode()),
        Case("pdf", "operators", lambda n: make_portable("BT /F 12 Tf " + "(talks) Tj 0 -1 Td " * n + "ET")),
        Case("pdf", "drawing", lambda n: make_portable("0 0 m 1 1 l S " * n + "BT /F 12 Tf (talks) Tj ET")),
        Case("pdf", "states", lambda n: make_portable("q " * n + "BT /F 12 Tf (talks) Tj ET" + " Q" * n)),
        Case("pdf", "lines", lambda n: make_portable("BT /F 12 Tf " + "(talks) ' " * n + "ET")),
        Case("pdf", "arrays", lambda n: make_portable("BT /F 12 Tf " + "[" * n + "]" * n + " TJ ET")),
        Case("csv", "columns", wide),
        Case("csv", "names of columns", lambda n: (",".join(["text", *["a"] * n]) + "\n" + ",".join([ROW, *["x"] * n])).encode()),
        Case("csv", "rows", lambda n: ("title,text\n" + f"Talks,{LEAD}\n" * n).encode()),
        Case("csv", "broken rows", lambda n: ("title,text\n" + "a,b,c\n" * n).encode()),
        Case("csv", "open quotes", lambda n: ('title,text\n"' + 'a""' * n).encode()),
        Case("tsv", "columns", lambda n: wide(n, "\t")),
        Case("xlsx", "columns", lambda n: make_book([["text", *(f"c{i}" for i in range(n))], [ROW, *["x"] * n]][: 2 if n < 16_000 else 0])),
        Case("xlsx", "rows", lambda n: make_book([["title", "text"], *[["Talks", LEAD]] * n])),
        Case("parquet", "columns", lambda n: make_parquet({"text": [ROW]} | {f"c{i}": ["x"] for i in range(n)})),
        Case("parquet", "rows", lambda n: make_parquet({"title": ["Talks"] * n, "text": [LEAD] * n})),
        Case("json", "depth of lists", nest("[", "1", "]")),
        Case("json", "depth of objects", nest('{"a":', "1", "}")),
        Case("json", "objects in articles", nest('{"data":', write_row(ROW), "}")),
        Case("json", "fields", lambda n: json.dumps({"text": ROW} | {f"c{i}": "x" for i in range(n)}).encode()),
        Case("json", "digits", lambda n: f'{{"text": "{ROW}", "id": {"1" * n}}}'.encode()),
        Case("json", "escapes", lambda n: ('{"text": "' + "\\u0041" * n + '"}').encode()),
        Case("json", "NaN", lambda n: ('{"text": "' + "a\\\\" * n + '", "b": NaN}').encode()),
        Case("json", "by columns", lambda n: json.dumps({"title": ["Talks"] * n, "text": [LEAD] * n}).encode()),
        Case("jsonl", "rows", lambda n: (write_row(LEAD) + "\n").encode() * n),
        Case("jsonl", "empty lines", lambda n: b"\n" * n + write_row(LEAD).encode()),
        Case("ris", "references", lambda n: f"TY  - NEWS\nTI  - Talks\nAB  - {LEAD}\nER  - \n\n".encode() * n),
        Case("ris", "authors", lambda n: f"TY  - NEWS\nTI  - Talks\nAB  - {LEAD}\n{'AU  - Berg, Anna' + chr(10)}".encode() * n),
        Case("ris", "lines", lambda n: (f"TY  - NEWS\nAB  - {LEAD}\n" + "more of it\n" * n + "ER  - \n").encode()),
        Case("html", "blocks in blocks", nest("<div>", ROW, "</div>", "<html><body>", "</body></html>")),
        Case("html", "tables in tables", nest("<table><tr><td>", ROW, "</td></tr></table>", "<html><body>", "</body></html>")),
        Case("html", "lists in lists", nest("<ul><li>", ROW, "</li></ul>", "<html><body>", "</body></html>")),
        Case("html", "attributes", lambda n: f"<html><body><p {'a=1 ' * n}>{ROW}</p></body></html>".encode()),
        Case("zip", "files", lambda n: pack({f"{i}.txt": LEAD for i in range(n)})),
        Case("zip", "a path", lambda n: pack({"a/" * min(n, 20_000) + "b.txt": LEAD})),
    )
    yield from (
        Case(
            "page", label, lambda n, make=make: f"<html><head>{make(n)[0]}</head><body><h1>Talks</h1><p>{ROW}</p>{make(n)[1]}</body></html>"
        )  # type: ignore[misc]
        for label, make in PAGES.items()
    )
    yield from (Case("feed", label, make) for label, make in FEEDS.items())
    yield from (
        Case("opml", "outlines", nest('<outline text="a">', OUTLINE, "</outline>", "<opml><body>", "</body></opml>")),
        Case("opml", "feeds", lambda n: ("<opml><body>" + OUTLINE * n + "</body></opml>").encode()),
        Case("search", "a common word", lambda n: ("the talks " * n, "talks")),
        Case("search", "words of a query", lambda n: (ROW, " ".join(spell(i) for i in range(n)))),
        Case("search", "a long phrase", lambda n: (ROW * 20, '"' + "talks " * n + '"')),
        Case("search", "quotes", lambda n: (ROW, '"' * n)),
        Case("search", "letters", lambda n: (ROW, "a" * n)),
        Case("search", "apostrophes", lambda n: (ROW, "a'" * n)),
        Case("link", "letters", lambda n: "a" * n),
        Case("link", "words", lambda n: "a " * n),
        Case("link", "digits", lambda n: "1" * n),
        Case("robots", "stars", lambda n: ("User-agent: *\nDisallow: /" + "*a" * n + "b\n").encode()),
        Case("robots", "rules", lambda n: ("User-agent: *\n" + "Disallow: /a*a*a\n" * n).encode()),
        Case("robots", "agents", lambda n: "".join(f"User-agent: a{i}\nDisallow: /\n" for i in range(n)).encode()),
    )  # fmt: skip


PAGES: dict[str, Callable[[int], tuple[str, str]]] = {
    "blocks in blocks": lambda n: ("", "<div>" * n + ROW),
    "inline in inline": lambda n: ("", "<p>" + "<b><i>" * n + ROW),
    "blocks": lambda n: ("", f"<div><p>{LEAD}</p></div>" * n),
    "leads": lambda n: ("", f"<div class=lead>{LEAD}</div>" * n),
    "headings": lambda n: ("", "<h1>Talks in Rome</h1>" * n),
    "links": lambda n: ("", "<a href=/a>Talks in Rome on Monday</a> " * n),
    "lists of links": lambda n: ("", "<ul>" + "<li><a href=/a>Talks in Rome on Monday</a></li>" * n + "</ul>"),
    "line breaks": lambda n: ("", "a<br>" * n),
    "tables": lambda n: ("", "<table>" + "<tr><td>a</td></tr>" * n + "</table>"),
    "scripts": lambda n: ("<script>a</script>" * n, ""),
    "linked data": lambda n: (f'<script type="application/ld+json">{json.dumps([{"@type": "Person"}] * n)}</script>', ""),
    "linked lists": lambda n: (f'<script type="application/ld+json">{"[" * n}{"]" * n}</script>', ""),
    "linked type": lambda n: (f'<script type="application/ld+json">{{"@type": "{"a" * n}"}}</script>', ""),
    "meta": lambda n: ("<meta name=a content=b>" * n, ""),
    "canonical": lambda n: (f'<link rel=canonical href="https://a.example/{"a/" * n}">', ""),
    "og:url": lambda n: (f'<meta property="og:url" content="https://a.example/?{"a=b&" * n}">', ""),
    "title": lambda n: (f"<title>{'Talks - ' * n}</title>", ""),
    "site": lambda n: (f'<title>Talks</title><meta property="og:site_name" content="{"a " * n}">', ""),
    "author": lambda n: (f'<meta name="author" content="{"Anna Berg and " * n}">', ""),
    "date": lambda n: (f'<meta name="pubdate" content="{"2024-" * n}">', ""),
    "dates": lambda n: ("", "<time datetime=2024-05-01>1 May</time>" * n),
    "date in the text": lambda n: ("", f"<p>{'Published 1 May 2024, ' * n}</p>"),
    "comments": lambda n: ("", "<!-- a -->" * n),
    "open comments": lambda n: ("", "<!-- " * n),
    "doctype": lambda n: ("", "<!doctype html>" * n),
    "entities": lambda n: ("", "&lt;p&gt;" * n),
    "pictures": lambda n: ("", "<img src='data:image/png;base64,AAAA'>" * n),
    "data:": lambda n: ("", f"<p title='{'data:' * n}'>"),
    "forms": lambda n: ("", "<form><input type=password></form>" * n),
    "cookies": lambda n: ("", f"<p>{'cookies consent privacy ' * n}</p>"),
    "subscribe": lambda n: ("", f"<p>{'subscribe to our ' * n}</p>"),
    "errors": lambda n: (f"<title>404{'!' * n}</title>", ""),
}
PROLOG = '<?xml version="1.0"?>'
FEEDS: dict[str, Callable[[int], bytes]] = {
    "comments before the root": lambda n: make_feed("", "<!-- a -->" * n),
    "lines before the root": lambda n: make_feed("", "\n" * n),
    "spaced lines before the root": lambda n: make_feed("", PROLOG + " \n" * n),
    "instructions": lambda n: make_feed("", PROLOG + "<?a b?>" * n),
    "a doctype": lambda n: make_feed("", PROLOG + "<!DOCTYPE rss " + "a " * n + ">"),
    "doctypes": lambda n: make_feed("", PROLOG + "<!DOCTYPE a>\n" * n),
    "an open comment": lambda n: make_feed("", "<!-- " * n),
    "items": lambda n: make_feed(f"<item><title>Talks</title><description>{LEAD}</description></item>" * n),
    "elements in elements": nest("<a>", "x", "</a>", '<rss version="2.0"><channel><item>', "</item></channel></rss>"),
    "elements": lambda n: make_feed("<item>" + "<a>x</a>" * n + "</item>"),
    "namespaces": lambda n: make_feed("".join(f'<a xmlns:b{i}="c{i}"/>' for i in range(n))),
    "attributes": lambda n: make_feed("<item " + " ".join(f'a{i}="b"' for i in range(n)) + "/>"),
    "broken attributes": lambda n: make_feed("<item " + "a=" * n),
    "entities": lambda n: make_feed(f"<item><title>{'&amp;' * n}</title></item>"),
    "wrong entities": lambda n: make_feed(f"<item><title>{'&nbsp;' * n}</title></item>"),
    "ampersands": lambda n: make_feed(f"<item><title>{'&' * n}</title></item>"),
    "a title": lambda n: make_feed(f"<item><title>{'a ' * n}</title></item>"),
    "a link": lambda n: make_feed(f"<item><link>https://a.example/{'a/' * n}</link></item>"),
    "a date": lambda n: make_feed(f"<item><title>a</title><pubDate>{'1 ' * n}</pubDate></item>"),
    "letters of a date": lambda n: make_feed(f"<item><title>a</title><pubDate>Mon, {'a' * n}</pubDate></item>"),
    "an updated date": lambda n: make_feed(f"<item><title>a</title><dc:date>{'2024-' * n}</dc:date></item>"),
    "an author": lambda n: make_feed(f"<item><author>{'a@b.c (' * n}</author></item>"),
    "letters of an author": lambda n: make_feed(f"<item><author>{'a' * n}</author></item>"),
    "cdata": lambda n: make_feed("<item><title>" + "<![CDATA[a]]>" * n + "</title></item>"),
    "open cdata": lambda n: make_feed("<item><title>" + "<![CDATA[" * n),
    "less than": lambda n: make_feed("<" * n),
    "open tags": lambda n: make_feed("<a" * n),
    "links in a text": lambda n: make_item(LEAD + "<a href='b'>c</a>" * n),
    "pictures in a text": lambda n: make_item(LEAD + "<img src=b>" * n),
    "styles in a text": lambda n: make_item(LEAD + f"<p style='{'a:b;' * n}'>c"),
    "blocks in a text": lambda n: make_item(LEAD + "<div>" * n),
    "a sitemap": lambda n: ("<urlset>" + "<url><loc>https://a.example/1</loc><news/></url>" * n + "</urlset>").encode(),
    "JSON Feed": lambda n: json.dumps({"version": JSON_FEED, "items": [{"id": "a", "content_text": LEAD}] * n}).encode(),
    "wide text": lambda n: make_feed(f"<item><title>{'a ' * n}</title></item>").decode().encode("utf-16"),
    "wide lines": lambda n: make_feed("", "\n" * n).decode().encode("utf-16"),
}  # fmt: skip

CASES = (*list_texts(), *list_forms())
