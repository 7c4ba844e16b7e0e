"""One collection of one source: what lands, what is put aside, what the ledger says."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from flows.errors import ListeningError, SchemaDrift, SourceRefused, SourceUnavailable
from flows.lake import ledger, segments
from flows.lake.collection import collect_source
from flows.sources import Http, Limit, Rejected
from flows.window import parse
from tests.lake.samples import (
    AT,
    NO_NETWORK,
    MemorySource,
    a_config,
    a_post,
    collect,
    posts,
    raw,
    rejected,
    settings,
)


def test_posts_land_in_the_month_they_were_published(config):
    """A segment lies below its source and the month of posting, in UTC."""
    entry = collect(
        config,
        [
            a_post("may", posted_at=datetime(2026, 5, 31, 23, 59, tzinfo=UTC)),
            a_post("june", posted_at=datetime(2026, 6, 1, tzinfo=UTC)),
        ],
    )

    found = segments.segments(segments.raw_folder(config.lake))
    assert [("memory", "2026-05"), ("memory", "2026-06")] == [
        (one.source, one.month) for one in found
    ]
    assert ("complete", 2, 0) == (entry.status, entry.post_count, entry.rejected_count)
    assert [entry] == ledger.entries(config.lake)
    assert datetime(2026, 6, 1, tzinfo=UTC) == entry.newest_at


def test_nothing_is_staged_afterwards(config):
    """What waited to be published is gone from its waiting place."""
    collect(config, posts(3))

    assert [] == list((config.lake / "staging").glob("**/*.parquet"))


def test_a_second_observation_is_added(config):
    """Collecting twice overwrites nothing: raw holds both observations."""
    collect(config, [a_post(likes=1)])
    collect(config, [a_post(likes=5, collected_at=AT + timedelta(hours=1))])

    assert [1, 5] == sorted(raw(config)["likes"])


def test_a_source_that_breaks_off_is_partial(config):
    """What came before the failure is kept; the ledger says what stopped it."""
    entry = collect(config, [*posts(3), SourceUnavailable("The forum did not answer.")])

    assert ("partial", 3) == (entry.status, entry.post_count)
    assert "The forum did not answer." == entry.error
    assert entry.is_transient
    assert 3 == raw(config).height


@pytest.mark.parametrize(
    ("error", "is_transient"),
    [
        (SourceUnavailable("down"), True),
        (SourceRefused("401"), False),
        (SchemaDrift("no `id`"), False),
    ],
)
def test_a_source_that_fails_is_a_gap(error, is_transient, config):
    """Nothing came: the entry is failed, and its span is what was missed since the last time."""
    first = collect(config, [a_post(posted_at=AT - timedelta(days=4))], at=AT - timedelta(days=3))

    entry = collect(config, [error])

    assert ("failed", 0, is_transient) == (entry.status, entry.post_count, entry.is_transient)
    assert (first.covered_to, AT) == (entry.covered_from, entry.covered_to)


def test_a_source_that_stops_at_its_limit_says_so(config):
    """What came is kept, nothing is vouched for, and the span that may hold more is told apart."""
    source = MemorySource(posts(5))
    source.cursor = {"page": "6"}
    source.limit = Limit("It gives 5 posts.", AT - timedelta(days=7), AT - timedelta(hours=5))

    entry = collect(config, source)

    assert ("limited", 5, None) == (entry.status, entry.post_count, entry.error)
    assert (None, None) == (entry.covered_from, entry.covered_to)
    assert (AT - timedelta(days=7), AT - timedelta(hours=5)) == (
        entry.limited_from,
        entry.limited_to,
    )
    assert "It gives 5 posts." == entry.limit
    assert {"page": "6"} == ledger.cursor(config.lake, "memory")


def test_a_limit_leaves_what_was_heard_whole(config):
    """A source that vouches for the days it reached before its limit is believed."""
    source = MemorySource(posts(5))
    source.covered = (AT - timedelta(hours=5), AT)
    source.limit = Limit("It gives 5 posts.", AT - timedelta(days=7), AT - timedelta(hours=5))
    window = parse("2026-06-14", "UTC", AT.date())

    whole = collect(config, source)
    asked = collect(config, source, window=window)

    assert (AT - timedelta(hours=5), AT) == (whole.covered_from, whole.covered_to)
    assert (window.start, window.end) == (asked.limited_from, asked.limited_to)


def test_a_fault_is_more_than_a_limit(config):
    """A source that breaks off is partial, whatever limit it met before: it is asked again."""
    source = MemorySource([*posts(2), SourceUnavailable("down")])
    source.limit = Limit("It gives 5 posts.", AT - timedelta(days=7), AT)

    entry = collect(config, source)

    assert ("partial", None, None) == (entry.status, entry.limited_from, entry.limit)


def test_a_first_failure_misses_a_day(config):
    """A source that never answered misses the day before the attempt."""
    entry = collect(config, [SourceUnavailable("down")])

    assert (AT - timedelta(days=1), AT) == (entry.covered_from, entry.covered_to)


def test_a_bug_is_not_taken_for_a_failure(config):
    """Only what a source may raise is a gap; anything else stops the run, and nothing lands."""
    with pytest.raises(ZeroDivisionError):
        collect(config, [*posts(3), ZeroDivisionError("a bug")])

    assert raw(config).is_empty()
    assert [] == ledger.entries(config.lake)


def test_broken_records_are_put_aside(config):
    """A record that is no post lies in rejected/ with its place and reason; the rest goes on."""
    entry = collect(config, [*posts(2), *rejected(1)])

    assert ("complete", 2, 1) == (entry.status, entry.post_count, entry.rejected_count)
    assert ["1 record was put aside, memory:0: `posted_at` is empty."] == entry.notes
    lines = (config.lake / "rejected" / "memory" / f"{entry.run}.jsonl").read_text().splitlines()
    assert [{"place": "memory:0", "reason": "`posted_at` is empty.", "record": "{}"}] == [
        json.loads(line) for line in lines
    ]


def test_too_many_broken_records_fail_the_source(config):
    """When more than the allowed share is broken the mapping must be wrong, so nothing is taken."""
    fine = collect(config, [*posts(3), *rejected(1)], max_rejected_share=0.25)
    entry = collect(config, [*posts(2), *rejected(1)], max_rejected_share=0.25)

    assert "complete" == fine.status
    assert ("failed", 0, 1) == (entry.status, entry.post_count, entry.rejected_count)
    assert "1 of 3 records were no posts, more than the 25%" in (entry.error or "")
    assert "rejected/memory/" in (entry.error or "")
    assert 3 == raw(config).height


@pytest.mark.parametrize(
    ("post_count", "broken", "status"),
    [(1, 9, "complete"), (10, 10, "complete"), (9, 10, "failed"), (0, 1, "failed")],
)
def test_a_few_broken_records_fail_no_source(config, post_count, broken, status):
    """Where no share is set it is half, of ten broken records at least or of all there are."""
    entry = collect(config, [*posts(post_count), *rejected(broken)])

    assert status == entry.status
    assert bool(status == "failed") == ("more than the 50%" in (entry.error or ""))


def test_a_share_that_is_set_holds_for_few_records_too(config):
    """Who says how much may be broken is taken at their word."""
    assert "failed" == collect(config, [*posts(3), *rejected(1)], max_rejected_share=0).status


def test_fewer_posts_than_expected_are_a_problem(config):
    """Below `min_posts` the source is partial, and its cursor stays, so that it is asked again."""
    source = MemorySource(posts(3))
    source.cursor = {"page": "9"}

    entry = collect(config, source, min_posts=4)

    assert "partial" == entry.status
    assert "3 posts came, fewer than the 4 of `expect.min_posts`" in (entry.error or "")
    assert {} == entry.cursor


def test_nothing_new_is_no_shortfall(config):
    """A source that says nothing changed since the last time is complete without posts."""
    first = MemorySource(posts(5))
    first.cursor = {"etag": "abc"}
    collect(config, first, min_posts=4)
    again = MemorySource([])
    again.cursor = {"etag": "abc"}

    entry = collect(config, again, min_posts=4)

    assert ("complete", 0, None) == (entry.status, entry.post_count, entry.error)


def test_a_part_that_was_asked_for_is_no_shortfall(config):
    """Who asks for a window expects no more than what was said in it."""
    window = parse("2026-06", "UTC", AT.date())

    assert "complete" == collect(config, posts(3), window=window, min_posts=4).status


def test_more_posts_than_expected_are_told(config):
    """Above `max_posts` the source goes on, with a note."""
    entry = collect(config, posts(3), max_posts=2)

    assert ("complete", ["3 posts came, more than the 2 expected."]) == (entry.status, entry.notes)


def test_the_cursor_goes_from_one_collection_to_the_next(config):
    """A complete collection hands its cursor on; a failed one leaves the older one in place."""
    first = MemorySource(posts(2))
    first.cursor = {"page": "7"}
    collect(config, first, at=AT - timedelta(days=2))
    second = MemorySource([SourceUnavailable("down")])
    second.cursor = {"page": "never"}
    collect(config, second, at=AT - timedelta(days=1))
    third = MemorySource([])

    collect(config, third)

    assert third.asked is not None
    assert {"page": "7"} == third.asked.cursor


def test_a_source_may_vouch_for_a_span(config):
    """What a source says it covered is what the ledger says."""
    source = MemorySource(posts(2))
    source.covered = (AT - timedelta(days=30), AT)

    entry = collect(config, source)

    assert (AT - timedelta(days=30), AT) == (entry.covered_from, entry.covered_to)


def test_posts_vouch_for_the_days_they_lie_in(config):
    """Without a word of the source, its posts cover their days, and no instant to come.

    The first of the posts, an hour apart, came at two in the morning: nobody slept through it.
    """
    entry = collect(config, posts(34))

    assert datetime(2026, 6, 14, tzinfo=UTC) == entry.covered_from
    assert AT == entry.covered_to


def test_days_begin_by_the_workspace_clock(tmp_path):
    """The first covered day begins at local midnight."""
    config = a_config(tmp_path, workspace={"timezone": "America/New_York"})

    entry = collect(config, posts(30))

    assert datetime(2026, 6, 14, 4, tzinfo=UTC) == entry.covered_from


def test_nothing_said_covers_nothing(config):
    """A source that brings no posts and vouches for no span is complete, and covers no day."""
    entry = collect(config, [])

    assert ("complete", None, None) == (entry.status, entry.covered_from, entry.covered_to)


def test_a_window_limits_what_is_covered(config):
    """Asked for some days, a collection vouches for no others."""
    window = parse("2026-06-14", "UTC", AT.date())

    entry = collect(config, posts(72), window=window)

    assert (window.start, window.end) == (entry.covered_from, entry.covered_to)


def test_names_do_not_reach_the_lake(config):
    """Authors are hashes before anything is written; the brand's own accounts keep their name."""
    collect(
        config,
        [
            a_post("p1", author="ann", author_name="Ann"),
            a_post("p2", author="77", author_name="@acmecare"),
        ],
    )

    kept = raw(config)
    assert [None, "@acmecare"] == kept["author_name"].to_list()
    assert [False, True] == kept["is_owned"].to_list()
    assert not {"ann", "77"} & set(kept["author"])


def test_progress_is_told(config):
    """The count of posts is told at the end, and before that every thousand."""
    told: list[int] = []
    with Http(NO_NETWORK) as http:
        source = settings(MemorySource(posts(1_200)))
        collect_source(config, source, http, AT, progress=told.append)

    assert [1_000, 1_200] == told


def test_cut_texts_are_told(config):
    """How many texts were too long to be kept whole is noted."""
    entry = collect(config, [*posts(1), *posts(1, text="x" * 20_001)])

    assert [
        "1 post is not whole: cut where it came from, or after 20,000 characters."
    ] == entry.notes


def test_a_damaged_entry_is_named(config):
    """An entry of the ledger that is cut off stops the run with its path, not with a crash."""
    entry = collect(config, posts(1))
    path = config.lake / "ledger" / "memory" / f"{entry.run}.json"
    path.write_text("{")

    with pytest.raises(ListeningError, match=f"{entry.run}.json` is damaged"):
        collect(config, posts(1))


def test_records_that_are_as_they_should_be_refuse_nothing(config):
    """Rows of which a suite hands on no words are put aside however many, and the rest is kept."""
    stripped = [Rejected(f"memory:{n}", "holds no words", "{}", is_broken=False) for n in range(40)]
    entry = collect(config, [*stripped, a_post()])
    assert ("complete", 1, 40) == (entry.status, entry.post_count, entry.rejected_count)
