"""Flow: collect, understand and report, one after the other."""

from pathlib import Path
from typing import Any

from prefect import State, flow
from prefect.states import Completed

from flows import review
from flows.collect import collect, held
from flows.delivery.parcel import kept
from flows.report import Period, asked, report


@flow(flow_run_name="pipeline {name}")
def pipeline(
    name: str,
    period: Period = Period(),  # noqa: B008 - frozen
    send: bool = False,
    out: Path | None = None,
    config: Path = Path("listening.toml"),
) -> State[Any]:
    """Ask every source, understand what is new, and issue a report on it.

    A source that fails is a gap in the report; if all of them fail there is no report.

    Args:
        name: Id of a report in the configuration, such as monthly.
        period: The days it is about.
        send: E-mail it to the report's recipients once somebody approved it, or at once where the
            report is `unattended`; who has this issue does not get it again.
        out: Folder to write to; empty for the reports folder of the workspace.
        config: The configuration file, relative to the folder that the worker works in.

    """
    settings, _ = asked(config, name, period, send=send, out=out)
    if parcel := review.awaited(settings):
        return review.answered(settings, parcel)
    with held(settings, f"pipeline {name}"):
        collect(config=config)
        issued = report(name, period, False, out, config, return_state=True)
    paths: Any = issued.result()
    if send:
        *_, period_slug, number = Path(paths["manifest"]).parent.parts
        return review.sent(settings, kept(settings, name, period_slug, int(number)))
    # A state of another run cannot be returned as it is: it would lose its name and message.
    return Completed(name=issued.name, message=issued.message, data=paths)
