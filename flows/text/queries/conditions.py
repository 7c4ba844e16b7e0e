"""Conditions on what is known of a post beside its words: site, language, author, stars."""

import operator
import re
from collections.abc import Callable
from typing import Any, get_args

import numpy as np
import polars as pl
from lark import Token, Tree
from numpy.typing import NDArray

from flows.errors import ConfigError
from flows.post import Channel
from flows.text.folding import fold, folded
from flows.text.queries.faults import refusal
from flows.text.queries.tree import Comparison, Field, FieldName, Rating, Term

_COMPARED: dict[Comparison, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}
_STARS = (1.0, 5.0)


def condition(name: FieldName, term: Term, query: str, place: Tree[Token]) -> Field:
    """Read what stands after a field's colon, or raise the fault."""
    value = fold(" ".join(word.text for word in term.words)).strip()
    is_open = term.words[-1].is_open
    if fault := _fault(name, value, term, query, place):
        raise fault
    if name == "site":
        value = _host(value)
    return Field(name, value, f"{name}:{term.written}", is_open)


def _fault(
    name: FieldName, value: str, term: Term, query: str, place: Tree[Token]
) -> ConfigError | None:
    if term.kind == "tag" or term.is_exact or term.has_typo:
        hint = f"Write the plain value: `{name}:value` or `{name}:(a OR b)`."
        return refusal(f"`{name}:` has no tags, braces or typos", hint, query, place)
    if any(word.is_open for word in term.words) and name != "author":
        return refusal(f"`*` has no meaning in `{name}:`", "Write it whole.", query, place)
    if name == "lang" and not re.fullmatch(r"[a-z]{2,3}", value):
        hint = "A language is its code, `en`, `de`, `ko`, or `und` where it could not be told."
        return refusal(f"`{value}` is no language code", hint, query, place)
    if name == "channel" and value not in get_args(Channel):
        hint = f"Channels are: {', '.join(get_args(Channel))}."
        return refusal(f"`{value}` is no channel", hint, query, place)
    return None


def rating(token: Token, query: str) -> Rating:
    """Read `rating:<=2`, or raise the fault."""
    found = re.fullmatch(r"rating:\s*([<>=]*)\s*([\d.]+)", token, flags=re.IGNORECASE)
    sign, stars = found.groups() if found else ("", "0")
    if not _STARS[0] <= float(stars) <= _STARS[1]:
        hint = "Ratings run from 1 to 5 stars, whatever scale the source has: `rating:<=2`."
        raise refusal(f"there are no {stars} stars", hint, query, token)
    comparison: Comparison = sign or "="  # type: ignore[assignment] # the grammar knows no other
    return Rating(comparison, float(stars), re.sub(r"\s+", "", token))


def fulfilled(asked: Field | Rating, posts: pl.DataFrame) -> NDArray[np.bool_]:
    """Return which posts fulfil a condition; what a post does not state fulfils none."""
    if isinstance(asked, Rating):
        stars = _column(posts, "rating").cast(pl.Float64) * 4 + 1
        # A third of a star has no last digit: 1e-6 keeps `=` and `<=` from hanging on it.
        told = _COMPARED[asked.comparison]((stars * 1e6).round(), round(asked.stars * 1e6))
        return _known(told)
    return _known(_MEANING[asked.name](asked, posts))


def _known(told: pl.Series) -> NDArray[np.bool_]:
    return told.fill_null(value=False).to_numpy().astype(np.bool_)


def _column(posts: pl.DataFrame, name: str) -> pl.Series:
    """Return a column, all null where the frame does not have it."""
    if name in posts.columns:
        return posts[name]
    return pl.Series(name, [None] * posts.height, dtype=pl.String)


def _equal(column: str) -> Callable[[Field, pl.DataFrame], pl.Series]:
    return lambda asked, posts: _lower(posts, column) == asked.value


def _lower(posts: pl.DataFrame, column: str) -> pl.Series:
    return folded(_column(posts, column).cast(pl.String))


def _author(asked: Field, posts: pl.DataFrame) -> pl.Series:
    """Compare the handle, with or without `@`, and the key that stands for the author."""
    wanted = asked.value.removeprefix("@")
    names = (
        _lower(posts, column).str.strip_prefix("@").fill_null("")
        for column in ("author_name", "author")
    )
    one, other = (
        name.str.starts_with(wanted) if asked.is_open else name == wanted for name in names
    )
    return one | other


def _site(asked: Field, posts: pl.DataFrame) -> pl.Series:
    """Compare the host of the link; `reddit.com` holds `old.reddit.com`."""
    hosts = _lower(posts, "url").str.extract(_HOST, 1)
    return (hosts == asked.value) | hosts.str.ends_with(f".{asked.value}")


_HOST = r"^(?:https?://)?(?:[^/@]*@)?(?:www\.)?([^/:?#]+)"


def _host(value: str) -> str:
    found = re.match(_HOST, value)
    return found[1] if found else value


_MEANING: dict[FieldName, Callable[[Field, pl.DataFrame], pl.Series]] = {
    "author": _author,
    "site": _site,
    "lang": _equal("language"),
    "platform": _equal("platform"),
    "channel": _equal("channel"),
}
