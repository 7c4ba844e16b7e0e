"""Give the tables away: `export`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from flows.cli.boundary import DONE, GAPS
from flows.cli.periods import First, Last, Period, report_or_first, window
from flows.cli.reports import has_news
from flows.cli.session import Session
from flows.cli.stages import understood

if TYPE_CHECKING:
    from flows.cli.marts import Written
    from flows.config import Config
    from flows.warehouse.connection import Scope

Shape = Literal["parquet", "csv", "xlsx"]


def export(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Id of a report; else the first.")
    ] = None,
    period: Period = None,
    first: First = None,
    last: Last = None,
    shape: Annotated[
        Shape, typer.Option("--format", help="What files to write, one for each table.")
    ] = "parquet",
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write the files here, not among the reports."),
    ] = None,
    with_texts: Annotated[
        bool, typer.Option("--with-texts", help="With what people wrote.")
    ] = False,
) -> int:
    """Write a report's tables as files, with their dictionary.

    All metrics and tables of the report and the mentions themselves, without what people wrote.
    """
    from flows.rendering.gaps import gaps
    from flows.rendering.issue import refuse_unready
    from flows.warehouse.connection import scope

    session: Session = context.obj
    config = session.config()
    settings = report_or_first(config, name)
    about = window(config, settings, period, first, last)
    folder = out or config.reports_folder / settings.id / about.slug / f"tables-{shape}"
    with session.workspace(config, f"export {settings.id}"):
        if has_news(config):
            understood(session, config)
        refuse_unready(config)
        told = scope(config, settings, about)
        written = _written(session, told, config, shape, folder, with_texts=with_texts)
    session.console.say(str(folder))
    rows = sum(one.row_count for one in written)
    session.console.say(f"{len(written)} tables, {rows:,} rows of {about.label}.")
    missed = gaps(config)
    for gap in missed:
        session.console.say(f"Gap: {gap}")
    session.console.document(_document(folder, shape, told, written, missed))
    return GAPS if missed else DONE


def _written(
    session: Session, told: "Scope", config: "Config", shape: str, folder: Path, *, with_texts: bool
) -> "list[Written]":
    from flows.cli import marts
    from flows.warehouse import checks, models
    from flows.warehouse.connection import warehouse

    with (
        session.console.steps(f"Export {told.report.id}") as step,
        marts.whole_folder(folder) as own,
        warehouse(config, told) as connection,
    ):
        step("computing the metrics")
        models.run(connection, models.in_order())
        checks.verify(connection)
        tables = marts.taken(connection, with_texts=with_texts)
        written = marts.write(connection, config, tables, shape, own, step)
        marts.write_dictionary(own, told, written, with_texts=with_texts)
    return written


def _document(
    folder: Path, shape: str, told: "Scope", written: "list[Written]", gaps: list[str]
) -> dict[str, Any]:
    window = told.window
    return {
        "folder": folder,
        "format": shape,
        "report": told.report.id,
        "window": {
            "label": window.label,
            "first_on": window.first_on,
            "last_on": window.last_on,
            "timezone": window.zone,
        },
        "tables": [
            {"table": one.table.name, "file": one.file, "row_count": one.row_count}
            for one in written
        ],
        "gaps": gaps,
    }
