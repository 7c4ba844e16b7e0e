"""Write down what can be asked: `docs`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.boundary import DONE
from flows.cli.session import Session

if TYPE_CHECKING:
    from flows.warehouse.catalog import Table

_STARTER = Path(__file__).with_name("starter.toml")


def docs(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Write the page here.")] = Path(
        "earwitness-docs.html"
    ),
) -> int:
    """Write the data dictionary: tables, columns, lineage, metrics.

    One HTML page that needs nothing else. It asks for no configuration and reads no posts.
    """
    from flows.rendering.reference import document, render_reference
    from flows.writing import whole

    session: Session = context.obj
    with session.console.steps("Data dictionary") as step:
        step("building every model without posts")
        tables = known_tables()
        step("writing the page")
        page = render_reference(tables)
        with whole(out) as temporary:
            temporary.write_text(page, encoding="utf-8")
    session.console.say(str(out))
    session.console.document({"path": out, **document(tables)})
    return DONE


def known_tables() -> "list[Table]":
    """Return what every table is, whatever workspace asks: columns do not hang on it."""
    import tomllib
    from datetime import date

    from flows.config import read
    from flows.warehouse import models
    from flows.warehouse.catalog import tables
    from flows.warehouse.empty import empty_warehouse

    config = read(tomllib.loads(_STARTER.read_text(encoding="utf-8")), _STARTER)
    report = config.reports[0]
    window = report.window(config.workspace.timezone, date(2026, 1, 1), config.calendar)
    with empty_warehouse(config, report, window) as connection:
        models.run(connection, models.in_order())
        return tables(connection)
