"""Fetching from the web: the room that opens sockets, and makes the guard of what is sent besides.

httpcore, the engine of httpx, is used without httpx: the name of a host is resolved and checked at the very
moment of connecting, so that no second answer of a name server can lead elsewhere. No cookie, no credential,
no script, no proxy but that of the settings.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, TypeVar
from urllib.parse import urljoin

import httpcore

from dragoman.errors import FetchError
from dragoman.proxies import parse_proxy
from dragoman.sources.addresses import Target, check_addresses, is_public, parse_target
from dragoman.sources.answers import Answer, check_kind, explain_status, read_headers, unpack
from dragoman.sources.robots import Rules, read_agent, read_delay, read_fetch_setting, read_rules

LARGEST = 20_000_000  # bytes, unpacked: a page has a hundredth of it
SECONDS = 30.0  # for one fetch with all its redirects, without the waits that politeness asks for
PATIENCE = 10.0  # seconds until an address of a host is connected to; the next is tried then
MOST_REDIRECTS = 5
LONGEST_DELAY = 30.0  # seconds that a site's own rules may ask for between two requests
RULES_KEPT = 86_400.0  # seconds
ASKED: dict[bytes | str, bytes | str] = {
    "Accept": "text/html,application/xml,application/json;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en,*;q=0.5",
}

T = TypeVar("T")
Resolve = Callable[[str, int], Iterable[str]]
Check = Callable[[Target, Iterable[str]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from an address."""

    url: str  # as it was asked for
    address: str  # where it came from, after all redirects
    body: bytes
    moved: str = ""  # the new address, when the site says that it has moved for good
    unchanged: bool = False  # nothing has changed since `etag` or `modified`, says the site; there is no body
    kind: str = ""  # its content type in lower case, without parameters
    charset: str = ""  # the encoding that the answer states
    etag: str = ""
    modified: str = ""  # Last-Modified, as the site writes it


class Fetch(Protocol):
    """`Fetcher.fetch`, or what a test puts in its place."""

    def __call__(
        self,
        url: str,
        *,
        wanted: str = "page",
        etag: str = "",
        modified: str = "",
        rules: bool = True,
        delay: float = 0,
    ) -> Fetched:
        """What is at this address."""


class Fetcher:
    """Fetches politely: remembers sites' robots.txt and when each was last asked. Threads may share one.

    `resolve` gives the IP addresses of a host and port; `seconds` and `largest` are the limits of one fetch.
    """

    def __init__(
        self, resolve: Resolve | None = None, seconds: float = SECONDS, largest: int = LARGEST
    ) -> None:
        self._resolve = resolve or resolve_name
        self._seconds = seconds
        self._largest = largest
        self._rules: dict[str, tuple[Rules, float]] = {}  # by site, with when they were read
        self._next: dict[str, float] = {}  # by host: when it may be asked again
        self._lock = threading.Lock()

    def fetch(
        self,
        url: str,
        *,
        wanted: str = "page",
        etag: str = "",
        modified: str = "",
        rules: bool = True,
        delay: float = 0,
    ) -> Fetched:
        """What is at an address. FetchError, saying why and what to do, for all that does not end well.

        `wanted` is "page", "feed" or "json". With `etag` or `modified` of an earlier answer nothing is sent
        that has not changed. `rules` says that robots.txt is honoured; `delay` is the least number of seconds
        between two requests to this host.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        left, target, moved, lasting = self._seconds, parse_target(url), "", True
        for _ in range(MOST_REDIRECTS + 1):
            pause = max(float(delay), read_delay())
            if rules:
                site = self._find_rules(target)
                if not site.allows(target.url):
                    raise FetchError(
                        f"{target.name} is not fetched: the site's robots.txt asks "
                        "programs not to. Save it by hand.",
                        lasting=True,
                    )
                pause = max(pause, min(site.delay, LONGEST_DELAY))
            self._wait(target.host, pause)
            started = time.monotonic()
            answer = self._ask(target, headers, left)
            left -= time.monotonic() - started
            if answer.status in (301, 302, 303, 307, 308) and answer.header("location"):
                before, target = target, parse_target(urljoin(target.url, answer.header("location")))
                lasting = lasting and answer.status in (301, 308)
                moved = target.url if lasting else moved
                if left <= 0:
                    raise FetchError(
                        f"{before.name} cannot be fetched: it took more than {self._seconds:g} "
                        "seconds. Try again later."
                    )
                continue
            return self._take(url, target, moved, answer, wanted)
        raise FetchError(
            f"{target.name} cannot be fetched: it leads on more than {MOST_REDIRECTS} "
            "times. Check it in a browser.",
            lasting=True,
        )

    def _take(self, url: str, target: Target, moved: str, answer: Answer, wanted: str) -> Fetched:
        kind = answer.header("content-type").partition(";")[0].strip().lower()
        charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", answer.header("content-type"), re.I)
        if answer.status == 304:
            return Fetched(
                url,
                target.url,
                b"",
                moved,
                unchanged=True,
                etag=answer.header("etag"),
                modified=answer.header("last-modified"),
            )
        if answer.status != 200:
            raise explain_status(target.name, answer)
        check_kind(target.name, kind, wanted)
        stamps = answer.header("etag"), answer.header("last-modified")
        return Fetched(
            url, target.url, bytes(answer.body), moved, False, kind, charset[1] if charset else "", *stamps
        )

    def _find_rules(self, target: Target) -> Rules:
        """The site's rules for programs.

        A site that has none allows all; one whose rules cannot be read now is left alone.
        """
        with self._lock:
            rules, read = self._rules.get(target.site, (None, 0.0))
        if rules is not None and time.monotonic() - read < RULES_KEPT:
            return rules
        place, left = parse_target(target.site + "/robots.txt"), self._seconds
        for _ in range(MOST_REDIRECTS + 1):
            started = time.monotonic()
            try:
                answer = self._ask(place, {}, left)
            except FetchError as error:  # what is wrong is said of the page that was asked for
                raise FetchError(
                    str(error).replace(place.name, target.name), error.status, error.wait, error.lasting
                ) from error
            left -= time.monotonic() - started
            if answer.status not in (301, 302, 303, 307, 308) or not answer.header("location") or left <= 0:
                break
            place = parse_target(urljoin(place.url, answer.header("location")))
        if answer.status >= 500 or answer.status == 429:
            raise FetchError(
                f"{target.name} is not fetched now: the site's robots.txt cannot be read "
                f"({answer.status}). Try again later.",
                answer.status,
            )
        rules = read_rules(bytes(answer.body) if answer.status == 200 else b"", read_agent())
        with self._lock:
            self._rules[target.site] = rules, time.monotonic()
        return rules

    def _wait(self, host: str, pause: float) -> None:
        with self._lock:
            start = max(time.monotonic(), self._next.get(host, 0.0))
            self._next[host] = start + pause
        time.sleep(max(0.0, start - time.monotonic()))

    def _ask(self, target: Target, headers: dict[str, str], seconds: float) -> Answer:
        """One request, without following where it leads.

        The answer's body is there only when its status is 200.
        """
        slow = FetchError(
            f"{target.name} cannot be fetched: it took more than {self._seconds:g} seconds. Try again later."
        )
        line = Line(time.monotonic() + seconds)
        try:
            return limit_time(lambda: self._exchange(target, headers, line, slow), seconds, slow)
        finally:
            line.cut()

    def _exchange(self, target: Target, headers: dict[str, str], line: Line, slow: FetchError) -> Answer:
        sent: dict[bytes | str, bytes | str] = {"User-Agent": read_agent(), **ASKED}
        # Sites write more than ASCII into an ETag
        sent.update({name: text.encode() for name, text in headers.items() if text})
        left = max(0.0, line.end - time.monotonic())
        patience = {"connect": min(PATIENCE, left), "read": left, "write": left, "pool": left}
        with (
            explain_faults(target),
            open_pool(target, line, self._resolve) as pool,
            pool.stream("GET", target.url, headers=sent, extensions={"timeout": patience}) as reply,
        ):
            answer = Answer(reply.status, read_headers(reply.headers))
            if reply.status == 200:
                unpacked = unpack(
                    reply.iter_stream(), answer.header("content-encoding").strip().lower(), self._largest
                )
                for chunk in unpacked:
                    answer.body += chunk
                    if len(answer.body) > self._largest:
                        raise FetchError(
                            f"{target.name} is not read: it has more than {self._largest / 1e6:g} MB.",
                            200,
                            lasting=True,
                        )
                    if time.monotonic() > line.end:
                        raise slow
            return answer


def open_pool(
    target: Target, line: Line, resolve: Resolve, check: Check = check_addresses
) -> httpcore.ConnectionPool:
    """What a target is reached by: addresses that are checked when it connects, or the settings' proxy."""
    if asked := read_fetch_setting("fetch_proxy"):
        proxy = parse_proxy(asked)
        if known := resolve_target(resolve, target, []):  # what the proxy alone knows, it may refuse
            check(target, known)
        backend = Checked(lambda host: [host], line)
        return httpcore.ConnectionPool(
            proxy=httpcore.Proxy(proxy.url, proxy.auth), ssl_context=find_trust(), network_backend=backend
        )
    backend = Checked(lambda _: check(target, resolve_target(resolve, target)), line)
    return httpcore.ConnectionPool(ssl_context=find_trust(), network_backend=backend)


class Line:
    """Second handles on a fetch's connections, to cut them: dripped bytes would hold a thread for days."""

    def __init__(self, end: float) -> None:
        self.end = end
        self._handles: list[socket.socket] = []

    def hold(self, stream: httpcore.NetworkStream) -> httpcore.NetworkStream:
        """Keep a handle on a connection."""
        self._handles.append(stream.get_extra_info("socket").dup())
        if time.monotonic() >= self.end:
            self.cut()
        return stream

    def cut(self) -> None:
        """End all of them."""
        while self._handles:
            with suppress(OSError), self._handles.pop() as handle:
                handle.shutdown(socket.SHUT_RDWR)


class Checked(httpcore.NetworkBackend):
    """Connects to what `find` makes of a host: addresses that are checked."""

    def __init__(self, find: Callable[[str], Sequence[str]], line: Line) -> None:
        self._find = find
        self._line = line
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address that takes it."""
        fault: Exception | None = None
        for address in self._find(host):
            try:
                return self._line.hold(
                    self._plain.connect_tcp(address, port, timeout, local_address, socket_options)
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
        raise fault or httpcore.ConnectError("no address")


def resolve_name(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host, as this machine finds them."""
    return list(
        dict.fromkeys(str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    )


def limit_time(work: Callable[[], T], seconds: float, slow: Exception) -> T:
    """`work()`, for so many seconds at most: name servers and handshakes keep no time limit of their own."""
    results: list[T] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as fault:
            faults.append(fault)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if faults:
        raise faults[0]
    if not results:
        raise slow
    return results[0]


@contextmanager
def explain_faults(target: Target) -> Iterator[None]:
    """What goes wrong on the way, in a sentence."""
    try:
        yield
    except httpcore.TimeoutException as fault:
        raise FetchError(
            f"{target.name} cannot be fetched: {target.host} did not answer in time. Try again later."
        ) from fault
    except httpcore.ConnectError as fault:
        what = (
            "its certificate is not trusted"
            if "CERTIFICATE" in str(fault).upper()
            else "it cannot be reached"
        )
        what += " through the proxy of DRAGOMAN_FETCH_PROXY" if read_fetch_setting("fetch_proxy") else ""
        raise FetchError(
            f"{target.name} cannot be fetched: {target.host}: {what}. Check the address and your connection."
        ) from fault
    except (
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.ProxyError,
        httpcore.UnsupportedProtocol,
        OSError,
        ValueError,
    ) as fault:
        told = str(fault).splitlines()[0][:150] if str(fault) else type(fault).__name__
        how = (
            "the proxy of DRAGOMAN_FETCH_PROXY refuses"
            if isinstance(fault, httpcore.ProxyError)
            else "the connection broke off"
        )
        raise FetchError(f"{target.name} cannot be fetched: {how} ({told}). Try again later.") from fault


def resolve_target(resolve: Resolve, target: Target, otherwise: Sequence[str] | None = None) -> Sequence[str]:
    """The addresses of a target's host; `otherwise` where its name is not known here.

    FetchError when that is not given.
    """
    if is_public(target.host):
        return [target.host]
    try:
        return list(resolve(target.host, target.port))
    except (OSError, UnicodeError) as fault:
        if otherwise is not None:
            return otherwise
        raise FetchError(
            f"{target.name} cannot be fetched: the name {target.host} is not known. Check the "
            "address and your connection."
        ) from fault


@cache
def find_trust() -> Any:
    """What certificates are trusted by."""
    return httpcore.default_ssl_context()


SHARED = Fetcher()  # what this process fetches with, so that hosts are asked politely whoever asks
