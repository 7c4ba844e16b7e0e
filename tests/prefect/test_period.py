"""The period of the run form becomes a window."""

from datetime import date

import pytest
from pydantic import ValidationError

from flows.config import ReportSettings
from flows.errors import ConfigError
from flows.window import Calendar, FiscalYears, Window, between

pytestmark = pytest.mark.prefect

TODAY = date(2026, 7, 3)
REPORT = ReportSettings(id="monthly", brand="acme", period="2025-12")


def window(**given: object) -> Window:
    """Return the window that a filled form stands for."""
    from flows.report import Period

    return Period.model_validate(given).window(REPORT, "Europe/Berlin", TODAY)


def test_an_untouched_form_means_the_configured_period():
    """Nothing chosen is the report's own period."""
    assert window().slug == "2025-12"


def test_named_periods_are_seen_from_today():
    """Last month, last week and rolling days end before today."""
    assert window(named="last_month").slug == "2026-06"
    assert window(named="last_week").slug == "2026-W26"
    assert window(named="rolling_7d") == between(
        date(2026, 6, 26), date(2026, 7, 2), "Europe/Berlin"
    )


def test_named_fiscal_periods_follow_the_calendar():
    """The last fiscal period and weeks from Sunday are those of the workspace."""
    from flows.report import Period

    calendar = Calendar(6, FiscalYears(2, 1, "4-5-4", named_after="start", week_start=6))

    def slug(**given: object) -> str:
        form = Period.model_validate(given)
        return form.window(REPORT, "Europe/Berlin", TODAY, calendar).slug

    assert slug(named="last_fiscal_month") == "FY2026-P04"
    assert slug(text="FY2026-Q1") == "FY2026-Q1"
    assert slug(named="last_week") == "2026-W25-sun"


def test_words_and_days_go_before_the_name():
    """A filled field counts more than the named period that stands above it."""
    assert window(text="2026-Q2", named="last_week").slug == "2026-Q2"
    days = window(first_day="2026-06-03", last_day="2026-06-16", named="last_week")
    assert days == between(date(2026, 6, 3), date(2026, 6, 16), "Europe/Berlin")


@pytest.mark.parametrize(
    "given",
    [
        {"first_day": "2026-06-03"},
        {"last_day": "2026-06-03"},
        {"text": "2026-06", "first_day": "2026-06-03", "last_day": "2026-06-04"},
        {"named": "yesterday"},
    ],
)
def test_a_contradicting_form_is_refused(given):
    """Half a span, two ways at once, or an unknown name start no report."""
    with pytest.raises(ValidationError):
        window(**given)


def test_words_that_are_no_period_are_named():
    """The message says what is allowed."""
    with pytest.raises(ConfigError, match="The period `soon` is not one I know"):
        window(text="soon")
