"""A PDF without text says truly what it holds."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from dragoman.model import Rejected
from dragoman.sources import read_upload


def write_picture() -> bytes:
    data = io.BytesIO()
    Image.new("L", (60, 80), 200).save(data, "pdf")
    return data.getvalue()


def write_pages(commands: bytes) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    stream = DecodedStreamObject()
    stream.set_data(commands)
    page[NameObject("/Contents")] = writer._add_object(stream)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


@pytest.mark.parametrize(
    "data", [write_picture(), write_pages(b"q BI /W 2 /H 2 /CS /G /BPC 8 ID \x10\x20\x30\x40 EI Q")]
)
def test_pages_of_pictures_are_a_scan(data: bytes) -> None:
    (item,) = read_upload("a.pdf", data)
    assert isinstance(item, Rejected)
    assert "as a scan does" in item.reason
    assert "OCR" in item.reason


@pytest.mark.parametrize("commands", [b"", b"0 0 m 100 100 l S", b"1 0 0 rg 10 10 50 50 re f"])
def test_pages_without_pictures_are_not_called_a_scan(commands: bytes) -> None:
    (item,) = read_upload("a.pdf", write_pages(commands))
    assert isinstance(item, Rejected)
    assert "scan" not in item.reason
    assert "neither text nor pictures" in item.reason
    assert "Look at it" in item.reason
