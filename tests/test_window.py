"""Windows: what a period means, how long it lasts, what it is compared with, what it is called."""

import re
from datetime import UTC, date, datetime, timedelta

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import ConfigError
from flows.rendering import periods
from flows.window import Calendar, FiscalYears, Window, between, parse, week_start

ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Seoul", "Australia/Lord_Howe",
)  # fmt: skip
TODAY = date(2013, 7, 2)  # a Tuesday

DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
PERIODS = st.one_of(
    st.sampled_from(["last_week", "last_month", "last_quarter"]),
    st.sampled_from(["last_fiscal_month", "last_fiscal_quarter", "last_fiscal_year"]),
    st.builds("FY{}-P{:02}".format, st.integers(1990, 2035), st.integers(1, 12)),
    st.builds("FY{}-Q{}".format, st.integers(1990, 2035), st.integers(1, 4)),
    st.integers(1990, 2035).map("FY{}".format),
    st.integers(1, 999).map("rolling_{}d".format),
    DAYS.map("{:%Y-%m}".format),
    st.builds(
        "{}-W{:02}{}".format,
        st.integers(1990, 2035),
        st.integers(1, 52),
        st.sampled_from(["", "-mon", "-fri", "-sat", "-sun"]),
    ),
    DAYS.map(lambda day: f"{day.year}-Q{(day.month + 2) // 3}"),
    DAYS.map(str),
)


FIRST_WEEKDAYS = st.sampled_from([0, 4, 5, 6])


@st.composite
def fiscal_years(draw):
    """Draw fiscal years that begin on any day, of months or of weeks."""
    return FiscalYears(
        draw(st.integers(1, 12)),
        draw(st.integers(1, 28)),
        draw(st.sampled_from(["months", "4-4-5", "4-5-4", "5-4-4"])),
        draw(st.sampled_from(["nearest", "last"])),
        draw(st.sampled_from(["end", "start"])),
        draw(FIRST_WEEKDAYS),
    )


@st.composite
def calendars(draw):
    """Draw how an organisation counts its days."""
    return Calendar(draw(FIRST_WEEKDAYS), draw(fiscal_years()))


CALENDARS = calendars()


@st.composite
def windows(draw):
    """Draw a window of any kind in any zone."""
    zone = draw(st.sampled_from(ZONES))
    return parse(draw(PERIODS), zone, draw(DAYS), draw(CALENDARS))


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
    if window.day_count <= 364 or window.kind == "fiscal_year":
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
    assert re.fullmatch("[A-Za-z0-9-]+", window.slug)
    if window.kind != "days":
        calendar = Calendar(fiscal=window.fiscal)
        assert window == parse(window.slug, window.zone, TODAY, calendar)


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
        ("2013-06-03", "2013-06-16", "3–16 June 2013", "in the period 3 – 16 June 2013"),
        ("2013-05-30", "2013-06-02", "30 May – 2 June 2013", "in the period 30 May – 2 June 2013"),
        (
            "2012-12-30",
            "2013-01-02",
            "30 December 2012 – 2 January 2013",
            "in the period 30 December 2012 – 2 January 2013",
        ),
        ("2013-06-11", "2013-06-11", "11 June 2013", "on 11 June 2013"),
        ("2013-06-01", "2013-06-30", "June 2013", "in June 2013"),
    ],
)
def test_spans_of_days_are_named_briefly(first, last, label, when):
    """A span says month and year once where both ends share them; a whole month is the month."""
    window = between(date.fromisoformat(first), date.fromisoformat(last), "UTC")

    assert (label, when) == (window.label, periods.when(window))


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


@given(fiscal_years(), DAYS)
def test_a_day_lies_in_one_fiscal_period(years, day):
    """Periods adjoin, twelve make a year, and a year is the one that its name says."""
    index = years.index(day)

    assert years.period_first_on(index) <= day < years.period_first_on(index + 1)
    year, _ = divmod(index, 12)
    first, end = years.period_first_on(year * 12), years.period_first_on(year * 12 + 12)
    assert 364 <= (end - first).days <= 371
    if years.pattern != "months":
        assert years.week_start == first.weekday()
        meant = date(first.year + (first.month > years.month + 6), years.month, years.day)
        if years.closes == "nearest":
            assert abs((first - meant).days) <= 3 or abs((first - meant).days) >= 362


@pytest.mark.parametrize(
    ("year", "first_on", "last_on", "weeks"),
    [
        (2022, "2022-01-30", "2023-01-28", 52),
        (2023, "2023-01-29", "2024-02-03", 53),
        (2024, "2024-02-04", "2025-02-01", 52),
        (2017, "2017-01-29", "2018-02-03", 53),
    ],
)
def test_the_retail_calendar(year, first_on, last_on, weeks):
    """The 4-5-4 calendar of the US National Retail Federation, as it was published."""
    retail = FiscalYears(2, 1, "4-5-4", named_after="start", week_start=6)
    calendar = Calendar(6, retail)

    window = parse(f"FY{year}", "America/New_York", TODAY, calendar)
    last = parse(f"FY{year}-P12", "America/New_York", TODAY, calendar)

    assert (first_on, last_on) == (str(window.first_on), str(window.last_on))
    assert 7 * weeks == window.day_count
    assert 7 * (weeks - 48) == last.day_count
    assert 35 == parse(f"FY{year}-P02", "America/New_York", TODAY, calendar).day_count


@pytest.mark.parametrize(
    ("year", "first_on", "last_on"),
    [(2022, "2021-09-26", "2022-09-24"), (2023, "2022-09-25", "2023-09-30")],
)
def test_years_that_end_on_the_last_saturday(year, first_on, last_on):
    """A year that ends on the last Saturday of September, named after the year it ends in."""
    years = FiscalYears(10, 1, "4-4-5", "last", week_start=6)

    window = parse(f"FY{year}", "UTC", TODAY, Calendar(6, years))

    assert (first_on, last_on) == (str(window.first_on), str(window.last_on))


@pytest.mark.parametrize(
    ("period", "first_on", "last_on", "label", "when"),
    [
        ("FY2014", "2013-02-01", "2014-01-31", "FY2014", "in FY2014"),
        ("FY2014-Q2", "2013-05-01", "2013-07-31", "Q2 of FY2014", "in Q2 of FY2014"),
        ("FY2014-P12", "2014-01-01", "2014-01-31", "period 12 of FY2014", "in period 12 of FY2014"),
        ("last_fiscal_month", "2013-06-01", "2013-06-30", "period 5 of FY2014", None),
        ("last_fiscal_quarter", "2013-02-01", "2013-04-30", "Q1 of FY2014", None),
        ("last_fiscal_year", "2012-02-01", "2013-01-31", "FY2013", None),
    ],
)
def test_fiscal_periods_of_months(period, first_on, last_on, label, when):
    """A fiscal year from February is named after the year that it ends in."""
    window = parse(period, "UTC", TODAY, Calendar(fiscal=FiscalYears(2, 1)))

    assert (first_on, last_on) == (str(window.first_on), str(window.last_on))
    assert label == window.label
    assert when in (None, periods.when(window))


def test_a_fiscal_period_is_compared_with_its_like():
    """Before the first period of a year comes the last one; a year before, the same period."""
    calendar = Calendar(6, FiscalYears(2, 1, "4-5-4", named_after="start", week_start=6))
    window = parse("FY2024-P01", "UTC", TODAY, calendar)

    assert "FY2023-P12" == window.previous().slug
    assert "FY2023-P01" == window.year_before().slug
    assert 35 == window.previous().day_count


def test_a_fiscal_period_needs_a_fiscal_year():
    """Without a configured year there is no guess at one."""
    with pytest.raises(ConfigError, match=r"`FY2026-P03`.*`\[fiscal_year\]`"):
        parse("FY2026-P03", "UTC", TODAY)


@pytest.mark.parametrize(
    ("named", "first_on", "last_on", "label", "when", "slug"),
    [
        ("monday", "06-24", "06-30", "week 26 of 2013", "in week 26 of 2013", "2013-W26"),
        ("de-DE", "06-24", "06-30", "week 26 of 2013", "in week 26 of 2013", "2013-W26"),
        ("sunday", "06-23", "06-29", "week of 23–29 June 2013",
         "in the week of 23 – 29 June 2013", "2013-W26-sun"),
        ("en-US", "06-23", "06-29", "week of 23–29 June 2013",
         "in the week of 23 – 29 June 2013", "2013-W26-sun"),
        ("saturday", "06-22", "06-28", "week of 22–28 June 2013",
         "in the week of 22 – 28 June 2013", "2013-W26-sat"),
        ("ar-EG", "06-22", "06-28", "week of 22–28 June 2013",
         "in the week of 22 – 28 June 2013", "2013-W26-sat"),
    ],
)  # fmt: skip
def test_weeks_begin_where_the_locale_says(named, first_on, last_on, label, when, slug):
    """The last week is the last whole one that began on the workspace's day."""
    calendar = Calendar(week_start(named))

    window = parse("last_week", "UTC", TODAY, calendar)

    assert (f"2013-{first_on}", f"2013-{last_on}") == (str(window.first_on), str(window.last_on))
    assert (label, when, slug) == (window.label, periods.when(window), window.slug)


@pytest.mark.parametrize(
    ("week", "first_on"),
    [
        # As the US CDC prints them: MMWR week 1 of these years, and the 53rd of 2014 and 2020.
        ("2013-W01", "2012-12-30"),
        ("2014-W53", "2014-12-28"),
        ("2015-W01", "2015-01-04"),
        ("2020-W53", "2020-12-27"),
        ("2021-W01", "2021-01-03"),
    ],
)
def test_weeks_from_sunday_are_numbered_as_epidemiologists_do(week, first_on):
    """Week 1 is the first with four days of the year or more."""
    assert first_on == str(parse(week, "UTC", TODAY, Calendar(6)).first_on)


def test_a_week_that_a_year_has_not():
    """2015 had 52 weeks from Sunday, and 53 from Monday."""
    with pytest.raises(ConfigError):
        parse("2015-W53", "UTC", TODAY, Calendar(6))

    assert date(2015, 12, 28) == parse("2015-W53", "UTC", TODAY).first_on


@pytest.fixture(scope="module")
def clock():
    """Return a connection that tells the day of an instant as the models do."""
    with duckdb.connect() as connection:
        yield connection


@given(windows(), st.sampled_from([-1, 0, 1]), st.integers(0, 3))
def test_a_post_at_an_edge_is_of_one_day_and_one_window(clock, window, microseconds, edge):
    """At every edge, also of days of 23 and 25 hours, a post has one day and one window."""
    neighbours = [window.previous(), window]
    edges = [neighbours[0].start, window.start, window.end, window.start + timedelta(days=1)]
    posted_at = edges[edge].astimezone(UTC) + timedelta(microseconds=microseconds)

    clock.execute("set TimeZone = ?", [window.zone])
    ((day,),) = clock.execute("select ?::timestamptz::date", [posted_at]).fetchall()

    assert posted_at.astimezone(window.start.tzinfo).date() == day
    by_day = [one for one in neighbours if one.first_on <= day < one.end_on]
    by_instant = [one for one in neighbours if one.start <= posted_at < one.end]
    assert by_day == by_instant
    assert len(by_day) == (neighbours[0].start <= posted_at < window.end)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("America/New_York", "2013-03-10", 23),
        ("America/New_York", "2013-11-03", 25),
        ("Australia/Lord_Howe", "2013-04-07", 24.5),
        ("Australia/Lord_Howe", "2013-10-06", 23.5),
        ("Asia/Kolkata", "2013-06-11", 24),
    ],
)
def test_every_minute_of_an_odd_day_is_of_that_day(clock, zone, day, hours):
    """A day that is longer or shorter has all its minutes, each once, and the next day the rest."""
    window = parse(day, zone, TODAY)
    minutes = [
        window.start.astimezone(UTC) + timedelta(minutes=minute) for minute in range(-60, 27 * 60)
    ]

    clock.execute("set TimeZone = ?", [zone])
    told = clock.execute("select unnest(?::timestamptz[])::date", [minutes]).fetchall()

    assert 60 * hours == sum(one == window.first_on for (one,) in told)
    assert timedelta(hours=hours) == window.end.astimezone(UTC) - window.start.astimezone(UTC)
