"""Pages that are no article though they hold text: errors, consent to cookies, the beginning that a paywall leaves, lists.

Careful on purpose: what is taken for one of these waits in the quarantine, where a person can take it in all the same.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from trafilatura.utils import load_html

from dragoman.sources.boilerplate import fold

SHORT = 150  # words: no error page says more
STUB = 250  # words: what a paywall leaves is shorter
NOTICE = 400  # words of a page that asks for consent
MOST_LINKS = 300  # that are looked at
TEASERS = 5  # headlines of other articles in what should be one
ERROR = re.compile(
    r"(?:error\s*:?\s*)?(?:40[0-9]|410|50[0-4])\b|(?:page )?not found\b|oops\b|access denied|bad gateway|just a moment|attention required|"
    r"(?:the |this |your )?(?:page|article|url|address)\b.{0,20}(?:not found|not be found|no longer (?:available|exists?)|"
    r"does ?n[o'’]t exist|was (?:re)?moved|unavailable)|something went wrong|(?:service|site|temporarily) .{0,20}(?:unavail|mainten)|"
    r"(?:please )?(?:verify|confirm|prove) (?:that )?you are|are you (?:a )?(?:human|robot)|checking your browser|"
    r"enable (?:javascript|cookies)|(?:forbidden|security check|request (?:blocked|rejected)|what went wrong)\W*$",
    re.I,
)
CONSENT = re.compile(
    r"\bcookies?\b|\bconsent|\bprivacy|\bpartners?\b|\bpersonal data|\bpersonali[sz]ed|\blegitimate interests?|"
    r"\b(?:accept|reject|allow) all|\bvendors?\b|\badvertis|\bpreferences|\bopt out",
    re.I,
)
CONSENT_PLACE = re.compile(r"^consent\.|[/.](?:consent|cookie-?(?:wall|consent)|privacy-?(?:gate|wall)|gdpr)\b", re.I)
PAYWALL = re.compile(
    r"(?:subscribe|subscription|sign (?:in|up)|log ?in|register|account|member(?:ship)?)\b[^.!?]{0,60}\b(?:to|and|for) "
    r"(?:(?:continue|keep|finish) reading|continue(?= *(?:[.!»→]|$))|unlock|read (?:on|more|the (?:full|rest|whole|entire))|full access|"
    r"unlimited (?:access|reading))|"
    r"(?:only|exclusive(?:ly)?|reserved|available) (?:for|to) (?:our )?(?:paying |paid |digital )?(?:subscribers|members)|"
    r"(?:this|the rest of (?:this|the)) (?:article|story|content|report) is (?:for|reserved|locked|behind|only)|"
    r"unlock (?:this|the) (?:article|story)|(?:continue|keep) reading (?:with|for|by)|"
    r"(?:you have|you've) (?:read|reached|used) (?:all|your|the)\b.{0,40}\bfree\b|"
    r"to (?:read|see|view) (?:the (?:full|rest|whole)|this (?:full )?(?:article|story)).{0,60}(?:subscri|sign|log|regist)",
    re.I,
)
LOCKED = re.compile(r"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false", re.I)


def find_wall(html: str, title: str, text: str, url: str = "", asked: str = "") -> str:
    """Why the page of this title and text is no article, as a sentence that says what to do, or "".

    `url` is where the page came from and `asked` what was asked for: an old address that leads to the front page leads to no article.
    """
    try:
        tree = load_html(html)
    except Exception:  # the parsers raise whatever they do
        tree = None
    if tree is None:
        return ""
    words, headings = len(text.split()), [" ".join(item.text_content().split()) for item in tree.iter("h1", "title")][:4]
    if words <= SHORT and (said := next((line for line in (title, *headings, text[:80]) if ERROR.match(line.strip())), "")):
        return f"This is an error page ({said.strip()[:60]!r}), not an article. Check the address in a browser, or discard it."
    signs = len(CONSENT.findall(text))
    if words <= NOTICE and ((CONSENT_PLACE.search(_place(url)) and signs >= 2) or (signs >= 5 and signs > 0.04 * words)):
        return "This page asks for consent to cookies and shows no article. Open it in a browser, save the article and add the file."
    if words <= STUB and (_is_locked(tree) or PAYWALL.search(_read_body(tree))):
        return (
            "Only the beginning stands here: the rest is for subscribers. Save the whole article from your browser, if you may, and "
            "add the file. Retry takes the beginning as it is."
        )
    if _is_front(url) and not _says_article(tree):
        led = " now" if asked and not _is_front(asked) else ""
        return f"This address leads{led} to the front page of a site, not to an article. Look for the article's own address."
    if _count_teasers(tree, text) >= TEASERS:
        return "This is a list of articles, not one of them. Add the articles' own addresses, or follow the site's feed."
    return ""


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname or ''}{parts.path}"


def _is_front(url: str) -> bool:
    return (
        bool(url) and re.fullmatch(r"/?(?:index\.\w+|home|[a-z]{2})?/?", urlsplit(url).path, re.I) is not None and not urlsplit(url).query
    )


def _is_locked(tree: HtmlElement) -> bool:
    """Whether the page itself says that one has to pay."""
    tiers = tree.xpath("//meta[@property='article:content_tier' or @name='article:content_tier']/@content")
    scripts = (script.text or "" for script in tree.iterfind(".//script[@type='application/ld+json']"))
    return "locked" in (str(tier).lower() for tier in tiers) or any(LOCKED.search(script) for script in scripts)


def _read_body(tree: HtmlElement) -> str:
    """What a page says in its middle: not in menus and footers, where every page of a newspaper offers a subscription."""
    away = {"script", "style", "nav", "header", "footer", "aside", "noscript", "template"}
    body = tree.find("body")
    parts: list[str] = []
    waiting = [body if body is not None else tree]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            parts.append(element)
        elif isinstance(element.tag, str) and element.tag not in away:
            pieces = [element.text or ""]
            for child in element:
                pieces += [child, child.tail or ""]
            waiting += reversed(pieces)
    return " ".join(" ".join(parts).split())


def _says_article(tree: HtmlElement) -> bool:
    kinds = [str(kind).lower() for kind in tree.xpath("//meta[@property='og:type']/@content")]
    return "article" in kinds or bool(tree.xpath("//*[contains(@itemtype, 'Article')]"))


def _count_teasers(tree: HtmlElement, text: str) -> int:
    """How many headlines that lead elsewhere begin a paragraph of the text: in one article there are none."""
    paragraphs = [fold(paragraph) for paragraph in text.split("\n")]
    heads = tree.xpath(
        "//h2//a[@href] | //h3//a[@href] | //h4//a[@href] | //a[@href]//h2 | //a[@href]//h3 | //a[@href]//h4 | //li/a[@href]"
    )
    teasers = {fold(head.text_content()) for head in heads[:MOST_LINKS]}
    return sum(len(teaser.split()) >= 4 and any(paragraph.startswith(teaser) for paragraph in paragraphs) for teaser in teasers)
