"""The interface of YouTube: what is asked, and what its refusals mean."""

import json
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from flows.errors import SourceRefused
from flows.sources.contract import shortened
from flows.sources.http import Http
from flows.sources.paging import Throttled
from flows.sources.request import Reply, Request
from flows.sources.youtube.settings import YouTubeSettings

SEARCH = "search"
ANSWERS = (400, 401, 403, 404)
"""Statuses whose body says what they mean."""

_PACIFIC = ZoneInfo("America/Los_Angeles")
_DAY_IS_SPENT = ("quotaExceeded", "dailyLimitExceeded")
_TOO_FAST = ("rateLimitExceeded", "userRateLimitExceeded", "servingLimitExceeded")
_A_MINUTE = 60.0


class Refused(SourceRefused):
    """YouTube says no, and `why` in its own word, such as `commentsDisabled`."""

    def __init__(self, said: str, why: str = "") -> None:
        super().__init__(said)
        self.why = why


@dataclass(frozen=True)
class Api:
    """Asks and reads for all lists of one source; `notes` are those of its collection."""

    settings: YouTubeSettings
    http: Http
    notes: list[str] = field(default_factory=list)

    def request(self, what: str, **params: str | int) -> Request:
        """Return a question; searches have a quota of their own, and so a budget."""
        key = self.settings.api_key
        return Request(
            f"{self.settings.url}/youtube/v3/{what}",
            params,
            headers={"X-Goog-Api-Key": self.http.key(key)},
            credential=f"{key} {SEARCH}" if what == SEARCH else key,
            answers=ANSWERS,
        )

    def read(self, reply: Reply, at: datetime, place: str) -> dict[str, Any]:
        """Return an answer that was heard at this instant.

        Raises:
            Throttled: a quota is used up; it comes back at midnight in California.
            Refused: YouTube says no.

        """
        if reply.status == HTTPStatus.OK:
            answer = reply.json()
            return answer if isinstance(answer, dict) else {}
        message, why = _said(reply)
        if why in _DAY_IS_SPENT:
            raise Throttled(
                f"{place}: YouTube's quota of this day is used up; it comes back at midnight in "
                "California. The next collection goes on from here.",
                until_midnight(at),
            )
        if why in _TOO_FAST:
            raise Throttled(f"{place}: YouTube says that too much was asked ({why}).", _A_MINUTE)
        raise Refused(f"{place}: YouTube answered {reply.status}: {message}", why)


def until_midnight(at: datetime) -> float:
    """Return the seconds until the next midnight in California, when the quotas come back."""
    here = at.astimezone(_PACIFIC)
    midnight = datetime.combine(here.date() + timedelta(days=1), time(), _PACIFIC)
    return (midnight - at).total_seconds()


def _said(reply: Reply) -> tuple[str, str]:
    """Return what a refusal says, and the word for it."""
    try:
        error = json.loads(reply.body)["error"]
        reasons = [one["reason"] for one in error.get("errors", [])]
        details = [one["reason"] for one in error.get("details", []) if "reason" in one]
        # The first version of the word is the finer one; `details` alone knows a bad key.
        why = (reasons + details + [""])[0]
        return shortened(f"{error['message']} ({', '.join(reasons + details)})", 300), str(why)
    except (ValueError, KeyError, TypeError, AttributeError):
        return "it does not say why. Check `api_key`.", ""
