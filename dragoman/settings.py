"""Settings: rows, each read from the variable DRAGOMAN_<NAME>, with the kind of value that fits."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import platformdirs

from dragoman.errors import SettingError
from dragoman.host_names import list_entries, read_host, read_pattern, split_port
from dragoman.proxies import parse_proxy

Concern = Literal["library", "reading", "web", "server"]
CONCERNS: tuple[Concern, ...] = ("library", "reading", "web", "server")

TRUE, FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
SECRETS = re.compile(r"^([\w+.-]*://)?.*@", re.DOTALL)  # a name and a password before a host
STORE = re.compile(r"(s3a?|gs|az|abfss?|https?|file):(?!//)", re.I)
OWN_MODEL = "dragoman"  # the model of names that comes with the project
MODEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
PROVIDER = re.compile(r"[\w-]{1,100}")
AGENT = re.compile(r"[!-~]([ -~]{0,298}[!-~])?")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: what is wanted in words, and what is wrong with a value, "" when nothing is."""

    wanted: str
    find_fault: Callable[[str], str]
    most: float = 0.0  # of a number
    secret: bool = False  # may hold a password


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Its environment variable is DRAGOMAN_ and the name in capitals; `example` is a value that would do.
    """

    name: str
    default: str
    help: str
    kind: Kind
    concern: Concern = "reading"  # what does not go on without it
    example: str = ""

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"DRAGOMAN_{self.name.upper()}"

    def show(self, value: str) -> str:
        """A value as it may be printed: without a name and a password that stand before a host."""
        return SECRETS.sub(r"\1…@", value) if self.kind.secret else value


def _number(most: float, least: float = 0.0, whole: bool = False) -> Kind:
    """A number from `least` to `most`."""

    def find_fault(value: str) -> str:
        try:
            number = int(value) if whole else float(value)
        except ValueError:  # digits without end, too
            return f"it is {_quote(value)}"
        return "" if least <= number <= most else f"it is {_quote(value)}"  # NaN is between nothing

    return Kind(f"a {'whole ' if whole else ''}number from {least:g} to {most:g}", find_fault, most)


def _each(find_fault: Callable[[str], str]) -> Callable[[str], str]:
    """The first fault among the entries of a list with commas."""
    return lambda value: next(filter(None, map(find_fault, list_entries(value))), "")


def _fault_of_host(entry: str) -> str:
    return "" if read_host(split_port(entry)[0]) else f"{_quote(entry)} is no name or address of a host"


def _fault_of_pattern(entry: str) -> str:
    if entry == "*":
        return "'*' would be every name, and any page could give this machine one of its own"
    return (
        ""
        if read_pattern(entry)
        else f"{_quote(entry)} is neither a host nor a pattern such as *.example.org"
    )


def _fault_of_person(entry: str) -> str:
    fits = entry == "*" or (entry.count("@") == 1 and not re.search(r"\s", entry))
    return "" if fits else f"{_quote(entry)} is neither an address nor a pattern such as *@example.org"


def _fault_of_provider(entry: str) -> str:
    return "" if PROVIDER.fullmatch(entry) else f"{_quote(entry)} is no name of a table [auth.NAME]"


def _fault_of_flag(value: str) -> str:
    return "" if value.lower() in TRUE + FALSE else f"it is {_quote(value)}"


def _fault_of_proxy(value: str) -> str:
    try:
        parse_proxy(value)
    except ValueError as fault:
        return str(fault)
    return ""


def _fault_of_agent(value: str) -> str:
    return (
        ""
        if AGENT.fullmatch(value)
        else "it has more than 300 letters, an end of line, or letters that are not plain ones (ä, é, 我)"
    )


def _fault_of_place(value: str) -> str:
    if STORE.match(value):
        return "after its scheme there is no ://"
    return _fault_of_path(value)


def _fault_of_path(value: str) -> str:
    try:
        os.path.exists(os.path.expanduser(value))
    except (OSError, ValueError):
        return "no path is written so"
    if value.startswith("~") and os.path.expanduser(value) == value:
        return "the home folder at its beginning is nobody's here"
    return (
        ""
        if "://" in value or all(len(os.fsencode(part)) <= 255 for part in re.split(r"[/\\]", value))
        else "a name in it is too long"
    )


def _fault_of_model(value: str) -> str:
    fits = MODEL.fullmatch(value) or os.path.isfile(os.path.join(os.path.expanduser(value), "config.cfg"))
    return "" if fits else f"{_quote(value)} is neither a name of one nor a folder that holds one"


def _quote(value: str) -> str:
    return repr(value if len(value) <= 60 else f"{value[:60]}…")


PEOPLE = Kind("a list of addresses or patterns with commas", _each(_fault_of_person))

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "library",
        "",
        "Folder or object-store URI of the library; empty: the user's data folder.",
        Kind("a folder or the URI of an object store", _fault_of_place, secret=True),
        "library",
        "s3://bucket/news",
    ),
    Setting(
        "model",
        OWN_MODEL,
        "Model that finds names: dragoman, which comes with it, or the name of an installed spaCy pipeline, "
        "such as en_core_web_trf.",
        Kind("an installed spaCy pipeline", _fault_of_model),
    ),
    Setting(
        "topics",
        "",
        "File of topics to add, change or switch off; empty: "
        "topics.toml in the library's folder, if there is one.",
        Kind("a file", _fault_of_path),
        example="topics.toml",
    ),
    Setting(
        "offices",
        "",
        "File of spells of office that `dragoman offices update` adds; empty: offices.csv in your data "
        "folder.",
        Kind("a file", _fault_of_path),
        example="offices.csv",
    ),
    Setting(
        "workers",
        "0",
        "Processes that read articles; 0: one for each core when there is enough to read.",
        _number(1000, whole=True),
    ),
    Setting(
        "copy_threshold",
        "0.8",
        "Share of the shorter text that two articles must have in common to be one story, 0 to 1.",
        _number(1),
    ),
    Setting(
        "editors",
        "",
        "Who may add and correct, where people sign in: addresses or patterns such as *@example.org, "
        "with commas.",
        PEOPLE,
        "server",
        "ann@example.org, *@desk.example.org",
    ),
    Setting(
        "readers",
        "*",
        "Who may read, where people sign in: as above; *: everyone whom the sign-in lets through.",
        PEOPLE,
        "server",
        "*@example.org",
    ),
    Setting(
        "trusted_providers",
        "",
        "Providers of sign-in whose addresses count although they send no email_verified, by name, with "
        "commas; default: the one without.",
        Kind("a list of providers' names with commas", _each(_fault_of_provider)),
        "server",
        "default",
    ),
    Setting(
        "hosts",
        "",
        "Names under which the dashboard is reached besides 127.0.0.1 and localhost: "
        "names or patterns such as *.example.org, with commas.",
        Kind("a list of hosts with commas", _each(_fault_of_pattern)),
        "server",
        "news.example.org",
    ),
    Setting(
        "open",
        "0",
        "1: the dashboard may listen to other machines although nobody signs in, "
        "and whoever reaches it may do everything.",
        Kind("1 or 0", _fault_of_flag),
        "server",
    ),
    Setting(
        "fetch_agent",
        "",
        "The name under which Dragoman fetches pages, with an address to complain to; empty: its own name.",
        Kind("a name that sites can be told", _fault_of_agent),
        "web",
        "institute-reader/1 (+mailto:desk@institute.example)",
    ),
    Setting("fetch_delay", "1", "Seconds between two requests to one host.", _number(3600), "web"),
    Setting(
        "fetch_hosts",
        "",
        'Hosts inside your own network that may be fetched, "host" or "host:port", with commas; '
        "others there are refused.",
        Kind("a list of hosts with commas", _each(_fault_of_host)),
        "web",
        "intranet.example:8080",
    ),
    Setting(
        "fetch_proxy",
        "",
        "Proxy for fetching, such as http://proxy.example:3128; empty: none, whatever the environment says.",
        Kind("the address of a proxy", _fault_of_proxy, secret=True),
        "web",
        "http://proxy.example:3128",
    ),
    Setting(
        "feed_minutes",
        "30",
        "Minutes between two looks at a feed that has no trouble.",
        _number(10_000),
        "web",
    ),
)
ROWS = {row.name: row for row in SETTINGS}


def read_setting(name: str) -> str:
    """The value of a setting from the environment, else its default, whether it fits or not.

    KeyError for an unknown name.
    """
    setting = ROWS[name]
    return os.environ.get(setting.variable, "").strip() or setting.default


def check_setting(name: str) -> str:
    """The value of a setting.

    SettingError, with a sentence, when it does not fit; KeyError for an unknown name.
    """
    if fault := find_fault(name):
        raise SettingError(fault)
    return read_setting(name)


def read_number(name: str) -> float:
    """The value of a setting that is a number. SettingError when it is none, or none that fits."""
    return float(check_setting(name))


def is_on(name: str) -> bool:
    """Whether a setting that is 1 or 0 is 1. SettingError when it is neither."""
    return check_setting(name).lower() in TRUE


def find_fault(name: str) -> str:
    """What is wrong with a setting now, and what to do, in a sentence without passwords; "" for nothing."""
    setting, value = ROWS[name], read_setting(name)
    fault = setting.kind.find_fault(value) if value else ""
    if not fault:
        return ""
    return (
        f"{setting.variable} is not {setting.kind.wanted}: {fault}. "
        f"Set it to {setting.example or setting.default}, say, or unset it."
    )


def find_faults(concerns: Iterable[Concern] = CONCERNS) -> Iterator[str]:
    """A sentence for each setting of these concerns whose value does not fit."""
    yield from (
        fault for row in SETTINGS if row.concern in tuple(concerns) and (fault := find_fault(row.name))
    )


def find_library_uri(uri: str | os.PathLike[str] | None = None) -> str:
    """The library's folder or URI: the argument, else DRAGOMAN_LIBRARY, else the user's data folder.

    SettingError for what is neither.
    """
    if not uri:
        return check_setting("library") or os.path.join(platformdirs.user_data_dir("dragoman"), "library")
    if fault := _fault_of_place(str(uri)):
        raise SettingError(
            f"{ROWS['library'].show(str(uri))[:200]} is no place for a library: {fault}. "
            "Choose another with --library."
        )
    return str(uri)
