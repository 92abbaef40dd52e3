"""Pages that say in a few words why there is no article: errors, checks, maintenance, ways elsewhere.

One row a kind: what such a page says at the head of its title, a heading or a paragraph, and what a person is
told to do then.
"""

from __future__ import annotations

import re
from itertools import chain, islice

from lxml.html import HtmlElement

from dragoman.sources import wall_words
from dragoman.sources.text_cleaning import fold

SHORT = 150  # words: no error page says more
LONGER = 400  # words of a page whose whole title is that of an error
FEW = 80  # words of a page that leads on by itself, or says it anywhere
LINES = 5  # paragraphs at whose beginning a notice may stand
ERROR = re.compile(
    r"(?:error ?:? ?)?(?:40[0-9]|410|50[0-4])\W*"
    r"(?:$|(?:(?:page|file) )?not (?:found|authori)|bad (?:gateway|request)|internal server|"
    r"service (?:temp|unav)|gateway time|forbidden|"
    r"gone\W*$|unauthori|authori[sz]ation|error)|"
    r"(?:not found|access denied)\s*(?:$|[-–—|:.,!…(])|access denied (?:to this|on this)|"
    r"(?:sorry,? |error:? |oops:? )?(?:the |this |that |your )?"
    r"page (?:was |is |could |can)?not (?:be )?found\b|"
    r"oops\b|bad gateway|internal server error|service unavailable|gateway time-?out|"
    r"(?:the |this |your )?(?:page|article|url|address)\b.{0,20}(?:not found|not be found|"
    r"no longer (?:available|exists?)|"
    r"does ?n[o'’]t exist|was (?:re)?moved|unavailable)|"
    r"(?:sorry[,!.:]? )?(?:but )?(?:the |this |that )?(?:requested )?(?:page|url|address)\b.{0,40}"
    r"(?:not found|not be found|does not exist|has been (?:re)?moved|is not available)|"
    r"(?:the |this )?(?:requested (?:content|file|document|story|resource)|"
    r"(?:content|file|story|article) (?:that )?you)\b.{0,50}"
    r"(?:not (?:be )?found|not exist|(?:re)?moved|unavailable|(?:not|no longer) available)|"
    r"something went wrong|"
    r"(?:(?:we['’]re |we are )?sorry,? (?:but )?)?(?:we|you) "
    r"(?:could ?n[o'’]t|can ?n[o'’]t|cannot|can['’]t|could not) "
    r"(?:find|locate|load|open) (?:the|that|this|your) (?:page|article|story|content)|"
    r"(?:sorry[,!.:]? )?(?:no results (?:were )?found|nothing (?:was )?(?:found|matched))\b|"
    r"(?:forbidden|request (?:blocked|rejected)|what went wrong|an error (?:has )?occurred)\W*(?:$|[.:])|"
    r"(?:apache2? .{0,20}default page|welcome to nginx|it works!|index of /|account suspended|"
    r"this (?:domain|site) (?:is|has)\b.{0,40}"
    r"(?:for sale|parked|expired|suspended))",
    re.I,
)
BROWSER = re.compile(
    r"(?:just a moment|attention required|one more step|human verification|robot check|"
    r"bot (?:check|verification)|security check|"
    r"pardon our interruption)\s*(?:$|[-–—|:.,!…(])|"
    r"(?:please )?(?:verify|confirm|prove) (?:that )?you are|are you (?:a )?(?:human|robot)|"
    r"checking (?:your|the|if the) (?:browser|site)|"
    r"verifying (?:that )?you are|please wait while (?:your|we)\b.{0,30}(?:verif|check)|"
    r"performing (?:a )?security|ddos protection|access to this page has been denied|"
    r"(?:sorry,? )?you have been blocked|(?:our systems have detected )?"
    r"unusual (?:traffic|activity)\b.{0,40}(?:network|computer|$)|"
    r"(?:please |you (?:need|have) to |you must |to continue,? (?:please )?|for full functionality.{0,40})?"
    r"(?:enable|turn on|allow|activate|switch on) (?:javascript|cookies|js\b)|please turn javascript on|"
    r"(?:it (?:looks|seems) like )?(?:javascript|cookies)(?: and (?:javascript|cookies))? "
    r"(?:is|are|must be|has to be|have to be|need to be|seems? to be|appears? to be)\b.{0,30}\b"
    r"(?:disabled|enabled|not (?:enabled|available|supported)|required|blocked|turned (?:off|on)|off)|"
    r"(?:this|our|the) (?:site|website|page|app|application)\b.{0,30}"
    r"\b(?:requires?|needs?|works best with) (?:javascript|cookies)"
    r"(?: to (?:be enabled|work|run|function))?|"
    r"we (?:have )?detected that (?:javascript|cookies) (?:is|are) disabled|"
    r"(?:your|this) browser (?:is (?:not supported|out ?dated|out of date|unsupported)|"
    r"does ?n[o'’]t support|does not support)|"
    r"unsupported browser|your browser\b.{0,40}\b(?:blocks?|disabled|does not accept) (?:javascript|cookies)",
    re.I,
)
LEADING = re.compile(
    r"(?:you are being |you will be |you['’]re being |please wait,? (?:you are being )?|now )?"
    r"redirect(?:ing|ed)\b.{0,60}$|"
    r"(?:30[12378]\W{1,3})?(?:object|document|page|site) (?:has )?moved\b|"
    r"(?:30[12378]\W{1,3})?moved (?:permanently|temporarily)\W*$|30[12378]\W{1,3}found\W*$|"
    r"if you are not (?:automatically )?redirected|"
    r"if (?:the|this|your) (?:page|browser) does ?n[o'’]t (?:re)?(?:direct|load)|"
    r"(?:this|the|our) (?:page|site|website|blog) has (?:been )?moved|click here if you are not",
    re.I,
)
CLOSED = re.compile(
    r"(?:(?:this|the|our) )?(?:site|website|service|page|server|system)s?\b.{0,30}\b"
    r"(?:under maintenance|down for|maintenance\W*$|temporarily (?:unavailable|offline|down|closed)|"
    r"be back (?:soon|shortly))|"
    r"(?:(?:scheduled|planned|routine|site|system|ongoing|emergency) )?"
    r"maintenance(?: mode| in progress| break| work)?\W*$|"
    r"(?:(?:down|closed|offline|unavailable) (?:for|due to) |under(?:going)? )"
    r"(?:(?:scheduled|planned|routine|urgent) )?maintenance|"
    r"(?:service|site|temporarily) .{0,20}(?:unavail|mainten)|"
    r"(?:sorry,? )?we(?:['’]ll| will) be (?:right )?back\W{0,3}(?:soon|shortly|in a|$)|"
    r"we(?:['’]re| are) (?:now )?(?:down for|performing|carrying out) .{0,30}maintenance|"
    r"briefly unavailable for scheduled maintenance|coming soon\W*$|under construction\W*$",
    re.I,
)
ABROAD = re.compile(
    r"(?:451\W{1,3})?unavailable (?:for legal reasons|due to legal)|"
    r"(?:sorry,? )?(?:this|our) (?:content|page|site|website|video|service|article) "
    r"(?:is|are) (?:currently )?"
    r"(?:not available|unavailable|blocked) (?:in|to|from|for) (?:your|readers|visitors|users)\b|"
    r"we recogni[sz]e you are attempting to access this website from",
    re.I,
)
ROWS = (
    (BROWSER, "This is a check of the browser, or an error page ({said!r}), and no article. Open it in your "
              "browser, save the article there and add the file."),
    (LEADING, "This page only leads on to another address{target}. Add that address, or save the article "
              "from your browser."),
    (ABROAD, "This is an error page ({said!r}): the site does not show the article where it was asked for. "
             "Save it from a browser where it is shown, or discard this."),
    (CLOSED, "This is an error page ({said!r}): the site was closed for a while. Fetch the address again "
             "later."),
    (ERROR, "This is an error page ({said!r}), not an article. Check the address in a browser, or discard "
            "it."),
)  # fmt: skip
TITLES = frozenset(
    """404|not found|page not found|error 404|404 error|404 not found|404 page not found|page not found 404
    error|access denied|forbidden|403 forbidden|403|500|500 internal server error|502 bad gateway
    503 service unavailable|504 gateway timeout|just a moment|410 gone|attention required cloudflare
    are you a robot|human verification|service unavailable|site maintenance|maintenance|under maintenance
    moved permanently|301 moved permanently|302 found|redirecting|page unavailable|article not found
    nothing found|page no longer available|javascript is disabled|please enable cookies
    please enable javascript|checking your browser""".replace("\n    ", "|").split("|")
)
STATUS = re.compile(  # not a number in the news: "500 troops leave", "death toll rises to 502"
    r"(?:^|[-–—|(#!]\s*|\b(?:http|error|fehler|erreur|errore|erro|fout|fel|błąd|chyba|eroare|hiba|σφάλμα|hata|ошибка|помилка|kesalahan)\W{0,3}|"
    r"(?:خطأ|خطای?|שגיאה|त्रुटि|错误|錯誤|エラー|오류)\W{0,3})(?:40[0-4]|410|451|50[0-4])\s*(?:$|[-–—|:!.)…])",
    re.I,
)
ERROR_FORMS = (
    "//body/@class | //body/@id | //main/@class | //main/@id | //meta[@name='prerender-status-code']/@content"
)
ERROR_FORM = re.compile(
    r"(?:^|[\s_-])(?:error-?(?:page|40\d|50\d)|page-?(?:40\d|not-?found)|not-?found|40[34]|410|50[0-4])(?=$|[\s_-])",
    re.I,
)
ERROR_WORDS = tuple(chain.from_iterable(wall_words.ERRORS.values()))
REFRESH = "//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content"
TARGET = re.compile(r"\s*(\d{1,3})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\s\"']{1,1000})", re.I)


def find_notice(tree: HtmlElement, title: str, text: str, words: int, says_article: bool) -> str:
    """Why a page of so few words is no article, by what it says itself; "" when it does not say so."""
    headings = [" ".join(item.text_content().split()) for item in islice(tree.iter("h1", "title"), 4)]
    if words > SHORT and not (words <= LONGER and not says_article and fold(title) in TITLES):
        return ""
    bare = words <= FEW and not says_article  # it holds little but its notice
    target = f" ({address[:200]})" if (address := _find_target(tree)) else ""
    if target and bare:
        return ROWS[1][1].format(target=target)
    for line in (title, *headings, *_list_beginnings(text, LINES if bare else 1)):
        if reason := _find_reason(line):
            return reason.format(said=line.strip()[:60], target=target)
    said = "" if says_article else _find_status(tree, (title, *headings))
    return ROWS[-1][1].format(said=said.strip()[:60]) if said else ""


def _list_beginnings(text: str, most: int) -> list[str]:
    """How the first paragraphs of a page begin."""
    return [line[:200] for line in [line for line in text.split("\n") if line.strip()][:most]]


def _find_reason(line: str) -> str:
    """Why a page with this line is no article, with gaps for what it said and its target; else ""."""
    if reason := next((reason for said, reason in ROWS if said.match(line.strip())), ""):
        return reason
    return ROWS[-1][1] if any(phrase in line[:80].casefold() for phrase in ERROR_WORDS) else ""


def _find_status(tree: HtmlElement, lines: tuple[str, ...]) -> str:
    """Where a page gives an error's number: a line of its headings, or its body's form; or ""."""
    if numbered := next((line for line in lines if STATUS.search(line)), ""):
        return numbered
    return next(
        (f"page of the form {form}" for form in tree.xpath(ERROR_FORMS) if ERROR_FORM.search(form)), ""
    )


def _find_target(tree: HtmlElement) -> str:
    """The address that a page sends its reader to within ten seconds, or ""."""
    for content in tree.xpath(REFRESH)[:1]:
        if (found := TARGET.match(str(content))) and int(found[1]) <= 10:
            return found[2]
    return ""


def read_whole(tree: HtmlElement) -> str:
    """All that a page shows to a browser without programs, a line for each piece."""
    body = tree.find("body")
    shown = (body if body is not None else tree).xpath(
        ".//text()[not(ancestor::script or ancestor::style or ancestor::template)]"
    )
    return "\n".join(line for piece in islice(shown, 400) if (line := " ".join(str(piece).split())))
