"""The way back after sign-in leads to pages of this application and nowhere else."""

from __future__ import annotations

import asyncio

import pytest
import streamlit as st

from components.sign_in_return import COOKIE, Landing, find_asked, keep_asked

SITE = "https://news.example.org"


@pytest.mark.parametrize(
    ("referer", "base", "asked"),
    [
        (
            f"{SITE}/article?article=rome-1&q=Yair+Lapid%20%D0%96",
            "",
            "article?article=rome-1&q=Yair+Lapid%20%D0%96",
        ),
        (f"{SITE}/library", "", "library"),
        (f"{SITE}/?q=x", "", "?q=x"),
        (f"{SITE}/", "", ""),
        ("", "", ""),
        (f"{SITE}/news/article?article=1", "news", "article?article=1"),
        (f"{SITE}/news", "/news/", ""),
        (f"{SITE}/news?q=x", "news", "?q=x"),
        (f"{SITE}/newsletter", "news", ""),
        (f"{SITE}/auth/logout", "", ""),  # else a link could sign people out again, or lead round for ever
        (f"{SITE}/auth/login?provider=x", "", ""),
        (f"{SITE}/oauth2callback?code=1", "", ""),
        (f"{SITE}//evil.example/x", "", ""),
        (f"{SITE}/..%2f..%2fx", "", ""),
        (f"{SITE}/article?{'x' * 4000}", "", ""),
        ("https://[broken", "", ""),
    ],
)
def test_a_page_and_its_query_are_found(referer: str, base: str, asked: str) -> None:
    assert find_asked(referer, base) == asked


@pytest.mark.parametrize(
    "cookie",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "evil.example",
        "x\r\nSet-Cookie: a=b",
        "x?é",
        "..",
    ],
)
def test_what_is_no_page_is_never_led_to(cookie: str) -> None:
    assert keep_asked(cookie) == ""


def answer(path: str, location: str = "/", **headers: str) -> dict[str, list[str]]:
    """The headers of the answer to a request that the application answers by leading on to `location`."""
    sent: list[dict] = []

    async def app(scope, receive, send) -> None:
        await send(
            {"type": "http.response.start", "status": 302, "headers": [(b"location", location.encode())]}
        )

    async def send(message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "path": path,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(Landing(app)(scope, None, send))
    found: dict[str, list[str]] = {}
    for name, value in sent[0]["headers"]:
        found.setdefault(name.decode(), []).append(value.decode())
    return found


@pytest.mark.parametrize("base", ["", "news"])
def test_the_way_there_and_back(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", lambda _: base)
    root = f"/{base}" if base else ""
    begun = answer(
        f"{root}/auth/login",
        "https://provider.example/",
        referer=f"{SITE}{root}/article?article=rome-1&q=a;b%3B",
    )
    assert begun["location"] == ["https://provider.example/"]
    [cookie] = begun["set-cookie"]
    assert cookie.endswith(f"; Path={root or '/'}; Max-Age=900; HttpOnly; SameSite=Lax")
    back = answer(f"{root}/oauth2callback", f"{root}/", cookie=cookie.partition(";")[0])
    assert back["location"] == [f"{root}/article?article=rome-1&q=a;b%3B"]
    assert "Max-Age=0" in back["set-cookie"][0]
    elsewhere = answer(f"{root}/oauth2callback", f"{root}/", cookie=f"{COOKIE}=%2F%2Fevil.example")
    assert elsewhere["location"] == [f"{root}/"]
    assert "set-cookie" not in answer(f"{root}/article", referer=f"{SITE}/library")
