"""Draw the posts that people shall label: a stratified random sample of a report's own mentions.

The strata are what the engine said, by language; a language too rare for strata of its own is drawn
together with the other rare ones. Posts are shared out by the square root of a stratum's size
(power allocation, Bankier 1988), so that rare answers are measured too, and each stratum has two at
least, so that its spread is known. A post's place in the draw is a hash of its id with the report
and the window: the same posts give the same sample.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import sqrt

import duckdb
import polars as pl

from flows.audit.sheet import said, text_hash
from flows.config import Config, ReportSettings
from flows.errors import ConfigError
from flows.warehouse import models
from flows.warehouse.connection import scope, warehouse
from flows.warehouse.queries import rows
from flows.window import Window

LEAST = 30
"""Fewer labelled posts say too little of an engine."""

_LEAST_OF_LANGUAGE = 12
"""Posts that a language must expect in the sample to have strata of its own."""

_LEAST_OF_STRATUM = 2
_OTHERS = "others"

# What an engine judged among the mentions that the report counts.
_JUDGED = """
    brand = getvariable('focus_brand')
    and is_counted and period = 'window' and sentiment_sign is not null
"""
_CELLS = f"""
    select sentiment, language, count(*) as post_count from mentions where {_JUDGED} group by all
"""
_DRAWN = f"""
    select
        md5(concat_ws(chr(31), ?, platform, post_id)) as place,
        platform, post_id, stratum, stratum_size, posted_at, language
    from mentions join strata using (sentiment, language)
    where {_JUDGED}
    qualify row_number() over (partition by stratum order by place, post_id, platform) <= share
"""
_SHEET = f"""
    select drawn.* exclude (place), texts.title, texts.text, texts.url
    from ({_DRAWN}) as drawn join texts using (platform, post_id)
    order by place, post_id, platform
"""


@dataclass(frozen=True)
class Stratum:
    """The judged posts of one answer in one language, or in the rare ones."""

    name: str
    size: int
    cells: list[tuple[str, str]]
    """Sentiment and language of each part."""


def draw(config: Config, report: ReportSettings, window: Window, count: int) -> pl.DataFrame:
    """Return the drawn posts in the order of the draw, with all that a sheet and the lake keep.

    Raises:
        ConfigError: the window has no judged mention of the report's brand.

    """
    wanted = {model.name for one in ("mentions", "texts") for model in models.needed(one)}
    with warehouse(config, scope(config, report, window)) as connection:
        models.run(connection, [model for model in models.in_order() if model.name in wanted])
        found = strata(rows(connection, _CELLS), count)
        if not found:
            raise ConfigError(
                f"No post of {window.label} names `{report.brand}` and was judged, so there is "
                "nothing to label. Name another period with `--period`."
            )
        _load(connection, found, allocation({one.name: one.size for one in found}, count))
        seed = f"{report.id}\x1f{window.first_on}\x1f{window.end_on}"
        drawn = pl.DataFrame(rows(connection, _SHEET, [seed]), infer_schema_length=None)
    texts = (text_hash(said(*row)) for row in drawn.select("title", "text").iter_rows())
    return drawn.with_columns(
        pl.Series("text_hash", list(texts), dtype=pl.String),
        pl.lit(_name(report, window, drawn)).alias("sample"),
        pl.lit(report.brand).alias("brand"),
        pl.lit(window.first_on).alias("first_on"),
        pl.lit(window.end_on).alias("end_on"),
    )


def strata(cells: Sequence[Mapping[str, object]], count: int) -> list[Stratum]:
    """Put counts of posts by `sentiment` and `language` together to strata of a sample."""
    frame = pl.DataFrame(cells, schema={"sentiment": None, "language": None, "post_count": None})
    by_language = dict(frame.group_by("language").agg(pl.sum("post_count")).rows())
    least = _LEAST_OF_LANGUAGE * sum(by_language.values()) / count
    found: dict[str, Stratum] = {}
    for sentiment, language, size in frame.sort("sentiment", "language").rows():
        known = language if by_language[language] >= least else _OTHERS
        name = f"{sentiment} {known}"
        before = found.get(name, Stratum(name, 0, []))
        cell = (sentiment, language)
        found[name] = Stratum(name, before.size + size, [*before.cells, cell])
    return list(found.values())


def allocation(sizes: dict[str, int], count: int) -> dict[str, int]:
    """Share out a sample among strata; the shares sum to `count`, or to all posts if fewer."""
    shares = {one: min(_LEAST_OF_STRATUM, size) for one, size in sizes.items()}
    for _ in range(min(count, sum(sizes.values())) - sum(shares.values())):
        # The next post goes to the stratum that has least of what it should have.
        open_ones = [one for one in sorted(sizes) if shares[one] < sizes[one]]
        neediest = min(open_ones, key=lambda one: (shares[one] + 0.5) / sqrt(sizes[one]))
        shares[neediest] += 1
    return shares


def _load(
    connection: duckdb.DuckDBPyConnection, found: list[Stratum], shares: dict[str, int]
) -> None:
    connection.execute(
        "create table strata (sentiment varchar, language varchar, stratum varchar, "
        "stratum_size bigint, share bigint)"
    )
    for one in found:
        for sentiment, language in one.cells:
            connection.execute(
                "insert into strata values (?, ?, ?, ?, ?)",
                [sentiment, language, one.name, one.size, shares[one.name]],
            ).fetchall()


def _name(report: ReportSettings, window: Window, drawn: pl.DataFrame) -> str:
    """Name a sample by its report and window and, because posts may come later, by its posts."""
    told = str(drawn.select("platform", "post_id", "stratum", "stratum_size").rows())
    return f"{report.id}-{window.slug}-{blake2b(told.encode(), digest_size=4).hexdigest()}"
