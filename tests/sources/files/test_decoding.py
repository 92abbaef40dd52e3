"""Bytes of an encoding that is not named: read right or refused, never another alphabet as English."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Article, Rejected
from dragoman.sources import read_upload
from dragoman.sources.files.decoding import open_text

TEXTS = {
    "ru": ("Министры иностранных дел Норвегии и Финляндии встретились в Осло в понедельник и "
           "договорились открыть пост на севере. Министр Анна Берг сказала, что переговоры были полезными.",
           "cp1251 koi8_r iso8859_5 mac_cyrillic cp866 koi8_u"),
    "uk": ("Міністри закордонних справ Норвегії та Фінляндії зустрілися в Осло в понеділок і домовилися "
           "відкрити спільний пост на півночі.",
           "cp1251 koi8_u iso8859_5 cp1125"),
    "el": ("Οι υπουργοί Εξωτερικών της Νορβηγίας και της Φινλανδίας συναντήθηκαν στο Όσλο "
           "τη Δευτέρα και συμφώνησαν.", "cp1253 iso8859_7"),
    "ar": ("اجتمع وزيرا خارجية النرويج وفنلندا في أوسلو يوم الاثنين واتفقا على فتح مركز "
           "حدودي مشترك في أقصى الشمال", "cp1256 iso8859_6"),
    "he": ("שרי החוץ של נורווגיה ופינלנד נפגשו באוסלו ביום שני והסכימו לפתוח מעבר גבול משותף בצפון הרחוק.",
           "cp1255 iso8859_8"),
    "zh": ("挪威和芬兰外交部长星期一在奥斯陆会晤，同意在遥远的北方开设联合边境哨所。部长表示，会谈很有成效。",
           "gb18030 gbk hz"),
    "zt": ("挪威和芬蘭外交部長星期一在奧斯陸會晤，同意在遙遠的北方開設聯合邊境哨所。部長表示，會談很有成效。",
           "big5"),
    "ja": ("ノルウェーとフィンランドの外相は月曜日にオスロで会談し、"
           "極北に共同国境検問所を開設することで合意した。",
           "shift_jis euc_jp iso2022_jp"),
    "ko": ("노르웨이와 핀란드 외무장관이 월요일 오슬로에서 만나 최북단에 공동 국경 초소를 열기로 합의했다.",
           "euc_kr"),
    "th": ("รัฐมนตรีต่างประเทศนอร์เวย์และฟินแลนด์พบกันที่ออสโลเมื่อวันจันทร์และตกลงที่จะเปิดด่านชายแดนร่วมทางเหนือ", "tis_620"),
}  # fmt: skip
FOREIGN = [(text, encoding) for text, encodings in TEXTS.values() for encoding in encodings.split()]
ENGLISH = (
    "The ministers met in Oslo on Monday. “The talks were useful,” said Anna Møller – and the "
    "café’s façade was a cliché…"
)
PLAIN = "The ministers met in Oslo on Monday and agreed to open a joint post in the far north."


def read(data: bytes) -> str:
    return open_text(io.BytesIO(data)).read()


@pytest.mark.parametrize(("text", "encoding"), FOREIGN)
def test_another_alphabet_comes_out_right_and_is_never_english(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    if encoding not in ("tis_620", "big5"):  # which are parts of others, with a few signs more
        assert read(data) == text
    page = f"<html><head><title>{text[:30]}</title></head><body><p>{text}</p><p>{text}</p></body></html>"
    rows = f'id,title,text\n1,Talks,"{text}"\n2,Talks in Oslo,"{PLAIN}"\n'
    for name, whole in (
        ("a.txt", f"{text[:20]}\n\n{text}"),
        ("a.html", page),
        ("a.csv", rows),
        ("a.txt", text[:60]),
    ):
        first, *others = read_upload(name, whole.encode(encoding))
        assert isinstance(first, Rejected)
        assert "in the language" in first.reason or "encoding" in first.reason
        assert [type(other) for other in others] == [Article] * (name == "a.csv")


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-8", "utf-16"])
def test_english_with_accents_and_curly_quotes_is_read_right(encoding: str) -> None:
    assert read(ENGLISH.encode(encoding)).lstrip("\ufeff") == ENGLISH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Lech Wałęsa and Łukasz Jasiński met them in Oslo on Monday.", "cp1250"),
        ("Lech Wałęsa and Łukasz Jasiński met them in Oslo on Monday.", "iso8859_2"),
        ("Recep Tayyip Erdoğan and Mustafa Şentop met them in İzmir.", "cp1254"),
        ("Guðni Jóhannesson met Þórdís Gylfadóttir in Reykjavík.", "cp1252"),
        ("The paper Северная почта had it first, and the talks were useful to all.", "iso8859_5"),
        ("The paper «Северная почта» had it first, and the talks were useful to all.", "cp1251"),
        ("He spoke for £20 or 5º of frost, §12 says. ¿Quién sabe? asked García.", "cp1252"),
        ("«Ñandú» — the bird — is ill.", "cp1252"),
        ("One\n———\nTwo “…” three", "cp1252"),
    ],
)
def test_names_and_signs_in_english_come_out_right(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)) == text


def test_a_page_that_declares_a_latin_encoding_and_is_in_another_alphabet_is_not_believed() -> None:
    text = TEXTS["ru"][0]
    page = (
        f"<html><head><meta charset='iso-8859-1'><title>Пост</title></head><body><p>{text}</p>"
        f"<p>{text}</p></body></html>"
    )
    (item,) = read_upload("a.html", page.encode("iso8859_5"))
    assert isinstance(item, Rejected)
    assert "'ru'" in item.reason
    declared = page.replace("iso-8859-1", "iso-8859-5").encode("iso8859_5")
    assert [type(found) for found in read_upload("a.html", declared)] == [Rejected]


def test_what_no_alphabet_fits_is_refused_with_the_next_step() -> None:
    (item,) = read_upload(
        "a.txt", b" ".join(bytes([0x80 + (7 * n + k * k) % 128 for k in range(9)]) for n in range(1, 40))
    )
    assert isinstance(item, Rejected)
    assert "Save it as UTF-8" in item.reason


def test_letters_that_were_read_wrongly_before_are_not_english() -> None:
    wrong = TEXTS["ru"][0].encode("iso8859_5").decode("latin-1")
    (item,) = read_upload("a.txt", f"{wrong[:20]}\n\n{wrong}".encode())
    assert isinstance(item, Rejected)
    assert "wrong encoding" in item.reason


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused_with_a_sentence(data: bytes) -> None:
    try:
        assert isinstance(read(data), str)
    except ValueError as fault:
        assert str(fault).endswith(".")  # noqa: PT017
