"""What may be fetched: however written, an address inside this machine, its network, its cloud is not."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from site_on_loopback import Answer, Site

from dragoman.errors import FetchError
from dragoman.sources.addresses import is_public, parse_target
from dragoman.sources.fetch import Fetcher, resolve_name

REFUSED = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",  # decimal
    "http://0x7f000001/",  # hexadecimal
    "http://0x7f.0.0.1/",
    "http://0X7F.1/",
    "http://0177.0.0.1/",  # octal
    "http://017700000001/",
    "http://0177.0x0.1/",
    "http://127.0.0.1./",
    "http://127.0.0.1.../",
    "http://127。0。0。1/",
    "http://１２７.０.０.１/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127%2e0%2e0%2e1/",
    "http://%31%32%37.0.0.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://00000000000/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://user@127.0.0.1/",
    "http://example.org@127.0.0.1/",
    "http://example.org:80@127.0.0.1:80/",
    "http://127.0.0.1#@example.org/",
    "http://127.0.0.1\\@example.org/",
    "http://127.0.0.1:80/",
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",  # IPv4 mapped
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",  # IPv4 compatible
    "http://[::ffff:0:127.0.0.1]/",  # IPv4 translated
    "http://[64:ff9b::127.0.0.1]/",  # NAT64
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::10.0.0.1]/",
    # 10.0.0.1 where a network's own NAT64 may read it, 8.8.8.8 at the end
    "http://[64:ff9b:1:a00:0:100:808:808]/",
    "http://[2002:7f00:1::]/",  # 6to4
    "http://[2001:0:7f00:1::]/",  # Teredo
    "http://[2600::5efe:127.0.0.1]/",  # ISATAP
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",  # a cloud's metadata
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://192.168.257/",
    "http://100.64.0.1/",
    "http://100.100.100.200/",  # a cloud's metadata
    "http://168.63.129.16/",  # another's
    "http://192.0.0.192/",  # another's
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe/",
    "http://2852039166/",
    "http://0251.0376.0251.0376/",
    "http://[::ffff:169.254.169.254]/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://192.0.2.1/",
    "http://198.18.0.1/",
    "http://192.88.99.1/",
    "http://4294967296/",
    "http://1.2.3.4.5/",
    "http://256.1.1.1/",
    "http://0x/",
    "http:///path",
    "http://",
    "http://:80/",
    "http://example.org:0/",
    "http://example.org:99999/",
    "http://exa mple.org/",
    "http://example..org/",
    "http://-/",
    "//example.org/",
    "file:///etc/passwd",
    "ftp://example.org/",
    "gopher://127.0.0.1:70/",
    "data:text/html,x",
    "javascript:alert(1)",
    "unix:///var/run/docker.sock",
    "example.org",
    "",
]


@pytest.mark.parametrize("url", REFUSED)
def test_a_refused_address_is_never_connected_to(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object, **__: object) -> None:
        raise AssertionError("connected")

    monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", connect)
    with pytest.raises(FetchError) as caught:
        Fetcher(
            resolve=lambda host, port: ["127.0.0.1"] if host == "localhost" else resolve_name(host, port)
        ).fetch(url)
    assert "is not fetched: " in str(caught.value)
    assert caught.value.lasting


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fd00::1", "64:ff9b::a00:1"],
)
def test_a_name_that_leads_inside_is_refused(address: str, site: Site) -> None:
    for addresses in ([address], ["93.184.216.34", address]):
        with pytest.raises(FetchError, match="inside this machine") as caught:
            Fetcher(resolve=lambda *_, found=addresses: found).fetch("http://wire.example/")
        assert address in str(caught.value)


@pytest.mark.parametrize(
    "place",
    [
        "http://localhost:{port}/in",
        "http://0x7f000001:{port}/in",
        "http://[::1]:{port}/in",
        "//2130706433:{port}/in",
        "file:///etc/x",
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_checked_anew(
    place: str, status: int, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The outer host is allowed by its name; where it leads to is not."""
    monkeypatch.setenv("DRAGOMAN_FETCH_HOSTS", "outside.example")
    port = site.address.rpartition(":")[2]
    site.put("/out", status=status, Location=place.format(port=port))
    site.put("/in", "secret")
    with pytest.raises(FetchError, match="is not fetched"):
        Fetcher(resolve=lambda *_: ["127.0.0.1"]).fetch(f"http://outside.example:{port}/out")
    assert site.paths() == ["/out"]


def test_a_name_that_changes_its_address_is_caught_when_connecting(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: a name server's answers are checked, and what is connected to is what was."""
    connected: list[str] = []

    def connect(_: object, host: str, *__: object, **___: object) -> None:
        connected.append(host)
        raise OSError("no network in tests")

    monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", connect)
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["93.184.216.34"]])
    fetcher = Fetcher(resolve=lambda *_: next(answers))
    port = site.address.rpartition(":")[2]
    for sentence in ("the connection broke off", "inside this machine", "the connection broke off"):
        with pytest.raises(FetchError, match=sentence):
            fetcher.fetch(f"http://rebinding.example:{port}/")
    assert connected == ["93.184.216.34"] * 2
    assert not site.asked


def test_a_host_that_the_setting_names_may_be_fetched(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.answers["/"] = lambda asked: Answer(asked.headers["host"])
    port = site.address.rpartition(":")[2]
    monkeypatch.setenv(
        "DRAGOMAN_FETCH_HOSTS",
        f"intranet.example, 127.0.0.1,, narrow.example:{port}, elsewhere.example:80, [::1]:80",
    )
    fetcher = Fetcher(resolve=lambda *_: ["127.0.0.1"])
    fetcher.fetch(f"http://narrow.example:{port}/")
    for closed in (f"http://elsewhere.example:{port}/", f"http://[::1]:{port}/"):
        with pytest.raises(FetchError, match="inside this machine"):
            fetcher.fetch(closed)
    assert fetcher.fetch(f"http://INTRANET.example.:{port}/").body == f"intranet.example:{port}".encode()
    assert fetcher.fetch(f"http://127.1:{port}/").body == f"127.0.0.1:{port}".encode()
    with pytest.raises(FetchError, match="inside this machine"):
        fetcher.fetch(f"http://other.example:{port}/")


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("http://Example.ORG", "http://example.org/"),
        ("HTTPS://example.org.:443/a b?q=ü#part", "https://example.org/a%20b?q=%C3%BC"),
        ("http://example.org:8080/%7Ea?x=%2F&y=[1]", "http://example.org:8080/%7Ea?x=%2F&y=%5B1%5D"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://[2606:4700:0::1111]/", "http://[2606:4700::1111]/"),
        ("http://134744072/", "http://8.8.8.8/"),
    ],
)
def test_an_address_is_written_in_one_way(url: str, read: str) -> None:
    assert parse_target(url).url == read
    assert parse_target(read).url == read


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_what_is_not_global_is_not_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    assume(getattr(address, "ipv4_mapped", None) is None)  # of those the next test
    if (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_unspecified
    ):
        assert not is_public(str(address))


@given(st.ip_addresses(v=4))
def test_an_address_in_another_is_no_more_public_than_alone(address: ipaddress.IPv4Address) -> None:
    for form in (f"::ffff:{address}", f"64:ff9b::{address}", f"::{address}"):
        assert is_public(form) == is_public(str(address))


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://{text}/x", f"https://example.org/{text}"):
        try:
            target = parse_target(url)
        except FetchError:
            continue
        assert parse_target(target.url) == target
