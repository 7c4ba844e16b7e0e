"""Posts and comments as Lemmy views them → posts.

Version 4 of the interface keeps counts in the post itself and ends its dates with `_at`; both are
read alike.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flows.post import Post
from flows.sources.contract import Gone, as_json
from flows.sources.lemmy.settings import LemmySettings
from flows.sources.records import instant

View = Mapping[str, Any]


def post(settings: LemmySettings, at: datetime, view: View) -> Post | Gone:
    """Read a post."""
    said = view["post"]
    name = said["ap_id"]
    if _is_gone(said):
        return Gone(settings.platform, name)
    counts = {**said, **view.get("counts", {})}
    return settings.post(
        at,
        post_id=name,
        url=name,
        thread_id=name,
        posted_at=_published(said),
        title=said["name"],
        text=said.get("body") or "",
        likes=counts.get("score"),
        replies=counts.get("comments"),
        raw=as_json(view),
        **_by(view["creator"]),
    )


def comment(
    settings: LemmySettings, at: datetime, known: Mapping[str, str], view: View
) -> Post | Gone:
    """Read a comment; `known` are the names of comments by their numbers on this instance."""
    said = view["comment"]
    name, thread_id = said["ap_id"], view["post"]["ap_id"]
    if _is_gone(said):
        return Gone(settings.platform, name)
    answered = above(view)
    counts = {**said, **view.get("counts", {})}
    return settings.post(
        at,
        post_id=name,
        url=name,
        kind="comment",
        parent_id=thread_id if answered is None else known[answered],
        thread_id=thread_id,
        posted_at=_published(said),
        text=said["content"],
        likes=counts.get("score"),
        replies=counts.get("child_count"),
        raw=as_json(view),
        **_by(view["creator"]),
    )


def above(view: View) -> str | None:
    """Return the instance's number of the comment that this one answers; None: it is the post."""
    number: str = view["comment"]["path"].split(".")[-2]
    return None if number == "0" else number


def dated(view: View) -> datetime:
    """Return when a post or a comment was published."""
    return _published(view.get("comment") or view["post"])


def _is_gone(said: View) -> bool:
    return bool(said.get("deleted") or said.get("removed"))


def _published(said: View) -> datetime:
    return instant(said["published_at"] if "published_at" in said else said["published"])


def _by(creator: View) -> dict[str, str]:
    """Return who wrote it: `name@host`, as people write it."""
    address = creator["ap_id"] if "ap_id" in creator else creator["actor_id"]
    return {
        "author": f"{creator['name']}@{urlsplit(address).hostname}",
        "author_name": creator.get("display_name") or creator["name"],
    }
