"""Forms of personal names: what two spellings of one name have in common."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

# Everyday English short forms, and spellings of one given name. Facts of the language; each row leads to its first member.
_GIVEN_NAMES = """
joseph joe joey
michael mike mick
anthony antony tony
william bill will billy
robert bob rob bobby
james jim jimmy jamie
john johnny jack
thomas tom tommy
richard dick rick
donald don
ronald ron
edward ed ted eddie
kenneth ken
daniel dan danny
david dave
stephen steven steve
christopher chris
charles chuck charlie
patrick pat
peter pete
gregory greg
timothy tim
benjamin ben benyamin binyamin bibi
samuel sam
matthew matt
nicholas nick
alexander alex aleksandr alexandr aleksander oleksandr alyaksandr aliaksandr alyaxandr
andrew andy
lawrence larry laurence
gerald jerry
jacob jake
susan sue
elizabeth liz beth
margaret maggie
katherine catherine kathy cathy
jennifer jen
deborah debbie
victoria toria
philip phil phillip
douglas doug
zachary zach zack
frederick fred
vincent vince
raymond ray
mohammed muhammad mohamed mohammad mohamad muhammed mohammod
abdul abdel abdal abd abdol
sergei sergey serguei serhiy serhii siarhei
dmitry dmitri dimitri dmitriy dmitrii dmytro dzmitry
yury yuri iurii yuriy yurii
vasily vasiliy vasili vasyl
nikolai nikolay nicolai mykola
alexei aleksei alexey aleksey oleksiy oleksii
andrei andrey andriy andrii
vladimir volodymyr uladzimir wladimir
mikhail mihail mykhailo mikhailo
yevgeny evgeny evgeni yevgeniy evgeniy yevhen
gennady gennadiy gennadi
anatoly anatoliy anatoli anatolii
vitaly vitaliy vitali vitalii
valery valeriy valeri valerii
viktor victor
igor ihor
pavel pavlo
pyotr petr petro
heydar heidar haydar geidar gaidar
"""
GIVEN_NAMES = {form: row.split()[0] for row in _GIVEN_NAMES.strip().splitlines() for form in row.split()}

_PARTICLES = {"von", "van", "der", "de", "da", "dos", "di", "bin", "ibn"}
_SUFFIXES = {"jr", "sr"}
_NUMBERS = {"ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xii", "xiii", "xiv", "xv", "xvi"}  # not xi: that is a family name
_ARTICLES = {"al", "el", "ul", "ad", "ar", "as", "az"}  # the Arabic article, as it is written before a name
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "'": "",
        "’": "",
        "ʼ": "",
        "`": "",
        "‘": "",
    }
)


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name taken apart: folded words without initials and generation, the initials, and the generation."""

    words: tuple[str, ...]  # "joseph", "biden": given names lead to one form
    initials: frozenset[str]  # of middle names: "r"
    generation: str  # "jr", "sr", "iii" after a surname, or ""

    @property
    def surname(self) -> str:
        """The last word."""
        return self.words[-1] if self.words else ""

    @property
    def full(self) -> bool:
        """Whether it is more than a surname, be that one word or one with particles (von der Leyen)."""
        return len(self.words) > 1 and self.words[0] not in _PARTICLES


def fold_text(text: str) -> str:
    """Lower case without accents, apostrophes and points; hyphens are spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+", " ", plain.replace("_", " ")).split())


@lru_cache(maxsize=200_000)
def take_apart(name: str) -> NameForm:
    """The parts of a name: "Joseph R. Biden, Jr." has the words joseph and biden, the initial r, the generation jr."""
    words = fold_text(name).split()
    after_surname = len(words) > 1 and (words[-1] in _SUFFIXES or (len(words) > 2 and words[-1] in _NUMBERS))
    generation = words.pop() if after_surname else ""  # of "Abdullah II" the number is a part of the name
    lead = 0
    while lead < len(words) - 1 and len(words[lead]) == 1:
        lead += 1
    if lead > 1:  # "J. D. Vance" and "JD Vance"
        words[:lead] = ["".join(words[:lead])]
    middle = words[1:-1]
    initials = frozenset(word for word in middle if len(word) == 1)
    middle = [word for word in middle if len(word) > 1 and word not in _ARTICLES]
    kept = [*words[:1], *middle, *words[-1:]] if len(words) > 1 else words
    if len(kept) > 1:
        kept[0] = GIVEN_NAMES.get(kept[0], kept[0])
        kept = kept if kept[0] not in _ARTICLES else kept[1:]
    return NameForm(tuple(kept), initials, generation)


def begins_with_ruler(form: NameForm) -> bool:
    """Whether a name begins as a ruler's or a pope's does: Abdullah II."""
    return len(form.words) > 1 and form.words[1] in _NUMBERS


def make_slug(name: str) -> str:
    """The part of an identifier after "person:": "Antony Blinken" gives antony-blinken."""
    folded = fold_text(name)
    ascii_only = folded.encode("ascii", "ignore").decode()
    return (ascii_only if len(ascii_only) * 2 > len(folded) else folded).replace(" ", "-").strip("-") or "unnamed"


_SOUNDS = (
    (re.compile(r"(?<=[aeiou])y(?=e)"), ""),  # Akayev, Akaev
    (re.compile(r"(?<=[^\Waeiouy])yo"), "e"),  # Korolyov, Korolev
    (re.compile(r"(?<=[ao])e(?=[^\Waeiouy])|(?<=u)e(?=[^\Waeiouy]{2})"), ""),  # Schroeder, Schröder; Mueller, Müller
    (re.compile(r"(?<=[aeiou])[dt]$"), "t"),  # Akhmad, Akhmat
    (re.compile(r"(yy|iy|ij|yi|ii|ey|ei|ay|ai)(?=\b|$)"), "i"),
    (re.compile(r"tch|tsch|cz"), "ch"),
    (re.compile(r"kh|gh"), "h"),
    (re.compile(r"zh|dj|dzh"), "j"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=200_000)
def sound_out(word: str) -> str:
    """A folded word with the commonest differences of transliteration taken out: zelenskyy and zelenskiy give zelenski."""
    for pattern, letters in _SOUNDS:
        word = pattern.sub(letters, word)
    return word


_ARABIC_SOUNDS = (
    (re.compile(r"kh|gh|[gqk]"), "k"),
    (re.compile(r"dh|th|[dt]"), "d"),
    (re.compile(r"e"), "a"),
    (re.compile(r"ou|o"), "u"),
    (re.compile(r"y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=d)d"), ""),
)


@lru_cache(maxsize=200_000)
def sound_arabic(word: str) -> str:
    """A folded Arabic name with what its many spellings differ in taken out: gaddafi, qadhafi and khadafy give kadafi."""
    for pattern, letters in _ARABIC_SOUNDS:
        word = pattern.sub(letters, word)
    return word


NEARLY = 6  # letters of a sound from which another by one letter may be the same


def sound_alike(a: NameForm, b: NameForm) -> bool:
    """Whether two full names may be one name transliterated twice. Only worth asking of people of one country."""
    if not (a.full and b.full) or a.generation != b.generation or not initials_agree(a, b):
        return False
    return len(a.words) == len(b.words) and all(_close(left, right) for left, right in zip(a.words, b.words, strict=True))


def _close(a: str, b: str) -> bool:
    if a == b:
        return True
    left, right = sound_out(a), sound_out(b)
    if left == right or _drop_ending(left) == right or left == _drop_ending(right):
        return True
    # Russian and Ukrainian surnames of a woman and a man differ by an ending; short names by a letter are other names.
    if min(len(left), len(right)) < NEARLY or left + "a" == right or right + "a" == left:
        return False
    return left[0] == right[0] and Levenshtein.distance(left, right) <= 1


@lru_cache(maxsize=200_000)
def list_nearly(word: str, whole: bool) -> tuple[str, ...]:
    """What words that `sound_alike` takes for one have in common, one at the least: `whole` names longer words by all letters but
    one, else they are named by their first letter."""
    sound = sound_out(word)
    found = {_drop_ending(sound), sound}
    if len(sound) >= NEARLY:
        if whole:
            found |= {sound[:place] + sound[place + 1 :] for place in range(len(sound))}
        else:
            found = {_drop_ending(sound), f"{sound[0]}*"} if _drop_ending(sound) != sound else {f"{sound[0]}*"}
    return tuple(sorted(found))


def _drop_ending(sound: str) -> str:
    """A surname without the Russian ending that Central Asia has dropped: Rakhmonov, Rahmon."""
    return re.sub(r"(?<=\w{4})[oe]v$", "", sound)


def initials_agree(a: NameForm, b: NameForm) -> bool:
    """Whether the initials of middle names speak for one person: George W. and George H. W. are two."""
    return not a.initials or not b.initials or a.initials == b.initials
