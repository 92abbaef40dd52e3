"""References, Word, rich text and PDF: one article or an export's many; what cannot be had is said."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date

import pytest
from docx import Document
from docx.oxml import parse_xml
from pypdf import PdfReader, PdfWriter

from dragoman.model import Article, Rejected
from dragoman.sources import SUPPORTED, read_upload
from dragoman.sources.files.pdf import join_lines, strip_edges

TEXT = "Antony Blinken met Yair Lapid in Rome on Sunday. They spoke about Iran and about Gaza."
MORE = "Lapid thanked the host. Blinken left for Matera, where the ministers of the Group of Twenty met."

RIS = f"""TY  - NEWS
TI  - Blinken meets Lapid
AU  - Doe, Jane
AU  - Roe, Richard
T2  - The Daily Courier
DA  - 2021/06/27/
PY  - 2021
UR  - https://courier.example/2021/06/rome
AB  - {TEXT}
KW  - diplomacy
LA  - en
ER  - 

TY  - JOUR
TI  - No abstract here
PY  - 2020
ER  - 
"""
CSL = [
    {
        "id": "doe2021",
        "type": "article-newspaper",
        "title": "Blinken meets Lapid",
        "container-title": "The Daily Courier",
        "abstract": TEXT,
        "URL": "https://courier.example/2021/06/rome",
        "author": [{"family": "Doe", "given": "Jane"}, {"literal": "The Newsroom"}],
        "issued": {"date-parts": [["2021", 6, 27]]},
    },
    {"id": "roe2020", "type": "article-journal", "title": "No abstract", "issued": {"date-parts": [[2020]]}},
]
NEXIS = [
    "Page 1 of 3", "User Name: jane", "Date and Time: Monday, July 5, 2021 10:00 AM",
    "Blinken meets Lapid in Rome", "The Daily Courier", "June 27, 2021 Sunday 3:04 PM GMT",
    "Copyright 2021 The Daily Courier",
    "Section: WORLD", "Length: 512 words", "Byline: By JANE DOE", "Body", TEXT, MORE,
    "Load-Date: June 28, 2021", "End of Document",
    "Lapid returns", "Sample Wire", "June 28, 2021 Monday", "Copyright 2021 Sample Wire", "Length: 90 words",
    "Body", MORE,
    "Load-Date: June 29, 2021", "End of Document",
]  # fmt: skip
FACTIVA = [
    "Blinken meets Lapid in Rome", "By Jane Doe", "512 words", "27 June 2021", "15:04", "The Daily Courier",
    "DCOUR", "English",
    "(c) 2021 The Daily Courier", TEXT, MORE, "Document DCOUR00020210627eh6r000s1",
    "Lapid returns", "90 words", "28 June 2021", "Sample Wire", "SAMPW", "English",
    "Copyright 2021 Sample Wire. All rights reserved.",
    MORE, "Document SAMPW00020210628eh6s0002t",
]  # fmt: skip
COUNTED = [
    "1 of 2 DOCUMENTS", "The Daily Courier", "June 27, 2021 Sunday", "Blinken meets Lapid in Rome",
    "BYLINE: By JANE DOE",
    "SECTION: WORLD", "LENGTH: 512 words", TEXT, MORE, "LOAD-DATE: June 28, 2021", "LANGUAGE: ENGLISH",
    "Copyright 2021 The Daily Courier",
    "2 of 2 DOCUMENTS", "Sample Wire", "June 28, 2021 Monday", "Lapid returns", "LENGTH: 90 words", MORE,
    "LOAD-DATE: June 29, 2021",
]  # fmt: skip

COVERED = [
    "User Name: jane", "Date and Time: Monday, July 5, 2021 10:00 AM EDT", "Job Number: 123", "Documents (2)",
    "1. Blinken meets Lapid in Rome", "Client/Matter: -None-", "Search Terms: Blinken", "2. Lapid returns",
    "| About LexisNexis | Privacy Policy | Terms & Conditions | Copyright © 2021 LexisNexis", *NEXIS[3:12],
    MORE,
    "https://courier.example/2021/06/rome", "Graphic", "The two of them, AP", "Classification",
    "Language: ENGLISH",
    "Person: YAIR LAPID (90%)", "Load-Date: June 28, 2021", "End of Document", *NEXIS[15:],
]  # fmt: skip
CODED = [
    "HD\tBlinken meets Lapid in Rome", "BY\tBy Jane Doe", "WC\t512 words", "PD\t27 June 2021",
    "SN\tThe Daily Courier", "SC\tDCOUR", "LA\tEnglish", f"LP\t{TEXT}", "", f"TD\t{MORE}",
    "NS\tgdip : Diplomacy", "AN\tDocument DCOUR00020210627eh6r000s1", "HD\tLapid returns", "WC\t90 words",
    "PD\t28 June 2021", "SN\tSample Wire", f"LP\t{MORE}", "AN\tDocument SAMPW00020210628eh6s0002t",
]  # fmt: skip
PROQUEST = [
    "_" * 60, "Report Information from ProQuest", "_" * 60, "Document 1 of 2", "Blinken meets Lapid in Rome",
    "Author: Doe, Jane",
    f"Full text: {TEXT}", "_" * 60, MORE, "Subject: Diplomacy",
    "Publication title: The Daily Courier; London (UK)",
    "Publication date: Jun 27, 2021", "ProQuest document ID: 2545", "_" * 60, "Document 2 of 2",
    "Lapid returns", f"Full text: {MORE}",
    "Publication title: Sample Wire", "Publication date: Jun 28, 2021", "ProQuest document ID: 2546",
    "_" * 60, "Contact ProQuest",
]  # fmt: skip


def make_word(lines: Sequence[str], table: Sequence[str] = ()) -> bytes:
    document, stream = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    if table:
        for cell, text in zip(document.add_table(1, len(table)).rows[0].cells, table, strict=True):
            cell.text = text
    document.save(stream)
    return stream.getvalue()


def make_rich_text(lines: Sequence[str]) -> bytes:
    escaped = [line.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}") for line in lines]
    return (
        "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\n"
        + "".join(f"\\pard {line}\\par\n" for line in escaped)
        + "}"
    ).encode("cp1252")


def make_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with these lines on its pages, by hand; a page without lines is blank, as a scan."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = [line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") for line in lines]
        content = "BT /F1 11 Tf 14 TL 50 780 Td " + " ".join(f"({line}) Tj T*" for line in shown) + " ET"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Resources "
            "<< /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"{start}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + tail.encode()


def lock(data: bytes, password: str) -> bytes:
    writer, stream = PdfWriter(clone_from=PdfReader(io.BytesIO(data))), io.BytesIO()
    writer.encrypt(password, "owner", algorithm="AES-256")
    writer.write(stream)
    return stream.getvalue()


def wrap(text: str, width: int = 90) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width)


def read(name: str, data: bytes | str) -> list[Article | Rejected]:
    return list(read_upload(name, data.encode() if isinstance(data, str) else data))


def test_the_kinds_are_supported() -> None:
    assert {".ris", ".json", ".docx", ".rtf", ".pdf"} <= set(SUPPORTED)


def test_ris() -> None:
    article, refused = read("export.ris", RIS)
    assert isinstance(article, Article)
    assert (article.title, article.text, article.outlet) == ("Blinken meets Lapid", TEXT, "The Daily Courier")
    assert (article.date, article.date_origin, article.url) == (
        date(2021, 6, 27),
        "stated",
        "https://courier.example/2021/06/rome",
    )
    assert ("authors", "Doe, Jane; Roe, Richard") in article.extra
    assert isinstance(refused, Rejected)
    assert "no abstract" in refused.reason
    assert (refused.where, "No abstract here" in refused.raw) == ("reference 2", True)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("ER  - \n", ""),
    ],
)
def test_ris_in_the_forms_that_databases_write(change) -> None:
    article, refused = read("export.ris", change(RIS))
    assert isinstance(article, Article)
    assert article.text == TEXT
    assert isinstance(refused, Rejected)


def test_notes_of_the_database_are_no_text_and_an_address_can_be_fetched() -> None:
    note = (
        "Accession Number: 151; Source: The Daily Courier; Subject Term: Diplomacy; Geographic Terms: "
        "Rome (Italy), Israel, Gaza"
    )
    items = read(
        "a.txt",
        f"TY  - NEWS\nTI  - Rome\nJO  - Cour.\nJF  - The Courier\nAB  - {TEXT}\nN1  - {note}\nER  - \n",
    )
    assert [(item.text, item.outlet, item.extra) for item in items if isinstance(item, Article)] == [
        (TEXT, "The Courier", (("notes", note),))
    ]
    [item] = read("a.ris", "TY  - NEWS\nTI  - Rome\nUR  - https://wire.example/a\nER  - \n")
    assert isinstance(item, Rejected)
    assert "Retry fetches" in item.reason
    [item] = read("a.json", json.dumps([{key: value for key, value in CSL[0].items() if key != "abstract"}]))
    assert isinstance(item, Rejected)
    assert item.where == CSL[0]["URL"]


def test_a_reference_that_is_broken_stops_no_other() -> None:
    items = read("a.ris", "TY  - NEWS\nthis is no tag\n\x01\x02\n" + RIS)
    assert [type(item) for item in items] == [Rejected, Article, Rejected]
    [none] = read("a.ris", "nothing here")
    assert "no reference" in none.reason


@pytest.mark.parametrize("document", [CSL, {"items": CSL}])
def test_csl_json(document: object) -> None:
    article, refused = read("library.json", json.dumps(document))
    assert isinstance(article, Article)
    assert (article.id, article.title, article.text) == ("doe2021", "Blinken meets Lapid", TEXT)
    assert (article.date, article.date_origin, article.outlet) == (
        date(2021, 6, 27),
        "stated",
        "The Daily Courier",
    )
    assert ("authors", "Jane Doe; The Newsroom") in article.extra
    assert isinstance(refused, Rejected)
    assert "no abstract" in refused.reason


def test_other_rows_with_a_type_are_no_references() -> None:
    [article] = read(
        "a.json", json.dumps([{"type": "article", "title": "Rome", "text": TEXT, "author": "J. Doe"}])
    )
    assert isinstance(article, Article)
    assert article.text == TEXT


@pytest.mark.parametrize("make", [make_word, make_rich_text])
def test_a_document_is_an_article(make) -> None:
    [article] = read(
        f"2021-06-27-rome.{'docx' if make is make_word else 'rtf'}",
        make(["Blinken meets Lapid", TEXT, "", MORE]),
    )
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("Blinken meets Lapid", f"{TEXT}\n\n{MORE}")
    assert (article.date, article.date_origin) == (date(2021, 6, 27), "guessed")


def test_word_tables_are_read_and_labels_too() -> None:
    [article] = read(
        "a.docx", make_word(["Title: Talks in Rome", "Date: 27 June 2021", TEXT], [MORE, "Said on Sunday."])
    )
    assert isinstance(article, Article)
    assert (article.title, article.date) == ("Talks in Rome", date(2021, 6, 27))
    assert article.text == f"{TEXT}\n\n{MORE}\n\nSaid on Sunday."


@pytest.mark.parametrize(
    "lines",
    [NEXIS, COVERED, FACTIVA, CODED, COUNTED, PROQUEST],
    ids=["nexis", "covered", "factiva", "coded", "counted", "proquest"],
)
@pytest.mark.parametrize("suffix", ["docx", "rtf", "txt"])
def test_an_export_is_cut_into_its_articles(lines: list[str], suffix: str) -> None:
    made = {"docx": make_word, "rtf": make_rich_text, "txt": lambda lines: "\n".join(lines).encode()}[suffix](
        lines
    )
    first, second = read(f"export.{suffix}", made)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, first.outlet, first.date) == (
        "Blinken meets Lapid in Rome",
        "The Daily Courier",
        date(2021, 6, 27),
    )
    assert (second.title, second.outlet, second.date) == ("Lapid returns", "Sample Wire", date(2021, 6, 28))
    assert (first.text, second.text) == (f"{TEXT}\n\n{MORE}", MORE)


def test_a_word_table_of_articles_is_a_table() -> None:
    document, stream = Document(), io.BytesIO()
    document.add_paragraph("Press review of the week")
    rows = [
        ("Date", "Outlet", "Title", "Text"),
        ("27.06.2021", "Wire", "Talks", TEXT),
        ("28.06.2021", "Courier", "Matera", MORE),
    ]
    for row, cells in zip(document.add_table(3, 4).rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(stream)
    items = [item for item in read("a.docx", stream.getvalue()) if isinstance(item, Article)]
    assert [(item.title, item.outlet, item.date, item.text) for item in items] == [
        *(("Talks", "Wire", date(2021, 6, 27), TEXT), ("Matera", "Courier", date(2021, 6, 28), MORE))
    ]


def test_what_was_inserted_in_word_is_read_and_what_was_deleted_is_not() -> None:
    document, stream = Document(), io.BytesIO()
    names = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    changed = (
        f'<w:p xmlns:w="{names}"><w:r><w:t xml:space="preserve">They </w:t></w:r><w:ins><w:r>'
        "<w:t>agreed</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>failed</w:delText></w:r></w:del><w:r><w:t>.</w:t></w:r></w:p>"
    )
    held = (
        f'<w:sdt xmlns:w="{names}"><w:sdtContent><w:p><w:r>'
        f"<w:t>{MORE}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.add_paragraph(TEXT)
    for xml in (held, changed):
        document.element.body.insert(-1, parse_xml(xml))
    document.save(stream)
    [article] = read("talks.docx", stream.getvalue())
    assert isinstance(article, Article)
    assert article.text == f"{TEXT}\n\n{MORE}\n\nThey agreed."


def test_what_stands_around_a_text_is_kept_as_fields() -> None:
    first, _ = read("a.docx", make_word(COVERED))
    assert isinstance(first, Article)
    assert first.url == "https://courier.example/2021/06/rome"
    assert {"graphic": "The two of them, AP", "person": "YAIR LAPID (90%)"}.items() <= dict(
        first.extra
    ).items()
    section = [
        "World News",
        "Lapid returns to the city of Rome",
        "Jane Doe",
        *FACTIVA[2:11],
        "The Daily Courier Ltd.",
        FACTIVA[11],
    ]
    [item] = read("a.docx", make_word(section))
    assert isinstance(item, Article)
    assert (item.title, item.text) == ("Lapid returns to the city of Rome", f"{TEXT}\n\n{MORE}")
    assert {"section": "World News", "byline": "Jane Doe"}.items() <= dict(item.extra).items()


def test_what_only_looks_like_an_export_stays_one_article() -> None:
    for lines in (
        ["Talks", TEXT, "End of Document", MORE],
        ["Talks", TEXT, "1 of 2", MORE],
        ["512 words", TEXT, "End of Document"],
    ):
        [item] = read("a.docx", make_word(lines))
        assert isinstance(item, Article)


def test_a_part_that_is_in_another_form_is_refused_and_the_rest_kept() -> None:
    items = read("a.docx", make_word([*NEXIS, "A list of hits", "End of Document"]))
    assert [type(item) for item in items] == [Article, Article, Rejected]
    assert items[2].where == "article 3" if isinstance(items[2], Rejected) else False


def test_pdf_lines_become_paragraphs_without_running_titles() -> None:
    body = [
        wrap(f"{TEXT} {MORE} {TEXT}", 80),
        wrap(f"{MORE} {TEXT} {MORE}", 80),
        wrap(f"{TEXT} {TEXT} {MORE}", 80),
    ]
    pages = [
        [f"The Daily Courier {n}", *(["Blinken meets Lapid"] if n == 1 else []), *lines, str(n)]
        for n, lines in enumerate(body, 1)
    ]
    [article] = read("rome.pdf", make_pdf(pages))
    assert isinstance(article, Article)
    assert article.title == "Blinken meets Lapid"
    assert "Courier" not in article.full_text
    assert (
        article.text.replace("\n\n", " ") == f"{TEXT} {MORE} {TEXT} {MORE} {TEXT} {MORE} {TEXT} {TEXT} {MORE}"
    )


def test_pdf_exports_are_cut() -> None:
    lines = [
        piece for line in NEXIS[3:] for piece in (wrap(line, 80) if line in (TEXT, MORE) else [line, ""])
    ]
    items = read("a.pdf", make_pdf([lines]))
    assert [item.title for item in items if isinstance(item, Article)] == [
        "Blinken meets Lapid in Rome",
        "Lapid returns",
    ]


def test_pdf_exports_are_cut_with_their_cover_and_page_heads() -> None:
    head = "Page {} of 2 (c) 2021 Factiva, Inc. All rights reserved."
    items = read("a.pdf", make_pdf([[head.format(1), *FACTIVA[:12]], [head.format(2), *FACTIVA[12:]]]))
    assert [item.title for item in items if isinstance(item, Article)] == [
        "Blinken meets Lapid in Rome",
        "Lapid returns",
    ]
    pages = [
        [*COVERED[:9], "jane"],
        ["Page 1 of 2", *NEXIS[3:12]],
        ["Page 2 of 2", NEXIS[3], MORE, *NEXIS[13:]],
    ]
    items = read("a.pdf", make_pdf(pages))
    assert [item.title for item in items if isinstance(item, Article)] == [
        "Blinken meets Lapid in Rome",
        "Lapid returns",
    ]
    assert not [item for item in items if isinstance(item, Article) and "Blinken meets Lapid" in item.text]


def test_exports_as_html_are_cut() -> None:
    page = (
        "<html><head><title>Factiva</title></head><body>"
        + "".join(f"<div><p>{line}</p></div>" for line in FACTIVA)
        + "</body></html>"
    )
    items = read("a.html", page)
    assert [item.title for item in items if isinstance(item, Article)] == [
        "Blinken meets Lapid in Rome",
        "Lapid returns",
    ]


def test_an_export_of_europresse_is_cut() -> None:
    form = (
        '<article><header><span class="DocPublicationName">{}</span>'
        '<span class="DocHeader">Sunday, June 27, 2021 - 90 words</span>'
        '<p class="sm-margin titreArticleVisu titreArticle">{}</p></header><section>'
        '<div class="docOcurrContainer"><p>{}</p><p>{}</p></div>'
        '</section><footer><div class="publiC-lblNodoc">{}</div></footer></article>'
    )
    first = form.format("The Daily Courier, no. 12", "Talks", TEXT, MORE, "news·20210628·DC·0001")
    page = f"<html><body>{first}{form.format('Sample Wire', 'Matera', MORE, TEXT, '')}</body></html>"
    items = [item for item in read("europresse.html", page) if isinstance(item, Article)]
    assert [(item.title, item.outlet, item.date, item.text) for item in items] == [
        ("Talks", "The Daily Courier", date(2021, 6, 27), f"{TEXT}\n\n{MORE}"),
        ("Matera", "Sample Wire", date(2021, 6, 27), f"{MORE}\n\n{TEXT}"),
    ]


def test_a_day_is_a_line_of_its_own_and_some_hyphens_stay() -> None:
    lines = ["Talks in the city of Rome on Iran and Gaza", "27 June 2021", *wrap(f"{TEXT} {MORE}", 60)]
    assert join_lines(lines)[:2] == lines[:2]
    assert join_lines(
        ["They spoke of the US-", "led talks on non-", "proliferation in the sec-", "ond hour."]
    ) == ["They spoke of the US-led talks on non-proliferation in the second hour."]


def test_lines_of_a_page() -> None:
    assert join_lines(
        [
            "The ministers met in the old town of Rome for the negoti-",
            "ations of the week.",
            "",
            "The next part.",
        ]
    ) == [
        "The ministers met in the old town of Rome for the negotiations of the week.",
        "The next part.",
    ]
    assert strip_edges(
        [["Courier 1", "a", "b", "c", "d"], ["Courier 2", "e"], ["Courier 3", "f", "Page 3 of 3"]]
    ) == [
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
    ]


def test_what_cannot_be_had_of_a_pdf_is_said() -> None:
    good = make_pdf([[TEXT]])
    [blank] = read("a.pdf", make_pdf([[], []]))
    assert "neither text nor pictures" in blank.reason
    article, part = read("a.pdf", make_pdf([[TEXT], []]))
    assert isinstance(article, Article)
    assert "1 of 2 pages of the PDF have no text" in part.reason
    [locked] = read("a.pdf", lock(good, "secret"))
    assert "locked with a password" in locked.reason
    [open_to_all] = read("a.pdf", lock(good, ""))
    assert isinstance(open_to_all, Article)
    [none] = read("a.pdf", make_pdf([]))
    assert isinstance(none, Rejected)


def test_what_cannot_be_had_of_a_document_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    [old] = read("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600))
    assert "locked with a password, or of an old kind" in old.reason
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (8 << 20))
    [packed] = read("a.docx", bomb.getvalue())
    assert "zip bomb" in packed.reason
    [empty] = read("a.docx", make_word([]))
    assert "no text" in empty.reason
    [rich] = read("a.rtf", b"plain text")
    assert "no rich text" in rich.reason
    monkeypatch.setattr("dragoman.sources.files.pdf.MOST_PAGES", 1)
    [long] = read("a.pdf", make_pdf([[TEXT], [TEXT]]))
    assert "2 pages; at most 1 are read" in long.reason
    monkeypatch.setattr("dragoman.sources.files.pdf.MOST_SECONDS", -1)
    [slow] = read("a.pdf", make_pdf([[TEXT]]))
    assert "takes more than" in slow.reason


def test_entities_of_a_document_are_not_resolved() -> None:
    data, packed = make_word(["Talks", TEXT]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                declared = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "yyyy">]>'
                content = content.replace(b"<w:document", declared + b"<w:document", 1).replace(
                    b"Talks", b"&x;&y;Talks"
                )
            after.writestr(name, content)
    for item in read("a.docx", packed.getvalue()):
        assert "yyyy" not in repr(item)
