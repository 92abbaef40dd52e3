"""Given names alone, completed by the surnames of their articles."""

from resolving import name_together

from dragoman.resolution.given_names import LEAST


def test_a_given_name_alone_is_the_one_whose_surname_its_article_has_too():
    *_, beside, apart = name_together(
        *[["Jill Koval"]] * LEAST, ["Jill", "Anna Koval"], ["Jill", "Anna Novak"]
    )
    assert beside == ["person:jill-koval", "person:anna-koval"]
    assert apart == ["person:jill", "person:anna-novak"]


def test_a_given_name_alone_stays_open_where_few_articles_have_the_full_name_or_two_people_would_fit():
    assert name_together(*[["Jill Koval"]] * (LEAST - 1), ["Jill", "Anna Koval"])[-1][0] == "person:jill"
    rivals = [["Jill Koval"]] * 6 + [["Jill Novak"]] * 5
    assert name_together(*rivals, ["Jill", "Viktor Koval", "Viktor Novak"])[-1][0] == "person:jill"
