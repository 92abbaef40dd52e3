"""The command that answers other programs by the Model Context Protocol."""

from __future__ import annotations

import dragoman
from dragoman.cli.root import LibraryOption, app


@app.command()
def mcp(library: LibraryOption = None) -> None:
    """Answer questions of a program that speaks MCP, over standard input and output. It only reads."""
    from dragoman.exports.mcp_server import make_server

    make_server(dragoman.open(library)).run("stdio")
