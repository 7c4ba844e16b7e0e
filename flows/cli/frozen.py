"""Hold issued reports against what is known now: `verify`, `restate`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.boundary import DONE, FAILED, GAPS
from flows.cli.session import CONFIGURATION, Session

if TYPE_CHECKING:
    from flows.rendering.kept import Difference
    from flows.rendering.restatement import Restatement
    from flows.rendering.verification import Verification

_MOST_FIGURES = 20
"""Differences of figures that are shown to a person: a damaged lake moves hundreds of them."""


def verify(
    context: typer.Context,
    manifest: Annotated[
        Path, typer.Argument(metavar="MANIFEST", help="The manifest.json of an issue.")
    ],
) -> int:
    """Make an issue again and compare.

    Reads what its manifest names and writes nothing. Exit 0 when every figure and every byte is
    the same, 1 when something differs: it says what, and why that may be. A folder that was copied
    out of its workspace is held against its manifest, and no more: exit 3; `--config` names the
    workspace.
    """
    from flows.rendering.standing import at_home
    from flows.rendering.verification import verify as made_again

    session: Session = context.obj
    base = session.base()
    config = at_home(manifest, base).config
    with session.reading(config, "verify"), session.console.steps("Verifying") as step:
        found = made_again(manifest, base, step)
    _tell(session, found)
    if not found.is_faultless:
        return FAILED
    return DONE if found.is_made_again else GAPS


def restate(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Id of a report.")],
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="2013-06, last_month, ...")],
    number: Annotated[
        int | None,
        typer.Option("--issue", metavar="NUMBER", min=1, help="Otherwise the newest issue."),
    ] = None,
) -> int:
    """Show what an issue said that is known otherwise now, and why.

    Computes the figures again, with one thing changed at a time; issues nothing.
    """
    from flows.cli.issued import numbered
    from flows.rendering.issue import refuse_unready
    from flows.rendering.restatement import restate as computed_again

    session: Session = context.obj
    config = session.config()
    issued = numbered(config, report, period, number)
    with session.reading(config, f"restate {report}"):
        refuse_unready(config)
        with session.console.steps(f"Restating {report}") as step:
            found = computed_again(config, issued.manifest, step)
    for line in _restated(found):
        session.console.say(line)
    session.console.document(_restatement(found))
    return DONE


def _restated(found: "Restatement") -> Iterator[str]:
    from flows.rendering import numbers

    told = found.issue.scope
    yield f"Issue {found.issue.said['issue']} of `{told.report.id}` for {told.window.label}."
    if not found.moved:
        yield f"All {found.figure_count:,} figures are known as they were issued."
        return
    yield f"{len(found.moved):,} of {found.figure_count:,} figures are known otherwise now:"
    for one in found.moved:
        unit = one.figure.unit
        now = numbers.quantity(one.now, unit) if one.is_there else "no such figure"
        yield f"{one.figure.id}: {one.figure.label}"
        yield f"  as issued     {numbers.quantity(one.figure.value, unit)}"
        yield f"  as known now  {now}"
        for part in one.parts:
            amount = "" if part.amount is None else f"  ({_signed(part.amount, unit)})"
            yield f"  because of    {part.cause}{amount}"


def _signed(amount: float, unit: str) -> str:
    from flows.rendering import numbers
    from flows.rendering.notation import MINUS

    if unit == "share":
        return numbers.share_change(amount)
    said = numbers.value(abs(amount), unit).lstrip("+")
    return f"{'+' if amount > 0 else MINUS}{said}"


def _restatement(found: "Restatement") -> dict[str, Any]:
    return {
        "report": found.issue.said["report"],
        "issue": found.issue.said["issue"],
        "manifest": found.issue.path,
        "figure_count": found.figure_count,
        "causes": found.causes,
        "moved": [
            {
                "figure": one.figure.id,
                "label": one.figure.label,
                "unit": one.figure.unit,
                "as_issued": one.figure.value,
                "as_known_now": one.now,
                "is_headline": one.is_headline,
                "parts": [part._asdict() for part in one.parts],
            }
            for one in found.moved
        ],
    }


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
    for line in _listed(outcome):
        console.say(f"  {line}")
    for line in _judged(found, outcome, causes):
        console.say(line)
    for one in causes:
        console.say(f"  {_line(one)}")
    if not found.is_made_again:
        console.say(
            "Not checked: whether the figures come out of the posts. The workspace is not here: "
            f"nothing that it stood on is in `{issue.config.lake}`. Whoever has it can make the "
            f"issue again: `earwitness --config WORKSPACE/{CONFIGURATION} verify {issue.path}`"
        )
    console.document(
        {
            "manifest": issue.path,
            "report": told.report.id,
            "issue": issue.said["issue"],
            "is_same": found.is_faultless and (found.is_made_again or None),
            "is_made_again": found.is_made_again,
            "shown": {one.name: one.figure_count for one in found.shown or ()},
            "figure_count": found.figure_count,
            "file_count": found.file_count,
            "differences": [
                {**one._asdict(), "is_outcome": one.is_outcome} for one in found.differences
            ],
        }
    )


def _judged(
    found: "Verification", outcome: Sequence["Difference"], causes: Sequence["Difference"]
) -> Iterator[str]:
    """Yield what came out, and what the causes that are listed below it are."""
    is_touched = any(one.kind in ("figure", "file", "text") for one in outcome)
    if found.is_faultless and found.shown is not None:
        yield "Checked: every file beside the manifest is as it was issued, byte for byte."
        held = ", ".join(
            f"{one.figure_count:,} in {one.name}" for one in found.shown if one.figure_count
        )
        if held:
            yield f"Checked: the figures that files show are those of the manifest: {held}."
    elif found.is_faultless:
        yield "Made again it is the same, every figure and every byte."
        if causes:
            yield "That although:"
    elif causes:
        yield "Why that may be:"
    elif not found.is_made_again:
        yield "Somebody has changed the manifest or a file beside it."
    elif is_touched and not found.issue.losses:
        yield (
            "All that it stood on is as it was, and so is the software: somebody has changed the "
            "manifest or a file beside it."
        )


def _listed(outcome: Sequence["Difference"]) -> Iterator[str]:
    """Yield a line for each difference; of a hundred figures that moved, some say it."""
    figures = [one for one in outcome if one.kind == "figure"]
    for one in outcome:
        if one.kind != "figure":
            yield _line(one)
    for one in figures[:_MOST_FIGURES]:
        yield _line(one)
    if len(figures) > _MOST_FIGURES:
        more = len(figures) - _MOST_FIGURES
        yield f"and {more:,} more differences of figures: `--json` lists all of them"


def _line(one: "Difference") -> str:
    return f"{one.kind} {one.name}: {one.what}" if one.name else f"{one.kind}: {one.what}"
