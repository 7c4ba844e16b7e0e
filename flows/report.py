"""Flow: what was understood into a report, its artifacts, and on request the recipients' mail."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo

from prefect import State, flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from pydantic import BaseModel, ConfigDict, Field, model_validator

from flows import review
from flows.collect import block, held
from flows.config import Config, ReportSettings, load
from flows.delivery.dispatch import mailbox_for
from flows.delivery.parcel import prepared
from flows.errors import ConfigError
from flows.rendering import board
from flows.rendering.issue import Issue, issue_report
from flows.understand import understand
from flows.window import Calendar, Window, between, parse

_PLAIN = Calendar()


class Period(BaseModel):
    """The days a report is about: a named period, a period in words, or a first and a last day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    named: Literal[
        "as configured",
        "last_week",
        "last_month",
        "last_quarter",
        "last_fiscal_month",
        "last_fiscal_quarter",
        "rolling_7d",
        "rolling_30d",
    ] = Field(
        default="as configured",
        title="Named period",
        description="Seen from today; `as configured` is the report's own in listening.toml. It "
        "counts when the other fields are empty.",
        json_schema_extra={"position": 0},
    )
    text: str = Field(
        default="",
        title="Or a period in words",
        description="A month 2013-06, a week 2013-W24, a quarter 2013-Q2, a day 2013-06-11, a "
        "fiscal period FY2013-P03 or quarter FY2013-Q1, or rolling_14d for the last 14 days.",
        json_schema_extra={"position": 1},
    )
    first_day: date | None = Field(
        default=None,
        title="Or a first day",
        description="By the workspace's clock; goes with the last day.",
        json_schema_extra={"position": 2},
    )
    last_day: date | None = Field(
        default=None,
        title="and a last day",
        description="It is part of the period.",
        json_schema_extra={"position": 3},
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.first_day is None) != (self.last_day is None):
            raise ValueError("The first and the last day go together.")
        if self.text and self.first_day:
            raise ValueError("Give either a period in words or a first and a last day.")
        return self

    def window(
        self, report: ReportSettings, zone: str, today: date, calendar: Calendar = _PLAIN
    ) -> Window:
        """Return the window this stands for; raises ConfigError for words that are no period."""
        if self.first_day and self.last_day:
            return between(self.first_day, self.last_day, zone)
        if self.text:
            return parse(self.text, zone, today, calendar)
        if self.named == "as configured":
            return report.window(zone, today, calendar)
        return parse(self.named, zone, today, calendar)


@task(cache_policy=NO_CACHE, task_run_name="issue {name}")
def issue(config: Path, name: str, window: Window, out: Path | None) -> Issue:
    """Compute the figures and write the files."""
    settings, logger = load(config), get_run_logger()
    issued = issue_report(settings, settings.report(name), window, out=out, progress=logger.info)
    for warning in issued.warnings:
        logger.warning("Commentary: %s", warning)
    return issued


@flow(flow_run_name="report {name}")
def report(
    name: str,
    period: Period = Period(),  # noqa: B008 - frozen
    send: bool = False,
    out: Path | None = None,
    config: Path = Path("listening.toml"),
) -> State[Any]:
    """Issue a report: PDF, page, workbook and manifest, and on request the e-mail.

    What was collected and not yet understood is understood first. The result is the files' paths.

    Args:
        name: Id of a report in the configuration, such as monthly.
        period: The days it is about.
        send: E-mail it to the report's recipients once somebody approved it, or at once where the
            report is `unattended`; who has this issue does not get it again.
        out: Folder to write to; empty for the reports folder of the workspace.
        config: The configuration file, relative to the folder that the worker works in.

    """
    settings, window = asked(config, name, period, send=send, out=out)
    if parcel := review.awaited(settings):
        return review.answered(settings, parcel)
    # Held over all steps, so that no collection comes in between.
    with held(settings, f"report {name}"):
        understand(config)
        issued = issue(config, name, window, out)
        _show(issued)
        parcel = prepared(issued, settings)
    # Held no longer: a person may take days.
    return review.sent(settings, parcel) if send and parcel else _outcome(issued)


def asked(
    config: Path, name: str, period: Period, *, send: bool, out: Path | None = None
) -> tuple[Config, Window]:
    """Return the configuration and the window that a form asks for.

    Raises:
        ConfigError: there is no such report or period, or no way to send it: told before the work
            and not after it.

    """
    settings = load(config)
    report = settings.report(name)
    zone = settings.workspace.timezone
    today = datetime.now(UTC).astimezone(ZoneInfo(zone)).date()
    window = period.window(report, zone, today, settings.calendar)
    if send and out is not None:
        raise ConfigError("A draft is not sent. Give either `send` or `out`.")
    if send:
        mailbox_for(settings, report, block)
    return settings, window


def _show(issued: Issue) -> None:
    """Put the report on the run's page: a summary, the figures, where the files are."""
    key = issued.report.id.replace("_", "-")
    title = f"{issued.context.report['title']}, {issued.window.label}"
    create_markdown_artifact(
        key=f"{key}-summary", markdown=board.summary(issued), description=title
    )
    create_table_artifact(
        key=f"{key}-figures", table=board.figures(issued.context), description=title
    )
    create_markdown_artifact(key=f"{key}-files", markdown=board.files(issued), description=title)


def _outcome(issued: Issue) -> State[Any]:
    """Return how the run ended: a report with gaps says so in its state."""
    paths = {kind: str(path) for kind, path in issued.paths.items()}
    return review.ended(issued.headline, issued.gaps, paths)
