"""Videos and comments looked up by their ids; what YouTube leaves out of its answer is gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from flows.post import Post
from flows.sources.contract import Gone, Known, Rejected
from flows.sources.paging import Throttled
from flows.sources.records import listed, told
from flows.sources.request import Reply, Request
from flows.sources.youtube.api import Api
from flows.sources.youtube.records import comment, video


@dataclass(frozen=True)
class Posts:
    """Looks posts up, videos and comments apart."""

    api: Api
    at: datetime
    per_call: ClassVar[int] = 50

    def ask(self, known: Sequence[Known]) -> Iterator[Post | Gone | Rejected]:
        """Yield what is known of some posts now."""
        for is_video in (True, False):
            these = {one.post_id: one for one in known if (one.kind == "post") == is_video}
            if these:
                request = self.request(list(these), is_video=is_video)
                reply = self.api.http.ask(request, self.api.settings.bounds)
                try:
                    yield from self.read(reply, these)
                except Throttled as error:
                    self.api.http.rest(request, error.wait)
                    raise

    def request(self, ids: Sequence[str], *, is_video: bool) -> Request:
        """Return the question for some ids."""
        named = ",".join(ids)
        if is_video:
            return self.api.request("videos", part="snippet,statistics", id=named)
        return self.api.request("comments", part="snippet", id=named, textFormat="plainText")

    def read(self, reply: Reply, known: dict[str, Known]) -> Iterator[Post | Gone | Rejected]:
        """Read what came; the interface answers for every id that there is."""
        records = listed(self.api.read(reply, self.at, "lookup"), "items", place="lookup")
        came = {one["id"] for one in records if isinstance(one, dict) and "id" in one}
        yield from told(records, lambda one: self._post(one, known[one["id"]]), "lookup")
        for post_id in known.keys() - came:
            yield Gone(known[post_id].platform, post_id)

    def _post(self, record: dict[str, Any], known: Known) -> Post:
        settings = self.api.settings
        if known.kind == "post":
            return video(settings, self.at, record)
        found = comment(settings, self.at, record, known.thread_id)
        return found.model_copy(
            update={"kind": known.kind, "parent_id": known.parent_id, "url": known.url}
        )
