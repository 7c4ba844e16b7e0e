"""Issue many reports at once: `reports`."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.boundary import DONE, FAILED, GAPS
from flows.cli.periods import First, Last, Period, window
from flows.cli.reports import has_news
from flows.cli.session import Session
from flows.cli.stages import understood
from flows.errors import ConfigError

if TYPE_CHECKING:
    from flows.rendering.several import Outcome


def reports(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME...", help="Ids of reports; without any, all of them."),
    ] = None,
    period: Period = None,
    first: First = None,
    last: Last = None,
    jobs: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Reports to make at once; one a processor."),
    ] = None,
) -> int:
    """Issue several reports side by side; one that fails stops no other."""
    from flows.rendering.several import issue_reports, usual_jobs

    session: Session = context.obj
    config = session.config()
    wanted = list(dict.fromkeys(names or [report.id for report in config.reports]))
    if not wanted:
        raise ConfigError("The configuration has no reports. Add one under `[[reports]]`.")
    asked = [(name, window(config, config.report(name), period, first, last)) for name in wanted]
    with session.workspace(config, "reports"):
        if has_news(config):
            understood(session, config)
        outcomes = issue_reports(
            session.config_path,
            asked,
            min(jobs or usual_jobs(), len(asked)),
            lambda outcome: _say(session, outcome),
        )
    session.console.document({"reports": [asdict(outcome) for outcome in outcomes]})
    if any(outcome.error for outcome in outcomes):
        return FAILED
    return GAPS if any(outcome.gaps for outcome in outcomes) else DONE


def _say(session: Session, outcome: "Outcome") -> None:
    """Tell what became of one report, as soon as it is known."""
    if outcome.error:
        session.console.note(f"{outcome.report}: {outcome.error}")
        return
    stands = "" if outcome.is_new else " stands: it came out the same"
    folder = outcome.paths["manifest"].parent
    session.console.say(f"{outcome.report}: issue {outcome.number}{stands}, {folder}")
    session.console.say(f"  {outcome.headline}")
    for line in (*outcome.gaps, *outcome.warnings):
        session.console.say(f"  {line}")
