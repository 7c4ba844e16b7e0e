"""What Reddit calls a thing: a submission or a comment → a post, or the word that it is gone."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from flows.post import Post
from flows.sources.contract import Gone, NoPost, Rejected, as_json
from flows.sources.records import instant, told
from flows.sources.reddit.settings import RedditSettings

_NOBODY = "[deleted]"
_EMPTIED = ("[deleted]", "[removed]", "[deleted by user]", "[ Removed by Reddit ]")

Thing = Mapping[str, Any]


def posts(
    settings: RedditSettings, things: Iterable[Any], at: datetime, place: str
) -> Iterator[Post | Gone | Rejected]:
    """Read submissions and comments."""
    return told(things, partial(_post, settings, at), place)


def _post(settings: RedditSettings, at: datetime, thing: Thing) -> Post | Gone:
    kind, data = thing["kind"], thing["data"]
    if kind not in ("t1", "t3"):
        raise NoPost(f"is a `{kind}`, and neither a submission (`t3`) nor a comment (`t1`)")
    if _is_gone(data, data.get("body") if kind == "t1" else data.get("selftext")):
        return Gone(settings.platform, data["name"])
    return _comment(settings, at, data) if kind == "t1" else _submission(settings, at, data)


def _submission(settings: RedditSettings, at: datetime, data: Thing) -> Post:
    return settings.post(
        at,
        thread_id=data["name"],
        title=data["title"],
        text=data.get("selftext") or "",
        replies=data.get("num_comments"),
        **_both(data, f"/comments/{data['name'][3:]}/"),
    )


def _comment(settings: RedditSettings, at: datetime, data: Thing) -> Post:
    link = data["link_id"]
    return settings.post(
        at,
        kind="comment",
        parent_id=data["parent_id"],
        thread_id=link,
        text=data["body"],
        **_both(data, f"/comments/{link[3:]}/_/{data['name'][3:]}/"),
    )


def _both(data: Thing, path: str) -> dict[str, Any]:
    """Return what submissions and comments have alike."""
    author = data.get("author")
    is_known = author and author != _NOBODY
    return {
        "post_id": data["name"],
        "url": f"https://www.reddit.com{data.get('permalink') or path}",
        "posted_at": instant(data["created_utc"]),
        "author": author if is_known else None,
        "author_name": author if is_known else None,
        "likes": None if data.get("score_hidden") or data.get("hide_score") else data.get("score"),
        "raw": as_json(data),
    }


def _is_gone(data: Thing, text: str | None) -> bool:
    """Say whether the author or a moderator took it away; its place is still shown."""
    if data.get("removed_by_category"):
        return True
    return text in _EMPTIED or data.get("title") in _EMPTIED
