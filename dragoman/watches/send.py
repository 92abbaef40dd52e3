"""Sending: web hooks and requests to a language model by the guard of fetching, and mail by SMTP.

With sources/fetch.py the only room that opens sockets. A web hook goes to hosts that a setting names, and
inward only where fetching may go too; it follows nowhere. Mail goes to the server of a setting, and a
question to the language model of a setting, which may be on this machine.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import smtplib
import ssl
import time
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from typing import Any

from dragoman.errors import FetchError, SendError, SettingError
from dragoman.mail_servers import MailServer, parse_mail_server
from dragoman.settings import check_setting
from dragoman.sources.addresses import Target, check_addresses, is_allowed, parse_target
from dragoman.sources.answers import Answer, read_headers
from dragoman.sources.fetch import (
    Check,
    Line,
    Resolve,
    explain_faults,
    limit_time,
    open_pool,
    resolve_name,
)
from dragoman.sources.robots import read_agent

SECONDS = 20.0  # for a web hook or a mail
MODEL_SECONDS = 180.0  # for a language model, which writes slowly on a small machine
LARGEST = 2_000_000  # bytes of an answer
SIGNED = "Dragoman-Signature"


def send_hook(
    url: str, id: str, body: bytes, resolve: Resolve = resolve_name, seconds: float = SECONDS
) -> None:
    """Post JSON to a web hook, signed, under an identifier that is the same at each try.

    The header Dragoman-Signature is "t=SECONDS,v1=HEX": HMAC-SHA-256 of "SECONDS." and the body, by the
    secret of DRAGOMAN_HOOK_SECRET. SendError, FetchError or SettingError when it is not taken with a status
    from 200 to 299.
    """
    secret = check_setting("hook_secret")
    if not secret:
        raise SettingError("No web hook is sent without a secret to sign it with: set DRAGOMAN_HOOK_SECRET.")
    target = parse_target(url)
    if not is_allowed(target, "hook_hosts"):
        raise SendError(
            f"{target.name} is sent nothing: its host is not named in DRAGOMAN_HOOK_HOSTS.", lasting=True
        )
    moment = int(time.time())
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": id,
        SIGNED: f"t={moment},v1={sign(secret, moment, body)}",
    }
    _post(target, body, headers, resolve, check_addresses, seconds)


def sign(secret: str, moment: int, body: bytes) -> str:
    """The signature of a body at a moment (seconds since 1970), in hexadecimal."""
    return hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()


def ask_model(messages: Sequence[Mapping[str, str]], seconds: float = MODEL_SECONDS) -> str:
    """What the language model of the settings answers to the messages of a chat.

    SettingError where none is named, SendError or FetchError where it gives no answer.
    """
    base, model, key = (check_setting(f"summary_{name}") for name in ("server", "model", "key"))
    if not base or not model:
        raise SettingError(
            "No language model is named: set DRAGOMAN_SUMMARY_SERVER and DRAGOMAN_SUMMARY_MODEL."
        )
    body = {"model": model, "messages": [dict(message) for message in messages], "temperature": 0}
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    target = parse_target(base.rstrip("/") + "/chat/completions")
    answer = _post(
        target, json.dumps(body).encode(), headers, resolve_name, lambda _, found: list(found), seconds
    )
    try:
        content: Any = json.loads(bytes(answer.body))["choices"][0]["message"]["content"]
        if not isinstance(content, str):
            raise TypeError
        return content
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as fault:
        raise SendError(f"{target.name} gave no answer that can be read.") from fault


def send_mail(message: EmailMessage, seconds: float = SECONDS) -> None:
    """Hand a message to the mail server of the settings; by TLS where it offers it, always before a password.

    SettingError where none is named, SendError where it is not taken.
    """
    text, sender = check_setting("mail_server"), check_setting("mail_from")
    if not text or not sender:
        raise SettingError("No mail is sent: set DRAGOMAN_MAIL_SERVER and DRAGOMAN_MAIL_FROM.")
    server = parse_mail_server(text)
    del message["From"]
    message["From"] = sender
    slow = SendError(f"The mail server {server.host} took more than {seconds:g} seconds.")
    try:
        limit_time(lambda: _hand_in(server, message, seconds), seconds, slow)
    except smtplib.SMTPRecipientsRefused as fault:
        lasting = all(code >= 500 for code, _ in fault.recipients.values())
        raise SendError(f"{server.host} does not take mail for {message['To']}.", lasting) from fault
    except smtplib.SMTPResponseException as fault:
        said = fault.smtp_error.decode("utf-8", "replace") if isinstance(fault.smtp_error, bytes) else ""
        raise SendError(f"{server.host} does not take the mail: {fault.smtp_code} {said[:150]}.") from fault
    except (OSError, smtplib.SMTPException, ValueError) as fault:
        raise SendError(f"The mail server {server.host} cannot be spoken to: {str(fault)[:150]}.") from fault


def _hand_in(server: MailServer, message: EmailMessage, seconds: float) -> None:
    trust = ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(server.host, server.port, timeout=seconds, context=trust)
        if server.scheme == "smtps"
        else smtplib.SMTP(server.host, server.port, timeout=seconds)
    ) as line:
        line.ehlo()
        if server.scheme == "smtp" and line.has_extn("starttls"):
            line.starttls(context=trust)
            line.ehlo()
        elif server.scheme == "smtp" and server.user:
            raise SendError(
                f"{server.host} offers no TLS, and a password is not sent without it: use smtps://.",
                lasting=True,
            )
        if server.user:
            line.login(server.user, server.password)
        line.send_message(message)


def _post(
    target: Target, body: bytes, headers: Mapping[str, str], resolve: Resolve, check: Check, seconds: float
) -> Answer:
    """One request, which follows nowhere. SendError for any status but 200 to 299."""
    slow = FetchError(f"{target.name} cannot be sent to: it took more than {seconds:g} seconds.")
    line = Line(time.monotonic() + seconds)
    try:
        answer = limit_time(
            lambda: _exchange(target, body, headers, line, resolve, check, slow), seconds, slow
        )
    finally:
        line.cut()
    if 300 <= answer.status < 400:
        raise SendError(
            f"{target.name} leads elsewhere ({answer.status}), and nothing is sent on: "
            "name the last address.",
            lasting=True,
        )
    if not 200 <= answer.status < 300:
        raise SendError(f"{target.name} does not take it: it answers {answer.status}.")
    return answer


def _exchange(
    target: Target,
    body: bytes,
    headers: Mapping[str, str],
    line: Line,
    resolve: Resolve,
    check: Check,
    slow: FetchError,
) -> Answer:
    sent: dict[bytes | str, bytes | str] = {"User-Agent": read_agent(), "Accept": "application/json"}
    for name, value in headers.items():
        sent[name] = value
    left = max(0.0, line.end - time.monotonic())
    patience = dict.fromkeys(("connect", "read", "write", "pool"), left)
    with (
        explain_faults(target),
        open_pool(target, line, resolve, check) as pool,
        pool.stream(
            "POST", target.url, headers=sent, content=body, extensions={"timeout": patience}
        ) as reply,
    ):
        answer = Answer(reply.status, read_headers(reply.headers))
        for chunk in reply.iter_stream():
            answer.body += chunk
            if len(answer.body) > LARGEST:
                raise SendError(f"{target.name} answers more than {LARGEST / 1e6:g} MB.")
            if time.monotonic() > line.end:
                raise slow
        return answer
