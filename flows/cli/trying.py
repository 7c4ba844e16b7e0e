"""Try a source: `sources test`."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.boundary import DONE, GAPS
from flows.cli.session import Session

if TYPE_CHECKING:
    from flows.config import Config
    from flows.post import Post
    from flows.sources import Http, Rejected, SourceSettings

_SHOWN = 3
_FEW_PAGES = 3
"""Pages that are asked for at most while there is no post."""
_WORDS = 90


@dataclass
class _Heard:
    """What came of one short question."""

    posts: "list[Post]" = field(default_factory=list)
    rejected: "list[Rejected]" = field(default_factory=list)
    is_all: bool = True
    """Nothing was left to ask for."""


def test(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="ID", help="A source of the configuration.")],
) -> int:
    """Make one real request, and show three posts.

    Says what is wrong, if something is. Nothing is kept.
    """
    from flows.config import secret
    from flows.sources import Http
    from flows.sources.http import CountedHttp, Patience

    session: Session = context.obj
    config = session.config()
    settings = config.source(source)
    began = time.monotonic()
    # Who looks on does not wait for long; a collection does.
    with Http(patience=Patience(attempts=2, longest_wait=10), keys=secret) as door:
        http = CountedHttp(door)
        heard = _heard(config, settings, http)
        seconds = time.monotonic() - began
        posts = [_document(post, http) for post in heard.posts]
        broken = [http.blotted(one.reason) for one in heard.rejected]
    console = session.console
    count = http.asked_count
    asked = f"{count} {'request' if count == 1 else 'requests'}, " if count else ""
    console.say(f"{source} ({settings.kind}): {asked}{seconds:.1f} s")
    for post in posts:
        at = post["posted_at"][:16].replace("T", " ")
        console.say(f"  {at}  {post['author'] or '(no name)'}")
        console.say(f"    {post['words']}")
        if post["url"]:
            console.say(f"    {post['url']}")
    if broken:
        were = (
            "1 record was no post" if len(broken) == 1 else f"{len(broken)} records were no posts"
        )
        console.say(f"  {were}; the first: {broken[0]}")
    if not posts:
        console.note(_nothing(settings, is_all=heard.is_all))
    console.document(
        {
            "source": source,
            "kind": settings.kind,
            "request_count": count,
            "seconds": round(seconds, 3),
            "posts": posts,
            "rejected": broken,
        }
    )
    return DONE if posts else GAPS


def _heard(config: "Config", settings: "SourceSettings", http: "Http") -> _Heard:
    """Take three posts of a source, and no page more than that needs.

    Raises:
        ListeningError: it does not answer, or refuses, or is not what the settings say.

    """
    from contextlib import closing

    from flows.post import Post
    from flows.sources import Asked, Rejected
    from flows.sources.paging import PagesSpent

    if "max_pages" in type(settings).model_fields:
        settings = settings.model_copy(update={"max_pages": _FEW_PAGES})
    heard = _Heard()
    source = settings.open(config.base, http)
    with closing(source.fetch(Asked(None, {}, datetime.now(UTC)))) as fetched:  # type: ignore[type-var]
        try:
            for one in fetched:
                if isinstance(one, Post):
                    heard.posts.append(one)
                elif isinstance(one, Rejected):
                    heard.rejected.append(one)
                if len(heard.posts) == _SHOWN:
                    break
        except PagesSpent:
            heard.is_all = False
    return heard


def _document(post: "Post", http: "Http") -> dict[str, Any]:
    said = " ".join(f"{post.title} {post.text}".split()) or f"rating {post.rating_raw}"
    words = said if len(said) <= _WORDS else f"{said[: _WORDS - 1]}…"
    return {
        "posted_at": post.posted_at.isoformat(),
        "author": post.author_name or post.author,
        "words": http.blotted(words),
        "url": http.blotted(post.url) if post.url else None,
    }


def _nothing(settings: "SourceSettings", *, is_all: bool) -> str:
    if not is_all:
        return (
            f"It answered, and its first {_FEW_PAGES} pages held no post that is asked for. A "
            "collection goes on from there; look whether the settings ask for what you mean."
        )
    days = getattr(settings, "history_days", None)
    span = f" of the last {days} days" if days else ""
    return (
        f"It answered, and there is no post{span}. Look whether the settings ask for what you "
        "mean, and whether there is anything to hear."
    )
