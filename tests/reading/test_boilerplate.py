"""Datelines, credits and what publishers add: where nothing is spoken of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.boilerplate import find_boilerplate, find_credits


def list_furniture(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in find_boilerplate(text, 0)]


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("ROME — Ministers met.", "ROME —"),
        ("KYIV, Ukraine (AP) — Ministers met.", "KYIV, Ukraine (AP) —"),
        ("MOSCOW, June 3 (Reuters) - Ministers met.", "MOSCOW, June 3 (Reuters) -"),
        ("WASHINGTON/BEIJING (Reuters) - Ministers met.", "WASHINGTON/BEIJING (Reuters) -"),
        ("Tashkent – Ministers met.", "Tashkent –"),
        ("Addis Ababa, 6 February 2021: Ministers met.", "Addis Ababa, 6 February 2021:"),
        ("16 June 2023, Addis Ababa: Ministers met.", "16 June 2023, Addis Ababa:"),
        ("TIRANA / VIENNA – 6 October 2020. Ministers met.", "TIRANA / VIENNA –"),
        ("Rome. U.S. Secretary of State Antony Blinken spoke.", "Rome."),
    ],
)
def test_a_dateline_is_none_of_the_news(line: str, dateline: str) -> None:
    found = list_furniture(line)
    assert found[0].startswith(dateline.rstrip(" -–—"))
    assert not [span for span in found if "Ministers" in span or "Blinken" in span]


@pytest.mark.parametrize(
    "line",
    [
        "Rome is the capital - and it is old.",
        "U.S. Secretary of State Antony Blinken spoke.",
        "St. Petersburg was calm.",
        "He met her.",
    ],
)
def test_a_sentence_is_no_dateline(line: str) -> None:
    assert list_furniture(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "Source: The Associated Press",
        "Related Posts",
        "THE WHITE HOUSE, June 8, 2021.",
        "(Reporting by A. B. in Rome; editing by C. D.)",
    ],
)
def test_what_a_publisher_adds_stands_anywhere(line: str) -> None:
    assert line in list_furniture(f"Ministers met.\n{line}\nThey left.")


@pytest.mark.parametrize(
    "line",
    ["By Jane Doe", "BY JANE DOE and John Roe", "Reporting by Jane Doe in Rome", "REUTERS/Sergei Petrov"],
)
def test_who_reports_is_credited(line: str) -> None:
    text = f"Ministers met.\n{line}\nThey left."
    assert [text[start:end] for start, end in find_credits(text)] == [line]
    assert not list(find_credits("He stood by Jane Doe. The Reuters report was denied."))


@given(st.text(alphabet="ROMEome (AP)—-.,:\n12 June By/", max_size=120), st.integers(0, 20))
def test_spans_lie_in_the_text(text: str, body: int) -> None:
    for start, end in (*find_boilerplate(text, min(body, len(text))), *find_credits(text)):
        assert 0 <= start < end <= len(text)
