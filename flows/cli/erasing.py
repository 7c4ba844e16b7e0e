"""Erase posts, as their authors may ask: `erase`."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.boundary import DONE
from flows.cli.session import Session
from flows.errors import ConfigError

if TYPE_CHECKING:
    from flows.config import Config
    from flows.lake.tombstones import Erasure
    from flows.lake.wanted import Found, Wanted
    from flows.rendering.issues import Issued

_SHOWN = 10


def erase(
    context: typer.Context,
    posts: Annotated[
        list[str] | None,
        typer.Option("--post", metavar="ID", help="A post by its platform's id; goes with that."),
    ] = None,
    urls: Annotated[
        list[str] | None, typer.Option("--url", metavar="URL", help="A post by its address.")
    ] = None,
    authors: Annotated[
        list[str] | None,
        typer.Option("--author", metavar="NAME", help="All of an author: name, handle or id."),
    ] = None,
    author_of: Annotated[
        list[str] | None,
        typer.Option("--author-of", metavar="URL", help="All of who wrote the post there."),
    ] = None,
    platform: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only on this platform.")
    ] = None,
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="Why, to be kept with the date.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would go, and leave it.")
    ] = False,
) -> int:
    """Erase posts from all that is kept, for good.

    They do not come back with a later collection. Without any option, goes on with an erasure that
    was cut off.
    """
    session: Session = context.obj
    config = session.config()
    wanted = _wanted(config, platform, posts or [], urls or [], authors or [], author_of or [])
    with session.workspace(config, "erase"):
        done = [] if dry_run else _resumed(session, config)
        found, before = None, {}
        if wanted is not None:
            from flows.lake.wanted import erased_before, find

            before = erased_before(config.lake, wanted)
            found = find(config.lake, wanted)
            if not dry_run:
                done.append(_erased(session, config, found, reason))
    _tell(session, config, found, done, before, dry_run=dry_run)
    return DONE


def _wanted(
    config: "Config",
    platform: str | None,
    posts: list[str],
    urls: list[str],
    authors: list[str],
    author_of: list[str],
) -> "Wanted | None":
    from flows.lake.wanted import Wanted

    if posts and platform is None:
        raise ConfigError("`--post` is an id of one platform: name that with `--platform`.")
    if platform is not None and not (posts or authors):
        raise ConfigError("`--platform` goes with `--post` or `--author`.")
    if not (posts or urls or authors or author_of):
        return None
    known = sorted({source.platform for source in config.sources})
    return Wanted(
        [(platform, one) for one in posts if platform],
        urls,
        authors,
        author_of,
        [platform] if platform else known,
    )


def _resumed(session: Session, config: "Config") -> "list[Erasure]":
    from flows.lake.erasure import resume

    with session.console.steps("Erasing") as step:
        return resume(config.lake, config.platforms, step)


def _erased(session: Session, config: "Config", found: "Found", reason: str) -> "Erasure":
    import secrets
    from datetime import UTC, datetime

    from flows.audit.erasing import erase_from_sheets
    from flows.lake.erasure import erase as erase_from_lake
    from flows.lake.ledger import run_name
    from flows.lake.tombstones import Erasure

    at = datetime.now(UTC)
    begun = Erasure(run=run_name(at, secrets.token_hex(3)), at=at, reason=reason)
    with session.console.steps("Erasing") as step:
        # Before the posts, whose ids are known only as long as they are there.
        for sheet in erase_from_sheets(config.reports_folder, found.posts):
            session.console.say(f"{sheet}: written anew")
        return erase_from_lake(config.lake, found, config.platforms, begun, step)


def _tell(
    session: Session,
    config: "Config",
    found: "Found | None",
    done: "list[Erasure]",
    before: "Mapping[str, Erasure]",
    *,
    dry_run: bool,
) -> None:
    console = session.console
    issues = _shown(config, found, done)
    exports = sorted(config.reports_folder.glob("*/*/tables-*")) if done else []
    if found is None and not done:
        console.say("Nothing to erase: no erasure was cut off. `--help` says how to name posts.")
    elif dry_run and found is not None:
        console.say(f"{_posts(len(found.posts))} would be erased.")
        for platform, post_id in sorted(found.posts)[:_SHOWN]:
            console.say(f"  {platform} {post_id}")
    for name, one in before.items():
        why = f" ({one.reason})" if one.reason else ""
        console.say(f"{name} was erased before, on {one.at:%Y-%m-%d at %H:%M} UTC{why}.")
    for one in done:
        if line := _went(one, is_before=bool(before)):
            console.say(line)
    if found is not None and not (found.posts or issues or before):
        console.say(
            "Nothing that is kept is named so. An author is known by what the source gives as "
            "`author`, often an id and no name: give the address of one of their posts instead, "
            '`--author-of URL`. To find a post by its words: `earwitness sql "select platform, '
            "post_id, url from texts where text ilike '%WORDS%'\"`."
        )
    for issue in issues:
        console.say(f"Shown in {issue.folder}: withdraw it, or send the next issue in its place.")
    for folder in exports:
        console.say(f"Perhaps also in {folder}: export anew, or delete it.")
    console.document(
        {
            "is_dry_run": dry_run,
            "posts": _listed(found) if dry_run else None,
            "erasures": [
                one.model_dump(mode="json", include={"run", "at", "reason"})
                | {
                    "post_count": len(one.posts),
                    "author_count": len(one.authors),
                    "row_count": sum(file.count for file in one.rewritten),
                    "files": sorted({file.name for file in one.rewritten}),
                }
                for one in done
            ],
            "before": [
                {"name": name, **one.model_dump(mode="json", include={"run", "at", "reason"})}
                for name, one in before.items()
            ],
            "issues": [issue.folder for issue in issues],
            "exports": exports,
        }
    )


def _went(erasure: "Erasure", *, is_before: bool) -> str | None:
    """Return what an erasure took; None where there is nothing to say of it."""
    rows = sum(file.count for file in erasure.rewritten)
    files = len({file.name for file in erasure.rewritten})
    if rows:
        return f"Erased {_posts(len(erasure.posts))}: {rows:,} rows and records of {files:,} files."
    if is_before:
        return "Nothing of it has come back since."
    if erasure.posts:
        return f"Nothing is kept of {_posts(len(erasure.posts))}; what comes later is left out."
    return None


def _listed(found: "Found | None") -> list[dict[str, Any]]:
    posts = sorted(found.posts) if found else []
    return [{"platform": platform, "post_id": post_id} for platform, post_id in posts]


def _shown(config: "Config", found: "Found | None", done: "list[Erasure]") -> "list[Issued]":
    from flows.lake.privacy import author_key
    from flows.lake.tombstones import address_hash, post_hash

    hashes: set[str] = set()
    if found is not None:
        key = author_key(config.lake)
        hashes |= {post_hash(key, *post) for post in found.posts}
        hashes |= {address_hash(key, url) for url in found.urls}
    return showing(config, done, hashes)


def showing(
    config: "Config", done: "Iterable[Erasure]", hashes: Iterable[str] = ()
) -> "list[Issued]":
    """Return the issues that quote or name a post that was erased: their files are not touched."""
    from flows.rendering.issues import all_issues

    gone = {*hashes, *(one for erasure in done for one in (*erasure.posts, *erasure.addresses))}
    return [
        issue
        for issue in all_issues(config)
        if gone.intersection((issue.said() or {}).get("shown", ()))
    ]


def _posts(count: int) -> str:
    return f"{count:,} {'post' if count == 1 else 'posts'}"
