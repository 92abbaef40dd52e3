"""Where people sign in, who has not reaches only the page, its assets and the sign-in.

Streamlit's own routes ask nobody who they are: uploads are kept in memory, downloads and figures of the
server lie open. Here they are for the roles that the pages have: a reader fetches, an editor uploads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import streamlit as st
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.web.server.server_util import AUTH_COOKIE_NAME, get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from components.access import Role, judge_claims, needs_sign_in
from components.refusing import Refusal, refuse

ANYBODY = re.compile(
    r"/(_stcore/(health|host-config)|auth/(login|logout)|oauth2callback|static/.+|[a-z]{0,20}|index\.html|favicon\.png|manifest\.json)"
)
EDITORS = re.compile(r"/_stcore/(upload_file|metrics|script-health-check|agent)(/.*)?")
STREAM = "/_stcore/stream"
READING = ("GET", "HEAD")
LARGEST = 1_000_000  # bytes of a message by who has not signed in: a click on a button has a few hundred
MOST_WAITING = 200  # pages that wait for their sign-in at one time

NOBODY = Refusal(401, "Sign in first: this is for those who may read this library.")
STRANGER = Refusal(403, "You are signed in, but you may not read this library.")
READER = Refusal(403, "This is for those who add and correct (DRAGOMAN_EDITORS).")
CROWD = Refusal(503, "Too many wait for their sign-in. Try again in a minute.")


class Gate:
    """Lets through, where sign-in is configured, what the one who asks may have."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] not in ("http", "websocket") or not needs_sign_in():
            await self.app(scope, receive, send)
            return
        role, path = find_role(Headers(scope=scope)), find_path(scope)
        refusal = (
            judge_socket(path) if scope["type"] == "websocket" else judge_request(scope["method"], path, role)
        )
        waits = scope["type"] == "websocket" and role not in ("editor", "reader")
        if waits and self._waiting >= MOST_WAITING:
            refusal = refusal or CROWD
        if refusal:
            await refuse(refusal, scope, receive, send)
        elif waits:
            self._waiting += 1
            try:
                await self.app(scope, limit_messages(receive, send), send)
            finally:
                self._waiting -= 1
        else:
            await self.app(scope, receive, send)


def judge_request(method: str, path: str, role: Role) -> Refusal | None:
    """Why somebody of this role may not have what is under a path, None when they may."""
    if method in READING and ANYBODY.fullmatch(path):
        return None
    if role in ("nobody", "stranger"):
        return NOBODY if role == "nobody" else STRANGER
    if role == "reader" and (method not in READING or EDITORS.fullmatch(path)):
        return READER
    return None


def judge_socket(path: str) -> Refusal | None:
    """Pages are drawn over one WebSocket, the sign-in's too: any other is for nobody."""
    return None if path == STREAM else Refusal(404, "There is nothing here.")


def find_path(scope: Scope) -> str:
    """What is asked for, without the path that all of the dashboard lies under; "" for what is elsewhere."""
    base, path = str(st.get_option("server.baseUrlPath") or "").strip("/"), str(scope["path"])
    if not base:
        return path
    return path.removeprefix(f"/{base}") or "/" if f"{path}/".startswith(f"/{base}/") else ""


def find_role(headers: Headers) -> Role:
    """The role of who sends these headers, by Streamlit's signed cookie in them."""
    claims = read_claims(cookie_parser(headers.get("cookie", "")))
    return judge_claims(claims).role


def read_claims(cookies: Mapping[str, str]) -> dict[str, Any]:
    """What the provider has said of somebody, from Streamlit's signed cookie; nothing if none or false."""
    secret, origin = get_cookie_secret(), get_origin_from_redirect_uri()
    if not secret or not isinstance(secret, str) or not origin:
        return {}

    def read_cookie(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies[name].encode("latin-1")) if name in cookies else None

    try:
        claims = json.loads(get_cookie_with_chunks(read_cookie, AUTH_COOKIE_NAME) or b"{}")
    except ValueError:  # bytes that are no text, text that is no JSON
        return {}
    return claims if isinstance(claims, dict) and claims.get("origin") == origin else {}


def limit_messages(receive: Receive, send: Send) -> Receive:
    """`receive` of a WebSocket that ends with the first message that is too large."""

    async def receive_small() -> Message:
        message = await receive()
        if len(message.get("bytes") or message.get("text") or "") > LARGEST:
            await send({"type": "websocket.close", "code": 1009})
            return {"type": "websocket.disconnect", "code": 1009}
        return message

    return receive_small
