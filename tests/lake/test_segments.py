"""Segments and the ledger: written once, found again, and never half."""

from datetime import timedelta

import polars as pl
import pytest

from flows.errors import ListeningError
from flows.lake import ledger, segments
from flows.lake.ledger import Entry
from tests.lake.samples import AT, collect, posts


def test_what_has_no_twin_is_pending(config):
    """The work list is every raw segment that one understanding has not read yet."""
    collect(config, posts(3))
    (segment,) = segments.segments(segments.raw_folder(config.lake))

    assert [segment] == segments.pending(config.lake, "abc")

    segments.write(segments.read(segment), segments.posts_folder(config.lake, "abc") / segment.key)

    assert [] == segments.pending(config.lake, "abc")
    assert [segment] == segments.pending(config.lake, "another")


def test_a_damaged_segment_is_named(tmp_path):
    """A segment that is no Parquet any more says which file it is and what to do."""
    path = tmp_path / "forum" / "2026-06" / "r.parquet"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"PAR1 and then nothing")

    with pytest.raises(ListeningError, match=r"r\.parquet` cannot be read: .* collect its source"):
        segments.read(segments.segments(tmp_path)[0])


def test_rows_are_counted_without_reading(config):
    """The count of posts comes from the files' footers; of no files it is none."""
    collect(config, posts(5))

    found = [one.path for one in segments.segments(segments.raw_folder(config.lake))]

    assert 5 == segments.row_count(found)
    assert 0 == segments.row_count([])


def test_a_fingerprint_is_of_the_bytes(tmp_path):
    """The same bytes have the same hash, others another."""
    for name, value in (("a", 1), ("b", 1), ("c", 2)):
        segments.write(pl.DataFrame({"x": [value]}), tmp_path / name)

    a, b, c = segments.fingerprint([tmp_path / name for name in "abc"]).values()

    assert a == b != c


def test_the_ledger_is_read_in_order_of_time(tmp_path):
    """Entries come back as they were written, oldest first, of one source or of all."""
    written = [
        Entry(
            run=ledger.run_name(AT + timedelta(hours=hours), "abc123"),
            source=source,
            status="complete",
            started_at=AT,
            finished_at=AT,
            cursor={"page": str(hours)},
        )
        for hours, source in ((1, "forum"), (2, "press"), (0, "forum"))
    ]
    for entry in written:
        ledger.write(tmp_path, entry)

    assert [written[2], written[0], written[1]] == ledger.entries(tmp_path)
    assert [written[2], written[0]] == ledger.entries(tmp_path, "forum")
    assert {"page": "1"} == ledger.cursor(tmp_path, "forum")
    assert {} == ledger.cursor(tmp_path, "never heard")


def test_runs_are_named_by_time():
    """Names sort as the instants they name."""
    assert "20260615T120000Z-4f1c2a" == ledger.run_name(AT, "4f1c2a")
