"""Pieces of articles and of their readings in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.analysis.library import Library
from dragoman.errors import SettingError
from dragoman.library.pieces import Pieces
from dragoman.library.reading_processes import Unread


def test_what_is_put_comes_back(library: Library, readers, tmp_path: Path) -> None:
    articles = list(library.articles())
    keys = [readers.key(article.title, article.text) for article in articles]
    made = [*readers.read(articles[:-1]), Unread("It is too long.")]
    pieces, unread = Pieces(str(tmp_path / "pieces")), [True, False, True, True]
    piece = pieces.put_articles(articles, keys, unread, "hand 1 r1")
    assert (piece.articles, piece.unread) == (4, 3)
    assert pieces.load_articles(piece) == list(zip(keys, articles, unread, strict=True))
    assert pieces.drop_done([piece, piece]) == [piece]
    pieces.put_readings(piece, keys, made)
    assert pieces.load_readings(piece) == dict(zip(keys, made, strict=True))
    assert pieces.has_readings(piece)
    assert pieces.drop_done([piece]) == []
    pieces.clear()
    assert not pieces.has_readings(piece)


def test_a_piece_is_called_by_what_is_in_it_and_what_reads_it(library: Library, tmp_path: Path) -> None:
    articles, pieces = list(library.articles()), Pieces(str(tmp_path))

    def name(number: int, unread: bool, by: str) -> str:
        return pieces.put_articles(articles[:number], ["key"] * number, [unread] * number, by).name

    assert name(2, True, "one") == name(2, True, "one")
    assert len({name(2, True, "one"), name(1, True, "one"), name(2, False, "one"), name(2, True, "two")}) == 4


@pytest.mark.parametrize("place", ["file/below", "nowhere://bucket"])
def test_where_no_files_can_be_is_said(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingError, match=r"cannot hold the pieces .* Name another with --work"):
        Pieces(place if "://" in place else str(tmp_path / place))
