"""Identifiers are minted once and kept."""

from resolving import resolve

from dragoman.resolution.identifiers import Minted


def test_identifiers_are_minted_once_and_labels_grow():
    ids, _, known = resolve("Lapid")
    assert ids == ["person:lapid"]
    ids, table, known = resolve("Lapid", "Yair Lapid", known=known)
    assert ids == ["person:lapid"] * 2
    assert table["person:lapid"]["label"] == "Yair Lapid"
    ids, table, _ = resolve("Yair Lapid", "Mickey Lapid", known=known)
    assert ids == ["person:lapid", "person:mickey-lapid"]
    assert table["person:lapid"]["label"] == "Yair Lapid"


def test_a_namesake_found_later_gets_the_suffix():
    ids, _, known = resolve(("Anton Muster", "Minister", "RUS"))
    assert ids == ["person:anton-muster"]
    ids, *_ = resolve(("Anton Muster", "Mayor", "BGR"), ("Anton Muster", "Minister", "RUS"), known=known)
    assert ids == ["person:anton-muster-bgr", "person:anton-muster"]


def test_known_people_stay_though_their_articles_are_gone():
    _, _, known = resolve("Yair Lapid", "Antony Blinken")
    _, table, again = resolve("Antony Blinken", known=known)
    assert "person:yair-lapid" in table
    assert again["id"].to_pylist() == known["id"].to_pylist()


def test_names_in_other_scripts_have_identifiers_of_their_own():
    ids, *_ = resolve("Владимир Путин", "Сергей Лавров", "习近平", "!!!")
    assert len(set(ids)) == 4


def test_what_was_minted_is_found_by_name_and_identifier():
    _, _, table = resolve("Yair Lapid", "Antony Blinken", "Tony Blinken")
    minted = Minted(table)
    assert len(minted) == len(minted.ids) == 2
    [place] = minted.find_named(["Tony Blinken", "nobody"])
    assert minted.read([place])[place]["id"] in minted.ids
    assert minted.find_ids(["person:yair-lapid"]) == set(range(2)) - {place}
    assert minted.find_named([]) == minted.find_ids(["person:nobody"]) == set()
