"""Whether an issue may be sent: who decided it, when, and what they said.

The state is a file, so that it outlives every process: the form in Prefect and the command line
write the same one, and the first decision counts.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from flows.config import Config
from flows.delivery.parcel import Parcel, folder_of
from flows.errors import ListeningError
from flows.lake.lock import workspace_lock
from flows.writing import whole

Status = Literal["waiting", "approved", "held"]
_FILE = "review.json"


class Decision(BaseModel):
    """One answer to the question whether an issue may be sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdict: Literal["approved", "held"]
    at: AwareDatetime
    by: str
    through: Literal["command line", "form"]
    comment: str = ""
    recipients: list[str] | None = None
    """Addresses it goes to; None for those of the configuration."""
    counts: bool = True
    """Whether it was the one that counted when it came."""


class Review(BaseModel):
    """What is known of an issue's review."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: str
    period: str
    number: int
    since: AwareDatetime
    until: AwareDatetime | None = None
    """When it is held if nobody has answered; None where nobody was asked."""
    run: str | None = None
    """Id of the flow run that waits for the answer."""
    decisions: list[Decision] = []

    @property
    def decision(self) -> Decision | None:
        """The decision that counts; None while nobody has made one."""
        return next((one for one in reversed(self.decisions) if one.counts), None)

    def status(self, now: datetime) -> Status:
        """Return whether it may be sent; who is not answered in time is not sent."""
        if self.decision is not None:
            return self.decision.verdict
        return "held" if self.until is not None and now >= self.until else "waiting"

    def told(self, now: datetime) -> str:
        """Say in a sentence how it stands."""
        issue = f"Issue {self.number} of `{self.report}` for {self.period}"
        if self.decision is not None:
            one = self.decision
            comment = f" “{one.comment}”" if one.comment else ""
            return f"{issue} was {one.verdict} by {one.by} on {_when(one.at)}.{comment}"
        if self.until is None:
            return f"{issue} waits for approval."
        if now >= self.until:
            return f"{issue} is held: nobody answered by {_when(self.until)}."
        return f"{issue} waits for approval until {_when(self.until)}."


class AlreadyDecided(ListeningError):
    """Somebody was first."""


def read(lake: Path, report: str, period: str, number: int) -> Review | None:
    """Return the review of an issue; None if nobody has asked for one."""
    return _read(folder_of(lake, report, period, number) / _FILE)


def waiting_for(lake: Path, run: str) -> Review | None:
    """Return the review that a flow run was suspended for."""
    found = map(_read, sorted((lake / "review").glob(f"*/*/*/{_FILE}")))
    return next((one for one in found if one is not None and one.run == run), None)


def ask(
    parcel: Parcel, config: Config, now: datetime, hours: float, run: str | None = None
) -> Review:
    """Ask for a review of an issue; where it is decided already, return how it stands."""
    with workspace_lock(config.lake, f"review {parcel.report}"):
        known = read(config.lake, parcel.report, parcel.period, parcel.number)
        if known is not None and known.decision is not None:
            return known
        run = run or (known.run if known else None)
        until = now + timedelta(hours=hours)
        fresh = (known or _new(parcel, now)).model_copy(update={"until": until, "run": run})
        _write(fresh, config.lake)
        return fresh


def decide(parcel: Parcel, config: Config, decision: Decision, *, overrule: bool = False) -> Review:
    """Record a decision; the first one counts, and later ones are recorded as such.

    What was approved may have been sent and stays so. What is held may be approved by who says that
    they overrule it.

    Raises:
        AlreadyDecided: somebody decided otherwise before, or the time to answer is over.

    """
    with workspace_lock(config.lake, f"review {parcel.report}"):
        known = read(config.lake, parcel.report, parcel.period, parcel.number)
        review = known or _new(parcel, decision.at)
        status = review.status(decision.at)
        counts = status == "waiting" or (overrule and status == "held")
        kept = decision.model_copy(update={"counts": counts})
        decided = review.model_copy(update={"decisions": [*review.decisions, kept]})
        _write(decided, config.lake)
    if not counts and status != decision.verdict:
        raise AlreadyDecided(f"{review.told(decision.at)} {_what_to_do(review, decision)}")
    return decided


def _new(parcel: Parcel, now: datetime) -> Review:
    return Review(report=parcel.report, period=parcel.period, number=parcel.number, since=now)


def _what_to_do(review: Review, decision: Decision) -> str:
    if decision.verdict == "held":
        return "It may have been sent: who has it cannot be made not to."
    return (
        "To send it all the same: `earwitness approve "
        f"{review.report} {review.period} --issue {review.number} --overrule`."
    )


def _read(path: Path) -> Review | None:
    try:
        return Review.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError):
        raise ListeningError(
            f"The review `{path}` cannot be read, so it is not known whether the issue may be "
            "sent. Restore it from a backup, or delete it to have the issue reviewed again."
        ) from None


def _write(review: Review, lake: Path) -> None:
    path = folder_of(lake, review.report, review.period, review.number) / _FILE
    with whole(path) as temporary:
        temporary.write_text(review.model_dump_json(indent=1), encoding="utf-8")


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d at %H:%M} UTC"
