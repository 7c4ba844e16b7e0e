"""Videos and comments as posts."""

from datetime import datetime
from html import unescape
from typing import Any

from flows.post import Post
from flows.sources.contract import as_json
from flows.sources.records import instant
from flows.sources.youtube.settings import YouTubeSettings

_WATCH = "https://www.youtube.com/watch?v="


def video(settings: YouTubeSettings, at: datetime, record: dict[str, Any]) -> Post:
    """Return a video: its title, and its description as the text."""
    told, counts = record["snippet"], record.get("statistics") or {}
    return settings.post(
        at,
        post_id=record["id"],
        url=f"{_WATCH}{record['id']}",
        kind="post",
        thread_id=record["id"],
        posted_at=instant(told["publishedAt"]),
        author=told.get("channelId"),
        author_name=told.get("channelTitle"),
        title=unescape(told.get("title") or ""),
        text=told.get("description") or "",
        language_stated=told.get("defaultAudioLanguage") or told.get("defaultLanguage"),
        likes=_count(counts.get("likeCount")),
        replies=_count(counts.get("commentCount")),
        views=_count(counts.get("viewCount")),
        raw=as_json(record),
    )


def comment(
    settings: YouTubeSettings,
    at: datetime,
    record: dict[str, Any],
    video_id: str | None,
    replies: int | None = None,
) -> Post:
    """Return a comment below a video, or an answer to one."""
    told = record["snippet"]
    thread = told.get("videoId") or video_id
    above = told.get("parentId")
    return settings.post(
        at,
        post_id=record["id"],
        url=f"{_WATCH}{thread}&lc={record['id']}" if thread else None,
        kind="reply" if above else "comment",
        parent_id=above or thread,
        thread_id=thread,
        posted_at=instant(told["publishedAt"]),
        author=(told.get("authorChannelId") or {}).get("value"),
        author_name=told.get("authorDisplayName") or None,
        # What is asked for is plain text, with the characters that people typed.
        text=told.get("textOriginal") or told["textDisplay"],
        likes=told.get("likeCount"),
        replies=replies,
        raw=as_json(record),
    )


def _count(written: str | None) -> int | None:
    """Return a count; YouTube writes them as text, and leaves out what is hidden."""
    return None if written is None else int(written)
