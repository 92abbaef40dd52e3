"""What a site or a press office puts around an article, known by its very words: one paragraph at a time.

Every expression is matched against one short paragraph, and none of them has two loops that could share a
character.
"""

from __future__ import annotations

import re
from typing import Literal

from dragoman.sources.text_cleaning import fold

Kind = Literal["", "notice", "heading", "pointer", "head", "contact", "mark"]


def _list(lines: str) -> frozenset[str]:
    return frozenset(" ".join(re.findall(r"\w+", line)) for line in re.split(r"[|\n]", lines)) - {""}


# Compared without case and punctuation. These head a block of links or a form, which goes with them.
HEADINGS = _list(
    """
    related posts|related post|related articles|related article|related stories|related story|related news
    related content|related links|related topics|related coverage|more stories|more from this author
    more on this story|more on this topic|more headlines|you may also like|you might also like|you may like
    recommended for you|recommended stories|read next|up next|also read|read also|most read|most popular
    most viewed|popular posts|recent posts|latest news|trending now|top stories|leave a reply|leave a comment
    leave your comment|post a comment|add a comment|write a comment|join the conversation|no comments
    no comments yet|comments are closed|view comments|show comments|hide comments|leave a reply cancel reply
    social media|follow us|follow us on social media|share this|share this article|share this post
    share this story|like this|our newsletter|newsletter sign up|sign up for our newsletter
    subscribe to our newsletter|get our newsletter|post navigation|about the author|sponsored content
    more on this|related reading|recommended reading|recommended articles|read more stories|more news stories
    more like this|from the web|around the web|from around the web|more from around the web|promoted stories
    promoted content|paid content|editors picks|editor s picks|don t miss|dont miss|must reads|must read
    most commented|most shared|most watched|most recent|latest stories|latest headlines|in case you missed it
    you might be interested in|you may be interested in|you might have missed|what to read next|more to read
    keep reading|continue reading the main story|share this page|share this with
    share this story on social media|elsewhere on the site|top stories this week|popular now|popular stories
    popular articles|what others are reading|other stories|newsletter|get the newsletter|our newsletters
    sign up to our newsletter|free newsletter|explore more|discover more|view all stories
    """
)
# These head links too, but articles have them: so with a colon, before a headline, or no sentence below.
POINTERS = _list(
    """
    read more|see also|related|recommended|further reading|trending|more news|read more here
    read more about this|see more|full story|continue reading|read the full story|related information
    similar articles|similar stories|other news|more reading
    """
)
# These go by themselves, wherever they stand.
NOTICES = _list(
    """
    advertisement|advertisements|story continues below advertisement|article continues below advertisement
    skip to content|article continues after advertisement|story continues after advertisement
    skip to main content|back to top|share on facebook|share on twitter|share on linkedin|share on whatsapp
    share via email|cancel reply|post comment|submit comment|copy link|copy url|story continues below
    article continues below|story continues|article continues|continue reading below|continues below
    advertisement continue reading below|advertisement story continues below
    advertisement article continues below|skip advertisement|skip ad|advertisement scroll to continue
    advertisement scroll to continue reading|scroll to continue|scroll down to continue reading
    story continues after ad|article continues after ad|story continues below this ad
    article continues below this ad|this ad will end in|story continues after the advertisement
    article continues after the advertisement|advertisement skip|ad feedback|remove ads
    after newsletter promotion|skip past newsletter promotion|newsletter promotion|listen to this article
    listen to article|listen now|media playback is unsupported on your device
    media playback is not supported on this device|play video|watch video|view gallery
    these are external links and will open in a new window|this video can not be played
    this video cannot be played|close share panel|read more about sharing|copy this link|share page
    view image in fullscreen|view comments|enlarge this image|hide caption|toggle caption
    open image in gallery|article bookmarked|print this page|print this article|email this article
    email this story|text size|font size|show more|load more|click to enlarge|tap to enlarge|report this ad
    why you can trust us|get the app|download the app|download our app|subscribe to continue
    image source getty images|please wait|article continues below this video|story continues below video
    story continues below photo|story continues below gallery|article continues after video
    """
)
# These are also words of articles: they go only beside other furniture, or first or last.
BUTTONS = _list(
    """
    share|share on|tweet|print|email|facebook|twitter|x|linkedin|whatsapp|telegram|instagram|youtube|pinterest
    reddit|messenger|save|bookmark|comments|comment|reply|related|recommended|trending|read more|see also
    more news|newsletter|subscribe|subscribe now|sign up|advertising|sponsored|stay informed|stay connected
    stay up to date|previous|next|previous post|next post|previous article|next article|categories|tags|name
    website|submit|your name|your email|loading|home|menu|search|close
    """
)
# Over a release of a press office.
RELEASE = _list(
    """
    for immediate release|immediate release|press release|news release|media release|press statement
    media statement|press communique|office of the press secretary|office of the spokesperson
    office of the spokesman|office of public affairs|bureau of public affairs|office of communications
    office of media relations|press office|media office|press service|media note|press note|embargoed
    for release|for publication|for release upon delivery|for immediate publication|for media use
    """
)
# "FOR IMMEDIATE RELEASE: 3 March 2015", "EMBARGOED UNTIL 10:00 GMT", "Press Release No. 12/2022"
RELEASE_LINE = re.compile(
    r"(?:for (?:immediate )?release|immediate release|for release (?:on|at|after)|"
    r"embargo(?:ed)? (?:until|till|for)|embargo:|"
    r"(?:press|news|media) (?:release|statement) ?(?:no\b|nr\b|number|n°|№|#|[|/:–—-] ?\d|\d)).{0,90}",
    re.I,
)
CONTACT = re.compile(
    r"(?:(?:for )?(?:media|press|news|more|further|additional)(?: (?:or|and) (?:media|press))? |for )?"
    r"(?P<who>contacts?(?! (?:tele)?phone)|contact person|inquir(?:y|ies)|enquir(?:y|ies)|"
    r"queries|information)\b"
    r"[^.!?:]{0,80}(?::|$|\bcontact\b|\be-?mail\b)",
    re.I,
)
REACH = re.compile(  # an address of mail, or a number of a telephone
    r"[\w.+-]{1,64}@[\w-]{1,64}\.\w|\+\d[\d ().-]{6,20}\d|\(\d{2,4}\) ?\d[\d -]{4,12}\d|"
    r"\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|"
    r"\b(?:tel|telephone|phone|fax|mobile|cell)\b\.?:? ?\d",
    re.I,
)
REACHED = re.compile(
    r"(?:tel(?:ephone)?|phone|fax|mobile|cell|e-?mail|web(?:site)?|twitter|office)\.?:.{1,80}", re.I
)
# Whole paragraphs that forms and buttons are made of.
FORMS = re.compile(
    r"""(?ix)
    your\ e-?mail\ address\ will\ not\ be\ published\b.*
    | required\ fields\ are\ marked\b.*
    | save\ my\ name,?\ e-?mail.*
    | (?:notify\ me\ of|notify\ me\ when)\ .*(?:comments?|posts?)\b.*
    | this\ site\ uses\ akismet\b.*
    | (?:name|e-?mail|comment|website)\ ?+\*(?:\ ?+(?:name|e-?mail|comment|website)\ ?+\*?+)*+
    | (?:click\ to|click\ here\ to)\ (?:share|e-?mail|print)\b[^.]*
    | (?:follow|like|find)\ us\ on\ (?:facebook|twitter|x|instagram|telegram|whatsapp|google
          |linkedin|youtube)\b.{0,100}
    | you\ must\ be\ logged\ in\ to\ post\ a\ comment\b.*
    | (?:we\ use|this\ (?:site|website)\ uses)\ cookies\b.*
    | (?:all\ rights\ reserved|copyright\ ©|©\ ?\d{4})\b.{0,120}
    | by\ (?:signing\ up|subscribing|registering|entering\ your\ e-?mail|clicking)\b.{0,60}
      \byou\ (?:agree|accept|consent|confirm)\b.*
    | (?:enter|type)\ your\ e-?mail\b.*
    | (?:please\ )?check\ your\ (?:inbox|e-?mail)\b.{0,150}
    | thank(?:s|\ you)\ for\ (?:signing\ up|subscribing)\b.*
    | (?:got|have)\ a\ (?:news\ )?tip\?.*
    | support\ (?:our|independent)\ journalism\b.*
    | download\ (?:our|the)\ (?:free\ )?(?:mobile\ )?app\b.{0,120}
    | click\ here\ (?:to|for)\ (?:read|subscribe|sign|more|see|view|the\ latest|join|follow|our)\b.{0,120}
    | (?:read|see)\ (?:more|the\ (?:full|whole|original)\ [a-z]{3,15})\ (?:here|at|on\ our)\b.{0,80}
    """
)
NETWORKS = (
    r"(?:facebook|twitter|x|instagram|telegram|whatsapp|google news|linkedin|youtube|threads|bluesky|"
    r"mastodon|tiktok|flipboard)"
)
FOLLOW = re.compile(
    r"(?:follow|like|find|join|connect with|get in touch with)\b.{1,60}"
    rf"\b(?:on|via) (?:our )?{NETWORKS}\b.{{0,80}}",
    re.I,
)
# A form for a newsletter: how it begins, and what it must say besides.
OFFERS = (
    (re.compile(r"(?:sign|signup)(?:[ -]?up)?\b|subscribe\b|register\b", re.I),
     re.compile(r"\b(?:newsletters?|inbox|mailing list|(?:daily|weekly|morning|evening|news) "
                r"(?:briefing|e-?mail|digest|round-?up)|"
                r"e-?mail (?:alerts|updates|list)|news alerts|breaking news|push notifications)\b", re.I)),
    (re.compile(r"(?:get|receive|want|join|enjoy|like|stay|never miss|do ?n[o'’]?t miss|our|the best of|"
                r"your|keep up|start your)\b", re.I),
     re.compile(r"\bnewsletters?\b|\b(?:in|to|into) (?:your|my|the) inbox\b|\bmailing list\b", re.I)),
)  # fmt: skip
POINTED = re.compile(  # "Read more: Brazil and Chile sign a pact"
    r"(?:read more|read also|also read|also see|read next|see also|see more|"
    r"related(?: (?:article|story|stories|news|coverage|reading|content|post))?|"
    r"more on this(?: story| topic)?|recommended(?: reading| for you)?|don['’]?t miss|must[- ]read|"
    r"keep reading|further reading|full story|continue reading|go deeper|you may also like|"
    r"more from [\w.’' -]{1,40}|watch|listen|read|in pictures|in case you missed it|icymi)"
    r" ?(?:[:|»›→>►▶]|[–—-] ) ?\S.{0,250}",
    re.I,
)
SAID = re.compile(r"(?:watch|listen|read|see)\b", re.I)  # people say it too: only without a full stop
PICTURE = re.compile(
    r"[(\[]?(?:(?:file |ap |stock |handout )?(?:photo(?:graph)?|picture|pic|image|video|"
    r"illustration|graphic|map)s?"
    r" ?(?::|credits?:?|by\b|courtesy(?: of)?\b|copyright\b|source\b:?|via\b)|credits?:|"
    r"(?:photo )?courtesy of\b)(?P<name>.{0,90})",
    re.I,
)
AGENCIES = _list(
    """
    ap|afp|reuters|getty|getty images|epa|epa efe|ap photo|dpa|tass|ria novosti|sputnik|xinhua|anadolu
    anadolu agency|ntb|shutterstock|istock|alamy|pool|bloomberg|efe|ansa|pa|pa wire|pa media|via reuters
    via ap|via afp|via getty images|press association|scanpix
    pool photo|eyevine|associated press|ritzau|tt|lehtikuva|keystone|belga|anp|kyodo|yonhap|rex|zuma|
    nurphoto|imago|apa|mti|ctk|handout|file photo
    """
)
PICTURED = {"getty images", "ap photo", "file photo", "shutterstock", "pool photo"}  # said alone, too
SMALL = {
    "of", "the", "for", "via", "and", "de", "von", "van", "by", "from", "handout", "pool", "photo", "file",
    "al", "der", "da", "y",
}  # fmt: skip
LAST = {"end of press release", "end of release"}
BARE = {"end", "ends", "end text", "end of text", "end of statement"}
ENDS = {"30", *BARE, *LAST}
RULES = " \t-–—#*_/()[]=~.<>•·"
TAIL = 400  # characters: links and forms are shorter
SHORT = 60  # characters of a heading


def name_furniture(paragraph: str) -> Kind:
    """What kind of furniture a paragraph is, or "" for what is the article's.

    A "notice" goes alone, a "heading" with the links below it; a "pointer" is a heading where links follow
    it. A "head" and a "contact" are a release's, and stand at its head or foot; a "mark" is its end, where it
    has a head.
    """
    if len(paragraph) > TAIL:
        return ""
    folded = fold(paragraph) if len(paragraph) <= 2 * SHORT else ""
    if _is_heading(paragraph, folded):
        return "heading"
    if folded in RELEASE or (len(paragraph.split()) <= 14 and RELEASE_LINE.fullmatch(paragraph)):
        return "head"
    if folded in POINTERS:
        return "heading" if paragraph.rstrip()[-1:] in ":»›→>►▼" else "pointer"
    if _is_offer(paragraph):
        return "heading"
    if _is_notice(paragraph, folded):
        return "notice"
    return "mark" if fold(paragraph) in BARE else "contact" if is_contact(paragraph) else ""


def is_button(paragraph: str) -> bool:
    """Whether this is a word of a row of buttons, if it stands beside others or at an end."""
    return len(paragraph) <= 40 and fold(paragraph) in BUTTONS


def is_contact(paragraph: str) -> bool:
    """Whether a paragraph says whom to ask about a release, or heads the lines that do."""
    words = len(paragraph.split())
    if words <= 30 and (found := CONTACT.match(paragraph)):
        named = (
            words <= 8
            and ":" in paragraph
            and not paragraph.endswith((".", "?", "!"))
            and found["who"].lower() != "information"
        )
        return named or REACH.search(paragraph) is not None
    return is_reach(paragraph)


def is_reach(paragraph: str) -> bool:
    """Whether a paragraph is a telephone number or an address of mail, with a name at most."""
    return (
        len(paragraph.split()) <= 12
        and REACH.search(paragraph) is not None
        and (
            REACHED.fullmatch(paragraph) is not None
            or not re.search(r"[.!?]$|\b(?:said|says|told|is|was|are|were|has|have)\b", paragraph)
        )
    )


def is_end(paragraph: str) -> bool:
    """Whether this is the mark below a release: ###, -30-, – ENDS –."""
    if len(paragraph) > 40:
        return False
    core = paragraph.strip(RULES).casefold()
    if not core:
        return paragraph.count("#") >= 3
    return (
        core in ENDS
        and (core in LAST or len(paragraph.strip()) > len(core))
        and (core != "30" or paragraph.strip()[0] in "-–—*(#")
    )


def is_credit(paragraph: str) -> bool:
    """Whether this names who took a picture: "Photo: Anna Berg/AFP", "Getty Images"."""
    if len(paragraph) > 120:
        return False
    if found := PICTURE.fullmatch(paragraph):
        return _names_only(found["name"])
    parts = [fold(part) for part in re.split(r"[/|,()]| via ", paragraph) if fold(part)]
    agencies = sum(part in AGENCIES for part in parts)
    sure = (len(parts) > 1 and "/" in paragraph) or fold(paragraph) in PICTURED
    return bool(agencies) and sure and len(parts) <= 4 and _names_only(paragraph)


def _names_only(words: str) -> bool:
    """Whether these are names and what joins them: no sentence."""
    found = re.findall(r"[^\W\d_]+", words)
    return (
        0 < len(found) <= 12
        and all(word[0].isupper() or word in SMALL for word in found)
        and any(word[0].isupper() for word in found)
    )


def _is_heading(paragraph: str, folded: str) -> bool:
    counted = re.fullmatch(
        r"(?i)(?:\d{1,6}|one|\d{1,3}[,.]\d{3}) (?:comments?|repl(?:y|ies)|responses?)(?: (?:to|on) .*)?",
        paragraph,
    )
    return len(paragraph) <= SHORT and (folded in HEADINGS or bool(counted))


def _is_notice(paragraph: str, folded: str) -> bool:
    formed = folded in NOTICES or FORMS.fullmatch(paragraph) is not None
    return formed or _is_pointed(paragraph) or is_credit(paragraph) or is_end(paragraph)


def _is_pointed(paragraph: str) -> bool:
    if len(paragraph.split()) > 28 or not POINTED.fullmatch(paragraph):
        return False
    return not (
        SAID.match(paragraph)
        and re.search(r"[.!…][\"'”’)]*$", paragraph)
        and not re.match(r"(?:read|see) (?:more|also|next)", paragraph, re.I)
    )


def _is_offer(paragraph: str) -> bool:
    """Whether this asks to sign up for a newsletter or to follow a site elsewhere."""
    words = len(paragraph.split())
    if words <= 20 and FOLLOW.fullmatch(paragraph):
        return True
    return words <= 45 and any(begins.match(paragraph) and says.search(paragraph) for begins, says in OFFERS)
