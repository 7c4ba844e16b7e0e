"""Posts of X looked up: by compliance jobs, which name what is to be deleted, or by their ids."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from flows.errors import SchemaDrift, SourceUnavailable
from flows.post import Post
from flows.sources.contract import Gone, Known, Rejected
from flows.sources.http import Http
from flows.sources.records import inside
from flows.sources.request import Request
from flows.sources.x.lists import answered, asked
from flows.sources.x.settings import XSettings
from flows.sources.x.tweets import fields, posts

_CREATED = 201


@dataclass(frozen=True)
class Posts:
    """Looks posts up by their ids; each that is there costs as much as one that is heard."""

    settings: XSettings
    http: Http
    at: datetime
    per_call: ClassVar[int] = 100

    def ask(self, known: Sequence[Known]) -> Iterator[Post | Gone | Rejected]:
        """Yield what is known of some posts now."""
        ids = ",".join(one.post_id for one in known)
        request = asked(self.settings, self.http, "tweets", {"ids": ids, **fields(self.settings)})
        answer = answered(self.http.ask(request, self.settings.bounds), "posts")
        yield from posts(self.settings, self.at, answer, "posts")


@dataclass(frozen=True)
class Jobs:
    """Hands in the ids of posts, waits, and gets those back that are to be deleted.

    Of the others X says nothing, so they are asked for each time: it costs nothing.
    """

    settings: XSettings
    http: Http
    seconds: float = 10.0
    """Seconds between two looks whether a job is done."""
    looks: int = 90
    per_call: ClassVar[int] = 100_000

    def ask(self, known: Sequence[Known]) -> Iterator[Gone]:
        """Yield the posts that are to be deleted."""
        job = self._job(self._asked({"type": "tweets"}))
        ids = "\n".join(one.post_id for one in known).encode()
        self.http.ask(
            Request(
                str(job["upload_url"]),
                method="PUT",
                headers={"Content-Type": "text/plain"},
                content=ids,
                answers=(_CREATED,),
            ),
            self.settings.bounds,
        )
        self._wait(str(job["id"]))
        found = self.http.ask(Request(str(job["download_url"])), self.settings.bounds).body
        for line in found.splitlines():
            try:
                one = json.loads(line)
            except ValueError:
                raise SourceUnavailable(
                    f"The answer of the compliance job `{job['id']}` of X is damaged: `{line!r}`."
                ) from None
            if one.get("action") == "delete":
                yield Gone(self.settings.platform, one["id"])

    def _wait(self, number: str) -> None:
        """Wait until a job is done.

        Raises:
            SourceUnavailable: it is not done after so long, or has failed.

        """
        look = asked(self.settings, self.http, f"compliance/jobs/{number}")
        for _ in range(self.looks):
            status = self._job(look)["status"]
            if status == "complete":
                return
            if status not in ("created", "in_progress"):
                break
            self.http.rest(look, self.seconds)
        raise SourceUnavailable(f"The compliance job `{number}` of X is not done: `{status}`.")

    def _asked(self, body: dict[str, str]) -> Request:
        request = asked(self.settings, self.http, "compliance/jobs")
        return replace(request, method="POST", json=body, answers=(*request.answers, _CREATED))

    def _job(self, request: Request) -> dict[str, Any]:
        """Return what X says of a job; its addresses are secrets."""
        answer = answered(self.http.ask(request, self.settings.bounds), "compliance job")
        job: dict[str, Any] = inside(answer, "data", place="compliance job")
        for name in ("upload_url", "download_url"):
            if not isinstance(job, dict) or name not in job:
                raise SchemaDrift(f"A compliance job of X has no `{name}` any more.")
            self.http.conceal(str(job[name]))
        return job
