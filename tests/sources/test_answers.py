"""The packing of answers is undone."""

from __future__ import annotations

import gzip

from dragoman.sources.answers import unpack


def test_gzip_in_several_members_is_read_whole_wherever_the_pieces_end() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"") + gzip.compress(b"two")
    for size in (1, 2, 7, len(packed)):
        for end in (b"", b"whatever follows"):
            pieces = [(packed + end)[place : place + size] for place in range(0, len(packed + end), size)]
            assert b"".join(unpack(pieces, "gzip", 100)) == b"one two"
