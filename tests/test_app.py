"""The server: by which names and pages it is asked, who may have what of it; it asks nobody anything."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string

sys.path.insert(0, str(Path(__file__).parent / "browser"))  # where serving.py is
sys.path.insert(0, str(Path(__file__).parents[1]))  # where app.py is

from serving import find_port

from app import MIDDLEWARE
from components.allowed_requests import AllowedRequests
from components.sign_in_gate import MOST_WAITING, Gate

ROOT = Path(__file__).parents[1]
SECRET = "a secret of the tests, which nobody else knows"
SITE = "https://news.example.org"
AUTH = {
    "redirect_uri": f"{SITE}/oauth2callback",
    "cookie_secret": SECRET,
    "client_id": "x",
    "client_secret": "x",
    "server_metadata_url": "x",
}
UPLOAD = "/_stcore/upload_file/session/file"
EVIL = "http://evil.example"


def ask(
    path: str = "/",
    method: str = "GET",
    kind: str = "http",
    server: object = ("127.0.0.1", 8501),
    **headers: str | list[str],
):
    """(status, body) of the middleware's answer: 200 when it lets a request through; 101, 403: handshakes."""

    async def stub(scope, receive, send) -> None:
        if kind == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"through"})
        else:
            await send({"type": "websocket.accept"})

    application = stub
    for layer in reversed(MIDDLEWARE):
        application = layer.cls(application)
    given = {"host": "127.0.0.1:8501"} | headers
    listed = [
        (name, item)
        for name, value in given.items()
        for item in ([value] if isinstance(value, str) else value)
    ]
    scope = {"type": kind, "path": path, "query_string": b"", "server": server, "extensions": {}}
    scope["headers"] = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in listed]
    scope |= {"method": method} if kind == "http" else {"subprotocols": []}
    sent: list[dict] = []

    async def send(message) -> None:
        sent.append(message)

    asyncio.run(application(scope, None, send))
    if kind == "websocket":
        return {"websocket.accept": 101, "websocket.close": 403}[sent[0]["type"]], ""
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:]).decode()


@pytest.fixture
def open_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody signs in."""
    monkeypatch.setattr(secrets_singleton, "_secrets", {})


@pytest.mark.usefixtures("open_house")
@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    ("host", "good"),
    [
        ("127.0.0.1:8501", True),
        ("127.0.0.1", True),
        ("localhost:1", True),
        ("LOCALHOST", True),
        ("localhost.:8501", True),
        ("[::1]:8501", True),
        ("[::1]", True),
        ("news.example.org", True),
        ("News.Example.Org:443", True),
        ("a.b.desk.example", True),
        ("xn--mnchen-3ya.example", True),
        ("desk.example", False),  # the pattern is for names under it
        ("evildesk.example", False),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example", False),
        ("news.example.org.evil.example", False),
        ("127.0.0.1@evil.example", False),
        ("evil.example#127.0.0.1", False),
        ("evil.example/127.0.0.1", False),
        ("127.0.0.1, evil.example", False),
        ("0.0.0.0:8501", False),
        ("192.168.1.5:8501", False),
        ("[::]:8501", False),
        ("127.0.0.1:99999", False),
        ("127.0.0.1:x", False),
        ("127.0.0.1:", False),
        ("m\xfcnchen.example", False),  # browsers write it in ASCII
        ("*", False),
        ("", False),
        (["127.0.0.1:8501", "evil.example"], False),
        ([], False),
    ],
)
def test_only_named_hosts_are_answered(
    monkeypatch: pytest.MonkeyPatch, kind: str, host: str | list[str], good: bool
) -> None:
    monkeypatch.setenv("DRAGOMAN_HOSTS", "news.example.org:8501, *.desk.example, münchen.example,,")
    status, _ = ask(
        "/_stcore/stream" if kind == "websocket" else "/",
        kind=kind,
        host=host,
        x_forwarded_host="127.0.0.1:8501",
    )
    assert (status in (101, 200)) == good
    if kind == "http":
        assert good or status in (400, 403)


@pytest.mark.usefixtures("open_house")
def test_a_refused_host_is_told_the_setting() -> None:
    status, body = ask(
        "/article", host="evil.example:8501", x_forwarded_host="localhost", forwarded="host=localhost"
    )
    assert status == 403
    assert "DRAGOMAN_HOSTS=evil.example" in body
    assert "<script" not in ask(host="<script>")[1]


@pytest.mark.usefixtures("open_house")
def test_every_name_at_once_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_HOSTS", "*")
    assert ask(host="evil.example")[0] == 403


@pytest.mark.usefixtures("open_house")
@pytest.mark.parametrize(
    ("headers", "good"),
    [
        ({}, True),  # no browser
        ({"origin": "http://127.0.0.1:8501"}, True),
        ({"origin": "https://news.example.org", "host": "news.example.org"}, True),  # TLS ends at the proxy
        ({"origin": "http://127.0.0.1:8501", "sec_fetch_site": "same-origin"}, True),
        ({"sec_fetch_site": "none"}, True),  # typed into the address bar
        ({"origin": EVIL}, False),
        ({"origin": "http://127.0.0.1:3000"}, False),  # another program on this machine
        ({"origin": "http://127.0.0.1"}, False),
        ({"origin": "http://localhost:8501"}, False),
        ({"origin": "null"}, False),
        ({"origin": ""}, False),
        ({"origin": "file://127.0.0.1:8501"}, False),
        ({"origin": "http://127.0.0.1:8501@evil.example"}, False),
        ({"origin": ["http://127.0.0.1:8501", EVIL]}, False),
        ({"origin": "http://[::1"}, False),
        ({"origin": "http://m\xfcnchen.example"}, False),
        ({"sec_fetch_site": "cross-site"}, False),
        ({"sec_fetch_site": "same-site"}, False),
    ],
)
def test_pages_of_other_sites_change_nothing(
    monkeypatch: pytest.MonkeyPatch, headers: dict, good: bool
) -> None:
    monkeypatch.setenv("DRAGOMAN_HOSTS", "news.example.org")
    assert ask("/_stcore/stream", kind="websocket", **headers)[0] == (101 if good else 403)
    for method in ("PUT", "DELETE", "POST", "PATCH"):
        assert ask(UPLOAD, method, **headers)[0] == (200 if good else 403)
    if "origin" not in headers:
        assert ask("/article", **headers)[0] == 200  # a link from another site


@pytest.mark.usefixtures("open_house")
@pytest.mark.parametrize(
    ("server", "without"),
    [
        (("127.0.0.1", 8501), 200),
        (("::1", 8501, 0, 0), 200),
        (("::ffff:127.0.0.1", 8501), 200),
        (None, 200),
        (("unix:/run/x", None), 200),
        (("192.168.1.5", 8501), 403),
        (("::ffff:10.0.0.2", 8501), 403),
        (("fd00::1", 8501), 403),
    ],
)
def test_other_machines_are_answered_when_a_setting_says_so(
    monkeypatch: pytest.MonkeyPatch, server: object, without: int
) -> None:
    monkeypatch.setenv("DRAGOMAN_HOSTS", "news.example.org")
    status, body = ask(host="news.example.org", server=server)
    assert status == without
    assert ("DRAGOMAN_OPEN=1" in body) == (without == 403)
    monkeypatch.setenv("DRAGOMAN_OPEN", "1")
    assert ask(host="news.example.org", server=server)[0] == 200


def begin(monkeypatch: pytest.MonkeyPatch, address: str | None) -> str:
    """What is said when the server begins to listen on an address; "" when it does."""
    said: list[dict] = []
    options = {"server.address": address}
    monkeypatch.setattr(st, "get_option", options.get)

    async def application(scope, receive, send) -> None:
        await send({"type": "lifespan.startup.complete"})

    async def receive() -> dict:
        return {"type": "lifespan.startup"}

    async def send(message) -> None:
        said.append(message)

    asyncio.run(AllowedRequests(application)({"type": "lifespan"}, receive, send))
    return said[0].get("message", "") if said[0]["type"] == "lifespan.startup.failed" else ""


@pytest.mark.usefixtures("open_house")
@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.5", "news.example.org", None])
def test_serving_others_without_sign_in_needs_a_setting(
    monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    assert "DRAGOMAN_OPEN=1" in begin(monkeypatch, address)
    monkeypatch.setenv("DRAGOMAN_OPEN", "perhaps")
    assert "DRAGOMAN_OPEN is not 1 or 0: it is 'perhaps'." in begin(monkeypatch, address)
    monkeypatch.setenv("DRAGOMAN_OPEN", "0")
    assert "DRAGOMAN_OPEN=1" in begin(monkeypatch, address)
    monkeypatch.setenv("DRAGOMAN_OPEN", "1")
    assert begin(monkeypatch, address) == ""


@pytest.mark.usefixtures("open_house")
@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_serving_this_machine_needs_none(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    assert begin(monkeypatch, address) == ""
    monkeypatch.setenv("DRAGOMAN_FETCH_PROXY", "http://ann:hush@proxy.example:none")
    said = begin(monkeypatch, address)
    assert "DRAGOMAN_FETCH_PROXY" in said
    assert "hush" not in said


def test_serving_others_with_sign_in_needs_none_but_a_secret(
    signed_in, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert begin(monkeypatch, "0.0.0.0") == ""
    monkeypatch.setattr(secrets_singleton, "_secrets", {"auth": AUTH | {"cookie_secret": " "}})
    assert "cookie_secret under [auth] is empty" in begin(monkeypatch, "0.0.0.0")


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch):
    """Sign-in is configured; gives what makes the cookie of somebody."""
    monkeypatch.setattr(secrets_singleton, "_secrets", {"auth": AUTH})
    monkeypatch.setenv("DRAGOMAN_HOSTS", "news.example.org")
    monkeypatch.setenv("DRAGOMAN_EDITORS", "ann@example.org")
    monkeypatch.setenv("DRAGOMAN_READERS", "*@example.org")
    return make_cookie


def make_cookie(email: str, secret: str = SECRET, parts: int = 1, **claims: object) -> str:
    """The header Cookie of who has signed in, as Streamlit makes it, in one cookie or several."""
    text = json.dumps(
        {"origin": SITE, "is_logged_in": True, "provider": "default", "email": email, "email_verified": True}
        | claims
    )
    name = "_streamlit_user"
    if parts == 1:
        return f"other=1; {name}={create_signed_value(secret, name, text).decode()}"
    size = -(-len(text) // parts)
    pieces = {name: f"chunks-{parts}"} | {
        f"{name}_{number + 1}": text[number * size :][:size] for number in range(parts)
    }
    return "; ".join(
        f"{key}={create_signed_value(secret, key, value).decode()}" for key, value in pieces.items()
    )


FREE = [
    "/",
    "/article",
    "/library",
    "/_stcore/health",
    "/_stcore/host-config",
    "/static/js/index.abc.js",
    "/favicon.png",
    "/manifest.json",
]
FREE += ["/auth/login", "/auth/logout", "/oauth2callback"]
READING = ["/media/abc.csv", "/_stcore/bidi-components/x/y.js", "/component/x/index.html", "/anything/else"]
EDITING = ["/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/openapi.json"]


def test_each_role_has_what_is_its_own_of_the_server(signed_in) -> None:
    people = {
        "nobody": "",
        "stranger": signed_in("eve@elsewhere.example"),
        "unverified": signed_in("ann@example.org", email_verified="false"),
        "reader": signed_in("bob@example.org"),
        "editor": signed_in("ann@example.org"),
        "in two pieces": signed_in("ann@example.org", parts=2),
    }
    no = {"nobody": 401, "stranger": 403, "unverified": 403}
    for who, cookie in people.items():
        settings = {"cookie": cookie, "host": "news.example.org", "server": ("10.0.0.2", 8501)}
        for path in FREE:
            assert ask(path, **settings)[0] == 200, (who, path)
            assert ask(path, "HEAD", **settings)[0] == 200, (who, path)
        for path in READING:
            assert ask(path, **settings)[0] == no.get(who, 200), (who, path)
        for path in EDITING:
            assert ask(path, **settings)[0] == no.get(who, 403 if who == "reader" else 200), (who, path)
        for method in ("PUT", "DELETE", "POST", "OPTIONS"):
            for path in (UPLOAD, "/", "/media/x", "/static/x"):
                assert ask(path, method, **settings)[0] == no.get(who, 403 if who == "reader" else 200), (
                    who,
                    method,
                    path,
                )
        assert ask("/_stcore/stream", kind="websocket", **settings)[0] == 101
        assert ask("/elsewhere", kind="websocket", **settings)[0] == 403


@pytest.mark.parametrize(
    "cookie",
    [
        make_cookie("ann@example.org", secret="another"),
        make_cookie("ann@example.org", secret=""),
        make_cookie("ann@example.org", origin="https://elsewhere.example"),
        make_cookie("ann@example.org", is_logged_in=False),
        make_cookie("ann@example.org", is_logged_in="false"),
        make_cookie("ann@example.org", parts=3).rsplit(";", 1)[0],
        "_streamlit_user="
        + create_signed_value(SECRET, "_streamlit_user_tokens", json.dumps({"origin": SITE})).decode(),
        "_streamlit_user=" + create_signed_value(SECRET, "_streamlit_user", "[1]").decode(),
        "_streamlit_user=" + create_signed_value(SECRET, "_streamlit_user", "{").decode(),
        '_streamlit_user="\\351"; x=y',
        "_streamlit_user=",
        "_streamlit_user=\xe9",
    ],
    ids=range(12),  # the cookies have the time in them
)
def test_a_false_cookie_is_none(signed_in, cookie: str) -> None:
    assert ask("/media/abc.csv", cookie=cookie)[0] == 401
    assert ask(UPLOAD, "PUT", cookie=cookie)[0] == 401


@pytest.mark.parametrize(
    "path",
    [
        "/static/../_stcore/metrics/",
        "//_stcore/metrics",
        "/_stcore/metrics/",
        "/_STCORE/metrics",
        "/_stcore/health/x",
        "/news/_stcore/metrics",
    ],
)
def test_ways_round_the_gate_lead_nowhere(signed_in, path: str) -> None:
    status = ask(path)[0]
    assert status == 401 or path.startswith("/static/")  # Streamlit serves nothing but its own assets there


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/news/", 200),
        ("/news", 200),
        ("/news/article", 200),
        ("/news/_stcore/metrics", 401),
        ("/newsx", 401),
    ],
)
def test_the_gate_knows_a_path_of_its_own(
    signed_in, monkeypatch: pytest.MonkeyPatch, path: str, status: int
) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": "/news/"}.get)
    assert ask(path)[0] == status


def test_who_waits_for_the_sign_in_sends_little_and_is_not_many(signed_in) -> None:
    async def try_it() -> tuple[list[dict], list[dict]]:
        answers: list[dict] = []
        got: list[dict] = []
        done = asyncio.Event()

        async def application(scope, receive, send) -> None:
            await send({"type": "websocket.accept"})
            got.append(await receive())
            await done.wait()

        async def receive() -> dict:
            return {"type": "websocket.receive", "bytes": b"x" * 1_000_001}

        async def send(message) -> None:
            answers.append(message)

        gate = Gate(application)
        scope = {
            "type": "websocket",
            "path": "/_stcore/stream",
            "headers": [],
            "subprotocols": [],
            "query_string": b"",
        }
        held = [asyncio.create_task(gate(dict(scope), receive, send)) for _ in range(MOST_WAITING)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        count = len(answers)
        await gate(dict(scope), receive, send)
        crowd = answers[count:]
        editor = scope | {"headers": [(b"cookie", make_cookie("ann@example.org").encode())]}
        held.append(asyncio.create_task(gate(editor, receive, send)))
        await asyncio.sleep(0)
        done.set()
        await asyncio.gather(*held)
        return got, crowd

    got, crowd = asyncio.run(try_it())
    assert [message["type"] for message in crowd] == ["websocket.close"]
    assert [message["type"] for message in got] == ["websocket.disconnect"] * MOST_WAITING + [
        "websocket.receive"
    ]


class Server(SimpleNamespace):
    """A server in its own process, which may reach the web by a proxy only, that keeps what it is asked."""

    port: int
    asked: list[str]

    def ask(self, path: str = "/", method: str = "GET", **headers: str) -> tuple[int, str]:
        """(status, body)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            given = {"Host": f"127.0.0.1:{self.port}"} | {
                name.replace("_", "-"): value for name, value in headers.items()
            }
            connection.putrequest(method, path, skip_host=True)
            for name, value in given.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, "" if answer.status == 101 else answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def shake_hands(self, **headers: str) -> int:
        """The status of a WebSocket's handshake."""
        wanted = {
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec_WebSocket_Version": "13",
            "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
        }
        return self.ask("/_stcore/stream", **wanted, **headers)[0]


@contextmanager
def keep_requests() -> Iterator[tuple[str, list[str]]]:
    """A proxy that reaches nobody; gives its address and what it is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def _refuse(self) -> None:
            asked.append(self.path)
            self.send_error(502)

        do_GET = do_POST = do_CONNECT = _refuse  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    proxy = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=proxy.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{proxy.server_port}", asked
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join()


@contextmanager
def start(way: str, library: Path, folder: Path, **settings: str) -> Iterator[Server]:
    """A server started with `dragoman serve` or `streamlit run`, from a folder that is not the checkout's."""
    port = find_port()
    commands = {
        "dragoman": ["-m", "dragoman.cli", "serve", "--port", str(port)],
        "streamlit": ["-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)],
    }
    with keep_requests() as (proxy, asked):
        proxies = dict.fromkeys(
            ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"), proxy
        ) | {
            "NO_PROXY": "",
            "no_proxy": "",
        }
        environment = (
            os.environ
            | proxies
            | {"DRAGOMAN_LIBRARY": str(library), "PYTHONPATH": str(ROOT), "HOME": str(folder)}
            | settings
        )
        process = subprocess.Popen(
            [sys.executable, *commands[way]], cwd=folder, env=environment, stdout=subprocess.DEVNULL
        )
        server = Server(port=port, asked=asked)
        try:
            for _ in range(600):
                assert process.poll() is None, "The server ended before it answered."
                try:
                    if server.ask("/_stcore/health")[0] == 200:
                        break
                except OSError:
                    time.sleep(0.1)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.mark.parametrize("way", ["dragoman", "streamlit"])
def test_a_server_answers_its_own_names_and_asks_nobody(
    way: str, library_folder: Path, tmp_path: Path
) -> None:
    every = {
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",
        "DRAGOMAN_OPEN": "1",
        "DRAGOMAN_HOSTS": "news.example.org",
    }
    with start(way, library_folder, tmp_path, **every) as server:
        own = f"127.0.0.1:{server.port}"
        for host in (own, "localhost", f"[::1]:{server.port}", "news.example.org"):
            assert server.ask(Host=host)[0] == 200
        status, body = server.ask("/library", Host="evil.example", X_Forwarded_Host=own)
        assert (status, "DRAGOMAN_HOSTS=evil.example" in body) == (403, True)
        assert server.ask("/static/x.js", Host="evil.example")[0] == 403
        assert server.shake_hands(Origin=f"http://{own}") == 101
        assert server.shake_hands(Host="news.example.org", Origin="https://news.example.org") == 101
        assert server.shake_hands(Origin=EVIL) == 403
        assert server.shake_hands(Host="evil.example") == 403
        assert server.shake_hands(Host="evil.example", Origin=EVIL) == 403
        assert server.ask(UPLOAD, "PUT", Origin=EVIL, Content_Length="0")[0] == 403
        assert server.asked == []


@pytest.mark.parametrize("way", ["dragoman", "streamlit"])
def test_a_server_for_others_does_not_start_by_itself(way: str, library_folder: Path, tmp_path: Path) -> None:
    command = {
        "dragoman": ["-m", "dragoman.cli", "serve", "--port"],
        "streamlit": ["-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port"],
    }
    environment = {
        "DRAGOMAN_LIBRARY": str(library_folder),
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
    }
    result = subprocess.run(
        [sys.executable, *command[way], str(find_port())],
        cwd=tmp_path,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode != 0
    assert "DRAGOMAN_OPEN=1" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_server_with_sign_in_keeps_what_is_not_for_all(library_folder: Path, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("[auth]\n" + "".join(f'{name} = "{value}"\n' for name, value in AUTH.items()))
    settings = {
        "DRAGOMAN_EDITORS": "ann@example.org",
        "DRAGOMAN_READERS": "*@example.org",
        "STREAMLIT_SECRETS_FILES": str(secrets),
    }
    token = generate_xsrf_token_string()
    with start("streamlit", library_folder, tmp_path, **settings) as server:
        assert server.ask("/article?article=rome-1")[0] == 200
        assert server.shake_hands() == 101
        for email, metrics, upload in (
            ("", 401, 401),
            ("bob@example.org", 403, 403),
            ("ann@example.org", 200, 400),
        ):
            cookie = "; ".join(
                filter(None, [make_cookie(email) if email else "", f"_streamlit_xsrf={token}"])
            )
            assert server.ask("/_stcore/metrics", Cookie=cookie)[0] == metrics
            status, body = server.ask(UPLOAD, "PUT", Cookie=cookie, X_Xsrftoken=token, Content_Length="0")
            assert status == upload
            assert ("Invalid session_id" in body) == (upload == 400)  # Streamlit's answer: it came through
