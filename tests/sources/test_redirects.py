"""Addresses that carry another one."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Article, Rejected
from dragoman.sources import build_article, read_source, read_upload
from dragoman.sources.feeds import parse_feed
from dragoman.sources.redirects import follow_redirect

LINK = "https://north.example.org/2024/01/03/border"
QUOTED = "https%3A%2F%2Fnorth.example.org%2F2024%2F01%2F03%2Fborder"
CODED = base64.urlsafe_b64encode(LINK.encode()).decode().rstrip("=")
NEWS = (
    base64.urlsafe_b64encode(b"\x08\x13\x22" + bytes([len(LINK)]) + LINK.encode() + b"\xd2\x01\x00")
    .decode()
    .rstrip("=")
)
CASE = Path(__file__).parents[3] / "shared" / "cases" / "c35-google-alert.atom"


@pytest.mark.parametrize(
    "url",
    [
        f"https://www.google.com/url?rct=j&sa=t&url={LINK}&ct=ga&cd=CAI&usg=AF",
        f"https://www.google.co.uk/url?q={QUOTED}&sa=U",
        f"https://www.google.com/url?rct=j&amp;sa=t&amp;url={LINK}&amp;ct=ga",
        f"http://news.google.com/news/url?sa=t&fd=R&url={LINK}",
        f"https://news.google.com/rss/articles/{NEWS}?oc=5",
        f"https://www.google.com/amp/s/{LINK.removeprefix('https://')}",
        f"http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&tid=1&url={QUOTED}&c=1&mkt=en-us",
        f"https://www.bing.com/ck/a?!&&p=1&u=a1{CODED}&ntb=1",
        f"https://l.facebook.com/l.php?u={QUOTED}&h=AT0",
        f"https://www.facebook.com/l.php?u={QUOTED}",
        f"https://t.umblr.com/redirect?z={QUOTED}&t=abc",
        f"https://nam02.safelinks.protection.outlook.com/?url={QUOTED}&data=02%7C01",
        f"https://urldefense.proofpoint.com/v1/url?u={QUOTED}&k=1",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__north.example.org_2024_01_03_border&d=DwMF",
        f"https://urldefense.com/v3/__{LINK}__;!!KGKeukY!abc$",
        "https://urldefense.com/v3/__https:/north.example.org*2024/01/03/border__;Lw!!KG!x$",
        f"https://out.reddit.com/t3_abc?url={QUOTED}&token=x",
        f"https://r.search.yahoo.com/_ylt=A0;_ylu=X/RV=2/RE=1/RO=10/RU={QUOTED}/RK=2/RS=x-",
        f"http://us.rd.yahoo.com/dailynews/rss/world/*{LINK}",
        f"https://duckduckgo.com/l/?uddg={QUOTED}&rut=1",
        f"//duckduckgo.com/l/?uddg={QUOTED}",
        "https://www.google.com/url?url=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3D"
        + QUOTED.replace("%", "%25"),
    ],
)
def test_the_address_within_is_found(url: str) -> None:
    assert follow_redirect(url) == LINK


@pytest.mark.parametrize(
    "url",
    [
        *(
            LINK,
            f"{LINK}?url=https://other.example.org/a",
            "https://www.google.com/url?url=javascript:alert(1)",
            "not an address",
            "",
        ),
        *(
            "https://www.google.com/search?q=https://other.example.org",
            "http://feedproxy.google.com/~r/north/~3/abc/",
            "https://[",
            "//",
        ),
        *(
            "https://news.google.com/rss/articles/CBMiAAAA?oc=5",
            "https://google.example.org/url?url=https://other.example.org/a",
        ),
        *(
            "https://urldefense.com/v3/__notanaddress__;!!x",
            "https://www.google.com/url?url=https://u:p@/",
            "https://l.facebook.com/l.php",
        ),
    ],
)
def test_other_addresses_stay(url: str) -> None:
    assert follow_redirect(url) == url


@given(
    st.text()
    | st.sampled_from(
        ["https://www.google.com/url?url=", "https://urldefense.com/v3/__", "https://r.search.yahoo.com/RU="]
    ),
    st.text(),
)
def test_following_never_fails(first: str, second: str) -> None:
    found = follow_redirect(first + second)
    assert follow_redirect(found) == found


def test_addresses_are_followed_wherever_they_come_in() -> None:
    url = f"https://www.google.com/url?url={QUOTED}"
    row = {"title": "Talks", "text": "Anna Berg met Mikko Laine in Oslo on Monday.", "link": url}
    item = build_article(row)
    assert isinstance(item, Article)
    assert (item.url, item.id, item.outlet) == (LINK, LINK, "north.example.org")
    (waiting,) = read_upload("a.csv", f"title,url\nTalks,{url}\n".encode())
    assert isinstance(waiting, Rejected)
    assert waiting.where == LINK
    rss = (
        "<rss version='2.0'><channel><title>W</title><item><title>T</title>"
        f"<link>{url}</link></item></channel></rss>"
    )
    assert [one.url for one in parse_feed(rss.encode()).items] == [LINK]


@pytest.mark.skipif(not CASE.exists(), reason="needs ../shared")
def test_the_case() -> None:
    (item,) = read_source(CASE)
    assert isinstance(item, Rejected)
    assert (item.where, LINK in item.raw, "google.com" in item.raw) == (LINK, True, False)
