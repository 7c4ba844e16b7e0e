"""Days and periods as they are typed on the command line."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.session import today
from flows.errors import ConfigError
from flows.window import Window, between, parse

if TYPE_CHECKING:
    from flows.config import Config, ReportSettings

Period = Annotated[
    str | None,
    typer.Option(metavar="PERIOD", help="2013-06, 2013-W24, 2013-Q2, last_month, rolling_30d, ..."),
]
First = Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day.")]
Last = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day, included.")]
_BEFORE_ANY_POST = date(1970, 1, 1)


def day(given: str, option: str) -> date:
    """Read a day such as 2013-06-11; raises ConfigError when it is none."""
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise ConfigError(
            f"`{option}`: found `{given}`; a day is written like 2013-06-11."
        ) from None


def span(config: "Config", since: str | None, until: str | None) -> Window | None:
    """Return the days from `--since` to `--until`, both included; None when neither is given."""
    if since is None and until is None:
        return None
    first = _BEFORE_ANY_POST if since is None else day(since, "--since")
    last = today(config) if until is None else day(until, "--until")
    return between(first, last, config.workspace.timezone)


def window(
    config: "Config",
    report: "ReportSettings",
    period: str | None,
    first: str | None,
    last: str | None,
) -> Window:
    """Return the period that was typed, or else the one the report is set up with."""
    zone = config.workspace.timezone
    is_span = first is not None or last is not None
    if period is not None and is_span:
        raise ConfigError("Give either `--period` or `--from` and `--to`, not both.")
    if period is not None:
        return parse(period, zone, today(config), config.calendar)
    if first is not None and last is not None:
        return between(day(first, "--from"), day(last, "--to"), zone)
    if is_span:
        raise ConfigError("`--from` and `--to` go together; the last day is included.")
    return report.window(zone, today(config), config.calendar)


def report_or_first(config: "Config", name: str | None) -> "ReportSettings":
    """Return a report by name or, without one, the first; or one of the first brand and the rest.

    Raises:
        ConfigError: no report has this name.

    """
    if name:
        return config.report(name)
    if config.reports:
        return config.reports[0]
    from flows.config import ReportSettings

    first, *others = [brand.id for brand in config.brands]
    return ReportSettings(id="all", brand=first, competitors=others)
