"""The workspace's weeks, fiscal years and threads, as the file says them."""

from datetime import date

import pytest

from flows.errors import ConfigError
from flows.warehouse.connection import scope, warehouse
from tests.config.samples import WHOLE, config, spoilt

TODAY = date(2013, 7, 2)
FISCAL = '[fiscal_year]\nstarts = "02-01"\n'


def test_without_a_word_weeks_begin_on_monday():
    """The default is ISO's week and no fiscal year."""
    told = config(WHOLE).calendar

    assert (0, None) == (told.week_start, told.fiscal)


@pytest.mark.parametrize(("said", "day"), [("sunday", 6), ("ar-EG", 5), ("pt_BR", 6), ("de-AT", 0)])
def test_weeks_begin_by_name_or_by_locale(said, day):
    """A day, or the custom of a locale."""
    read = config(spoilt("[workspace]", f'[workspace]\nweek_start = "{said}"'))

    assert day == read.calendar.week_start


def test_a_report_of_a_fiscal_period():
    """A report may be of a period of the company's own calendar."""
    given = spoilt('period = "2013-06"', 'period = "FY2014-P02"')

    read = config(f"{FISCAL}\n{given}")

    window = read.report("monthly").window("UTC", TODAY, read.calendar)
    assert (date(2013, 3, 1), date(2013, 3, 31)) == (window.first_on, window.last_on)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[workspace]", '[workspace]\nweek_start = "someday"', r"it must look like `sunday`"),
        ("[workspace]", "[workspace]\nthreads = 0", "greater than or equal to 1"),
        ("[workspace]", '[fiscal_year]\nstarts = "02-30"\n[workspace]', "look like `02-01`"),
        (
            'period = "2013-06"',
            'period = "FY2014-P02"',
            r"`reports.monthly.period`: .*`\[fiscal_year\]`",
        ),
    ],
)
def test_what_no_calendar_is_made_of(old, new, says):
    """Days that are none are refused, and fiscal periods where no year is said."""
    with pytest.raises(ConfigError, match=says):
        config(spoilt(old, new))


def test_threads_are_those_of_the_configuration(tmp_path):
    """DuckDB runs as many threads and takes as much memory as it may."""
    limits = '[workspace]\nthreads = 1\nmemory_limit = "500MB"'
    read = config(spoilt("[workspace]", limits), tmp_path)
    report = read.report("monthly")

    with warehouse(read, scope(read, report, report.window("UTC", TODAY))) as connection:
        told = connection.execute(
            "select current_setting('threads'), current_setting('memory_limit')"
        ).fetchall()

    assert [(1, "476.8 MiB")] == told
