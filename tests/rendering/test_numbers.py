"""Numbers as the report prints them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rendering import numbers
from flows.rendering.context import Figure


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        ("12,345", numbers.count(12345)),
        ("n/a", numbers.count(None)),
        ("0", numbers.count(0)),
        ("−4", numbers.count(-4)),
        ("+4.2", numbers.signed(4.2)),
        ("−0.3", numbers.signed(-0.3)),
        ("0.0", numbers.signed(-0.04)),
        ("0.0", numbers.signed(0.0)),
        ("34.2%", numbers.percent(0.342)),
        ("n/a", numbers.percent(None)),
        ("+12%", numbers.signed_percent(0.123)),
        ("−2.1 pp", numbers.share_change(-0.021)),
        ("+8.0 to +16.2", numbers.interval(8.0, 16.2, "points")),
        ("59.0% to 74.3%", numbers.interval(0.59, 0.743, "share")),
        ("", numbers.interval(None, 0.7, "share")),
        ("1,409", numbers.value(1409, "posts")),
        ("5.4", numbers.value(5.43, "per_post")),
    ],
)
def test_a_number_is_written_for_readers(expected, written):
    """Numbers carry commas, a real minus sign and a fixed number of decimals; None is n/a."""
    assert expected == written


@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_only_a_number_that_reads_as_zero_has_no_sign(amount):
    """A signed number starts with its sign, except when it rounds to zero."""
    written = numbers.signed(amount)

    assert (written[0] in "+−") == (round(abs(amount), 1) > 0)


@pytest.mark.parametrize(
    ("expected", "first", "last"),
    [
        ("1 – 30 June 2026", date(2026, 6, 1), date(2026, 6, 30)),
        ("29 June – 5 July 2026", date(2026, 6, 29), date(2026, 7, 5)),
        ("29 December 2025 – 4 January 2026", date(2025, 12, 29), date(2026, 1, 4)),
        ("11 June 2026", date(2026, 6, 11), date(2026, 6, 11)),
    ],
)
def test_a_range_of_days_repeats_only_what_differs(expected, first, last):
    """A range names the month and the year once when both days share them."""
    assert expected == numbers.day_range(first, last)


def test_a_moment_has_day_and_time():
    """A moment is written with its day and its time of day."""
    assert "30 June 2026, 21:05" == numbers.moment(datetime(2026, 6, 30, 21, 5))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("expected", "unit", "change", "rate"),
    [
        ("+3.1 pp", "share", 0.031, None),
        ("−4.9", "points", -4.9, None),
        ("+20%", "posts", 237, 0.198),
        ("+237", "posts", 237, None),
        ("n/a", "points", None, None),
    ],
)
def test_a_change_is_written_in_the_notation_of_its_unit(expected, unit, change, rate):
    """Shares change in percentage points, points in points, counts by a rate where there is one."""
    figure = Figure("a.b", "a", "b", "A", value=1, unit=unit, change=change, change_rate=rate)

    assert expected == numbers.change(figure)
