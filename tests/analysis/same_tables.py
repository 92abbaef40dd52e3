"""Two hot tables say the same: every table in the same order, every column, every text."""

import numpy as np

from dragoman.analysis.opening import STORED

# Numbers of forms depend on when they came; where a text lies, on the same
ORDERED = [name for name in STORED if name not in ("articles", "forms", "said", "naming", "leads", "unclear")]
QUERIES = {name: f"SELECT * FROM {name}" for name in ORDERED} | {
    "articles": "SELECT * EXCLUDE (row) FROM articles ORDER BY article",
    "listed": "SELECT * EXCLUDE (row) FROM listed ORDER BY article, key, name",
    "leads": "SELECT id, entity FROM leads ORDER BY id",
    # of an entity, two at one place of an article have no order
    "mentions": 'SELECT * FROM mentions ORDER BY entity, article, start, "end", route, sentence, paragraph',
    "unclear": "SELECT article, key, name, candidates FROM unclear ORDER BY ALL",
}


def read(tables, name):
    """The rows of a table, with columns by name."""
    table = tables.query(QUERIES[name])
    return table.select(sorted(table.column_names)).to_pylist()


def check_same(one, other):
    """That two tables say the same."""
    for name in QUERIES:
        assert read(one, name) == read(other, name), name
    for name in ("article_ids", "entity_ids", "outlets", "stories", "kind_starts", "article_of", "entity_of"):
        assert getattr(one, name) == getattr(other, name), name
    for name in ("day", "origin", "outlet", "story", "labels", "alphabet", "official"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), name)
    for name in ("group", "article", "starts", "weight"):
        np.testing.assert_array_equal(getattr(one.named, name), getattr(other.named, name), name)
    for article in range(one.size):
        assert one.read_text(article) == other.read_text(article)
        assert find_sentences(one, article) == find_sentences(other, article)


def find_sentences(tables, article):
    """Where the sentences of an article stand."""
    row = tables.row[article]
    return [side[tables.opening[row] : tables.opening[row + 1]].tolist() for side in tables.sentences]
