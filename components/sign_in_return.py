"""The way back after sign-in: whoever came by a link lands where it led.

Streamlit's own way through sign-in ends on the overview. The request that begins sign-in comes from the page
where the button stands, and names it (Referer, which app.py's policy lets go to this server only); a
short-lived cookie keeps it until the provider has answered. Kept is only the name of a page and its query,
and what leads back is joined to Streamlit's own target: no other host can be reached by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote, urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "dragoman_asked"
PATIENCE = 900  # seconds that somebody has for signing in
LONGEST = 3000  # characters: browsers keep cookies up to 4096
ASKED = re.compile(r"[a-z]{0,20}(\?[!-~]*)?")  # one page of this application, and a query of plain ASCII


def find_asked(referer: str, base: str = "") -> str:
    """The page and query in an address under `base`, as in "article?article=x"; "" where there is none."""
    try:
        parts = urlsplit(referer)
    except ValueError:
        return ""
    base = base.strip("/")
    inner = parts.path.strip("/") + "/"
    if base and not inner.startswith(base + "/"):
        return ""
    name = inner.removeprefix(base + "/" if base else "").rstrip("/")
    return keep_asked(f"{name}?{parts.query}" if parts.query else name)


def keep_asked(asked: str) -> str:
    """What was asked for, "" unless it is a page of this application by its name, with or without a query."""
    return asked if len(asked) <= LONGEST and ASKED.fullmatch(asked) else ""


class Landing:
    """Leads back after sign-in to the page where it began."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"] if scope["type"] == "http" else ""
        base = str(st.get_option("server.baseUrlPath") or "").strip("/")
        root = f"/{base}" if base else ""
        begins, ends = path == f"{root}/auth/login", path == f"{root}/oauth2callback"
        if not begins and not ends:
            await self.app(scope, receive, send)
            return
        asked = (
            find_asked(Headers(scope=scope).get("referer", ""), base)
            if begins
            else read_cookie(Headers(scope=scope))
        )

        async def send_with_landing(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if begins:
                    headers.append("Set-Cookie", write_cookie(asked, root or "/"))
                else:
                    headers.append("Set-Cookie", write_cookie("", root or "/"))
                    if asked and headers.get("location") == f"{root}/":
                        headers["location"] = f"{root}/{asked}"
            await send(message)

        await self.app(scope, receive, send_with_landing)


def write_cookie(asked: str, path: str) -> str:
    """The header that keeps what was asked for, or forgets it."""
    return (
        f"{COOKIE}={quote(asked, safe='')}; Path={path}; "
        f"Max-Age={PATIENCE if asked else 0}; HttpOnly; SameSite=Lax"
    )


def read_cookie(headers: Mapping[str, str]) -> str:
    """What was asked for, as far as it can be trusted: anybody can write a cookie."""
    return keep_asked(unquote(cookie_parser(headers.get("cookie", "")).get(COOKIE, "")))
