"""What axe, the checker of accessibility, finds on a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

# Streamlit's own: its place for files has a role that hides the name which it gives it.
THEIRS = {("presentation-role-conflict", "stFileUploaderDropzone")}


def find_broken(page: Any) -> list[str]:
    """What axe finds on the page as it stands: the rule and the element."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run()")["violations"]
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
        if not any(rule["id"] == name and mark in node["html"] for name, mark in THEIRS)
    ]
