"""Texts that came later lie behind those of before."""

from made_tables import make_library
from rows import make_row, make_table

from dragoman.analysis.opening import join_texts, lay_texts


def test_texts_lie_behind_one_another():
    tables = make_library()
    more = lay_texts(make_table([make_row("more", title="More", sentences=3)]))
    texts = join_texts(tables, more)
    assert texts.title.to_pylist() == [*tables.texts["title"].to_pylist(), "More"]
    assert texts.opening.tolist() == [*tables.opening.tolist(), int(tables.opening[-1]) + 3]
    assert texts.start[-3:].tolist() == [0, 10, 20]
