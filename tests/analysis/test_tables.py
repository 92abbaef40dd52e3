"""The tables themselves: of nothing, of identifiers of before, in several threads."""

from concurrent.futures import ThreadPoolExecutor

from made_tables import make_library
from rows import make_people

from dragoman.analysis.articles import find_articles
from dragoman.analysis.building import build_tables
from dragoman.analysis.entities import count_entities
from dragoman.analysis.evidence import find_evidence
from dragoman.analysis.pairs import count_pairs
from dragoman.analysis.timeline import count_articles, count_pair_over_time
from dragoman.library.schema import ARTICLES
from dragoman.model import Filter
from dragoman.resolution.people import resolve_identities


def test_identifiers_of_before_lead_on():
    known = resolve_identities(make_people("Lapid", "Yair Golan"))
    rows = make_people("Lapid", "Yair Lapid", "Mickey Lapid", ("Yair Lapid", "Foreign Minister", "ISR"))
    tables = build_tables(rows, known)
    assert set(known["id"].to_pylist()) - set(tables.entity_of) == {"person:yair-golan"}


def test_an_empty_library_counts_nothing():
    tables = build_tables(ARTICLES.empty_table())
    assert count_pairs(tables, Filter()).empty
    assert count_entities(tables, Filter(), "topic").empty
    assert count_articles(tables, Filter()).empty
    assert count_pair_over_time(tables, Filter(), ("country:ISR", "country:USA")).empty
    assert find_evidence(tables, Filter(), ("country:ISR",)).empty
    assert find_articles(tables, Filter())[1] == 0


def test_threads_share_the_tables():
    tables = make_library()
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(
                lambda number: len(count_pairs(tables, Filter(text="x" * number), unit="article")), range(40)
            )
        )
    assert set(answers) <= {0, 1}
