"""Issue reports: `report`, `run`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.boundary import DONE, FAILED, GAPS
from flows.cli.periods import window
from flows.cli.session import Session
from flows.cli.stages import collected, entry_document, outcome, understood
from flows.errors import SourceUnavailable
from flows.window import Window

if TYPE_CHECKING:
    from flows.config import Config, ReportSettings
    from flows.delivery import Delivery
    from flows.rendering.issue import Issue

_FILES = ("pdf", "html", "xlsx", "manifest")

Name = Annotated[str, typer.Argument(metavar="NAME", help="Id of a report in the configuration.")]
Period = Annotated[
    str | None,
    typer.Option(metavar="PERIOD", help="2013-06, 2013-W24, 2013-Q2, last_month, rolling_30d, ..."),
]
First = Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day.")]
Last = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day, included.")]
Out = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Write the files here, not into the reports folder."),
]
Send = Annotated[
    bool, typer.Option("--send", help="E-mail it to the report's recipients, each once.")
]


def report(
    context: typer.Context,
    name: Name,
    period: Period = None,
    first: First = None,
    last: Last = None,
    out: Out = None,
    send: Send = False,
) -> int:
    """Issue a report; understand first what waits for it."""
    session: Session = context.obj
    config = session.config()
    settings = config.report(name)
    about = window(config, settings, period, first, last)
    if send:
        _refuse_unsendable(config, settings)
    with session.workspace(config, f"report {name}"):
        if _has_news(config):
            understood(session, config)
        code, document = issued(session, config, settings, about, out, send=send)
    session.console.document(document)
    return code


def run(
    context: typer.Context,
    name: Name,
    period: Period = None,
    first: First = None,
    last: Last = None,
    out: Out = None,
    send: Send = False,
) -> int:
    """Collect, understand and report, one after the other."""
    session: Session = context.obj
    config = session.config()
    settings = config.report(name)
    about = window(config, settings, period, first, last)
    if send:
        _refuse_unsendable(config, settings)
    with session.workspace(config, f"run {name}"):
        entries = collected(session, config, None, None)
        heard = outcome(entries)
        if heard == FAILED:
            raise SourceUnavailable(
                "Every source failed, so no report was made. Earlier posts are still there: "
                f"`earwitness report {name}` reports on those."
            )
        count = understood(session, config)
        code, document = issued(session, config, settings, about, out, send=send)
    sources = [entry_document(entry) for entry in entries]
    session.console.document({"sources": sources, "understood_count": count, **document})
    return code if code == FAILED else max(code, heard)


def _has_news(config: "Config") -> bool:
    """Say whether posts wait to be understood, as after a collection or a changed query."""
    from flows.lake.segments import pending
    from flows.lake.understanding import current

    return bool(pending(config.lake, current(config)))


def issued(
    session: Session,
    config: "Config",
    settings: "ReportSettings",
    about: Window,
    out: Path | None,
    *,
    send: bool,
) -> tuple[int, dict[str, Any]]:
    """Issue a report and tell where it is; return the exit code and the document of `--json`."""
    from flows.rendering.issue import issue_report

    console = session.console
    name = f"Report {settings.id}"
    with session.workspace(config, name.lower()), console.steps(name) as step:
        issue = issue_report(config, settings, about, out=out, progress=step)
    for kind in _FILES:
        if kind in issue.paths:
            console.say(str(issue.paths[kind]))
    console.say(issue.headline)
    for gap in issue.gaps:
        console.say(f"Gap: {gap}")
    deliveries = _sent(session, config, issue) if send else []
    document = {
        "report": settings.id,
        "window": {
            "label": about.label,
            "first_on": about.first_on,
            "last_on": about.last_on,
            "timezone": about.zone,
        },
        "files": dict(issue.paths),
        "headline": issue.headline,
        "gaps": issue.gaps,
        "deliveries": [
            {"recipient": one.recipient, "status": one.status, "note": one.note}
            for one in deliveries
        ],
    }
    if any(one.status in ("failed", "unsure") for one in deliveries):
        return FAILED, document
    return (GAPS if issue.gaps else DONE), document


def _refuse_unsendable(config: "Config", settings: "ReportSettings") -> None:
    """Raise ConfigError before the work, when its result could not be sent after it."""
    from flows.delivery import mailbox_for

    mailbox_for(config, settings)


def _sent(session: Session, config: "Config", issue: "Issue") -> "list[Delivery]":
    from flows.delivery import deliver

    deliveries = deliver(issue, config, waiting=session.console.note)
    for one in deliveries:
        session.console.say(f"{one.recipient}: {one.status}. {one.note}".rstrip())
    return deliveries
