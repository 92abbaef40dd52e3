"""Site furniture goes, sentences stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sources.boilerplate import clean_article, strip_markup

TITLE = "Blinken, Lapid meet in Rome"
PROSE = (
    "Rome. U.S. Secretary of State Antony Blinken met Israeli Foreign Minister Yair Lapid on Sunday, their "
    "first meeting since June."
)
MORE = (
    "They spoke about Iran, about Gaza and about the Palestinian Authority, said a spokesman "
    "for the department after it."
)


def clean(*paragraphs: str, title: str = TITLE) -> tuple[list[str], str]:
    text, credit = clean_article(title, "\n\n".join(paragraphs))
    return text.split("\n\n") if text else [], credit


@pytest.mark.parametrize(
    "again",
    [
        TITLE,
        TITLE.upper(),
        "Blinken, Lapid meet in Rome | The Daily Courier",
        "Blinken, Lapid Meet in Rome – Courier",
    ],
)
def test_the_title_a_second_time_goes(again: str) -> None:
    assert clean(again, again, PROSE) == ([PROSE], "")


def test_a_first_sentence_like_the_title_stays() -> None:
    assert clean(TITLE + ".", PROSE)[0] == [TITLE + ".", PROSE]
    assert clean(TITLE.upper() + ":", PROSE)[0] == [TITLE.upper() + ":", PROSE]
    assert clean(TITLE + " for talks on Iran", PROSE)[0] == [TITLE + " for talks on Iran", PROSE]
    assert clean(TITLE)[0] == [TITLE]


def test_the_blocks_below_an_article_go() -> None:
    below = [
        *(
            "Related Posts",
            "Israel swears in a new government",
            "Talks in Vienna go on",
            "3 Comments",
            "Leave a Reply",
        ),
        *(
            "Your email address will not be published. Required fields are marked *",
            "Comment *",
            "Name *",
            "Social Media",
            "Facebook",
        ),
    ]
    assert clean(PROSE, MORE, *below) == ([PROSE, MORE], "")


def test_buttons_go_only_beside_furniture_or_at_an_end() -> None:
    assert clean("Share", PROSE, "Email", MORE, "Print")[0] == [PROSE, "Email", MORE]
    assert clean(PROSE, "Share this article", "Facebook", "Twitter", MORE)[0] == [PROSE, MORE]


def test_links_within_an_article_go_and_its_own_short_lines_stay() -> None:
    assert clean(PROSE, "Related Articles", "Talks in Vienna go on", MORE)[0] == [PROSE, MORE]
    assert clean(PROSE, "THE PRESIDENT: Thank you.", "Q Mr. President, why?", MORE)[0] == [
        PROSE,
        "THE PRESIDENT: Thank you.",
        "Q Mr. President, why?",
        MORE,
    ]
    assert clean(PROSE, "Read more", "“Yes.”", MORE)[0] == [PROSE, "Read more", "“Yes.”", MORE]


def test_prose_below_a_heading_of_furniture_stays() -> None:
    assert clean(PROSE, "Leave a comment", MORE)[0] == [PROSE, MORE]


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Source: The Associated Press: Blinken, Lapid meet in Rome", "The Associated Press"),
        ("Source: The Associated Press", "The Associated Press"),
        ("Source: Reuters.", "Reuters"),
        ("SOURCE: Agence France-Presse – Blinken in Rome", "Agence France-Presse"),
    ],
)
def test_the_credited_source_is_taken_out_of_the_text(line: str, credit: str) -> None:
    assert clean(PROSE, MORE, line) == ([PROSE, MORE], credit)
    assert clean(line, PROSE, MORE) == ([PROSE, MORE], credit)


def test_prose_behind_a_credit_stays() -> None:
    assert clean("Source: The Associated Press: " + PROSE, MORE) == ([PROSE, MORE], "The Associated Press")


def test_a_source_that_is_no_credit_stays() -> None:
    chart = "Source: World Bank"
    sentence = (
        "Source: a person who knows the minister well and who did not want to be named in this "
        "report said that he would go."
    )
    assert clean(PROSE, MORE, MORE, chart, PROSE) == ([PROSE, MORE, MORE, chart, PROSE], "")
    data = "Source: Central Fund data, available at: https://fund.example/tables"
    assert clean(PROSE, data) == ([PROSE, data], "")
    assert clean(PROSE, sentence) == ([PROSE, sentence], "")


def test_markup_in_a_cell_becomes_paragraphs() -> None:
    assert strip_markup("<p>One</p><script>alert(1)</script><p>Two</p>").split() == ["One", "Two"]
    assert strip_markup("a < b & c > d") == "a < b & c > d"


@given(
    st.lists(
        st.sampled_from(
            [
                TITLE,
                PROSE,
                MORE,
                "Share",
                "Related Posts",
                "Leave a reply",
                "Talks go on",
                "Source: Reuters",
                "“Yes.”",
            ]
        )
    )
)
def test_prose_always_stays_and_cleaning_twice_changes_nothing(paragraphs: list[str]) -> None:
    kept, _ = clean(*paragraphs)
    assert [p for p in kept if p in (PROSE, MORE)] == [p for p in paragraphs if p in (PROSE, MORE)]


@given(st.text(), st.text())
def test_any_text_can_be_cleaned(title: str, text: str) -> None:
    plain = strip_markup(text)
    cleaned = clean_article(title, plain)
    assert clean_article(title, plain) == cleaned
