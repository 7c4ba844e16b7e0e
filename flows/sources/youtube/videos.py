"""Videos that a search finds or a channel publishes: first their ids, then what they are now."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from flows.errors import SourceRefused, SourceUnavailable
from flows.sources.paging import Page, Span
from flows.sources.records import instant, listed, told
from flows.sources.request import Reply, Request
from flows.sources.youtube.api import SEARCH, Api
from flows.sources.youtube.comments import OfVideo
from flows.sources.youtube.records import video

_PER_PAGE = 50
_VIDEOS = "videos:"
_LIST = "list:"


@dataclass
class _Videos:
    """A list of videos.

    A token that names videos asks for them by their ids, as a list of ids knows neither their
    whole descriptions nor their counts, and has the token of the page that comes after.
    """

    api: Api
    named: str
    is_ascending = False
    what = ""
    _after: str | None = None

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"{self.what} {self.named}"

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for: ids, or the videos that they name."""
        if token is None or not token.startswith(_VIDEOS):
            return self._ids(span, token)
        ids, _, after = token.removeprefix(_VIDEOS).partition("|")
        self._after = after or None
        return self.api.request("videos", part="snippet,statistics", id=ids)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page."""
        answer = self.api.read(reply, at, self.name)
        if answer.get("kind") != "youtube#videoListResponse":
            return self._listed(answer)
        records = listed(answer, "items", place=self.name)
        return Page(
            told(records, partial(video, self.api.settings, at), self.name),
            token=self._after,
            more=[OfVideo(self.api, one["id"]) for one in records if self._has_comments(one)],
        )

    @property
    def _is_whole(self) -> bool:
        """Say whether the comments below the videos of this list are heard with them."""
        return False

    def _has_comments(self, record: Any) -> bool:
        """Say whether a video has comments: where they are closed, YouTube leaves the count out."""
        counts = record.get("statistics") if isinstance(record, dict) else None
        return self._is_whole and int((counts or {}).get("commentCount") or 0) > 0

    def _ids(self, span: Span, token: str | None) -> Request:
        raise NotImplementedError

    def _listed(self, answer: dict[str, Any]) -> Page:
        raise NotImplementedError


def _then(ids: list[str], after: str | None) -> str | None:
    """Return the token that asks for some videos, and after them for a page."""
    return f"{_VIDEOS}{','.join(ids)}|{after or ''}" if ids else after


class Search(_Videos):
    """What a search finds, newest first; walked by date, as its pages end after some hundreds."""

    what = "search"

    @property
    def _is_whole(self) -> bool:
        return self.api.settings.with_comments

    def _ids(self, span: Span, token: str | None) -> Request:
        return self.api.request(
            SEARCH,
            part="snippet",
            type="video",
            order="date",
            q=self.named,
            maxResults=_PER_PAGE,
            publishedAfter=_written(span.since),
            publishedBefore=token or _written(span.until),
        )

    def _listed(self, answer: dict[str, Any]) -> Page:
        records = listed(answer, "items", place=self.name)
        found = [
            (one["snippet"]["publishedAt"], one["id"]["videoId"])
            for one in records
            if "videoId" in one["id"]
        ]
        has_more = "nextPageToken" in answer
        if not found:
            if has_more and not records:
                raise SourceUnavailable(f"{self.name}: YouTube says it has more, and gives none.")
            return Page(())
        oldest = min(instant(at) for at, _ in found)
        if not has_more:
            return Page((), token=_then([video_id for _, video_id in found], None))
        # The videos of the oldest second come again with the next page, which begins there.
        newer = [video_id for at, video_id in found if instant(at) > oldest]
        if not newer:
            self.api.notes.append(
                f"{self.name}: more videos in one second than YouTube shows. Narrow the search."
            )
            return Page((), token=_then([video_id for _, video_id in found], None))
        return Page((), token=_then(newer, _written(oldest)))


class Uploads(_Videos):
    """What a channel publishes, newest first."""

    what = "videos of"

    def _ids(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - knows no dates
        if token is None:
            return owner(self.api, self.named, "contentDetails")
        playlist, _, page = token.removeprefix(_LIST).partition("|")
        self._after = playlist
        pages = {"pageToken": page} if page else {}
        return self.api.request(
            "playlistItems",
            part="contentDetails",
            playlistId=playlist,
            maxResults=_PER_PAGE,
            **pages,
        )

    def _listed(self, answer: dict[str, Any]) -> Page:
        records = listed(answer, "items", place=self.name) if answer.get("items") else []
        if answer.get("kind") == "youtube#channelListResponse":
            if not records:
                raise SourceRefused(f"{self.name}: YouTube knows no such channel.")
            playlist = records[0]["contentDetails"]["relatedPlaylists"]["uploads"]
            return Page((), token=f"{_LIST}{playlist}|")
        ids = [one["contentDetails"]["videoId"] for one in records]
        more = answer.get("nextPageToken")
        return Page((), token=_then(ids, f"{_LIST}{self._after}|{more}" if more else None))


def owner(api: Api, named: str, part: str) -> Request:
    """Return the question for a channel, by its id or its handle."""
    by = {"forHandle": named} if named.startswith("@") else {"id": named}
    return api.request("channels", part=part, **by)


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
