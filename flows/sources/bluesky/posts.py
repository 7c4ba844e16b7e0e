"""What Bluesky shows of a post → a post, or the word that it is gone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.post import YEARS, Post, Precision
from flows.sources.bluesky.settings import BlueskySettings
from flows.sources.contract import Gone, NoPost, as_json
from flows.sources.records import instant

_TAKEN_DOWN = {"!takedown", "!hide", "!suspend"}
_MEMBERS_ONLY = "!no-unauthenticated"

View = Mapping[str, Any]


def post(settings: BlueskySettings, at: datetime, view: View) -> Post | Gone | None:
    """Read one post; None is one of an account that asks not to be shown to guests."""
    uri, author, record = view["uri"], view["author"], view["record"]
    of_author = _labels(author)
    if _TAKEN_DOWN & (of_author | _labels(view)):
        return Gone(settings.platform, uri)
    if _MEMBERS_ONLY in of_author and not settings.members_only:
        return None
    answered = record.get("reply") or {}
    langs = record.get("langs") or []
    posted_at, precision = written(view)
    return settings.post(
        at,
        post_id=uri,
        url=_url(uri, author),
        parent_id=answered["parent"]["uri"] if answered else None,
        thread_id=answered["root"]["uri"] if answered else uri,
        posted_at=posted_at,
        posted_precision=precision,
        author=author["did"],
        author_name=author["handle"],
        text=record["text"] or _described(record.get("embed") or {}),
        # Who names several languages has not said which one this is in.
        language_stated=langs[0] if len(langs) == 1 else None,
        likes=view.get("likeCount"),
        replies=view.get("replyCount"),
        shares=view.get("repostCount"),
        quotes=view.get("quoteCount"),
        raw=as_json(view),
    )


def written(view: View) -> tuple[datetime, Precision]:
    """Return when a post was written, and how well that is known.

    Its author's program says when, and may say anything; the search sorts by the earlier of that
    and of when Bluesky first saw it. A date of no credible year is none.
    """
    seen_at = instant(view["indexedAt"])
    record = view.get("record") or {}
    try:
        said_at = instant(record.get("createdAt", ""))
    except NoPost:
        return seen_at, "guessed"
    if said_at.year not in YEARS:
        return seen_at, "guessed"
    return min(said_at, seen_at), "exact"


def _url(uri: str, author: View) -> str:
    """Return the address of its page; a handle that is not proved is none."""
    name = author["did"] if author["handle"] == "handle.invalid" else author["handle"]
    return f"https://bsky.app/profile/{name}/post/{uri.rpartition('/')[2]}"


def _labels(labelled: View) -> set[str]:
    """Return the labels that stand; one may take another back."""
    return {one["val"] for one in labelled.get("labels") or [] if not one.get("neg")}


def _described(embed: View) -> str:
    """Return what a post without words says of its pictures, or the title of what it links to."""
    media = embed.get("media") or embed
    said = [image.get("alt") for image in media.get("images") or []]
    said += [media.get("alt"), (media.get("external") or {}).get("title")]
    return "\n".join(one for one in said if one)
