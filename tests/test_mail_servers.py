"""Mail servers: taken apart, and silent about passwords."""

from __future__ import annotations

import pytest

from dragoman.mail_servers import MailServer, parse_mail_server


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("smtp://mail.example.org", MailServer("smtp", "mail.example.org", 25)),
        ("smtps://Mail.Example.org", MailServer("smtps", "mail.example.org", 465)),
        ("smtp://ann%40desk:p%3Aw@127.0.0.1:587", MailServer("smtp", "127.0.0.1", 587, "ann@desk", "p:w")),
    ],
)
def test_a_server_is_taken_apart(text: str, server: MailServer) -> None:
    assert parse_mail_server(text) == server


@pytest.mark.parametrize("text", ["mail", "imap://hush@mail.example", "smtp://hush@:25", "smtp://hush@a b"])
def test_what_is_none_is_refused_without_its_password(text: str) -> None:
    with pytest.raises(ValueError, match="it") as refused:
        parse_mail_server(text)
    assert "hush" not in str(refused.value)
    assert "secret" not in repr(parse_mail_server("smtp://ann:secret@mail.example"))
