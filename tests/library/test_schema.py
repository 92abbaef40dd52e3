"""Rows and the plain data."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.library.schema import ARTICLES, mend_text, pack_row, unpack_article, unpack_reading
from dragoman.model import DATE_ORIGINS, KINDS, ROUTES, Article, Entity, Mention, Office, Reading

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
days = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
places = st.integers(0, 2**31 - 1)
offices = st.builds(Office, texts, texts, texts, st.booleans(), days, days)
entities = st.builds(
    Entity,
    texts,
    st.sampled_from(KINDS),
    texts,
    st.booleans(),
    st.lists(offices, max_size=2).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
)
mentions = st.builds(Mention, places, places, texts, st.sampled_from(ROUTES), places, places)
readings = st.builds(
    Reading,
    texts,
    texts,
    texts,
    st.lists(st.tuples(places, places), max_size=3).map(tuple),
    st.lists(entities, max_size=3).map(tuple),
    st.lists(mentions, max_size=3).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
)
articles = st.builds(
    Article,
    texts,
    texts,
    texts,
    days,
    st.sampled_from(DATE_ORIGINS),
    texts,
    texts,
    texts,
    texts,
    st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
)


@settings(max_examples=30)  # each is a whole article and reading, slow to draw
@given(article=articles, reading=readings)
def test_a_row_gives_back_what_was_put_in(article: Article, reading: Reading) -> None:
    row = pa.Table.from_pylist([pack_row(article, reading, edited=["date"])], schema=ARTICLES).to_pylist()[0]
    assert unpack_article(row) == article
    assert unpack_reading(row) == reading
    assert row["edited"] == ["date"]


@settings(max_examples=30)
@given(article=articles, other=articles, reading=readings)
def test_the_stamp_tells_contents_apart(article: Article, other: Article, reading: Reading) -> None:
    assert (pack_row(article, reading)["stamp"] == pack_row(other, reading)["stamp"]) == (article == other)
    assert pack_row(article, reading)["stamp"] != pack_row(article, reading, edited=["title"])["stamp"]


@given(st.text(max_size=20))
def test_mended_text_can_be_written_and_keeps_its_length(text: str) -> None:
    assert len(mend_text(text)) == len(text)
    mend_text(text).encode()
