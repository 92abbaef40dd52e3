"""Posts with a header above a text in Markdown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Article, Rejected
from dragoman.sources import read_upload
from dragoman.sources.files.front_matter import read_markdown

TEXT = (
    "The foreign ministers of Norway and Finland met in Oslo on Monday and agreed to open a joint "
    "border post in the far north."
)
YAML = """---
layout: post
title: "Border post: agreed"
date: 2021-06-27 10:00:00 +0200
author: Anna Holm
tags: [norway, finland]
source: The North Post
link: https://north.example/1
---
"""
TOML = """+++
title = "Border post: agreed"
date = 2021-06-27T10:00:00+02:00
author = "Anna Holm"
tags = ["norway", "finland"]
outlet = "The North Post"
permalink = "https://north.example/1"
draft = false
+++
"""
JSON = """{
  "title": "Border post: agreed", "date": "2021-06-27", "author": "Anna Holm", "tags": ["norway", "finland"],
  "publisher": "The North Post", "canonical_url": "https://north.example/1"
}
"""


def read(text: str, name: str = "2020-01-02-border-post.md") -> Article | Rejected:
    (item,) = read_upload(name, text.encode())
    return item


@pytest.mark.parametrize(
    "header", [YAML, TOML, JSON, "---json\n" + JSON + "---\n", YAML.replace("\n", "\r\n"), "\ufeff\n" + YAML]
)
@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.mdx", "a.txt"])
def test_the_fields_of_a_header_are_the_article_s(header: str, name: str) -> None:
    item = read(f"{header}\n{TEXT}\n", name)
    assert isinstance(item, Article), item
    assert (item.title, item.text, item.date) == ("Border post: agreed", TEXT, date(2021, 6, 27))
    assert (item.outlet, item.url) == ("The North Post", "https://north.example/1")
    extra = dict(item.extra)
    assert (extra["author"], extra["tags"]) == ("Anna Holm", "norway; finland")
    assert "draft" not in extra


@pytest.mark.parametrize(
    "header",
    [
        "---\nlayout: redirect\n---",
        "+++\ntitle = 'A'\n+++",
        '{"title": "A"}\n',
        "---\n---",
        "---\ntitle: A\n...\n",
    ],
)
@pytest.mark.parametrize("below", ["", "\n\n", "\n<!-- nothing -->\n", "\n{% include nothing %}\n"])
def test_a_header_without_a_text_is_no_article(header: str, below: str) -> None:
    item = read(header + below)
    assert isinstance(item, Rejected)
    assert "no text under the header" in item.reason
    assert "Write the text below it" in item.reason


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("---\ntitle: A\ndraft: true\n---\n", "draft: true"),
        ("---\ntitle: A\npublished: false\n---\n", "published: false"),
        ("---\ntitle: A\nstatus: draft\n---\n", "status: draft"),
        ("+++\ntitle = 'A'\ndraft = true\n+++\n", "draft: true"),
        ('{"title": "A", "draft": true}\n', "draft: true"),
    ],
)
def test_a_draft_waits_with_what_its_header_says(header: str, said: str) -> None:
    item = read(header + TEXT)
    assert isinstance(item, Rejected)
    assert said in item.reason
    assert item.raw == header + TEXT


def test_without_a_title_in_the_header_a_heading_is_it_and_else_the_name_of_the_file() -> None:
    headed = read(f"---\ndate: 2021-06-27\n---\n# Ministers meet\n\n{TEXT}")
    assert isinstance(headed, Article)
    assert (headed.title, headed.text) == ("Ministers meet", TEXT)
    named = read(f"---\nlayout: post\n---\n{TEXT}")
    assert isinstance(named, Article)
    assert (named.title, named.text, named.date, named.date_origin) == (
        "border post",
        TEXT,
        date(2020, 1, 2),
        "guessed",
    )


def test_what_obsidian_clips_has_its_address_and_names() -> None:
    item = read(
        '---\ntitle: A\nsource: "https://north.example/1"\nauthor:\n  - "[[Anna Holm]]"\n'
        f"published: 2021-06-27\n---\n{TEXT}"
    )
    assert isinstance(item, Article)
    assert (item.url, item.date) == ("https://north.example/1", date(2021, 6, 27))


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        (
            "Some **bold**, *thin* and [linked](https://x.example) words\nin one paragraph.",
            "Some bold, thin and linked words in one paragraph.",
        ),
        ("![A picture](a.jpg)\n\nOne.", "One."),
        ("- One\n- Two\n\n> Three", "One\n\nTwo\n\nThree"),
        ("One [[Rome|the city]] and [[Oslo]]. ![[picture.png]]", "One the city and Oslo."),
        ("{{< figure src='a.jpg' >}}\n\nOne. {: .lead}", "One."),
        ("import Box from './box'\n\n<Box>One.</Box>", "One."),
        ("<div class='a'>\n<p>One.</p>\n</div>", "One."),
        ("## Two\n\nOne & two < three.", "# Two\n\nOne & two < three."),
    ],
)
def test_the_marks_of_markdown_are_no_words(marked: str, plain: str) -> None:
    assert read_markdown(marked) == plain


def test_a_header_that_is_broken_is_named_by_its_line_and_a_simple_one_is_read_all_the_same() -> None:
    broken = read(f"---\ntitle: A\nfoo: [a\n  b: c\n---\n{TEXT}")
    assert isinstance(broken, Rejected)
    assert "YAML: line 4" in broken.reason
    colon = read(f"---\ntitle: Rome: talks go on\ndate: 2021-06-27\n---\n{TEXT}")
    assert isinstance(colon, Article)
    assert (colon.title, colon.text) == ("Rome: talks go on", TEXT)


def test_a_text_between_rules_is_no_header() -> None:
    item = read(f"---\n\n{TEXT}\n\n---\n\n{TEXT.replace('Oslo', 'Turku')}")
    assert isinstance(item, Article)
    assert "Oslo" in item.text
    assert "Turku" in item.text


def test_a_header_that_would_grow_without_end_is_not_read() -> None:
    lines = [
        "a: &a [x, x]",
        *(
            f"{name}: &{name} [*{before}, *{before}]"
            for before, name in zip("abcdefgh", "bcdefghi", strict=True)
        ),
    ]
    for begun in ("---\n- x\n", "---\n"):
        item = read(begun + "\n".join(lines) + f"\n---\n{TEXT}")
        assert len(repr(item)) < 5_000, "the header has grown"


@given(st.text(alphabet="-+;{}\n: [a]'\"#&*", max_size=150))
def test_any_header_is_read_or_refused(text: str) -> None:
    list(read_upload("a.md", f"---\n{text}\n---\n{TEXT}".encode()))
    list(read_upload("a.md", text.encode()))
