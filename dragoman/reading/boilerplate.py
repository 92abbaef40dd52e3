"""Where an article names a place or a person without speaking of them: its dateline, its credits and what
its publisher adds."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = r"[A-ZÀ-Þ][\w.'’\-]*(?: (?:[A-ZÀ-Þ][\w.'’\-]*|el|al|de|and|of|the))*"
_AGENCY = r"\((?:[A-Z][\w./ -]{1,30})\)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})"
_DASH = r"\s*(?:--+|[–—―]|\s-\s|-\s)(?!\s*[a-z])"
# "ROME —", "KYIV, Ukraine (AP) —", "MOSCOW, June 3 (Reuters) -", "WASHINGTON/BEIJING (Reuters) -", "Tashkent
# – "
_DATELINE = re.compile(
    rf"\s*{_NAME}(?:/{_NAME})*(?:, {_NAME})?(?:, {_DAY}(?:,? \d{{4}})?)?(?: ?{_AGENCY}){{0,2}}{_DASH}"
)
# Below a caption or in a round-up: with its agency, "GENEVA (AP) —", or in capitals, "LA PAZ, Bolivia —";
# "ANKARA" on a line of its own.
_LOUD = r"(?=[A-ZÀ-Þ /-]{5})[A-ZÀ-Þ]{2,}(?:[ /-][A-ZÀ-Þ]{2,}){0,3}"
_LATER = re.compile(
    rf"^(?:{_NAME}(?:, {_NAME})?(?:, {_DAY}(?:,? \d{{4}})?)? ?{_AGENCY}{_DASH}"
    rf"|{_DAY},? \d{{4}} \({_LOUD}\){_DASH}"
    rf"|{_LOUD}(?:, {_NAME})?\s*(?:--|[–—])\s|{_LOUD}$)",
    re.M,
)
# "Addis Ababa, 6 February 2021: ", "16 June 2023, Addis Ababa: ", "TIRANA / VIENNA – 6 October 2020. ": with
# a whole date any mark will do.
_TOWNS, _DATE = rf"{_NAME}(?: ?/ ?{_NAME})*", rf"{_DAY},? \d{{4}}"
_DATED = re.compile(rf"\s*(?:{_TOWNS}(?:,|\s[–—-]) {_DATE}(?: ?{_AGENCY})?|{_DATE}, {_TOWNS})\s*[:.–—-]")
# "Rome. U.S. Secretary of State ...": a place alone as the first sentence; "U.S. Secretary ..." and "St.
# Petersburg" begin one.
_PLACE_ALONE = re.compile(
    rf"\s*{_NAME}(?:, {_NAME})?(?<!\.[A-Z])(?<!\bSt)(?<!\b[MD][rs])(?<!\bMrs)[.:] (?=[A-Z“\"‘])"
)
# "Source: The Associated Press", "Related Posts", "THE WHITE HOUSE, June 8, 2021."
_LINE = re.compile(
    r"^[^\S\n]*+(?:(?:Source|Photo|Image|Picture|Credit|Reporting|Additional reporting|Editing|Writing"
    r"|Translated|Copyright|©|FOR IMMEDIATE RELEASE|Follow us|Sign up|Subscribe"
    r"|Related (?:Posts|articles|stories|news)|Read (?:more|also)|Sister links|Sources?$"
    r"|Leave a (?:reply|comment))\b.*"
    r"|(?:The White House|THE WHITE HOUSE)(?:,[^.]{0,300}\d{4}\.?)?"
    r"|WASHINGTON,? D\.?C\.?|Washington, DC?\.?|Washington, D\.C\.)\s*$",
    re.M,
)
# "(Reporting by ... in Moscow; editing by ...)", "(REUTERS/X/Pool)"
_BYLINE = re.compile(
    r"\((?:(?:Additional )?[Rr]eporting|Writing|Editing) by [^()]*\)"
    r"|\([^()]{0,60}(?:REUTERS|AP Photo|AFP|Getty Images|Xinhua|TASS)[^()]{0,40}\)"
)
# Who wrote, edited or took the picture: "By Jane Doe" on a line of its own, "Reporting by ...", "REUTERS/Jane
# Doe".
_PERSON = r"[A-ZÀ-Þ][\w.'’\-]+(?: [A-ZÀ-Þ][\w.'’\-]*){1,3}"
_CREDIT = re.compile(
    rf"^(?:By|BY) {_PERSON}(?:(?:,| and| &) {_PERSON})*(?:, [A-Z][\w ]{{1,30}})?$"
    r"|^(?:(?:Additional )?[Rr]eporting|Writing|Editing) by .*$"
    r"|^(?:Associated Press|AP|Reuters|AFP) (?:\w+ )?(?:writer|reporter|journalist|correspondent)s? "
    r".*\b(?:contributed|reported)\b.*$"
    r"|(?:[(;] ?(?:[Aa]dditional )?|\band additional )(?:[Rr]eporting|[Ww]riting|[Ee]diting) by [^()\n]*"
    rf"|\b(?:REUTERS|Reuters|AFP|AP|EPA|Getty Images) ?/ ?{_PERSON}",
    re.M,
)


def find_credits(text: str) -> Iterator[tuple[int, int]]:
    """Spans of characters in which nobody of the news is named, but who reports it."""
    for pattern in (_CREDIT, _BYLINE):
        for match in pattern.finditer(text):
            yield match.span()


def find_boilerplate(text: str, body: int) -> Iterator[tuple[int, int]]:
    """Spans of characters in which no place counts. `body` is where the title ends and the text begins."""
    start = body
    while start < len(text) and text[start].isspace():
        start += 1
    for pattern in (_DATELINE, _DATED, _PLACE_ALONE):
        match = pattern.match(text, start, min(len(text), start + 120))
        if match and len(match.group().split()) <= 14 and "\n\n" not in match.group().strip():
            yield match.span()
            break
    for pattern in (_LINE, _BYLINE, _LATER):
        for match in pattern.finditer(text, body):
            yield match.span()
