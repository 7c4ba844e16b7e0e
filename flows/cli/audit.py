"""Hold the answers against people's: `audit sample`, `audit import`, `audit evaluate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from flows.cli.boundary import DONE
from flows.cli.periods import First, Last, Period, window
from flows.cli.session import Session
from flows.errors import ConfigError

if TYPE_CHECKING:
    from flows.text.sentiment import Engine

app = typer.Typer(
    name="audit",
    help="Hold the sentiment against people's labels.",
    rich_markup_mode=None,
)

_TRANSFORMER: Literal["transformer"] = "transformer"


@app.command()
def sample(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Id of a report.")],
    count: Annotated[
        int, typer.Option("--n", metavar="COUNT", min=30, help="How many posts to draw.")
    ] = 200,
    period: Period = None,
    first: First = None,
    last: Last = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the workbook here, and the CSV beside it."),
    ] = None,
) -> int:
    """Draw posts of a report for people to label.

    Writes a workbook with a list to choose labels from, and the same as CSV.
    """
    from flows.audit.sample import draw
    from flows.audit.sheet import write_sheets
    from flows.cli.stages import understood
    from flows.lake.labels import keep_sample

    session: Session = context.obj
    config = session.config()
    settings = config.report(report)
    about = window(config, settings, period, first, last)
    folder = config.reports_folder / report / about.slug
    path = _workbook(out or folder / f"audit-{about.slug}.xlsx")
    with session.workspace(config, f"audit sample {report}"):
        understood(session, config)
        with session.console.steps(f"Sample of {report}") as step:
            step("drawing the posts")
            drawn = draw(config, settings, about, count)
            paths = write_sheets(drawn, path)
            keep_sample(config.lake, drawn)
    for written in paths:
        session.console.say(str(written))
    session.console.say(
        f"{drawn.height:,} posts of {about.label} to label. Fill in `label` and `labeller`, then "
        f"run `earwitness audit import {path}`."
    )
    session.console.document(
        {"sample": drawn["sample"][0], "post_count": drawn.height, "files": paths}
    )
    return DONE


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The sheet, as XLSX or CSV.")],
    labeller: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who labelled, where the sheet names nobody."),
    ] = None,
) -> int:
    """Keep the labels of a sheet that came back.

    The next report prints how good the sentiment is by them.
    """
    from dataclasses import asdict
    from datetime import UTC, datetime

    from flows.audit.importing import import_labels

    session: Session = context.obj
    config = session.config()
    with session.workspace(config, "audit import"):
        told = import_labels(config.lake, file, labeller, datetime.now(UTC))
    session.console.say(
        f"{told.new_count:,} new labels, {told.changed_count:,} changed, {told.same_count:,} known "
        f"already; {told.unlabelled_count:,} rows without a label."
    )
    session.console.document(asdict(told))
    return DONE


@app.command()
def evaluate(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV or Parquet with text, label, language.")
    ],
    engine: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Measure this engine; may be given more than once."),
    ] = None,
) -> int:
    """Measure engines on labelled texts, side by side.

    Needs no configuration, but for the model of the engine transformer. A language that the file
    does not state is identified.
    """
    from flows.audit.labelled import read_labelled
    from flows.cli import measured
    from flows.text import evaluation

    session: Session = context.obj
    judges = _engines(session, engine)
    labelled, left_out = read_labelled(file)
    if left_out:
        session.console.note(f"{left_out:,} rows without a label were left out.")
    told = (labelled["text"].to_list(), labelled["language"].to_list(), labelled["label"].to_list())
    found = {}
    with session.console.steps("Evaluating") as step:
        for name, judge in judges.items():
            step(name)
            found[name] = evaluation.evaluate(judge, *told)
    session.console.rows(list(measured.rows(found)))
    session.console.say(measured.remark(found))
    documents = {name: measured.document(one) for name, one in found.items()}
    session.console.document(documents if len(documents) > 1 else next(iter(documents.values())))
    return DONE


def _workbook(path: Path) -> Path:
    """Refuse to write what is no workbook, and over sheets that somebody may have filled in."""
    if path.suffix.lower() != ".xlsx":
        raise ConfigError(f"`--out`: found `{path}`; the sheet is a workbook such as `sheet.xlsx`.")
    for there in (path, path.with_suffix(".csv")):
        if there.exists():
            raise ConfigError(
                f"`{there}` exists already and may hold labels, so it stays as it is. Name another "
                "file with `--out FILE`, or move this one away."
            )
    return path


def _engines(session: Session, names: list[str] | None) -> "dict[str, Engine]":
    """Return the engines by name; only the transformer needs the configuration, for its model.

    Raises:
        ConfigError: a name is no engine's, or the transformer has no model.

    """
    from flows.text.sentiment import ENGINES, engine

    known = (*ENGINES, _TRANSFORMER)
    if strange := next((name for name in names or () if name not in known), None):
        listed = ", ".join(f"`{one}`" for one in known)
        raise ConfigError(f"`--engine`: there is no engine `{strange}`. There are: {listed}.")
    chosen = {str(name): engine(name) for name in ENGINES if name in (names or ENGINES)}
    if _TRANSFORMER in (names or ()):
        settings = session.config().understanding.transformer
        if settings is None:
            raise ConfigError(
                "`--engine transformer` takes its model from `[understanding.transformer]`, which "
                f"`{session.config_path}` does not have."
            )
        chosen[_TRANSFORMER] = engine(_TRANSFORMER, settings)
    return chosen
