"""Ask the data: `sql`, `figure`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from flows.cli.boundary import DONE
from flows.cli.periods import First, Last, Period, report_or_first, window
from flows.cli.session import Session

if TYPE_CHECKING:
    from flows.config import Config

Shape = Literal["table", "csv", "parquet", "json"]


def sql(
    context: typer.Context,
    query: Annotated[
        str, typer.Argument(metavar='"SELECT ..."', help="One select over any model.")
    ],
    period: Period = None,
    first: First = None,
    last: Last = None,
    report: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Its brands and periods; otherwise the first report's."),
    ] = None,
    shape: Annotated[
        Shape, typer.Option("--format", help="How to print or write the rows.")
    ] = "table",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a file; needed for parquet.")
    ] = None,
) -> int:
    """Ask any model or metric table.

    The query reads and cannot change anything; `from models` lists the tables.
    """
    from flows.cli import answers

    session: Session = context.obj
    console = session.console
    answers.refuse(shape, out, as_json=console.as_json)
    config = session.config()
    settings = report_or_first(config, report)
    about = window(config, settings, period, first, last)
    _warn_of_pending(session, config)
    with answers.asked(config, settings, about, query) as answer:
        if out is None:
            answers.show(answer, "json" if console.as_json else shape, console)
        else:
            count = answers.write(answer, shape, out)
            console.say(f"{out}: {count:,} rows")
            console.document({"path": out, "format": shape, "row_count": count})
    return DONE


def figure(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="Such as net_sentiment.acme.")],
    report: Annotated[
        str | None, typer.Option(metavar="NAME", help="A report; otherwise any of them.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="2013-06, ...; otherwise the latest.")
    ] = None,
    issue: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", min=1, help="An issue of it; otherwise the newest."),
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Or the manifest.json of an issue, wherever it lies."),
    ] = None,
    posts: Annotated[
        int, typer.Option(metavar="COUNT", min=0, help="Show so many of its posts.")
    ] = 20,
) -> int:
    """Show the evidence for one figure.

    Prints it as issued and as known now, its definition, its SQL and its posts.
    """
    from flows.cli import evidence, issued

    session: Session = context.obj
    if manifest is None:
        config = session.config()
        manifest = issued.with_figure(config, name, report, period, issue).manifest
    with session.console.steps(f"Figure {name}"):
        found = evidence.gather(name, manifest, session.base(), posts)
    for line in evidence.lines(found):
        session.console.say(line)
    session.console.document(evidence.document(found))
    return DONE


def _warn_of_pending(session: Session, config: "Config") -> None:
    from flows.lake.segments import pending
    from flows.lake.understanding import current

    if pending(config.lake, current(config)):
        session.console.note(
            "Some posts were collected but not understood, so they are not counted here. "
            "`earwitness understand` makes up for it."
        )
