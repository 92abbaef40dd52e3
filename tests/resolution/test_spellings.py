"""Which full names are one name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolving import resolve

from dragoman.knowledge.names.forms import take_apart
from dragoman.knowledge.names.likeness import Policy, is_one_person
from dragoman.resolution.spellings import countries_agree, find_beside, join_spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Joe Biden", "Joseph R. Biden, Jr."),
        ("Antony Blinken", "Tony Blinken"),
        ("António Guterres", "ANTONIO GUTERRES"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("J. D. Vance", "JD Vance"),
        ("Mike Pompeo", "Michael R. Pompeo"),
        ("Recep Tayyip Erdoğan", "Recep Erdogan"),
        ("Mohammed bin Salman", "Mohammad bin Salman Al Saud"),
        ("Luiz Inácio Lula da Silva", "Lula da Silva"),
        ("Jake Sullivan", "Jacob J. Sullivan"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelenskiy", "Vladimir Zelensky"),
        ("Gerhard Schroeder", "Gerhard Schröder"),
        ("Nursultan Nazarbayev", "Nursultan Nazarbaev"),
        ("Mikhail Gorbachyov", "Mikhail Gorbachev"),
        ("Cho Tae-yong", "Cho Taeyong"),
        ("Abdullah II", "Abdullah II ibn Al Hussein"),
        ("Elizabeth II", "ELIZABETH II"),
    ],
)
def test_spellings_of_one_name_are_one_person(one, other):
    (first, second), *_ = resolve(one, other)
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George W. Bush", "George H. W. Bush"),
        ("Li Keqiang", "Li Qiang"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Yair Lapid", "Mickey Lapid"),
        ("Jill Biden", "Joe Biden"),
        ("Mohammed bin Salman", "Mohammed bin Zayed"),
        ("Salman bin Abdulaziz", "Khalid bin Salman bin Abdulaziz"),
        ("Mohammed VI", "Mohammed V"),
        ("Ali Hassan Saleh", "Ali Ahmed Saleh"),
    ],
)
def test_other_names_are_other_people(one, other):
    (first, second), *_ = resolve((one, "Minister", "CHN"), (other, "Minister", "CHN"))
    assert first != second


def test_father_and_son_are_two():
    assert len(set(resolve("Donald Trump", "Donald Trump Jr.", ("Donald Trump", "President", "USA"))[0])) == 2


@pytest.mark.parametrize("son", ["Donald Trump Jr.", "Donald J. Trump Jr."])
def test_a_son_stays_his_own_though_an_office_of_the_country_is_stated_for_him(son):
    ids, table, _ = resolve(
        *[("Donald Trump", "President", "USA")] * 3, (son, "Vice President", "USA"), "Donald Trump Jr."
    )
    assert ids[0] == ids[2] != ids[3] == ids[4]
    assert set(table[ids[3]]["names"]) == {son, "Donald Trump Jr."}


def test_a_name_without_initials_does_not_join_two_with_others():
    ids, *_ = resolve("George W. Bush", "George W. Bush", "George H. W. Bush", "George Bush")
    assert ids[0] == ids[3] != ids[2]


@pytest.mark.parametrize("other", ["Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "Volodymyr Zelenskij"])
def test_transliterations_are_one_person_where_the_office_is_of_one_country(other):
    (first, second), *_ = resolve(("Volodymyr Zelensky", "President", "UKR"), (other, "President", "UKR"))
    assert first == second
    (first, second), *_ = resolve(("Volodymyr Zelensky", "President", "UKR"), (other, "Minister", "POL"))
    assert first != second


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Alexander Lukashenko", "Alyaksandr Lukashenka", "BLR"),
        ("Emomali Rakhmonov", "Emomali Rahmon", "TJK"),
        ("Akhmat Kadyrov", "Akhmad Kadyrov", "RUS"),
        ("Heydar Aliyev", "Geidar Aliev", "AZE"),
        ("Shinzo Abe", "Abe Shinzo", "JPN"),
        ("Moon Jae-in", "Jae-in Moon", "KOR"),
        ("Abdel Fattah el-Sisi", "Abdul Fattah al-Sisi", "EGY"),
    ],
)
def test_spellings_of_one_country_are_one_person(one, other, country):
    (first, second), *_ = resolve((one, "President", country), (other, "President", country))
    assert first == second


def test_the_spellings_of_one_arabic_name():
    spellings = (
        "Muammar Gaddafi", "Moammar Gadhafi", "Mu'ammar al-Qaddafi", "Muammar Qadhafi",
        "Moamer Kadhafi", "Muammar Khadafy", "Moammar Kadafi", "Mouammar Kaddafi",
        "Muammar al-Gathafi", "Muammar Gheddafi", "Moamar Ghadafi", "Muammar el-Qaddafi",
    )  # fmt: skip
    ids, *_ = resolve(*((name, "Leader", "LBY") for name in spellings), "Moammar Gadhafi", "Muammar Qaddafi")
    assert len(set(ids)) == 1
    (first, second), *_ = resolve(("Khalid Kadafi", "Leader", "LBY"), ("Muammar Gaddafi", "Leader", "LBY"))
    assert first != second


def test_names_in_the_other_order_are_other_names_elsewhere():
    (first, second), *_ = resolve(("Thomas James", "Senator", "USA"), ("James Thomas", "Senator", "USA"))
    assert first != second


def test_a_surname_of_two_words_and_a_second_surname():
    ids, *_ = resolve(
        *[("Andrés Manuel López Obrador", "President", "MEX")] * 3, ("López Obrador", "President", "MEX"),
        *[("Pedro Sánchez", "President", "ESP")] * 3, ("Pedro Sánchez Pérez-Castejón", "President", "ESP"),
    )  # fmt: skip
    assert ids[0] == ids[3] != ids[4] == ids[7]
    ids, *_ = resolve(("Pedro Sánchez", "President", "ESP"), ("Pedro Sánchez Gómez", "Mayor", "ESP"))
    assert ids[0] != ids[1]


def test_senior_and_junior_are_two():
    ids, *_ = resolve(
        *["George W. Bush"] * 3, "George Bush Sr.", "Bush Sr.", "Joseph R. Biden, Jr.", "Joseph R. Biden, Sr."
    )
    assert ids[0] not in ids[3:5]
    assert ids[5] != ids[6]


def test_surnames_of_women_and_men_are_not_transliterations():
    def is_one(one, other):
        return is_one_person(take_apart(one), take_apart(other), Policy.ACROSS, {"RUS"}, {"RUS"})

    assert is_one("Sergei Lavrov", "Sergey Lavroff")
    assert not is_one("Sergei Ivanov", "Sergei Ivanova")


seen = st.dictionaries(
    st.tuples(
        st.sampled_from(
            [
                "Joe Biden",
                "Joseph R. Biden",
                "Jill Biden",
                "Xi Jinping",
                "Kim Jong Un",
                "Kim Jong-un",
                "Volodymyr Zelensky",
            ]
        ),
        st.sampled_from([(), ("USA",), ("PRK",)]),
        st.sampled_from([(), ("president",)]),
    ),
    st.integers(1, 9),
    min_size=1,
)


@settings(max_examples=60, deadline=None)
@given(seen)
def test_a_block_by_itself_gives_what_all_names_together_give(seen):
    people, blocks = join_spellings(seen)
    assert sorted(item for block in blocks for item in block) == sorted(seen)
    together = {frozenset(person.seen) for person in people}
    alone = {
        frozenset(person.seen)
        for block in blocks
        for person in join_spellings({item: seen[item] for item in block})[0]
    }
    assert alone == together
    for block in blocks:
        assert set(find_beside(seen, set(block[:1]))) <= set(block)


def test_countries_agree_where_one_is_shared_or_none_is_known():
    assert countries_agree({"FRA"}, {"FRA", "DEU"})
    assert countries_agree(set(), {"DEU"})
    assert not countries_agree({"FRA"}, {"DEU"})
