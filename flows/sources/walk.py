"""Where a walk through a list of pages stands, and how the ledger keeps it between two runs."""

import json
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from flows.errors import ListeningError, SourceRefused, SourceUnavailable
from flows.sources.api import ApiSettings
from flows.sources.contract import shortened


@dataclass(frozen=True)
class Span:
    """What a walk asks for: posts published in it; half-open."""

    since: datetime
    until: datetime


def joined(before: Span, after: Span) -> Span:
    """Return two spans as one, where nothing lies between them; else the later one."""
    is_one = before.since < before.until and before.until >= after.since
    return Span(min(before.since, after.since), after.until) if is_one else after


class OutOfReach(SourceRefused):
    """A platform does not go back as far as a span; says where it ends, for the ledger."""


@dataclass
class Walk:
    """Where a walk through one list stands; it fits into a ledger as text."""

    span: Span
    token: str | None = None
    is_resumed: bool = False

    def as_text(self) -> str:
        """Return it as the ledger keeps it."""
        return json.dumps([self.span.since.isoformat(), self.span.until.isoformat(), self.token])

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read it back.

        Raises:
            ValueError: it is no walk, or one of another version.
            TypeError: the same.

        """
        since, until, token = json.loads(text)
        span = Span(datetime.fromisoformat(since), datetime.fromisoformat(until))
        if (
            not span.since < span.until
            or not span.since.tzinfo
            or not isinstance(token, str | None)
        ):
            raise ValueError(text)
        return cls(span, token, is_resumed=token is not None)


def cut_off(key: str, cursor: MutableMapping[str, str], notes: list[str]) -> Walk | None:
    """Return the walk that a collection before did not finish, None if there is none."""
    if (left := cursor.get(key)) is None:
        return None
    try:
        return Walk.from_text(left)
    except (ValueError, TypeError, RecursionError):
        del cursor[key]
    notes.append(
        f"{key}: what the ledger says of it cannot be read (`{shortened(left)}`), so what an "
        "earlier collection did not finish is not gone on with. Ask for those days with "
        "`earwitness collect --since`."
    )
    return None


def since(
    name: str, settings: ApiSettings, cursor: Mapping[str, str], at: datetime, notes: list[str]
) -> datetime:
    """Return from when on a list is asked: from a little before it was heard the last time."""
    first = at - timedelta(days=settings.history_days)
    if (until := cursor.get(f"{name}.until")) is None:
        return first
    try:
        known = datetime.fromisoformat(until) - timedelta(hours=settings.overlap_hours)
        if known <= at:
            return known
        why = f"was heard until {until}, which is still to come: the clock was set back"
    except (ValueError, OverflowError, TypeError):
        why = f"was heard until `{shortened(until)}`, says the ledger, which is no instant"
    notes.append(f"{name}: {why}. So the last {settings.history_days:,} days are asked for again.")
    return first


def no_twins(settings: ApiSettings, names: Sequence[str]) -> None:
    """Raise SourceRefused where two lists have one name: each would take the other's place."""
    if twins := sorted({name for name in names if names.count(name) > 1}):
        raise settings.refused(
            f"{', '.join(twins)} is asked for twice. Take one of the two out of the settings."
        )


def together(source: str, failures: Sequence[ListeningError]) -> ListeningError:
    """Return one error for all; to ask again helps if it helps one of them."""
    said = " ".join(str(one) for one in failures)
    chosen = next((one for one in failures if isinstance(one, SourceUnavailable)), failures[0])
    return type(chosen)(f"Source `{source}`: {said}")
