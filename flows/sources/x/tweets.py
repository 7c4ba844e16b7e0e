"""Posts of X as its interface gives them → posts."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from html import unescape
from itertools import chain
from typing import Any

from flows.post import Post
from flows.sources.contract import Gone, NoPost, Rejected, as_json, shortened
from flows.sources.records import listed, told
from flows.sources.x.settings import XSettings

FIELDS = (
    "author_id,conversation_id,created_at,edit_history_tweet_ids,lang,note_tweet,"
    "public_metrics,referenced_tweets"
)
# Ids count milliseconds from this one on, above 22 bits.
_EPOCH, _SHIFT = 1_288_834_974_657, 22
_GONE = ("resource-not-found", "not-authorized-for-resource")
# Codes of X that name no language: undetermined, no words, art, and what begins with q.
_NO_LANGUAGE = ("und", "zxx", "art")
_RENAMED = {"in": "id", "iw": "he"}

Tweet = Mapping[str, Any]


def fields(settings: XSettings) -> dict[str, str | int]:
    """Return what is asked about each post."""
    asked: dict[str, str | int] = {"tweet.fields": FIELDS}
    if settings.authors:
        asked |= {"expansions": "author_id", "user.fields": "name,public_metrics,username"}
    return asked


def posts(
    settings: XSettings, at: datetime, answer: Mapping[str, Any], place: str
) -> Iterator[Post | Gone | Rejected]:
    """Read what an answer holds: posts, and the word that some are gone."""
    included = (answer.get("includes") or {}).get("users", [])
    users = {one["id"]: one for one in included if isinstance(one, dict) and "id" in one}
    read = partial(_post, settings, at, users)
    gone = partial(_gone, settings)
    # An answer without posts, or without errors, leaves the list out.
    said, missing = (listed({name: [], **answer}, name, place=place) for name in ("data", "errors"))
    return chain(told(said, read, place), told(missing, gone, place))


def _gone(settings: XSettings, error: Mapping[str, Any]) -> Gone | None:
    """Read what X says in place of a post; None is of something else."""
    is_gone = error.get("type", "").rpartition("/")[2] in _GONE
    if is_gone and error.get("resource_type") == "tweet":
        return Gone(settings.platform, error.get("resource_id") or error["value"])
    return None


def made_at(tweet_id: str) -> datetime:
    """Return when the post of an id was published.

    Raises:
        NoPost: it is no id.

    """
    if not tweet_id.isascii() or not tweet_id.isdigit():
        raise NoPost(f"`{shortened(tweet_id)}` is no id of X")
    return datetime.fromtimestamp(((int(tweet_id) >> _SHIFT) + _EPOCH) / 1_000, UTC)


def _post(
    settings: XSettings, at: datetime, users: Mapping[str, Tweet], tweet: Tweet
) -> Post | None:
    """Read one post; None is a repost. An edit has an id of its own, and the post its first one."""
    linked = {one["type"]: one["id"] for one in tweet.get("referenced_tweets") or []}
    if "retweeted" in linked:
        return None
    first = (tweet.get("edit_history_tweet_ids") or [tweet["id"]])[0]
    author = users.get(tweet.get("author_id", ""), {})
    metrics = tweet.get("public_metrics", {})
    whole = tweet.get("note_tweet", {}).get("text") or tweet["text"]
    return settings.post(
        at,
        post_id=first,
        url=f"https://x.com/{author.get('username', 'i/web')}/status/{tweet['id']}",
        parent_id=linked.get("replied_to"),
        thread_id=tweet.get("conversation_id"),
        posted_at=made_at(first),
        author=tweet.get("author_id"),
        author_name=author.get("username"),
        followers=author.get("public_metrics", {}).get("followers_count"),
        text=unescape(whole),
        language_stated=_language(tweet.get("lang")),
        likes=metrics.get("like_count"),
        replies=metrics.get("reply_count"),
        shares=metrics.get("retweet_count"),
        quotes=metrics.get("quote_count"),
        views=metrics.get("impression_count"),
        raw=as_json(tweet),
    )


def _language(code: str | None) -> str | None:
    if code is None or code in _NO_LANGUAGE or code.startswith("q"):
        return None
    return _RENAMED.get(code, code)
