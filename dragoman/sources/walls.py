"""Pages that are no article though they hold text: errors, consent, a paywall's beginning, lists.

Known by what a page states in its data and by its form, whatever its language, and by the words of English
and of wall_words.py. Careful on purpose: what is taken for one of these waits in the quarantine, where a
person can take it in all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from dragoman.sources import wall_words
from dragoman.sources.error_pages import SHORT, find_notice, read_whole
from dragoman.sources.list_pages import count_words, is_list, is_root, is_section, measure_form
from dragoman.sources.text_cleaning import fold
from dragoman.sources.webpage import LINKED_DATA, load_page

STUB = 250  # words: what a paywall leaves is shorter
BEGINNING = 40  # words: a page that has its price and gives no more gives the beginning
NOTICE = 400  # words of a page that asks for consent
CONSENT = re.compile(
    r"\bcookies?\b|\bconsent|\bprivacy|\bpartners?\b|\bpersonal data|"
    r"\bpersonali[sz]ed|\blegitimate interests?|"
    r"\b(?:accept|reject|allow) all|\bvendors?\b|\badvertis|\bpreferences|\bopt out",
    re.I,
)
CONSENT_KEY = re.compile(
    r"\bcookies?\b|\bpersonal data|\b(?:accept|reject|allow) all|\blegitimate interests?", re.I
)
CONSENT_PLACE = re.compile(
    r"^consent\.|[/.](?:consent|cookie-?(?:wall|consent)|privacy-?(?:gate|wall)|gdpr)\b", re.I
)
PAYWALL = re.compile(
    r"(?:subscribe|subscription|sign (?:in|up)|log ?in|register|account|member(?:ship)?)\b"
    r"(?:(?!newsletter|e-?mail|alert|podcast|briefing)[^.!?]){0,60}\b(?:to|and|for) "
    r"(?:(?:continue|keep|finish) reading|continue(?= *(?:[.!»→]|$))|"
    r"unlock(?= (?:this|all|our|the (?:article|story|rest|full)))|"
    r"read (?:on|more|the (?:full|rest|whole|entire))|"
    r"full access(?= *(?:[.!»→]|$)| to (?:all|our|this|every))|"
    r"unlimited (?:access|reading))|"
    r"(?:only|exclusive(?:ly)?|reserved|available) (?:for|to) (?:our )?(?:paying |paid |"
    r"digital |premium )?subscribers|"
    r"(?:only|exclusive(?:ly)?|reserved|available) (?:for|to) (?:our|paying|paid|digital|"
    r"premium) members(?! of\b)|"
    r"(?:this|the rest of (?:this|the)) (?:article|story|content|report) is (?:locked\b|"
    r"behind (?:a|our|the) (?:pay|reg)|"
    r"(?:only |exclusively |reserved |available )*(?:for|to) (?:our |paying |paid |"
    r"digital |premium |registered )*"
    r"(?:subscribers|readers|members(?! of\b)))|"
    r"unlock (?:this|the) (?:article|story)|(?:continue|keep) reading (?:with|for|by)|"
    r"(?:you have|you've) (?:read|reached|used) (?:all|your|the)\b.{0,40}\bfree\b|"
    r"to (?:read|see|view) (?:the (?:full|rest|whole)|this (?:full )?(?:article|story))[^.!?]{0,60}\b"
    r"(?:subscri(?:be|ption)|sign (?:in|up)|log ?in|register)\b",
    re.I,
)
BROKEN_OFF = re.compile(r"(?:…|\.\.\.)[\])\"'”’]{0,3}$|[\w,;:–—-]$")  # in mid-sentence
OFFER = re.compile(
    r"already (?:a |an )?(?:subscribe|member|registered|have (?:a|an) (?:account|subscription))|free trial|"
    r"[$£€] ?\d[\d.,]{0,6} ?(?:per|a|for|/) ?(?:the |your )?(?:first )?(?:month|week|year|\d)|"
    r"(?:subscribers?|members?|premium)[- ](?:only|exclusive|content|article)|(?:subscribers|members) only|"
    r"\bsubscribe (?:now|today|here|from)\b(?![^.!?]{0,60}(?:newsletter|e-?mail|podcast))|"
    r"\b(?:log|sign) in to (?:read|continue|view|see|access)|"
    r"\bunlock\b|(?:continue|keep) reading\b(?! (?:the )?(?:main|below))|become a (?:member|subscriber)|"
    r"(?:choose|view|see) (?:a|your|our) "
    r"(?:plans?|subscriptions?|offers?)\b|read the (?:full|rest|whole)",
    re.I,
)
SELECTOR = re.compile(r"[\"']cssSelector[\"']\s?:\s?[\"']\.([\w-]{1,60})[\"']")
WALL_FORM = re.compile(
    r"(?:^|[\s_-])(?:paywall|pay-?wall|reg-?wall|(?:subscri\w{1,8}|premium|login|content|article)-?(?:wall|gate|barrier|prompt))(?=$|[\s_-])",
    re.I,
)
COOKIE = re.compile(r"\bcookies?\b", re.I)
TIERS = "//meta[@property='article:content_tier' or @name='article:content_tier']/@content"
SIGN_IN = re.compile(r"(?:(?:member|subscriber|user|account) )?(?:log|sign)[ -]?(?:in|on)\b", re.I)
LENGTH = re.compile(r"[\"']wordCount[\"']\s*:\s*[\"']?(\d{2,6})\b")
OWN = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
LIST_FORM = re.compile(
    r"(?:^|\s)(?:home|front|front-?page|home-?page|archive|category|search(?:-results)?|blog|section(?:-front|-page)?)(?=$|\s)"
)
LISTS = re.compile(r"[\"']@type[\"']\s?:\s?[\"'](?:CollectionPage|SearchResultsPage)[\"']")
ARTICLE = re.compile(r"[\"']@type[\"']\s*:\s*(?:\[[^\]]{0,100})?[\"']\w*Article[\"']")
PAYWALL_WORDS = tuple(chain.from_iterable(wall_words.PAYWALLS.values()))
LOCKED = re.compile(r"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false", re.I)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page, and what was read of it."""

    tree: HtmlElement
    title: str
    text: str  # of the article on it, "" where none was found
    url: str
    asked: str
    shown: str  # the text, else all that it shows
    words: int  # of what it shows
    says_article: bool


def find_wall(html: str, title: str, text: str, url: str = "", asked: str = "") -> str:
    """Why the page of this title and text is no article, as a sentence that says what to do, or "".

    `url` is where the page came from and `asked` what was asked for: an old address that leads to the front
    page leads to no article.
    """
    try:
        tree = load_page(html)
    except Exception:  # the parsers raise whatever they do
        tree = None
    if tree is None:
        return ""
    shown = text or read_whole(tree)
    page = _Page(tree, title, text, url, asked, shown, count_words(shown), _says_article(tree))
    if notice := find_notice(tree, title, shown, page.words, page.says_article):
        return notice
    return next((reason for is_one, reason in WALLS if is_one(page)), "")


def _asks_to_sign_in(page: _Page) -> bool:
    if page.words > SHORT or page.says_article or not SIGN_IN.match(page.title.strip()):
        return False
    return bool(page.tree.xpath("//input[@type='password']"))


def _is_front(page: _Page) -> bool:
    """Whether its address is the front page of a site."""
    return bool(page.url) and is_root(page.url) and not page.says_article


def _leads_to_front(page: _Page) -> bool:
    """Whether it is the front page of a site, and something else was asked for."""
    return _is_front(page) and bool(page.asked) and not is_root(page.asked)


def _is_list(page: _Page) -> bool:
    front = any(map(is_root, _list_own(page.tree)))
    form = measure_form(page.tree, page.text, front and not page.says_article)
    return is_list(form, page.says_article, front or _says_list(page.tree), _is_headed(page.tree, page.title))


def _asks_consent(page: _Page) -> bool:
    text, words = page.shown, page.words
    if words > NOTICE:
        return False
    lower = text.casefold()
    found = CONSENT.findall(lower)
    signs = len(found) if len(set(found)) >= 3 and CONSENT_KEY.search(text) else 0
    for beginnings in wall_words.CONSENT.values():
        counts = [lower.count(beginning) for beginning in beginnings]
        if len(counts) - counts.count(0) >= 3:  # some are words of other languages too
            signs = max(signs, sum(counts) + len(COOKIE.findall(text)))
    return (
        (CONSENT_PLACE.search(_place(page.url)) is not None and signs >= 2)
        or (signs >= 5 and signs > 0.04 * words)
        or (signs >= 3 and signs > 0.08 * words)
    )


def _is_cut(page: _Page) -> bool:
    """Whether the rest has its price: by its stated length, by words, or by saying so with a sign of it.

    That it says so in its data alone is no sign: who may read it all saves the same page with the same data.
    """
    tree, text, words = page.tree, page.text, count_words(page.text)
    # Others may be of articles beside it
    stated = min((int(found) for found in LENGTH.findall(_read_data(tree))), default=0)
    if 3 * words < stated and (words <= STUB or _is_locked(tree)):
        return True
    if words > STUB or words > 0.8 * stated > 0:
        return False
    body = _read_body(tree)
    if PAYWALL.search(body) or any(phrase in body.casefold() for phrase in PAYWALL_WORDS):
        return True
    return _is_locked(tree) and (
        words < BEGINNING or BROKEN_OFF.search(text.strip()) is not None or _shows_wall(tree, body)
    )


def _shows_wall(tree: HtmlElement, body: str) -> bool:
    """Whether a page that says it has its price offers it, or has an empty place for the paid part."""
    if OFFER.search(body):
        return True
    for name in SELECTOR.findall(_read_data(tree)):
        paid = tree.xpath(
            "//*[contains(concat(' ', normalize-space(@class), ' '), concat(' ', $name, ' '))]", name=name
        )
        if paid and sum(count_words(element.text_content()) for element in paid) < BEGINNING:
            return True
    walls = (
        element
        for element in tree.xpath("//body//*[@class or @id]")
        if WALL_FORM.search(f"{element.get('class')} {element.get('id')}")
    )
    return any(0 < count_words(element.text_content()) <= STUB // 3 for element in walls)


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname or ''}{parts.path}"


def _is_locked(tree: HtmlElement) -> bool:
    """Whether the page itself says that one has to pay."""
    tiers = [str(tier).lower() for tier in tree.xpath(TIERS)]
    free = [str(value).lower() for value in tree.xpath("//*[@itemprop='isAccessibleForFree']/@content")]
    return "locked" in tiers or "false" in free or LOCKED.search(_read_data(tree)) is not None


def _read_data(tree: HtmlElement) -> str:
    """What a page says of itself in JSON-LD."""
    return "\n".join(script.text or "" for script in tree.xpath(LINKED_DATA))


def _read_body(tree: HtmlElement) -> str:
    """What a page says in its middle: every newspaper's menus and footers offer subscriptions."""
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
    return (
        "article" in kinds
        or bool(tree.xpath("//*[contains(@itemtype, 'Article')]"))
        or ARTICLE.search(_read_data(tree)) is not None
    )


def _is_headed(tree: HtmlElement, title: str) -> bool:
    """Whether the one great heading of a page is the title."""
    headings = [fold(heading.text_content()) for heading in tree.iter("h1")]
    return len(headings) == 1 and bool(headings[0]) and headings[0] == fold(title)


def _list_own(tree: HtmlElement) -> list[str]:
    """The addresses that a page says are its own."""
    return [str(address) for path in OWN for address in tree.xpath(path)[:1]]


def _says_list(tree: HtmlElement) -> bool:
    """Whether a page says that it is a section or a search, by address, data or its body's style."""
    styled = any(LIST_FORM.search(str(style)) for style in tree.xpath("//body/@class")[:1])
    return styled or LISTS.search(_read_data(tree)) is not None or any(map(is_section, _list_own(tree)))


FRONT = (
    "This address leads{now} to the front page of a site, not to an article. Look for "
    "the article's own address."
)
WALLS: tuple[tuple[Callable[[_Page], bool], str], ...] = (
    (_asks_to_sign_in, "This page asks to sign in and shows no article. Sign in with your browser, save the "
                       "article and add the file."),
    (_asks_consent, "This page asks for consent to cookies and shows no article. Open it in a browser, save "
                    "the article and add the file."),
    (_is_cut, "Only the beginning stands here: the rest is for subscribers. Save the whole article from "
              "your browser, if you may, and add the file. Retry takes the beginning as it is."),
    (_leads_to_front, FRONT.format(now=" now")),
    (_is_front, FRONT.format(now="")),
    (_is_list, "This is a list of articles, not one of them. Add the articles' own addresses, or "
               "follow the site's feed."),
)  # fmt: skip
