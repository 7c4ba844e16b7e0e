"""Set up and check a workspace: `init`, `check`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.boundary import DONE, WRONG
from flows.cli.session import CONFIGURATION, Session
from flows.errors import ConfigError

if TYPE_CHECKING:
    from flows.config import Config

_STARTER = Path(__file__).with_name("starter.toml")


def init(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Where to write it; made if need be.")
    ] = Path(),
) -> int:
    """Write a commented listening.toml to start from."""
    from flows.writing import whole

    session: Session = context.obj
    path = folder / CONFIGURATION
    if path.exists():
        raise ConfigError(
            f"`{path}` exists already and stays as it is. "
            "Name another folder: `earwitness init DIR`."
        )
    with whole(path) as temporary:
        temporary.write_text(_STARTER.read_text(encoding="utf-8"), encoding="utf-8")
    option = "" if folder == Path() else f" --config {path}"
    steps = [
        f"Open `{path}` and write down your brand, your competitors and what they are called.",
        f"Put an export beside it as `{folder / 'posts.csv'}`, or name yours under `[[sources]]`.",
        f"See whether all is right: `earwitness{option} check`",
        f"Make the first report: `earwitness{option} run monthly`",
    ]
    session.console.say(f"Wrote {path}. What comes next:")
    for number, step in enumerate(steps, 1):
        session.console.say(f"  {number}. {step}")
    session.console.document({"path": path, "next": steps})
    return DONE


def check(context: typer.Context) -> int:
    """Say what is wrong, and where.

    Looks at the configuration, secrets, sources, SQL and templates; changes nothing.
    """
    from flows.cli.checking import Finding, findings

    session: Session = context.obj
    console = session.console
    config = session.config()
    checked = [Finding("configuration", True, _extent(config))]
    with console.steps("Checking") as step:
        checked += findings(config, step)
    console.rows(
        [("fine" if one.is_fine else "WRONG", one.subject, one.message) for one in checked]
    )
    wrong = [finding for finding in checked if not finding.is_fine]
    console.document(
        {
            "is_fine": not wrong,
            "configuration": session.config_path,
            "checked": [
                {"subject": one.subject, "is_fine": one.is_fine, "message": one.message}
                for one in checked
            ],
        }
    )
    console.say(f"{len(wrong)} of {len(checked)} things are wrong." if wrong else "All is well.")
    return WRONG if wrong else DONE


def _extent(config: "Config") -> str:
    counts = {"brand": len(config.brands), "source": len(config.sources)}
    counts["report"] = len(config.reports)
    return ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for what, count in counts.items())
