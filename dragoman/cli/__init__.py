"""The command `dragoman`, a file a group of commands.

Every error that a person can mend is one sentence on standard error and exit code 1.
"""

from __future__ import annotations

# the order of the help: each module adds its commands to the app
from dragoman.cli import articles, extraction, explaining, exporting, contacts, saved_views, serving  # isort: skip
from dragoman.cli import corrections, names, offices, quarantine, upkeep, web  # isort: skip
from dragoman.cli import watches, briefs, mcp  # isort: skip
from dragoman.cli.root import STOPPED, app
from dragoman.cli.serving import add_sample

__all__ = [
    "STOPPED", "add_sample", "app", "articles", "briefs", "contacts", "corrections", "explaining",
    "exporting", "extraction", "main", "mcp", "names", "offices", "quarantine", "saved_views", "serving",
    "upkeep", "watches", "web",
]  # fmt: skip


def main() -> None:
    """Run the command line."""
    app()
