"""What stands around an article goes by its very words; what is said stays, whatever its words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Article
from dragoman.sources import read_upload
from dragoman.sources.boilerplate import clean_article
from dragoman.sources.boilerplate_phrases import name_furniture

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
TITLE = "Border post agreed"
PROSE = (
    "The foreign ministers of Norway and Finland met in Oslo on Monday and agreed to open a joint "
    "border post in the far north."
)
MORE = (
    "The two sides will meet again in Helsinki, and officials from Sweden and Denmark will attend as "
    "observers, a spokesman said."
)
LAST = (
    "Work on the post is to begin in spring, her guest said, and both capitals would pay their part "
    "of what it costs to build."
)
TEASERS = ("Brazil and Chile sign a pact on copper", "Kenya’s president names a new cabinet")


def clean(*paragraphs: str) -> list[str]:
    text, _ = clean_article(TITLE, "\n\n".join(paragraphs))
    return text.split("\n\n")


@pytest.mark.parametrize(
    "heading",
    [
        "Continue reading the main story", "Read more:", "Read more", "READ ALSO", "Related:", "Related",
        "More on this story", "See also", "See also:", "Recommended", "Most read", "You may also like",
        "Must reads", "In case you missed it", "Further reading", "Don’t miss",
        "Top stories", "Related stories:", "Sign up here for our newsletter", "Follow us on X", "Share this",
        "Editors’ Picks",
    ],
)  # fmt: skip
def test_links_to_other_articles_at_the_end_go_with_what_heads_them(heading: str) -> None:
    assert clean(PROSE, MORE, heading, *TEASERS) == [PROSE, MORE]
    assert clean(
        PROSE,
        MORE,
        heading,
        *TEASERS,
        "Advertisement",
        "Sign up here for our weekly newsletter on the north.",
    ) == [PROSE, MORE]


def test_headlines_with_their_summaries_go_to_the_end() -> None:
    summaries = (
        "The pact was signed in Santiago on Monday after a night of talks.",
        "The list was read out in Nairobi by the speaker.",
    )
    assert clean(
        PROSE, MORE, LAST, "Related stories", TEASERS[0], summaries[0], TEASERS[1], summaries[1]
    ) == [PROSE, MORE, LAST]
    assert clean(PROSE, "Related stories", TEASERS[0], MORE, LAST) == [PROSE, MORE, LAST]  # a box between


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "ADVERTISEMENT - CONTINUE READING BELOW", "Story continues below",
        "Article continues below this ad", "Read more: Brazil and Chile sign a pact on copper",
        "READ ALSO | Kenya’s president names a new cabinet", "Scroll to continue",
        "Related: Brazil and Chile sign a pact on copper", "See also: Kenya’s president names a new cabinet",
        "Continue reading below", "Watch: Ministers speak in Oslo",
        "Sign up here for our weekly newsletter on the north.", "Skip advertisement",
        "Sign up for The Morning, our daily briefing. It is free.",
        "Get the day’s news in your inbox every morning.",
        "Subscribe to our newsletter and never miss a story.", "Never miss a story: get our newsletter",
        "Enter your email address", "By signing up you agree to our terms and our privacy policy.",
        "Follow The North Post on Telegram", "Follow us on Facebook and X.", "Photo: Anna Holm/AFP",
        "(AP Photo/Anna Holm)", "Image credit: Getty Images", "Getty Images",
        "Photograph: Anna Holm/The North Post", "Photo by Anna Holm", "Credit: Reuters",
        "Anna Holm/AFP via Getty Images", "File photo", "Photo courtesy of the Ministry",
        "Media playback is unsupported on your device",
        "These are external links and will open in a new window", "Click here to read more",
        "After newsletter promotion", "Read the full statement here.",
    ],
)  # fmt: skip
def test_one_line_of_furniture_goes_wherever_it_stands(line: str) -> None:
    assert clean(PROSE, line, MORE) == [PROSE, MORE]
    assert clean(PROSE, MORE, line) == [PROSE, MORE]


@pytest.mark.parametrize(
    "head",
    [
        ("FOR IMMEDIATE RELEASE", "Office of the Press Secretary"),
        ("PRESS RELEASE No. 12/2024", "Contact: Karin Holm, +47 22 00 00 00, press@north.example"),
        (
            "For Immediate Release: 3 March 2024",
            "Media contact:",
            "Karin Holm",
            "Tel: +47 22 00 00 00",
            "press@north.example",
        ),
        ("EMBARGOED UNTIL 10:00 GMT, 3 MARCH 2024", "CONTACT: Karin Holm (202) 555-0100"),
        ("NEWS RELEASE", "For more information, contact the press office at press@north.example."),
        ("FOR IMMEDIATE RELEASE\nContact: Karin Holm\n+47 22 00 00 00\npress@north.example",),
    ],
)
def test_the_head_of_a_release_goes(head: tuple[str, ...]) -> None:
    assert clean(*head, PROSE, MORE) == [PROSE, MORE]


def test_the_headline_of_a_release_in_a_file_is_its_title() -> None:
    text = "\n\n".join(
        ("FOR IMMEDIATE RELEASE", "Contact: Karin Holm, press@north.example", TITLE, PROSE, MORE, "###")
    )
    for whole in (text, text.replace("\n\n", "\n")):
        (item,) = read_upload("release.txt", whole.encode())
        assert isinstance(item, Article)
        assert (item.title, item.text) == (TITLE, f"{PROSE}\n\n{MORE}")


@pytest.mark.parametrize(
    "mark",
    ["###", "# # #", "-30-", "– 30 –", "-END-", "– ENDS –", "***END***", "(END)", "End of press release"],
)
def test_the_mark_below_a_release_goes_with_who_is_to_be_asked(mark: str) -> None:
    assert clean(PROSE, MORE, mark) == [PROSE, MORE]
    assert clean(PROSE, MORE, mark, "Media inquiries: Karin Holm, press@north.example") == [PROSE, MORE]
    assert clean(PROSE, MORE, mark, "Contact: Karin Holm", "Phone: 202-555-0100") == [PROSE, MORE]


def test_a_bare_word_is_the_end_of_a_release_only() -> None:
    assert clean(PROSE, MORE, "END") == [PROSE, MORE, "END"]
    assert clean("FOR IMMEDIATE RELEASE", PROSE, MORE, "END") == [PROSE, MORE]


@pytest.mark.parametrize(
    "said",
    [
        "Read more: that is what the minister asked of the pupils whom she met at a school in the north, "
        "and they promised to do so, she said, and she would come back in spring to see "
        "whether they had done it.",
        "“Read more books,” she said.", "Follow the money, said the envoy.", "The contact group: five states",
        "End the war, he wrote.", "Q Are there contacts with Moscow?", "Information is scarce.",
        "Photos of the meeting were shown on Monday.", "The end", "30",
        "Subscribe to the treaty or leave it, the minister told them.", "Watch: I will be there.",
        "Sign up to the pact, she asked of them.", "Getty met Reuters in Rome.", "Press freedom",
        "Contact with the ship was lost.", "Media: what the papers say", "Share of votes: 12",
        "Background", "OSLO –", "MS. HOLM: Thank you.", "1. Recognizing the need for more talks",
        "Image matters, the envoy said.",
    ],
)  # fmt: skip
def test_what_is_said_stays(said: str) -> None:
    assert clean(PROSE, said, MORE) == [PROSE, said, MORE]


def test_a_word_that_heads_nothing_goes_between_paragraphs_of_prose_only() -> None:
    assert clean(PROSE, "See also", MORE) == [PROSE, MORE]
    assert clean(PROSE, "Related", "“Yes.”", MORE) == [PROSE, "Related", "“Yes.”", MORE]


@given(
    st.lists(
        st.sampled_from(
            [PROSE, MORE, LAST, "Read more:", "Related", "###", "Contact:", "END", "Advertisement", "“Yes.”"]
        )
    )
)
def test_prose_stays_whatever_stands_around_it(paragraphs: list[str]) -> None:
    text, _ = clean_article(TITLE, "\n\n".join(paragraphs))
    prose = (PROSE, MORE, LAST)
    assert [kept for kept in text.split("\n\n") if kept in prose] == [
        given for given in paragraphs if given in prose
    ]


@given(st.text(max_size=500))
def test_any_paragraph_can_be_named(paragraph: str) -> None:
    assert name_furniture(paragraph) in ("", "notice", "heading", "pointer", "head", "contact", "mark")


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")
def test_next_to_nothing_goes_from_texts_that_are_clean() -> None:
    lost = 0
    for path in sorted(CORPORA.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines()[::20]:
            row = json.loads(line)
            text, _ = clean_article(row["title"], row["text"])
            lost += len(row["text"]) - len(text) > 400
    assert lost == 0
