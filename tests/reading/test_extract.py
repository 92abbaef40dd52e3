"""The form in which extraction is scored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.model import Article, Contact, DayWords, Entity, Mention, Office, Reading
from dragoman.reading import Reader, extract

ARTICLE = Article("a1", "Talks", "Yair Lapid met Clinton in Rome.")
READING = Reading(
    text_key="",
    model="",
    rules="",
    entities=(
        Entity(
            "person:yair-lapid",
            "person",
            "Yair Lapid",
            True,
            (Office("Foreign Minister", "ISR"), Office("Leader", "", "Yesh Atid")),
        ),
        Entity(
            "person:clinton",
            "person",
            "Clinton",
            candidates=("person:bill-clinton", "person:hillary-clinton"),
        ),
        Entity("country:ITA", "country", "Italy"),
        Entity("country:ISR", "country", "Israel"),
        Entity("topic:meetings-visits", "topic", "Meetings and visits"),
    ),
    mentions=(
        Mention(7, 17, "person:yair-lapid", "name", 0, 1),
        Mention(7, 17, "country:ISR", "official", 0, 1),
        Mention(22, 29, "person:clinton", "surname", 0, 1),
        Mention(33, 37, "country:ITA", "city", 0, 1),
    ),
    topics=("meetings-visits",),
)


def test_stated_offices_and_spans_are_written() -> None:
    assert extract(READING, ARTICLE) == {
        "id": "a1",
        "entities": [
            {
                "key": "person:yair-lapid",
                "kind": "person",
                "name": "Yair Lapid",
                "official": True,
                "former": False,
                "role": "Foreign Minister",
                "country": "ISR",
                "body": None,
            },
            {"key": "country:ITA", "kind": "country", "iso3": "ITA", "name": "Italy"},
        ],
        "mentions": [
            {"start": 7, "end": 17, "key": "person:yair-lapid", "route": "name"},
            {"start": 33, "end": 37, "key": "country:ITA", "route": "city"},
        ],
        "topics": ["meetings-visits"],
        "contacts": [],
    }


def test_offsets_point_into_title_and_text_as_given(reader: Reader) -> None:
    article = Article(
        "a2", "  Odd   spaces ", "First.\n\n\n\nAntony\xa0Blinken met Yair  Lapid.\r\n\r\nLapid left. "
    )
    (reading,) = reader.read([(article.title, article.text)])
    predicted = extract(reading, article)
    names = {entity["key"]: entity["name"] for entity in predicted["entities"]}
    assert [(article.full_text[m["start"] : m["end"]], names[m["key"]]) for m in predicted["mentions"]] == [
        ("Antony\xa0Blinken", "Antony Blinken"),
        ("Yair  Lapid", "Yair Lapid"),
        ("Lapid", "Yair Lapid"),
    ]


def test_a_contact_has_the_day_of_the_article_s_own_date() -> None:
    contact = Contact(
        "meeting",
        ("person:yair-lapid", "country:ITA"),
        "held",
        0,
        18,
        21,
        DayWords(0, 0, "past", offset=-1),
        (33, 37),
    )
    reading = replace(READING, sentences=((7, 38),), contacts=(contact,))
    for written, origin, day in [
        (date(2021, 6, 28), "stated", "2021-06-27"),
        (date(2021, 6, 30), "parsed", "2021-06-29"),
        (date(2021, 6, 30), "guessed", None),
        (None, "none", None),
    ]:
        (found,) = extract(reading, replace(ARTICLE, date=written, date_origin=origin))["contacts"]
        assert found == {
            "kind": "meeting",
            "parties": ["Yair Lapid", "ITA"],
            "place": "Rome",
            "date": day,
            "status": "held",
            "sentence": "Yair Lapid met Clinton in Rome.",
        }
