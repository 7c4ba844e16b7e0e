"""Work on brand queries: `query explain`, `query lint`, `query diff`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.boundary import DONE, WRONG
from flows.cli.session import Session

if TYPE_CHECKING:
    from flows.config import Config
    from flows.lake.history import QueryChange
    from flows.text.queries.explaining import Explained
    from flows.text.queries.linting import Remark

app = typer.Typer(
    name="query",
    help="Work on brand queries: explain, lint, diff.",
    rich_markup_mode=None,
)

_QUERY = "A query, or the id of a brand to take its query."
_SHOWN = 100
"""Characters of a sample that are shown."""


@app.command()
def explain(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY", help=_QUERY)],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What a post says.")],
    title: Annotated[str, typer.Option(metavar="TEXT", help="Its title.")] = "",
    author: Annotated[str | None, typer.Option(metavar="NAME", help="Its author's handle.")] = None,
    language: Annotated[
        str | None, typer.Option("--lang", metavar="CODE", help="Otherwise told from the text.")
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Its link, for site:.")] = None,
    platform: Annotated[str | None, typer.Option(metavar="NAME", help="Such as reddit.")] = None,
    channel: Annotated[str | None, typer.Option(metavar="NAME", help="Such as forum.")] = None,
    rating: Annotated[
        float | None, typer.Option(metavar="STARS", min=1, max=5, help="Stars from 1 to 5.")
    ] = None,
) -> int:
    """Show which part of a query matches a text.

    Marks every part as there or not, with the words that it found.
    """
    from flows.post import clean
    from flows.text.queries.explaining import explain as explained

    session: Session = context.obj
    known = {
        "title": clean(title),
        "text": clean(text),
        "author_name": author,
        "language": language,
        "url": url,
        "platform": platform,
        "channel": channel,
        "rating": None if rating is None else (rating - 1) / 4,
    }
    told = explained(_query(session, query), _post(known))
    session.console.say(f"{'Matches' if told.is_true else 'Does not match'}: {query}")
    for line in _tree(told):
        session.console.say(line)
    session.console.document({"query": query, "matches": told.is_true, "tree": _plain(told)})
    return DONE


@app.command()
def lint(
    context: typer.Context,
    query: Annotated[
        str | None,
        typer.Argument(metavar="[QUERY]", help="Otherwise the queries of all brands."),
    ] = None,
) -> int:
    """Warn of what experience knows to be a mistake.

    Looks at the stored posts too, if there are any. Exit 2 when a query cannot be read.
    """
    session: Session = context.obj
    config = _config(session)
    if query is None:
        config = session.config()
        queries = {brand.id: brand.query for brand in config.brands}
    else:
        queries = {"query": _query(session, query)}
    remarks = {name: _remarks(text, config) for name, text in queries.items()}
    for name, some in remarks.items():
        where = "" if query else f"{name}: "
        for remark in some:
            session.console.say(f"{where}{remark.rule}: {remark.message}")
        if not some:
            session.console.say(f"{where}nothing suspicious.")
    session.console.document(
        {
            "queries": [
                {
                    "id": None if query else name,
                    "query": queries[name],
                    "remarks": [
                        {"rule": one.rule, "part": one.part, "message": one.message} for one in some
                    ],
                }
                for name, some in remarks.items()
            ]
        }
    )
    return WRONG if any(one.is_error for some in remarks.values() for one in some) else DONE


@app.command()
def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help=_QUERY)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=_QUERY)],
) -> int:
    """Show what a changed query adds and removes over all stored posts.

    By month, with up to five posts of each.
    """
    from flows.lake.history import query_change

    session: Session = context.obj
    config = session.config()
    before, after = _query(session, old), _query(session, new)
    with session.console.steps("Comparing") as step:
        step("reading all stored posts")
        change = query_change(config, before, after)
    _say_change(session, change)
    session.console.document(
        {
            "old": before,
            "new": after,
            "post_count": change.post_count,
            "months": change.months.to_dicts(),
            "total": _total(change),
            "added": change.added,
            "removed": change.removed,
        }
    )
    return DONE


def _post(known: dict[str, Any]) -> Any:
    """Return one post as a frame; its language is told from the text unless it is given."""
    import polars as pl

    from flows.text.language import identify

    posts = pl.DataFrame(
        {name: [value] for name, value in known.items()},
        schema={name: pl.Float64 if name == "rating" else pl.String for name in known},
    )
    if known["language"] is None:
        said = pl.Series([f"{known['title']}\n\n{known['text']}"])
        told = identify(said, pl.Series([None], dtype=pl.String))
        posts = posts.with_columns(told["language"])
    return posts


def _query(session: Session, given: str) -> str:
    """Return the query itself, or that of the brand whose id was given."""
    config = _config(session)
    brands = {brand.id: brand.query for brand in config.brands} if config else {}
    return brands.get(given, given)


def _config(session: Session) -> "Config | None":
    """Return the configuration where there is one: these commands run in any folder."""
    return session.config() if session.config_path.exists() else None


def _remarks(query: str, config: "Config | None") -> "list[Remark]":
    from flows.lake.history import post_batches
    from flows.text.queries.linting import lint as linted
    from flows.text.queries.weighing import history_remarks

    remarks = linted(query)
    if config is None or any(one.is_error for one in remarks):
        return remarks
    names = [name for brand in config.brands for name in (brand.id, brand.name)]
    return [*remarks, *history_remarks(query, post_batches(config), names)]


def _tree(told: "Explained", depth: int = 0) -> list[str]:
    found = ", ".join(told.found) if not told.parts else told.apart or ""
    line = f"{'  ' * depth}{'✓' if told.is_true else '✗'} {told.written}"
    lines = [f"{line}: {found}" if found else line]
    for part in told.parts:
        lines += _tree(part, depth + 1)
    return lines


def _plain(told: "Explained") -> dict[str, Any]:
    return {
        "part": told.written,
        "is_true": told.is_true,
        "found": told.found,
        "apart": told.apart,
        "parts": [_plain(part) for part in told.parts],
    }


def _total(change: "QueryChange") -> dict[str, int]:
    names = ("old", "new", "added", "removed")
    return {name: int(change.months[name].sum()) for name in names}


def _say_change(session: Session, change: "QueryChange") -> None:
    total = _total(change)
    rows: list[tuple[str, ...]] = [("month", "old", "new", "added", "removed")]
    rows += [
        (str(month), *(f"{count:,}" for count in counts)) for month, *counts in change.months.rows()
    ]
    rows.append(("all", *(f"{count:,}" for count in total.values())))
    session.console.say(f"{change.post_count:,} stored posts.")
    session.console.rows(rows)
    for name, posts in (("Added", change.added), ("Removed", change.removed)):
        if posts:
            session.console.say(f"{name}, {len(posts)} of {total[name.lower()]:,}:")
        for post in posts:
            text = post["text"]
            shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
            told = (f"{post['posted_at']:%Y-%m-%d}", f"[{post['term']}]", shown, post["url"] or "")
            session.console.say(f"  {'  '.join(told).rstrip()}")
