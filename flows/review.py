"""The end of a report's flow: a person approves or holds what was issued, and it is sent.

A run that waits is suspended: its process ends, the worker is free, and nothing is lost by a kill
or a reboot. With the answer in the form Prefect starts the run anew; it finds what it waited for in
`data/review`, where the command line may have answered first.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from prefect import State, get_run_logger
from prefect.flow_runs import suspend_flow_run
from prefect.input import RunInput
from prefect.runtime import deployment, flow_run
from prefect.states import Completed
from pydantic import Field

from flows.collect import GAPS, block
from flows.config import Config, Recipient
from flows.delivery import review
from flows.delivery.parcel import Parcel, kept
from flows.delivery.review import AlreadyDecided, Decision
from flows.delivery.sending import Sending, answer, send, standing
from flows.errors import DeliveryError

WAITING, HELD = "WaitingForApproval", "Held"
"""Names of the states of runs whose report was issued and not sent."""


class Answer(RunInput):
    """Approve what was issued, or hold it."""

    verdict: Literal["approve", "hold"] = Field(
        title="Approve or hold",
        description="What is approved is sent at once; what is held is not sent.",
        json_schema_extra={"position": 0},
    )
    by: str = Field(
        min_length=1,
        title="Your name",
        description="Kept with the decision.",
        json_schema_extra={"position": 1},
    )
    comment: str = Field(
        default="",
        title="Comment",
        description="Kept with the decision, for who asks why.",
        json_schema_extra={"position": 2},
    )
    recipients: list[str] = Field(
        default=[],
        title="Recipients",
        description="E-mail addresses; without any, those of the configuration.",
        json_schema_extra={"position": 3},
    )


def awaited(settings: Config) -> Parcel | None:
    """Return what this run was suspended for; None for a run that begins."""
    run = flow_run.get_id()
    known = review.waiting_for(settings.lake, run) if run else None
    return kept(settings, known.report, known.period, known.number) if known else None


def sent(settings: Config, parcel: Parcel) -> State[Any]:
    """Send what was issued: at once, or with the answer of a person, for which the run waits.

    A run that no deployment started cannot be started anew: it ends here, and the command line has
    the answer.
    """
    # No task: a task could be given retries, and mail cannot be taken back.
    now = send(parcel, settings, run=flow_run.get_id(), block=block)
    if now.is_waiting and deployment.get_id():
        return answered(settings, parcel)
    return _outcome(settings, parcel, now)


def answered(settings: Config, parcel: Parcel) -> State[Any]:
    """Wait for the answer in the form, and do what it says; the first answer counts."""
    config = settings.report(parcel.report)
    form = Answer.with_initial_data(
        description=_description(settings, parcel),
        recipients=[reader.address for reader in config.readers],
    )
    # Prefect takes small letters, digits and dashes; a week is written `2026-W19`.
    key = f"{parcel.report}-{parcel.period}-{parcel.number}".lower().replace("_", "-")
    # Where nobody answers in time, the server ends the run as failed: whom that is told, is told.
    given = suspend_flow_run(wait_for_input=form, key=key, timeout=_seconds_left(settings, parcel))
    decision = Decision(
        verdict="approved" if given.verdict == "approve" else "held",
        at=datetime.now(UTC),
        by=given.by,
        through="form",
        comment=" ".join(given.comment.split()),
        recipients=[Recipient(address=one).address for one in given.recipients] or None,
    )
    try:
        return _outcome(settings, parcel, answer(parcel, settings, decision, block=block))
    except AlreadyDecided as error:
        get_run_logger().warning(str(error))
        return _outcome(settings, parcel, standing(parcel, settings, block=block))


def ended(headline: str, gaps: Sequence[str], paths: Mapping[str, str]) -> State[Any]:
    """Return the state of a run whose report was issued, and sent if that was asked for."""
    if gaps:
        return Completed(name=GAPS, message=f"{headline} {' '.join(gaps)}", data=dict(paths))
    return Completed(message=headline, data=dict(paths))


def _outcome(settings: Config, parcel: Parcel, sending: Sending) -> State[Any]:
    """Return how the run ended; mail that did not surely arrive is a failure a person must see."""
    logger = get_run_logger()
    for one in sending.deliveries:
        is_open = one.status in ("failed", "unsure")
        (logger.error if is_open else logger.info)(str(one))
    if sending.open_ends:
        raise DeliveryError(
            f"The report was issued but not sent to everybody. {' '.join(sending.open_ends)}"
        )
    paths = {kind: str(settings.base / path) for kind, path in parcel.files.items()}
    if sending.review is None or sending.deliveries:
        return ended(parcel.headline, parcel.gaps, paths)
    name = WAITING if sending.is_waiting else HELD
    about = f"{parcel.report} {parcel.period} --issue {parcel.number}"
    said = (
        f"{parcel.headline} {sending.review.told(datetime.now(UTC))} To send it: "
        f"`earwitness approve {about}{'' if sending.is_waiting else ' --overrule'}`."
    )
    return Completed(name=name, message=said, data=paths)


def _seconds_left(settings: Config, parcel: Parcel) -> int | None:
    """Return how long an answer counts; a second at least, for one that came at last."""
    about = (parcel.report, parcel.period, parcel.number)
    known = review.read(settings.lake, *about)
    if known is None or known.until is None:
        return None
    return max(1, math.ceil((known.until - datetime.now(UTC)).total_seconds()))


def _description(settings: Config, parcel: Parcel) -> str:
    """Return what stands above the form, as Markdown."""
    issue = f"**Issue {parcel.number} of `{parcel.report}` for {parcel.label}**"
    files = "\n".join(f"- {kind}: `{settings.base / path}`" for kind, path in parcel.files.items())
    test = f"earwitness send {parcel.report} {parcel.period} --test ADDRESS"
    said = [
        f"{issue} waits for approval.",
        parcel.headline,
        *parcel.gaps,
        files,
        f"This run's artifacts have the summary and the figures. To try the message: `{test}`.",
    ]
    return "\n\n".join(said)
