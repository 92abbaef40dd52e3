"""Names of hosts, each written in one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.host_names import is_named, list_entries, read_host, read_pattern, split_port


@given(st.from_regex(r"\A[a-z0-9]{1,10}(-[a-z0-9]{1,5})?\.[a-z]{2,6}\Z"), st.integers(1, 65535))
def test_a_pattern_stands_for_names_under_it_and_no_others(name: str, port: int) -> None:
    assert is_named(name, [read_pattern(f"{name.upper()}:{port}")])
    assert is_named(f"a.{name}", [read_pattern(f"*.{name}")])
    assert not is_named(name, [read_pattern(f"*.{name}")])
    assert not is_named(f"evil{name}", [read_pattern(name), read_pattern(f"*.{name}")])
    assert not is_named(f"{name}.evil.example", [read_pattern(name), read_pattern(f"*.{name}")])


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("News.Example.ORG.", "news.example.org"),
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("ＥＸＡＭＰＬＥ。org", "example.org"),
        ("127.1", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("[::1]", "::1"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("fe80::1%eth0", ""),
        ("a b", ""),
        ("a..b", ""),
        ("1.2.3.4.5", ""),
        ("256.1.1.1", ""),
        ("", ""),
        ("x" * 300, ""),
    ],
)
def test_a_host_is_written_in_one_way(written: str, host: str) -> None:
    assert read_host(written) == host


@given(st.text(max_size=30) | st.ip_addresses().map(str))
def test_what_is_read_is_read_again_as_it_is(text: str) -> None:
    host = read_host(text)
    assert read_host(host) == host
    assert host.isascii()


def test_ports_and_lists_of_a_setting() -> None:
    assert split_port(" news.example:8501 ") == ("news.example", "8501")
    assert split_port("[::1]:80") == ("[::1]", "80")
    assert split_port("news.example") == ("news.example", "")
    assert list_entries(" a, ,b ,") == ["a", "b"]
