"""Characters and lines of text made regular: what is said is never changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

import ftfy

LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
WRAP = (40, 100)  # characters: lines that were broken by a program, not by a writer, are this long


def normalise_characters(text: str) -> str:
    """Line ends as \\n, no control characters or lone surrogates, misread UTF-8 set right."""
    text = text.encode("utf-8", "replace").decode()
    if not text.isascii():
        text = ftfy.fix_encoding(text)
    return CONTROLS.sub("", LINE_ENDS.sub("\n", text))


def normalise_line(text: str) -> str:
    """One line: each run of white space is a space."""
    return " ".join(normalise_characters(text).split())


def normalise_text(text: str) -> str:
    """Paragraphs parted by a blank line; without, each line is one, unless broken to a width."""
    text = normalise_characters(text.strip()).strip()
    if not BLANK_LINES.search(text) and "\n" in text and not _is_wrapped(text.split("\n")):
        text = text.replace("\n", "\n\n")
    paragraphs = (paragraph.strip() for paragraph in BLANK_LINES.split(text))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def shorten(text: str, longest: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer than `longest` characters."""
    if len(text) <= longest:
        return text
    words, space, _ = text[:longest].rpartition(" ")
    return f"{words.rstrip(' ,;:.') if space else text[:longest]}…"


def list_some(names: Sequence[str], longest: int = 300) -> str:
    """Names as a sentence lists them, in about `longest` characters: "Key, Item Type, Author and 28 more"."""
    shown: list[str] = []
    for name in names:
        if shown and sum(map(len, shown)) + 2 * len(shown) + len(name) > longest:
            break
        shown.append(shorten(name, 100))
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" and {rest:,} more" if rest else "")


def fold(line: str) -> str:
    """Its words alone, in small letters: how two lines are compared."""
    return " ".join(re.findall(r"\w+", line.casefold()))


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken to a width: alike in length, and most end in mid-sentence."""
    full = lines[:-1]
    if len(full) < 2:
        return False
    fitting = sum(WRAP[0] <= len(line) <= WRAP[1] for line in full)
    ended = sum(bool(SENTENCE_END.search(line.rstrip())) for line in full)
    return fitting > 0.7 * len(full) and ended < 0.4 * len(full)
