"""Which department should read a post: the first route that its labels fit.

The configuration's `[[routing]]` are the routes; without any, those of `routing.toml` are used.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, reduce
from importlib.resources import files

import polars as pl


@dataclass(frozen=True)
class Route:
    """A department and the posts that it gets.

    A post fits that has one of the topics, and one of the intents, and is in one of the languages,
    and feels one of the sentiments; where nothing is listed, anything fits.
    """

    department: str
    topics: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sentiments: tuple[str, ...] = ()


@cache
def shipped_routes() -> tuple[Route, ...]:
    """Return the routes that hold when the configuration names none."""
    text = (files("flows.text.routing") / "routing.toml").read_text(encoding="utf-8")
    return tuple(
        Route(
            given["department"],
            *(
                tuple(given.get(key, ()))
                for key in ("topics", "intents", "languages", "sentiments")
            ),
        )
        for given in tomllib.loads(text)["routing"]
    )


def departments(labelled: pl.DataFrame, routes: Sequence[Route]) -> pl.Series:
    """Return the department of each post, null where no route fits or the brand itself speaks.

    `labelled` has `topics`, `intents`, `language`, `sentiment` and `is_owned`.
    """
    nowhere = pl.lit(None, pl.String)
    found = reduce(
        lambda otherwise, route: (
            pl.when(_fits(route)).then(pl.lit(route.department)).otherwise(otherwise)
        ),
        reversed(routes),
        nowhere,
    )
    chosen = pl.when(pl.col("is_owned").fill_null(value=False)).then(nowhere).otherwise(found)
    return labelled.select(chosen.alias("department")).to_series()


def _fits(route: Route) -> pl.Expr:
    fits = pl.lit(value=True)
    for column, wanted in (("topics", route.topics), ("intents", route.intents)):
        if wanted:
            has = [pl.col(column).list.contains(pl.lit(name)) for name in wanted]
            fits &= pl.any_horizontal(has)
    for column, one_of in (("language", route.languages), ("sentiment", route.sentiments)):
        if one_of:
            fits &= pl.col(column).is_in(list(one_of))
    return fits
