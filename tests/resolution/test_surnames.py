"""Whose a surname alone is."""

from resolving import resolve

from dragoman.resolution.surnames import DOMINANCE


def test_the_single_name_of_a_ruler_is_no_surname():
    ids, *_ = resolve(
        ("Francis", "Pope", "VAT"), "Leonard Francis", ("Abdullah II", "King", "JOR"),
        ("Abdullah", "King", "JOR"), ("Abdullah", "King", "SAU"), "Abdullah Abdullah", "Abdullah",
    )  # fmt: skip
    assert ids[0] != ids[1]
    assert ids[2] == ids[3]
    assert ids[4] not in (ids[2], ids[5])
    assert ids[6] == ids[5]


def test_two_ministers_of_one_surname_stay_two():
    ids, *_ = resolve(
        ("Ivanov", "Foreign Minister", "RUS"), ("Ivanov", "Foreign Minister", "BGR"),
        ("Igor Ivanov", "Foreign Minister", "RUS"),
    )  # fmt: skip
    assert ids[0] == ids[2] != ids[1]


def test_a_surname_is_the_only_one_of_that_surname():
    ids, table, _ = resolve("Yair Lapid", "Lapid")
    assert ids == ["person:yair-lapid"] * 2
    assert table["person:yair-lapid"]["names"] == ["Yair Lapid"]


def test_a_surname_of_two_people_stays_its_own():
    ids, *_ = resolve("Yair Lapid", "Mickey Lapid", "Lapid")
    assert ids == ["person:yair-lapid", "person:mickey-lapid", "person:lapid"]


def test_a_surname_goes_by_the_office_first_by_country_then_by_role():
    people = ("Yair Lapid", "Foreign Minister", "ISR"), ("Robert Lapid", "Senator", "USA")
    ids, *_ = resolve(
        *people,
        ("Lapid", "Foreign Minister", "ISR"),
        ("Lapid", "Senator", ""),
        ("Lapid", "Minister", "FRA"),
        "Lapid",
    )
    assert ids[2:] == ["person:yair-lapid", "person:robert-lapid", "person:lapid", "person:lapid"]


def test_a_surname_is_whom_nearly_all_articles_mean():
    ids, *_ = resolve(*["Vladimir Putin"] * (DOMINANCE + 1), "Lyudmila Putin", "Putin")
    assert ids[-1] == ids[0]
    ids, *_ = resolve(*["Vladimir Putin"] * (DOMINANCE - 1), "Lyudmila Putin", "Putin")
    assert ids[-1] not in ids[:-1]


def test_family_names_come_first_in_the_east():
    ids, *_ = resolve(
        ("Xi Jinping", "President", "CHN"),
        ("Xi", "President", "CHN"),
        ("von der Leyen", "President", ""),
        "Ursula von der Leyen",
    )
    assert ids[0] == ids[1]
    assert ids[2] == ids[3]


def test_a_word_that_is_more_often_a_first_name_is_nobodys_surname_without_an_office():
    ids, *_ = resolve(
        ("Ariel Henry", "Prime Minister", "HTI"),
        "Henry Koval",
        "Henry Novak",
        "Henry",
        ("Henry", "Prime Minister", "HTI"),
    )
    assert ids[3] == "person:henry"
    assert ids[4] == ids[0] == "person:ariel-henry"
