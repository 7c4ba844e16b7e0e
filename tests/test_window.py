"""Windows: what a period means, how long it lasts, what it is compared with, what it is called."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import ConfigError
from flows.window import Window, between, parse

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Seoul", "Australia/Lord_Howe")
TODAY = date(2013, 7, 2)  # a Tuesday

DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
PERIODS = st.one_of(
    st.sampled_from(["last_week", "last_month", "last_quarter"]),
    st.integers(1, 999).map("rolling_{}d".format),
    DAYS.map("{:%Y-%m}".format),
    DAYS.map("{:%G-W%V}".format),
    DAYS.map(lambda day: f"{day.year}-Q{(day.month + 2) // 3}"),
    DAYS.map(str),
)


@st.composite
def windows(draw):
    """Draw a window of any kind in any zone."""
    return parse(draw(PERIODS), draw(st.sampled_from(ZONES)), draw(DAYS))


@given(windows())
def test_the_previous_window_adjoins(window):
    """No instant lies between a window and the one before it, and none in both."""
    previous = window.previous()

    assert window.start == previous.end
    assert window.first_on == previous.end_on
    assert previous.start < previous.end


@given(windows())
def test_the_previous_window_is_of_the_same_kind(window):
    """Months are compared with months, weeks with weeks, n days with n days."""
    previous = window.previous()

    assert window.kind == previous.kind
    assert window.zone == previous.zone
    if window.kind in ("week", "days"):
        assert window.day_count == previous.day_count


@given(windows())
def test_the_year_before_does_not_overlap(window):
    """The window a year back ends before this one begins, unless this one is longer than a year."""
    before = window.year_before()

    assert before.first_on < window.first_on
    assert before.kind == window.kind
    if window.day_count <= 364:
        assert before.end_on <= window.first_on
    if window.kind == "week":
        assert window.first_on.weekday() == before.first_on.weekday()


@given(windows())
def test_a_window_begins_and_ends_at_local_midnight(window):
    """Both edges are the first instant of a calendar day of the zone."""
    for instant, day in ((window.start, window.first_on), (window.end, window.end_on)):
        local = instant.astimezone(instant.tzinfo)
        assert day == local.date()
        assert instant.utcoffset() is not None
    assert window.last_on == window.end_on - timedelta(1)


@given(DAYS, st.integers(0, 400), st.sampled_from(ZONES))
def test_days_given_by_people_are_included(first, more, zone):
    """`from` and `to` are whole days, the last one inside."""
    window = between(first, first + timedelta(more), zone)

    assert first == window.first_on
    assert first + timedelta(more) == window.last_on
    assert more + 1 == window.day_count


@given(windows())
def test_slugs_name_one_window(window):
    """A slug fits into a file name, and names of calendar windows read back to the same window."""
    assert set("0123456789-QW") >= set(window.slug)
    if window.kind != "days":
        assert window == parse(window.slug, window.zone, TODAY)


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2013-03-31", 23), ("2013-10-27", 25), ("2013-06-11", 24)],
)
def test_a_day_lasts_as_long_as_the_clock_says(day, hours):
    """Where clocks change, a day has 23 or 25 hours, and none is lost or counted twice."""
    window = parse(day, "Europe/Berlin", TODAY)

    lasts = window.end.astimezone(UTC) - window.start.astimezone(UTC)

    assert timedelta(hours=hours) == lasts


def test_a_month_follows_the_zone():
    """June in New York begins four hours after June in UTC."""
    window = parse("2013-06", "America/New_York", TODAY)

    assert datetime(2013, 6, 1, 4, tzinfo=UTC) == window.start
    assert datetime(2013, 7, 1, 4, tzinfo=UTC) == window.end


@pytest.mark.parametrize(
    ("period", "first_on", "last_on", "kind", "label", "slug"),
    [
        ("last_week", "2013-06-24", "2013-06-30", "week", "week 26 of 2013", "2013-W26"),
        ("last_month", "2013-06-01", "2013-06-30", "month", "June 2013", "2013-06"),
        ("last_quarter", "2013-04-01", "2013-06-30", "quarter", "Q2 2013", "2013-Q2"),
        (
            "rolling_30d",
            "2013-06-02",
            "2013-07-01",
            "days",
            "2 June – 1 July 2013",
            "2013-06-02--2013-07-01",
        ),
        ("2013-02", "2013-02-01", "2013-02-28", "month", "February 2013", "2013-02"),
        ("2012-Q4", "2012-10-01", "2012-12-31", "quarter", "Q4 2012", "2012-Q4"),
        ("2012-W01", "2012-01-02", "2012-01-08", "week", "week 1 of 2012", "2012-W01"),
        (
            "2013-06-11",
            "2013-06-11",
            "2013-06-11",
            "days",
            "11 June 2013",
            "2013-06-11",
        ),
    ],
)
def test_periods_as_people_write_them(period, first_on, last_on, kind, label, slug):
    """Each form of period gives its days, its name in the report and its name in a file."""
    window = parse(period, "UTC", TODAY)

    assert (first_on, last_on) == (str(window.first_on), str(window.last_on))
    assert (kind, label, slug) == (window.kind, window.label, window.slug)


@pytest.mark.parametrize(
    ("first", "last", "label", "when"),
    [
        ("2013-06-03", "2013-06-16", "3–16 June 2013", "from 3 to 16 June 2013"),
        ("2013-05-30", "2013-06-02", "30 May – 2 June 2013", "from 30 May to 2 June 2013"),
        (
            "2012-12-30",
            "2013-01-02",
            "30 December 2012 – 2 January 2013",
            "from 30 December 2012 to 2 January 2013",
        ),
        ("2013-06-11", "2013-06-11", "11 June 2013", "on 11 June 2013"),
        ("2013-06-01", "2013-06-30", "June 2013", "in June 2013"),
    ],
)
def test_spans_of_days_are_named_briefly(first, last, label, when):
    """A span says month and year once where both ends share them; a whole month is the month."""
    window = between(date.fromisoformat(first), date.fromisoformat(last), "UTC")

    assert (label, when) == (window.label, window.when)


@pytest.mark.parametrize(
    "period",
    [
        "",
        "june",
        "2013-13",
        "2013-W54",
        "2013-Q5",
        "2013-02-30",
        "rolling_0d",
        "last_year",
        "0000-01",
    ],
)
def test_other_periods_are_refused(period):
    """A period that does not exist is refused with the forms that do."""
    with pytest.raises(ConfigError, match=r"not one I know\. Allowed: .*2013-06") as refused:
        parse(period, "UTC", TODAY)

    assert f"`{period}`" in str(refused.value)


def test_a_span_runs_forward():
    """A period that ends before it begins is refused."""
    with pytest.raises(ConfigError, match=r"ends \(`2013-06-01`\) before it begins"):
        between(date(2013, 6, 2), date(2013, 6, 1), "UTC")


def test_a_leap_day_a_year_before():
    """The year before a window that ends with February ends with February, leap day or not."""
    window = between(date(2012, 2, 20), date(2012, 2, 29), "UTC")

    before = window.year_before()

    assert (date(2011, 2, 20), date(2011, 2, 28)) == (before.first_on, before.last_on)


def test_the_day_before_a_leap_day_a_year_before():
    """28 February keeps its day of the year before, where no 29th follows it."""
    before = between(date(2012, 2, 28), date(2012, 2, 28), "UTC").year_before()

    assert (date(2011, 2, 28), date(2011, 2, 28)) == (before.first_on, before.last_on)


@pytest.mark.parametrize("period", ["2013-06", "2013-06-11", "2013-W26"])
def test_history_is_whole_months(period):
    """The series that lead up to a window begin on a first of a month, thirteen months long."""
    assert date(2012, 6, 1) == parse(period, "UTC", TODAY).history_start()


def test_no_year_has_no_window():
    """A window cannot be of no days."""
    with pytest.raises(ConfigError):
        Window(date(2013, 6, 1), date(2013, 6, 1), "UTC")


@pytest.mark.parametrize("period", ["0001-01", "1969-Q4", "2200-01-01", "9999-W01"])
def test_a_year_that_no_post_is_of_is_refused(period):
    """A year that cannot be reckoned with is a mistake, not a crash."""
    with pytest.raises(ConfigError, match="allowed are the years 1970 to 2199"):
        parse(period, "UTC", TODAY)


def test_days_that_no_post_is_of_are_refused():
    """The same goes for a first and a last day."""
    with pytest.raises(ConfigError, match="`0001-01-01`: allowed are the years"):
        between(date(1, 1, 1), date(9999, 12, 31), "UTC")
