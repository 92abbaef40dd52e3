"""Which requests are for this dashboard and from it: its own names and pages, and this machine alone.

A page of anybody can give this machine a name of its own (DNS rebinding): its requests then come from the
user's browser, and only the Host in them tells. It can also send requests without seeing the answers: their
Origin tells. Both are looked at before anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from components.access import find_sign_in_fault, needs_sign_in
from components.refusing import Refusal, refuse
from dragoman.errors import SettingError
from dragoman.host_names import is_named, list_entries, read_host, read_pattern
from dragoman.settings import find_faults, is_on, read_setting

OWN = ("127.0.0.1", "localhost", "::1")
HOST = re.compile(r"(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9._-]{1,254})(?::(\d{1,5}))?")
SAFE = ("GET", "HEAD", "OPTIONS")
ELSEWHERE = ("cross-site", "same-site")  # what browsers say of a request that no page of this origin has made


class AllowedRequests:
    """Lets through what is asked by one of its names, from nowhere else, where it may be reached at all.

    When the server starts: says what is wrong with the settings, and refuses to serve other machines where
    nobody signs in.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request, or the start of the server."""
        if scope["type"] == "lifespan":
            if faults := list(find_faults_of_server()):
                await receive()
                await send({"type": "lifespan.startup.failed", "message": " ".join(faults)})
                return
        elif refusal := find_refusal(scope):
            await refuse(refusal, scope, receive, send)
            return
        await self.app(scope, receive, send)


def find_faults_of_server() -> Iterable[str]:
    """Why the server must not start, each in a sentence."""
    yield from find_faults()
    if fault := find_sign_in_fault():
        yield fault
    address = str(st.get_option("server.address") or "0.0.0.0")
    if not (address == "localhost" or is_loopback(address) or may_be_open()):
        yield (
            f"The dashboard would listen on {address}, where other machines reach it, and nobody signs in: "
            "whoever comes could read, add and delete. Leave it on 127.0.0.1 (server.address), configure "
            "sign-in (docs/deploy.md), or set DRAGOMAN_OPEN=1 if that is what you want."
        )


def may_be_open() -> bool:
    """Whether other machines may come: where people sign in, or a setting says so."""
    try:
        return is_on("open") or needs_sign_in()
    except SettingError:
        return False


def find_refusal(scope: Scope) -> Refusal | None:
    """Why a request over HTTP or for a WebSocket is not let through; None when it is."""
    headers = Headers(scope=scope)
    host = headers.getlist("host")
    if len(host) != 1 or not (name := read_name(host[0])):
        return Refusal(
            400, "This request does not say in a readable way which host it is for (the header Host)."
        )
    if not is_named(name, list_names(read_setting("hosts"))):
        return Refusal(
            403,
            f"This dashboard is not served by the name {name}. If that is a name of this server, whoever "
            f"runs it adds it to the setting DRAGOMAN_HOSTS, as in DRAGOMAN_HOSTS={name}, and starts the "
            "server again.",
        )
    if not is_from_here(scope, headers, host[0]):
        return Refusal(
            403,
            "This request comes from a page of another site, or the proxy before this server does not pass "
            "the header Host on as it came (docs/deploy.md).",
        )
    address = str((scope.get("server") or ("",))[0])
    if is_ip(address) and not is_loopback(address) and not may_be_open():
        return Refusal(
            403,
            "This dashboard is for its own machine, because nobody signs in to it. Whoever runs it can "
            "configure sign-in, or set DRAGOMAN_OPEN=1 to let everyone in who reaches it.",
        )
    return None


def read_name(host: str) -> str:
    """The name in a header Host, as of `dragoman.host_names.read_host`; "" for what is none.

    Any port will do.
    """
    found = HOST.fullmatch(host)
    return read_host(found[1].strip("[]")) if found and int(found[2] or 1) <= 65535 else ""


@lru_cache(maxsize=8)
def list_names(setting: str) -> tuple[str, ...]:
    """The names that this dashboard is reached by; entries that are none are left out, also a bare *."""
    return (*OWN, *filter(None, map(read_pattern, list_entries(setting))))


def is_from_here(scope: Scope, headers: Headers, host: str) -> bool:
    """Whether a request was made by a page of this dashboard or by no page at all.

    Every browser says so where it matters.
    """
    if any(origin not in (f"http://{host}", f"https://{host}") for origin in headers.getlist("origin")):
        return False
    unsafe = scope["type"] == "websocket" or scope["method"] not in SAFE
    return not (unsafe and headers.get("sec-fetch-site", "") in ELSEWHERE)


def is_ip(address: str) -> bool:
    """Whether it is an IP address."""
    try:
        ip_address(address)
    except ValueError:
        return False
    return True


def is_loopback(address: str) -> bool:
    """Whether it is an address that only this machine reaches, also one of IPv4 in the clothes of IPv6."""
    if not is_ip(address):
        return False
    number = ip_address(address)
    return (getattr(number, "ipv4_mapped", None) or number).is_loopback
