"""A short run of the fault test of benchmarks/kills.py."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = Path(__file__).parents[2] / "benchmarks" / "kills.py"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the fault test forks")
def test_no_kill_loses_doubles_or_halves_an_article() -> None:
    command = [sys.executable, str(KILLS), "--kills", "4", "--articles", "60", "--seed", "2"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("4 kills of `dragoman add` of 60 articles")
    assert "each 60 articles, none twice, none partial, none lost" in result.stdout
