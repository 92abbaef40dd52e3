"""The address of a proxy, taken apart; what is wrong with one is said without quoting it."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.proxies import Proxy, parse_proxy


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://proxy.example:3128", "http://proxy.example:3128"),
        (" HTTPS://Proxy.Example ", "https://proxy.example:443"),
        ("http://proxy.example", "http://proxy.example:80"),
        ("http://[::1]:3128", "http://[::1]:3128"),
    ],
)
def test_an_address_with_its_port(text: str, url: str) -> None:
    assert parse_proxy(text) == Proxy(url)


@given(st.text(min_size=1, max_size=12), st.text(max_size=12))
def test_a_name_and_a_password_of_any_letters_come_whole_and_are_not_shown(name: str, password: str) -> None:
    name, password = name.encode("utf-8", "replace").decode(), password.encode("utf-8", "replace").decode()
    proxy = parse_proxy(f"http://{quote(name, safe='')}:{quote(password, safe='')}@proxy.example:3128")
    assert proxy.auth == (name.encode(), password.encode())
    assert repr(proxy) == "Proxy(url='http://proxy.example:3128')"


WRONG = [
    "proxy.example:3128",
    "socks5://a",
    "http://",
    "http://a:0",
    "http://a:x",
    "http://a:",
    "http://a/b",
    "http://a b",
]


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(it|its|only|something) ") as caught:
        parse_proxy(text.replace("://", "://secret:hush@"))
    assert "hush" not in str(caught.value)
