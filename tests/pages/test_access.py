"""Sign-in and roles: nothing is drawn before, readers are offered no change, and one place refuses it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from drawing import read_html
from reading_by_hand import HandReaders
from streamlit.testing.v1 import AppTest
from test_pages import PAGES

from components.access import find_visitor, judge_claims
from dragoman.analysis.library import Library
from dragoman.model import Rejected

ROOT = Path(__file__).parents[2]
AUTH = {
    "auth": {
        "redirect_uri": "x",
        "cookie_secret": "x",
        "client_id": "x",
        "client_secret": "x",
        "server_metadata_url": "x",
    }
}
ALL_PAGES = (*PAGES, "topics")
EDITOR = {"is_logged_in": True, "email": "Ann@Example.org", "email_verified": True}
READER = {"is_logged_in": True, "email": "bob@example.org", "email_verified": True}


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch, library_folder: Path, bare_streamlit: None):
    """Draws a page for who is signed in; `secrets` says whether sign-in is configured."""
    monkeypatch.setenv("DRAGOMAN_EDITORS", "ann@example.org, *@editors.example")
    monkeypatch.setenv("DRAGOMAN_READERS", "*@example.org")

    def run(
        user: Mapping[str, object],
        page: str = "overview",
        query=None,
        folder=library_folder,
        secrets: object = AUTH,
    ) -> AppTest:
        monkeypatch.setenv("DRAGOMAN_LIBRARY", str(folder))
        monkeypatch.setattr(st, "user", dict(user))
        app = AppTest.from_file(str(ROOT / "components" / "shell.py"), default_timeout=60)
        app.secrets = secrets
        for name, value in (query or {}).items():
            app.query_params[name] = value
        app.switch_page(f"../pages/{page}.py")
        app.run()
        assert not app.exception, [item.message for item in app.exception]
        return app

    return run


@pytest.mark.parametrize("page", ALL_PAGES)
def test_nothing_is_drawn_before_sign_in(visit, page: str) -> None:
    app = visit({"is_logged_in": False}, page, {"article": "rome-1", "q": "Lapid"})
    assert [button.label for button in app.button] == ["Sign in"]
    assert "Lapid" not in read_html(app)
    assert not app.get("bidi_component")
    assert not app.dataframe


@pytest.mark.parametrize(
    "user",
    [
        {"is_logged_in": True, "email": "eve@elsewhere.example", "email_verified": True},
        *(
            {"is_logged_in": True, "email": "ann@example.org", "email_verified": said}
            for said in (False, "false", "true", 0, 1, None, "", [])
        ),
        {"is_logged_in": True, "email": "ann@example.org"},
        {"is_logged_in": True, "email": "ann@example.org", "provider": "default"},
        {"is_logged_in": True},
        {"is_logged_in": True, "email": ""},
    ],
)
def test_a_stranger_sees_nothing_and_can_sign_out(visit, user) -> None:
    app = visit(user, "articles")
    assert [button.label for button in app.button] == ["Sign out"]
    assert "may not read this library" in app.warning[0].value
    assert "Lapid" not in read_html(app)


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"provider": "work"}, "editor"),
        ({"provider": "Default"}, "editor"),
        ({"provider": "work", "email_verified": True}, "editor"),
        ({"provider": "work", "email_verified": False}, "stranger"),  # said goes before trusted
        ({"provider": "work", "email_verified": "false"}, "stranger"),
        ({"provider": "guests"}, "stranger"),
        ({"provider": ""}, "stranger"),
        ({}, "stranger"),
    ],
)
def test_a_provider_that_verifies_nothing_is_trusted_by_its_name(
    monkeypatch: pytest.MonkeyPatch, claims, role: str
) -> None:
    monkeypatch.setenv("DRAGOMAN_EDITORS", "ann@example.org")
    monkeypatch.setenv("DRAGOMAN_TRUSTED_PROVIDERS", "work, default")
    assert judge_claims({"is_logged_in": True, "email": "ann@example.org", **claims}).role == role
    assert judge_claims({"email": "ann@example.org", "email_verified": True, **claims}).role == "nobody"


def test_without_configuration_nobody_signs_in(visit) -> None:
    app = visit({}, "article", {"article": "rome-1"}, secrets={"other": 1})
    assert {"Edit", "Delete the article"} & {button.label for button in app.button}
    assert "Sign out" not in {button.label for button in app.button}


def test_a_broken_secrets_file_lets_nobody_in(visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\n")
    monkeypatch.setattr(st, "get_option", lambda name: [str(broken)] if name == "secrets.files" else None)
    monkeypatch.setattr(st, "secrets", SimpleNamespace(load_if_toml_exists=lambda: False))
    monkeypatch.setattr(st, "user", {})
    assert find_visitor().role == "nobody"


def test_providers_each_have_a_button(visit) -> None:
    several = {
        "auth": {
            "redirect_uri": "x",
            "cookie_secret": "x",
            "work": {"client_id": "x"},
            "guests": {"client_id": "x"},
        }
    }
    app = visit({}, secrets=several)
    assert [button.label for button in app.button] == ["Sign in with work", "Sign in with guests"]


def test_an_editor_may_add_correct_and_delete(visit, library: Library) -> None:
    folder = Path(library.uri)
    app = visit(EDITOR, "article", {"article": "undated"}, folder)
    app.text_input(key="edit_outlet").input("Sample Wire")
    next(button for button in app.button if button.label == "Save").click().run()
    assert library.article("undated").outlet == "Sample Wire"
    assert "Sign out" in {button.label for button in app.button}
    assert "Add articles" in {tab.label for tab in visit(EDITOR, "library", folder=folder).tabs}


@pytest.fixture(scope="module")
def quarantining(library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library with an item in quarantine."""
    folder = shutil.copytree(library_folder, tmp_path_factory.mktemp("quarantining") / "library")
    Library(folder, HandReaders()).add_items([Rejected("It has no text.", "{}", "secret-export.csv")])
    return folder


@pytest.mark.parametrize("page", ALL_PAGES)
def test_a_reader_is_offered_no_change(visit, quarantining: Path, page: str) -> None:
    app = visit(READER, page, {"article": "rome-1"}, quarantining)
    labels = {button.label for button in app.button}
    assert not labels & {
        "Save",
        "Delete the article",
        "Retry",
        "Discard",
        "Read these files",
        "Load the sample articles",
        "Save as an article",
    }
    assert "Sign out" in labels
    assert "edit_title" not in {item.key for item in app.text_input}
    if page in ("library", "sources", "topics"):
        assert "those who add and correct" in app.error[0].value
        assert "secret-export" not in read_html(app)
        assert not app.dataframe


def test_an_empty_library_offers_a_reader_nothing_to_load(visit, tmp_path: Path) -> None:
    app = visit(READER, "overview", folder=tmp_path / "empty")
    assert [button.label for button in app.button if button.label] == ["Sign out"]
