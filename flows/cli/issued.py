"""Which issue is meant: by report, period and number, or the newest that there is."""

import difflib
from typing import TYPE_CHECKING

from flows.cli.periods import window
from flows.cli.session import today
from flows.errors import ConfigError
from flows.rendering.issues import Issued, issues
from flows.window import parse

if TYPE_CHECKING:
    from flows.config import Config


def numbered(config: "Config", report: str, period: str | None, number: int | None) -> Issued:
    """Return an issue of a report: for its own period unless said otherwise, the newest of it.

    Raises:
        ConfigError: there is no such report, period or issue.

    """
    settings = config.report(report)
    about = window(config, settings, period, None, None)
    found = issues(config, report, about)
    if not found:
        raise ConfigError(
            f"`{report}` has no issue for {about.label}{_others(config, report)}. Make one: "
            f"`earwitness report {report} --period {about.slug}`."
        )
    if number is None:
        return found[-1]
    for one in found:
        if one.number == number:
            return one
    there = ", ".join(str(one.number) for one in found)
    raise ConfigError(f"`{report}` has no issue {number} for {about.label}; there are: {there}.")


def with_figure(
    config: "Config", figure: str, report: str | None, period: str | None, number: int | None
) -> Issued:
    """Return the newest issue that has a figure: of the latest period, and of that the last.

    Raises:
        ConfigError: no issue has it; names the nearest that there is.

    """
    found = [
        pair
        for pair in _candidates(config, report, period)
        if number is None or pair[0].number == number
    ]
    ids: set[str] = set()
    for one, said in found:
        if figure in said["figures"]:
            return one
        ids |= said["figures"].keys()
    if not found:
        wanted = report or (config.reports[0].id if config.reports else "NAME")
        raise ConfigError(
            f"There is no such issue. `earwitness report {wanted}` makes one, and the folder "
            f"`{config.reports_folder}` holds those that there are."
        )
    raise ConfigError(f"No issue has a figure `{figure}`. {meant(figure, ids)}")


def meant(figure: str, ids: set[str]) -> str:
    """Ask whether one of the ids was meant that are most like what was typed."""
    close = difflib.get_close_matches(figure, sorted(ids), n=3, cutoff=0.4)
    return f"Did you mean {' or '.join(f'`{one}`' for one in close or sorted(ids)[:3])}?"


def _candidates(
    config: "Config", report: str | None, period: str | None
) -> list[tuple[Issued, dict[str, dict[str, str]]]]:
    """Return the issues that may be meant with their manifests, newest first."""
    names = [config.report(report).id] if report else [one.id for one in config.reports]
    about = None
    if period is not None:
        about = parse(period, config.workspace.timezone, today(config), config.calendar)
    read = [(one, one.said()) for name in names for one in issues(config, name, about)]
    whole = [(one, said) for one, said in read if said is not None]
    return sorted(
        whole,
        key=lambda pair: (pair[1]["window"]["last_on"], pair[0].number),
        reverse=True,
    )


def _others(config: "Config", report: str) -> str:
    periods = list(dict.fromkeys(one.period for one in issues(config, report)))
    return f", but for {', '.join(f'`{one}`' for one in periods)}" if periods else ""
