"""An entry → a post, and what one reading of a feed says about time."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from pydantic import ValidationError

from flows.post import Post, Precision
from flows.sources.address import absolute
from flows.sources.contract import Limit, NoPost, as_json, kind_of, reason
from flows.sources.feed.entries import Entry, Feed, Unread
from flows.sources.feed.settings import FeedSettings
from flows.sources.permalinks import origin

_NEWEST = 3
"""Entries remembered to find the last answer again; one alone might be deleted."""
_FIRST_YEAR = 1990
_AHEAD = timedelta(days=1)
_URI = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Reading:
    """One reading of a feed: turns its entries into posts and remembers what they tell of time.

    `last` is the cursor of the reading before, empty when there was none.
    """

    def __init__(
        self,
        settings: FeedSettings,
        url: str,
        feed: Feed,
        last: Mapping[str, str],
        at: datetime,
    ) -> None:
        self._settings = settings
        self._base = absolute(url, feed.link) or url
        self._language = feed.language
        self._last = last
        self._at = at
        self._posts: list[tuple[datetime, Precision, str]] = []
        self._first_seen: dict[str, str] = {}

    def post(self, entry: Entry | Unread) -> Post:
        """Return the entry as a post.

        Raises:
            NoPost: it has no id and no link, or no words.

        """
        if isinstance(entry, Unread):
            raise NoPost(entry.reason)
        if not (entry.id or entry.link):
            raise NoPost("has neither an id nor a link, so it cannot be told from others")
        post_id = self._named(entry)
        posted_at, precision = self._posted(post_id, entry.published)
        try:
            post = Post(
                source=self._settings.id,
                platform=self._settings.platform,
                channel=self._settings.channel,
                kind=kind_of(self._settings.channel, None),
                post_id=post_id,
                url=absolute(self._base, entry.link),
                posted_at=posted_at,
                posted_precision=precision,
                collected_at=self._at,
                author=entry.author,
                author_name=entry.author,
                title=entry.title,
                text=entry.text,
                language_stated=self._language,
                raw=as_json(entry.record) if self._settings.keep_raw else None,
            )
        except ValidationError as error:
            raise NoPost(reason(error)) from None
        self._posts.append((posted_at, precision, post_id))
        return post

    def covered(self) -> tuple[datetime, datetime] | None:
        """Return the span this reading vouches for.

        It begins with the reading before if one of its newest entries is still there, for then
        nothing can have passed unseen; else with the oldest entry; it is None without either.
        """
        if self._is_followed_on():
            return datetime.fromisoformat(self._last["polled_at"]), self._at
        return (oldest, self._at) if (oldest := self._oldest()) else None

    def limit(self) -> Limit | None:
        """Say since when entries may have passed unseen: the feed turned over between two readings.

        None if one of the newest entries of the reading before is still there, or there was none.
        """
        if self._last.get("newest", "[]") == "[]" or self._is_followed_on():
            return None
        polled_at, oldest = datetime.fromisoformat(self._last["polled_at"]), self._oldest()
        if oldest and oldest <= polled_at:
            return None
        return Limit(
            f"The feed lists its newest {len(self._posts):,} entries only, and none of them was "
            "there at the collection before: collect it more often.",
            polled_at,
            oldest or self._at,
        )

    def _is_followed_on(self) -> bool:
        before = set(json.loads(self._last.get("newest", "[]")))
        return bool(before & {post_id for _, _, post_id in self._posts})

    def _oldest(self) -> datetime | None:
        dated = [at for at, precision, _ in self._posts if precision != "guessed"]
        return min(dated, default=None)

    def cursor(self) -> dict[str, str]:
        """Return what the next reading needs to know."""
        newest = sorted(self._posts, key=lambda post: post[0], reverse=True)[:_NEWEST]
        return {
            "polled_at": self._at.isoformat(),
            "newest": json.dumps([post_id for _, _, post_id in newest]),
            **self._first_seen,
        }

    def _named(self, entry: Entry) -> str:
        """Return the platform's own id where an address tells it, else the feed's.

        A bare number is like one of another site: it gets this one's name.
        """
        for address in (entry.id, entry.link):
            told = origin(address)
            if told and told.post_id and told.platform == self._settings.platform:
                return told.post_id
        post_id = entry.id or entry.link
        site = urlsplit(self._settings.url).hostname
        return post_id if _URI.match(post_id) else f"{site}:{post_id}"

    def _posted(self, post_id: str, published: str | None) -> tuple[datetime, Precision]:
        """Return when an entry was published; one without a date, when it was first seen.

        A date in the future, or before there were feeds, is none.
        """
        stated = _instant(published)
        if stated is None or stated.year < _FIRST_YEAR or stated > self._at + _AHEAD:
            named = hashlib.sha256(post_id.encode("utf-8", "replace")).hexdigest()
            key = f"undated:{named[:16]}"
            seen = self._first_seen.setdefault(key, self._last.get(key, self._at.isoformat()))
            return datetime.fromisoformat(seen), "guessed"
        if (stated.hour, stated.minute, stated.second) == (0, 0, 0):
            # Sites that know only the day write its midnight; noon is inside it in most zones.
            return stated + timedelta(hours=12), "day"
        return stated, "exact"


def _instant(written: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(written or "")
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None
