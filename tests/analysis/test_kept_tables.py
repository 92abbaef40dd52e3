"""What is kept on disk is what was written, and nothing half written is taken."""

from pathlib import Path

from made_tables import make_library
from same_tables import check_same

from dragoman.analysis.kept_tables import keep_tables, open_kept
from dragoman.analysis.opening import open_tables


def test_what_is_opened_is_what_was_kept(tmp_path: Path) -> None:
    tables = make_library()
    assert open_kept(tmp_path / "hot") is None
    assert keep_tables(tmp_path / "hot", tables)
    for _ in range(2):  # two at once
        kept = open_kept(tmp_path / "hot")
        assert kept
        check_same(open_tables(*kept, tables.search, 0), tables)


def test_who_may_not_write_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "hot").write_text("a file in its place")
    assert not keep_tables(tmp_path / "hot", make_library())
    assert open_kept(tmp_path / "hot") is None


def test_what_is_half_written_is_not_opened(tmp_path: Path) -> None:
    keep_tables(tmp_path / "hot", make_library())
    (whole,) = (tmp_path / "hot").iterdir()
    whole.rename(whole.with_name(".half"))
    assert open_kept(tmp_path / "hot") is None
