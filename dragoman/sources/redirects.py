"""Addresses that lead on and carry the paper's own in themselves: found without asking anybody."""

from __future__ import annotations

import base64
import binascii
import html
import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

MOST_STEPS = 5  # one service leads to another
LONGEST = 8000  # characters: a longer address is left as it is

# Host, path, and the parameters that hold the address, likeliest first.
PARAMETERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (r"(?:www\.|news\.)?google(?:\.\w{2,3}){1,2}", r"/(?:url|news/url)", ("url", "q", "u")),
    (r"(?:www\.)?bing\.com", r"/news/apiclick\.aspx", ("url",)),
    (r"(?:[\w-]+\.)?(?:facebook|messenger|workplace)\.com", r"/(?:l\.php|flx/warn/?)", ("u",)),
    (r"l(?:m|inkshim)?\.(?:facebook|instagram|threads|messenger|wl)\.(?:com|net|co)", r".*", ("u",)),
    (r"t\.umblr\.com|(?:www\.)?tumblr\.com", r"/(?:redirect|safe-mode)", ("z", "url")),
    (r"out\.reddit\.com", r".*", ("url",)),
    (r"(?:html\.|lite\.)?duckduckgo\.com", r"/l/?", ("uddg",)),
    (r"(?:[\w-]+\.)*safelinks\.protection\.outlook\.\w{2,3}", r".*", ("url",)),
    (r"urldefense(?:\.proofpoint)?\.com", r"/v1/url", ("u",)),
    (r"(?:www\.)?youtube\.com", r"/redirect", ("q",)),
    (r"(?:www\.)?linkedin\.com", r"/(?:redir/redirect|safety/go|redir/general-malware-page)/?", ("url",)),
    (r"(?:m\.)?vk\.com", r"/away(?:\.php)?", ("to",)),
    (r"(?:[\w-]+\.)?yandex\.\w{2,3}", r"/(?:redir|clck/jsredir)", ("url",)),
    (r"slack-redir\.net|exit\.sc|disq\.us|(?:www\.)?getpocket\.com", r".*", ("url",)),
    (
        r"go\.(?:redirectingat|skimresources)\.com|shareasale\.com|(?:www\.)?awin1\.com",
        r".*",
        ("url", "ued", "urllink"),
    ),
    (r"click\.linksynergy\.com", r".*", ("murl",)),
    (r"(?:www\.)?(?:anrdoezrs|dpbolvw|jdoqocy|kqzyfj|tkqlhce)\.net", r".*", ("url",)),
    (r"translate\.google(?:\.\w{2,3}){1,2}", r"/(?:translate|website)?", ("u",)),
    (r"(?:feedproxy\.google|feeds\.feedburner)\.com", r".*", ("url", "u")),
    (r"(?:[\w-]+\.)?(?:inoreader|feedly|newsblur|bloglovin|flipboard)\.com", r".*", ("url",)),
    (
        r"linkprotect\.cudasvc\.com|protect\d*\.fireeye\.com|(?:www\.)?deref-\w+\.\w+",
        r".*",
        ("a", "u", "redirectUrl"),
    ),
)
# Host, path, and the place of the address in the path or in all that follows the host.
PATTERNS: tuple[tuple[str, str], ...] = (
    (r"(?:[\w-]+\.)*yahoo\.(?:com|co\.\w\w)", r".*/RU=(?P<quoted>[^/]+)(?:/.*)?"),
    (r"(?:[\w-]+\.)*yahoo\.com", r".*\*(?P<plain>https?(?::|%3[Aa])//?.+)"),
    (r"(?:www\.)?google(?:\.\w{2,3}){1,2}", r"/amp/s/(?P<secure>.+)"),
    (r"(?:www\.)?google(?:\.\w{2,3}){1,2}", r"/amp/(?P<open>[\w-]+\..+)"),
    (r"links\.govdelivery\.com", r".*&&&(?P<plain>https?://.+)"),
    (r"href\.li|anonym\.to|anon\.to|nullrefer\.com|dereferer\.org", r"/\?(?P<plain>https?.+)"),
)
PROOFPOINT = re.compile(
    r"https?://urldefense\.(?:proofpoint\.com|us|com)/v3/__(?P<url>.+?)__;(?P<replaced>[\w=-]*)(?:!.*)?", re.S
)
# "**A" stands for two characters, "**B" for three
RUNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def follow_redirect(url: str) -> str:
    """The address that this one carries, through as many services as there are; any other address as it is.

    Never raises.
    """
    for _ in range(MOST_STEPS):
        further = _read_step(url) if len(url) <= LONGEST else ""
        if not further or further == url:
            break
        url = further
    return url


def _read_step(url: str) -> str:
    try:
        parts = urlsplit(
            ("https:" if url.startswith("//") else "") + (html.unescape(url) if "&amp;" in url else url)
        )
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    found = _read_parameter(host, parts) or _read_path(host, parts) or _read_encoded(host, parts, url)
    return found if _is_address(found) else ""


def _read_parameter(host: str, parts: SplitResult) -> str:
    for hosts, path, names in PARAMETERS:
        if re.fullmatch(hosts, host) and re.fullmatch(path, parts.path):
            given = dict(
                reversed(parse_qsl(parts.query, max_num_fields=200)) if parts.query.count("&") < 200 else ()
            )
            return next((value for name in names if _is_address(value := _complete(given.get(name, "")))), "")
    return ""


def _read_path(host: str, parts: SplitResult) -> str:
    whole = parts.path + (f"?{parts.query}" if parts.query else "")
    for hosts, pattern in PATTERNS:
        if re.fullmatch(hosts, host) and (found := re.fullmatch(pattern, whole)):
            ((kind, value),) = [(kind, value) for kind, value in found.groupdict().items() if value]
            before = {"secure": "https://", "open": "http://"}.get(kind, "")
            return before + (unquote(value) if kind == "quoted" or "%3a" in value[:8].lower() else value)
    return ""


def _read_encoded(host: str, parts: SplitResult, url: str) -> str:
    """Addresses that a service has written in an alphabet of its own."""
    given = dict(parse_qsl(parts.query)) if parts.query.count("&") < 100 else {}
    if host == "urldefense.proofpoint.com" and parts.path == "/v2/url":
        return unquote(given.get("u", "").replace("-", "%").replace("_", "/"))
    if found := PROOFPOINT.fullmatch(url):
        return _fill_in(found["url"], found["replaced"])
    if host.endswith("bing.com") and parts.path.startswith("/ck/a") and given.get("u", "").startswith("a1"):
        return _decode(given["u"][2:]).decode("utf-8", "replace")
    if host == "news.google.com" and (
        found := re.fullmatch(r"/(?:rss/)?(?:articles|read|__i/rss/rd/articles)/(CBM[\w-]+)=*", parts.path)
    ):
        return _read_message(_decode(found[1]))
    return ""


def _fill_in(url: str, replaced: str) -> str:
    """An address of Proofpoint's third kind: stars stand for characters written in Base64 behind it."""
    characters = iter(_decode(replaced).decode("utf-8", "replace"))

    def fill(found: re.Match[str]) -> str:
        count = RUNS.index(found[1]) + 2 if found[1] else 1
        return "".join(character for _, character in zip(range(count), characters, strict=False)) or found[0]

    return re.sub(r"^(https?):/(?=[^/])", r"\1://", re.sub(r"\*(?:\*([\w-]))?", fill, url))


def _read_message(data: bytes) -> str:
    """The address in the message that older links of Google News are: a field of text behind its length."""
    start = data.find(b"\x22")
    if start < 0 or len(data) < start + 3:
        return ""
    length, place = data[start + 1], start + 2
    if length >= 0x80:
        length, place = (length & 0x7F) | (data[place] << 7), place + 1
    return data[place : place + length].decode("utf-8", "replace")


def _decode(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    except (binascii.Error, ValueError):
        return b""


def _complete(value: str) -> str:
    """A parameter as an address: some are encoded twice, some lack the scheme."""
    if re.match(r"https?%3a", value, re.I):
        value = unquote(value)
    return (
        f"https:{value}"
        if value.startswith("//")
        else f"https://{value}"
        if re.match(r"www\.[\w-]+\.\w", value)
        else value
    )


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in ("http", "https")
            and "." in (parts.hostname or "")
            and not re.search(r"[\s\"'<>\\]", parts.netloc)
        )
    except ValueError:
        return False
