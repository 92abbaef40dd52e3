"""The command that speaks the Model Context Protocol: its answers are in tests/exports/test_mcp_server.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman import cli


def test_without_the_extra_the_command_says_what_to_install(
    library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    result = CliRunner().invoke(cli.app, ["mcp", "--library", str(library_folder)])
    assert result.exit_code == 1
    assert "dragoman[mcp]" in result.stderr
