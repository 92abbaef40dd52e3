"""Exports of news databases, of invented articles: in each form as lines or as a page, whole or spoilt."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

PARAGRAPHS = (
    "The foreign ministers of Norway and Finland met in Oslo on Monday and agreed to open a joint border "
    "post in the far north. "
    "Minister Anna Berg said that the talks had been useful.",
    "Her Finnish guest, Mikko Laine, said that work on the post would begin in spring, and that both "
    "capitals would pay for it.",
    "The two sides will meet again in Helsinki. Officials from Sweden and Denmark will attend as observers, "
    "a spokesman said.",
)
TEXT = "\n\n".join(PARAGRAPHS)
RULE = "_" * 60
SORRY = "We are sorry but there is an error in this document and it is not possible to display it."


@dataclass(frozen=True)
class Piece:
    """An article before a database wrote it."""

    title: str
    day: date
    edition: str = ""
    fields: tuple[str, ...] = ("byline", "section", "dateline")  # optional ones, in written order
    paragraphs: tuple[str, ...] = PARAGRAPHS
    outlet: str = "The North Post"

    @property
    def long_day(self) -> str:
        return f"{self.day:%B} {self.day.day}, {self.day.year} {self.day:%A}"

    @property
    def short_day(self) -> str:
        return f"{self.day.day} {self.day:%B} {self.day.year}"

    def label(self, separator: str, change: Callable[[str], str]) -> list[str]:
        said = {
            "byline": "Ann Writer",
            "section": "NEWS; Pg. 6",
            "dateline": "OSLO",
            "series": "The North",
            "desk-code": "17",
        }
        return [f"{change(name)}:{separator}{said[name]}" for name in self.fields]


def make_pieces(count: int, **changes: object) -> list[Piece]:
    subjects = (
        "Border post agreed",
        "Second day of talks",
        "Helsinki to host",
        "Ferries to sail again",
        "Envoys return",
        "Pact on fish",
    )
    return [
        Piece(f"{subjects[n % 6]} {n // 6 or ''}".strip(), date(2010, 5, 3) + timedelta(n), **changes)
        for n in range(count)
    ]  # type: ignore[arg-type]


def write_nexis_uni(pieces: Sequence[Piece]) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        day = f"{piece.long_day}, {piece.edition}" if piece.edition else piece.long_day
        lines += [
            "",
            piece.title,
            piece.outlet,
            day,
            "",
            "Copyright 2010 North Company, Inc.",
            "All Rights Reserved",
        ]
        lines += [
            *piece.label("\xa0", str.title),
            "Length:\xa0120 words",
            "Body",
            "",
            *piece.paragraphs,
            "",
            "Classification",
            "",
        ]
        lines += [
            "Language: ENGLISH",
            "Subject: BORDERS (90%)",
            "Load-Date: May 11, 2010",
            "",
            "End of Document",
        ]
    return lines


def write_nexis(pieces: Sequence[Piece], width: int = 78, counted: bool = True) -> list[str]:
    """The older form, as plain text: lines broken to a width, blank lines between paragraphs."""
    lines: list[str] = []
    for number, piece in enumerate(pieces, 1):
        head = [f"{number} of {len(pieces)} DOCUMENTS".center(width)] if counted else []
        below = [piece.edition.center(width)] if piece.edition else []
        lines += [
            "",
            *head,
            "",
            "",
            piece.outlet.center(width),
            "",
            piece.long_day.center(width),
            *below,
            "",
            piece.title,
            "",
        ]
        labels = [*piece.label(" ", str.upper), "LENGTH: 120 words"]
        closing = [
            "LOAD-DATE: May 11, 2010",
            "LANGUAGE: ENGLISH",
            "PUBLICATION-TYPE: Newspaper",
            "JOURNAL-CODE: NPT",
        ]
        for text in (*labels, *piece.paragraphs, *closing):
            lines += [*textwrap.wrap(text, width), ""]
        lines += [
            "",
            "Copyright 2010 North Company Limited".center(width),
            "All Rights Reserved".center(width),
        ]
    return lines


def write_factiva(
    pieces: Sequence[Piece], words: str = "120 words", mark: str = "Document", language: str = "English"
) -> list[str]:
    lines: list[str] = []
    for number, piece in enumerate(pieces):
        by = ["By Ann Writer"] if "byline" in piece.fields else []
        lines += [
            piece.title,
            *by,
            words,
            piece.short_day,
            "15:04",
            piece.outlet,
            "NPOST",
            *([piece.edition] if piece.edition else []),
        ]
        lines += ["4", language, "(c) 2010 North Company. All Rights Reserved.", "", *piece.paragraphs, ""]
        lines += [f"{mark} NPOST00020100503edbd{number:05}", ""]
    return lines


def write_codes(pieces: Sequence[Piece], between: str = "\t") -> list[str]:
    lines: list[str] = []
    for number, piece in enumerate(pieces):
        coded = [
            ("HD", piece.title),
            ("BY", "By Ann Writer"),
            ("WC", "120 words"),
            ("PD", piece.short_day),
            ("SN", piece.outlet),
        ]
        coded += [
            ("SC", "NPOST"),
            ("ED", piece.edition or "First"),
            ("LA", "English"),
            ("CY", "(c) 2010 North Company"),
        ]
        coded += [
            ("LP", piece.paragraphs[0]),
            ("TD", "\n\n".join(piece.paragraphs[1:])),
            ("NS", "gdip : Diplomacy"),
        ]
        coded += [("AN", f"Document NPOST00020100503edbd{number:05}")]
        lines += [line for code, said in coded for line in f"{code}{between}{said}".split("\n")] + [""]
    return lines


def write_proquest(pieces: Sequence[Piece], day: str = "", link: bool = True) -> list[str]:
    lines: list[str] = []
    for number, piece in enumerate(pieces, 1):
        shown = day or f"{piece.day:%b} {piece.day.day}, {piece.day.year}"
        address = [
            f"https://proxy.example.edu/login?url=https://www.proquest.example/docview/{number}?accountid=1",
            "",
        ]
        lines += [
            RULE,
            "",
            f"Document {number} of {len(pieces)}",
            "",
            piece.title,
            "",
            *(address if link else []),
        ]
        lines += [
            "Author: Writer, Ann",
            "",
            "Abstract: None available.",
            "",
            "Links: https://resolver.example.edu/x?genre=article",
            "",
        ]
        lines += [
            f"Full text: {piece.paragraphs[0]}",
            *piece.paragraphs[1:],
            "CAPTION: Ministers in Oslo.",
            "CREDIT: ;",
            "",
        ]
        below = [
            "Subject: Borders",
            f"Publication title: {piece.outlet}; Oslo, Norway",
            f"Publication date: {shown}",
            "ISSN: 12345678",
        ]
        below += ["Language of publication: English", f"ProQuest document ID: 10000{number}"]
        below += [
            f"Document URL: https://www.proquest.example/docview/10000{number}",
            "Last updated: 2010-06-01",
            "Database: Dailies",
        ]
        lines += [line for label in below for line in (label, "")]
    return lines


def page_nexis(pieces: Sequence[Piece], message_after: int = 0, anchors: bool = True) -> str:
    """LexisNexis's own HTML; `message_after`: an error message behind that article, joined if no `anchors`"""
    block = '<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">{}</SPAN></P>\n</DIV>\n'
    parts = []
    for number, piece in enumerate(pieces, 1):
        opening = (
            f'<A NAME="DOC_ID_{number}_0"></A><!-- Hide XML\n<DOC NUMBER={number}> -->\n' if anchors else ""
        )
        day = f'<SPAN CLASS="c4">{piece.day:%B}</SPAN><SPAN> {piece.long_day.partition(" ")[2]}</SPAN>'
        day += f"<BR><SPAN>{piece.edition}</SPAN>" if piece.edition else ""
        labels = [*piece.label("</SPAN><SPAN> ", str.upper), "LENGTH: </SPAN><SPAN>120 words"]
        closing = ["LOAD-DATE: </SPAN><SPAN>May 11, 2010", "LANGUAGE: </SPAN><SPAN>ENGLISH"]
        body = "".join(f'<P CLASS="c9"><SPAN>{paragraph}</SPAN></P>\n' for paragraph in piece.paragraphs)
        lines = [f"{number} of {len(pieces)} DOCUMENTS", piece.outlet, day, piece.title, *labels]
        shown = (
            "".join(map(block.format, lines)) + f"<BR><DIV>{body}</DIV>" + "".join(map(block.format, closing))
        )
        parts.append(
            opening
            + shown
            + block.format("Copyright 2010 North Company<BR>All Rights Reserved")
            + '<DIV CLASS="c10"/>\n'
        )
        if number == message_after:
            parts.append(('<A NAME="DOC_ID_9_0"></A>' if anchors else "") + block.format(SORRY))
    return f"<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD><BODY>\n{''.join(parts)}</BODY></HTML>"


HEADER = (
    "<html><head><title>Factiva</title></head><body><div id='nav'>"
    "<h1>Dow Jones Factiva</h1><span>Dow Jones</span></div>"
)


def page_factiva(
    pieces: Sequence[Piece],
    words: str = "120 words",
    day: str = "",
    mark: str = "Document",
    language: str = "English",
) -> str:
    parts = []
    for number, piece in enumerate(pieces):
        lines = [
            words,
            day or piece.short_day,
            piece.outlet,
            "NPOST",
            "4",
            language,
            "(c) 2010 North Company.  All Rights Reserved.",
        ]
        body = "".join(
            f'<p class="articleParagraph enarticleParagraph">{paragraph}</p>\n'
            for paragraph in piece.paragraphs
        )
        parts.append(
            f'<div id="article-X{number}" class="article"><div class="article enArticle">'
            "<p>\n</p><div>Foreign Desk</div>"
            f'<div id="hd"><span class="enHeadline">{piece.title}</span></div>'
            '<div class="author">By ANN WRITER</div>'
            + "".join(f"<div>{line}</div>" for line in lines)
            + f"<p></p>{body}<p>North Company</p>"
            f"<p>{mark} NPOST00020100503edbd{number:05}</p></div></div><br>"
        )
    return HEADER + "".join(parts) + "</body></html>"


def page_codes(pieces: Sequence[Piece]) -> str:
    parts = []
    for number, piece in enumerate(pieces):
        first, *others = (
            f'<p class="articleParagraph enarticleParagraph">{paragraph}</p>'
            for paragraph in piece.paragraphs
        )
        cells = [
            ("HD", f"<b class='enHeadline'>{piece.title}</b>"),
            ("BY", "By Ann Writer"),
            ("WC", "120 words"),
        ]
        cells += [
            ("PD", piece.short_day),
            ("SN", piece.outlet),
            ("SC", "NPOST"),
            ("LA", "English"),
            ("LP", first),
            ("TD", "".join(others)),
        ]
        cells += [("NS", "gdip : Diplomacy"), ("AN", f"Document NPOST00020100503edbd{number:05}")]
        rows = "".join(
            f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{said}</td></tr>' for code, said in cells
        )
        parts.append(f'<div class="article enArticle"><table>{rows}</table></div><br>')
    return HEADER + "".join(parts) + "</body></html>"


def page_proquest(pieces: Sequence[Piece], between: str = "<hr/>") -> str:
    parts = []
    for number, piece in enumerate(pieces):
        labels = [
            ("Subject", "Borders"),
            ("Publication title", f"{piece.outlet}; Oslo"),
            ("ISSN", "04583035"),
            ("Odd label", "x"),
        ]
        labels += [
            ("Publication date", f"{piece.day:%b} {piece.day.day}, {piece.day.year}"),
            ("Language of publication", "English"),
        ]
        labels += [
            ("ProQuest document ID", f"1000{number}"),
            ("Last updated", "2017-11-07"),
            ("Database", "Dailies"),
        ]
        body = "".join(f"<p>{paragraph}</p>" for paragraph in piece.paragraphs)
        parts.append(
            f"<p><strong>{piece.title}</strong></p><p><strong>Author: </strong>Writer, Ann</p>"
            f'<p><a href="https://search.proquest.example/{number}">ProQuest document link</a></p>'
            "<p><strong>Abstract: </strong></p><p>Ministers met.</p>"
            f"<p><strong>Full text: </strong></p>{body}"
            + "".join(f"<p><strong>{name}: </strong>{said}</p>\n" for name, said in labels)
        )
    return f"<html><head><title></title></head><body>{between.join(parts)}</body></html>"


def page_europresse(pieces: Sequence[Piece], head: str = "", code: str = "news·20200101·NP·0001") -> str:
    parts = []
    for piece in pieces:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in piece.paragraphs)
        shown = head or f"{piece.day:%A}, {piece.day:%B} {piece.day.day}, {piece.day.year} - 120 words"
        parts.append(
            f'<article><header><span class="DocPublicationName">{piece.outlet}, no. 12</span>'
            f'<span class="DocHeader">{shown}</span>'
            f'<p class="titreArticleVisu titreArticle">{piece.title}</p></header>'
            f'<section><div class="docOcurrContainer">{body}</div>'
            f'</section><footer><div class="publiC-lblNodoc">{code}</div></footer></article>'
        )
    return f"<html><body>{''.join(parts)}</body></html>"


def join(write: Callable[[Sequence[Piece]], list[str]]) -> Callable[[Sequence[Piece]], str]:
    return lambda pieces: "\n".join(write(pieces))


# name -> how the file is called, how it is written, and what of an article's head may be spoilt: pattern and
# what stands there then
FORMS: dict[str, tuple[str, Callable[[Sequence[Piece]], str], tuple[tuple[str, str], ...]]] = {
    "nexis uni": (
        "a.txt",
        join(write_nexis_uni),
        ((r"^End of Document$", ""), (r"^\w+ \d+, 2010 \w+.*$", "no day"), (r"^Body$", "")),
    ),
    "nexis": (
        "a.txt",
        join(write_nexis),
        ((r"^ *\d+ of \d+ DOCUMENTS *$", ""), (r"^ *\w+ \d+, 2010 \w+ *$", ""), (r"^LENGTH: .*$", "")),
    ),
    "factiva": (
        "a.txt",
        join(write_factiva),
        (
            (r"^Document NPOST.*$", ""),
            (r"^120 words$", ""),
            (r"^\d+ May 2010$", "no day"),
            (r"^The North Post$", ""),
        ),
    ),
    "codes": (
        "a.txt",
        join(write_codes),
        ((r"^AN\t.*$", ""), (r"^HD\t", ""), (r"^PD\t.*$", ""), (r"^SN\t.*$", "")),
    ),
    "proquest": (
        "a.txt",
        join(write_proquest),
        ((rf"^{RULE}$", ""), (r"^ProQuest document ID: .*$", ""), (r"^Full text: ", "")),
    ),
    "nexis page": (
        "a.html",
        page_nexis,
        ((r"\d+ of \d+ DOCUMENTS", ""), (r'<A NAME="DOC_ID_\d+_0"></A>', ""), (r"LENGTH", "X")),
    ),
    "factiva page": (
        "a.html",
        page_factiva,
        ((r"<span class=.enHeadline.>", "<span>"), (r"120 words", ""), (r"class=.article enArticle.", "")),
    ),
    "codes page": (
        "a.html",
        page_codes,
        ((r"<b>HD</b>", ""), (r"<b>PD</b>", ""), (r"class=.article enArticle.", "")),
    ),
    "proquest page": (
        "a.html",
        page_proquest,
        ((r"<hr/>", ""), (r"ProQuest document ID", ""), (r"Full text", "")),
    ),
    "europresse page": (
        "a.html",
        page_europresse,
        ((r"titreArticleVisu titreArticle", ""), (r"docOcurrContainer", "")),
    ),
}
