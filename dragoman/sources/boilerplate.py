"""What a site puts around an article, taken away: the title a second time, blocks of links, forms, the line that credits a source.

Careful on purpose: only whole paragraphs go, and only those that are furniture by their very words, so that no sentence of an
article is lost. A dateline stays: it is part of what was published.
"""

from __future__ import annotations

import html
import re

from lxml import etree
from lxml import html as lxml_html


def _list(lines: str) -> frozenset[str]:
    return frozenset(" ".join(re.findall(r"\w+", line)) for line in re.split(r"[|\n]", lines)) - {""}


# Compared without case and punctuation. These head a block of links or a form, which goes with them.
HEADINGS = _list(
    """
    related posts|related post|related articles|related article|related stories|related story|related news|related content|related links
    related topics|related coverage|more stories|more from this author|more on this story|more on this topic|more headlines
    you may also like|you might also like|you may like|recommended for you|recommended stories|read next|up next|also read|read also
    most read|most popular|most viewed|popular posts|recent posts|latest news|trending now|top stories|leave a reply|leave a comment
    leave your comment|post a comment|add a comment|write a comment|join the conversation|no comments|no comments yet
    comments are closed|view comments|show comments|hide comments|leave a reply cancel reply|social media|follow us
    follow us on social media|share this|share this article|share this post|share this story|like this|our newsletter|newsletter sign up
    sign up for our newsletter|subscribe to our newsletter|get our newsletter|post navigation|about the author|sponsored content
    """
)
# These go by themselves, wherever they stand.
NOTICES = _list(
    """
    advertisement|advertisements|story continues below advertisement|article continues below advertisement|skip to content
    article continues after advertisement|story continues after advertisement|skip to main content|back to top|share on facebook
    share on twitter|share on linkedin|share on whatsapp|share via email|cancel reply|post comment|submit comment|copy link|copy url
    """
)
# These are also words of articles: they go only beside other furniture, or first or last.
BUTTONS = _list(
    """
    share|share on|tweet|print|email|facebook|twitter|x|linkedin|whatsapp|telegram|instagram|youtube|pinterest|reddit|messenger|save
    bookmark|comments|comment|reply|related|recommended|trending|read more|see also|more news|newsletter|subscribe|subscribe now
    sign up|advertising|sponsored|stay informed|stay connected|stay up to date|previous|next|previous post|next post
    previous article|next article|categories|tags|name|website|submit|your name|your email|loading|home|menu|search|close
    """
)
# Whole paragraphs that forms and buttons are made of.
FORMS = re.compile(
    r"""(?ix)
    your\ e-?mail\ address\ will\ not\ be\ published\b.*
    | required\ fields\ are\ marked\b.*
    | save\ my\ name,?\ e-?mail.*
    | (?:notify\ me\ of|notify\ me\ when)\ .*(?:comments?|posts?)\b.*
    | this\ site\ uses\ akismet\b.*
    | (?:name|e-?mail|comment|website)\ ?\*(?:\ ?(?:name|e-?mail|comment|website)\ ?\*?)*
    | (?:click\ to|click\ here\ to)\ (?:share|e-?mail|print)\b[^.]*
    | (?:sign\ up|subscribe)\ (?:for|to)\ (?:our|the|my)\ [^.]{0,40}newsletter\b.{0,120}
    | (?:follow|like|find)\ us\ on\ (?:facebook|twitter|x|instagram|telegram|whatsapp|google|linkedin|youtube)\b.{0,100}
    | you\ must\ be\ logged\ in\ to\ post\ a\ comment\b.*
    | (?:we\ use|this\ (?:site|website)\ uses)\ cookies\b.*
    | (?:all\ rights\ reserved|copyright\ ©|©\ ?\d{4})\b.{0,120}
    """
)
# "Source: The Associated Press: Blinken, Lapid meet in Rome"; the name is what may stand in it, the rest is the other title or the text.
CREDIT = re.compile(
    r"(?i:source|via|originally published (?:by|in|on))\s*:\s*(?P<name>[^\s:.,;][^:;,|]{1,59}?)\.?\s*(?:(?:[:|]|\s[–—-])\s*(?P<rest>.*))?",
    re.S,
)
MARKUP = re.compile(r"</(?:p|div|span|a|strong|em|b|i|li|h[1-6])\s*>|<br\s*/?>|<p>", re.I)
SITE = re.compile(r"(?P<title>.*\S)\s+[|–—·•»-]\s+(?P<site>[^|–—·•»]{2,60})")
ENTITY = re.compile(
    r"&(?:amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[nm]dash|hellip|[aeiouy](?:acute|grave|uml|circ)|ccedil|ntilde|#\d{2,5}|#x[\da-f]{2,5});",
    re.I,
)
BLOCKS = "p div br li ul ol blockquote h1 h2 h3 h4 h5 h6 tr table section article figure"
PROSE = 12  # words: a paragraph as long that ends as a sentence does is somebody's prose
TAIL = 400  # characters: links and forms are shorter


def clean_article(title: str, text: str) -> tuple[str, str]:
    """The text of an article without the furniture of its site, and the source that it credits ("" without one).

    `text` holds paragraphs separated by a blank line, before and after.
    """
    paragraphs = text.split("\n\n") if text else []
    while len(paragraphs) > 1 and _repeats(paragraphs[0], title):
        del paragraphs[0]
    credit = ""
    last = max((place for place, paragraph in enumerate(paragraphs) if _is_prose(paragraph)), default=0)
    for place, paragraph in enumerate(paragraphs):
        at_an_end = place <= 2 or place >= last  # in the midst it is the source of a chart
        if at_an_end and (found := CREDIT.fullmatch(paragraph)) and _is_name(found["name"]):
            credit = found["name"].strip()
            rest = (found["rest"] or "").strip()
            paragraphs[place : place + 1] = [rest] if _is_prose(rest) else []
            break
    return "\n\n".join(_drop_furniture(paragraphs)), credit


def _drop_furniture(paragraphs: list[str]) -> list[str]:
    """The paragraphs that are the article's."""
    furniture = [_is_furniture(paragraph) for paragraph in paragraphs]
    last = max((place for place, paragraph in enumerate(paragraphs) if _is_prose(paragraph) and not furniture[place]), default=-1)
    below = False
    for place, paragraph in enumerate(paragraphs):
        if furniture[place]:
            below = below or _is_heading(paragraph)
        elif below and not _is_prose(paragraph) and (place > last or not re.search(r"[.!?:;,…\"'”’»]$", paragraph)):
            furniture[place] = True  # a link below "Related Posts", a field below "Leave a reply"
        else:
            below = False
    places = range(len(paragraphs))
    for place in (*places, *reversed(places)):  # a row of buttons goes from either end of it
        beside = place in (0, len(paragraphs) - 1) or any(furniture[place - 1 : place + 2])
        if beside and len(paragraphs[place]) <= 40 and fold(paragraphs[place]) in BUTTONS:
            furniture[place] = True
    return [paragraph for paragraph, drop in zip(paragraphs, furniture, strict=True) if not drop]


def strip_site(title: str, *names: str) -> str:
    """The title without the site's name behind a bar or dash: "Talks in Rome | The Courier"."""
    found = SITE.fullmatch(title)
    return found["title"] if found and fold(found["site"]) in {fold(name) for name in names if name} else title


def strip_markup(text: str) -> str:
    """The text of a cell that holds HTML, block by block; any other text as it is, but for entities such as &rsquo;."""
    if ENTITY.search(text) and not MARKUP.search(text):
        text = html.unescape(text)  # markup itself may be written so: &lt;p&gt;
    if MARKUP.search(text):
        try:
            root = lxml_html.fragment_fromstring(text, create_parent="div")
            etree.strip_elements(root, "script", "style", "noscript", etree.Comment, with_tail=False)
            for element in root.iter(*BLOCKS.split()):
                element.text = "\n\n" + (element.text or "")
                element.tail = "\n\n" + (element.tail or "")
            return str(root.text_content())
        except (etree.LxmlError, ValueError, RecursionError, AssertionError):
            return text
    return text


def fold(line: str) -> str:
    """Its words alone, in small letters: how two lines are compared."""
    return " ".join(re.findall(r"\w+", line.casefold()))


def _repeats(paragraph: str, title: str) -> bool:
    """Whether a paragraph is the title again, alone or with the site's name behind a bar or dash."""
    if not title or len(paragraph) > len(title) + 60:
        return False
    folded, again = fold(title), fold(paragraph)
    if folded == again:
        return bool(folded) and (paragraph[-1] not in ".:;,…" or paragraph[-1] == title[-1])  # else it is the first sentence
    return again.startswith(folded + " ") and bool(re.match(r"\s*[|–—·»-]\s", paragraph[len(title) :]))


def _is_heading(paragraph: str) -> bool:
    counted = re.fullmatch(r"(?i)(?:\d+|one) (?:comments?|repl(?:y|ies)|responses?)(?: (?:to|on) .*)?", paragraph)
    return len(paragraph) <= 60 and (fold(paragraph) in HEADINGS or bool(counted))


def _is_furniture(paragraph: str) -> bool:
    return (
        _is_heading(paragraph)
        or (len(paragraph) <= 60 and fold(paragraph) in NOTICES)
        or (len(paragraph) <= TAIL and bool(FORMS.fullmatch(paragraph)))
    )


def _is_prose(paragraph: str) -> bool:
    """Whether this is somebody's sentence rather than a link or a button: when in doubt, it is."""
    ends = re.search(r"[.!?…][\"'”’»)\]]*$", paragraph)
    return len(paragraph) > TAIL or bool(ends and len(paragraph.split()) >= PROSE)


def _is_name(name: str) -> bool:
    """Whether a credit names an outlet: a few words, the first of them capital or an address."""
    return len(name.split()) <= 8 and (name[:1].isupper() or bool(re.match(r"[\w-]+\.\w|https?$", name)))
