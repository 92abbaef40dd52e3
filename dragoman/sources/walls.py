"""Pages that are no article though they hold text: errors, consent to cookies, the beginning that a paywall leaves, lists.

Known by what a page states in its data and by its form, whatever its language, and by the words of English and of wall_words.py.
Careful on purpose: what is taken for one of these waits in the quarantine, where a person can take it in all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from trafilatura.utils import load_html

from dragoman.sources import wall_words
from dragoman.sources.webpage import LINKED_DATA
from dragoman.sources.wording import fold

SHORT = 150  # words: no error page says more
STUB = 250  # words: what a paywall leaves is shorter
NOTICE = 400  # words of a page that asks for consent
MOST_LINKS = 300  # that are looked at
TEASERS = 5  # headlines of other articles in what should be one
ERROR = re.compile(
    r"(?:error\s*:?\s*)?(?:40[0-9]|410|50[0-4])\W*"
    r"(?:$|(?:(?:page|file) )?not (?:found|authori)|bad (?:gateway|request)|internal server|service (?:temp|unav)|gateway time|forbidden|"
    r"gone\W*$|unauthori|authori[sz]ation|error)|"
    r"(?:(?:page )?not found|access denied|just a moment|attention required)\s*(?:$|[-–—|:.,!…(])|access denied (?:to this|on this)|"
    r"page not found\b|oops\b|bad gateway|"
    r"(?:the |this |your )?(?:page|article|url|address)\b.{0,20}(?:not found|not be found|no longer (?:available|exists?)|"
    r"does ?n[o'’]t exist|was (?:re)?moved|unavailable)|something went wrong|(?:service|site|temporarily) .{0,20}(?:unavail|mainten)|"
    r"(?:please )?(?:verify|confirm|prove) (?:that )?you are|are you (?:a )?(?:human|robot)|checking your browser|"
    r"(?:please |you (?:need|have) to |you must )?(?:enable|turn on) (?:javascript|cookies)|"
    r"(?:forbidden|security check|request (?:blocked|rejected)|what went wrong)\W*$",
    re.I,
)
CONSENT = re.compile(
    r"\bcookies?\b|\bconsent|\bprivacy|\bpartners?\b|\bpersonal data|\bpersonali[sz]ed|\blegitimate interests?|"
    r"\b(?:accept|reject|allow) all|\bvendors?\b|\badvertis|\bpreferences|\bopt out",
    re.I,
)
CONSENT_KEY = re.compile(r"\bcookies?\b|\bpersonal data|\b(?:accept|reject|allow) all|\blegitimate interests?", re.I)
CONSENT_PLACE = re.compile(r"^consent\.|[/.](?:consent|cookie-?(?:wall|consent)|privacy-?(?:gate|wall)|gdpr)\b", re.I)
PAYWALL = re.compile(
    r"(?:subscribe|subscription|sign (?:in|up)|log ?in|register|account|member(?:ship)?)\b"
    r"(?:(?!newsletter|e-?mail|alert|podcast|briefing)[^.!?]){0,60}\b(?:to|and|for) "
    r"(?:(?:continue|keep|finish) reading|continue(?= *(?:[.!»→]|$))|unlock(?= (?:this|all|our|the (?:article|story|rest|full)))|"
    r"read (?:on|more|the (?:full|rest|whole|entire))|full access(?= *(?:[.!»→]|$)| to (?:all|our|this|every))|"
    r"unlimited (?:access|reading))|"
    r"(?:only|exclusive(?:ly)?|reserved|available) (?:for|to) (?:our )?(?:paying |paid |digital |premium )?subscribers|"
    r"(?:only|exclusive(?:ly)?|reserved|available) (?:for|to) (?:our|paying|paid|digital|premium) members(?! of\b)|"
    r"(?:this|the rest of (?:this|the)) (?:article|story|content|report) is (?:locked\b|behind (?:a|our|the) (?:pay|reg)|"
    r"(?:only |exclusively |reserved |available )*(?:for|to) (?:our |paying |paid |digital |premium |registered )*"
    r"(?:subscribers|readers|members(?! of\b)))|"
    r"unlock (?:this|the) (?:article|story)|(?:continue|keep) reading (?:with|for|by)|"
    r"(?:you have|you've) (?:read|reached|used) (?:all|your|the)\b.{0,40}\bfree\b|"
    r"to (?:read|see|view) (?:the (?:full|rest|whole)|this (?:full )?(?:article|story))[^.!?]{0,60}\b"
    r"(?:subscri(?:be|ption)|sign (?:in|up)|log ?in|register)\b",
    re.I,
)
STATUS = re.compile(  # not a number in the news: "500 troops leave", "death toll rises to 502"
    r"(?:^|[-–—|(#!]\s*|\b(?:http|error|fehler|erreur|errore|erro|fout|fel|błąd|chyba|eroare|hiba|σφάλμα|hata|ошибка|помилка|kesalahan)\W{0,3}|"
    r"(?:خطأ|خطای?|שגיאה|त्रुटि|错误|錯誤|エラー|오류)\W{0,3})(?:40[0-4]|410|451|50[0-4])\s*(?:$|[-–—|:!.)…])",
    re.I,
)
ERROR_FORMS = "//body/@class | //body/@id | //main/@class | //main/@id | //meta[@name='prerender-status-code']/@content"
ERROR_FORM = re.compile(
    r"(?:^|[\s_-])(?:error-?(?:page|40\d|50\d)|page-?(?:40\d|not-?found)|not-?found|40[34]|410|50[0-4])(?=$|[\s_-])", re.I
)
COOKIE = re.compile(r"\bcookies?\b", re.I)
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
TIERS = "//meta[@property='article:content_tier' or @name='article:content_tier']/@content"
SIGN_IN = re.compile(r"(?:(?:member|subscriber|user|account) )?(?:log|sign)[ -]?(?:in|on)\b", re.I)
FILE = re.compile(r"#|[^?#]*\.(?:pdf|docx?|xlsx?|zip)(?:$|[?#])", re.I)  # links within a page, and to files: no teasers
LENGTH = re.compile(r"[\"']wordCount[\"']\s*:\s*[\"']?(\d{2,6})\b")
ARTICLE = re.compile(r"[\"']@type[\"']\s*:\s*(?:\[[^\]]{0,100})?[\"']\w*Article[\"']")
ERROR_WORDS = tuple(chain.from_iterable(wall_words.ERRORS.values()))
PAYWALL_WORDS = tuple(chain.from_iterable(wall_words.PAYWALLS.values()))
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
    words = count_words(text)
    if said := _find_error(tree, title, text, words):
        return f"This is an error page ({said.strip()[:60]!r}), not an article. Check the address in a browser, or discard it."
    if words <= SHORT and SIGN_IN.match(title.strip()) and tree.xpath("//input[@type='password']") and not _says_article(tree):
        return "This page asks to sign in and shows no article. Sign in with your browser, save the article and add the file."
    if words <= NOTICE and _asks_consent(text, url, words):
        return "This page asks for consent to cookies and shows no article. Open it in a browser, save the article and add the file."
    if _is_cut(tree, words):
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


def count_words(text: str) -> int:
    """Words; where a language writes none apart, two characters are one."""
    return len(text.split()) + len(UNSPACED.findall(text)) // 2


def _find_error(tree: HtmlElement, title: str, text: str, words: int) -> str:
    """What an error page says of itself, or "". Whatever its language, its number and its form say so too."""
    if words > SHORT:
        return ""
    headings = [" ".join(item.text_content().split()) for item in tree.iter("h1", "title")][:4]
    for line in (title, *headings, text[:80]):
        if ERROR.match(line.strip()) or any(phrase in line.casefold() for phrase in ERROR_WORDS):
            return line
    if _says_article(tree):
        return ""
    numbered = next((line for line in (title, *headings) if STATUS.search(line)), "")
    return numbered or next((f"page of the form {form}" for form in tree.xpath(ERROR_FORMS) if ERROR_FORM.search(form)), "")


def _asks_consent(text: str, url: str, words: int) -> bool:
    lower = text.casefold()
    found = CONSENT.findall(lower)
    signs = len(found) if len(set(found)) >= 3 and CONSENT_KEY.search(text) else 0
    for beginnings in wall_words.CONSENT.values():
        counts = [lower.count(beginning) for beginning in beginnings]
        if len(counts) - counts.count(0) >= 3:  # some are words of other languages too
            signs = max(signs, sum(counts) + len(COOKIE.findall(text)))
    return (CONSENT_PLACE.search(_place(url)) is not None and signs >= 2) or (signs >= 5 and signs > 0.04 * words)


def _is_cut(tree: HtmlElement, words: int) -> bool:
    """Whether the rest has its price: the page says so in its data, states a length that is not there, or asks in words."""
    stated = min((int(found) for found in LENGTH.findall(_read_data(tree))), default=0)  # others may be of articles beside it
    if 3 * words < stated and (words <= STUB or _is_locked(tree)):
        return True
    if words > STUB or words > 0.8 * stated > 0:
        return False
    if _is_locked(tree):
        return True
    body = _read_body(tree)
    return PAYWALL.search(body) is not None or any(phrase in body.casefold() for phrase in PAYWALL_WORDS)


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname or ''}{parts.path}"


def _is_front(url: str) -> bool:
    return (
        bool(url) and re.fullmatch(r"/?(?:index\.\w+|home|[a-z]{2})?/?", urlsplit(url).path, re.I) is not None and not urlsplit(url).query
    )


def _is_locked(tree: HtmlElement) -> bool:
    """Whether the page itself says that one has to pay."""
    tiers = [str(tier).lower() for tier in tree.xpath(TIERS)]
    free = [str(value).lower() for value in tree.xpath("//*[@itemprop='isAccessibleForFree']/@content")]
    return "locked" in tiers or "false" in free or LOCKED.search(_read_data(tree)) is not None


def _read_data(tree: HtmlElement) -> str:
    """What a page says of itself in JSON-LD."""
    return "\n".join(script.text or "" for script in tree.xpath(LINKED_DATA))


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
    return "article" in kinds or bool(tree.xpath("//*[contains(@itemtype, 'Article')]")) or ARTICLE.search(_read_data(tree)) is not None


def _count_teasers(tree: HtmlElement, text: str) -> int:
    """How many headlines that lead elsewhere begin a paragraph of the text: in one article there are none.

    A headline is a link that is a heading or stands in a list, or one of several that stand in blocks of the same form.
    """
    paragraphs = [fold(paragraph) for paragraph in text.split("\n")]
    heads = tree.xpath("//h2//a[@href] | //h3//a[@href] | //h4//a[@href] | //a[@href][.//h2 or .//h3 or .//h4] | //li/a[@href]")
    teasers = set[str]()
    for head in heads[:MOST_LINKS]:
        if not FILE.match(head.get("href", "")):
            teasers |= {fold(part.text_content()) for part in (head, *head.iter("h2", "h3", "h4"))}
    forms: dict[tuple[str, ...], set[str]] = {}
    for link in islice(tree.iter("a"), MOST_LINKS):
        if link.get("href") and not FILE.match(link.get("href")) and not link.xpath("ancestor::nav | ancestor::footer"):
            forms.setdefault(_find_form(link), set()).add(fold(link.text_content()))
    repeated = max(forms.values(), key=lambda names: _count_begun(names, paragraphs), default=set())
    return max(_count_begun(teasers, paragraphs), _count_begun(repeated, paragraphs))


def _find_form(link: HtmlElement) -> tuple[str, ...]:
    """Of a link and of the three elements around it, what they are and how they are styled."""
    around = islice(link.iterancestors(), 3)
    return tuple(f"{element.tag} {element.get('class', '')}" for element in (link, *around))


def _count_begun(headlines: Iterable[str], paragraphs: Sequence[str]) -> int:
    """How many of the headlines begin a paragraph; four words or more, or as much where words are not written apart."""
    long = [headline for headline in headlines if count_words(headline) >= 4]
    return sum(any(paragraph.startswith(headline) for paragraph in paragraphs) for headline in long)
