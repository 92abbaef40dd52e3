"""The application, `streamlit run app.py`: what stands before its main script, components/shell.py.

These are the headers of every answer, who may ask for what, and the way back after sign-in.

The main script lies in components/ because Streamlit, with a folder pages/ beside its main script, would run
a deep-linked page of a fresh server without it.
"""

import base64
import hashlib
import re
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.allowed_requests import AllowedRequests
from components.news_feeds import NewsFeeds
from components.sign_in_gate import Gate
from components.sign_in_return import Landing

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def write_policy() -> str:
    """The content security policy: nothing of other hosts, and no inline script but Streamlit's own."""
    index = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    digests = [hashlib.sha256(script.encode()).digest() for script in INLINE_SCRIPT.findall(index)]
    hashes = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return (
        f"default-src 'self'; script-src 'self' blob: {hashes}; style-src 'self' 'unsafe-inline'; img-src "
        "'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


HEADERS = {
    "Content-Security-Policy": write_policy(),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # to other sites nothing; to this one for the way back after sign-in
    "Cross-Origin-Resource-Policy": "same-origin",  # no other site's page can show a figure or a download
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SecurityHeaders:
    """Puts HEADERS on every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


# The first stands outermost
MIDDLEWARE = [
    Middleware(SecurityHeaders),
    Middleware(AllowedRequests),
    Middleware(Gate),
    Middleware(Landing),
    Middleware(NewsFeeds),
]

app = st.App("components/shell.py", middleware=MIDDLEWARE)
