"""Questions by the Model Context Protocol, asked as a client asks them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest

from dragoman.analysis.library import Library
from dragoman.exports.mcp_server import list_tools, make_server
from dragoman.questions.evidence import count_rows_of
from dragoman.questions.recipes import parse_recipe
from dragoman.view import parse_view

mcp = pytest.importorskip("mcp", reason="the extra dragoman[mcp]")


def ask(server: Any, tool: str, **arguments: Any) -> dict[str, Any]:
    """The answer of a server to one question."""

    async def call() -> Any:
        async with mcp.Client(server) as client:
            return await client.call_tool(tool, arguments)

    result = anyio.run(call)
    assert not result.is_error, result.content
    answer: dict[str, Any] = json.loads(result.content[0].text)
    return answer


def test_each_answer_has_its_rows_and_their_recipe(library: Library) -> None:
    server, tables = make_server(library), library.tables()
    answer = ask(server, "evidence", names=["person:yair-lapid", "country:ITA"])
    recipe = parse_recipe(json.dumps(answer["recipe"]))
    assert answer["found"] == len(answer["rows"]) == count_rows_of(tables, parse_view(recipe.view))
    assert "Antony Blinken met Yair Lapid in Rome." in answer["rows"][0]["sentences"]
    assert answer["link"].startswith("http://127.0.0.1:8501/connections?")
    pairs = ask(server, "pairs", around="person:yair-lapid")
    assert {row["a"] for row in pairs["rows"]} == {"person:yair-lapid"}
    found = ask(server, "search", words="sanctions")
    assert [row["id"] for row in found["rows"]] == ["lavrov-1"]
    assert ask(server, "names", text="Lapid")["rows"][0]["id"] == "person:yair-lapid"
    dossier = ask(server, "dossier", name="person:yair-lapid")["rows"][0]
    assert "Foreign Minister, Israel" in {row["office"] for row in dossier["offices"]}
    assert ask(server, "ask_view", query=recipe.view)["found"] == answer["found"]


def test_what_is_asked_wrongly_is_said(library: Library) -> None:
    tools = {tool.__name__: tool for tool in list_tools(library)}
    for tool, arguments in (
        ("evidence", {"names": []}),
        ("dossier", {"name": "person:nobody"}),
        ("search", {"words": "x", "start": "May"}),
        ("pairs", {"first": "planet"}),
    ):
        with pytest.raises(Exception, match=r"identifier|no 'person|Days|Kinds"):
            tools[tool](**arguments)  # type: ignore[arg-type]


def test_the_command_speaks_over_stdio_and_changes_nothing(library_folder: Path) -> None:
    before = sorted(path.name for path in library_folder.rglob("*"))
    command = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "dragoman.cli", "mcp", "--library", str(library_folder)]
    )

    async def call() -> Any:
        async with mcp.Client(mcp.stdio_client(command)) as client:
            tools = await client.list_tools()
            return [tool.name for tool in tools.tools], await client.call_tool("names", {"text": "Lapid"})

    names, result = anyio.run(call)
    assert names == ["search", "names", "pairs", "evidence", "dossier", "ask_view"]
    assert json.loads(result.content[0].text)["rows"][0]["id"] == "person:yair-lapid"
    assert sorted(path.name for path in library_folder.rglob("*")) == before
