"""Who is looking, and what they may do: sign-in by Streamlit's OIDC, where [auth] is configured, with two roles.

Without [auth] in secrets.toml there is no sign-in, and whoever reaches the server may do everything: it listens on 127.0.0.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

import streamlit as st

from components.text import escape_markdown
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
    """Who is looking now. Only an address that the provider has verified, where it says so, counts."""
    if not needs_sign_in():
        return Visitor("", "editor")
    if not st.user.get("is_logged_in", False):
        return Visitor("", "nobody")
    email = str(st.user.get("email") or "").strip().lower()
    if not email or st.user.get("email_verified") is False:
        return Visitor(email, "stranger")
    if _is_among(email, read_setting("editors")):
        return Visitor(email, "editor")
    return Visitor(email, "reader" if _is_among(email, read_setting("readers")) else "stranger")


def needs_sign_in() -> bool:
    """Whether sign-in is configured. A secrets file that cannot be read counts as if it were: nobody gets in by a broken one."""
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
        st.warning(f"{who} may not read this library. Ask whoever runs it, or sign in as someone else.", icon=":material/lock:")
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
        st.button("Sign out", on_click=st.logout, key="sign_out", type="tertiary", help=escape_markdown(f"{visitor.email}, {visitor.role}"))


def _list_providers() -> Iterable[str]:
    """The names of the configured providers; "" is the one without a name."""
    try:
        section = st.secrets["auth"]
        return [""] if "client_id" in section else [name for name in section if hasattr(section[name], "keys")]
    except (KeyError, FileNotFoundError):
        st.error("The sign-in is configured, but not rightly: whoever runs this server finds in docs/deploy.md how it should be.")
        return []


def _is_among(email: str, patterns: str) -> bool:
    return any(fnmatchcase(email, pattern.strip().lower()) for pattern in patterns.split(",") if pattern.strip())
