"""Exports of WordPress: the published is read, the rest waits with its reason or is counted as no post."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Article, Rejected
from dragoman.sources import read_upload
from dragoman.sources.files.wordpress import read_content, strip_shortcodes

TEXT = (
    "The foreign ministers of Norway and Finland met in Oslo on Monday and agreed to open a joint "
    "border post in the far north."
)
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- This is a WordPress eXtended RSS file. -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"\
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>\
<title>Northern Ministry</title>
<link>https://north.example</link><language>en-US</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login><![CDATA[ann]]></wp:author_login>
<wp:author_display_name><![CDATA[Anna Holm]]></wp:author_display_name></wp:author>"""


DAY = "2022-03-15 23:30:00"


def item(
    text: str = TEXT,
    status: str = "publish",
    kind: str = "post",
    day: str = DAY,
    more: str = "",
    at: str = "1",
) -> str:
    return (
        f"<item><title>Border post agreed</title><link>https://north.example/?p={at}</link>"
        f"<pubDate>Wed, 16 Mar 2022 04:30:00 +0000</pubDate>"
        f"<dc:creator><![CDATA[ann]]></dc:creator><content:encoded><![CDATA[{text}]]></content:encoded><wp:post_id>{at}</wp:post_id>"
        f"<wp:post_date>{day}</wp:post_date><wp:post_date_gmt>{day}</wp:post_date_gmt><wp:status>{status}</wp:status>"
        f"<wp:post_type>{kind}</wp:post_type><category domain='post_tag'>North</category>{more}</item>"
    )


def read(*items: str) -> list[Article | Rejected]:
    return list(read_upload("export.xml", f"{HEAD}{''.join(items)}</channel></rss>".encode()))


def test_a_published_post_or_page_is_read_however_short() -> None:
    for kind in ("post", "page"):
        (article,) = read(item(kind=kind))
        assert isinstance(article, Article)
        assert (article.title, article.text, article.date, article.outlet) == (
            "Border post agreed",
            TEXT,
            date(2022, 3, 15),
            "Northern Ministry",
        )
        assert (article.url, dict(article.extra)) == (
            "https://north.example/?p=1",
            {"author": "Anna Holm", "categories": "North"},
        )


@pytest.mark.parametrize(
    ("status", "said"),
    [("draft", "draft"), ("auto-draft", "draft"), ("pending", "waits"), ("private", "private"),
     ("future", "to come"), ("trash", "bin"),
     ("archived", "'archived'")],
)  # fmt: skip
def test_what_was_not_published_waits_with_its_reason(status: str, said: str) -> None:
    (refused,) = read(item(status=status, day="0000-00-00 00:00:00"))
    assert isinstance(refused, Rejected)
    assert said in refused.reason
    assert TEXT in refused.raw
    assert refused.where == "https://north.example/?p=1"


def test_a_locked_post_waits() -> None:
    (refused,) = read(item(more="<wp:post_password><![CDATA[secret]]></wp:post_password>"))
    assert isinstance(refused, Rejected)
    assert "password" in refused.reason
    assert "secret" not in refused.raw


def test_what_is_no_post_is_counted_once_a_kind_and_never_a_summary() -> None:
    others = (
        [item("", "inherit", "attachment")] * 3
        + [item("", kind="nav_menu_item")] * 2
        + [item("", kind="speech")]
    )
    article, *counted = read(item(), *others)
    assert isinstance(article, Article)
    assert [found.reason.split(": ")[1] for found in counted if isinstance(found, Rejected)] == [
        "photos and other files (3 in the export). Discard this.",
        "items of menus (2 in the export). Discard this.",
        "items of the kind 'speech' (1 in the export). Discard this.",
    ]


def test_another_kind_with_a_text_can_be_taken_in_by_hand() -> None:
    (refused,) = read(item(kind="speech"))
    assert isinstance(refused, Rejected)
    assert "'speech'" in refused.reason
    assert "Retry" in refused.reason
    assert TEXT in refused.raw


def test_a_post_without_text_is_no_article() -> None:
    excerpt = f"<excerpt:encoded><![CDATA[{TEXT}]]></excerpt:encoded>"
    summary, picture = read(
        item("", more=excerpt),
        item('[gallery ids="1,2"]<!-- wp:image --><img src="a.jpg"/><!-- /wp:image -->', at="2"),
    )
    assert isinstance(summary, Rejected)
    assert "summary" in summary.reason
    assert "Retry" in summary.reason
    assert isinstance(picture, Rejected)
    assert "no text" in picture.reason


def test_the_day_is_the_site_s_own_and_never_a_zero() -> None:
    (article,) = read(item(day="0000-00-00 00:00:00"))
    assert isinstance(article, Article)
    assert article.date == date(2022, 3, 16)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<!-- wp:paragraph {"align":"left"} -->\n<p>One.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading -->'
         '\n<h2>Two</h2>\n<!-- /wp:heading -->',
         "One.\n\nTwo"),
        ('[caption id="a1" width="300"]<img src="a.jpg" /> The ministers in Oslo[/caption]\nOne.', "One."),
        ('One.\n\n[gallery ids="1,2,3"]\n\nTwo <em>and</em> three.', "One.\n\nTwo and three."),
        ("One [sic] two [Applause] and [the minister] said [it].",
         "One [sic] two [Applause] and [the minister] said [it]."),
        ("[vc_row][vc_column_text]One.[/vc_column_text][/vc_row]", "One."),
        ("One.\n\nhttps://video.example/watch?v=1\n\nTwo.", "One.\n\nTwo."),
        ("One.<!--more-->\n\nTwo.<!--nextpage-->", "One.\n\nTwo."),
        ('<figure class="wp-block-image"><img src="a.jpg"/>'
         '<figcaption>Photo</figcaption></figure><p>One.</p>', "One."),
        ("One <!-- two", "One <!-- two"),
    ],
)  # fmt: skip
def test_what_is_not_said_goes_out_of_a_text(content: str, text: str) -> None:
    assert read_content(content) == text


@given(st.text(alphabet="[]/ab=\"' <>-!", max_size=200))
def test_any_content_is_read(content: str) -> None:
    read_content(content)
    assert len(strip_shortcodes(content)) <= len(content)


def test_an_export_that_declares_entities_is_refused() -> None:
    (refused,) = read_upload(
        "export.xml",
        HEAD.replace("<rss", '<!DOCTYPE r [<!ENTITY a "b">]><rss').encode() + b"</channel></rss>",
    )
    assert isinstance(refused, Rejected)
    assert "declares entities" in refused.reason


def test_a_feed_item_that_is_markup_only_is_no_article() -> None:
    feed = (
        "<rss version='2.0'><channel><title>Wire</title><item><title>Photo</title>"
        "<description>{}</description></item></channel></rss>"
    )
    for markup in (
        "&lt;img src='https://wire.example/the-minister.jpg' alt=''/&gt;",
        "&lt;iframe src='https://v.example/1'&gt;&lt;/iframe&gt;",
    ):
        (refused,) = read_upload("wire.xml", feed.format(markup).encode())
        assert isinstance(refused, Rejected)
        assert "text is empty" in refused.reason or "neither an address nor a text" in refused.reason
