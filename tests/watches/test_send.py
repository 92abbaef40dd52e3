"""Sending: signed, by the guard of fetching, and to nobody whom a setting does not name."""

from __future__ import annotations

import json
import threading
from email.message import EmailMessage

import pytest
from receiving import Box, Hook

from dragoman.errors import FetchError, SendError, SettingError
from dragoman.watches.send import SIGNED, ask_model, send_hook, send_mail, sign

BODY = b'{"a": 1}'


def test_a_hook_is_signed_and_says_who_it_is(hook: Hook) -> None:
    send_hook(f"{hook.address}/in?x=1", "id-1", BODY)
    [(headers, body)] = hook.sent
    assert body == BODY
    assert headers["idempotency-key"] == "id-1"
    assert headers["content-type"] == "application/json"
    moment, _, signature = headers[SIGNED.lower()].partition(",")
    assert signature == f"v1={sign('sixteen letters!', int(moment.removeprefix('t=')), BODY)}"
    assert signature != f"v1={sign('sixteen letters?', int(moment.removeprefix('t=')), BODY)}"


def test_a_host_that_no_setting_names_is_sent_nothing(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_HOOK_HOSTS", "hooks.example")
    with pytest.raises(SendError, match="DRAGOMAN_HOOK_HOSTS") as refused:
        send_hook(hook.address, "id", BODY)
    assert refused.value.lasting
    assert not hook.sent


def test_a_host_that_leads_inward_is_sent_nothing(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was named, but its name now leads to this machine."""
    monkeypatch.setenv("DRAGOMAN_HOOK_HOSTS", "hooks.example")
    monkeypatch.delenv("DRAGOMAN_FETCH_HOSTS")
    port = hook.address.rpartition(":")[2]
    with pytest.raises(FetchError, match="inside this machine"):
        send_hook(f"http://hooks.example:{port}/", "id", BODY, resolve=lambda *_: ["127.0.0.1"])
    with pytest.raises(FetchError, match="inside this machine"):
        send_hook(f"http://hooks.example:{port}/", "id", BODY, resolve=lambda *_: ["10.0.0.8"])
    assert not hook.sent


def test_nothing_is_sent_on_where_a_hook_leads(hook: Hook) -> None:
    hook.answer = lambda _: (307, {"Location": f"{hook.address}/inward"}, b"")
    with pytest.raises(SendError, match="leads elsewhere") as refused:
        send_hook(hook.address, "id", BODY)
    assert refused.value.lasting
    assert len(hook.sent) == 1


def test_a_hook_that_hangs_is_given_up(hook: Hook) -> None:
    ended = threading.Event()
    hook.answer = lambda _: (204, {}, b"") if ended.wait(20) else (500, {}, b"")
    with pytest.raises(FetchError, match=r"took more than 0\.3 seconds|in time"):
        send_hook(hook.address, "id", BODY, seconds=0.3)
    ended.set()


def test_a_hook_that_answers_without_end_is_given_up(hook: Hook) -> None:
    hook.answer = lambda _: (200, {}, b"x" * 3_000_000)
    with pytest.raises(SendError, match="more than 2 MB"):
        send_hook(hook.address, "id", BODY)


@pytest.mark.parametrize("status", [400, 404, 429, 500])
def test_a_hook_that_does_not_take_it_is_tried_again(hook: Hook, status: int) -> None:
    hook.answer = lambda _: (status, {}, b"")
    with pytest.raises(SendError, match=str(status)) as refused:
        send_hook(hook.address, "id", BODY)
    assert not refused.value.lasting


def test_without_a_secret_nothing_is_sent(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_HOOK_SECRET")
    with pytest.raises(SettingError, match="DRAGOMAN_HOOK_SECRET"):
        send_hook(hook.address, "id", BODY)
    assert not hook.sent


def make_mail() -> EmailMessage:
    mail = EmailMessage()
    mail["To"], mail["Subject"], mail["From"] = "desk@example.org", "News", "forged@example.org"
    mail.set_content("Words.")
    return mail


def test_mail_is_handed_in(box: Box) -> None:
    send_mail(make_mail())
    [mail] = box.mails
    assert (mail["From"], mail["To"], mail["Subject"]) == ("dragoman@example.org", "desk@example.org", "News")


def test_a_mail_server_that_refuses_or_is_not_there_is_said(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.refuses = True
    with pytest.raises(SendError, match="451"):
        send_mail(make_mail())
    monkeypatch.setenv("DRAGOMAN_MAIL_SERVER", "smtp://127.0.0.1:9")
    with pytest.raises(SendError, match="cannot be spoken to"):
        send_mail(make_mail())
    monkeypatch.delenv("DRAGOMAN_MAIL_SERVER")
    with pytest.raises(SettingError, match="DRAGOMAN_MAIL_SERVER"):
        send_mail(make_mail())


def test_a_password_is_not_sent_without_tls(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_MAIL_SERVER", box.address.replace("//", "//ann:hush@"))
    with pytest.raises(SendError, match="no TLS") as refused:
        send_mail(make_mail())
    assert "hush" not in str(refused.value)
    assert refused.value.lasting


def test_a_named_language_model_on_this_machine_is_asked(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_FETCH_HOSTS")
    with pytest.raises(SettingError, match="DRAGOMAN_SUMMARY_SERVER"):
        ask_model([{"role": "user", "content": "?"}])
    assert not hook.sent
    monkeypatch.setenv("DRAGOMAN_SUMMARY_SERVER", f"{hook.address}/v1")
    monkeypatch.setenv("DRAGOMAN_SUMMARY_MODEL", "tiny")
    monkeypatch.setenv("DRAGOMAN_SUMMARY_KEY", "key-1")
    hook.answer = lambda _: (200, {}, b'{"choices": [{"message": {"content": "So."}}]}')
    assert ask_model([{"role": "user", "content": "?"}]) == "So."
    headers, body = hook.sent[0]
    assert headers["authorization"] == "Bearer key-1"
    assert json.loads(body)["model"] == "tiny"
    hook.answer = lambda _: (200, {}, b'{"choices": []}')
    with pytest.raises(SendError, match="no answer"):
        ask_model([])
