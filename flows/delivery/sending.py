"""Send an issue when it may be sent: at once, or after somebody approved it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from flows.config import Config
from flows.delivery import review
from flows.delivery.dispatch import Delivery, deliver
from flows.delivery.parcel import Parcel
from flows.delivery.review import Decision, Review
from flows.lake.lock import workspace_lock


class Sending(NamedTuple):
    """How the sending of an issue stands."""

    deliveries: list[Delivery]
    review: Review | None
    """None where the report is sent unattended."""

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has to answer first."""
        return self.review is not None and self.review.status(datetime.now(UTC)) == "waiting"

    @property
    def open_ends(self) -> list[str]:
        """Who has not surely got it, and what can be done."""
        return [str(one) for one in self.deliveries if one.status in ("failed", "unsure")]


def send(
    parcel: Parcel,
    config: Config,
    *,
    run: str | None = None,
    block: Callable[[str], str] | None = None,
) -> Sending:
    """Send an issue that may be sent; ask for a review of any other.

    `run` is the flow run that will wait for the answer.

    Raises:
        ConfigError: there is no mail server, no recipient or no password to send it with.

    """
    settings = config.report(parcel.report)
    if settings.sending == "unattended":
        return Sending(deliver(parcel, config, block=block), None)
    asked = review.ask(parcel, config, datetime.now(UTC), settings.review_hours, run)
    return _sent(parcel, config, asked, block)


def standing(
    parcel: Parcel, config: Config, *, block: Callable[[str], str] | None = None
) -> Sending:
    """Send an issue to who has not got it if it was approved; else say how it stands.

    Raises:
        ConfigError: there is no mail server, no recipient or no password to send it with.

    """
    known = review.read(config.lake, parcel.report, parcel.period, parcel.number)
    if known is None:
        return send(parcel, config, block=block)
    return _sent(parcel, config, known, block)


def answer(
    parcel: Parcel,
    config: Config,
    decision: Decision,
    *,
    overrule: bool = False,
    block: Callable[[str], str] | None = None,
) -> Sending:
    """Record what somebody decided about an issue, and send it if it was approved.

    Raises:
        AlreadyDecided: somebody decided otherwise before, or the time to answer is over.
        ConfigError: there is no mail server, no recipient or no password to send it with.

    """
    with workspace_lock(config.lake, f"review {parcel.report}"):
        decided = review.decide(parcel, config, decision, overrule=overrule)
        return _sent(parcel, config, decided, block)


def _sent(
    parcel: Parcel, config: Config, known: Review, block: Callable[[str], str] | None
) -> Sending:
    decision = known.decision
    if decision is None or decision.verdict != "approved":
        return Sending([], known)
    given = decision.recipients
    return Sending(deliver(parcel, config, recipients=given, block=block), known)
