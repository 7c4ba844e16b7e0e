"""Hold issued reports against what is known now: `verify`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.boundary import DONE, FAILED
from flows.cli.session import Session
from flows.errors import ConfigError

if TYPE_CHECKING:
    from flows.rendering.verification import Difference, Verification


def verify(
    context: typer.Context,
    manifest: Annotated[
        Path, typer.Argument(metavar="MANIFEST", help="The manifest.json of an issue.")
    ],
) -> int:
    """Make an issue again and compare.

    Reads what its manifest names and writes nothing. Exit 0 when every figure and every byte is
    the same, 1 when something differs: it says what, and why that may be.
    """
    from flows.rendering.standing import read
    from flows.rendering.verification import verify as made_again

    session: Session = context.obj
    lake = read(manifest).config.lake
    if not lake.is_dir():
        raise ConfigError(
            f"`{manifest}` does not lie where it was issued: there is no lake at `{lake}`. Verify "
            "it in its workspace."
        )
    # Held, so that no collection or erasure comes in between.
    with (
        session.workspace(read(manifest).config, "verify"),
        session.console.steps("Verifying") as step,
    ):
        found = made_again(manifest, step)
    _tell(session, found)
    return DONE if found.is_same else FAILED


def _tell(session: Session, found: "Verification") -> None:
    console, issue = session.console, found.issue
    told = issue.scope
    console.say(
        f"Issue {issue.said['issue']} of `{told.report.id}` for {told.window.label}: "
        f"{found.figure_count:,} figures, {found.file_count:,} files, "
        f"{len(issue.said['segments']):,} segments."
    )
    outcome = [one for one in found.differences if one.is_outcome]
    causes = [one for one in found.differences if not one.is_outcome]
    for one in outcome:
        console.say(f"  {_line(one)}")
    if found.is_same:
        console.say("Made again it is the same, every figure and every byte.")
        if causes:
            console.say("That although:")
    elif causes:
        console.say("Why that may be:")
    elif any(one.kind in ("figure", "file", "text") for one in outcome) and not issue.losses:
        console.say(
            "All that it stood on is as it was, and so is the software: somebody has changed the "
            "manifest or a file beside it."
        )
    for one in causes:
        console.say(f"  {_line(one)}")
    console.document(
        {
            "manifest": issue.path,
            "report": told.report.id,
            "issue": issue.said["issue"],
            "is_same": found.is_same,
            "figure_count": found.figure_count,
            "file_count": found.file_count,
            "differences": [
                {**one._asdict(), "is_outcome": one.is_outcome} for one in found.differences
            ],
        }
    )


def _line(one: "Difference") -> str:
    return f"{one.kind} {one.name}: {one.what}" if one.name else f"{one.kind}: {one.what}"
