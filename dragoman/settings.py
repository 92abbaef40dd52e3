"""Settings: rows, each read from the variable DRAGOMAN_<NAME>, with the kind of value that fits."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import platformdirs

from dragoman.errors import SettingError
from dragoman.setting_kinds import (
    AGENT,
    MODEL_OF_SERVER,
    TRUE,
    Kind,
    each,
    fault_of_address,
    fault_of_agent,
    fault_of_flag,
    fault_of_host,
    fault_of_mail_server,
    fault_of_model,
    fault_of_path,
    fault_of_pattern,
    fault_of_person,
    fault_of_place,
    fault_of_provider,
    fault_of_proxy,
    fault_of_secret,
    fault_of_web,
    number,
    quote,
)

Concern = Literal["library", "reading", "web", "server", "sending"]
CONCERNS: tuple[Concern, ...] = ("library", "reading", "web", "server", "sending")

SECRETS = re.compile(r"^([\w+.-]*://)?.*@", re.DOTALL)  # a name and a password before a host
OWN_MODEL = "dragoman"  # the model of names that comes with the project


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
        if self.kind.hidden:
            return "…" if value else ""
        return SECRETS.sub(r"\1…@", value) if self.kind.secret else value


PEOPLE = Kind("a list of addresses or patterns with commas", each(fault_of_person))

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "library",
        "",
        "Folder or object-store URI of the library; empty: the user's data folder.",
        Kind("a folder or the URI of an object store", fault_of_place, secret=True),
        "library",
        "s3://bucket/news",
    ),
    Setting(
        "model",
        OWN_MODEL,
        "Model that finds names: dragoman, which comes with it, or the name of an installed spaCy pipeline, "
        "such as en_core_web_trf.",
        Kind("an installed spaCy pipeline", fault_of_model),
    ),
    Setting(
        "topics",
        "",
        "File of topics to add, change or switch off; empty: "
        "topics.toml in the library's folder, if there is one.",
        Kind("a file", fault_of_path),
        example="topics.toml",
    ),
    Setting(
        "offices",
        "",
        "File of spells of office that `dragoman offices update` adds; empty: offices.csv in your data "
        "folder.",
        Kind("a file", fault_of_path),
        example="offices.csv",
    ),
    Setting(
        "workers",
        "0",
        "Processes that read articles; 0: one for each core when there is enough to read.",
        number(1000, whole=True),
    ),
    Setting(
        "copy_threshold",
        "0.8",
        "Share of the shorter text that two articles must have in common to be one story, 0 to 1.",
        number(1),
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
        Kind("a list of providers' names with commas", each(fault_of_provider)),
        "server",
        "default",
    ),
    Setting(
        "hosts",
        "",
        "Names under which the dashboard is reached besides 127.0.0.1 and localhost: "
        "names or patterns such as *.example.org, with commas.",
        Kind("a list of hosts with commas", each(fault_of_pattern)),
        "server",
        "news.example.org",
    ),
    Setting(
        "open",
        "0",
        "1: the dashboard may listen to other machines although nobody signs in, "
        "and whoever reaches it may do everything.",
        Kind("1 or 0", fault_of_flag),
        "server",
    ),
    Setting(
        "fetch_agent",
        "",
        "The name under which Dragoman fetches pages, with an address to complain to; empty: its own name.",
        Kind("a name that sites can be told", fault_of_agent),
        "web",
        "institute-reader/1 (+mailto:desk@institute.example)",
    ),
    Setting("fetch_delay", "1", "Seconds between two requests to one host.", number(3600), "web"),
    Setting(
        "fetch_hosts",
        "",
        'Hosts inside your own network that may be fetched, "host" or "host:port", with commas; '
        "others there are refused.",
        Kind("a list of hosts with commas", each(fault_of_host)),
        "web",
        "intranet.example:8080",
    ),
    Setting(
        "fetch_proxy",
        "",
        "Proxy for fetching, such as http://proxy.example:3128; empty: none, whatever the environment says.",
        Kind("the address of a proxy", fault_of_proxy, secret=True),
        "web",
        "http://proxy.example:3128",
    ),
    Setting(
        "feed_minutes",
        "30",
        "Minutes between two looks at a feed that has no trouble.",
        number(10_000),
        "web",
    ),
    Setting(
        "address",
        "http://127.0.0.1:8501",
        "Where people open the dashboard: links in what is sent begin so.",
        Kind("the address of a dashboard", fault_of_web, secret=True),
        "sending",
        "https://news.example.org",
    ),
    Setting(
        "mail_server",
        "",
        "Server that takes mail: smtp://name:password@mail.example.org:587, or smtps://…; empty: no mail.",
        Kind("the address of a mail server", fault_of_mail_server, secret=True),
        "sending",
        "smtp://mail.example.org:587",
    ),
    Setting(
        "mail_from",
        "",
        "The address that mail is from; empty: no mail.",
        Kind("an address of mail", fault_of_address),
        "sending",
        "dragoman@example.org",
    ),
    Setting(
        "hook_hosts",
        "",
        'Hosts that web hooks may be sent to, "host" or "host:port", with commas; empty: none. One inside '
        "your own network must stand in DRAGOMAN_FETCH_HOSTS too.",
        Kind("a list of hosts with commas", each(fault_of_host)),
        "sending",
        "hooks.example.org",
    ),
    Setting(
        "hook_secret",
        "",
        "What web hooks are signed with (HMAC-SHA-256), 16 characters or more; empty: no web hooks.",
        Kind("a secret", fault_of_secret, hidden=True),
        "sending",
        "sixteen-letters-or-more",
    ),
    Setting(
        "summary_server",
        "",
        "A language model's OpenAI-compatible address that may write the summary of a brief, on your own "
        "machine or elsewhere; empty: no summary is written.",
        Kind("the address of a language model", fault_of_web, secret=True),
        "sending",
        "http://127.0.0.1:11434/v1",
    ),
    Setting(
        "summary_model",
        "",
        "The name of that language model, as its server calls it.",
        Kind(
            "a name of one",
            lambda value: "" if MODEL_OF_SERVER.fullmatch(value) else f"it is {quote(value)}",
        ),
        "sending",
        "llama3.1",
    ),
    Setting(
        "summary_key",
        "",
        "The key that its server asks for; empty: none.",
        Kind(
            "a key",
            lambda value: "" if AGENT.fullmatch(value) else "it has letters that no key has",
            hidden=True,
        ),
        "sending",
        "the-key-of-your-server",
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
    if fault := fault_of_place(str(uri)):
        raise SettingError(
            f"{ROWS['library'].show(str(uri))[:200]} is no place for a library: {fault}. "
            "Choose another with --library."
        )
    return str(uri)
