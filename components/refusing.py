"""What is answered to a request that is not let through: a page in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

POLICY_VIOLATION = 1008


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status of HTTP, and sentences that say why and what to do."""

    status: int
    words: str


async def refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request, of which only the head is read.

    A WebSocket's handshake ends with 403 and no words, for nobody would see them.
    """
    if scope["type"] == "websocket":
        await WebSocket(scope, receive, send).close(POLICY_VIOLATION)
        return
    answer = HTMLResponse(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Dragoman</title>"
        f"<h1>Dragoman</h1><p>{escape(refusal.words)}</p></html>\n",
        refusal.status,
        {"Cache-Control": "no-store"},
    )
    await answer(scope, receive, send)
