"""Topics of an article: which are chosen, what their spans are, and how the terms of a table match."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.knowledge.topics import Term, load_topics, parse_topics
from dragoman.reading.topics import MOST, TopicsFound, find_topics

TOPICS = load_topics()
PIECES = [
    "war",
    "peace,",
    "Sanctions",
    "on\n\nthe",
    "G20",
    "summit.",
    "...",
    "é",
    "ceasefire",
    "U.S.",
    "-",
    "oil",
    "*",
    "Cold war",
]


def find_spans(terms: str, text: str) -> list[str]:
    """The parts of a text in which the terms of a one-topic table stand."""
    topics = parse_topics(f'[[topic]]\nid = "x"\nlabel = "X"\nstrong = ["anchor"]\n{terms}\n')
    found = find_topics("anchor", text, topics)
    string = f"anchor\n\n{text}"
    return [string[start:end] for start, end, _ in found.mentions][1:]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Readout of the President's call with the Prime Minister of Japan",
            "The two leaders discussed the sanctions on North Korea after its latest "
            "ballistic missile launch.",
            {"meetings-visits", "sanctions", "arms-control-nuclear"},
        ),
        (
            "Floods kill 40 in Nepal",
            "Rescuers reached the valley on Monday. The floods and landslides destroyed 300 houses.",
            {"humanitarian-disaster"},
        ),
        (
            "Egypt hosts talks on a truce",
            "Mediators in Cairo proposed a ceasefire of 60 days and the release of all hostages. "
            "The hostages were taken in October.",
            {"ceasefire-peace", "detainees-hostages"},
        ),
        (
            "Condolences on the death of a statesman",
            "The President sent his condolences on the passing of the former premier.",
            {"protocol-appointments"},
        ),
        (
            "OPEC cuts oil production",
            "Oil prices rose after the decision. Gas prices in Europe did not move.",
            {"energy"},
        ),
        (
            "Government resigns after vote of no confidence",
            "Elections will be held in May, the caretaker prime minister said.",
            {"elections-government"},
        ),
        (
            "Russia expels ten diplomats",
            "Moscow declared them persona non grata. Poland recalled its ambassador.",
            {"diplomatic-dispute"},
        ),
        (
            "World Health Organization declares an outbreak over",
            "The Ebola epidemic ended after a vaccine reached 90,000 people.",
            {"health"},
        ),
        (
            "Ministers sign free trade agreement",
            "Tariffs on cars fall at once, and exports of wine will be free of customs duties.",
            {"trade-investment"},
        ),
    ],
)
def test_what_articles_are_filed_under(title: str, text: str, expected: set[str]) -> None:
    assert expected <= set(find_topics(title, text, TOPICS).topics)


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        (
            "armed-conflict",
            "The Cold War ended in 1991. "
            "Veterans of the First World War and of the Great Patriotic War were honoured.",
        ),
        ("armed-conflict", "A trade war would hurt both, and so would a price war and a war of words."),
        (
            "climate-environment",
            "The business climate in the Indian Ocean region and the investment climate "
            "improved in a difficult security environment.",
        ),
        ("health", "The men who signed it and those who did not agreed on the treatment of the debt."),
        ("food-agriculture", "Condoleezza Rice spoke at Rice University about Susan Rice."),
        ("territory-borders", "Greetings on Independence Day, and on judicial independence."),
        ("meetings-visits", "He called on all parties to meet the needs of the people and called for calm."),
        (
            "science-space",
            "The information space, the post-Soviet space and the single economic space were named.",
        ),
    ],
)
def test_words_that_mean_something_else(topic: str, text: str) -> None:
    assert topic not in find_topics("Remarks", text, TOPICS).topics


@pytest.mark.parametrize(
    ("terms", "text", "spans"),
    [
        (
            'terms = ["cease-fire*"]',
            "A cease-fire, two cease fires, no ceasefire.",
            ["cease-fire", "cease fires"],
        ),
        ('terms = ["sanction*"]', "SANCTIONS, unsanctioned; sanction's", ["SANCTIONS", "sanction"]),
        ('terms = ["WHO"]', "The WHO and those who know.", ["WHO"]),
        (
            'terms = ["call ... with"]',
            "A call on Monday with him. A call. With whom? A call one two three four five six with",
            ["call on Monday with"],
        ),
        (
            'terms = ["signed ... agreement*"]',
            "They signed, on Friday, two new agreements.",
            ["signed, on Friday, two new agreements"],
        ),
        ('terms = ["peace talks"]', "They made peace. Talks went on.\n\npeace\n\ntalks", []),
        ('terms = ["war"]\nunless = ["cold war"]', "A cold war is a war.", ["war"]),
        ('terms = ["peace", "peace talks", "talks"]', "peace talks", ["peace talks"]),
        ('title = ["talks"]', "talks", []),
        ('terms = [{ words = "talks", needs = ["truce"] }]', "talks\n\ntalks on a truce", ["talks"]),
        ('terms = ["são tomé"]', "in SÃO TOMÉ", ["SÃO TOMÉ"]),
    ],
)
def test_how_terms_match(terms: str, text: str, spans: list[str]) -> None:
    assert find_spans(terms, text) == spans


def test_title_and_lead_count_more_and_length_counts_against() -> None:
    filler = "Nothing of note was said about it by anybody there. " * 60
    early = find_topics("Sanctions on Iran", "New sanctions. " + filler, TOPICS)
    late = find_topics("News", filler + "\n\n" + filler + "\n\n" + filler + "\n\nSanctions on Iran.", TOPICS)
    assert early.topics[0] == "sanctions"
    assert "sanctions" not in late.topics


def test_mentions_are_of_the_chosen_topics_and_lie_in_their_paragraphs() -> None:
    title, text = (
        "Sanctions",
        "The sanctions stay.\n\nA ceasefire was agreed; the truce, a ceasefire in all but name, holds.",
    )
    found = find_topics(title, text, TOPICS)
    string = f"{title}\n\n{text}"
    words = {(string[start:end].lower(), topic) for start, end, topic in found.mentions}
    assert words == {
        ("sanctions", "sanctions"),
        ("ceasefire", "ceasefire-peace"),
        ("truce", "ceasefire-peace"),
    }
    assert list(found.mentions) == sorted(found.mentions)


def test_nothing_to_find() -> None:
    assert find_topics("A quiet day", "Nothing was said.", TOPICS) == TopicsFound()
    assert find_topics("", "", TOPICS) == find_topics("Hello", "", TOPICS) == TopicsFound()
    assert find_topics("Sanctions", "Sanctions", []) == TopicsFound()


@settings(deadline=None, max_examples=60)
@given(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=60),
)
def test_any_text_gives_a_sound_answer(title: str, words: list[str]) -> None:
    text = " ".join(words)
    found = find_topics(title, text, TOPICS)
    string = f"{title}\n\n{text}"
    assert len(found.topics) == len(set(found.topics)) <= MOST
    assert {topic for _, _, topic in found.mentions} == set(found.topics)
    for start, end, _ in found.mentions:
        assert 0 <= start < end <= len(string)
        assert string[start:end] == string[start:end].strip()
        assert "\n\n" not in string[start:end]
    for topic in found.topics:
        ends = [0] + [end for _, end, other in found.mentions if other == topic]
        starts = [start for start, _, other in found.mentions if other == topic]
        assert all(start >= end for start, end in zip(starts, ends, strict=False))


DEV = Path(__file__).parents[3] / "shared" / "gold" / "dev.jsonl"


@pytest.mark.skipif(not DEV.exists(), reason="needs ../shared")
def test_agreement_with_readers() -> None:
    right = chosen = wanted = 0
    for line in DEV.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        found, gold = (
            set(find_topics(article["title"], article["text"], TOPICS).topics),
            set(article["topics"]),
        )
        right, chosen, wanted = right + len(found & gold), chosen + len(found), wanted + len(gold)
    assert 2 * right / (chosen + wanted) >= 0.75


# Topics of a user's own are found by their terms alone, and so are these copies of Dragoman's.
OWN = tuple(replace(topic, terms=(*topic.terms, Term("zzyzx", 1))) for topic in TOPICS)
STOP = " He stayed for ten minutes, said nothing to those who waited outside, and drove away in a black car."


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Poland expels five diplomats",
            "Poland expelled five diplomats of its neighbour on Monday "
            "and recalled its ambassador from there."
            + 8 * STOP
            + " Years ago they built a pipeline together.",
            ["diplomatic-dispute"],  # background further down counts less
        ),
        (
            "A note to the embassy",
            "The foreign ministry summoned the ambassador and accused his government of lies. "
            "He rejected it; "
            "the embassy protested in writing and warned of a breach.",
            ["diplomatic-dispute"],
        ),
        (
            "A note to the landlord",
            "The tenants accused the landlord of lies. He rejected it, and they protested in writing.",
            [],  # the same verbs at home
        ),
        (
            "Two men charged with murder",
            "Police arrested two men and charged them with murder. "
            "Prosecutors told the judge that both had pleaded guilty.",
            ["crime-corruption"],  # a crime of the courts at home is no international justice
        ),
    ],
)
def test_terms_decide_of_topics_that_are_not_dragomans(title: str, text: str, expected: list[str]) -> None:
    assert list(find_topics(title, text, OWN).topics) == expected


def test_what_the_terms_say_too_softly_is_known_by_its_words() -> None:
    title, text = "Tit for tat", "Tehran sent home two attaches; London said it would answer in kind."
    assert find_topics(title, text, OWN).topics == ()
    assert find_topics(title, text, TOPICS).topics == ("diplomatic-dispute",)
    assert not find_topics(
        "Stars beat Rovers", "The midfielder scored twice as the hosts won.", TOPICS
    ).topics
