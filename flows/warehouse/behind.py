"""The posts behind a figure: how many there are, and a few of them to read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from flows.warehouse.queries import rows

Key = tuple[str, str]
"""A post: its platform and its id there."""

# A post that names several brands stands behind a figure of them all once.
_SPARE = 5

# What is drawn hangs on the posts' names, not on what they say or how loudly; two figures of the
# same posts draw the same ones.
_DRAWN = """
    select
        count(*) as post_count,
        arg_min(post, hash(post), {spare}) filter (not is_hidden) as drawn
    from (
        select (platform, post_id) as post, {hidden} as is_hidden from {table} where {where}
    )
"""
_IS_SPAM = "(platform, post_id) in (select (platform, post_id) from posts where is_spam)"

_READ = """
    select
        posts.platform, posts.post_id, posts.posted_at, posts.day as posted_on, posts.channel,
        posts.sentiment, posts.language, texts.headline,
        -- Who speaks for a brand is known by name; whoever else wrote is not told here.
        case when posts.is_owned then posts.author_name end as author_name,
        two_lines(texts.headline, texts.body) as excerpt, texts.url
    from (select unnest(?) as platform, unnest(?) as post_id)
    join posts using (platform, post_id)
    join texts using (platform, post_id)
    order by posts.posted_at, posts.platform, posts.post_id
"""


@dataclass(frozen=True)
class Condition:
    """The rows of a table that stand behind a figure: posts, as its model counted them."""

    table: str
    where: str


@dataclass(frozen=True)
class Behind:
    """How many posts stand behind a figure, and some of them in order of time."""

    post_count: int
    posts: Sequence[Mapping[str, Any]]


def posts_behind(
    connection: duckdb.DuckDBPyConnection, figures: Iterable[str], most: int, *, spam: bool = False
) -> dict[str, Behind]:
    """Return what stands behind each figure, where single posts do; figures share what is equal.

    `most` is how many posts each gives to read. Spam counts where the figure counts it; it is
    shown only when `spam` asks for it.
    """
    conditions = _conditions(connection, figures)
    drawn = {one: _draw(connection, one, most, spam=spam) for one in set(conditions.values())}
    known = _read(connection, sorted({key for _, keys in drawn.values() for key in keys}))
    made = {
        one: Behind(count, [post for key, post in known.items() if key in keys])
        for one, (count, keys) in drawn.items()
    }
    return {figure: made[one] for figure, one in conditions.items() if made[one].post_count}


def _conditions(
    connection: duckdb.DuckDBPyConnection, figures: Iterable[str]
) -> dict[str, Condition]:
    """Return where the posts of each figure are; a figure made of other tables has none."""
    found = rows(
        connection,
        "select figure, posts_from, posts_where from figures "
        "where posts_where is not null and list_contains(?, figure)",
        [list(figures)],
    )
    return {row["figure"]: Condition(row["posts_from"], row["posts_where"]) for row in found}


def _draw(
    connection: duckdb.DuckDBPyConnection, one: Condition, most: int, *, spam: bool
) -> tuple[int, set[Key]]:
    hidden = "false"
    if not spam:
        columns = {row["column_name"] for row in rows(connection, f'describe "{one.table}"')}
        hidden = "is_spam" if "is_spam" in columns else _IS_SPAM
    spare = max(most, 1) * _SPARE
    filled = _DRAWN.format(table=one.table, where=one.where, spare=spare, hidden=hidden)
    (found,) = rows(connection, filled)
    # In the order drawn, each once.
    keys = list(dict.fromkeys(found["drawn"] or ()))
    return found["post_count"], set(keys[:most])


def _read(
    connection: duckdb.DuckDBPyConnection, keys: Sequence[Key]
) -> dict[Key, Mapping[str, Any]]:
    found = rows(connection, _READ, [list(part) for part in zip(*keys, strict=True)] or [[], []])
    return {(row["platform"], row["post_id"]): row for row in found}
