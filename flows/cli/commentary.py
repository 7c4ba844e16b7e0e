"""Words of an analyst's own in a report: `commentary`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.boundary import DONE
from flows.cli.sending import Period, Report
from flows.cli.session import Session, today

if TYPE_CHECKING:
    from flows.rendering.context import Context, Figure


_ADVICE = """<!-- What stands above the first heading goes into the summary; a heading without
words is left out. Markdown; a figure is cited as listed below, and prints its value. -->"""
_CITABLE = "<!-- What may be cited:"


def commentary(
    context: typer.Context,
    report: Report,
    period: Period,
    renew: Annotated[
        bool, typer.Option("--renew", help="Take the cited figures as they are now for right.")
    ] = False,
) -> int:
    """Write a file for words of your own, or say what may be cited in it."""
    from flows.rendering import remembered
    from flows.rendering.commentary import path_of
    from flows.rendering.issue import compute, refuse_unready
    from flows.warehouse.connection import scope
    from flows.window import parse
    from flows.writing import whole

    session: Session = context.obj
    config = session.config()
    settings = config.report(report)
    window = parse(period, config.workspace.timezone, today(config), config.calendar)
    path = path_of(config.base, settings.id, window.slug)
    is_new = not path.exists()
    if renew:
        remembered.forget(config.lake, settings.id, window.slug)
    with session.console.steps(f"Commentary {report}"):
        refuse_unready(config)
        found = compute(config, scope(config, settings, window))
    if is_new:
        with whole(path) as temporary:
            temporary.write_text(skeleton(found), encoding="utf-8")
    keys = citable(found)
    if is_new:
        session.console.say(f"Wrote {path}. Write into it, and issue the report again.")
    elif renew:
        session.console.say(f"{path}: the next report takes its figures for right.")
    else:
        session.console.say(f"{path} is there already and stays as it is. It may cite:")
        session.console.rows([(key, value, figure.label) for key, figure, value in keys])
    session.console.document(
        {
            "path": Path(path),
            "is_new": is_new,
            "figures": {key: {"id": figure.id, "value": value} for key, figure, value in keys},
        }
    )
    return DONE


def skeleton(context: "Context") -> str:
    """Return a file to write into: a heading for each section, and what may be cited."""
    from flows.rendering.html import section_titles

    headings = [
        f"## {title}" for name, title in section_titles(context).items() if name != "summary"
    ]
    cited = [f"{{{{ {key} }}}}  {value}  {figure.label}" for key, figure, value in citable(context)]
    parts = ["---\nname:\n---", _ADVICE, *headings, "\n".join([_CITABLE, "", *cited, "-->"]), ""]
    return "\n\n".join(parts)


def citable(context: "Context") -> "list[tuple[str, Figure, str]]":
    """Return key, figure and value of what may be cited: the key figures, then all of the brand."""
    from flows.rendering import numbers
    from flows.rendering.tiles import tiles
    from flows.rendering.words import speaking

    keyed = [(f"K{place}", tile.figure) for place, tile in enumerate(tiles(context), 1)]
    all_ = [(figure.id, figure) for figure in context.figures.values() if figure.value is not None]
    with speaking(context.report["language"]):
        return [
            (key, figure, numbers.quantity(figure.value, figure.unit))
            for key, figure in [*keyed, *all_]
        ]
