"""Pages that hold no article say so, whatever their elements; those with many links are articles."""

from __future__ import annotations

import pytest

from dragoman.model import Article, Rejected
from dragoman.sources import read_upload
from dragoman.sources.walls import find_wall

PARAGRAPH = (
    "The foreign ministers of Norway and Finland met in {} on Monday and agreed to open a joint border post "
    "in the far north. Minister Anna Berg said that the talks had been useful, and that a text of some "
    "pages would be signed within weeks by both of the capitals."
)
TOWNS = (  # noqa: SIM905
    "Oslo Bergen Hamar Bodø Tromsø Narva Turku Vaasa Oulu Kemi Luleå Umeå Malmö Lund Visby Kalmar Gävle "
    "Falun Skövde Borås"
).split()
BODY = "".join(f"<p>{PARAGRAPH.format(town)}</p>" for town in TOWNS[:6])
ROOT = '<link rel="canonical" href="https://north.example.org/"><meta property="og:type" content="website">'
SECTION = '<link rel="canonical" href="https://north.example.org/world">'
ARTICLE = '<meta property="og:type" content="article">'


def write(body: str, head: str = "", title: str = "The North Post") -> bytes:
    head = f"<meta charset='utf-8'><title>{title}</title>{head}"
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def repeat(form: str, count: int = 20) -> str:
    """A block for each town; {h} is a headline, {s} a sentence, {a} an address."""
    words = (
        {
            "h": f"Envoys leave {town} after long talks on borders",
            "s": f"The visit to {town} came after a week of talks.",
            "a": f"/s/{town}",
        }
        for town in TOWNS[:count]
    )
    return "".join(form.format(**word) for word in words)


def read(data: bytes) -> Article | Rejected:
    (item,) = read_upload("saved.html", data)
    return item


LISTS = {
    "section": "<section><h3><a href='{a}'>{h}</a></h3><p>{s}</p></section>",
    "article": "<article><h2><a href='{a}'>{h}</a></h2><p>{s}</p></article>",
    "card in a link": "<div class='card'><a href='{a}'><img src='x.jpg'><h3>{h}</h3><p>{s}</p></a></div>",
    "list": "<li><a href='{a}'>{h}</a></li>",
    "list with summaries": "<li><a href='{a}'>{h}</a><p>{s}</p></li>",
    "bold link": "<p><b><a href='{a}'>{h}</a></b> {s}</p>",
    "definition": "<dl><dt><a href='{a}'>{h}</a></dt><dd>{s}</dd></dl>",
    "read more": "<div><h3>{h}</h3><p>{s}</p><p><a href='{a}'>Read more »</a></p></div>",
    "spans": "<div><a href='{a}'><span>{h}</span></a><span>{s}</span></div>",
    "without links": "<div class='t'><h2>{h}</h2><p>{s}</p></div>",
    "whole posts": "<article><h2><a href='{a}'>{h}</a></h2>"
    + f"<p>{PARAGRAPH.format('Oslo')}</p>" * 3
    + "</article>",
}


@pytest.mark.parametrize("name", LISTS)
def test_a_front_page_is_a_list_whatever_its_headlines_stand_in(name: str) -> None:
    lead = f"<div><h1>Ministers agree on border post</h1><p>{PARAGRAPH.format('Oslo')}</p></div>"
    for body in (repeat(LISTS[name]), lead + repeat(LISTS[name])):
        item = read(write(f"<main>{body}</main>", ROOT))
        assert isinstance(item, Rejected)
        assert "list of articles" in item.reason or "No article was found" in item.reason


@pytest.mark.parametrize("name", ["section", "article", "card in a link", "list with summaries", "read more"])
@pytest.mark.parametrize(
    "head", ["", SECTION, '<meta property="og:url" content="https://north.example.org">']
)
def test_a_section_is_a_list(name: str, head: str) -> None:
    item = read(write(repeat(LISTS[name]), head, "World"))
    assert isinstance(item, Rejected)
    assert "list of articles" in item.reason


LINKED = {
    "related beside": BODY + "</article><aside>" + repeat(LISTS["section"]) + "</aside>",
    "related within": BODY + "<ul>" + repeat(LISTS["list"]) + "</ul>",
    "references": BODY
    + "<h2>References</h2><ol>"
    + repeat("<li>Berg, A. (2020). <a href='https://x.example{a}'>{h}</a>. Oslo.</li>")
    + "</ol>",
    "links within": repeat(
        f"<p>{PARAGRAPH.format('Oslo')} <a href='{{a}}'>{{h}}</a>, as was said before. {{s}}</p>", 8
    ),
    "between": repeat(
        f"<p>{PARAGRAPH.format('Oslo')}</p><p>{PARAGRAPH.format('Kemi')}</p><p><a href='{{a}}'>{{h}}</a></p>",
        6,
    ),
    "points": BODY + repeat("<h2>{h}</h2>" + f"<p>{PARAGRAPH.format('Oslo')}</p>", 8),
}


@pytest.mark.parametrize("name", LINKED)
@pytest.mark.parametrize("head", [ARTICLE, "", '<meta property="og:type" content="website">'])
def test_an_article_with_many_links_is_an_article(name: str, head: str) -> None:
    item = read(
        write(f"<article><h1>Border post agreed</h1>{LINKED[name]}</article>", head, "Border post agreed")
    )
    assert isinstance(item, Article), item
    assert PARAGRAPH.format("Oslo") in item.text


def test_the_headlines_of_others_below_a_short_article_are_not_its_text() -> None:
    short = "".join(f"<p>{PARAGRAPH.format(town)}</p>" for town in TOWNS[:3])
    item = read(
        write(
            f"<article><h1>Border post agreed</h1>{short}</article><div>{repeat(LISTS['section'])}</div>",
            ARTICLE,
            "Border post agreed",
        )
    )
    assert isinstance(item, Article)
    assert item.text.split("\n\n") == [PARAGRAPH.format(town) for town in TOWNS[:3]]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            (
                "<h1>North Post</h1><p>JavaScript is disabled in your browser. Please enable it "
                "and load the page again.</p>"
            ),
            "check of the browser",
        ),
        (
            "<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div>",
            "check of the browser",
        ),
        (
            "<h1>Please enable cookies.</h1><h2>Sorry, you have been blocked</h2><p>You cannot see this.</p>",
            "check of the browser",
        ),
        (
            "<h1>Checking your browser before accessing north.example.</h1><p>This takes some seconds.</p>",
            "check of the browser",
        ),
        ("<p>Your browser is not supported. Please use a newer one.</p>", "check of the browser"),
        ("<h1>Redirecting…</h1><p>Click here if nothing happens.</p>", "leads on to another address"),
        ("<h1>301 Moved Permanently</h1><hr>nginx", "leads on to another address"),
        (
            "<h1>We’ll be back soon!</h1><p>Sorry for the trouble, we are doing some work at the moment.</p>",
            "closed for a while",
        ),
        ("<p>Our site is under maintenance and will be here again shortly.</p>", "closed for a while"),
        ("<h1>We can’t find that page</h1><p>It may have moved.</p>", "error page"),
        (
            "<h1>Sorry, the page you requested was not found</h1><p>Please check the address.</p>",
            "error page",
        ),
        ("<p>Sorry, this content is not available in your region.</p>", "does not show the article"),
        (
            (
                "<p>This website uses cookies. By clicking Accept you consent to our use of cookies "
                "and our privacy policy.</p>"
            ),
            "consent",
        ),
    ],
)
def test_what_a_page_says_of_itself_is_the_reason_and_leads_on(body: str, said: str) -> None:
    item = read(write(body))
    assert isinstance(item, Rejected)
    assert said in item.reason
    assert any(step in item.reason for step in ("Check", "Open", "Add", "Fetch", "Save"))


def test_the_address_that_a_page_leads_on_to_is_named() -> None:
    item = read(
        write(
            "<p>One moment.</p>", "<meta http-equiv='Refresh' content='0; URL=https://north.example.org/a'>"
        )
    )
    assert isinstance(item, Rejected)
    assert "(https://north.example.org/a)" in item.reason


@pytest.mark.parametrize(
    "title",
    ["The site of the talks is under guard", "Page found in archive names the envoy",
     "Article 5 of the draft has been removed", "Service members come home", "Found",
     "Maintenance of borders costs more"],
)  # fmt: skip
def test_news_of_such_words_is_news(title: str) -> None:
    item = read(
        write(f"<article><h1>{title}</h1><p>{PARAGRAPH.format('Oslo')}</p></article>", ARTICLE, title)
    )
    assert isinstance(item, Article), item


LOCKED = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Envoys agree", '
    '"isAccessibleForFree": false%s}</script>'
)
SHORT = "".join(f"<p>{PARAGRAPH.format(town)}</p>" for town in TOWNS[:2])


def test_that_an_article_has_its_price_is_no_sign_that_any_of_it_is_missing() -> None:
    item = read(write(f"<main><h1>Envoys agree</h1>{SHORT}</main>", LOCKED % "", "Envoys agree"))
    assert isinstance(item, Article)
    assert len(item.text.split("\n\n")) == 2


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (SHORT + "<p>The two of them also</p>", ""),
        (SHORT + "<p>The road to the post would be widened before the first snow, and the herders …</p>", ""),
        (SHORT + "<div>Already a subscriber? Log in</div>", ""),
        (SHORT + "<div>Read on for $1 a month</div>", ""),
        (SHORT + "<div class='premium'></div>", ', "hasPart": {"cssSelector": ".premium"}'),
        (SHORT + "<div class='article-paywall'>An offer for you</div>", ""),
        (PARAGRAPH[:80] + ".", ""),
    ],
)
def test_a_page_that_has_its_price_and_shows_that_something_is_missing_is_cut(body: str, more: str) -> None:
    item = read(write(f"<main><h1>Envoys agree</h1>{body}</main>", LOCKED % more, "Envoys agree"))
    assert isinstance(item, Rejected)
    assert "for subscribers" in item.reason


@pytest.mark.parametrize(
    "html",
    [
        "<p>" * 3000,
        "<a href='/x'>" * 2000 + "word " * 2000,
        "<h2><a href='/a'>" + "a " * 9000,
        "<title>" + "not " * 9000,
    ],
)
def test_a_page_that_is_all_of_one_kind_is_judged(html: str) -> None:
    assert isinstance(find_wall(html, "not " * 500, "page " * 5000), str)
