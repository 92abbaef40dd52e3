"""Who is looking, and what they may do: Streamlit's OIDC sign-in, where configured, with two roles.

Without [auth] in secrets.toml there is no sign-in, and whoever reaches the server may do everything: it
listens on 127.0.0.1 (allowed_requests.py). What of the server is reached without the pages is guarded by the
same roles (sign_in_gate.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from components.safe_text import escape_markdown
from dragoman.host_names import list_entries
from dragoman.settings import read_setting

Role = Literal["editor", "reader", "stranger", "nobody"]

EDITING = ("library", "sources", "topics")  # pages that are of use to editors only


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is looking: an address, "" for who has not signed in or need not, and the role."""

    email: str
    role: Role

    @property
    def may_edit(self) -> bool:
        """Whether they may add, correct and delete."""
        return self.role == "editor"


def find_visitor() -> Visitor:
    """Who is looking now."""
    return judge_claims(st.user) if needs_sign_in() else Visitor("", "editor")


def judge_claims(claims: Mapping[str, Any]) -> Visitor:
    """Who the provider says it is, with the role that the settings give them."""
    if claims.get("is_logged_in") is not True:
        return Visitor("", "nobody")
    email = str(claims.get("email") or "").strip().lower()
    if not email or not is_verified(claims):
        return Visitor(email, "stranger")
    if _is_among(email, read_setting("editors")):
        return Visitor(email, "editor")
    return Visitor(email, "reader" if _is_among(email, read_setting("readers")) else "stranger")


def is_verified(claims: Mapping[str, Any]) -> bool:
    """Whether an address counts: the provider says true, or nothing where a setting trusts it without."""
    verified = claims.get("email_verified")
    if verified is None:
        trusted = [name.casefold() for name in list_entries(read_setting("trusted_providers"))]
        return str(claims.get("provider", "")).casefold() in trusted
    return verified is True


def find_sign_in_fault() -> str:
    """What would let anybody in by a cookie of their own making, in a sentence; "" where nothing would."""
    section = st.secrets["auth"] if needs_sign_in() and "auth" in st.secrets else {}
    if "cookie_secret" in section and not str(section["cookie_secret"]).strip():
        return (
            "The cookie_secret under [auth] is empty: "
            "anybody could sign in as anyone. docs/deploy.md says how to make one."
        )
    return ""


def needs_sign_in() -> bool:
    """Whether sign-in is configured.

    A secrets file that cannot be read counts as if it were: nobody gets in by a broken one.
    """
    if st.secrets.load_if_toml_exists():
        return "auth" in st.secrets
    return any(Path(path).exists() for path in st.get_option("secrets.files"))


def check_visitor() -> Visitor:
    """Who is looking; the draw ends with the way in for those who may not see anything."""
    visitor = find_visitor()
    if visitor.role in ("editor", "reader"):
        return visitor
    st.html('<h1 class="d-title">Dragoman</h1>')
    if visitor.role == "stranger":
        who = escape_markdown(visitor.email) or "An account without a verified address"
        st.warning(
            f"{who} may not read this library. Ask whoever runs it, or sign in as someone else.",
            icon=":material/lock:",
        )
        st.button("Sign out", on_click=st.logout, key="sign_out")
    else:
        st.markdown("Sign in to read this library.")
        for name in _list_providers():
            st.button(
                f"Sign in with {name}" if name else "Sign in",
                on_click=st.login,
                args=(name or None,),
                type="primary",
                key=f"sign_in_{name}",
            )
    st.stop()


def show_visitor(visitor: Visitor) -> None:
    """Who is signed in, and the way out; nothing where nobody signs in."""
    if visitor.email:
        st.button(
            "Sign out",
            on_click=st.logout,
            key="sign_out",
            type="tertiary",
            help=escape_markdown(f"{visitor.email}, {visitor.role}"),
        )


def _list_providers() -> Iterable[str]:
    """The names of the configured providers; "" is the one without a name."""
    try:
        section = st.secrets["auth"]
        return (
            [""] if "client_id" in section else [name for name in section if hasattr(section[name], "keys")]
        )
    except (KeyError, FileNotFoundError):
        st.error(
            "The sign-in is configured, but not rightly: "
            "whoever runs this server finds in docs/deploy.md how it should be."
        )
        return []


def _is_among(email: str, patterns: str) -> bool:
    return any(fnmatchcase(email, pattern.lower()) for pattern in list_entries(patterns))
