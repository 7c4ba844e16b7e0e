"""Reviews of Trustpilot looked up one by one: edits, answers given since, and what is gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from flows.post import Post
from flows.sources.contract import Gone, Known, Rejected
from flows.sources.http import Http
from flows.sources.trustpilot.reviews import read, request
from flows.sources.trustpilot.settings import TrustpilotSettings

_NOT_FOUND = 404


@dataclass(frozen=True)
class Single:
    """Looks reviews up, and answers by the review that they answer."""

    settings: TrustpilotSettings
    http: Http
    at: datetime
    per_call: ClassVar[int] = 1

    def ask(self, known: Sequence[Known]) -> Iterator[Post | Gone | Rejected]:
        """Yield what is known of some posts now."""
        for one in known:
            review_id = one.parent_id or one.post_id
            asked = request(self.settings, self.http, f"reviews/{review_id}", {}, (_NOT_FOUND,))
            reply = self.http.ask(asked, self.settings.bounds)
            if reply.status == _NOT_FOUND:
                yield Gone(one.platform, one.post_id)
                continue
            review = reply.json()
            if one.parent_id and isinstance(review, dict) and review.get("companyReply") is None:
                yield Gone(one.platform, one.post_id)
            yield from read(self.settings, self.at, [review], f"review {review_id}")
