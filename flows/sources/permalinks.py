"""The address of a post → its platform and the platform's own id.

The same post heard through an interface, a feed or an export then has one name. An address that
tells no id, because its platform's ids are not in it, gives the platform alone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

from flows.post import Channel

Read = Callable[[SplitResult], str | None]


@dataclass(frozen=True)
class Origin:
    """Where a post was published: its platform, what that is, and, if known, its id there.

    `thread_id` is the id of what a comment stands under.
    """

    platform: str
    channel: Channel
    post_id: str | None = None
    thread_id: str | None = None


def origin(url: str | None) -> Origin | None:
    """Return what the address of a post says of it; None where it is of no platform we know."""
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    for hosts, platform, channel, read in _PLATFORMS:
        if any(host == one or host.endswith(f".{one}") for one in hosts):
            post_id, above = read(parts), _THREADS.get(platform, _none)(parts)
            return Origin(platform, channel, post_id, above if above != post_id else None)
    if mastodon := _MASTODON.search(parts.path):
        name, number = mastodon.groups()
        return Origin("mastodon", "social", f"https://{host}/users/{name}/statuses/{number}")
    return None


def site(url: str | None) -> str | None:
    """Return the domain of an address, without `www.`; None where it has none."""
    try:
        return (urlsplit((url or "").strip()).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


# Mastodon's numbers are long, GoToSocial's ids are ULIDs; a short number may be a page of anything.
_MASTODON = re.compile(
    r"^/(?:@|users/)([A-Za-z0-9_.-]+)/(?:statuses/)?(\d{9,}|[0-9A-HJKMNP-TV-Z]{26})/?$"
)
_REDDIT = re.compile(r"/comments/([a-z0-9]+)(?:/[^/]*(?:/([a-z0-9]+))?)?", re.IGNORECASE)


def _found(pattern: str) -> Read:
    """Return a reader of what the first group that matches finds in a path."""
    searched = re.compile(pattern, re.IGNORECASE)

    def read(parts: SplitResult) -> str | None:
        found = searched.search(parts.path)
        return next((group for group in found.groups() if group), None) if found else None

    return read


def _reddit(parts: SplitResult) -> str | None:
    if parts.hostname == "redd.it":
        return f"t3_{parts.path.strip('/')}" if parts.path.strip("/") else None
    if not (found := _REDDIT.search(parts.path)):
        return None
    post, comment = found.groups()
    return f"t1_{comment}" if comment else f"t3_{post}"


def _youtube(parts: SplitResult) -> str | None:
    asked = parse_qs(parts.query)
    if comment := asked.get("lc"):
        return comment[0]
    if video := asked.get("v"):
        return video[0]
    return _found(r"^/(?:shorts|live|embed)/([\w-]{11})|^/([\w-]{11})$")(parts)


def _query(*names: str) -> Read:
    """Return a reader of the first of these parameters that an address has."""

    def read(parts: SplitResult) -> str | None:
        asked = parse_qs(parts.query)
        return next((asked[name][0] for name in names if name in asked), None)

    return read


def _facebook(parts: SplitResult) -> str | None:
    asked = parse_qs(parts.query)
    for name in ("comment_id", "story_fbid", "fbid", "v"):
        if name in asked:
            return asked[name][0]
    return _found(r"/(?:posts|videos|reel|permalink)/(?:[^/]+/)*?(\d{6,}|pfbid\w+)")(parts)


def _bluesky(parts: SplitResult) -> str | None:
    """Return the address of a post in the protocol; under a handle, its page does not tell it."""
    found = re.search(r"^/profile/(did:[a-z0-9:._-]+)/post/(\w+)", parts.path)
    return f"at://{found[1]}/app.bsky.feed.post/{found[2]}" if found else None


def _reddit_post(parts: SplitResult) -> str | None:
    found = _REDDIT.search(parts.path)
    return f"t3_{found[1]}" if found else None


def _stackexchange(parts: SplitResult) -> str | None:
    """Return the site and the number of a question, or of the answer that an address points at."""
    host = (parts.hostname or "").removeprefix("www.")
    name = host.removesuffix(".stackexchange.com").removesuffix(".com").removesuffix(".net")
    if comment := re.match(r"comment(\d+)_", parts.fragment):
        return f"{name}:comment:{comment[1]}"
    answer = re.fullmatch(r"(\d+)", parts.fragment) or re.search(
        r"^/(?:a|questions/\d+/[^/]+)/(\d+)", parts.path
    )
    found = answer or re.search(r"^/q(?:uestions)?/(\d+)", parts.path)
    return f"{name}:{found[1]}" if found else None


_GITHUB = re.compile(r"^/([^/]+/[^/]+)/(?:issues|pull|discussions)/(\d+)")


def _github(parts: SplitResult) -> str | None:
    """Return an issue or a discussion, or the comment that an address points at."""
    if not (found := _GITHUB.match(parts.path)):
        return None
    comment = re.fullmatch(r"(?:issue|discussion)comment-\d+", parts.fragment)
    return f"{found[1]}#{comment[0] if comment else found[2]}"


def _github_thread(parts: SplitResult) -> str | None:
    found = _GITHUB.match(parts.path)
    return f"{found[1]}#{found[2]}" if found else None


def _none(_parts: SplitResult) -> str | None:
    return None


_PLATFORMS: tuple[tuple[tuple[str, ...], str, Channel, Read], ...] = (
    (("x.com", "twitter.com"), "x", "social", _found(r"/status(?:es)?/(\d+)")),
    (("reddit.com", "redd.it"), "reddit", "forum", _reddit),
    (("youtube.com", "youtu.be"), "youtube", "social", _youtube),
    (("news.ycombinator.com",), "hackernews", "forum", _query("id")),
    (
        ("stackexchange.com", "stackoverflow.com", "superuser.com", "serverfault.com"),
        "stackexchange",
        "forum",
        _stackexchange,
    ),
    (("github.com",), "github", "forum", _github),
    (("bsky.app",), "bluesky", "social", _bluesky),
    (("facebook.com", "fb.com"), "facebook", "social", _facebook),
    (("instagram.com",), "instagram", "social", _found(r"/(?:p|reel|tv)/([\w-]+)")),
    (("tiktok.com",), "tiktok", "social", _found(r"/video/(\d+)")),
    (("threads.net", "threads.com"), "threads", "social", _found(r"/post/([\w-]+)")),
    (("linkedin.com",), "linkedin", "social", _found(r"[:-](?:activity|share|ugcPost)[:-](\d+)")),
    (("t.me", "telegram.me"), "telegram", "social", _found(r"^/(?:s/)?([A-Za-z]\w+/\d+)")),
    (("apps.apple.com", "itunes.apple.com"), "appstore", "review", _query("reviewId")),
    (("play.google.com",), "googleplay", "review", _query("reviewId")),
    (("trustpilot.com",), "trustpilot", "review", _found(r"/reviews/([0-9a-f]{24})")),
)
"""The hosts of each platform, its name, its channel, and what reads the id out of an address."""
_THREADS: dict[str, Read] = {
    "github": _github_thread,
    "reddit": _reddit_post,
    "youtube": _query("v"),
}
"""What reads, out of the address of a comment, the id of what it stands under."""
