"""One name with offices of two countries: two people, or a slip."""

from resolving import resolve
from rows import make_entity, make_row, make_table

from dragoman.resolution.people import resolve_people


def test_an_article_that_names_the_first_country_too_makes_no_second_person():
    def write(number, stated, *named):
        entities = [make_entity("person:anton-muster", "Anton Muster", True, [("Minister", stated)])]
        return make_row(f"a{number}", entities + [make_entity(f"country:{code}") for code in named])

    guest = make_table([write(0, "RUS", "RUS"), write(1, "RUS", "RUS"), write(2, "USA", "USA", "RUS")])
    assert len(set(resolve_people(guest)[1]["id"].to_pylist())) == 1
    namesake = make_table([write(0, "RUS", "RUS"), write(1, "RUS", "RUS"), write(2, "USA", "USA", "FRA")])
    assert len(set(resolve_people(namesake)[1]["id"].to_pylist())) == 2


def test_two_people_of_one_name_are_told_apart_by_country():
    ids, *_ = resolve(
        ("Anton Muster", "Defence Minister", "RUS"),
        ("Anton Muster", "Mayor", "BGR"),
        ("Anton Muster", "Defence Minister", "RUS"),
    )
    assert ids == ["person:anton-muster-rus", "person:anton-muster-bgr", "person:anton-muster-rus"]


def test_a_country_stated_once_among_many_is_a_slip():
    ids, table, _ = resolve(*[("Anton Muster", "Minister", "RUS")] * 5, ("Anton Muster", "Minister", "BGR"))
    assert set(ids) == {"person:anton-muster"}
    assert table["person:anton-muster"]["country"] == "RUS"


def test_the_table_of_offices_says_which_country_is_a_slip():
    ids, *_ = resolve(("Narendra Modi", "Prime Minister", "IND"), ("Narendra Modi", "Prime Minister", "BRA"))
    assert ids[0] == ids[1]
