"""What a site asks of programs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import FetchError
from dragoman.sources.robots import LONGEST, read_agent, read_delay, read_rules

OURS = "dragoman/1 (+mailto:desk@institute.example)"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: dragoman\nAllow: /", "/a", True),
        ("User-agent: Dragoman\nDisallow: /private\nAllow: /private/open", "/private/a", False),
        ("User-agent: Dragoman\nDisallow: /private\nAllow: /private/open", "/private/open/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
    ],
)
def test_rules_are_those_of_our_name_else_of_all(text: str, path: str, allowed: bool) -> None:
    assert read_rules(text.encode(), OURS).allows(f"https://wire.example{path}") is allowed


@pytest.mark.parametrize(
    ("text", "delay"),
    [("Crawl-delay: 7", 7.0), ("Crawl-delay: soon", 0.0), ("Crawl-delay: -3", 0.0), ("", 0.0)],
)
def test_a_pause_that_is_asked_for(text: str, delay: float) -> None:
    assert read_rules(f"User-agent: *\n{text}\n".encode(), OURS).delay == delay


@given(st.binary(max_size=300), st.text(max_size=20))
def test_whatever_the_bytes_they_are_rules(data: bytes, agent: str) -> None:
    rules = read_rules(data, agent)
    assert rules.delay >= 0
    assert rules.allows("https://wire.example/a") in (True, False)


def test_no_more_is_read_than_the_rfc_has_it() -> None:
    late = b"#" * LONGEST + b"\nUser-agent: *\nDisallow: /\n"
    assert read_rules(late, OURS).allows("https://wire.example/a")


def test_settings_are_asked_for_name_and_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_agent().startswith("dragoman/")
    monkeypatch.setenv("DRAGOMAN_FETCH_AGENT", OURS)
    monkeypatch.setenv("DRAGOMAN_FETCH_DELAY", "2.5")
    assert (read_agent(), read_delay()) == (OURS, 2.5)
    monkeypatch.setenv("DRAGOMAN_FETCH_DELAY", "often")
    with pytest.raises(FetchError) as caught:
        read_delay()
    assert not caught.value.lasting
