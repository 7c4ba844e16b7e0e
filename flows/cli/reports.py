"""Issue reports: `report`, `run`."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli import sending
from flows.cli.boundary import DONE, FAILED, GAPS
from flows.cli.console import nearby
from flows.cli.periods import First, Last, Period, window
from flows.cli.session import Session
from flows.cli.stages import collected, entry_document, outcome, understood
from flows.errors import ConfigError, SourceUnavailable
from flows.window import Window

if TYPE_CHECKING:
    from flows.config import Config, ReportSettings
    from flows.delivery.sending import Sending
    from flows.rendering.issue import Issue

_FILES = ("pdf", "html", "xlsx", "pptx", "csv", "parquet", "manifest")

Name = Annotated[str, typer.Argument(metavar="NAME", help="Id of a report in the configuration.")]
Out = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Write a draft here; it is no issue."),
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
    asked = _asked(context, name, period, first, last, out, send=send)
    session = asked.session
    with session.workspace(asked.config, f"report {name}"):
        if has_news(asked.config):
            understood(session, asked.config)
        code, document = issued(asked)
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
    asked = _asked(context, name, period, first, last, out, send=send)
    session, config = asked.session, asked.config
    with session.workspace(config, f"run {name}"):
        entries = collected(session, config, (), None)
        heard = outcome(entries)
        if heard == FAILED:
            there = (
                f"Earlier posts are still there: `earwitness report {name}` reports on those."
                if any((config.lake / "raw").glob("*/*/*.parquet"))
                else "No posts were collected before: mend a source, and run again."
            )
            raise SourceUnavailable(f"Every source failed, so no report was made. {there}")
        count = understood(session, config)
        code, document = issued(asked)
    sources = [entry_document(entry) for entry in entries]
    session.console.document({"sources": sources, "understood_count": count, **document})
    return code if code == FAILED else max(code, heard)


@dataclass(frozen=True)
class _Asked:
    """What `report` and `run` were asked for, and found possible."""

    session: Session
    config: "Config"
    settings: "ReportSettings"
    window: Window
    out: Path | None
    send: bool


def _asked(
    context: typer.Context,
    name: str,
    period: str | None,
    first: str | None,
    last: str | None,
    out: Path | None,
    *,
    send: bool,
) -> _Asked:
    """Read the options; raises ConfigError before the work for what would stop it after it."""
    session: Session = context.obj
    config = session.config()
    settings = config.report(name)
    about = window(config, settings, period, first, last)
    if send and out is not None:
        raise ConfigError("A draft is not sent. Give either `--send` or `--out`.")
    if send:
        from flows.delivery.dispatch import mailbox_for

        mailbox_for(config, settings)
    return _Asked(session, config, settings, about, out, send)


def has_news(config: "Config") -> bool:
    """Say whether posts wait to be understood, as after a collection or a changed query."""
    from flows.lake.segments import pending
    from flows.lake.understanding import current

    return bool(pending(config.lake, current(config)))


def issued(asked: _Asked) -> tuple[int, dict[str, Any]]:
    """Issue a report and tell where it is; return the exit code and the document of `--json`."""
    from flows.rendering.issue import issue_report

    console, about = asked.session.console, asked.window
    with console.steps(f"Report {asked.settings.id}") as step:
        issue = issue_report(asked.config, asked.settings, about, out=asked.out, progress=step)
    for kind in _FILES:
        if kind in issue.paths:
            console.say(str(nearby(issue.paths[kind])))
    if issue.number is not None:
        console.say(_standing(issue))
    console.say(issue.headline)
    for gap in issue.gaps:
        console.say(f"Gap: {gap}")
    for warning in issue.warnings:
        console.say(f"Commentary: {warning}")
    sent = _sent(asked, issue)
    document = {
        "report": asked.settings.id,
        "window": {
            "label": about.label,
            "first_on": about.first_on,
            "last_on": about.last_on,
            "timezone": about.zone,
        },
        "issue": issue.number,
        "is_new": issue.is_new,
        "files": dict(issue.paths),
        "headline": issue.headline,
        "gaps": issue.gaps,
        "warnings": list(issue.warnings),
        "models": [asdict(one) for one in issue.ran],
        **sending.document(sent),
    }
    if sent.open_ends:
        return FAILED, document
    return (GAPS if issue.gaps else DONE), document


def _standing(issue: "Issue") -> str:
    if issue.is_new:
        return f"Issue {issue.number} for {issue.window.label}."
    return f"Issue {issue.number} for {issue.window.label} stands: it came out the same."


def _sent(asked: _Asked, issue: "Issue") -> "Sending":
    """Keep what can be sent of an issue, and send it if that was asked for and may be done."""
    from flows.delivery.parcel import prepared
    from flows.delivery.sending import Sending, send

    parcel = prepared(issue, asked.config)
    if parcel is None or not asked.send:
        return Sending([], None)
    sent = send(parcel, asked.config)
    sending.told(asked.session, sent)
    return sent
