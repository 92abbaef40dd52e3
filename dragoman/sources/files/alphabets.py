"""Which 8-bit encoding a text is in that names none: by the letters that come out of it.

English needs only to know that much to be read right or not at all: a text in another alphabet that is read
as Latin looks like words.
"""

from __future__ import annotations

import re
import unicodedata

WORDS = re.compile(rb"[^\x00-\x20\"<>,;:&=/()!?*#]+")  # no byte of these is part of a character of two bytes
MARKS = bytes(
    [
        *range(0x82, 0x8A),
        0x8B,
        *range(0x91, 0x9C),
        0xA0,
        0xA7,
        0xA9,
        0xAB,
        0xAE,
        0xB0,
        0xB7,
        0xBB,
        0xA5,
        0xC7,
        0xC8,
        0xC9,
    ]
)
MARKS += bytes(range(0xD0, 0xD6))  # quotes and dashes of cp1252 and of Mac Roman
MOST = 20_000  # bytes that are looked at
FOREIGN = 0.3  # of the words that are not ASCII
SURE = 0.4  # of a score of 1, when every letter is one of the usual ones
AGREED = frozenset("«»“”„‘’–—…№·¡¿、。，．・「」『』（）：；！？ー～\u3000\xa0")

CYRILLIC = "оаеинтсрвлкмдпуяыьгзібй"
GREEK = "αοιετσνηυρπκμλςόίάέήύώ"
ARABIC = "اليمنوترةبعدفهسكحأیک"
HEBREW = "יוהלאתמרבשנכםעד"
THAI = "านรอกเงมยลวดทสต่้ัิีะ"
SIMPLIFIED = (
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作"
    "当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名"
    "定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市合统总谈议员据报"
)
TRADITIONAL = (
    "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可里後小多天而能好都然沒日於起還發成事只作當想"
    "看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把法此實回二理美點月明其種聲全工己話者向情部正名定女問"
    "力機給等幾很業最間新什打便位因重被走電四第門相次東政海口使教西再平真聽世氣信北少關並內加化由卻代軍產入先山五太水萬市合統總談議員據報"
)
JAPANESE = "".join(map(chr, (*range(0x3041, 0x3094), *range(0x30A1, 0x30FD)))) + "日人国会一大"
KOREAN = "이다의는에을를가고하은로한기지사도리나서대자인시어해과부정아수일그스으라제국보장전있것와성안구조여"
SCRIPTS = {
    CYRILLIC: ("CYRILLIC",),
    GREEK: ("GREEK",),
    ARABIC: ("ARABIC",),
    HEBREW: ("HEBREW",),
    THAI: ("THAI",),
    SIMPLIFIED: ("CJK UNIFIED",),
    TRADITIONAL: ("CJK UNIFIED",),
    JAPANESE: ("HIRAGANA", "KATAKANA", "CJK UNIFIED"),
    KOREAN: ("HANGUL", "CJK UNIFIED"),
}
# Of two that fit alike the first is taken.
ENCODINGS = {
    "cp1251": CYRILLIC, "koi8_r": CYRILLIC, "koi8_u": CYRILLIC, "iso8859_5": CYRILLIC, "cp866": CYRILLIC,
    "cp1125": CYRILLIC, "mac_cyrillic": CYRILLIC, "cp1253": GREEK, "iso8859_7": GREEK, "mac_greek": GREEK,
    "cp1256": ARABIC, "iso8859_6": ARABIC,
    "cp1255": HEBREW, "iso8859_8": HEBREW, "cp874": THAI, "gb18030": SIMPLIFIED, "big5": TRADITIONAL,
    "cp950": TRADITIONAL,
    "cp932": JAPANESE, "euc_jp": JAPANESE, "cp949": KOREAN, "johab": KOREAN,
}  # fmt: skip
# ASCII bytes that are none
SEVEN_BITS = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp_ext"), (b"~{", "hz"))
# Latin letters beyond ASCII of languages whose names stand in English texts.
ALPHABETS = ("ąćęłńóśźż", "áčďéěíňóřšťúůýžĺľŕôä", "čćđšž", "áéíóöőúüű", "ăâîşţ", "āčēģīķļņšūž", "ąčęėįšųūž")
CENTRAL = ("cp1250", "iso8859_2", "cp1257")
# What no Latin word has
WESTERN = re.compile(
    r"[a-zà-ÿ][³¹¿¼¾±¶¢£¥§¨ªº¯¡µ¦×÷»][a-zà-ÿ]|\b[£¥¯ªº¿¡][a-zà-ÿ]{3}|[a-z]{2}[³¹¿¼¾±¶ª][a-z]?\b"
)
TURKISH = re.compile(
    r"[a-zçöü][þ]|[aeoýöü]ð[aeouýöü]|\bÝ[a-z]|[b-df-hj-np-tv-z]ý[b-df-hj-np-tv-z]|\bÞ[eaiuüöý]"
)
ICELANDIC = re.compile(r"ð[nrslumgi]|[rnuáéíóú]ð|[aeiouáéíóú]ð\b|\b[Þþ][óöoúrj]|ö[lrn]|æ|sson\b|dóttir\b")


def find_foreign(sample: bytes) -> bytes:
    """The words of a sample that are in no Latin alphabet, if most beyond ASCII are; else b""."""
    beyond, foreign = 0, []
    for word in WORDS.findall(sample):
        if word.isascii():
            continue
        word = word if len(word) > 200 else word.strip(MARKS)
        high = sum(byte > 127 for byte in word)
        beyond += high > 0
        if high >= 3 and 2 * high >= len(word) and len(set(word)) > 1:
            foreign.append(word)
    return b" ".join(foreign)[:MOST] if len(foreign) > FOREIGN * beyond else b""


def find_alphabet(foreign: bytes) -> str:
    """The encoding in which these words are of an alphabet's usual letters, or "" when none is sure."""
    scores = {
        encoding: _score(foreign.decode(encoding, "replace"), usual) for encoding, usual in ENCODINGS.items()
    }
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] >= SURE else ""


def find_seven_bits(head: bytes) -> str:
    """The encoding of what looks like ASCII and is Japanese, Korean or Chinese by its marks, or ""."""
    for mark, encoding in SEVEN_BITS:
        if mark in head:
            decoded = head.decode(encoding, "replace")
            if not decoded.isascii() and "\ufffd" not in decoded[:-4]:
                return encoding
    return ""


def correct_latin(sample: bytes, encoding: str) -> str:
    """An encoding of Latin letters in place of cp1252 where that puts signs into words: Wa³êsa, Erdoðan."""
    text = sample.decode("cp1252", "replace")
    if len(TURKISH.findall(text)) > len(ICELANDIC.findall(text)):
        return "cp1254"
    if encoding != "cp1252" or not WESTERN.search(text):
        return encoding
    scores = {
        name: max(_score_latin(sample.decode(name, "replace"), letters) for letters in ALPHABETS)
        for name in CENTRAL
    }
    return max(scores, key=lambda name: scores[name])


def _score(text: str, usual: str) -> float:
    """How well the characters beyond ASCII are letters of an alphabet, from 0 or less to 1."""
    total = points = 0.0
    before = ""
    for character in text:
        if character >= "\x80":
            total += 1
            if character in AGREED:
                total -= 0.5
            elif before.islower() and character.isupper():
                points -= 1  # a capital within a word
            elif character in usual:
                points += 1
            else:
                points += 0.3 if unicodedata.name(character, "").startswith(SCRIPTS[usual]) else -1
        before = character
    return points / total if total else 0.0


def _score_latin(text: str, letters: str) -> float:
    beyond = [character for character in text if character >= "\x80" and character not in AGREED]
    return sum(1.0 if character.lower() in letters else -1.0 for character in beyond) / max(len(beyond), 1)
