"""Hold the answers against people's: `audit evaluate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.boundary import DONE
from flows.cli.session import Session
from flows.errors import ConfigError

if TYPE_CHECKING:
    from flows.text.sentiment import Engine

app = typer.Typer(
    name="audit",
    help="Hold the sentiment against what people say: evaluate.",
    rich_markup_mode=None,
)


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

    Needs no configuration. A language that the file does not state is identified.
    """
    from flows.audit.labelled import read_labelled
    from flows.cli import measured
    from flows.text import evaluation

    session: Session = context.obj
    judges = _engines(engine)
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


def _engines(names: list[str] | None) -> "dict[str, Engine]":
    """Return the engines by name; raises ConfigError for one that is none."""
    from flows.text.sentiment import ENGINES, engine

    for name in names or ():
        if name not in ENGINES:
            listed = ", ".join(f"`{one}`" for one in ENGINES)
            raise ConfigError(f"`--engine`: there is no engine `{name}`. There are: {listed}.")
    return {name: engine(name) for name in names or ENGINES}
