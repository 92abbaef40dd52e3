"""News in words: as plain text, HTML, JSON and Markdown. Each has its sentence, outlet, day and a link."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlencode, urlsplit

from dragoman.library.messages import Message
from dragoman.library.watches import News
from dragoman.settings import check_setting
from dragoman.view import parse_view, to_query

Told = tuple[str, News]  # the name of a watch, and what it tells

MOST_SHOWN = 60  # items of a message in words; the rest are counted, and stand on the page Watches
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
MARKDOWN = re.compile(r"([\\`*_{}\[\]#|<>~$&]|^[-+=]|(?<=^\d)[.)]|:(?=//))")
RHYTHMS = {"each": "News", "daily": "News of a day", "weekly": "News of a week"}


def write_link(item: News) -> str:
    """The address at which the dashboard opens exactly the rows of an item."""
    return write_address(item.view)


def write_address(view: str) -> str:
    """The address of a view, given as a query."""
    query = dict(to_query(parse_view(view)))
    page = str(query.pop("page", ""))
    return f"{find_address()}/{page}" + (f"?{urlencode(query, doseq=True)}" if query else "")


def find_address() -> str:
    """Where people open the dashboard, without a slash at its end."""
    return check_setting("address").rstrip("/")


def write_subject(told: Sequence[Told], rhythm: str) -> str:
    """What a message is called: the one thing that it tells, or how many."""
    if len(told) == 1:
        return _clean(f"{told[0][0]}: {told[0][1].said}")[:180]
    names = list(dict.fromkeys(name for name, _ in told))
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return _clean(f"{RHYTHMS.get(rhythm, 'News')}: {len(told)} items ({shown})")[:180]


def write_source(item: News) -> str:
    """Outlet and day of an item's sentence."""
    return ", ".join(part for part in (item.outlet, item.day.isoformat() if item.day else "no date") if part)


def write_text(told: Sequence[Told]) -> str:
    """Plain text, a part a watch."""
    lines: list[str] = []
    for name, items in _group(told):
        lines += [_clean(name), "=" * len(_clean(name)), ""]
        for item in items:
            lines += [_clean(item.said)]
            lines += (
                [f"  “{_clean(item.sentence)}”", f"  {_clean(write_source(item))}"] if item.sentence else []
            )
            lines += [f"  {write_link(item)}", ""]
    return "\n".join([*lines, *_say_rest(told)]) + "\n"


def write_html(told: Sequence[Told]) -> str:
    """HTML without a script, a picture or anything else that is loaded."""
    parts = []
    for name, items in _group(told):
        parts.append(f"<h2>{_escape(name)}</h2>")
        for item in items:
            link = html.escape(write_link(item))
            quoted = f"<blockquote>{_escape(item.sentence)}</blockquote>" if item.sentence else ""
            source = _escape(write_source(item)) if item.sentence else ""
            if is_web(item.url) and source:
                source = f'<a href="{html.escape(item.url)}">{source}</a>'
            parts.append(
                f'<p><a href="{link}"><b>{_escape(item.said)}</b></a></p>{quoted}'
                f"{f'<p>{source}</p>' if source else ''}"
            )
    rest = "".join(f"<p>{_escape(line)}</p>" for line in _say_rest(told))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Dragoman</title></head>'
        f"<body>{''.join(parts)}{rest}</body></html>\n"
    )


def write_mail(message: Message, told: Sequence[Told], to: str) -> EmailMessage:
    """A message as mail, plain and as HTML, with the same Message-ID each time."""
    mail = EmailMessage()
    mail["Subject"] = write_subject(told, message.rhythm)
    mail["To"] = to
    mail["Date"] = format_datetime(message.made.replace(tzinfo=UTC))
    mail["Message-ID"] = f"<{message.id}@{urlsplit(find_address()).hostname or 'dragoman'}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(write_text(told))
    mail.add_alternative(write_html(told), subtype="html")
    return mail


def write_json(message: Message, told: Sequence[Told]) -> bytes:
    """A message as JSON: {id, made, rhythm, items: [{id, watch, kind, said, sentence, outlet, day, ...}]}."""
    items = [
        {
            "id": item.id, "watch": name, "kind": item.kind, "found": write_moment(item.found),
            "said": item.said, "sentence": item.sentence, "outlet": item.outlet,
            "day": item.day.isoformat() if item.day else None, "title": item.title, "url": item.url,
            "link": write_link(item), "articles": list(item.articles),
        }
        for name, item in told
    ]  # fmt: skip
    body = {"id": message.id, "made": write_moment(message.made), "rhythm": message.rhythm, "items": items}
    return json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def write_markdown(name: str, item: News) -> str:
    """A note of one item."""
    lines = [f"# {escape_markdown(item.said)}", ""]
    if item.sentence:
        lines += [f"> {escape_markdown(item.sentence)}", "", escape_markdown(write_source(item))]
    if is_web(item.url):
        lines += [f"[{escape_markdown(item.title or item.url)}](<{item.url}>)"]
    lines += ["", f"Watch: {escape_markdown(name)}, {item.found:%Y-%m-%d %H:%M} UTC", ""]
    lines += [f"[Open its rows](<{write_link(item)}>)", ""]
    return "\n".join(lines)


def escape_markdown(text: str) -> str:
    """Text of others on one line, none of which is read as Markdown."""
    return MARKDOWN.sub(r"\\\1", " ".join(_clean(text).split()))


def write_moment(moment: datetime) -> str:
    """A moment in UTC as RFC 3339 writes it."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"


def is_web(url: str) -> bool:
    """Whether an address of an article may become a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"[\s<>]", url)


def _group(told: Sequence[Told]) -> list[tuple[str, list[News]]]:
    groups: dict[str, list[News]] = {}
    for name, item in told[:MOST_SHOWN]:
        groups.setdefault(name, []).append(item)
    return list(groups.items())


def _say_rest(told: Sequence[Told]) -> list[str]:
    rest = len(told) - MOST_SHOWN
    return [f"And {rest} more: {find_address()}/watches"] if rest > 0 else []


def _clean(text: str) -> str:
    return " ".join(UNSEEN.sub(" ", text).split())


def _escape(text: str) -> str:
    return html.escape(_clean(text))
