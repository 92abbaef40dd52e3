"""What watches tell, as Atom: /feeds/all.atom, and /feeds/NAME.atom of one. For who may read the library."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, unquote

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

import dragoman
from dragoman.analysis.library import Library
from dragoman.errors import DragomanError
from dragoman.settings import find_library_uri
from dragoman.watches.delivery import ALL_FEEDS
from dragoman.watches.feed import write_feed

FOLDER, SUFFIX = "/feeds/", ".atom"


class NewsFeeds:
    """Answers requests for feeds, hands on all others. It stands behind the gate, which lets readers in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        name = find_name(scope) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        if name is None:
            await self.app(scope, receive, send)
            return
        answer = await run_in_threadpool(answer_feed, name)
        await answer(scope, receive, send)


def find_name(scope: Scope) -> str | None:
    """The name of the watch whose feed is asked for, "" for all; None for what is no feed."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    path = str(scope["path"]).removeprefix(f"/{base}" if base else "")
    if not path.startswith(FOLDER) or not path.endswith(SUFFIX):
        return None
    name = unquote(path[len(FOLDER) : -len(SUFFIX)])
    return "" if name == ALL_FEEDS else name


def answer_feed(name: str) -> Response:
    """The feed of a watch, or of all."""
    try:
        watches = _open(find_library_uri()).watches.list()
    except DragomanError as error:
        return PlainTextResponse(f"{error}\n", 503)
    if name and name not in {watch.name for watch in watches}:
        return PlainTextResponse("There is no watch of this name.\n", 404)
    return Response(write_feed(watches, name), media_type="application/atom+xml")


def link_feed(name: str = "") -> str:
    """Where the feed of a watch, or of all, is served, from any page."""
    return f"./feeds/{quote(name or ALL_FEEDS, safe='')}{SUFFIX}"


@lru_cache(maxsize=1)
def _open(uri: str) -> Library:
    return dragoman.open(uri)
