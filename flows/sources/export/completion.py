"""What several columns of an export tell together: where a post is from, its name, its words."""

import hashlib
import re
from typing import Any

from flows.sources.contract import NoPost, kind_of, shortened
from flows.sources.export.recipe import Recipe
from flows.sources.export.settings import ExportSettings
from flows.sources.export.values import moments, utc
from flows.sources.files.values import Moment
from flows.sources.permalinks import Origin, origin, site

_LINKS = re.compile(r"https?://\S+|\b\d{15,}\b")
_REPOSTED = re.compile(r"^RT @\w+")
_ELLIPSIS = ("…", "...", "[…]", "[...]")
_LIST = re.compile(r"[\[\]'\"]")
_KINDS = {
    "reply": "reply",
    "replies": "reply",
    "comment": "comment",
    "comments": "comment",
    "review": "review",
    "article": "article",
}
_REPOSTS = ("share", "repost", "retweet", "rt", "boost")
_EXCERPTED = ("news", "blog")
"""Channels of which a suite hands on the beginning of a text rather than all of it."""

Given = dict[str, Any]


class Stripped(NoPost):
    """A row whose words the suite may not hand on; it names the post, and that is all."""


class Repost(Exception):
    """A row that only repeats another post; no source takes these for posts of their own."""


class Completion:
    """Adds to what the columns say; of a file read with one recipe."""

    def __init__(self, settings: ExportSettings, recipe: Recipe) -> None:
        self._settings = settings
        self._recipe = recipe
        ways = (settings.date_format,) if settings.date_format else recipe.dates
        self._moment = moments(recipe.timezone or settings.timezone, ways)

    def __call__(self, given: Given) -> None:
        """Complete what is given of one post.

        Raises:
            NoPost: it has no name or no date; Stripped: it has no words.
            Repost: it is none.

        """
        entry = str(given.pop("entry", "")).strip().casefold()
        known = self._place(given)
        self._own(given)
        posted_at = self._dated(given)
        given["posted_at"] = posted_at
        _write(given)
        if entry in _REPOSTS or (given["platform"] == "x" and _REPOSTED.match(given["text"])):
            raise Repost
        self._name(given, known, posted_at)
        if "kind" not in given:
            given["kind"] = _KINDS.get(entry) or kind_of(given["channel"], given.get("parent_id"))
        _need_words(given)

    def _place(self, given: Given) -> Origin | None:
        """Say where the post was published: by its address, else by the vendor's word for it."""
        url = _absolute(given.get("url"), given.get("platform"))
        known = origin(url)
        platform, channel = self._said(given.pop("place", None))
        domain = given.pop("domain", None)
        named = known.platform if known else platform or site(url) or domain
        given["url"] = url
        given.setdefault("platform", named or self._settings.platform)
        given.setdefault("channel", known.channel if known else channel or self._settings.channel)
        return known if known and known.platform == given["platform"] else None

    def _said(self, place: object) -> tuple[str | None, Any]:
        """Look the vendor's type of source up; of a list, the last that is known says most."""
        places = self._recipe.places
        words = [word.strip().casefold() for word in _LIST.sub("", str(place or "")).split(",")]
        known = [places[word] for word in words if word in places]
        return known[-1] if known else (None, None)

    def _own(self, given: Given) -> None:
        """Keep the counts that are of this post's platform; those of others are zeros."""
        ending = f"@{given['platform']}"
        for key in [key for key in given if "@" in key]:
            value = given.pop(key)
            if key.endswith(ending):
                given[key.removesuffix(ending)] = value

    def _dated(self, given: Given) -> Moment:
        day, at = given.pop("posted_at", None), given.pop("time", None)
        if day is None:
            raise NoPost("`posted_at` is missing")
        try:
            return self._moment(day, at)
        except ValueError as error:
            raise NoPost(f"`posted_at` is `{shortened(day)}`, which {error}") from None

    def _name(self, given: Given, known: Origin | None, posted_at: Moment) -> None:
        """Name the post as its platform does, and what it answers alike."""
        vendors = given.pop("post_id", None)
        url = given["url"]
        post_id = (known and known.post_id) or (url and self._plain(url)) or vendors
        if post_id is None and not {"url", "post_id"} & self._recipe.columns.keys():
            said = "\n".join((utc(posted_at[0]), given.get("kind", ""), given["text"]))
            post_id = f"told:{hashlib.sha256(said.encode()).hexdigest()[:16]}"
        if post_id is None:
            raise NoPost("has neither an address nor an id, so it cannot be told from others")
        given["post_id"] = post_id
        thread_id = known.thread_id if known else None
        given["thread_id"] = thread_id or self._above(given.get("thread_id"), post_id)
        parent = self._above(given.pop("parent_url", None) or given.get("parent_id"), post_id)
        is_comment = given.get("kind") == "comment"
        given["parent_id"] = parent or (given["thread_id"] if is_comment else None)

    def _above(self, named: str | None, below: str | None) -> str | None:
        """Return the id of a post that is above another, given as an id or as an address."""
        if not named or "://" not in named:
            return f"{self._recipe.parents}{named}" if named and named != below else None
        found = origin(named)
        post_id = found.post_id if found and found.post_id else self._plain(named)
        return None if post_id == below else post_id

    def _plain(self, url: str) -> str:
        """Return an address as a name: without what only says where in a page."""
        return url.partition("#")[0]


def _absolute(url: object, platform: object) -> str | None:
    """Return an address as a reader can follow it; archives of Reddit leave the host out."""
    said = str(url or "").strip()
    if said.startswith("/") and platform == "reddit":
        return f"https://www.reddit.com{said}"
    if said and "://" not in said:
        return f"https://{said}"
    return said or None


def _write(given: Given) -> None:
    """Put the words together; what is an excerpt that ends in an ellipsis counts as cut."""
    title, text = (str(given.pop(key, "")).strip() for key in ("title", "text"))
    snippet, more = (str(given.pop(key, "")).strip() for key in ("snippet", "more"))
    is_excerpt = given["channel"] in _EXCERPTED or not text
    text = text or snippet
    if more and more not in text:
        text = f"{text}\n{more}".strip()
    if given["platform"] == "x":
        title, text = "", text or title
    if title and text.startswith(title.rstrip("….")):
        title = ""
    given.update(title=title, text=text)
    if is_excerpt and text.endswith(_ELLIPSIS):
        given["is_cut"] = True


def _need_words(given: Given) -> None:
    """Raise Stripped where a row names a post and holds nothing that was said in it."""
    if given.get("rating") is not None or given["title"]:
        return
    is_x = given["platform"] == "x"
    said = _LINKS.sub("", given["text"]).strip() if is_x else given["text"]
    if not said:
        held = "only ids and links" if given["text"] else "no words"
        raise Stripped(f"holds {held}: the suite took out what was said")
