"""Comments below a video or below all videos of a channel, newest first, and answers to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from flows.errors import SourceRefused
from flows.post import Post
from flows.sources.contract import Gone, Rejected, as_json
from flows.sources.paging import Page, Span
from flows.sources.records import OTHER_SHAPE, listed, told
from flows.sources.request import Reply, Request
from flows.sources.youtube.api import Api, Refused
from flows.sources.youtube.records import comment

_PER_PAGE = 100


@dataclass
class _Threads:
    """A list of comments, each with its newest answers."""

    api: Api
    named: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"comments on {self.named}"

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for."""
        raise NotImplementedError

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of comments."""
        return self._page(self.api.read(reply, at, self.name), at)

    def _ask(self, by: str, what: str, token: str | None) -> Request:
        pages = {"pageToken": token} if token else {}
        return self.api.request(
            "commentThreads",
            part="snippet,replies",
            order="time",
            textFormat="plainText",
            maxResults=_PER_PAGE,
            **{by: what},
            **pages,
        )

    def _page(self, answer: dict[str, Any], at: datetime, prefix: str = "") -> Page:
        threads = listed(answer, "items", place=self.name)
        token = answer.get("nextPageToken")
        return Page(
            self._comments(threads, at),
            token=f"{prefix}{token}" if token else None,
            more=[
                Answers(self.api, one["id"], one["snippet"].get("videoId"))
                for one in threads
                if _has_more(one)
            ],
        )

    def _comments(self, threads: list[Any], at: datetime) -> Iterator[Post | Gone | Rejected]:
        """Yield the comments of a page and the answers that came with them."""
        read = partial(_top, self.api, at)
        yield from told(threads, read, self.name)
        for thread in threads:
            if not isinstance(thread, dict) or _has_more(thread):
                continue
            place = f"answers to {thread.get('id')}"
            try:
                answers = list((thread.get("replies") or {}).get("comments") or [])
                video_id = (thread.get("snippet") or {}).get("videoId")
            except OTHER_SHAPE as error:
                why = f"has another shape than the interface's threads ({error})"
                yield Rejected(place, why, as_json(thread))
                continue
            yield from told(answers, partial(_answer, self.api, at, video_id), place)


class OfVideo(_Threads):
    """The comments below a video."""

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - knows no dates
        """Return what to ask for."""
        return self._ask("videoId", self.named, token)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page; a video may have closed its comments, or be gone."""
        try:
            return super().read(reply, at)
        except Refused as error:
            if error.why == "commentsDisabled":
                self.api.notes.append(f"{self.name}: they are switched off.")
                return Page(())
            if error.why == "videoNotFound":
                self.api.notes.append(f"{self.name}: the video is gone.")
                return Page((Gone(self.api.settings.platform, self.named),))
            raise


class OfChannel(_Threads):
    """The comments below all videos of a channel; a token is `<id of the channel>|<page>`."""

    _id = ""

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - knows no dates
        """Return what to ask for: who the channel is, if its handle is given, or its comments."""
        if token is None and self.named.startswith("@"):
            return self.api.request("channels", part="id", forHandle=self.named)
        self._id, _, page = (token or f"{self.named}|").partition("|")
        return self._ask("allThreadsRelatedToChannelId", self._id, page or None)

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read who the channel is, or a page of comments."""
        answer = self.api.read(reply, at, self.name)
        if answer.get("kind") != "youtube#channelListResponse":
            return self._page(answer, at, f"{self._id}|")
        if not answer.get("items"):
            raise SourceRefused(f"{self.name}: YouTube knows no such channel.")
        return Page((), token=f"{answer['items'][0]['id']}|")


@dataclass(frozen=True)
class Answers:
    """The answers to one comment that has more of them than came with it."""

    api: Api
    above: str
    video_id: str | None
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name."""
        return f"answers to {self.above}"

    def request(self, span: Span, token: str | None) -> Request:  # noqa: ARG002 - knows no dates
        """Return what to ask for."""
        pages = {"pageToken": token} if token else {}
        return self.api.request(
            "comments",
            part="snippet",
            parentId=self.above,
            textFormat="plainText",
            maxResults=_PER_PAGE,
            **pages,
        )

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of answers."""
        answer = self.api.read(reply, at, self.name)
        read = partial(_answer, self.api, at, self.video_id)
        return Page(
            told(listed(answer, "items", place=self.name), read, self.name),
            token=answer.get("nextPageToken"),
        )


def _top(api: Api, at: datetime, thread: dict[str, Any]) -> Post:
    about = thread["snippet"]
    top = about["topLevelComment"]
    return comment(api.settings, at, top, about.get("videoId"), about.get("totalReplyCount"))


def _answer(api: Api, at: datetime, video_id: str | None, record: dict[str, Any]) -> Post:
    return comment(api.settings, at, record, video_id)


def _has_more(thread: Any) -> bool:
    """Say whether a comment has more answers than came with it."""
    if not isinstance(thread, dict) or not isinstance(thread.get("snippet"), dict):
        return False
    if "id" not in thread:
        return False
    try:
        came = len((thread.get("replies") or {}).get("comments") or [])
        return int(thread["snippet"].get("totalReplyCount") or 0) > came
    except OTHER_SHAPE:
        return False
