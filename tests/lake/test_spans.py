"""The span that posts vouch for: all of them, but for a mistyped date."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.lake.spans import Dense, Timeline
from tests.lake.samples import AT, a_post, collect, posts

START = datetime(2026, 5, 1, tzinfo=UTC)
HOURS = st.lists(st.integers(0, 60 * 24), min_size=10, max_size=80)


def dense(times):
    """Return the span of some instants."""
    timeline = Timeline()
    for at in times:
        timeline.add(at)
    return timeline.dense()


@given(HOURS, st.sampled_from([1970, 1999, 2006, 2062, 2126]), st.randoms())
def test_one_mistyped_date_changes_nothing(hours, year, chance):
    """Two months of posts vouch for these months, with a date of another decade or without."""
    times = [START + timedelta(hours=hour) for hour in hours]
    mixed = [*times, datetime(year, 5, 17, 12, tzinfo=UTC)]
    chance.shuffle(mixed)

    assert Dense(min(times), max(times), len(times), 1) == dense(mixed)


@given(st.lists(st.integers(0, 31 * 24), min_size=1, max_size=80))
def test_a_quiet_month_is_no_fault(silences):
    """As long as no silence is longer than a month, all posts count, however they bunch."""
    times = [START]
    for silence in silences:
        times.append(times[-1] + timedelta(hours=silence))

    assert Dense(times[0], times[-1], len(times), 0) == dense(times)


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=1, max_size=120))
def test_few_are_left_out(times):
    """Whatever the dates, one post or 2 % of them are left out at most, and none of under ten."""
    found = dense(times)

    assert found.count + found.astray_count == len(times)
    assert found.astray_count <= (0 if len(times) < 10 else max(1, len(times) // 50))
    assert found.count == sum(found.first <= at <= found.last for at in times)


@pytest.mark.parametrize("times", [[], [START], [START, AT]])
def test_a_few_posts_all_count(times):
    """Too few posts to know what is usual are taken as they are; none have no span."""
    expected = Dense(times[0], times[-1], len(times), 0) if times else None

    assert expected == dense(times)


def test_the_ledger_vouches_for_what_is_dense(config):
    """One post of 1999 in a file does not vouch for decades of silence, and it is told."""
    sound = collect(config, posts(34))
    astray = a_post("typo", posted_at=datetime(1999, 1, 2, tzinfo=UTC))
    entry = collect(config, [astray, *posts(34)])

    assert (sound.covered_from, sound.covered_to) == (entry.covered_from, entry.covered_to)
    assert ("complete", 35) == (entry.status, entry.post_count)
    (note,) = entry.notes
    assert note.startswith("1 post lies far from the others, which are of 2026-06-14 to 2026-06-15")
