"""Exports of news databases: every article with its title, outlet, day, text, or its lack is said."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from export_forms import (
    FORMS,
    PARAGRAPHS,
    SORRY,
    TEXT,
    Piece,
    make_pieces,
    page_europresse,
    page_factiva,
    page_nexis,
    page_proquest,
    write_codes,
    write_factiva,
    write_nexis,
    write_nexis_uni,
    write_proquest,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Article, Rejected
from dragoman.sources import read_source, read_upload
from dragoman.sources.files.news_databases.days import read_day, split_day

CASES = Path(__file__).parents[4] / "shared" / "cases"
CORPORA = CASES.parent / "corpora"
TITLES = ["Border post agreed", "Second day of talks", "Helsinki to host"]
NAMES = re.compile(
    r"Load-Date|Length:|Publication|Copyright|Documento? |CREDIT|Byline|Author:|ISSN|Rights Reserved|NPOST",
    re.I,
)


def read(name: str, data: bytes | str) -> tuple[list[Article], list[Rejected]]:
    items = list(read_upload(name, data.encode() if isinstance(data, str) else data))
    return [item for item in items if isinstance(item, Article)], [
        item for item in items if isinstance(item, Rejected)
    ]


def make_word(lines: Sequence[str]) -> bytes:
    document, stream = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()


def make_rich_text(lines: Sequence[str]) -> bytes:
    def escape(line: str) -> str:
        return "".join(character if character.isascii() else f"\\u{ord(character)}?" for character in line)

    return (
        "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\n"
        + "".join(f"\\pard {escape(line)}\\par\n" for line in lines)
        + "}"
    ).encode()


def make_text(lines: Sequence[str]) -> bytes:
    return "\n".join(lines).encode()


MAKERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "a.docx": make_word,
    "a.rtf": make_rich_text,
    "a.txt": make_text,
}


def check(name: str, data: bytes | str, pieces: Sequence[Piece], text: str = TEXT) -> list[Article]:
    """Every piece came out as an article, in order, none guessed at and no field in a text."""
    articles, refused = read(name, data)
    assert not refused
    assert [article.title for article in articles] == [piece.title for piece in pieces]
    assert [article.date for article in articles] == [piece.day for piece in pieces]
    assert {article.date_origin for article in articles} <= {"stated", "parsed"}
    assert {article.outlet for article in articles} == {"The North Post"}
    assert [article.text for article in articles] == [text] * len(pieces)
    return articles


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [1, 3])
def test_every_article_of_an_export_comes_in(form: str, count: int) -> None:
    name, write, _ = FORMS[form]
    pieces = make_pieces(count)
    check(name, write(pieces), pieces)


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("write", [write_nexis_uni, write_factiva, write_codes, write_proquest])
def test_exports_are_the_same_in_word_rich_text_and_text(
    name: str, write: Callable[[Sequence[Piece]], list[str]]
) -> None:
    pieces = make_pieces(3)
    check(name, MAKERS[name](write(pieces)), pieces)


@settings(max_examples=60, deadline=None)
@given(
    form=st.sampled_from(sorted(FORMS)),
    count=st.integers(1, 6),
    fields=st.lists(st.sampled_from(["byline", "section", "dateline", "series", "desk-code"]), unique=True),
)
def test_any_number_of_articles_with_their_fields_in_any_order(
    form: str, count: int, fields: list[str]
) -> None:
    name, write, _ = FORMS[form]
    pieces = make_pieces(count, fields=tuple(fields))
    check(name, write(pieces), pieces)


@settings(max_examples=60, deadline=None)
@given(form=st.sampled_from(sorted(FORMS)), count=st.integers(2, 5), data=st.data())
def test_nothing_is_lost_in_silence_when_a_head_is_spoilt(form: str, count: int, data: st.DataObject) -> None:
    name, write, spoils = FORMS[form]
    pieces = make_pieces(count)
    pattern, instead = data.draw(st.sampled_from(spoils))
    whole = write(pieces)
    places = [found.span() for found in re.finditer(pattern, whole, re.M)]
    start, end = places[data.draw(st.integers(0, len(places) - 1))]
    articles, refused = read(name, whole[:start] + instead + whole[end:])
    assert all(article.text.count(PARAGRAPHS[1]) == 1 for article in articles)  # no two texts in one
    if len(articles) < count:
        [item] = refused
        said = (f"{count} articles are counted or marked", f"{len(articles)} of them were recognised")
        assert all(words in item.reason for words in said) or (
            len(articles) == count - 1 and "The text is empty" in item.reason
        )
    assert len(articles) <= count
    assert all(article.date is None or article.date_origin != "guessed" for article in articles)


EDITIONS = [
    "Late Edition - Final",
    "Final Edition",
    "Late City Final",
    "1 - All-round Country Edition",
    "FIRST EDITION",
    "Scotland",
    "2 Star",
]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", MAKERS)
def test_an_edition_behind_the_day_is_a_field(edition: str, name: str) -> None:
    pieces = make_pieces(3, edition=edition)
    for article in check(name, MAKERS[name](write_nexis_uni(pieces)), pieces):
        assert dict(article.extra)["edition"] == edition


@pytest.mark.parametrize("edition", [*EDITIONS, "3 Star Edition", "National Edition"])
def test_an_edition_below_the_day_is_not_the_headline(edition: str) -> None:
    pieces = make_pieces(2, edition=edition)
    for article in [
        *check("a.txt", make_text(write_nexis(pieces)), pieces),
        *check("a.html", page_nexis(pieces), pieces),
    ]:
        assert dict(article.extra)["edition"] == edition
    [first, _] = check(
        "a.txt", make_text(write_nexis(make_pieces(2, edition="Edition 1;\nScotland"))), pieces
    )
    assert dict(first.extra)["edition"] == "Edition 1; Scotland"


def test_a_correction_is_noted_and_no_headline() -> None:
    pieces = make_pieces(2, edition="Correction Appended")
    for article in check("a.txt", make_text(write_nexis(pieces)), pieces):
        assert dict(article.extra)["correction"] == "Correction Appended"
    lines = write_nexis(make_pieces(1))
    lines[lines.index("JOURNAL-CODE: NPT")] = (
        "CORRECTION: An article on Monday gave a wrong name of the place. It is in the north."
    )
    [article] = check("a.txt", make_text(lines), make_pieces(1))
    assert dict(article.extra)["correction"].startswith("An article on Monday")


@pytest.mark.parametrize("width", [60, 72, 80, 95])
def test_lines_broken_to_a_width_are_joined(width: int) -> None:
    pieces = make_pieces(2)
    check("a.txt", make_text(write_nexis(pieces, width)), pieces)


def test_fields_over_two_lines_and_fields_that_nobody_knows() -> None:
    lines = write_nexis(make_pieces(2, fields=("byline", "desk-code")))
    place = lines.index("BYLINE: Ann Writer")
    lines[place : place + 1] = [
        "BYLINE: Ann Writer, special correspondent of The North Post, and",
        "Bo Second",
    ]
    first, second = check("a.txt", make_text(lines), make_pieces(2))
    assert dict(first.extra)["byline"] == "Ann Writer, special correspondent of The North Post, and Bo Second"
    assert {"desk-code": "17", "journal-code": "NPT", "length": "120 words"}.items() <= dict(
        second.extra
    ).items()


def test_what_a_writer_labels_stays_in_the_text() -> None:
    texts = (
        f"NEW DELHI: {PARAGRAPHS[0]}",
        "Update: the minister resigned on Tuesday.",
        "Note: the text of the pact is to be published.",
    )
    pieces = make_pieces(2, paragraphs=texts)
    check("a.txt", make_text(write_nexis(pieces)), pieces, "\n\n".join(texts))
    check("a.docx", make_word(write_nexis_uni(pieces)), pieces, "\n\n".join(texts))
    pieces = make_pieces(1, paragraphs=(*PARAGRAPHS, "The document was not available to reporters."))
    check(
        "a.txt",
        make_text(write_nexis(pieces)),
        pieces,
        f"{TEXT}\n\nThe document was not available to reporters.",
    )


@pytest.mark.parametrize(
    ("day", "labels"),
    [
        ("3. Mai 2010 Montag 9:50 PM GMT+1", {
         "BYLINE": "AUTOR", "SECTION": "RUBRIK", "LENGTH: 120 words": "LÄNGE: 120 Wörter",
         "LOAD-DATE: May 11": "UPDATE: 11. Mai", "LANGUAGE: ENGLISH": "SPRACHE: ENGLISH; ENGLISCH",
         "JOURNAL-CODE": "ZEITUNGS-CODE",
         "of 1 DOCUMENTS": "von 1 DOKUMENTEN", "All Rights Reserved": "Alle Rechte vorbehalten"}),
        ("3 mai 2010 lundi", {
         "BYLINE": "AUTEUR", "SECTION": "RUBRIQUE", "LENGTH: 120 words": "LONGUEUR: 120 mots",
         "LOAD-DATE: May 11,": "DATE-CHARGEMENT: 11 Mai", "LANGUAGE: ENGLISH": "LANGUE: ENGLISH; ANGLAIS",
         "of 1": "de 1"}),
        ("3 de mayo de 2010", {
         "BYLINE": "AUTOR", "SECTION": "SECCIÓN", "LENGTH: 120 words": "LONGITUD: 120 palabras",
         "of 1": "de 1"}),
    ],
)  # fmt: skip
def test_nexis_in_other_languages(day: str, labels: dict[str, str]) -> None:
    for counted in (True, False):
        text = "\n".join(write_nexis(make_pieces(1), counted=counted)).replace("May 3, 2010 Monday", day)
        for name, other in labels.items():
            text = text.replace(name, other)
        [article] = check("a.txt", text, make_pieces(1))
        assert not NAMES.search(article.text)


@pytest.mark.parametrize("name", MAKERS)
def test_one_article_without_a_counter(name: str) -> None:
    lines = [
        line.strip() for line in write_nexis(make_pieces(1), 500 if name != "a.txt" else 78, counted=False)
    ]
    cover = [
        "Download Request: Current Document: 1",
        "Time Of Request: Friday, March 20, 2018",
        "",
        "Terms: (border post)",
        "",
    ]
    for before in ([], cover):
        [article] = check(name, MAKERS[name]([*before, *lines]), make_pieces(1))
        assert {"length": "120 words", "byline": "Ann Writer"}.items() <= dict(article.extra).items()


INTERFACES = [
    ("120 Wörter", "13. Mai 2010", "Dokument", "Englisch"),
    ("1.120 mots", "13 mai 2010", "Document", "Anglais"),
    ("120 palabras", "13 de mayo de 2010", "Documento", "Inglés"),
    ("120 parole", "13 maggio 2010", "Documento", "Inglese"),
    ("120 palavras", "13 maio 2010", "Documento", "Inglês"),
    ("120 слов", "13 мая 2010", "Документ", "Английский"),
    ("120 語", "2010年5月13日", "文書", "英語"),
    ("120 字", "2010 年 5 月 13 日", "文件", "英文"),
    ("1,120 words", "13 May 2010", "Document", "English"),
]


@pytest.mark.parametrize(("words", "day", "mark", "language"), INTERFACES)
def test_factiva_in_any_interface(words: str, day: str, mark: str, language: str) -> None:
    pieces = [Piece(title, date(2010, 5, 13)) for title in TITLES]
    for article in check("a.html", page_factiva(pieces, words, day, mark, language), pieces):
        assert {"section": "Foreign Desk", "byline": "By ANN WRITER", "length": words}.items() <= dict(
            article.extra
        ).items()
    lines = [day if line == "13 May 2010" else line for line in write_factiva(pieces, words, mark, language)]
    for name, make in MAKERS.items():
        check(name, make(lines), pieces)
    coded = (
        "\n".join(write_codes(pieces))
        .replace("13 May 2010", day)
        .replace("120 words", words)
        .replace("LA\tEnglish", f"LA\t{language}")
    )
    check("a.txt", coded.replace("Document ", f"{mark} "), pieces)


@pytest.mark.parametrize("between", ["\t", " | ", "\n", "  ", " "])
def test_factiva_with_codes_in_any_layout(between: str) -> None:
    pieces = make_pieces(3)
    for article in check("a.txt", make_text(write_codes(pieces, between)), pieces):
        assert {"byline": "By Ann Writer", "NS": "gdip : Diplomacy"}.items() <= dict(article.extra).items()


@pytest.mark.parametrize("between", ["<hr/>", "", "<br>"])
def test_proquest_pages_are_cut_with_and_without_rules(between: str) -> None:
    for article in check("a.html", page_proquest(make_pieces(3), between), make_pieces(3)):
        assert {"Author": "Writer, Ann", "ISSN": "04583035", "Odd label": "x"}.items() <= dict(
            article.extra
        ).items()


def test_proquest_keeps_links_credits_and_captions_out_of_titles_and_texts() -> None:
    article = check("a.txt", make_text(write_proquest(make_pieces(2))), make_pieces(2))[0]
    assert article.url == "https://www.proquest.example/docview/100001"
    assert dict(article.extra)["caption (of a picture)"] == "Ministers in Oslo."


@pytest.mark.parametrize(
    "day", ["May 3, 2010 May 3, 2010", "May 3, 2010; May 3, 2010", "3 May 2010, May 3, 2010", "3. Mai 2010"]
)
def test_a_day_given_twice_is_one_day(day: str) -> None:
    check(
        "a.txt",
        make_text(write_proquest([Piece("Border post agreed", date(2010, 5, 3))], day)),
        make_pieces(1),
    )
    articles, _ = read("a.txt", make_text(write_proquest(make_pieces(1), "May 3, 2010 May 4, 2010")))
    assert [article.date for article in articles] == [None]


@pytest.mark.parametrize(
    "head",
    ["Sunday, June 27, 2021 - 90 words", "France, dimanche 27 juin 2021 134 mots, p. 11", "27. Juni 2021"],
)
def test_europresse_prints_the_day(head: str) -> None:
    pieces = [Piece(title, date(2021, 6, 27)) for title in TITLES]
    check("a.html", page_europresse(pieces, head), pieces)
    check("a.html", page_europresse(pieces, "The North", "news·20210627·NP·0001"), pieces)


@pytest.mark.parametrize("anchors", [True, False])
@pytest.mark.parametrize("after", [1, 2, 3])
def test_an_error_message_in_place_of_an_article_is_said(anchors: bool, after: int) -> None:
    articles, refused = read("a.html", page_nexis(make_pieces(3), after, anchors))
    assert [(article.title, article.text) for article in articles] == [(title, TEXT) for title in TITLES]
    assert [
        "error message in place of this article: download it again" in item.reason for item in refused
    ] == [True]
    lines = write_nexis_uni(make_pieces(2))
    articles, refused = read("a.docx", make_word([*lines, SORRY, "End of Document"]))
    assert (len(articles), len(refused)) == (2, 1)
    assert "error message" in refused[0].reason


@pytest.mark.parametrize(
    "message",
    [
        "Sorry: an error keeps this document from being shown.",
        "The document requested is not available at this time.",
        "An error occurred while retrieving this document. Please try again later.",
        "Leider ist in diesem Dokument ein Fehler aufgetreten.",
        "Lo sentimos, se ha producido un error en este documento.",
        "Due to technical problems this item can not be shown.",
    ],
)
def test_an_error_message_is_known_by_what_it_says(message: str) -> None:
    whole = "\n".join(write_nexis(make_pieces(3)))
    start, end = whole.index("2 of 3 DOCUMENTS") + 16, whole.index("3 of 3 DOCUMENTS")
    articles, [refused] = read("a.txt", f"{whole[:start]}\n\n{message}\n\n{whole[end:]}")
    assert ([article.title for article in articles], refused.where) == ([TITLES[0], TITLES[2]], "article 2")
    assert "error message" in refused.reason


def test_factiva_in_a_table_of_word() -> None:
    document, stream = Document(), io.BytesIO()
    for piece in make_pieces(3):
        coded = [line.split("\t", 1) for line in write_codes([piece]) if "\t" in line]
        for row, (code, said) in zip(document.add_table(len(coded), 2).rows, coded, strict=True):
            row.cells[0].text, row.cells[1].text = code, f"{said}\n{PARAGRAPHS[2]}" if code == "TD" else said
        document.add_paragraph("")
    document.save(stream)
    check("a.docx", stream.getvalue(), make_pieces(3))


def test_what_the_file_counts_and_does_not_hold_is_said() -> None:
    whole = "\n".join(write_nexis(make_pieces(4)))
    articles, [refused] = read("a.txt", whole[: whole.index("4 of 4")])
    assert len(articles) == 3
    assert (
        "4 articles are counted or marked in the file and 3 of them were recognised: the others are not in it"
        in refused.reason
    )
    articles, [refused] = read(
        "a.docx", make_word(["Documents (5)", "1. Border post agreed", *write_nexis_uni(make_pieces(4))])
    )
    assert len(articles) == 4
    assert "5 articles" in refused.reason
    for text in (
        "1 of 100 DOCUMENTS",
        "Document 1 of 50",
        "Talks\n\nDocuments (62)",
        "Talks\n\nResults 1-50 of 177",
    ):
        articles, [refused] = read("a.txt", f"{text}\n\n{TEXT}")
        assert not articles
        assert "Retry takes it as one article" in refused.reason
    for number in (3, 2, 1):  # the last first: 4 of 9, 5 of 9, 6 of 9 are some of a longer list
        whole = whole.replace(f"{number} of 4 ", f"{number + 3} of 9 ")
    assert read("a.txt", whole[: whole.index("4 of 4")])[1] == []


def test_a_part_that_is_not_recognised_can_be_taken_and_several_cannot() -> None:
    whole = "\n".join(write_nexis_uni(make_pieces(3)))
    articles, [refused] = read("a.txt", whole.replace("May 4, 2010 Tuesday", "some day"))
    assert (len(articles), refused.where) == (2, "article 2")
    assert "Retry takes it as one article" in refused.reason
    articles, [refused] = read("a.txt", whole.replace("2010", "MMX"))
    assert not articles
    assert "3 articles are counted or marked in the file and 0 of them were recognised" in refused.reason
    assert refused.raw.count("End of Document") == 3
    assert [type(item) for item in read_upload("a.txt", refused.raw.encode())] == [Rejected]


MANY = {
    "bylines": "\n\n".join(f"{title}\n\nBy Ann Writer\n\n{TEXT}" for title in TITLES),
    "lines of copyright": "\n\n".join(
        f"{title}\n\n{TEXT}\n\nCopyright 2010 North Company" for title in TITLES
    ),
    "counts of words": "\n\n".join(f"{title}\n\n120 words\n\n{TEXT}" for title in TITLES),
    "ends of documents": "\n\n".join(f"{title}\n\n{TEXT}\n\nEnd of Document" for title in TITLES[:2]),
    "headlines above a day": "\n\n".join(
        f"{title}\n\nMay 3, 2010\n\n{TEXT}" for title in [*TITLES, TITLES[0]]
    ),
    "labelled headlines and days": "\n\n".join(
        f"Title: {title}\nDate: May 3, 2010\n\n{TEXT}" for title in [*TITLES, TITLES[0]]
    ),
    "datelines": "\n\n".join(
        f"{place}, May 3 (Sample Wire) - {PARAGRAPHS[0]}"
        for place in ("OSLO", "HELSINKI", "MALMO", "TALLINN")
    ),
    "words, more than an article": "\n\n".join([f"{PARAGRAPHS[0]} ({n})" for n in range(1900)]),
}


@pytest.mark.parametrize("sign", MANY)
def test_one_article_that_looks_like_several_is_asked_about(sign: str) -> None:
    for name, make in MAKERS.items():
        articles, [refused] = read(name, make(MANY[sign].split("\n")))
        assert not articles
        assert sign in refused.reason or "counted or marked" in refused.reason


def test_a_chronicle_and_a_list_of_persons_are_articles() -> None:
    chronicle = "\n\n".join(f"May {day}, 2010\n\n{PARAGRAPHS[day % 3]}" for day in range(3, 12))
    persons = "\n\n".join(
        f"Name: {name}\n\nTitle: Minister" for name in ("Anna Berg", "Mikko Laine", "Kari Holm")
    )
    for text in (chronicle, f"Results: 1-4\n\n{TEXT}", f"{TEXT}\n\n{persons}"):
        [article], refused = read("a.txt", f"A year of talks\n\n{text}")
        assert (article.title, refused) == ("A year of talks", [])


@pytest.mark.skipif(not CORPORA.exists(), reason="needs ../shared")
def test_no_text_of_the_corpora_looks_like_several() -> None:
    import json

    from dragoman.sources.files.news_databases.doubt import doubt_article

    texts = [path.read_text("utf-8") for path in sorted(CORPORA.glob("*.jsonl"))]
    rows = [json.loads(line) for text in texts for line in text.split("\n") if line]
    assert len(rows) > 6000
    assert [
        row["title"] for row in rows if doubt_article(row.get("title") or "", row.get("text") or "")
    ] == []


@pytest.mark.parametrize(
    ("line", "day", "edition"),
    [
        ("May 2, 2002, Thursday, Late Edition - Final", "2 May 2002", "Late Edition - Final"),
        ("May 2, 2002 Thursday 12:01 AM BST", "2 May 2002", ""),
        ("May 2, 2002 Thursday 2:05 AM Eastern Time", "2 May 2002", ""),
        ("lundi 13 novembre 2017", "13 November 2017", ""),
        ("13 ноября 2017 г.", "13 November 2017", ""),
        ("2017年11月13日", "13 November 2017", ""),
        ("13 Kasım 2017", "13 November 2017", ""),
    ],
)
def test_the_line_of_a_day(line: str, day: str, edition: str) -> None:
    assert split_day(line) == (day, edition)
    assert split_day("May 2, 2002 was the day on which the ministers met.") is None
    assert read_day("between May 2, 2002 and May 3, 2002") == "between May 2, 2002 and May 3, 2002"


@pytest.mark.skipif(not CASES.exists(), reason="needs ../shared")
@pytest.mark.parametrize(
    ("case", "titles", "days"),
    [
        ("c01-nexis-edition.docx", TITLES, ["2002-05-02"] * 3),
        ("c02-nexis-one-edition-of-three.docx", TITLES, ["2002-05-02", "2002-05-03", "2002-05-04"]),
        ("c05-factiva-german-interface.html", TITLES, ["2017-11-13", "2017-11-14", "2017-11-15"]),
        (
            "c07-factiva-codes.html",
            [*TITLES[:2], "Tallinn to host"],
            ["2017-11-13", "2017-11-14", "2017-11-15"],
        ),
        ("c08-factiva-header-in-title.html", TITLES, ["2017-11-13", "2017-11-14", "2017-11-15"]),
        ("c10-proquest-three.html", TITLES, ["2010-05-08"] * 3),
        ("c11-proquest-one.html", TITLES[:1], ["2010-05-08"]),
        ("c12-proquest-link-under-title.txt", TITLES, ["2024-08-30"] * 3),
        ("c13-proquest-date-twice.txt", TITLES, ["2024-08-30"] * 3),
        ("c14-nexis-wrapped-lines.txt", TITLES[:2], ["2010-05-10"] * 2),
        ("c15-nexis-edition-line.txt", TITLES, ["2010-05-10"] * 3),
        ("c17-nexis-unknown-field.txt", TITLES, ["2010-05-10"] * 3),
        ("c19-nexis-single-no-counter.txt", TITLES[:1], ["2010-05-10"]),
        ("c20-nexis-error-document.html", [TITLES[0], TITLES[2]], ["2010-05-10"] * 2),
    ],
)
def test_the_cases(case: str, titles: list[str], days: list[str]) -> None:
    items = list(read_source(CASES / case))
    articles = [item for item in items if isinstance(item, Article)]
    assert [article.title for article in articles] == titles
    assert [str(article.date) for article in articles] == days
    assert {article.outlet for article in articles} == {"The North Post"}
    assert not [article.text for article in articles if NAMES.search(article.text)]
    assert ["error message" in item.reason for item in items if isinstance(item, Rejected)] == [
        True
    ] * case.startswith("c20")
