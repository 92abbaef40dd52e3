"""Things within things of their own kind: each text is read once, and no depth is read without end."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from dragoman.model import Article, Rejected
from dragoman.sources import read_upload
from dragoman.sources.feeds import NotFeedError, parse_feed

LEAD = (
    "Foreign Minister Anna Berg met Mikko Laine in Helsinki on Monday to discuss the treaty and the "
    "border between both states."
)
CELL = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"


def make_word(body: str) -> bytes:
    """A Word document of this content."""
    empty, made = io.BytesIO(), io.BytesIO()
    Document().save(empty)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(empty) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            content = f"<w:document {space}><w:body>{body}</w:body></w:document>".encode()
            after.writestr(name, content if name == "word/document.xml" else before.read(name))
    return made.getvalue()


def write_paragraph(text: str) -> str:
    """A paragraph of Word."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def make_page(content: str, forms: list[str]) -> bytes:
    """A PDF of one page whose form number n may use form n + 1 by the name X."""
    resources = "<< /Font << /F 5 0 R >> /XObject << /X {} 0 R >> >>"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources "
            f"{resources.format(6)} /Contents 4 0 R >>"
        ),
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources "
            f"{resources.format(min(7 + place, 5 + len(forms)))} "
            f"/Length {len(form)} >>\nstream\n{form}\nendstream"
            for place, form in enumerate(forms)
        ),
    ]
    made, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF"
    return f"{made}xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}{end}".encode()


@pytest.mark.parametrize("depth", [1, 2, 3, 8, 20])
def test_a_text_in_tables_within_tables_is_read_once(depth: int) -> None:
    [item] = read_upload("a.docx", make_word(CELL[0] * depth + write_paragraph(LEAD) + CELL[1] * depth))
    assert isinstance(item, Article)
    assert item.text == LEAD


def test_texts_beside_tables_within_tables_keep_their_order() -> None:
    inner = f"{CELL[0]}{write_paragraph('Two and two make four in the inner cell.')}{CELL[1]}"
    last = write_paragraph("Three is the last of the outer cell.")
    outer = f"{CELL[0]}{write_paragraph(LEAD)}{inner}{last}{CELL[1]}"
    [item] = read_upload("a.docx", make_word(outer))
    assert isinstance(item, Article)
    assert item.text.split("\n\n") == [
        LEAD,
        "Two and two make four in the inner cell.",
        "Three is the last of the outer cell.",
    ]


def test_a_table_of_articles_within_a_cell_is_not_lost() -> None:
    rows = [("Title", "Text"), ("Talks", LEAD), ("Border", f"{LEAD} It is open.")]
    inner = "".join(
        f"<w:tr>{''.join(f'<w:tc>{write_paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    items = list(read_upload("a.docx", make_word(f"{CELL[0]}<w:tbl>{inner}</w:tbl>{CELL[1]}")))
    assert [item.title for item in items if isinstance(item, Article)] == ["Talks", "Border"]


@pytest.mark.parametrize("depth", [21, 60])
def test_tables_within_tables_that_nobody_makes_are_refused_with_the_reason(depth: int) -> None:
    [item] = read_upload("a.docx", make_word(CELL[0] * depth + write_paragraph(LEAD) + CELL[1] * depth))
    assert isinstance(item, Rejected)
    assert "Tables stand within tables" in item.reason


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("<table><tr><td>", "</td></tr></table>"), ("<div>", "</div>"), ("<ul><li>", "</li></ul>")],
)
def test_a_text_in_blocks_within_blocks_of_a_cell_is_read_once(opening: str, closing: str) -> None:
    [item] = read_upload(
        "a.jsonl",
        ('{"title": "Talks", "text": "' + opening * 30 + f"<p>{LEAD}</p>" + closing * 30 + '"}').encode(),
    )
    assert isinstance(item, Article)
    assert item.text == LEAD


def test_a_page_of_forms_within_forms_is_read_as_often_as_they_are_drawn_and_no_bomb_is() -> None:
    say = f"BT /F 12 Tf ({LEAD}) Tj ET "
    [item] = read_upload("a.pdf", make_page("/X Do", [f"{say}/X Do", "BT /F 12 Tf (More.) Tj ET"]))
    assert isinstance(item, Article)
    assert item.text.count(LEAD) == 1
    [bomb] = read_upload("a.pdf", make_page("/X Do", ["/X Do " * 12] * 7 + [say]))
    assert isinstance(bomb, Rejected)
    assert "pages of the PDF: 1." in bomb.reason
    [circle] = read_upload("a.pdf", make_page("/X Do", [f"{say}/X Do"]))
    assert isinstance(circle, Rejected)


def test_a_field_of_many_lines_is_one_text_and_a_list_stays_a_list() -> None:
    lines = (
        f"TY  - NEWS\nTI  - Talks\nAB  - {LEAD}\n  It is open.\nAnd it stays open.\nKW  - "
        "borders\ntreaties\nER  - \n"
    )
    [item] = read_upload("a.ris", lines.encode())
    assert isinstance(item, Article)
    assert item.text == f"{LEAD} It is open. And it stays open."
    assert ("keywords", "borders; treaties") in item.extra


def test_a_page_is_known_as_one_behind_any_number_of_comments() -> None:
    with pytest.raises(NotFeedError):
        parse_feed(b"<!-- a --> \n" * 30_000 + b"<!DOCTYPE html><p>Talks</p>")
    assert (
        parse_feed(
            b"<!-- a --> \n" * 30_000 + b"<rss version='2.0'><channel><title>Wire</title></channel></rss>"
        ).title
        == "Wire"
    )
