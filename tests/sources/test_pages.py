"""Articles on the web by address: the right one comes in, others wait in quarantine with a reason."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from html import escape
from pathlib import Path

import pytest
from site_on_loopback import Site

from dragoman.model import Article, Rejected
from dragoman.sources import pages, read_source, read_upload
from dragoman.sources.fetch import Fetched, Fetcher
from dragoman.sources.pages import Pages, build_page, read_url
from dragoman.sources.walls import find_wall

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
SENTENCES = (
    (
        "The foreign ministers of Italy and Israel met in Rome on Sunday and spoke about the "
        "border for more than two hours."
    ),
    (
        "A spokeswoman said afterwards that both sides wanted the talks to go on, and that a second "
        "meeting was being planned for July."
    ),
    (
        "Nobody would say whether the sanctions had come up, although they had been on the agenda "
        "that was handed out a day before."
    ),
)
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
STATED = (
    '<meta property="og:type" content="article">'
    '<meta property="article:published_time" content="2021-06-27T10:00:00Z">'
)
MENU = '<nav><a href="/">Front</a> <a href="/in">Sign in to read more</a> <a href="/join">Subscribe</a></nav>'


def write_page(
    body: str = BODY, head: str = STATED, title: str = "Ministers meet in Rome", more: str = ""
) -> str:
    return (
        f"<html><head><title>{title} - The Courier</title>"
        f"<meta property='og:site_name' content='The Courier'>{head}</head>"
        f"<body>{MENU}<main><article><h1>{title}</h1>{body}</article>{more}</main></body></html>"
    )


LINKS = "".join(
    f'<h3><a href="/{number}">Envoy number {number} arrives in the capital for talks</a></h3>'
    for number in range(12)
)
LIST = "".join(
    f'<div><h3><a href="/{number}">Envoy number {number} arrives in the capital for talks</a></h3>'
    f"<p>The visit of envoy {number} had been expected for weeks, officials said on Monday.</p></div>"
    for number in range(12)
)
COOKIES = (
    "<p>We and our partners use cookies and similar techniques to keep and read "
    "personal data on your device.</p>"
    "<p>With your consent our partners may show personalised advertising. Some vendors rely "
    "on their legitimate interest.</p>"
    "<p>You can change your preferences or withdraw consent at any time in our privacy "
    "policy.</p><button>Accept all</button>"
)
ERRORS = {
    "Page not found": (
        "We looked everywhere, but what you want is not here. Try the search or go to the front page."
    ),
    "404": "The page that you asked for has moved or never was. Please use the menu above to find it.",
    "503 Service Unavailable": (
        "Our machines are tired. Come back in a few minutes, when everything should work again."
    ),
    "Access Denied": "You do not have the right to see this page on this server. Reference number 18.2f.",
    "Just a moment...": (
        "This takes a few seconds while we look at your connection before going on to the site."
    ),
    "Are you a robot?": "Tick the box below so that we know that no program is at work here, then go on.",
    "You need to enable JavaScript to run this app.": (
        "If it is on already, wait a little and load the page once more."
    ),
    "This article is no longer available": (
        "It may have been taken down by its author or it has run out. Try our archive instead."
    ),
}
LOCK = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
WALLS = {
    "error page": [write_page(f"<p>{text}</p>", "", title) for title, text in ERRORS.items()],
    "consent": [
        write_page(COOKIES, "", "Your choice"),
        write_page(COOKIES, "", "Before you read on"),
    ],
    "for subscribers": [
        write_page(f"<p>{SENTENCES[0]}</p>", STATED + LOCK),
        write_page(f"<p>{SENTENCES[0]}</p><p>Subscribe now to continue reading this article.</p>"),
        write_page(f"<p>{SENTENCES[0]}</p><div class='gate'>The rest of this article is for subscribers. "
                   "<a href='/in'>Log in</a></div>"),
        write_page(f"<p>{SENTENCES[0]}</p><p>You have reached your limit of free articles. Create an "
                   "account to keep reading.</p>"),
        write_page(f"<p>{SENTENCES[0]}</p>", STATED + '<meta name="article:content_tier" content="locked">'),
        write_page(BODY * 6, STATED + LOCK.replace("false", 'false, "wordCount": 1900')),
        write_page(f"<p>{SENTENCES[0]}</p><p>This story is only available to our paying members.</p>"),
    ],
    "sign in": [write_page("<p>Please give your name and your password to go on to your own page.</p>"
                           "<form><input name='user'><input type='password' name='word'></form>",
                           "", "Log in")],
    "list of articles": [
        write_page(LIST, "", "World"),
        write_page(
            "<ul>" + re.sub(r"<h3>|</h3>", "", LIST).replace("<div>", "<li>").replace("</div>", "</li>")
            + "</ul>", "", "Diplomacy"),
    ],
}  # fmt: skip


LONG = '<script type="application/ld+json">{"@type": "NewsArticle", "wordCount": "900"}</script>'
FOREIGN = {
    "error page": [
        write_page("<p>Die gesuchte Seite gibt es nicht mehr. Nutzen Sie bitte die Suche.</p>", "",
                   "Seite nicht gefunden"),
        write_page("<p>К сожалению, здесь ничего нет. Воспользуйтесь поиском по сайту.</p>", "",
                   "Страница не найдена"),
        write_page("<p>Usa il menu qui sopra per trovare quello che cerchi nel sito.</p>", "",
                   "Ops, errore 404!"),
        write_page("<p>Bu bölümde bir haber yok, ana sayfaya dönebilirsiniz.</p>", "", "Hata: 404"),
        write_page("<p>Nutzen Sie bitte das Menü, um weiterzukommen.</p>", "",
                   "Hoppla").replace("<body>", "<body class='error404 wide'>"),
        write_page("<p>お探しのものはここにはありません。</p>", "", "ページが見つかりません"),
    ],
    "consent": [
        write_page(
            "<p>Mit Ihrer Einwilligung verwenden wir und unsere Partner Cookies. Sie können "
            "zustimmen oder ablehnen.</p>"
            "<p>Mehr steht in der Erklärung zum Datenschutz. Ihre Einwilligung können Sie widerrufen.</p>",
            "", "Ihre Wahl"),
        write_page(
            "<p>Avec votre consentement, nos partenaires et nous utilisons des cookies. Vous "
            "pouvez accepter ou refuser.</p>"
            "<p>Vos données personnelles sont protégées ; votre vie privée compte pour nous.</p>", "",
            "Votre choix"),
    ],
    "for subscribers": [
        write_page(f"<p>{SENTENCES[0]}</p><p>Um weiterzulesen, melden Sie sich bitte an.</p>"),
        write_page(f"<p>{SENTENCES[0]}</p><p>Статья доступна по подписке.</p>"),
        write_page(f"<p>{SENTENCES[0]}</p>", STATED + LONG),
        write_page("<p itemscope itemtype='schema.org/Report'>"
                   f"<meta itemprop='isAccessibleForFree' content='False'>{SENTENCES[0]}"),
    ],
    "list of articles": [
        write_page(
            "".join(
                f"<div class='card'><a class='head' href='/{number}'>Посол номер {number} прибыл в "
                "столицу</a><p>Его ждали здесь уже несколько недель, сказал представитель номер "
                f"{number} министерства.</p></div>"
                for number in range(8)
            ), "", "Мир"),
        write_page(
            "".join(
                f"<div class='card'><a href='/{number}'>第{number}位特使抵达首都参加会谈</a>"
                "<p>官员们周一表示，访问已等待数周。</p></div>"
                for number in range(8)
            ), "", "国际"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "html"), [(kind, html) for kind, pages in FOREIGN.items() for html in pages]
)
def test_what_is_no_article_is_known_whatever_its_language(kind: str, html: str) -> None:
    for item in (
        build_page(Fetched("https://wire.example/a", "https://wire.example/a", html.encode()), {}, "tests"),
        *read_upload("saved.html", html.encode()),
    ):
        assert isinstance(item, Rejected)
        assert kind in item.reason


@pytest.mark.parametrize(
    "title",
    ["500 UN troops leave the capital", "Death toll rises to 502", "404 service members honoured",
     "Toll: 410", "Hiba visits 404 villages", "The 451 who stayed", "Talks on 4-04: envoys meet"],
)  # fmt: skip
def test_a_number_in_a_headline_is_no_error(title: str) -> None:
    assert isinstance(
        build_page(
            Fetched(
                "https://wire.example/a", "https://wire.example/a", write_page(head="", title=title).encode()
            ),
            {},
            "",
        ),
        Article,
    )


@pytest.mark.parametrize(("kind", "html"), [(kind, html) for kind, pages in WALLS.items() for html in pages])
def test_what_is_no_article_is_refused_with_its_reason(kind: str, html: str) -> None:
    item = build_page(Fetched("https://wire.example/a", "https://wire.example/a", html.encode()), {}, "tests")
    assert isinstance(item, Rejected)
    assert kind in item.reason
    assert json.loads(item.raw)["url"] == "https://wire.example/a"


NEWS = {
    "plain": write_page(),
    "with more below": write_page(more=f"<section><h2>More news</h2>{LINKS}</section>"),
    "open though it is said to be locked": write_page(BODY * 7, STATED + LOCK),
    "short": write_page(f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>"),
    "about an error": write_page(title="Access denied to inspectors, agency says", body=BODY * 3),
    "about cookies": write_page(
        title="Ministers agree on privacy",
        body=BODY + "<p>The law asks for consent before cookies are set.</p>",
    ),
    "of members that go on": write_page(
        f"<p>{SENTENCES[0]} The wish of all member states was to continue the talks.</p>"
    ),
    "for members of an alliance": write_page(
        f"<p>{SENTENCES[0]} The fund is available to members of the alliance, one envoy said.</p>"
    ),
    "of membership": write_page(
        f"<p>{SENTENCES[0]} Membership would open the way to full access to the market.</p>"
    ),
    "of an account": write_page(
        f"<p>{SENTENCES[0]} The money in an account in Brussels would be used to unlock the loan.</p>"
    ),
    "of a report": write_page(f"<p>{SENTENCES[0]} This report is only the beginning, he said.</p>"),
    "of a text": write_page(
        f"<p>{SENTENCES[0]} He hopes to see the full text signed soon, which would be significant.</p>"
    ),
    "above a newsletter": write_page(
        f"<p>{SENTENCES[0]}</p>", more="<div>Sign up for our newsletter to read more</div>"
    ),
    "of partners": write_page(
        f"<p>{SENTENCES[0]}</p><p>{'The partners, all partners said, trust their partners. ' * 3}</p>"
    ),
    "of trade": write_page(
        f"<p>{SENTENCES[0]} The Senate gave its consent to tariff preferences. Consent, "
        "consent and preferences.</p>"
    ),
    "short, of access": write_page(title="Access denied to inspectors, agency says"),
    "short, of a court": write_page(title="Not found guilty, the former minister returns"),
    "short and whole though locked": write_page(
        head=STATED
        + (
            '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": '
            'false, "wordCount": 70}</script>'
        )
    ),
    "beside a longer one": write_page(head=STATED + LONG.replace("900", "70") + LONG),
    "with contents": write_page(
        "<p>"
        + "</p><p>".join(SENTENCES)
        + "</p><ul>"
        + "".join(f'<li><a href="#p{n}">What does point number {n} mean</a></li>' for n in range(6))
        + "</ul>"
        + "".join(
            f"<h2 id='p{n}'>What does point number {n} mean</h2><p>{SENTENCES[n % 3]}</p>" for n in range(6)
        )
    ),
    "with documents": write_page(
        BODY
        + "<ul>"
        + "".join(
            f'<li><a href="/{n}.pdf">Annex number {n} to the joint statement</a></li>' for n in range(6)
        )
        + "</ul>"
    ),
    "about subscriptions": write_page(
        title="Newspapers lose readers", body=BODY * 5 + "<p>One must subscribe to continue reading.</p>"
    ),
}


@pytest.mark.parametrize("name", NEWS)
def test_news_is_news(name: str) -> None:
    item = build_page(
        Fetched("https://wire.example/a", "https://wire.example/a", NEWS[name].encode()), {}, "tests"
    )
    assert isinstance(item, Article), item
    assert item.text.startswith(SENTENCES[0])
    assert (item.outlet, item.date, item.date_origin) == ("The Courier", date(2021, 6, 27), "parsed")


@pytest.mark.parametrize(
    "head",
    [
        (
            '<script type="application/ld+json; charset=utf-8">{"@type": "NewsArticle", '
            '"datePublished": "2021-06-27"}</script>'
        ),
        (
            '<script type="application/ld+json">//'
            '<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2021-06-27"}\n//]]></script>'
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "about": "one\ntwo", '
            '"datePublished": "2021-06-27"}</script>'
        ),
        (
            '<script type="application/ld+json">{"mainEntity": {"@type": "NewsArticle", '
            '"datePublished": "2021-06-27"}}</script>'
        ),
        '<meta name="article:published_time" content="2021-06-27T10:00:00Z">',
    ],
)
def test_the_day_is_found_however_a_page_states_it(head: str) -> None:
    html = write_page(
        BODY * 2, head, more="<p>Updated on 3 July 2021</p><time datetime='2021-07-03'>3 July 2021</time>"
    )
    item = build_page(Fetched("https://wire.example/a", "https://wire.example/a", html.encode()), {}, "tests")
    assert isinstance(item, Article)
    assert (item.date, item.date_origin) == (date(2021, 6, 27), "parsed")


def test_a_copy_that_another_site_keeps_is_known_by_its_own_address() -> None:
    url, own = "https://wire-example.cdn.ampproject.org/c/s/wire.example/a", "https://wire.example/a"
    html = write_page(head=f'{STATED}<link rel="canonical" href="{own}">')
    item = build_page(Fetched(url, url, html.encode()), {}, "tests")
    assert isinstance(item, Article)
    assert item.url == own


def test_the_front_page_is_none(site: Site) -> None:
    site.put("/", write_page(head=""))
    site.put("/2015/old-article", status=302, Location="/")
    reasons = [
        item.reason
        for item in Pages([site.address, site.address + "/2015/old-article"]).read(Fetcher().fetch)
    ]
    assert "leads to the front page" in reasons[0]
    assert "leads now to the front page" in reasons[1]


@pytest.mark.parametrize(
    ("canonical", "kept"),
    [
        ("{site}/true", "{site}/true"),
        ("https://elsewhere.example/stolen", "{site}/a?x=1"),
        ("{site}/", "{site}/a?x=1"),
        ("javascript:alert(1)", "{site}/a?x=1"),
    ],
)
def test_an_article_is_known_by_the_address_that_its_own_site_gives(
    canonical: str, kept: str, site: Site
) -> None:
    url = site.put(
        "/a?x=1",
        write_page(head=STATED + f'<link rel="canonical" href="{canonical.format(site=site.address)}">'),
    )
    item = read_url(url, Fetcher().fetch)
    assert isinstance(item, Article)
    assert item.url == kept.format(site=site.address)


def test_the_encoding_of_the_answer_is_believed(site: Site) -> None:
    html = write_page(BODY.replace("the agenda", "Łukasz Jasiński’s agenda"))
    for kind in ("text/html; charset=windows-1250", "text/html"):
        url = site.put(
            "/a",
            html.replace("<head>", "<head><meta charset='windows-1250'>").encode("cp1250"),
            Content_Type=kind,
        )
        item = read_url(url, Fetcher().fetch)
        assert isinstance(item, Article)
        assert "Łukasz Jasiński’s agenda" in item.text


def test_one_that_fails_does_not_stop_the_others(site: Site) -> None:
    good = site.put("/good", write_page())
    site.put("/feed", "<rss/>", Content_Type="application/rss+xml")
    urls = [
        site.address + "/gone",
        "http://10.0.0.1/",
        "http://user:pass@wire.example/",
        site.address + "/feed",
        good,
    ]
    items = list(Pages(urls).read(Fetcher().fetch))
    assert [type(item).__name__ for item in items] == ["Rejected"] * 4 + ["Article"]
    assert [item.source for item in items[:4]] == urls[:4]
    assert "feed add" in items[3].reason


def test_a_page_that_breaks_its_reader_stops_no_other(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    read = pages.read_page

    def fail(html: str, url: str) -> dict[str, object]:
        return 1 // 0 if url.endswith("/odd") else read(html, url)

    monkeypatch.setattr(pages, "read_page", fail)
    monkeypatch.setattr(pages, "parse_apart", lambda function, *given: function(*given))  # where it is broken
    urls = [site.put(path, write_page(), Content_Type="text/html") for path in ("/odd", "/plain")]
    odd, plain = Pages(urls).read(Fetcher().fetch)
    assert isinstance(odd, Rejected)
    assert "ZeroDivisionError" in odd.reason
    assert odd.where == urls[0]
    assert isinstance(plain, Article)


def test_an_address_is_a_source_like_a_file(site: Site) -> None:
    [item] = read_source(site.put("/2021/06/27/rome", write_page(head="")))
    assert isinstance(item, Article)
    assert (item.title, item.date_origin) == ("Ministers meet in Rome", "parsed")


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")
def test_no_page_of_a_real_site_is_taken_for_a_wall() -> None:
    pages = sorted((CORPORA / "kremlin_html").glob("*.html"))
    with (CORPORA / "kremlin_to_2016.jsonl").open(encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    found = same = 0.0
    for path in pages:
        row = rows[f"kr:{path.stem}"]
        item = build_page(Fetched(row["url"], row["url"], path.read_bytes(), kind="text/html"), {}, "tests")
        assert isinstance(item, Article), (path.name, item)
        words, wanted = (Counter(re.findall(r"\w+", text)) for text in (item.text, row["text"]))
        found += 2 * (words & wanted).total() / (words.total() + wanted.total())
        same += (item.title, str(item.date)) == (row["title"], row["date"])
    assert found / len(pages) >= 0.97
    assert same / len(pages) >= 0.98


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")
def test_no_article_of_the_corpora_is_taken_for_a_wall_though_its_page_states_nothing() -> None:
    for path in sorted(CORPORA.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines()[::30]:
            row = json.loads(line)
            body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in row["text"].split("\n\n"))
            assert not find_wall(
                write_page(body, "", escape(row["title"])), row["title"], row["text"], row["url"]
            ), row["id"]


@pytest.mark.parametrize(
    "html", ["", "<", "<html>", "<html><body><h1></h1>" + "<div>" * 3000, "\x00\ud800", "<!--", "<script>"]
)
def test_no_page_breaks_the_search_for_walls(html: str) -> None:
    assert isinstance(find_wall(html, "", "", "", ""), str)
