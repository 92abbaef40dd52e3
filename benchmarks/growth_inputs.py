"""What is odd about a file, a page or a feed and not about its text: for growth.py."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from growth_texts import (
    JSON_FEED,
    LEAD,
    OUTLINE,
    ROW,
    Case,
    list_texts,
    make_book,
    make_feed,
    make_item,
    make_parquet,
    make_portable,
    make_word,
    name,
    nest,
    pack,
    spell,
    write_row,
    write_run,
)  # fmt: skip


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
        Case(
            "docx",
            "rows",
            lambda n: make_word(
                "<w:tbl>" + f"<w:tr><w:tc>{write_run('Talks')}</w:tc></w:tr>" * n + "</w:tbl>"
            ),
        ),
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
        Case(
            "csv",
            "names of columns",
            lambda n: (",".join(["text", *["a"] * n]) + "\n" + ",".join([ROW, *["x"] * n])).encode(),
        ),
        Case("csv", "rows", lambda n: ("title,text\n" + f"Talks,{LEAD}\n" * n).encode()),
        Case("csv", "broken rows", lambda n: ("title,text\n" + "a,b,c\n" * n).encode()),
        Case("csv", "open quotes", lambda n: ('title,text\n"' + 'a""' * n).encode()),
        Case("tsv", "columns", lambda n: wide(n, "\t")),
        Case(
            "xlsx",
            "columns",
            lambda n: make_book(
                [["text", *(f"c{i}" for i in range(n))], [ROW, *["x"] * n]][: 2 if n < 16_000 else 0]
            ),
        ),
        Case("xlsx", "rows", lambda n: make_book([["title", "text"], *[["Talks", LEAD]] * n])),
        Case(
            "parquet", "columns", lambda n: make_parquet({"text": [ROW]} | {f"c{i}": ["x"] for i in range(n)})
        ),
        Case("parquet", "rows", lambda n: make_parquet({"title": ["Talks"] * n, "text": [LEAD] * n})),
        Case("json", "depth of lists", nest("[", "1", "]")),
        Case("json", "depth of objects", nest('{"a":', "1", "}")),
        Case("json", "objects in articles", nest('{"data":', write_row(ROW), "}")),
        Case(
            "json", "fields", lambda n: json.dumps({"text": ROW} | {f"c{i}": "x" for i in range(n)}).encode()
        ),
        Case("json", "digits", lambda n: f'{{"text": "{ROW}", "id": {"1" * n}}}'.encode()),
        Case("json", "escapes", lambda n: ('{"text": "' + "\\u0041" * n + '"}').encode()),
        Case("json", "NaN", lambda n: ('{"text": "' + "a\\\\" * n + '", "b": NaN}').encode()),
        Case(
            "json", "by columns", lambda n: json.dumps({"title": ["Talks"] * n, "text": [LEAD] * n}).encode()
        ),
        Case("jsonl", "rows", lambda n: (write_row(LEAD) + "\n").encode() * n),
        Case("jsonl", "empty lines", lambda n: b"\n" * n + write_row(LEAD).encode()),
        Case(
            "ris", "references", lambda n: f"TY  - NEWS\nTI  - Talks\nAB  - {LEAD}\nER  - \n\n".encode() * n
        ),
        Case(
            "ris",
            "authors",
            lambda n: f"TY  - NEWS\nTI  - Talks\nAB  - {LEAD}\n{'AU  - Berg, Anna' + chr(10)}".encode() * n,
        ),
        Case(
            "ris",
            "lines",
            lambda n: (f"TY  - NEWS\nAB  - {LEAD}\n" + "more of it\n" * n + "ER  - \n").encode(),
        ),
        Case("html", "blocks in blocks", nest("<div>", ROW, "</div>", "<html><body>", "</body></html>")),
        Case(
            "html",
            "tables in tables",
            nest("<table><tr><td>", ROW, "</td></tr></table>", "<html><body>", "</body></html>"),
        ),
        Case("html", "lists in lists", nest("<ul><li>", ROW, "</li></ul>", "<html><body>", "</body></html>")),
        Case("html", "attributes", lambda n: f"<html><body><p {'a=1 ' * n}>{ROW}</p></body></html>".encode()),
        Case("zip", "files", lambda n: pack({f"{i}.txt": LEAD for i in range(n)})),
    )
    yield from (
        Case(
            "page",
            label,
            lambda n, make=make: (
                f"<html><head>{make(n)[0]}</head><body><h1>Talks</h1><p>{ROW}</p>{make(n)[1]}</body></html>"
            ),
        )  # type: ignore[misc]
        for label, make in PAGES.items()
    )
    yield from (Case("feed", label, make) for label, make in FEEDS.items())
    yield from (
        Case(
            "opml", "outlines",
            nest('<outline text="a">', OUTLINE, "</outline>", "<opml><body>", "</body></opml>"),
        ),
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
        Case(
            "robots", "agents",
            lambda n: "".join(f"User-agent: a{i}\nDisallow: /\n" for i in range(n)).encode(),
        ),
    )  # fmt: skip


PAGES: dict[str, Callable[[int], tuple[str, str]]] = {
    "blocks in blocks": lambda n: ("", "<div>" * n + ROW),
    "inline in inline": lambda n: ("", "<p>" + "<b><i>" * n + ROW),
    "blocks": lambda n: ("", f"<div><p>{LEAD}</p></div>" * n),
    "leads": lambda n: ("", f"<div class=lead>{LEAD}</div>" * n),
    "headings": lambda n: ("", "<h1>Talks in Rome</h1>" * n),
    "links": lambda n: ("", "<a href=/a>Talks in Rome on Monday</a> " * n),
    "lists of links": lambda n: (
        "",
        "<ul>" + "<li><a href=/a>Talks in Rome on Monday</a></li>" * n + "</ul>",
    ),
    "line breaks": lambda n: ("", "a<br>" * n),
    "tables": lambda n: ("", "<table>" + "<tr><td>a</td></tr>" * n + "</table>"),
    "scripts": lambda n: ("<script>a</script>" * n, ""),
    "linked data": lambda n: (
        f'<script type="application/ld+json">{json.dumps([{"@type": "Person"}] * n)}</script>',
        "",
    ),
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
    "elements in elements": nest(
        "<a>", "x", "</a>", '<rss version="2.0"><channel><item>', "</item></channel></rss>"
    ),
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
    "letters of a date": lambda n: make_feed(
        f"<item><title>a</title><pubDate>Mon, {'a' * n}</pubDate></item>"
    ),
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
    "a sitemap": lambda n: (
        "<urlset>" + "<url><loc>https://a.example/1</loc><news/></url>" * n + "</urlset>"
    ).encode(),
    "JSON Feed": lambda n: json.dumps(
        {"version": JSON_FEED, "items": [{"id": "a", "content_text": LEAD}] * n}
    ).encode(),
    "wide text": lambda n: make_feed(f"<item><title>{'a ' * n}</title></item>").decode().encode("utf-16"),
    "wide lines": lambda n: make_feed("", "\n" * n).decode().encode("utf-16"),
}  # fmt: skip

CASES = (*list_texts(), *list_forms())
